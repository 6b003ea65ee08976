import { afterEach, describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import type { Seed } from '../../src/emulator/index.ts';
import { cloud, refusal, region, sdk } from './client.ts';
import type { Body, Cloud } from './client.ts';

let open: Cloud | undefined;
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});

const seed: Seed = {
  instances: [{ id: 'i-1' }],
  disks: [{ id: 'd-1', instance: 'i-1' }, { id: 'd-2' }, { id: 'd-3', region: 'cn-beijing' }],
};
const start = async (settings: NonNullable<Parameters<typeof cloud>[1]>['settings'] = {}, other: Seed = seed): Promise<Cloud> =>
  (open = await cloud(other, { settings }));
const policy = { regionId: 'cn-hangzhou', timePoints: '["2"]', repeatWeekdays: '["1"]', retentionDays: 14 };
const take = (local: Cloud, params: object = {}) => local.ecs('CreateSnapshot', { DiskId: 'd-1', ...params });

describe('list lag', () => {
  const listed = async (local: Cloud) => (await local.ecs('DescribeSnapshots', region))['TotalCount'];

  test('what is new is listed only later, and can be used by its id at once', async () => {
    const local = await start({ listLagMs: { snapshots: 3000 } });
    const { SnapshotId } = await take(local);
    await local.ecs('CreateAutoSnapshotPolicy', policy);
    expect((await local.ecs('DescribeAutoSnapshotPolicyEx', region))['TotalCount']).toBe(1);
    local.clock.now += 2999;
    expect(await listed(local)).toBe(0);
    expect(await refusal(local.ecs('ModifySnapshotAttribute', { SnapshotId, Description: 'known' }))).toBe('accepted');
    local.clock.now += 1;
    expect(await listed(local)).toBe(1);
  });

  test('for all sections, and for one otherwise; the disks of the seed are always there', async () => {
    const local = await start({ listLagMs: { '*': 1000, snapshots: 0 } });
    await take(local);
    await local.ecs('CreateAutoSnapshotPolicy', policy);
    expect([await listed(local), (await local.ecs('DescribeAutoSnapshotPolicyEx', region))['TotalCount']]).toEqual([1, 0]);
    expect((await local.ecs('DescribeDisks', region))['TotalCount']).toBe(2);
  });

  test('tags that were set with a thing, and later, and attachments', async () => {
    const local = await start({ listLagMs: { createTags: 1000, tags: 5000, attachments: 2000 } });
    const { SnapshotId } = await take(local, { Tag: [{ Key: 'a', Value: '1' }] });
    const { AutoSnapshotPolicyId } = await local.ecs('CreateAutoSnapshotPolicy', policy);
    await local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: AutoSnapshotPolicyId, diskIds: '["d-1"]' });
    const tags = async () =>
      (await local.ecs('DescribeSnapshots', region))['Snapshots'].Snapshot[0].Tags.Tag.map(
        (tag: Body) => `${tag['TagKey']}=${tag['TagValue']}`,
      );
    const byTag = async () => (await local.ecs('DescribeSnapshots', { ...region, Tag: [{ Key: 'a' }] }))['TotalCount'];
    const pairs = async () =>
      (await local.ecs('DescribeAutoSnapshotPolicyAssociations', { ...region, DiskId: 'd-1' }))['AutoSnapshotPolicyAssociations']
        .AutoSnapshotPolicyAssociation.length;
    expect([await tags(), await byTag(), await pairs()]).toEqual([[], 0, 0]);
    local.clock.now += 2000;
    expect([await tags(), await byTag(), await pairs()]).toEqual([['a=1'], 1, 1]);
    await local.ecs('TagResources', { ...region, ResourceType: 'snapshot', ResourceId: [SnapshotId], Tag: [{ Key: 'a', Value: '2' }] });
    expect(await tags()).toEqual(['a=1']);
    local.clock.now += 5000;
    expect(await tags()).toEqual(['a=2']);
  });
});

describe('tokens', () => {
  const ask = { ClientToken: 'token-1' };
  const id = async (local: Cloud): Promise<string> => (await take(local, ask))['SnapshotId'];

  test('are forgotten after their life, or at once', async () => {
    const local = await start({ tokenLifeMs: 60_000 });
    const first = await id(local);
    local.clock.now += 59_999;
    expect(await id(local)).toBe(first);
    local.clock.now += 1;
    const second = await id(local);
    expect(second).not.toBe(first);
    expect(await id(local)).toBe(second);
    local.emulator.set({ settings: { tokenLifeMs: 0 } });
    expect(await id(local)).not.toBe(second);
  });

  test('stay failed after a refusal, where a setting says so', async () => {
    const local = await start({ tokenPoisoned: true });
    local.emulator.change('d-1', { status: 'Attaching' });
    expect(await refusal(take(local, ask))).toBe('IncorrectDiskStatus 403');
    local.emulator.change('d-1', { status: 'In_use' });
    expect(await refusal(take(local, ask))).toBe('IdempotentFailed 403');
    expect(await refusal(take(local, { ...ask, Description: 'other' }))).toBe('IdempotentParameterMismatch 403');
    expect(await refusal(take(local, { ClientToken: 'token-2' }))).toBe('accepted');
  });
});

