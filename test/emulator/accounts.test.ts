import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { copyWorld, loadModel, parseSeed, replay, startEmulator, worldOf } from '../../src/emulator/index.ts';
import type { Seed, StateChange } from '../../src/emulator/index.ts';
import { keysOf } from '../../src/emulator/http/access-keys.ts';
import { restoreWorld } from '../../src/emulator/model/world.ts';
import { cloud, refusal, region, sdk } from './client.ts';
import type { Body, Cloud } from './client.ts';

const hub = '1111111111111111';
const spoke = '2222222222222222';
const role = (name: string, account = spoke): string => `acs:ram::${account}:role/${name}`;
const provider = `acs:ram::${spoke}:oidc-provider/github`;
const issuer = 'https://token.actions.example';

type Pair = { readonly publicKey: string; readonly privateKey: string };
const newPair = (): Pair =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
let trusted: Pair;
let foreign: Pair;
beforeAll(() => {
  [trusted, foreign] = [newPair(), newPair()];
});

const keys = {
  hub: { id: 'AK-hub', secret: 's' },
  ci: { id: 'AK-ci', secret: 's' },
  reader: { id: 'AK-reader', secret: 's' },
  spoke: { id: 'AK-spoke', secret: 's' },
};
const seed = (): Seed => ({
  account: hub,
  keys: [keys.hub, { ...keys.ci, user: 'ci' }, { ...keys.reader, user: 'reader', allow: ['ecs:Describe*'] }],
  disks: [{ id: 'd-hub' }],
  accounts: [
    {
      id: spoke,
      keys: [keys.spoke],
      roles: [
        { name: 'backup', trust: [`acs:ram::${hub}:user/ci`, `acs:ram::${hub}:user/reader`], deny: ['ecs:DeleteSnapshot'] },
        { name: 'anybody', trust: [`acs:ram::${hub}:root`, role('backup')], maxSessionSeconds: 7200 },
        { name: 'lonely' },
        { name: 'deploy', federated: [{ provider: 'github', audience: 'sts.aliyuncs.com', subject: 'repo:acme/backups:*' }] },
      ],
      oidcProviders: [{ name: 'github', issuer, clientIds: ['sts.aliyuncs.com', 'other'], publicKeys: [trusted.publicKey] }],
      disks: [{ id: 'd-spoke' }],
    },
  ],
});

let open: Cloud | undefined;
const start = async (): Promise<Cloud> => (open = await cloud(seed()));
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});

const as = (local: Cloud, key: { readonly id: string; readonly secret: string }) => sdk(local.emulator.host, { key });
/** The client of the key that a reply holds. */
const session = (local: Cloud, { Credentials: { AccessKeyId: id, AccessKeySecret: secret, SecurityToken: securityToken } }: Body) =>
  sdk(local.emulator.host, { key: { id, secret }, securityToken });
const request = (more: object = {}) => ({ RoleArn: role('backup'), RoleSessionName: 'nightly', ...more });
const assume = (local: Cloud, more: object = {}, key = keys.ci) => as(local, key).sts('AssumeRole', request(more));
const disksOf = async (client: ReturnType<typeof sdk>): Promise<string[]> =>
  (await client.ecs('DescribeDisks', region))['Disks'].Disk.map((disk: Body) => disk['DiskId']);

