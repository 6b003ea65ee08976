import { afterEach, describe, expect, test } from 'vitest';
import type { Controls } from '../../src/emulator/index.ts';
import { cloud, refusal, region } from './client.ts';
import type { Body, Cloud } from './client.ts';

/** What no page states: each test tries what is assumed, and the other answer of its setting. */
let local: Cloud;
afterEach(() => local.emulator.close());

type Settings = NonNullable<Controls['settings']>;
const disks = [
  { id: 'd-data', instance: 'i-1' },
  { id: 'd-system', instance: 'i-1', type: 'system' as const },
  { id: 'd-more', instance: 'i-1', category: 'cloud_ssd' },
];
const start = async (settings: Settings = {}): Promise<Cloud> => {
  local = await cloud({ instances: [{ id: 'i-1' }], disks }, { settings });
  return local;
};

const schedule = { regionId: 'cn-hangzhou', timePoints: '["2"]', repeatWeekdays: '["1"]', retentionDays: 14 };
const created = async (params: object = {}): Promise<string> =>
  (await local.ecs('CreateAutoSnapshotPolicy', { ...schedule, ...params }))['AutoSnapshotPolicyId'];
const listedPolicy = async (id: string): Promise<Body> =>
  (await local.ecs('DescribeAutoSnapshotPolicyEx', { ...region, AutoSnapshotPolicyId: id }))['AutoSnapshotPolicies'].AutoSnapshotPolicy[0];
const taken = async (params: object = {}): Promise<string> => {
  const id = (await local.ecs('CreateSnapshot', { DiskId: 'd-data', ...params }))['SnapshotId'];
  local.clock.now += 1000;
  return id;
};
const listedSnapshots = async (params: object = {}): Promise<Body> => local.ecs('DescribeSnapshots', { ...region, ...params });

describe('a policy', () => {
  test.each([
    [{}, undefined],
    [{ plainCopyListed: true }, { Encrypted: false, KMSKeyId: '' }],
  ])('that encrypts no copies lists by %j the block %j', async (settings, block) => {
    await start(settings);
    expect((await listedPolicy(await created()))['CopyEncryptionConfiguration']).toEqual(block);
  });

  test('lists the retention of copies that was sent with the copy disabled', async () => {
    await start();
    const sent = { EnableCrossRegionCopy: false, CopiedSnapshotsRetentionDays: 2 };
    expect((await listedPolicy(await created(sent)))['CopiedSnapshotsRetentionDays']).toBe(2);
    const copied = { EnableCrossRegionCopy: true, TargetCopyRegions: '["cn-beijing"]', CopiedSnapshotsRetentionDays: 30 };
    const id = await created(copied);
    const change = { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id };
    await local.ecs('ModifyAutoSnapshotPolicyEx', { ...change, ...sent });
    expect(await listedPolicy(id)).toMatchObject({
      EnableCrossRegionCopy: false,
      TargetCopyRegions: '[]',
      CopiedSnapshotsRetentionDays: 2,
    });
    await local.ecs('ModifyAutoSnapshotPolicyEx', { ...change, EnableCrossRegionCopy: false });
    expect((await listedPolicy(id))['CopiedSnapshotsRetentionDays']).toBe(0);
  });

  test.each([
    [{}, 'accepted'],
    [{ sameRegionCopyRefused: true }, 'InvalidParameter.TargetCopyRegions 403'],
  ])('that copies into its own region is by %j %s', async (settings, outcome) => {
    await start(settings);
    const sent = { ...schedule, EnableCrossRegionCopy: true, TargetCopyRegions: '["cn-hangzhou"]' };
    expect(await refusal(local.ecs('CreateAutoSnapshotPolicy', sent))).toBe(outcome);
  });

  test.each([
    ['first', 0, 0],
    ['last', 1, 1],
    ['filter', 0, 1],
  ] as const)('that a disk of several lists: %s', async (setting, plain, filtered) => {
    await start({ listedPolicy: setting });
    const ids = [await created(), await created()];
    for (const autoSnapshotPolicyId of ids)
      await local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId, diskIds: '["d-data"]' });
    const listed = async (params: object): Promise<string> =>
      (await local.ecs('DescribeDisks', { ...region, DiskIds: '["d-data"]', ...params }))['Disks'].Disk[0].AutoSnapshotPolicyId;
    expect(await listed({})).toBe(ids[plain]);
    expect(await listed({ AutoSnapshotPolicyId: ids[1] })).toBe(ids[filtered]);
  });
});