describe('limits', () => {
  test('calls of an operation, by minute and region', async () => {
    const local = await start({ callsPerMinute: { '*': 3, CreateSnapshot: 1 } });
    const list = (RegionId: string) => refusal(local.ecs('DescribeSnapshots', { RegionId }));
    expect([await refusal(take(local)), await refusal(take(local))]).toEqual(['accepted', 'Throttling 403']);
    for (let count = 0; count < 3; count++) expect(await list('cn-hangzhou')).toBe('accepted');
    expect([await list('cn-hangzhou'), await list('cn-beijing')]).toEqual(['Throttling 400', 'accepted']);
    local.clock.now += 60_000;
    expect([await refusal(take(local)), await list('cn-hangzhou')]).toEqual(['accepted', 'accepted']);
  });

  test('disks of one attaching call', async () => {
    const local = await start({ attachLimit: 1 });
    const { AutoSnapshotPolicyId: id } = await local.ecs('CreateAutoSnapshotPolicy', policy);
    const apply = (diskIds: string[]) =>
      refusal(
        local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id, diskIds: JSON.stringify(diskIds) }),
      );
    expect([await apply(['d-1', 'd-2']), await apply(['d-1'])]).toEqual(['ParameterInvalid 403', 'accepted']);
  });

  test('quotas by the row of the catalogue', async () => {
    const local = await start({ quotas: { 'SNAP-QUOTA-MANUAL': 1, 'ASP-QUOTA-REGION': 0 } });
    expect([await refusal(take(local)), await refusal(take(local))]).toEqual(['accepted', 'QuotaExceed.Snapshot 403']);
    expect(await refusal(local.ecs('CreateAutoSnapshotPolicy', policy))).toBe('AutoSnapshotPolicy.QuotaExceed 403');
  });

  test('retention that is there already', async () => {
    const local = await start({ equalRetentionRefused: true, snapshotSeconds: 0 });
    const { SnapshotId } = await take(local, { RetentionDays: 3 });
    expect(await refusal(local.ecs('ModifySnapshotAttribute', { SnapshotId, RetentionDays: 3 }))).toBe(
      'InvalidOperation.DecreaseRetentionDaysUnsupported 400',
    );
    expect(await refusal(local.ecs('ModifySnapshotAttribute', { SnapshotId, RetentionDays: 4 }))).toBe('accepted');
  });
});

test('answers are held back, and the call has taken effect meanwhile', async () => {
  const waits: number[] = [];
  const system = { now: () => Date.now(), requestId: () => 'ID', wait: async (ms: number) => void waits.push(ms) };
  const emulator = await startEmulator({ seed, system, settings: { latencyMs: [20, 80] } });
  for (let count = 0; count < 20; count++) await sdk(emulator.host).ecs('DescribeRegions', {});
  expect(waits).toHaveLength(20);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(20);
  expect(Math.max(...waits)).toBeLessThanOrEqual(80);
  expect(new Set(waits).size).toBeGreaterThan(10);
  await emulator.close();
});

describe('keys', () => {
  const keys: NonNullable<Seed['keys']> = [
    { id: 'AK-main', secret: 's' },
    { id: 'AK-reader', secret: 's', user: 'auditor', allow: ['ecs:Describe*'], deny: ['ecs:DescribeDisks'] },
    { id: 'AK-off', secret: 's', disabled: true },
    { id: 'STS-role', secret: 's', role: 'backup', token: 'token-of-role', expires: '2999-01-01T00:00:00Z' },
    { id: 'STS-over', secret: 's', role: 'backup', token: 'token-of-role', expires: '2020-01-01T00:00:00Z' },
  ];
  const as = (local: Cloud, id: string, securityToken?: string, algorithm?: 'v2') =>
    sdk(local.emulator.host, { key: { id, secret: 's' }, ...(securityToken && { securityToken }), ...(algorithm && { algorithm }) });

  test('of users may do what they are allowed, and not what they are denied', async () => {
    const local = await start({}, { ...seed, keys });
    const reader = as(local, 'AK-reader');
    expect(await refusal(reader.ecs('DescribeSnapshots', region))).toBe('accepted');
    expect(await refusal(reader.ecs('DescribeDisks', region))).toBe('Forbidden.RAM 403');
    expect(await refusal(reader.ecs('CreateSnapshot', { DiskId: 'd-1' }))).toBe('Forbidden.RAM 403');
    expect(await refusal(as(local, 'AK-off').ecs('DescribeDisks', region))).toBe('Forbidden.AccessKeyDisabled 403');
    expect(await reader.sts('GetCallerIdentity')).toMatchObject({ IdentityType: 'RAMUser', Arn: 'acs:ram::1234567890123456:user/auditor' });
    expect(await as(local, 'AK-main').sts('GetCallerIdentity')).toMatchObject({ IdentityType: 'Account' });
    expect(await refusal(local.ecs('DescribeDisks', region))).toBe('InvalidAccessKeyId.NotFound 404');
  });

  test.each([undefined, 'v2'] as const)('of STS come with their token, signature %s', async (algorithm) => {
    const local = await start({}, { ...seed, keys });
    const role = (token?: string) => as(local, 'STS-role', token, algorithm).sts('GetCallerIdentity');
    expect(await role('token-of-role')).toMatchObject({
      IdentityType: 'AssumedRoleUser',
      Arn: 'acs:sts::1234567890123456:assumed-role/backup/session',
    });
    expect(await refusal(role())).toBe('MissingSecurityToken 400');
    expect(await refusal(role('other'))).toBe('InvalidSecurityToken.MismatchWithAccessKey 400');
    expect(await refusal(as(local, 'STS-over', 'token-of-role', algorithm).sts('GetCallerIdentity'))).toBe(
      'InvalidSecurityToken.Expired 400',
    );
  });
});

