import { afterEach, expect, test } from 'vitest';
import { ApplyAutoSnapshotPolicyRequest } from '@alicloud/ecs20140526/dist/models/ApplyAutoSnapshotPolicyRequest.js';
import { CancelAutoSnapshotPolicyRequest } from '@alicloud/ecs20140526/dist/models/CancelAutoSnapshotPolicyRequest.js';
import { CreateAutoSnapshotPolicyRequest } from '@alicloud/ecs20140526/dist/models/CreateAutoSnapshotPolicyRequest.js';
import { CreateSnapshotGroupRequest } from '@alicloud/ecs20140526/dist/models/CreateSnapshotGroupRequest.js';
import { CreateSnapshotRequest } from '@alicloud/ecs20140526/dist/models/CreateSnapshotRequest.js';
import { DescribeAutoSnapshotPolicyExRequest } from '@alicloud/ecs20140526/dist/models/DescribeAutoSnapshotPolicyExRequest.js';
import { DescribeSnapshotsRequest } from '@alicloud/ecs20140526/dist/models/DescribeSnapshotsRequest.js';
import { ModifyAutoSnapshotPolicyExRequest } from '@alicloud/ecs20140526/dist/models/ModifyAutoSnapshotPolicyExRequest.js';
import { ModifySnapshotAttributeRequest } from '@alicloud/ecs20140526/dist/models/ModifySnapshotAttributeRequest.js';
import { cloud, refusal, region } from './client.ts';
import type { Body, Cloud } from './client.ts';

let open: Cloud | undefined;
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});
const start = async (...args: Parameters<typeof cloud>): Promise<Cloud> => (open = await cloud(...args));

const ledger = {
  resourceGroups: ['rg-1'],
  instances: [{ id: 'i-1' }],
  disks: [
    { id: 'd-1', instance: 'i-1', type: 'system', size: 40, tags: { backup: 'nightly' } },
    { id: 'd-2', instance: 'i-1', size: 100 },
    { id: 'd-3', size: 20 },
  ],
  desktops: [{ id: 'ecd-1', name: 'golden' }],
} as const;

const snapshotOf = async (local: Cloud, id: string): Promise<Body> =>
  (await local.ecs('DescribeSnapshots', new DescribeSnapshotsRequest({ regionId: 'cn-hangzhou', snapshotIds: JSON.stringify([id]) })))[
    'Snapshots'
  ].Snapshot[0];

test('a snapshot is taken, changed in place, and released when its days are over', async () => {
  const local = await start(ledger, { snapshotSeconds: 10 });
  const { SnapshotId: id } = await local.ecs(
    'CreateSnapshot',
    new CreateSnapshotRequest({
      diskId: 'd-1',
      snapshotName: 'before',
      retentionDays: 2,
      tag: [{ key: 'team', value: 'x' }],
      resourceGroupId: 'rg-1',
    }),
  );
  expect(id).toMatch(/^s-bp1[0-9a-z]{17}$/);
  local.clock.now += 2500;
  expect(await snapshotOf(local, id)).toMatchObject({
    SnapshotId: id,
    SnapshotName: 'before',
    Status: 'progressing',
    Progress: '25%',
    RemainTime: 8,
    SnapshotType: 'user',
    CreationTime: '2026-11-21T10:00:00Z',
    RetentionDays: 2,
    SourceDiskId: 'd-1',
    SourceDiskType: 'system',
    SourceDiskSize: '40',
    ResourceGroupId: 'rg-1',
    Usage: 'none',
    Tags: { Tag: [{ TagKey: 'team', TagValue: 'x' }] },
  });
  expect(await refusal(local.ecs('ModifySnapshotAttribute', { SnapshotId: id, SnapshotName: 'after' }))).toBe(
    'InvalidSnapshotId.NotReady 400',
  );
  local.clock.now += 7500;
  expect(await snapshotOf(local, id)).toMatchObject({ Status: 'accomplished', Progress: '100%', RemainTime: 0, Available: true });
  await local.ecs(
    'ModifySnapshotAttribute',
    new ModifySnapshotAttributeRequest({ snapshotId: id, snapshotName: 'after', description: 'words', retentionDays: 3 }),
  );
  expect(await snapshotOf(local, id)).toMatchObject({ SnapshotName: 'after', Description: 'words', RetentionDays: 3 });
  await local.ecs('ModifySnapshotAttribute', { SnapshotId: id, Description: '' });
  expect((await snapshotOf(local, id))['Description']).toBe('');
  expect(await refusal(local.ecs('ModifySnapshotAttribute', { SnapshotId: id, RetentionDays: 2 }))).toBe(
    'InvalidOperation.DecreaseRetentionDaysUnsupported 400',
  );
  expect(await refusal(local.ecs('ModifySnapshotAttribute', { SnapshotId: id, RetentionDays: 3 }))).toBe('accepted');
  expect(await refusal(local.ecs('ModifySnapshotAttribute', { SnapshotId: id }))).toBe('NoAttributeToModify 400');
  expect(await refusal(local.ecs('ModifySnapshotAttribute', { SnapshotId: 's-none', SnapshotName: 'ab' }))).toBe(
    'InvalidSnapshotId.NotFound 404',
  );
  local.clock.now += 3 * 86_400_000;
  expect(await snapshotOf(local, id)).toBeUndefined();
});

