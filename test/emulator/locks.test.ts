import { afterEach, describe, expect, test } from 'vitest';
import type { Controls } from '../../src/emulator/index.ts';
import { cloud, refusal, region } from './client.ts';
import type { Body, Cloud } from './client.ts';

let local: Cloud;
afterEach(() => local.emulator.close());

const hour = 3_600_000;
const day = 24 * hour;
const start = async (settings: NonNullable<Controls['settings']> = {}): Promise<void> => {
  local = await cloud({ instances: [{ id: 'i-1' }], disks: [{ id: 'd-1', instance: 'i-1' }] }, { settings });
};
const taken = async (params: object = {}): Promise<string> => {
  const { SnapshotId } = await local.ecs('CreateSnapshot', { DiskId: 'd-1', ...params });
  local.clock.now += 1000;
  return SnapshotId;
};
const lock = (SnapshotId: string, params: object = {}): Promise<Body> =>
  local.ecs('LockSnapshot', { ...region, SnapshotId, LockMode: 'compliance', LockDuration: 2, CoolOffPeriod: 3, ...params });
const locks = async (params: object = {}): Promise<readonly Body[]> =>
  (await local.ecs('DescribeLockedSnapshots', { ...region, ...params }))['LockedSnapshotsInfo'];
const listed = async (params: object = {}): Promise<readonly Body[]> =>
  (await local.ecs('DescribeSnapshots', { ...region, ...params }))['Snapshots'].Snapshot;
const deletion = (SnapshotId: string): Promise<string> => refusal(local.ecs('DeleteSnapshot', { SnapshotId, Force: true }));
const isLocked = 'InvalidOperation.SnapshotIsLocked 403';