describe('the admin', () => {
  const ask = async (local: Cloud, path: string, body?: unknown, headers: { [name: string]: string } = {}) => {
    const answer = await fetch(`${local.emulator.url}/_snapspec/${path}`, {
      headers,
      ...(body !== undefined && { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  };

  test('sets faults, settings and clock, and tells what is', async () => {
    const local = await start();
    expect(await ask(local, 'faults', [{ type: 'error-before', action: 'DescribeDisks', times: 1 }])).toMatchObject({ status: 200 });
    expect(await refusal(local.ecs('DescribeDisks', region))).toBe('InternalError 500');
    expect((await ask(local, 'faults')).body).toEqual({
      rules: [{ type: 'error-before', action: 'DescribeDisks', times: 1, matched: 1, injected: 1 }],
    });
    expect((await ask(local, 'settings', { snapshotSeconds: 60 })).body).toMatchObject({ snapshotSeconds: 60, tokenSeconds: 0 });
    expect((await ask(local, 'clock', { at: '2027-01-01T00:00:00Z' })).body).toEqual({ now: '2027-01-01T00:00:00.000Z' });
    const { SnapshotId } = await take(local);
    expect((await ask(local, 'thing', { id: SnapshotId, set: { end: 'failed', tags: { a: 'b' } } })).status).toBe(200);
    expect((await ask(local, 'clock', { advance: '60s' })).body).toEqual({ now: '2027-01-01T00:01:00.000Z' });
    expect((await local.ecs('DescribeSnapshots', region))['Snapshots'].Snapshot).toMatchObject([
      { Status: 'failed', CreationTime: '2027-01-01T00:00:00Z', Tags: { Tag: [{ TagKey: 'a' }] } },
    ]);
    const { calls, total } = (await ask(local, 'calls?from=1')).body;
    expect([total, calls.map((call: Body) => call['action'])]).toEqual([3, ['CreateSnapshot', 'DescribeSnapshots']]);
    expect((await ask(local, 'state')).body).toMatchObject({ account: '1234567890123456', resources: { snapshots: [{ id: SnapshotId }] } });
  });

  test.each<[string, unknown, RegExp]>([
    ['settings', { snapshotSecond: 1 }, /snapshotSecond is unknown/],
    ['settings', { listLagMs: { snapshot: 1 } }, /listLagMs.snapshot is unknown/],
    ['settings', { quotas: { 'SNAP-X': 1 } }, /quotas.SNAP-X is unknown/],
    ['settings', { callsPerMinute: { CreateSnapshots: 1 } }, /callsPerMinute.CreateSnapshots is unknown/],
    ['settings', { latencyMs: [5, 1] }, /latencyMs is \[5,1\]/],
    ['settings', [], /must be a mapping/],
    ['clock', { at: 'soon' }, /not a moment/],
    ['faults', [{ type: 'x' }], /rules\[0\].type/],
    ['thing', { id: 'd-none', set: {} }, /no "d-none"/],
    ['thing', { id: 'd-1', set: { status: 3 } }, /status of d-1 cannot be 3/],
    ['thing', { id: 'd-1', set: { id: 'd-9' } }, /d-1 has no id that can be changed/],
    ['thing', { id: 'd-1', set: { colour: 'red' } }, /d-1 has no colour/],
    ['faults', '{', /not JSON/],
  ])('refuses what is wrong: %s %j', async (path, body, message) => {
    const local = await start();
    const before = JSON.stringify(local.emulator.world());
    const answer = await ask(local, path, body);
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toMatch(message);
    expect(JSON.stringify(local.emulator.world())).toBe(before);
  });

  test('is for programs on this machine: no web page, no other name', async () => {
    const local = await start();
    expect((await ask(local, 'state', undefined, { origin: 'http://evil.example' })).status).toBe(403);
    const { request } = await import('node:http');
    const status = await new Promise((resolve) =>
      request(`${local.emulator.url}/_snapspec/state`, { headers: { host: 'evil.example' } }, (answer) => resolve(answer.statusCode)).end(),
    );
    expect(status).toBe(403);
    expect((await ask(local, 'other')).status).toBe(404);
    expect(local.emulator.calls()).toEqual([]);
  });
});