describe('a group', () => {
  const groupBy = async (params: object): Promise<Body> => {
    const { SnapshotGroupId } = await local.ecs('CreateSnapshotGroup', { ...region, Tag: [{ Key: 'a', Value: '1' }], ...params });
    return (await local.ecs('DescribeSnapshotGroups', { ...region, SnapshotGroupId: [SnapshotGroupId] }))['SnapshotGroups']
      .SnapshotGroup[0] as Body;
  };

  test('changes its tags', async () => {
    await start();
    const { SnapshotGroupId: id } = await groupBy({ DiskId: ['d-data'] });
    const named = { ...region, ResourceType: 'snapshotgroup', ResourceId: [id] };
    await local.ecs('TagResources', { ...named, Tag: [{ Key: 'b', Value: '2' }] });
    await local.ecs('UntagResources', { ...named, TagKey: ['a'] });
    const listed = (await local.ecs('ListTagResources', named))['TagResources'].TagResource;
    expect(listed).toEqual([{ ResourceId: id, ResourceType: 'snapshotgroup', TagKey: 'b', TagValue: '2' }]);
  });

  test('has none to change where a setting says so', async () => {
    await start({ groupTagsRefused: true });
    const { SnapshotGroupId: id } = await groupBy({ DiskId: ['d-data'] });
    const named = { ...region, ResourceType: 'snapshotgroup', ResourceId: [id] };
    const calls = [
      ['TagResources', { Tag: [{ Key: 'b', Value: '2' }] }],
      ['UntagResources', { TagKey: ['a'] }],
      ['ListTagResources', {}],
    ] as const;
    for (const [action, params] of calls)
      expect(await refusal(local.ecs(action, { ...named, ...params })), action).toBe('InvalidResourceType.NotFound 404');
  });

  test.each([
    [{}, 'i-1'],
    [{ diskGroupInstanceListed: false }, undefined],
  ])('that was created by disks of one instance lists it by %j as %s', async (settings, instance) => {
    await start(settings);
    const group = await groupBy({ DiskId: ['d-data', 'd-system'] });
    expect(group['InstanceId']).toBe(instance);
    const found = (await local.ecs('DescribeSnapshotGroups', { ...region, InstanceId: 'i-1' }))['SnapshotGroups'].SnapshotGroup;
    expect(found).toHaveLength(instance === undefined ? 0 : 1);
    local.clock.now += 1000;
    const byInstance = await groupBy({ InstanceId: 'i-1', ExcludeDiskId: ['d-more'] });
    expect(byInstance['InstanceId']).toBe('i-1');
  });
});

describe('a snapshot', () => {
  test('of the category flash is refused', async () => {
    await start();
    expect(await refusal(local.ecs('CreateSnapshot', { DiskId: 'd-data', Category: 'Flash' }))).toBe(
      'InvalidSnapshotCategory.Malformed 403',
    );
  });

  test('of the category flash is listed as one where a setting says so', async () => {
    await start({ flashCategory: 'listed' });
    const id = await taken({ Category: 'flash' });
    await taken({ Category: 'Standard' });
    expect((await listedSnapshots({ Category: 'flash' }))['Snapshots'].Snapshot).toMatchObject([{ SnapshotId: id, Category: 'flash' }]);
    expect((await listedSnapshots({ Category: 'Standard' }))['Snapshots'].Snapshot).toMatchObject([{ Category: 'standard' }]);
  });

  test.each([
    [{}, 'InvalidOperation.DecreaseRetentionDaysUnsupported 400', undefined],
    [{ permanentRetentionSettable: true }, 'accepted', 30],
  ])('that is kept indefinitely and given a retention: by %j %s', async (settings, outcome, days) => {
    await start(settings);
    const id = await taken();
    expect(await refusal(local.ecs('ModifySnapshotAttribute', { SnapshotId: id, RetentionDays: 30 }))).toBe(outcome);
    expect((await listedSnapshots())['Snapshots'].Snapshot[0].RetentionDays).toBe(days);
  });
});

describe('a listing by PageSize alone', () => {
  const takeThree = async (): Promise<void> => {
    for (const _ of [1, 2, 3]) await taken();
  };

  test('ends with its first page', async () => {
    await start();
    await takeThree();
    expect(await listedSnapshots({ PageSize: 2 })).toMatchObject({ NextToken: '', TotalCount: 3, PageSize: 2 });
  });

  test('goes on by its token where a setting says so', async () => {
    await start({ pageSizeGivesToken: true });
    await takeThree();
    const first = await listedSnapshots({ PageSize: 2 });
    expect(first).toMatchObject({ NextToken: expect.stringMatching(/./), TotalCount: 3 });
    const second = await listedSnapshots({ PageSize: 2, NextToken: first['NextToken'] });
    expect(second['NextToken']).toBe('');
    const ids = [first, second].flatMap((page) => page['Snapshots'].Snapshot.map((one: Body) => one['SnapshotId']));
    expect(new Set(ids).size).toBe(3);
    expect((await listedSnapshots({ PageSize: 2, PageNumber: 1 }))['NextToken']).toBe('');
  });
});

test('disks have devices of their own, and the members of the pages’ samples', async () => {
  await start();
  const listed: readonly Body[] = (await local.ecs('DescribeDisks', region))['Disks'].Disk;
  const members = ['Device', 'PerformanceLevel', 'IOPS', 'Description', 'DeleteWithInstance', 'EnableAutoSnapshot'];
  const shown = Object.fromEntries(listed.map((disk) => [disk['DiskId'], members.map((name) => disk[name])]));
  expect(shown).toEqual({
    'd-system': ['/dev/xvda', 'PL1', 4000, '', true, true],
    'd-data': ['/dev/xvdb', 'PL1', 4000, '', true, true],
    'd-more': ['/dev/xvdc', undefined, 4000, '', true, true],
  });
  for (const disk of listed) expect(disk['Attachments'].Attachment[0].Device).toBe(disk['Device']);
});
