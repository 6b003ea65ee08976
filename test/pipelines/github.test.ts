import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localKey } from '../../src/emulator/index.ts';
import { admin, cloud, folder, snapspec } from '../support/cli.ts';
import { cloudEnvironment, providerArn, roleArn, serving, token } from '../support/oidc-cloud.ts';
import type { Policies } from '../support/oidc-cloud.ts';
import { runAction } from './composite.ts';
import type { Job, JobOptions } from './composite.ts';
import { serveGitHub } from './forge.ts';
import type { Forge } from './forge.ts';
import { packed, root } from './packed.ts';
import { machine } from './shell.ts';
import type { Environment } from './shell.ts';

/*
 * The steps of action.yml as they are, with the packed tarball, against the local cloud and a server that answers as GitHub's
 * API does. What GitHub does around them (artifacts, outputs, the summary) is done by composite.ts.
 */
const { tarball } = packed();
const path = 'stacks/prod/snapspec.yaml';
const spec = 'apiVersion: snapspec/v1\nstack: prod\nregion: cn-hangzhou\nsnapshots:\n  before: {diskId: d-spoke, retentionDays: 7}\n';

/** Where the step of action.yml has installed the package: once, for all jobs of this file. */
const installed = mkdtempSync(join(tmpdir(), 'snapspec-installed-'));
afterAll(() => rmSync(installed, { recursive: true, force: true }));

/** The folder of a machine on which the package is installed. */
function machineFolder(): string {
  const temp = folder();
  symlinkSync(join(installed, 'snapspec'), join(temp, 'snapspec'));
  return temp;
}

/** A checked-out repository, and what its jobs share. */
function checkedOut() {
  const workspace = folder();
  mkdirSync(join(workspace, 'stacks/prod'), { recursive: true });
  const write = (text: string): void => writeFileSync(join(workspace, path), text);
  write(spec);
  return { workspace, write, temp: machineFolder(), artifacts: folder(), skip: ['install'] as readonly string[] };
}
type Repository = ReturnType<typeof checkedOut>;

const event = (number?: number): object => ({
  token: 'job-token',
  sha: 'f'.repeat(40),
  event: number === undefined ? {} : { pull_request: { number, head: { sha: 'a'.repeat(40) } } },
});

type Way = { readonly env?: Environment; readonly inputs?: JobOptions['inputs']; readonly number?: number } & Pick<JobOptions, 'onOutput'>;

function job(repository: Repository, command: string, { env = {}, inputs = {}, number, onOutput }: Way = {}): Promise<Job> {
  return runAction(join(root, 'action.yml'), {
    ...repository,
    inputs: { command, package: tarball, spec: path, arguments: '--settle=0', ...inputs },
    env: { ...machine(repository.workspace), GITHUB_REPOSITORY: 'acme/backups', GITHUB_RUN_ID: '42', ...env },
    github: event(number),
    ...(onOutput && { onOutput }),
  });
}

const forgeEnvironment = (forge: Forge): Environment => ({
  GITHUB_API_URL: forge.url,
  GITHUB_SERVER_URL: 'https://github.example',
  ACTIONS_ID_TOKEN_REQUEST_URL: `${forge.url}/id-token?api-version=2.0`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
});
const withRole = (name: string): JobOptions['inputs'] => ({ role: roleArn(name), 'oidc-provider': providerArn });

beforeAll(async () => {
  const { code, log } = await job({ ...checkedOut(), temp: installed, skip: [] }, 'lint');
  if (code !== 0) throw new Error(log);
});