describe('a lock', () => {
  test('can be thought over, then holds, then ends', async () => {
    await start();
    const id = await taken();
    const { LockedSnapshotInfo } = await lock(id);
    expect(LockedSnapshotInfo).toEqual({
      SnapshotId: id,
      LockMode: 'compliance',
      LockStatus: 'compliance-cooloff',
      LockCreationTime: '2026-11-21T10:00:01Z',
      CoolOffPeriod: 3,
      CoolOffPeriodExpiredTime: '2026-11-21T13:00:01Z',
      LockDuration: 2,
      LockDurationStartTime: '2026-11-21T10:00:01Z',
      LockExpiredTime: '2026-11-23T10:00:01Z',
    });
    expect(await locks()).toEqual([LockedSnapshotInfo]);
    expect(await deletion(id)).toBe(isLocked);
    local.clock.now += 3 * hour;
    expect(await locks({ LockStatus: 'compliance' })).toMatchObject([{ SnapshotId: id, LockStatus: 'compliance' }]);
    expect(await deletion(id)).toBe(isLocked);
    local.clock.now += 2 * day;
    expect(await locks()).toMatchObject([{ LockStatus: 'expired' }]);
    expect(await deletion(id)).toBe('accepted');
    expect(await locks()).toEqual([]);
  });

  test('is changed and removed only while it can be thought over', async () => {
    await start();
    const id = await taken();
    await lock(id);
    await lock(id, { LockDuration: 1, CoolOffPeriod: 1 });
    expect(await locks()).toMatchObject([{ LockDuration: 1, CoolOffPeriod: 1 }]);
    await local.ecs('UnlockSnapshot', { ...region, SnapshotId: id });
    expect(await locks()).toEqual([]);
    expect(await refusal(local.ecs('UnlockSnapshot', { ...region, SnapshotId: id }))).toBe('InvalidSnapshotLock.NotFound 404');
    await lock(id, { CoolOffPeriod: 0 });
    for (const params of [{ LockDuration: 2 }, { LockDuration: 1 }, { LockDuration: 3, CoolOffPeriod: 1 }])
      expect(await refusal(lock(id, { CoolOffPeriod: 0, ...params })), JSON.stringify(params)).toBe(
        'InvalidOperation.CoolOffPeriodExpired 403',
      );
    await lock(id, { LockDuration: 3, CoolOffPeriod: 0 });
    expect(await locks()).toMatchObject([{ LockDuration: 3, LockStatus: 'compliance', LockExpiredTime: '2026-11-24T10:00:01Z' }]);
  });

  test('takes a token, and resets nothing when it is repeated', async () => {
    await start();
    const id = await taken();
    const first = await lock(id, { ClientToken: 'one' });
    local.clock.now += hour;
    expect((await lock(id, { ClientToken: 'one' }))['LockedSnapshotInfo']).toEqual(first['LockedSnapshotInfo']);
    expect(await locks()).toMatchObject([{ LockCreationTime: '2026-11-21T10:00:01Z' }]);
  });

  test('ends before the retention does', async () => {
    await start();
    const id = await taken({ RetentionDays: 2 });
    expect(await refusal(lock(id))).toBe('InvalidLockDuration.ExceedRetentionDays 400');
    expect(await refusal(lock(id, { LockDuration: 1 }))).toBe('accepted');
  });

  test('of a snapshot in progress begins when it is finished', async () => {
    await start({ snapshotSeconds: 60 });
    const { SnapshotId } = await local.ecs('CreateSnapshot', { DiskId: 'd-1' });
    expect((await lock(SnapshotId))['LockedSnapshotInfo']).toMatchObject({
      LockCreationTime: '2026-11-21T10:00:00Z',
      LockDurationStartTime: '2026-11-21T10:01:00Z',
    });
  });

  test('leaves a policy no room where it holds every automatic snapshot', async () => {
    await start({ quotas: { 'ASP-AUTO-QUOTA': 2 } });
    const times = JSON.stringify(Array.from({ length: 24 }, (_, at) => String(at)));
    const policy = { regionId: 'cn-hangzhou', timePoints: times, repeatWeekdays: '["1","2","3","4","5","6","7"]', retentionDays: -1 };
    const { AutoSnapshotPolicyId } = await local.ecs('CreateAutoSnapshotPolicy', policy);
    await local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: AutoSnapshotPolicyId, diskIds: '["d-1"]' });
    local.clock.now += 2 * hour;
    const ids = (await listed()).map((one) => String(one['SnapshotId']));
    expect(ids).toHaveLength(2);
    const [newest, oldest] = ids as [string, string];
    await lock(oldest);
    local.clock.now += hour;
    const after = (await listed()).map((one) => one['SnapshotId']);
    expect([after.includes(oldest), after.includes(newest), after.length]).toEqual([true, false, 2]);
    await lock(String(after[0]));
    local.clock.now += hour;
    expect((await listed()).map((one) => one['SnapshotId'])).toEqual(after);
  });

  test.each([
    [{}, 'accepted', 1],
    [{ lockedMembersLeft: false }, isLocked, 1],
  ])('of a member keeps it when its group is deleted: by %j %s', async (settings, outcome, left) => {
    await start(settings);
    const { SnapshotGroupId } = await local.ecs('CreateSnapshotGroup', { ...region, InstanceId: 'i-1' });
    local.clock.now += 1000;
    await lock(String((await listed())[0]?.['SnapshotId']));
    expect(await refusal(local.ecs('DeleteSnapshotGroup', { ...region, SnapshotGroupId }))).toBe(outcome);
    expect(await listed()).toHaveLength(left);
  });
});

