import { gitlabComponent } from '../../schema/pipelines.js';
import { accountVariable, arn, wholePipeline } from './pipeline.ts';
import type { Pipeline, PipelineFile } from './pipeline.ts';

const component = '.gitlab/snapspec.yml';

/**
 * The jobs of a stack, and the component that they come from, which is the same for all stacks of a repository. Where the
 * repository has a pipeline already, what `.gitlab-ci.yml` holds here is to be added to it.
 */
export function gitlabPipeline(pipeline: Pipeline): PipelineFile[] {
  const { stack, spec, account, planRole, applyRole, provider } = wholePipeline(pipeline, 'gitlab');
  const owner = account ?? `$${accountVariable}`;
  const text = `include:
  - local: ${component}
    inputs:
      name: snapspec-${stack}
      spec: "${spec}"
      plan-role: ${arn(owner, 'role', planRole)}
      apply-role: ${arn(owner, 'role', applyRole)}
      oidc-provider: ${arn(owner, 'oidc-provider', provider)}
`;
  return [
    { path: component, text: gitlabComponent },
    { path: '.gitlab-ci.yml', text },
  ];
}