describe('an account', () => {
  test('sees its own resources only', async () => {
    const local = await start();
    const [first, second] = [as(local, keys.hub), as(local, keys.spoke)];
    expect([await disksOf(first), await disksOf(second)]).toEqual([['d-hub'], ['d-spoke']]);
    const { SnapshotId } = await second.ecs('CreateSnapshot', { DiskId: 'd-spoke' });
    expect((await first.ecs('DescribeSnapshots', region))['TotalCount']).toBe(0);
    expect(await refusal(first.ecs('DeleteSnapshot', { SnapshotId }))).toBe('InvalidSnapshotId.NotFound 404');
    expect(await refusal(first.ecs('CreateSnapshot', { DiskId: 'd-spoke' }))).toBe('InvalidDiskId.NotFound 404');
    expect(await second.sts('GetCallerIdentity')).toMatchObject({ AccountId: spoke, IdentityType: 'Account' });
  });

  test('makes ids that no other account makes, and has its own ClientTokens', async () => {
    const local = await start();
    const take = async (key: typeof keys.hub, DiskId: string): Promise<string> =>
      (await as(local, key).ecs('CreateSnapshot', { DiskId, ClientToken: 'one' }))['SnapshotId'];
    expect(await take(keys.hub, 'd-hub')).not.toBe(await take(keys.spoke, 'd-spoke'));
  });

  test('has the settings and the clock of the others, and its resources are edited by their ids', async () => {
    const local = await start();
    local.emulator.set({ settings: { snapshotSeconds: 60 } });
    await as(local, keys.spoke).ecs('CreateSnapshot', { DiskId: 'd-spoke' });
    const status = async (): Promise<string> =>
      (await as(local, keys.spoke).ecs('DescribeSnapshots', region))['Snapshots'].Snapshot[0].Status;
    expect(await status()).toBe('progressing');
    local.clock.now += 60_000;
    expect(await status()).toBe('accomplished');
    local.emulator.change('d-spoke', { status: 'Attaching' });
    expect(await refusal(as(local, keys.spoke).ecs('CreateSnapshot', { DiskId: 'd-spoke' }))).toBe('IncorrectDiskStatus 403');
  });

  test('without keys in the seed: the default one has the fixed key', async () => {
    const emulator = await startEmulator({ seed: { accounts: [{ id: spoke, keys: [keys.spoke] }], disks: [{ id: 'd-1' }] } });
    expect(await disksOf(sdk(emulator.host))).toEqual(['d-1']);
    expect(await disksOf(sdk(emulator.host, { key: keys.spoke }))).toEqual([]);
    await emulator.close();
  });

  test('can be named for what somebody else adds', async () => {
    const local = await start();
    const post = async (body: object) => {
      const reply = await fetch(`${local.emulator.url}/_snapspec/thing`, { method: 'POST', body: JSON.stringify(body) });
      return `${reply.status} ${((await reply.json()) as { error?: string; help?: string }).error ?? ''}`;
    };
    const before = await disksOf(sdk(local.emulator.host, { key: keys.hub }));
    expect(await post({ add: { disks: [{ id: 'd-new' }] }, account: spoke })).toBe('200 ');
    expect(await disksOf(as(local, keys.spoke))).toContain('d-new');
    expect(await disksOf(sdk(local.emulator.host, { key: keys.hub }))).toEqual(before);
    expect(await post({ add: { disks: [{ id: 'd-new' }] } })).toBe('400 add: The seed has d-new in two accounts.');
    expect(await post({ add: {}, account: '9' })).toBe('400 The local cloud has no account "9".');
    expect(await post({ id: 'd-new', delete: true, account: spoke })).toBe('400 The body is not a change of the world.');
  });

  test('is in a copy of the world, and in what JSON gives back', () => {
    const world = worldOf(seed(), 0);
    const text = JSON.stringify(world);
    expect(JSON.stringify(copyWorld(world))).toBe(text);
    const restored = restoreWorld(JSON.parse(text));
    expect(JSON.stringify(restored)).toBe(text);
    expect(restored.accounts?.[spoke]?.disks.find('d-spoke')?.id).toBe('d-spoke');
    expect(restored.disks.find('d-spoke')).toBeUndefined();
  });

  test.each<[string, string, RegExp]>([
    ['an account twice', `accounts: [{id: "7"}, {id: "7"}]`, /account 7 twice/],
    ['the default account again', `{account: "7", accounts: [{id: "7"}]}`, /account 7 twice/],
    ['a disk in two accounts', `{disks: [{id: d-1}], accounts: [{id: "7", disks: [{id: d-1}]}]}`, /d-1 in two accounts/],
    ['an unknown member', `accounts: [{id: "7", region: cn-beijing}]`, /accounts\[0\].region is unknown/],
    ['a role without a name', 'roles: [{trust: []}]', /roles\[0\] has no name, which is required/],
    ['a key that is not PEM', 'oidcProviders: [{name: p, issuer: i, clientIds: [c], publicKeys: [k]}]', /provider p has a public key that/],
  ])('of a seed with %s is refused', (_, text, message) => {
    expect(() => worldOf(parseSeed(text, 'seed.yaml'), 0)).toThrow(message);
  });
});