describe('a copy', () => {
  const there = { RegionId: 'cn-beijing' };
  const copied = async (SnapshotId: string, params: object = {}): Promise<string> =>
    (
      await local.ecs('CopySnapshot', {
        ...region,
        SnapshotId,
        DestinationRegionId: 'cn-beijing',
        DestinationSnapshotName: 'the-copy',
        DestinationSnapshotDescription: 'a copy',
        ...params,
      })
    )['SnapshotId'];

  test('is made in the other region, takes its time, and carries what the call sends', async () => {
    await start();
    const id = await taken({ RetentionDays: 9, Tag: [{ Key: 'team', Value: 'payments' }] });
    await lock(id);
    const copy = await copied(id);
    expect(copy).toMatch(/^s-2ze/);
    const seen = async (): Promise<Body | undefined> => (await listed(there))[0];
    expect(await seen()).toMatchObject({
      SnapshotId: copy,
      RegionId: 'cn-beijing',
      SnapshotName: 'the-copy',
      Status: 'progressing',
      Available: false,
      SourceSnapshotId: id,
      SourceRegionId: 'cn-hangzhou',
      SourceDiskId: 'd-1',
      Tags: { Tag: [] },
    });
    expect(await seen()).not.toHaveProperty('RetentionDays');
    expect(await locks(there)).toEqual([]);
    local.clock.now += 60_000;
    expect(await seen()).toMatchObject({ Status: 'accomplished', Available: true });
    expect(await listed(region)).toHaveLength(1);
    local.clock.now += 9 * day;
    expect([await listed(region), (await listed(there)).length]).toEqual([[], 1]);
  });

  test('with a token is made once, and without one twice', async () => {
    await start({ copySeconds: 0 });
    const id = await taken();
    expect(await copied(id, { ClientToken: 'one' })).toBe(await copied(id, { ClientToken: 'one' }));
    await copied(id, { Tag: [{ Key: 'team', Value: 'x' }], RetentionDays: 3 });
    expect(await listed(there)).toMatchObject([{ RetentionDays: 3, Tags: { Tag: [{ TagKey: 'team', TagValue: 'x' }] } }, {}]);
  });

  test('counts towards no quota of the disk', async () => {
    await start({ quotas: { 'SNAP-QUOTA-MANUAL': 2 }, copySeconds: 0 });
    const id = await taken();
    await copied(id);
    expect(await refusal(taken())).toBe('accepted');
    expect(await listed({ ...there, DiskId: 'd-1' })).toHaveLength(1);
  });

  test.each([
    [{}, {}, 'InvalidOperation.NotSupportCopyInSameRegion 403'],
    [{}, { Encrypted: true }, 'accepted'],
    [{ encryptedCopyInRegionRefused: true }, { Encrypted: true }, 'InvalidOperation.NotSupportCopyInSameRegion 403'],
  ])('into the same region, by %j with %j: %s', async (settings, params, outcome) => {
    await start(settings);
    expect(await refusal(copied(await taken(), { DestinationRegionId: 'cn-hangzhou', ...params }))).toBe(outcome);
  });

  test('takes no tag whose value begins as the keys of the cloud do', async () => {
    await start();
    expect(await refusal(copied(await taken(), { Tag: [{ Key: 'a', Value: 'aliyunx' }] }))).toBe('InvalidTagValue.Malformed 400');
  });
});

describe('an archive', () => {
  const archive = (SnapshotId: string, params: object = {}): Promise<Body> =>
    local.ecs('ModifySnapshotCategory', { SnapshotId, Category: 'Archive', ...params });

  test('is made after 14 days, has no way back, and is kept indefinitely without a retention', async () => {
    await start();
    const [id, other] = [await taken({ RetentionDays: 30 }), await taken({ RetentionDays: 30 })];
    expect(await refusal(archive(id))).toBe('InvalidParameter 400');
    local.clock.now += 14 * day;
    expect(await archive(id)).toMatchObject({ TaskId: expect.stringMatching(/^t-/) });
    await archive(other, { RetentionDays: 74 });
    expect(await listed({ Category: 'archive' })).toMatchObject([
      { SnapshotId: other, RetentionDays: 74 },
      { SnapshotId: id, Category: 'archive' },
    ]);
    expect((await listed())[1]).not.toHaveProperty('RetentionDays');
    expect(await refusal(archive(id))).toBe('InvalidParameter 400');
  });

  test('takes no other category, and 74 days at least', async () => {
    await start();
    const id = await taken();
    local.clock.now += 14 * day;
    expect(await refusal(archive(id, { Category: 'Standard' }))).toBe('InvalidSnapshotCategory.Malformed 403');
    expect(await refusal(archive(id, { RetentionDays: 73 }))).toBe('InvalidParameter 400');
  });
});
