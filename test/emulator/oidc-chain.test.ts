import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { built } from '../support/built.ts';
import { folder } from '../support/cli.ts';
import { providerArn, roleArn, serving, token } from '../support/oidc-cloud.ts';
import type { Served } from '../support/oidc-cloud.ts';

/*
 * The whole way of a pipeline without keys: the built command, Alibaba's credentials library inside it, a token in a file,
 * STS over TLS, and then the calls with the session's key.
 */
const spec = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nsnapshots:\n  before: {diskId: d-spoke, retentionDays: 7}\n';

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** The command with what a pipeline has in its environment, and nothing else. */
function command({ url, ca, redirect }: Served, jwt: string, verb: readonly string[], trusted = true): Promise<Ran> {
  const cwd = folder({ 'snapspec.yaml': spec, token: jwt });
  const endpoints = ['--endpoint-ecs', url, '--endpoint-ecd', url, '--endpoint-sts', url];
  const env = {
    HOME: cwd,
    ALIBABA_CLOUD_ROLE_ARN: roleArn(),
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: providerArn,
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(cwd, 'token'),
    ALIBABA_CLOUD_ROLE_SESSION_NAME: 'pipeline',
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    ...(trusted && { NODE_EXTRA_CA_CERTS: ca }),
  };
  return new Promise((resolve) =>
    execFile(process.execPath, ['--require', redirect, built, ...verb, ...endpoints], { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    ),
  );
}

test('a token in a file becomes a session, with which the command plans and applies in the account of the role', async () => {
  await serving(async (served) => {
    const { code, stdout, stderr } = await command(served, token('repo:acme/backups:main', 600), ['apply', '--auto-approve']);
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
    await serving(async (served) => {
      expect(await command(served, jwt, ['plan'])).toMatchObject({
        code: 5,
        stderr: expect.stringContaining('No credentials were found.'),
      });
      const calls = served.calls();
      expect(new Set(calls.map((one) => `${one.action} ${one.code}`))).toEqual(new Set([`AssumeRoleWithOIDC ${code}`]));
    });
});

test('without the CA the certificate does not verify, and no token is sent', async () => {
  await serving(async (served) => {
    expect((await command(served, token('repo:acme/backups:main', 600), ['plan'], false)).stderr).toContain('No credentials were found.');
    expect(served.calls()).toEqual([]);
  });
});