describe('lint', () => {
  test('annotates the lines, writes SARIF from the root of the repository, and fails', async () => {
    const repository = checkedOut();
    repository.write(spec.replace('retentionDays: 7', 'retentionDays: 0'));
    const { code, log, used, outputs } = await job(repository, 'lint');
    expect({ code, log }).toMatchObject({ code: 1, log: expect.stringMatching(/^::error file=stacks\/prod\/snapspec\.yaml,line=5,/m) });
    const [run] = (JSON.parse(readFileSync(outputs['sarif'] as string, 'utf8')) as { runs: any[] }).runs;
    expect(run.results[0]).toMatchObject({
      ruleId: 'snapshot-retention-days-range',
      locations: [{ physicalLocation: { artifactLocation: { uri: path, uriBaseId: 'SRCROOT' } } }],
    });
    expect(used).toEqual([expect.stringMatching(/^actions\/setup-node@[0-9a-f]{40}$/)]);
    repository.write(spec);
    expect(await job(repository, 'lint')).toMatchObject({ code: 0 });
  });

  test('a name that looks like a command, a path or an option is a name', async () => {
    const repository = checkedOut();
    const { code, log } = await job(repository, 'lint', { inputs: { spec: '$(touch pwned)\n--help', arguments: '' } });
    expect({ code, log }).toMatchObject({ code: 64, log: expect.stringContaining('$(touch pwned)') });
  });

  test('a package that is not there, and a command that there is not, fail', async () => {
    const repository = checkedOut();
    const none = await job({ ...repository, temp: folder(), skip: [] }, 'lint', { inputs: { package: './none.tgz' } });
    expect(none.code).toBeGreaterThan(0);
    expect(none.log).toContain('none.tgz');
    expect(await job(repository, 'destroy')).toMatchObject({ code: 1, log: expect.stringContaining('is lint, plan or apply.') });
  });
});

