import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serveHttp, serveProxy, serveTls } from '../support/servers.ts';
import { folder } from '../support/cli.ts';

const root = join(import.meta.dirname, '../..');
const command = join(root, 'dist/cli/main.cjs');
const spec = `apiVersion: snapspec/v1
stack: demo
region: cn-hangzhou
snapshots:
  one: {diskId: d-1, occurrence: first, retentionDays: 7}
`;

/** What must never be printed. */
const canaries = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.canary-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'canary+secret/0123456789==',
  ALIBABA_CLOUD_SECURITY_TOKEN: 'canary+token/abcdefghijklmnopqrstuvwxyz==',
};
const secrets = [canaries.ALIBABA_CLOUD_ACCESS_KEY_SECRET, canaries.ALIBABA_CLOUD_SECURITY_TOKEN].flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
]);

type Given = { readonly environment?: { readonly [name: string]: string }; readonly argv?: readonly string[]; readonly home?: string };

/** Runs the built command line in a process of its own. */
function run(verb: string, endpoint: string, { environment = {}, argv = [], home = folder() }: Given = {}) {
  const cwd = folder({ 'snapspec.yaml': spec });
  const env = { PATH: process.env['PATH'], HOME: home, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true', ...canaries, ...environment };
  const flags = ['ecs', 'ecd', 'sts'].flatMap((service) => [`--endpoint-${service}`, endpoint]);
  return new Promise<{ code: number; output: string }>((resolve) =>
    execFile(process.execPath, [command, verb, ...flags, ...argv], { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    ),
  );
}

/** A service that repeats in its message whatever it was sent. */
const echo = async (): Promise<string> =>
  `http://127.0.0.1:${await serveHttp((request, response) => {
    const Message = `${request.url} ${decodeURIComponent(request.url ?? '')} ${JSON.stringify(request.headers)}`;
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ RequestId: 'R-1', Code: 'Forbidden.RAM', Message, HostId: canaries.ALIBABA_CLOUD_SECURITY_TOKEN }));
  })}`;

describe('secrets are in no output', () => {
  test.each<[string, string, Given]>([
    ['plan', 'plan', {}],
    ['plan as JSON', 'plan', { argv: ['--format', 'json'] }],
    ['apply', 'apply', { argv: ['--auto-approve'] }],
    ['apply as JSON', 'apply', { argv: ['--auto-approve', '--format', 'json'] }],
    ['with DEBUG=*', 'plan', { environment: { DEBUG: '*' } }],
    ['with DEBUG=httpx:*', 'plan', { environment: { DEBUG: 'httpx:*' } }],
  ])('of %s, although the endpoint repeats them', async (_, verb, given) => {
    const { code, output } = await run(verb, await echo(), given);
    expect(code).toBe(5);
    expect(output).toContain('Forbidden.RAM');
    expect(output).toContain('[redacted]');
    for (const secret of secrets) expect(output).not.toContain(secret);
    expect(output.toLowerCase()).not.toContain('httpx:');
  });

  test.each(['http', 'https', 'TLS', 'net', 'fetch', 'fs,http*', '*'])('NODE_DEBUG=%s is refused before anything is sent', async (list) => {
    const { code, output } = await run('plan', await echo(), { environment: { NODE_DEBUG: list } });
    expect(code).toBe(64);
    expect(output).toContain('so Node would print the credentials of every call.');
    for (const secret of secrets) expect(output).not.toContain(secret);
  });

  test('other parts of NODE_DEBUG are left alone', async () => {
    expect(await run('plan', await echo(), { environment: { NODE_DEBUG: 'timer,httpx' } })).toMatchObject({ code: 5 });
  });
});

test('a file of credentials that others can read is warned about', async () => {
  const home = folder();
  mkdirSync(join(home, '.aliyun'));
  const file = join(home, '.aliyun/config.json');
  writeFileSync(file, '{}');
  chmodSync(file, 0o644);
  const warning = `warning: Other users of this machine can read ${file} (mode 644).\n  help: chmod 600 ${file}\n`;
  expect((await run('plan', await echo(), { home })).output).toContain(warning);
  chmodSync(file, 0o600);
  expect((await run('plan', await echo(), { home })).output).not.toContain('warning:');
});

describe('HTTPS_PROXY', () => {
  const environment = { NODE_EXTRA_CA_CERTS: join(root, 'test/fixtures/tls-cert.pem') };

  /** A service for `ecs.test`, which no name server knows, and a proxy before it. */
  async function start() {
    const seen: string[] = [];
    const port = await serveTls((request, response) => {
      seen.push(`${request.headers.host} ${request.headers['x-acs-action']}`);
      response.writeHead(403, { 'content-type': 'application/json' }).end('{"RequestId":"R-1","Code":"Forbidden.RAM","Message":"no"}');
    });
    return { seen, proxy: await serveProxy(port) };
  }

  test('is the way to the service, and sees the name of the host alone', async () => {
    const { seen, proxy } = await start();
    const { code, output } = await run('plan', 'https://ecs.test', {
      environment: { ...environment, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    });
    expect([code, seen]).toEqual([5, ['ecs.test GetCallerIdentity']]);
    expect(output).toContain('Forbidden.RAM');
    expect(proxy.seen.requests).toEqual(['CONNECT ecs.test:443']);
    expect(proxy.seen.bytes).not.toContain('GetCallerIdentity');
    expect(proxy.seen.bytes).not.toContain('canary');
  });

  test('is not used for a host of NO_PROXY', async () => {
    const { seen, proxy } = await start();
    const { code } = await run('plan', 'https://ecs.test', {
      environment: { ...environment, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: '.test' },
    });
    expect([code, seen, proxy.seen.requests]).toEqual([5, [], []]);
  });
});
