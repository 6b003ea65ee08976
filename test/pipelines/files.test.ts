import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pipelineFiles } from '../../src/pipelines/index.ts';
import { forges } from '../../src/pipelines/pipeline.ts';
import type { Pipeline } from '../../src/pipelines/index.ts';
import { root, version } from './packed.ts';

const prod: Pipeline = { stack: 'prod', spec: 'stacks/prod/snapspec.yaml', account: '1234567890123456' };
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const byPath = (forge: 'github' | 'gitlab', pipeline = prod): Map<string, string> =>
  new Map(pipelineFiles(forge, pipeline).map(({ path, text }) => [path, text]));

test('on GitHub: the action of this repository, and a workflow for the stack', () => {
  const files = byPath('github');
  expect([...files.keys()]).toEqual(['.github/actions/snapspec/action.yml', '.github/workflows/snapspec-prod.yml']);
  expect(files.get('.github/actions/snapspec/action.yml')).toBe(textOf('action.yml'));
  const { on, permissions, concurrency, jobs } = parse(files.get('.github/workflows/snapspec-prod.yml') as string);
  expect({ on, permissions }).toEqual({ on: { pull_request: null, push: { branches: ['main'] } }, permissions: {} });
  expect(concurrency['cancel-in-progress']).toBe("${{ github.event_name == 'pull_request' }}");
  expect(jobs.plan.steps.at(-1).with).toMatchObject({
    command: 'plan',
    spec: prod.spec,
    role: 'acs:ram::1234567890123456:role/snapspec-plan',
  });
  expect(jobs.apply.steps.at(-1).with).toMatchObject({ command: 'apply', role: 'acs:ram::1234567890123456:role/snapspec-apply' });
  expect(jobs.apply.environment).toBe('production');
});

test('on GitLab: the component of this repository, and a file that includes it', () => {
  const files = byPath('gitlab', { ...prod, planRole: 'look', applyRole: 'deploy', provider: 'ci' });
  expect([...files.keys()]).toEqual(['.gitlab/snapspec.yml', '.gitlab-ci.yml']);
  expect(files.get('.gitlab/snapspec.yml')).toBe(textOf('templates/snapspec/template.yml'));
  const inputs = {
    name: 'snapspec-prod',
    spec: prod.spec,
    'plan-role': 'acs:ram::1234567890123456:role/look',
    'apply-role': 'acs:ram::1234567890123456:role/deploy',
    'oidc-provider': 'acs:ram::1234567890123456:oidc-provider/ci',
  };
  expect(parse(files.get('.gitlab-ci.yml') as string)).toEqual({ include: [{ local: '.gitlab/snapspec.yml', inputs }] });
  const declared = parse(textOf('templates/snapspec/template.yml').split('\n---\n')[0] as string).spec.inputs;
  expect(Object.keys(inputs).filter((name) => !(name in declared))).toEqual([]);
});

test('where the spec names no account, a variable of the forge holds it', () => {
  const { account: _, ...unknown } = prod;
  expect(byPath('github', unknown).get('.github/workflows/snapspec-prod.yml')).toContain(
    'role: acs:ram::${{ vars.ALIBABA_CLOUD_ACCOUNT_ID }}:role/snapspec-plan',
  );
  expect(byPath('gitlab', unknown).get('.gitlab-ci.yml')).toContain('plan-role: acs:ram::$ALIBABA_CLOUD_ACCOUNT_ID:role/snapspec-plan');
});

