import { afterEach, expect, test } from 'vitest';
import type { Controls } from '../../src/emulator/index.ts';
import { cloud, refusal, region } from './client.ts';
import type { Body, Cloud } from './client.ts';

let local: Cloud;
afterEach(() => local.emulator.close());

const hour = 3_600_000;
const schedule = {
  regionId: 'cn-hangzhou',
  timePoints: JSON.stringify(Array.from({ length: 24 }, (_, at) => String(at))),
  repeatWeekdays: '["1","2","3","4","5","6","7"]',
  retentionDays: 7,
};
const TargetTags = [
  { Key: 'backup', Value: 'nightly' },
  { Key: 'team', Value: '' },
];
const byTags = { ...schedule, AssociationType: 'AssociatedWithInstanceTag', TargetTags };

const start = async (settings: NonNullable<Controls['settings']> = {}): Promise<void> => {
  local = await cloud(
    {
      instances: [
        { id: 'i-both', tags: { backup: 'nightly', team: 'x' } },
        { id: 'i-one', tags: { team: 'y' } },
        { id: 'i-none', tags: { backup: 'weekly' } },
      ],
      disks: [
        { id: 'd-both', instance: 'i-both' },
        { id: 'd-one', instance: 'i-one' },
        { id: 'd-none', instance: 'i-none', tags: { backup: 'nightly', team: 'x' } },
        { id: 'd-free', tags: { backup: 'nightly' } },
      ],
    },
    { settings },
  );
};
const created = async (params: object = {}): Promise<string> =>
  (await local.ecs('CreateAutoSnapshotPolicy', { ...byTags, ...params }))['AutoSnapshotPolicyId'];
const protectedDisks = async (): Promise<readonly string[]> => {
  local.clock.now += hour;
  const snapshots: readonly Body[] = (await local.ecs('DescribeSnapshots', region))['Snapshots'].Snapshot;
  return snapshots.map((one) => String(one['SourceDiskId'])).sort();
};

test.each([
  ['any', ['d-both', 'd-one']],
  ['all', ['d-both']],
] as const)('a policy with tags takes snapshots of the disks of instances with %s of them', async (targetTagsMatch, disks) => {
  await start({ targetTagsMatch });
  await created();
  expect(await protectedDisks()).toEqual(disks);
});

test('an instance that is tagged later gets the policy, and one that is untagged loses it', async () => {
  await start();
  await created();
  await local.ecs('TagResources', { ...region, ResourceType: 'instance', ResourceId: ['i-none'], Tag: [{ Key: 'team', Value: 'z' }] });
  await local.ecs('UntagResources', { ...region, ResourceType: 'instance', ResourceId: ['i-one'], TagKey: ['team'] });
  expect(await protectedDisks()).toEqual(['d-both', 'd-none']);
});

test('tags of another association do nothing', async () => {
  await start();
  await created({ AssociationType: 'AssociatedWithDisk' });
  expect(await protectedDisks()).toEqual([]);
});

test.each([
  [{}, [], 0],
  [{ tagAssociationsListed: true }, ['d-both', 'd-one'], 2],
])('whether listings show its disks: by %j %j', async (settings, disks, many) => {
  await start(settings);
  const AutoSnapshotPolicyId = await created();
  const idsOf = (items: readonly Body[]): readonly string[] => items.map((one) => String(one['DiskId'])).sort();
  const pairs = await local.ecs('DescribeAutoSnapshotPolicyAssociations', { ...region, AutoSnapshotPolicyId });
  expect(idsOf(pairs['AutoSnapshotPolicyAssociations'].AutoSnapshotPolicyAssociation)).toEqual(disks);
  expect(idsOf((await local.ecs('DescribeDisks', { ...region, AutoSnapshotPolicyId }))['Disks'].Disk)).toEqual(disks);
  const policies = await local.ecs('DescribeAutoSnapshotPolicyEx', region);
  expect(policies['AutoSnapshotPolicies'].AutoSnapshotPolicy[0].DiskNums).toBe(many);
  const ofDisk = await local.ecs('DescribeAutoSnapshotPolicyAssociations', { ...region, DiskId: 'd-one' });
  expect(ofDisk['AutoSnapshotPolicyAssociations'].AutoSnapshotPolicyAssociation).toHaveLength(many / 2);
});

test.each([
  [{}, {}, 'accepted'],
  [{ tagAssociationInvited: false }, {}, 'InvalidOperation.UserNotInWhiteList 403'],
  [{}, { TargetTags: [] }, 'InvalidParameter 400'],
  [{}, { TargetTags: Array.from({ length: 6 }, (_, at) => ({ Key: `k${at}`, Value: '' })) }, 'InvalidParameter 400'],
  [{}, { TargetTags: [{ Key: 'a', Value: 'x'.repeat(129) }] }, 'InvalidParameter 400'],
])('it is created, by %j with %j: %s', async (settings, params, outcome) => {
  await start(settings);
  expect(await refusal(local.ecs('CreateAutoSnapshotPolicy', { ...byTags, ...params }))).toBe(outcome);
});
