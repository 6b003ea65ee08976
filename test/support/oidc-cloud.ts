import { createSign, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Seed } from '../../src/emulator/index.ts';
import { folder, snapspec } from './cli.ts';

/*
 * A local cloud that a pipeline without keys can reach: it has an OIDC provider whose tokens are made here, and a role for them.
 * Alibaba's credentials library asks sts.aliyuncs.com and takes no other host, so that the process connects that one name to the
 * local cloud; the certificate is verified for the name.
 */
const redirect = (port: string): string => `const tls = require('node:tls');
const { connect } = tls;
tls.connect = (options, ...rest) =>
  options.host === 'sts.aliyuncs.com'
    ? connect({ ...options, host: '127.0.0.1', port: ${port}, servername: options.host }, ...rest)
    : connect(options, ...rest);
`;

export const account = '2222222222222222';
export const roleArn = (name = 'deploy'): string => `acs:ram::${account}:role/${name}`;
export const providerArn = `acs:ram::${account}:oidc-provider/ci`;

const issuer = 'https://token.actions.example';
const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const federated = [{ provider: 'ci', subject: 'repo:acme/backups:*' }];

/** What the role `look` may do: by default all that reads; `deploy` may do everything, unless a policy says what. */
export type Policies = { readonly look?: object; readonly deploy?: object };

const seedWith = ({ look, deploy }: Policies): Seed => ({
  disks: [{ id: 'd-hub' }],
  accounts: [
    {
      id: account,
      disks: [{ id: 'd-spoke' }],
      oidcProviders: [{ name: 'ci', issuer, clientIds: ['sts.aliyuncs.com'], publicKeys: [pair.publicKey] }],
      roles: [
        { name: 'deploy', federated, ...(deploy && { policies: [deploy as never] }) },
        {
          name: 'look',
          federated,
          ...(look ? { policies: [look as never] } : { allow: ['ecs:Describe*', 'ecs:List*', 'ecd:Describe*', 'sts:GetCallerIdentity'] }),
        },
      ],
    },
  ],
});

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token of a pipeline, as its forge signs it. */
export function token(subject: string, seconds: number, audience = 'sts.aliyuncs.com'): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: audience, sub: subject, iat: now, exp: now + seconds };
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('sha256').update(signed).sign(pair.privateKey, 'base64url')}`;
}

type Call = { readonly service: string; readonly action: string; readonly code: string };
export type Served = {
  readonly url: string;
  /** The file of the authority that has signed the certificate. */
  readonly ca: string;
  /** A file to require, which leads the library to the local cloud. */
  readonly redirect: string;
  readonly calls: () => readonly Call[];
};

/** The environment of a job that reaches this cloud. */
export const cloudEnvironment = ({ url, ca, redirect }: Served): { readonly [name: string]: string } => ({
  NODE_EXTRA_CA_CERTS: ca,
  NODE_OPTIONS: `--require ${redirect}`,
  ALIBABA_CLOUD_ENDPOINT_ECS: url,
  ALIBABA_CLOUD_ENDPOINT_ECD: url,
  ALIBABA_CLOUD_ENDPOINT_STS: url,
});

/** Serves the local cloud by the command line, over TLS, while something is done. */
export async function serving(work: (served: Served) => Promise<void>, policies: Policies = {}): Promise<void> {
  const lines: string[] = [];
  const end = new AbortController();
  const home = folder({ 'seed.json': JSON.stringify(seedWith(policies)) });
  const ran = snapspec(home, ['emulator', '--seed', 'seed.json', '--port', '0', '--tls', '--log', 'json'], {
    stdout: (text) => void lines.push(...text.trimEnd().split('\n')),
    signal: end.signal,
  });
  await expect.poll(() => lines.length).toBeGreaterThan(2);
  const url = /https:\S+/.exec(lines[0] as string)?.[0] as string;
  const ca = /NODE_EXTRA_CA_CERTS=(\S+)/.exec(lines[2] as string)?.[1] as string;
  const led = join(folder({ 'redirect.cjs': redirect(new URL(url).port) }), 'redirect.cjs');
  try {
    await work({ url, ca, redirect: led, calls: () => lines.slice(3).map((line) => JSON.parse(line) as Call) });
  } finally {
    end.abort();
    await ran;
  }
}