test('a snapshot that is kept for ever takes no retention, and shows none', async () => {
  const local = await start(ledger);
  const { SnapshotId: id } = await local.ecs('CreateSnapshot', { DiskId: 'd-1' });
  local.clock.now += 1000;
  const shown = await snapshotOf(local, id);
  expect([Object.hasOwn(shown, 'RetentionDays'), Object.hasOwn(shown, 'SnapshotName')]).toEqual([false, false]);
  expect(await refusal(local.ecs('ModifySnapshotAttribute', { SnapshotId: id, RetentionDays: 100 }))).toBe(
    'InvalidOperation.DecreaseRetentionDaysUnsupported 400',
  );
  await local.ecs('DeleteSnapshot', { SnapshotId: id });
  expect(await refusal(local.ecs('DeleteSnapshot', { SnapshotId: id }))).toBe('InvalidSnapshotId.NotFound 404');
});

test('a group takes the disks of an instance together; its members are snapshots like others', async () => {
  const local = await start(ledger, { snapshotSeconds: 4 });
  const { SnapshotGroupId: id } = await local.ecs(
    'CreateSnapshotGroup',
    new CreateSnapshotGroupRequest({
      regionId: 'cn-hangzhou',
      instanceId: 'i-1',
      name: 'ledger',
      description: 'all of it',
      tag: [{ key: 'team', value: 'x' }],
    }),
  );
  expect(id).toMatch(/^ssg-bp1[0-9a-z]{17}$/);
  const list = async (): Promise<Body> =>
    (await local.ecs('DescribeSnapshotGroups', { ...region, SnapshotGroupId: [id] }))['SnapshotGroups'].SnapshotGroup[0];
  const shown = await list();
  expect(shown).toMatchObject({ Status: 'progressing', Name: 'ledger', InstanceId: 'i-1', Tags: { Tag: [{ Key: 'team', Value: 'x' }] } });
  expect(shown['Snapshots'].Snapshot.map((one: Body) => one['SourceDiskId']).sort()).toEqual(['d-1', 'd-2']);
  expect(shown['Snapshots'].Snapshot[0]).toMatchObject({ Tags: { Tag: [{ Key: 'acs:ecs:createFrom', Value: 'i-1' }] } });
  expect(shown['Snapshots'].Snapshot[0]).not.toHaveProperty('Status');
  local.clock.now += 4000;
  expect((await list())['Status']).toBe('accomplished');
  await local.ecs('ModifySnapshotGroup', { ...region, SnapshotGroupId: id, Name: 'other' });
  expect(await list()).toMatchObject({ Name: 'other', Description: 'all of it' });
  expect(await refusal(local.ecs('ModifySnapshotGroup', { ...region, SnapshotGroupId: id, Description: 'http://x' }))).toBe(
    'InvalidParameter.Description 400',
  );
  const removed = await local.ecs('DeleteSnapshotGroup', { ...region, SnapshotGroupId: id });
  expect(removed['OperationProgressSet'].OperationProgress).toHaveLength(2);
  expect((await local.ecs('DescribeSnapshots', region))['TotalCount']).toBe(0);
  expect(await refusal(local.ecs('ModifySnapshotGroup', { ...region, SnapshotGroupId: id, Name: 'ab' }))).toBe(
    'InvalidSnapshotGroup.NotFound 404',
  );
});