describe('AssumeRole', () => {
  test('gives a key of the other account, for as long as was asked', async () => {
    const local = await start();
    const reply = await assume(local, { DurationSeconds: 900 });
    expect(reply).toMatchObject({
      AssumedRoleUser: { AssumedRoleId: 'backup:nightly', Arn: `acs:sts::${spoke}:assumed-role/backup/nightly` },
      Credentials: { AccessKeyId: expect.stringMatching(/^STS\./), Expiration: '2026-11-21T10:15:00Z' },
    });
    const client = session(local, reply);
    expect(await disksOf(client)).toEqual(['d-spoke']);
    expect(await client.sts('GetCallerIdentity')).toMatchObject({
      AccountId: spoke,
      IdentityType: 'AssumedRoleUser',
      Arn: `acs:sts::${spoke}:assumed-role/backup/nightly`,
    });
    const { SnapshotId } = await client.ecs('CreateSnapshot', { DiskId: 'd-spoke' });
    expect(await refusal(client.ecs('DeleteSnapshot', { SnapshotId }))).toBe('Forbidden.RAM 403');
    local.clock.now += 899_000;
    expect(await disksOf(client)).toEqual(['d-spoke']);
    local.clock.now += 1000;
    expect(await refusal(client.ecs('DescribeDisks', region))).toBe('InvalidSecurityToken.Expired 400');
    local.clock.now += 86_400_000;
    await assume(local);
    expect(await refusal(client.ecs('DescribeDisks', region))).toBe('InvalidAccessKeyId.NotFound 404');
  });

  test('gives a key that is known again after a restart', async () => {
    const changes: StateChange[] = [];
    const saved = worldOf(seed(), 0);
    const emulator = await startEmulator({
      seed: copyWorld(saved),
      keys: keysOf(seed()),
      onChange: (_, change) => void changes.push(change),
    });
    const { Credentials } = await sdk(emulator.host, { key: keys.ci }).sts('AssumeRole', request());
    const before = JSON.stringify(emulator.world().accounts);
    await emulator.close();
    const model = loadModel();
    for (const change of changes) replay(model, saved, change);
    expect(JSON.stringify(saved.accounts)).toBe(before);
    const next = await startEmulator({ seed: saved });
    const { AccessKeyId: id, AccessKeySecret: secret, SecurityToken: securityToken } = Credentials;
    expect(await disksOf(sdk(next.host, { key: { id, secret }, securityToken }))).toEqual(['d-spoke']);
    await next.close();
  });

  test('gives a key that needs its token', async () => {
    const local = await start();
    const { AccessKeyId: id, AccessKeySecret: secret } = (await assume(local))['Credentials'];
    const other = (await assume(local))['Credentials'];
    const call = (securityToken?: string) =>
      refusal(sdk(local.emulator.host, { key: { id, secret }, ...(securityToken && { securityToken }) }).ecs('DescribeDisks', region));
    expect(await call()).toBe('MissingSecurityToken 400');
    expect(await call(other.SecurityToken)).toBe('InvalidSecurityToken.MismatchWithAccessKey 400');
    expect(other.AccessKeySecret).not.toBe(secret);
  });

  test('of a role by a session of another', async () => {
    const local = await start();
    const first = session(local, await assume(local));
    const second = session(local, await first.sts('AssumeRole', request({ RoleArn: role('anybody') })));
    expect((await second.sts('GetCallerIdentity'))['Arn']).toMatch(/assumed-role\/anybody\/nightly$/);
  });

  test('with a policy restricts what the role allows', async () => {
    const local = await start();
    const statements = [
      { Effect: 'Allow', Action: ['ecs:Describe*', 'ecs:DeleteSnapshot'] },
      { Effect: 'Deny', Action: 'ecs:DescribeDisks' },
    ];
    const client = session(local, await assume(local, { Policy: JSON.stringify({ Version: '1', Statement: statements }) }));
    const outcomes = [
      await refusal(client.ecs('DescribeSnapshots', region)),
      await refusal(client.ecs('DescribeDisks', region)),
      await refusal(client.ecs('CreateSnapshot', { DiskId: 'd-spoke' })),
      await refusal(client.ecs('DeleteSnapshot', { SnapshotId: 's-1' })),
    ];
    expect(outcomes).toEqual(['accepted', 'Forbidden.RAM 403', 'Forbidden.RAM 403', 'Forbidden.RAM 403']);
  });

  test.each<[string, object, string, (typeof keys)['ci']]>([
    ['the account itself', {}, 'NoPermission 403', keys.hub],
    ['a user who may not', {}, 'NoPermission 403', keys.reader],
    ['nobody that the role trusts', { RoleArn: role('lonely') }, 'NoPermission 403', keys.ci],
    ['a role of another account', { RoleArn: role('backup', hub) }, 'EntityNotExist.Role 404', keys.ci],
    ['an account that does not exist', { RoleArn: role('backup', '3') }, 'EntityNotExist.Role 404', keys.ci],
    ['a user’s ARN', { RoleArn: `acs:ram::${hub}:user/ci` }, 'InvalidParameter.RoleArn 400', keys.ci],
    ['no name', { RoleSessionName: '' }, 'MissingParameter 400', keys.ci],
    ['a bad name', { RoleSessionName: 'a b' }, 'InvalidParameter.RoleSessionName 400', keys.ci],
    ['too short a time', { DurationSeconds: 899 }, 'InvalidParameter.DurationSeconds 400', keys.ci],
    ['longer than the role allows', { DurationSeconds: 3601 }, 'InvalidParameter.DurationSeconds 400', keys.ci],
    ['a bad policy', { Policy: '{"Statement":[]}' }, 'InvalidParameter.PolicyGrammar 400', keys.ci],
    ['a longer time that the role allows', { RoleArn: role('anybody'), DurationSeconds: 7200 }, 'accepted', keys.ci],
  ])('by or for %s', async (_, more, outcome, key) => {
    const local = await start();
    expect(await refusal(assume(local, more, key))).toBe(outcome);
  });
});

