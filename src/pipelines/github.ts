import { githubAction } from '../../schema/pipelines.js';
import { accountVariable, arn, wholePipeline } from './pipeline.ts';
import type { Pipeline, PipelineFile, WholePipeline } from './pipeline.ts';

/** Actions of others, by the commit of their release: a tag can be moved. */
const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const uploadSarif = 'github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2';

const action = '.github/actions/snapspec';

function workflow({ stack, spec, branch, account, planRole, applyRole, provider }: WholePipeline): string {
  const owner = account ?? `\${{ vars.${accountVariable} }}`;
  const step = (command: string, role?: string): string =>
    `uses: ./${action}
        with:
          command: ${command}
          spec: "${spec}"${
            role === undefined
              ? ''
              : `
          role: ${arn(owner, 'role', role)}
          oidc-provider: ${arn(owner, 'oidc-provider', provider)}`
          }
          artifact: snapspec-plan-${stack}`;
  return `name: snapspec ${stack}

on:
  pull_request:
  push:
    branches: ["${branch}"]

permissions: {}

# A newer push ends the plan of an older one; an apply is never ended for a newer one.
concurrency:
  group: snapspec-${stack}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  lint:
    runs-on: ubuntu-24.04
    permissions: {contents: read, security-events: write}
    steps:
      - uses: ${checkout}
        with: {persist-credentials: false}
      - id: lint
        ${step('lint')}
      # Code scanning is there for every public repository.
      - if: always() && github.event.repository.private == false && github.event.pull_request.head.repo.fork != true
        uses: ${uploadSarif}
        with:
          sarif_file: \${{ steps.lint.outputs.sarif }}
          category: snapspec-${stack}

  plan:
    needs: lint
    # The pull request of a fork, or of Dependabot, is given no token: it is linted only.
    if: github.event.pull_request.head.repo.fork != true && github.actor != 'dependabot[bot]'
    runs-on: ubuntu-24.04
    permissions: {contents: read, pull-requests: write, id-token: write}
    outputs:
      changes: \${{ steps.plan.outputs.changes }}
    steps:
      - uses: ${checkout}
        with: {persist-credentials: false}
      - id: plan
        ${step('plan', planRole)}

  apply:
    needs: plan
    if: github.event_name == 'push' && needs.plan.outputs.changes != '0'
    runs-on: ubuntu-24.04
    # Reviewers of this environment read the plan before it is applied; the role trusts this environment alone.
    environment: production
    permissions: {contents: read, id-token: write}
    steps:
      - uses: ${checkout}
        with: {persist-credentials: false}
      - ${step('apply', applyRole)}
`;
}

/** The workflow of a stack, and the action that it uses, which is the same for all stacks of a repository. */
export function githubPipeline(pipeline: Pipeline): PipelineFile[] {
  const whole = wholePipeline(pipeline, 'github');
  return [
    { path: `${action}/action.yml`, text: githubAction },
    { path: `.github/workflows/snapspec-${whole.stack}.yml`, text: workflow(whole) },
  ];
}