test('a group of disks of no instance, or without some of them', async () => {
  const local = await start(ledger);
  const { SnapshotGroupId: listed } = await local.ecs('CreateSnapshotGroup', { ...region, DiskId: ['d-2', 'd-3'] });
  local.clock.now += 1000;
  const { SnapshotGroupId: rest } = await local.ecs('CreateSnapshotGroup', { ...region, InstanceId: 'i-1', ExcludeDiskId: ['d-1'] });
  const groups = (await local.ecs('DescribeSnapshotGroups', region))['SnapshotGroups'].SnapshotGroup as Body[];
  const disks = (id: string) =>
    groups.find((one) => one['SnapshotGroupId'] === id)?.['Snapshots'].Snapshot.map((one: Body) => one['SourceDiskId']);
  expect([disks(listed), disks(rest)]).toEqual([['d-2', 'd-3'], ['d-2']]);
  expect(groups.find((one) => one['SnapshotGroupId'] === listed)).not.toHaveProperty('InstanceId');
});

const policy = {
  regionId: 'cn-hangzhou',
  autoSnapshotPolicyName: 'nightly',
  timePoints: '["2","14"]',
  repeatWeekdays: '["1","2"]',
  retentionDays: 14,
};

test('a policy is made, changed in place, attached, detached and removed', async () => {
  const local = await start(ledger);
  const create = new CreateAutoSnapshotPolicyRequest({
    ...policy,
    enableCrossRegionCopy: true,
    targetCopyRegions: '["cn-beijing"]',
    copiedSnapshotsRetentionDays: 30,
    copyEncryptionConfiguration: { encrypted: true, KMSKeyId: 'key-1' },
    tag: [{ key: 'team', value: 'x' }],
  });
  const { AutoSnapshotPolicyId: id } = await local.ecs('CreateAutoSnapshotPolicy', create);
  expect(id).toMatch(/^sp-bp1[0-9a-z]{17}$/);
  const list = async (): Promise<Body> =>
    (
      await local.ecs(
        'DescribeAutoSnapshotPolicyEx',
        new DescribeAutoSnapshotPolicyExRequest({ regionId: 'cn-hangzhou', autoSnapshotPolicyId: id }),
      )
    )['AutoSnapshotPolicies'].AutoSnapshotPolicy[0];
  expect(await list()).toMatchObject({
    AutoSnapshotPolicyName: 'nightly',
    TimePoints: '["2","14"]',
    RepeatWeekdays: '["1","2"]',
    RetentionDays: 14,
    EnableCrossRegionCopy: true,
    TargetCopyRegions: '["cn-beijing"]',
    CopiedSnapshotsRetentionDays: 30,
    CopyEncryptionConfiguration: { Encrypted: true, KMSKeyId: 'key-1' },
    Status: 'Normal',
    Type: 'Custom',
    DiskNums: 0,
    Tags: { Tag: [{ TagKey: 'team', TagValue: 'x' }] },
  });
  await local.ecs(
    'ModifyAutoSnapshotPolicyEx',
    new ModifyAutoSnapshotPolicyExRequest({
      regionId: 'cn-hangzhou',
      autoSnapshotPolicyId: id,
      autoSnapshotPolicyName: '',
      retentionDays: -1,
      enableCrossRegionCopy: false,
    }),
  );
  expect(await list()).toMatchObject({
    AutoSnapshotPolicyName: 'nightly',
    RetentionDays: -1,
    EnableCrossRegionCopy: false,
    TimePoints: '["2","14"]',
  });
  await local.ecs(
    'ApplyAutoSnapshotPolicy',
    new ApplyAutoSnapshotPolicyRequest({ regionId: 'cn-hangzhou', autoSnapshotPolicyId: id, diskIds: '["d-1","d-2"]' }),
  );
  await local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id, diskIds: '["d-1"]' });
  expect((await list())['DiskNums']).toBe(2);
  expect(
    (await local.ecs('DescribeDisks', { ...region, AutoSnapshotPolicyId: id }))['Disks'].Disk.map((one: Body) => one['DiskId']).sort(),
  ).toEqual(['d-1', 'd-2']);
  await local.ecs(
    'CancelAutoSnapshotPolicy',
    new CancelAutoSnapshotPolicyRequest({ regionId: 'cn-hangzhou', autoSnapshotPolicyId: id, diskIds: '["d-1"]' }),
  );
  const pairs = (await local.ecs('DescribeAutoSnapshotPolicyAssociations', { ...region, AutoSnapshotPolicyId: id }))[
    'AutoSnapshotPolicyAssociations'
  ].AutoSnapshotPolicyAssociation;
  expect(pairs).toEqual([{ AutoSnapshotPolicyId: id, DiskId: 'd-2' }]);
  await local.ecs('DeleteAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id });
  expect(await refusal(local.ecs('DeleteAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id }))).toBe(
    'ParameterInvalid 404',
  );
  expect(
    (await local.ecs('DescribeAutoSnapshotPolicyAssociations', { ...region, DiskId: 'd-2' }))['AutoSnapshotPolicyAssociations']
      .AutoSnapshotPolicyAssociation,
  ).toEqual([]);
});

test('applying adds; cancelling without the policy’s id works only while there is one', async () => {
  const local = await start(ledger);
  const ids: string[] = [];
  for (const name of ['one', 'two'])
    ids.push((await local.ecs('CreateAutoSnapshotPolicy', { ...policy, autoSnapshotPolicyName: name }))['AutoSnapshotPolicyId']);
  const here = { regionId: 'cn-hangzhou', diskIds: '["d-1"]' };
  for (const autoSnapshotPolicyId of ids) await local.ecs('ApplyAutoSnapshotPolicy', { ...here, autoSnapshotPolicyId });
  expect(await refusal(local.ecs('CancelAutoSnapshotPolicy', here))).toBe('OperationDenied.TooManyAutoSnapshotPolicies 403');
  await local.ecs('CancelAutoSnapshotPolicy', { ...here, autoSnapshotPolicyId: ids[0] });
  await local.ecs('CancelAutoSnapshotPolicy', here);
  expect(
    (await local.ecs('DescribeAutoSnapshotPolicyAssociations', { ...region, DiskId: 'd-1' }))['AutoSnapshotPolicyAssociations']
      .AutoSnapshotPolicyAssociation,
  ).toEqual([]);
});

test('a desktop’s snapshot is listed flat, in upper case', async () => {
  const local = await start(ledger, { snapshotSeconds: 2 });
  const { SnapshotId: id } = await local.ecd('CreateSnapshot', {
    ...region,
    DesktopId: 'ecd-1',
    SnapshotName: 'golden-image',
    SourceDiskType: 'system',
    Description: 'words',
  });
  const list = async (): Promise<Body> =>
    (await local.ecd('DescribeSnapshots', { ...region, DesktopId: 'ecd-1', SnapshotType: 'user', SourceDiskType: 'SYSTEM' }))[
      'Snapshots'
    ][0];
  expect(await list()).toMatchObject({
    SnapshotId: id,
    SnapshotName: 'golden-image',
    Description: 'words',
    DesktopId: 'ecd-1',
    DesktopName: 'golden',
    SourceDiskType: 'SYSTEM',
    SourceDiskSize: '80',
    SnapshotType: 'USER',
    Status: 'PROGRESSING',
    Progress: '0%',
  });
  local.clock.now += 2000;
  expect(await list()).toMatchObject({ Status: 'ACCOMPLISHED', Progress: '100%' });
  expect((await local.ecd('DescribeDesktops', { ...region, DesktopId: ['ecd-1'] }))['Desktops'][0]).toMatchObject({
    DesktopStatus: 'Running',
    Disks: [{ DiskType: 'SYSTEM' }, { DiskType: 'DATA' }],
  });
  await local.ecd('DeleteSnapshot', { ...region, SnapshotId: [id, 's-none'] });
  expect(await list()).toBeUndefined();
});

test('tags and resource groups change on what carries them', async () => {
  const local = await start(ledger);
  const { SnapshotId: id } = await local.ecs('CreateSnapshot', { DiskId: 'd-1', Tag: [{ Key: 'a', Value: '1' }] });
  const one = { ...region, ResourceType: 'snapshot', ResourceId: [id] };
  await local.ecs('TagResources', {
    ...one,
    Tag: [
      { Key: 'a', Value: '2' },
      { Key: 'b', Value: '' },
    ],
  });
  await local.ecs('UntagResources', { ...one, TagKey: ['a', 'none'] });
  expect((await local.ecs('ListTagResources', one))['TagResources'].TagResource).toEqual([
    { ResourceId: id, ResourceType: 'snapshot', TagKey: 'b', TagValue: '' },
  ]);
  await local.ecs('UntagResources', { ...one, All: true });
  expect((await local.ecs('ListTagResources', one))['TagResources'].TagResource).toEqual([]);
  const join = { ...region, ResourceType: 'snapshot', ResourceId: id, ResourceGroupId: 'rg-1' };
  await local.ecs('JoinResourceGroup', join);
  expect(await refusal(local.ecs('JoinResourceGroup', join))).toBe('InvalidResourceGroup.Duplicate 403');
  expect((await local.ecs('DescribeSnapshots', { ...region, ResourceGroupId: 'rg-1' }))['TotalCount']).toBe(1);
});