describe('AssumeRoleWithOIDC', () => {
  const now = Date.parse('2026-11-21T10:00:00Z') / 1000;
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  function token(claims: object = {}, { privateKey } = trusted, alg = 'RS256'): string {
    const all = { iss: issuer, aud: 'sts.aliyuncs.com', sub: 'repo:acme/backups:ref:refs/heads/main', iat: now, exp: now + 600, ...claims };
    const signed = `${part({ alg, typ: 'JWT' })}.${part(all)}`;
    return `${signed}.${createSign('sha256').update(signed).sign(privateKey, 'base64url')}`;
  }
  const deploy = { OIDCProviderArn: provider, RoleArn: role('deploy'), RoleSessionName: 'ci' };

  /** The call as clients send it: not signed. */
  async function exchange(local: Cloud, more: object = {}): Promise<Body> {
    const query = 'Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON';
    const body = new URLSearchParams({ ...deploy, OIDCToken: token(), ...more });
    return (await (await fetch(`${local.emulator.url}/?${query}`, { method: 'POST', body })).json()) as Body;
  }

  test('gives a key for a token', async () => {
    const local = await start();
    const reply = await exchange(local, { DurationSeconds: '1000' });
    expect(reply['OIDCTokenInfo']).toMatchObject({ Issuer: issuer, ClientIds: 'sts.aliyuncs.com', IssuanceTime: '2026-11-21T10:00:00Z' });
    const client = session(local, reply);
    expect(await disksOf(client)).toEqual(['d-spoke']);
    local.clock.now += 1_000_000;
    expect(await refusal(client.ecs('DescribeDisks', region))).toBe('InvalidSecurityToken.Expired 400');
  });

  test.each<[string, () => object, string]>([
    ['signed by another key', () => ({ OIDCToken: token({}, foreign) }), 'AuthenticationFail.OIDCToken.Invalid'],
    ['not signed', () => ({ OIDCToken: token({}, trusted, 'none') }), 'AuthenticationFail.OIDCToken.Invalid'],
    [
      'altered',
      () => ({ OIDCToken: token().replace(/\.[^.]+\./, `.${token({ sub: 'x' }).split('.')[1]}.`) }),
      'AuthenticationFail.OIDCToken.Invalid',
    ],
    ['not a token', () => ({ OIDCToken: 'abcd' }), 'AuthenticationFail.OIDCToken.Invalid'],
    ['without an end', () => ({ OIDCToken: token({ exp: undefined }) }), 'AuthenticationFail.OIDCToken.Invalid'],
    ['expired', () => ({ OIDCToken: token({ exp: now }) }), 'AuthenticationFail.OIDCToken.Expired'],
    ['of another issuer', () => ({ OIDCToken: token({ iss: 'https://evil.example' }) }), 'AuthenticationFail.OIDCToken.IssuerNotMatch'],
    ['for another audience', () => ({ OIDCToken: token({ aud: ['x', 'y'] }) }), 'AuthenticationFail.OIDCToken.AudienceNotMatch'],
    ['for an audience that the role does not trust', () => ({ OIDCToken: token({ aud: 'other' }) }), 'AuthenticationFail.NoPermission'],
    ['of another subject', () => ({ OIDCToken: token({ sub: 'repo:evil/backups:x' }) }), 'AuthenticationFail.NoPermission'],
    ['of an unknown provider', () => ({ OIDCProviderArn: `${provider}s` }), 'AuthenticationFail.NoPermission'],
    ['for a role that trusts no token', () => ({ RoleArn: role('backup') }), 'AuthenticationFail.NoPermission'],
    ['for a role that does not exist', () => ({ RoleArn: role('none') }), 'EntityNotExist.Role'],
  ])('refuses a token %s', async (_, more, code) => {
    const local = await start();
    expect((await exchange(local, more()))['Code']).toBe(code);
    expect(local.emulator.calls()).toMatchObject([{ action: 'AssumeRoleWithOIDC', code }]);
  });
});
