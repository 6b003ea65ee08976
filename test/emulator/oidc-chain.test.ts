import { execFile } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Seed } from '../../src/emulator/index.ts';
import { folder, snapspec } from '../support/cli.ts';

/*
 * The whole way of a pipeline without keys: the built command, Alibaba's credentials library inside it, a token in a file,
 * STS over TLS, and then the calls with the session's key. The library asks sts.aliyuncs.com and takes no other host, so
 * that the process connects that one name to the local cloud; the certificate is verified for the name.
 */
const main = join(import.meta.dirname, '../../dist/cli/main.cjs');
const redirect = (port: string): string => `const tls = require('node:tls');
const { connect } = tls;
tls.connect = (options, ...rest) =>
  options.host === 'sts.aliyuncs.com'
    ? connect({ ...options, host: '127.0.0.1', port: ${port}, servername: options.host }, ...rest)
    : connect(options, ...rest);
`;

const account = '2222222222222222';
const issuer = 'https://token.actions.example';
const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const seed: Seed = {
  disks: [{ id: 'd-hub' }],
  accounts: [
    {
      id: account,
      disks: [{ id: 'd-spoke' }],
      oidcProviders: [{ name: 'ci', issuer, clientIds: ['sts.aliyuncs.com'], publicKeys: [pair.publicKey] }],
      roles: [{ name: 'deploy', federated: [{ provider: 'ci', subject: 'repo:acme/backups:*' }] }],
    },
  ],
};
const spec = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nsnapshots:\n  before: {diskId: d-spoke, retentionDays: 7}\n';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
function token(subject: string, seconds: number): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: 'sts.aliyuncs.com', sub: subject, iat: now, exp: now + seconds };
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('sha256').update(signed).sign(pair.privateKey, 'base64url')}`;
}

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };
const run = (cwd: string, argv: readonly string[], env: { readonly [name: string]: string }): Promise<Ran> =>
  new Promise((resolve) =>
    execFile(process.execPath, ['--require', join(cwd, 'redirect.cjs'), main, ...argv], { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    ),
  );

type Call = { readonly action: string; readonly code: string };
type Served = { readonly cwd: string; readonly url: string; readonly ca: string; readonly calls: () => readonly Call[] };

async function serving(jwt: string, work: (served: Served) => Promise<void>): Promise<void> {
  const lines: string[] = [];
  const end = new AbortController();
  const home = folder({ 'seed.yaml': stringify(seed) });
  const ran = snapspec(home, ['emulator', '--seed', 'seed.yaml', '--port', '0', '--tls', '--log', 'json'], {
    stdout: (text) => void lines.push(...text.trimEnd().split('\n')),
    signal: end.signal,
  });
  await expect.poll(() => lines.length).toBeGreaterThan(2);
  const url = /https:\S+/.exec(lines[0] as string)?.[0] as string;
  const cwd = folder({ 'snapspec.yaml': spec, token: jwt, 'redirect.cjs': redirect(new URL(url).port) });
  const ca = /NODE_EXTRA_CA_CERTS=(\S+)/.exec(lines[2] as string)?.[1] as string;
  try {
    await work({ cwd, url, ca, calls: () => lines.slice(3).map((line) => JSON.parse(line) as Call) });
  } finally {
    end.abort();
    await ran;
  }
}

/** The command with what a pipeline has in its environment, and nothing else. */
function command({ cwd, url, ca }: Served, verb: readonly string[], trusted = true): Promise<Ran> {
  const endpoints = ['--endpoint-ecs', url, '--endpoint-ecd', url, '--endpoint-sts', url];
  return run(cwd, [...verb, ...endpoints], {
    HOME: cwd,
    ALIBABA_CLOUD_ROLE_ARN: `acs:ram::${account}:role/deploy`,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: `acs:ram::${account}:oidc-provider/ci`,
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(cwd, 'token'),
    ALIBABA_CLOUD_ROLE_SESSION_NAME: 'pipeline',
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    ...(trusted && { NODE_EXTRA_CA_CERTS: ca }),
  });
}

test('a token in a file becomes a session, with which the command plans and applies in the account of the role', async () => {
  await serving(token('repo:acme/backups:main', 600), async (served) => {
    const { code, stdout, stderr } = await command(served, ['apply', '--auto-approve']);
    expect({ code, stderr, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('1 operation: 1 done.') });
    const calls = served.calls();
    expect(calls[0]).toMatchObject({ service: 'sts', action: 'AssumeRoleWithOIDC', code: '' });
    expect(calls.map(({ action }) => action)).toContain('CreateSnapshot');
    expect(calls.filter((one) => one.code !== '')).toEqual([]);
  });
});

test('a token of another repository, or one that is over, gives no credentials, and nothing is asked', async () => {
  for (const [jwt, code] of [
    [token('repo:evil/backups:main', 600), 'AuthenticationFail.NoPermission'],
    [token('repo:acme/backups:main', -1), 'AuthenticationFail.OIDCToken.Expired'],
  ] as const)
    await serving(jwt, async (served) => {
      expect(await command(served, ['plan'])).toMatchObject({ code: 5, stderr: expect.stringContaining('No credentials were found.') });
      const calls = served.calls();
      expect(new Set(calls.map((one) => `${one.action} ${one.code}`))).toEqual(new Set([`AssumeRoleWithOIDC ${code}`]));
    });
});

test('without the CA the certificate does not verify, and no token is sent', async () => {
  await serving(token('repo:acme/backups:main', 600), async (served) => {
    expect((await command(served, ['plan'], false)).stderr).toContain('No credentials were found.');
    expect(served.calls()).toEqual([]);
  });
});
