import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CodeQuality } from '../../src/report/findings/gitlab.ts';
import { localKey } from '../../src/emulator/index.ts';
import { admin, cloud, folder } from '../support/cli.ts';
import { cloudEnvironment, providerArn, roleArn, serving, token } from '../support/oidc-cloud.ts';
import { serveGitLab } from './forge.ts';
import type { Forge } from './forge.ts';
import { jobsOf, runJob } from './job.ts';
import type { JobRun } from './job.ts';
import { packed, root } from './packed.ts';
import { machine } from './shell.ts';
import type { Environment, Ended } from './shell.ts';

/*
 * The jobs of the component as they are, with the packed tarball, against the local cloud and a server that answers as GitLab's
 * API does. What GitLab does around them (inputs, artifacts, id tokens) is done by job.ts.
 */
const { tarball } = packed();
const spec = 'apiVersion: snapspec/v1\nstack: prod\nregion: cn-hangzhou\nsnapshots:\n  before: {diskId: d-spoke, retentionDays: 7}\n';

function project(text = spec) {
  const jobs = jobsOf(join(root, 'templates/snapspec/template.yml'), {
    package: tarball,
    spec: 'prod.snapspec.yaml',
    'plan-role': roleArn('look'),
    'apply-role': roleArn('deploy'),
    'oidc-provider': providerArn,
  });
  const cwd = folder({ 'prod.snapspec.yaml': text });
  return { jobs, cwd, artifacts: folder(), write: (other: string) => writeFileSync(join(cwd, 'prod.snapspec.yaml'), other) };
}
type Project = ReturnType<typeof project>;

const run = (given: Project, name: string, env: Environment = {}, more: Partial<JobRun> = {}): Promise<Ended> =>
  runJob({ ...given, name: `snapspec-${name}`, env: { ...machine(given.cwd), SNAPSPEC_ARGUMENTS: '--settle=0', ...env }, ...more });

const forgeEnvironment = ({ url }: Forge): Environment => ({
  CI_API_V4_URL: `${url}/api/v4`,
  CI_PROJECT_ID: '11',
  CI_MERGE_REQUEST_IID: '7',
  CI_COMMIT_SHA: 'c'.repeat(40),
  CI_JOB_URL: 'https://gitlab.example/acme/backups/-/jobs/5',
  SNAPSPEC_TOKEN: 'project-token',
});
const tokenFor = (audience: string): string => token('repo:acme/backups:main', 300, audience);

test('lint fails with a Code Quality report, and leaves an empty one where nothing is found', async () => {
  const given = project(spec.replace('retentionDays: 7', 'retentionDays: 0'));
  const report = (): readonly CodeQuality[] =>
    JSON.parse(readFileSync(join(given.artifacts, 'snapspec-lint/snapspec-out/snapspec/code-quality.json'), 'utf8'));
  const { code, out } = await run(given, 'lint');
  expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('error[snapshot-retention-days-range]') });
  expect(report()).toMatchObject([
    { check_name: 'snapshot-retention-days-range', severity: 'major', location: { path: 'prod.snapspec.yaml', lines: { begin: 5 } } },
  ]);
  given.write('apiVersion: snapspec/v1\nstack: prod\nregion: cn-hangzhou\n');
  expect((await run(given, 'lint')).code).toBe(0);
  expect(report()).toEqual([]);
});

test('plan is one note, by a role that reads; apply is of exactly that plan, by another', async () => {
  await serving(async (served) => {
    const forge = await serveGitLab();
    forge.comments.push({ id: 1, body: '<!-- snapspec comment prod.snapspec.yaml -->\nforged', author: 'mallory' });
    const given = project();
    const env = { ...forgeEnvironment(forge), ...cloudEnvironment(served) };
    for (const time of ['written', 'edited']) {
      const { code, out } = await run(given, 'plan', env, { tokenFor });
      expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining(`The comment was ${time}.`) });
    }
    expect(forge.comments).toHaveLength(2);
    expect(forge.comments[1]?.body).toMatch(
      /### snapspec plan: `prod` in `cn-hangzhou`[\s\S]*of commit c{40}, \[the run\]\(https:\/\/gitlab\.example/,
    );
    expect(forge.asked.every(({ headers }) => headers['private-token'] === 'project-token')).toBe(true);
    expect(served.calls().every(({ action }) => !/^(Create|Modify|Delete|Apply|Tag)/.test(action))).toBe(true);

    // Another machine.
    rmSync(join(given.cwd, 'snapspec-out'), { recursive: true });
    const { code, out } = await run(given, 'apply', env, { tokenFor });
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('1 operation: 1 done.') });
    expect(served.calls().map(({ action }) => action)).toContain('CreateSnapshot');
    expect(served.calls().filter((one) => one.code !== '')).toEqual([]);
  });
});

test('the exit code of a plan stays, and without a token for notes there is only the log', async () => {
  const given = project(spec.replace('retentionDays: 7', 'retentionDays: 0'));
  const { code, out } = await run(given, 'plan', { CI_MERGE_REQUEST_IID: '7' }, { tokenFor });
  expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('SNAPSPEC_TOKEN holds no token that may write one.') });
});

test('a job that is cancelled reports: the signal arrives at snapspec', async () => {
  const emulator = await cloud({ disks: [{ id: 'd-spoke' }] });
  const { url } = emulator;
  const given = project();
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: localKey.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: localKey.secret,
    ...{ ALIBABA_CLOUD_ENDPOINT_ECS: url, ALIBABA_CLOUD_ENDPOINT_ECD: url, ALIBABA_CLOUD_ENDPOINT_STS: url },
  };
  // Without roles the chain is asked, and the keys are in the variables of the project.
  const jobs = jobsOf(join(root, 'templates/snapspec/template.yml'), { package: tarball, spec: 'prod.snapspec.yaml' });
  expect((await run({ ...given, jobs }, 'plan', env)).code).toBe(0);
  await admin(emulator, 'faults', { rules: [{ type: 'slow', action: 'CreateSnapshot', seconds: 60 }] });
  let isSent = false;
  const { code, out } = await run({ ...given, jobs }, 'apply', env, {
    onOutput: (text, kill) => {
      if (isSent || !text.includes('snapshots/before')) return;
      isSent = true;
      setTimeout(() => kill('SIGTERM'), 1_000);
    },
  });
  expect({ code, out }).toMatchObject({ code: 4, out: expect.stringMatching(/### snapspec apply: `prod`[\s\S]*unknown/) });
});
