import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { pipelineFiles } from '../../src/pipelines/index.ts';
import { folder, snapspec } from '../support/cli.ts';

const spec = 'apiVersion: snapspec/v1\nstack: prod\nregion: cn-hangzhou\naccount: "1234567890123456"\n';

/** A repository with a spec in a folder of it. */
function repository(text = spec) {
  const root = folder();
  mkdirSync(join(root, '.git'));
  mkdirSync(join(root, 'stacks/prod'), { recursive: true });
  const cwd = join(root, 'stacks/prod');
  writeFileSync(join(cwd, 'snapspec.yaml'), text);
  return { root, cwd, read: (path: string) => readFileSync(join(root, path), 'utf8') };
}

test('beside a spec that is there only the pipeline is written, at the root of the repository', async () => {
  const { root, cwd, read } = repository();
  const { code, stdout } = await snapspec(cwd, ['init', '--ci', 'github', '--plan-role', 'look']);
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Wrote ../../.github/workflows/snapspec-prod.yml.\n'),
  });
  for (const { path, text } of pipelineFiles('github', {
    stack: 'prod',
    spec: 'stacks/prod/snapspec.yaml',
    account: '1234567890123456',
    planRole: 'look',
  }))
    expect(read(path)).toBe(text);
  expect(read('stacks/prod/snapspec.yaml')).toBe(spec);
  expect(existsSync(join(cwd, 'local-cloud.yaml'))).toBe(false);
  expect(existsSync(join(root, 'stacks/prod/.github'))).toBe(false);
});

test('nothing is overwritten; what another pipeline needs is printed', async () => {
  const { root, cwd, read } = repository();
  writeFileSync(join(root, '.gitlab-ci.yml'), 'stages: [test]\n');
  const { code, stdout } = await snapspec(cwd, ['init', '--ci', 'gitlab']);
  expect(code).toBe(0);
  expect(stdout).toContain('Wrote ../../.gitlab/snapspec.yml.\n');
  const [, text] = /was left alone\. Add to it:\n\n([\s\S]*?)\n\n/.exec(stdout) ?? [];
  expect(parse(text as string).include[0].inputs.spec).toBe('stacks/prod/snapspec.yaml');
  expect(read('.gitlab-ci.yml')).toBe('stages: [test]\n');
  const again = await snapspec(cwd, ['init', '--ci', 'gitlab']);
  expect(again.stdout).toContain('../../.gitlab/snapspec.yml is there, and was left alone.\n');
});

test('a first spec and its pipeline in one run', async () => {
  const cwd = folder();
  const { code } = await snapspec(cwd, ['init', '--region', 'cn-hangzhou', '--stack', 'shop', '--ci', 'github']);
  expect(code).toBe(0);
  expect(existsSync(join(cwd, 'snapspec.yaml'))).toBe(true);
  expect(readFileSync(join(cwd, '.github/workflows/snapspec-shop.yml'), 'utf8')).toContain('spec: "snapspec.yaml"');
});

test.each([
  ['a spec with errors', `${spec}nonsense: 1\n`, ['--ci', 'github'], 'has errors'],
  ['a name that would mean something', spec, ['--ci', 'github', '--apply-role', 'x }}'], 'cannot stand in a pipeline'],
  ['a forge that there is not', spec, ['--ci', 'jenkins'], 'jenkins'],
])('%s: nothing is written', async (_, text, flags, says) => {
  const { root, cwd } = repository(text);
  const { code, stderr } = await snapspec(cwd, ['init', ...flags]);
  expect({ code, stderr }).toMatchObject({ code: 64, stderr: expect.stringContaining(says) });
  expect(existsSync(join(root, '.github'))).toBe(false);
});