describe('plan on a pull request, then apply of exactly that plan, with roles by OIDC', () => {
  /** The policies that `ram-policy` prints for the spec: the end of the test shows that they are enough. */
  async function policies(): Promise<Policies> {
    const { workspace } = checkedOut();
    const policy = async (purpose: string): Promise<object> =>
      JSON.parse((await snapspec(workspace, ['ram-policy', '--for', purpose, '-f', path])).stdout) as object;
    return { look: await policy('plan'), deploy: await policy('apply') };
  }

  test('one comment, the saved plan as an artifact, and the end', async () => {
    const given = await policies();
    await serving(async (served) => {
      const audiences: string[] = [];
      const forge = await serveGitHub((audience) => {
        audiences.push(audience);
        return token('repo:acme/backups:pull_request', 300, audience);
      });
      // What anybody may write before: it is neither edited nor taken for ours.
      forge.comments.push({ id: 1, body: `<!-- snapspec comment ${path} -->\nforged`, author: 'mallory' });
      for (let id = 2; id <= 120; id++) forge.comments.push({ id, body: 'talk', author: 'somebody' });
      const repository = checkedOut();
      const env = {
        ...forgeEnvironment(forge),
        ...cloudEnvironment(served),
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'left',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'over',
      };

      const planned = await job(repository, 'plan', { env, inputs: withRole('look'), number: 7 });
      expect({ code: planned.code, log: planned.log }).toMatchObject({ code: 0, log: expect.stringContaining('The comment was written.') });
      expect(audiences).toEqual(['sts.aliyuncs.com']);
      expect(planned.outputs).toMatchObject({ changes: '1', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(planned.summary).toContain('### snapspec plan: `prod`');
      const ours = forge.comments.at(-1);
      expect(ours?.body).toMatch(
        /^<!-- snapspec comment stacks\/prod\/snapspec\.yaml -->\n<!-- snapspec plan prod cn-hangzhou -->\n### snapspec plan: `prod` in `cn-hangzhou`/,
      );
      expect(ours?.body).toMatch(/of commit a{40}, \[the run\]\(https:\/\/github\.example\/acme\/backups\/actions\/runs\/42\)\n$/);
      expect(forge.asked.find(({ path: asked }) => asked.startsWith('/id-token'))?.headers['authorization']).toBe('Bearer request-token');
      expect(forge.asked.at(-1)).toMatchObject({ method: 'POST', headers: { authorization: 'Bearer job-token' } });

      // Pushed again: the same comment. A spec that cannot be planned: the comment does not go on as if it were of now.
      repository.write(spec.replace('retentionDays: 7', 'retentionDays: 0'));
      expect((await job(repository, 'plan', { env, inputs: withRole('look'), number: 7 })).code).toBe(1);
      expect(forge.comments.at(-1)?.body).toContain('no plan was made');
      repository.write(spec);
      expect((await job(repository, 'plan', { env, inputs: withRole('look'), number: 7 })).code).toBe(0);
      expect(forge.comments).toHaveLength(121);
      expect(forge.comments[0]?.body).toContain('forged');
      expect(forge.comments.at(-1)?.body).toContain('snapshots/before');
      const reading = served.calls();
      expect(reading.filter(({ action }) => /^(Create|Modify|Delete|Apply|Tag)/.test(action))).toEqual([]);

      // Not what was planned: refused before anything is sent.
      repository.write(spec.replace('retentionDays: 7', 'retentionDays: 9'));
      const other = await job({ ...repository, temp: machineFolder() }, 'apply', { env, inputs: withRole('deploy') });
      expect(other).toMatchObject({ code: 3, log: expect.stringContaining('Nothing was sent.') });
      repository.write(spec);

      // Another machine, which has the artifact.
      const applied = await job({ ...repository, temp: machineFolder() }, 'apply', { env, inputs: withRole('deploy') });
      expect({ code: applied.code, log: applied.log }).toMatchObject({ code: 0, log: expect.stringContaining('1 operation: 1 done.') });
      expect(applied.summary).toContain('### snapspec apply: `prod`');
      expect(served.calls().map(({ action }) => action)).toContain('CreateSnapshot');
      expect(served.calls().filter((one) => one.code !== '')).toEqual([]);
    }, given);
  });

  test('the role of the plan cannot write', async () => {
    const given = await policies();
    await serving(async (served) => {
      const forge = await serveGitHub((audience) => token('repo:acme/backups:pull_request', 300, audience));
      const repository = checkedOut();
      const env = { ...forgeEnvironment(forge), ...cloudEnvironment(served) };
      await job(repository, 'plan', { env, inputs: withRole('look') });
      const { code, log } = await job(repository, 'apply', { env, inputs: withRole('look') });
      expect({ code, log }).toMatchObject({ code: 1, log: expect.stringContaining('Forbidden.RAM') });
    }, given);
  });

  test('what is missing is said: the permission for the id token, the provider, the permission for the comment', async () => {
    const repository = checkedOut();
    expect(await job(repository, 'plan', { inputs: withRole('look') })).toMatchObject({
      code: 1,
      log: expect.stringContaining('Give the job `permissions: {id-token: write}`.'),
    });
    expect(await job(repository, 'plan', { inputs: { role: roleArn() } })).toMatchObject({
      code: 64,
      log: expect.stringContaining('without the OIDC provider'),
    });
    const forge = await serveGitHub();
    forge.refusals.push({ status: 403, text: '::error::x\n##[error]Resource not accessible by integration' });
    const refused = await job(repository, 'plan', { env: forgeEnvironment(forge), number: 7 });
    expect(refused.log).toContain('was answered with 403');
    expect(refused.log).toContain('Give the job `permissions: {pull-requests: write}`.');
    expect(refused.log).not.toMatch(/^::error|##\[/m);
  });
});

describe('a job that is cancelled', () => {
  let ended: Job;
  let writes: readonly string[];
  beforeAll(async () => {
    const emulator = await cloud({ disks: [{ id: 'd-spoke' }] });
    const { url } = emulator;
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: localKey.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: localKey.secret,
      ...{ ALIBABA_CLOUD_ENDPOINT_ECS: url, ALIBABA_CLOUD_ENDPOINT_ECD: url, ALIBABA_CLOUD_ENDPOINT_STS: url },
    };
    const repository = checkedOut();
    await job(repository, 'plan', { env });
    await admin(emulator, 'faults', { rules: [{ type: 'slow', action: 'CreateSnapshot', seconds: 60 }] });
    let isSent = false;
    ended = await job(repository, 'apply', {
      env,
      onOutput: (out, kill) => {
        if (isSent || !out.includes('snapshots/before')) return;
        isSent = true;
        setTimeout(() => kill('SIGTERM'), 1_000);
      },
    });
    writes = emulator.calls().flatMap(({ reads, action }) => (reads ? [] : [action]));
  });

  test('the signal arrives at snapspec, which reports: what was sent and not answered is unknown', () => {
    expect(ended.code).toBe(4);
    expect(ended.log).toContain('unknown');
    expect(ended.summary).toMatch(/### snapspec apply: `prod`[\s\S]*unknown/);
    expect(writes).toEqual(['CreateSnapshot']);
  });
});