describe('what a name could mean in a pipeline, it cannot', () => {
  const hostile = [
    '${{ secrets.X }}',
    '$(touch x)',
    '$HOME',
    '$[[ inputs.x ]]',
    'a"b',
    "a'b",
    'a\nrun: x',
    'a: b',
    '#x',
    '../x/../../y\\',
    '',
  ];
  test.each(forges.flatMap((forge) => hostile.map((text) => [forge, text] as const)))('%s: %j is refused', (forge, text) => {
    expect(() => pipelineFiles(forge, { ...prod, spec: text })).toThrow('cannot stand in a pipeline');
    expect(() => pipelineFiles(forge, { ...prod, stack: text })).toThrow('cannot stand in a pipeline');
    expect(() => pipelineFiles(forge, { ...prod, applyRole: text })).toThrow('cannot stand in a pipeline');
  });
  test('an absolute path is refused', () => expect(() => pipelineFiles('github', { ...prod, spec: '/etc/x' })).toThrow('cannot stand'));
});

describe('what this repository offers', () => {
  const workflow = byPath('github').get('.github/workflows/snapspec-prod.yml') as string;
  const texts = {
    action: textOf('action.yml'),
    workflow,
    ci: textOf('.github/workflows/ci.yml'),
    release: textOf('.github/workflows/release.yml'),
  };

  test.each(Object.entries(texts))('%s: actions of others are named by a whole commit, and their version', (_, text) => {
    const used = [...text.matchAll(/uses: (.+)/g)].map((found) => found[1] as string).filter((name) => !name.startsWith('./'));
    expect(used.length).toBeGreaterThan(0);
    for (const name of used) expect(name).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test.each(Object.entries(texts))('%s: no expression stands in a script', (_, text) => {
    const scripts: string[] = [];
    const walk = (value: unknown): void => {
      if (value === null || typeof value !== 'object') return;
      for (const [name, one] of Object.entries(value)) {
        if (name === 'run') scripts.push(String(one));
        walk(one);
      }
    };
    walk(parse(text));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  test('docs/pipelines.md has every input and output of the action, and its default', () => {
    const page = textOf('docs/pipelines.md');
    const { inputs, outputs } = parse(texts.action) as { inputs: { [name: string]: { default?: string } }; outputs: object };
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    for (const [name, { default: value = '' }] of Object.entries(inputs)) {
      const row = rows.find((line) => (line.split('|')[1] as string).includes(`\`${name}\``));
      expect(row, name).toBeDefined();
      if (value !== '' && name !== 'package' && !value.startsWith('${{')) expect(row).toContain(`\`${value}\``);
    }
    for (const name of Object.keys(outputs)) expect(page).toMatch(new RegExp(`Outputs: .*\`${name}\``));
  });

  test('the version that it installs is this one', () => {
    expect(parse(texts.action).inputs.package.default).toBe(version);
    expect(parse(textOf('templates/snapspec/template.yml').split('\n---\n')[0] as string).spec.inputs.package.default).toBe(version);
    expect(textOf('Dockerfile')).toContain(`snapspec-${version}.tgz`);
  });

  test('an image is named by its digest, and the process of the container is snapspec, of a user who is not root', () => {
    const dockerfile = textOf('Dockerfile');
    const [, image] = /^FROM (\S+)$/m.exec(dockerfile) ?? [];
    expect(image).toMatch(/^node:\d+[\w.-]*@sha256:[0-9a-f]{64}$/);
    expect(textOf('templates/snapspec/template.yml')).toContain(`default: ${image}\n`);
    expect(dockerfile).toMatch(/^USER node$[\s\S]*^ENTRYPOINT \["node", "\/[\w/.]+\/snapspec\/dist\/cli\/main\.cjs"\]$/m);
  });

  test.each([
    ['snapspec.yaml', true],
    ['a/b/snapspec.yml', true],
    ['prod.snapspec.yaml', true],
    ['stacks/prod.snapspec.yml', true],
    ['mysnapspec.yaml', false],
    ['snapspec.yaml.orig', false],
    ['values.yaml', false],
    ['.snapspec.yaml', false],
    ['snapspec.json', false],
  ])('the hooks look at %s: %s', (name, looks) => {
    for (const { files } of parse(textOf('.pre-commit-hooks.yaml')) as { files: string }[])
      expect(new RegExp(files).test(name)).toBe(looks);
  });
});
