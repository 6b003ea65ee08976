import { afterEach, describe, expect, test } from 'vitest';
import type { SeedDisk, SeedInstance } from '../../src/emulator/index.ts';
import { cloud, refusal, region } from './client.ts';
import type { Cloud } from './client.ts';

let open: Cloud | undefined;
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});

const steady: SeedInstance[] = [{ id: 'i-1' }];
/** A cloud with one disk as asked, on the instance as asked. */
async function withDisk(disk: Partial<SeedDisk>, instances: readonly SeedInstance[] = steady): Promise<Cloud> {
  open = await cloud({
    instances,
    disks: [{ id: 'd-1', ...disk }, { id: 'd-ok' }],
    desktops: [
      { id: 'ecd-1', disks: ['system'] },
      { id: 'ecd-2', status: 'Starting' },
    ],
  });
  return open;
}

const on = { instance: 'i-1' };

describe('a snapshot', () => {
  test.each<[string, Partial<SeedDisk>, SeedInstance[], { [name: string]: unknown }]>([
    ['InvalidDiskId.NotFound 404', {}, steady, { DiskId: 'd-none' }],
    ['InvalidDiskId.NotFound 404', {}, steady, { DiskId: 'constructor' }],
    ['MissingParameter 400', {}, steady, { DiskId: '' }],
    ['IncorrectDiskStatus 403', { status: 'Attaching' }, steady, {}],
    ['IncorrectVolumeStatus 403', { status: 'Attaching', multiAttach: 'LegacyShared' }, steady, {}],
    ['IncorrectDiskStatus.NeverAttached 403', { neverAttached: true }, steady, {}],
    ['IncorrectInstanceStatus 400', on, [{ id: 'i-1', status: 'Starting' }], {}],
    ['accepted', on, [{ id: 'i-1', status: 'Stopped' }], {}],
    ['InstanceLockedForSecurity 403', on, [{ id: 'i-1', locks: ['security'] }], {}],
    ['DiskInArrears 403', { locks: ['financial'] }, steady, {}],
    ['DiskCategory.OperationNotSupported 400', { category: 'local_ssd_pro' }, steady, {}],
    ['DiskCategory.OperationNotSupported 400', { category: 'elastic_ephemeral_disk_standard' }, steady, {}],
    ['InvalidResourceGroup.NotFound 404', {}, steady, { ResourceGroupId: 'rg-none' }],
    ['InvalidCategoryAndInstantAccess.Malformed 403', {}, steady, { Category: 'Standard', InstantAccess: true }],
    ['InvalidSnapshotCategory.Malformed 403', {}, steady, { Category: 'archive' }],
    ['accepted', {}, steady, { Category: 'standard' }],
    ['InvalidRetentionDays.Malformed 400', {}, steady, { RetentionDays: 0 }],
    ['InvalidRetentionDays.Malformed 400', {}, steady, { RetentionDays: 65537 }],
    ['InvalidRetentionDays.Malformed 400', {}, steady, { RetentionDays: 'ten' }],
    ['accepted', {}, steady, { RetentionDays: 65536 }],
    ['InvalidInstantAccessRetentionDays.Malformed 403', {}, steady, { InstantAccessRetentionDays: 65536 }],
    ['InvalidSnapshotName.Malformed 400', {}, steady, { SnapshotName: 'a' }],
    ['InvalidSnapshotName.Malformed 400', {}, steady, { SnapshotName: '1ab' }],
    ['InvalidSnapshotName.Malformed 400', {}, steady, { SnapshotName: 'auto-1' }],
    ['InvalidSnapshotName.Malformed 400', {}, steady, { SnapshotName: 'a b' }],
    ['InvalidSnapshotName.Malformed 400', {}, steady, { SnapshotName: `a${'b'.repeat(128)}` }],
    ['accepted', {}, steady, { SnapshotName: `𠀀${'b'.repeat(127)}` }],
    ['accepted', {}, steady, { SnapshotName: 'Auto.1:_-' }],
    ['InvalidDescription.Malformed 404', {}, steady, { Description: 'x' }],
    ['InvalidDescription.Malformed 404', {}, steady, { Description: 'https://x' }],
    ['InvalidDescription.Malformed 404', {}, steady, { Description: 'x'.repeat(257) }],
    ['InvalidTagKey.Malformed 400', {}, steady, { Tag: [{ Key: 'acs:x', Value: '' }] }],
    ['InvalidTagKey.Malformed 400', {}, steady, { Tag: [{ Value: 'x' }] }],
    ['InvalidTagKey.Malformed 400', {}, steady, { Tag: [{ Key: 'see-http://x', Value: '' }] }],
    ['InvalidTagValue.Malformed 400', {}, steady, { Tag: [{ Key: 'x', Value: 'see https://x' }] }],
    ['InvalidTagValue.Malformed 400', {}, steady, { Tag: [{ Key: 'x', Value: 'x'.repeat(129) }] }],
    ['accepted', {}, steady, { Tag: [{ Key: 'snapspec:stack', Value: 'acs:x' }] }],
    [
      'Duplicate.TagKey 400',
      {},
      steady,
      {
        Tag: [
          { Key: 'x', Value: '1' },
          { Key: 'x', Value: '2' },
        ],
      },
    ],
    ['QuotaExceed.Tags 403', {}, steady, { Tag: Array.from({ length: 21 }, (_, at) => ({ Key: `k${at}`, Value: '' })) }],
    ['accepted', {}, steady, { Tag: Array.from({ length: 20 }, (_, at) => ({ Key: `k${at}`, Value: '' })) }],
    ['InvalidClientToken.Malformed 403', {}, steady, { ClientToken: 'x'.repeat(65) }],
    ['InvalidClientToken.Malformed 403', {}, steady, { ClientToken: 'é' }],
  ])('%s', async (expected, disk, instances, params) => {
    const local = await withDisk(disk, instances);
    expect(await refusal(local.ecs('CreateSnapshot', { DiskId: 'd-1', ...params }))).toBe(expected);
    const made = local.emulator.world().resources['snapshots']?.length;
    expect(made).toBe(expected === 'accepted' ? 1 : 0);
  });

  test('at a time: ten on the ESSD series, one elsewhere', async () => {
    const local = await withDisk({ category: 'cloud_efficiency' });
    const take = (id: string) => refusal(local.ecs('CreateSnapshot', { DiskId: id }));
    expect([await take('d-1'), await take('d-1')]).toEqual(['accepted', 'IncorrectDiskStatus.CreatingSnapshot 403']);
    for (let count = 0; count < 10; count++) expect(await take('d-ok')).toBe('accepted');
    expect(await take('d-ok')).toBe('QuotaExceed.ConcurrentSnapshotQuota 403');
    local.clock.now += 1000;
    expect([await take('d-1'), await take('d-ok')]).toEqual(['accepted', 'accepted']);
  });

  test('256 of a disk', async () => {
    const local = await withDisk({});
    const take = () => refusal(local.ecs('CreateSnapshot', { DiskId: 'd-1' }));
    for (let count = 0; count < 256; count++) {
      expect(await take()).toBe('accepted');
      local.clock.now += 1000;
    }
    expect(await take()).toBe('QuotaExceed.Snapshot 403');
  });
});

const groupSeed = {
  instances: [{ id: 'i-1' }, { id: 'i-empty' }, { id: 'i-busy', status: 'Pending' }],
  disks: [
    { id: 'd-1', instance: 'i-1' },
    { id: 'd-efficiency', category: 'cloud_efficiency' },
    { id: 'd-zone', zone: 'cn-hangzhou-i' },
    { id: 'd-multi', instances: ['i-1', 'i-empty'], multiAttach: 'Enabled' },
    { id: 'd-shared', multiAttach: 'LegacyShared' },
    { id: 'd-regional', category: 'cloud_regional_disk_auto' },
    { id: 'd-large-1', size: 128 * 1024 },
    { id: 'd-large-2', size: 128 * 1024 },
    { id: 'd-never', neverAttached: true },
    { id: 'd-other' },
    ...Array.from({ length: 129 }, (_, at) => ({ id: `d-many-${at}` })),
  ],
} as const;

describe('a group', () => {
  test.each<[string, { [name: string]: unknown }]>([
    ['MissingParamter.InstanceId 400', {}],
    ['MissingParamter.InstanceId 400', { ExcludeDiskId: ['d-1'] }],
    ['InvalidParam.ExcludeDiskIdsAndDiskIds.Conflict 400', { InstanceId: 'i-1', DiskId: ['d-1'], ExcludeDiskId: ['d-2'] }],
    ['InvalidInstanceId.NotFound 404', { InstanceId: 'i-none' }],
    ['IncorrectInstanceStatus 400', { InstanceId: 'i-busy' }],
    ['InvalidInstance.NoDisk 403', { InstanceId: 'i-1', ExcludeDiskId: ['d-1', 'd-multi'] }],
    ['InvalidDiskId.NotFound 404', { DiskId: ['d-none'] }],
    ['InvalidDiskId.NotFound 404', { InstanceId: 'i-1', DiskId: ['d-other'] }],
    ['DiskCategory.OperationNotSupported 400', { DiskId: ['d-efficiency'] }],
    ['InvalidDiskIds.NotInSameZone 400', { DiskId: ['d-1', 'd-zone'] }],
    ['InvalidOperation.MultiAttachDisk 403', { InstanceId: 'i-1' }],
    ['InvalidDisk.ShareVolume 403', { DiskId: ['d-shared'] }],
    ['InvalidDisk.DiskCategoryInconsistent 403', { DiskId: ['d-1', 'd-regional'] }],
    ['accepted', { DiskId: ['d-large-1', 'd-large-2'] }],
    ['CapacityExceed.TooManyDisks 403', { DiskId: ['d-large-1', 'd-large-2', 'd-1'] }],
    ['NumberExceed.TooManyDisks 403', { DiskId: groupSeed.disks.slice(-129).map((one) => one.id) }],
    ['accepted', { DiskId: groupSeed.disks.slice(-128).map((one) => one.id) }],
    ['IncorrectDiskStatus.NeverAttached 403', { DiskId: ['d-never'] }],
    ['InvalidParameter.Name 400', { DiskId: ['d-1'], Name: '_x' }],
    ['accepted', { DiskId: ['d-1'], Name: '1x' }],
    ['InvalidDescription.Malformed 404', { DiskId: ['d-1'], Description: 'x' }],
    ['InvalidRetentionDays.Malformed 400', { DiskId: ['d-1'], InstantAccess: true, InstantAccessRetentionDays: 0 }],
    ['InvalidTagValue.Malformed 400', { DiskId: ['d-1'], Tag: [{ Key: 'x', Value: 'acs:x' }] }],
    ['InvalidRegionId.NotFound 404', { DiskId: ['d-1'], RegionId: 'cn-nowhere' }],
    ['MissingParameter 400', { DiskId: ['d-1'], RegionId: undefined }],
    ['InvalidDiskId.NotFound 404', { DiskId: ['d-1'], RegionId: 'cn-beijing' }],
  ])('%s', async (expected, params) => {
    open = await cloud(groupSeed);
    expect(await refusal(open.ecs('CreateSnapshotGroup', { ...region, ...params }))).toBe(expected);
    if (expected !== 'accepted') expect(Object.values(open.emulator.world().resources).flatMap((table) => table.rows)).toEqual([]);
  });
});

const policy = { regionId: 'cn-hangzhou', timePoints: '["2"]', repeatWeekdays: '["1"]', retentionDays: 14 };
const copy = { EnableCrossRegionCopy: true, TargetCopyRegions: '["cn-beijing"]' };

describe('a policy', () => {
  test.each<[string, { [name: string]: unknown }]>([
    ['ParameterInvalid 403', { regionId: 'cn-nowhere' }],
    ['ParameterInvalid 403', { timePoints: undefined }],
    ['ParameterInvalid 403', { timePoints: '2' }],
    ['ParameterInvalid 403', { timePoints: '[2]' }],
    ['ParameterInvalid 403', { timePoints: '["24"]' }],
    ['ParameterInvalid 403', { timePoints: '[]' }],
    ['ParameterInvalid 403', { timePoints: JSON.stringify(Array.from({ length: 25 }, () => '1')) }],
    ['accepted', { timePoints: '["0","23","0"]' }],
    ['ParameterInvalid 403', { repeatWeekdays: '["0"]' }],
    ['ParameterInvalid 403', { repeatWeekdays: '["8"]' }],
    ['ParameterInvalid 403', { retentionDays: undefined }],
    ['ParameterInvalid 403', { retentionDays: 0 }],
    ['ParameterInvalid 403', { retentionDays: 65537 }],
    ['accepted', { retentionDays: 65536 }],
    ['accepted', { retentionDays: -1 }],
    ['InvalidSnapshotPolicyName.Malformed 400', { autoSnapshotPolicyName: '-a' }],
    ['accepted', { autoSnapshotPolicyName: 'a.b' }],
    ['InvalidParameter.TargetCopyRegions 403', { EnableCrossRegionCopy: true }],
    ['accepted', { ...copy, TargetCopyRegions: '["cn-hangzhou"]' }],
    ['InvalidParameter.TargetCopyRegions 403', { ...copy, TargetCopyRegions: '["cn-beijing","cn-shanghai"]' }],
    ['InvalidParameter.TargetCopyRegions 403', { ...copy, TargetCopyRegions: 'cn-beijing' }],
    ['InvalidParameter.CopiedSnapshotsRetentionDays 403', { ...copy, CopiedSnapshotsRetentionDays: 65536 }],
    ['InvalidParameter.EncryptedIllegal 400', { ...copy, CopyEncryptionConfiguration: { KMSKeyId: 'k' } }],
    ['InvalidTagValue.Malformed 400', { Tag: [{ Key: 'x', Value: 'acs:x' }] }],
    ['InvalidResourceGroup.NotFound 404', { ResourceGroupId: 'rg-none' }],
  ])('%s', async (expected, params) => {
    const local = await withDisk({});
    expect(await refusal(local.ecs('CreateAutoSnapshotPolicy', { ...policy, ...params }))).toBe(expected);
    if (expected === 'accepted' || 'Tag' in params || 'ResourceGroupId' in params) return;
    // Changing a policy is held to the same facts.
    const { AutoSnapshotPolicyId } = await local.ecs('CreateAutoSnapshotPolicy', policy);
    const change = { regionId: 'cn-hangzhou', autoSnapshotPolicyId: AutoSnapshotPolicyId, ...params };
    const absent = Object.values(params).some((value) => value === undefined);
    expect(await refusal(local.ecs('ModifyAutoSnapshotPolicyEx', change))).toBe(absent ? 'accepted' : expected);
  });

  test('100 in a region, 10 on a disk', async () => {
    const local = await withDisk({});
    const ids: string[] = [];
    for (let count = 0; count < 100; count++) ids.push((await local.ecs('CreateAutoSnapshotPolicy', policy))['AutoSnapshotPolicyId']);
    expect(new Set(ids).size).toBe(100);
    expect(await refusal(local.ecs('CreateAutoSnapshotPolicy', policy))).toBe('AutoSnapshotPolicy.QuotaExceed 403');
    expect(await refusal(local.ecs('CreateAutoSnapshotPolicy', { ...policy, regionId: 'cn-beijing' }))).toBe('accepted');
    const apply = (autoSnapshotPolicyId: string | undefined) =>
      refusal(local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId, diskIds: '["d-1"]' }));
    for (const id of ids.slice(0, 10)) expect(await apply(id)).toBe('accepted');
    expect(await apply(ids[0])).toBe('accepted');
    expect(await apply(ids[10])).toBe('QuotaExceed.AppliedAutoSnapshotPolicyQuota 403');
  });

  test('attaching and changing', async () => {
    const local = await withDisk({ category: 'local_ssd_pro' });
    const { AutoSnapshotPolicyId: id } = await local.ecs('CreateAutoSnapshotPolicy', policy);
    const apply = (diskIds: unknown, autoSnapshotPolicyId = id) =>
      refusal(local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId, diskIds }));
    expect(await apply('["d-1"]')).toBe('DiskCategory.OperationNotSupported 400');
    expect(await apply('["d-1","d-ok"]')).toBe('PartofDiskCategory.OperationNotSupported 400');
    expect(await apply('["d-none"]')).toBe('InvalidDiskId.NotFound 404');
    expect(await apply('d-ok')).toBe('ParameterInvalid 403');
    expect(await apply('["d-ok"]', 'sp-none')).toBe('InvalidAutoSnapshotPolicyId.NotFound 400');
    expect(await refusal(local.ecs('CancelAutoSnapshotPolicy', { regionId: 'cn-hangzhou', diskIds: '["d-none"]' }))).toBe(
      'InvalidDiskId.NotFound 404',
    );
    expect(
      await refusal(
        local.ecs('ModifyAutoSnapshotPolicyEx', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: 'sp-none', retentionDays: 1 }),
      ),
    ).toBe('ParameterInvalid 404');
    expect(await refusal(local.ecs('DescribeAutoSnapshotPolicyEx', { RegionId: 'cn-nowhere' }))).toBe('InvalidRegionId.NotFound 400');
  });
});

describe('other operations', () => {
  test.each<[string, string, { [name: string]: unknown }]>([
    [
      'InvalidSnapshotIds.Malformed 403',
      'DescribeSnapshots',
      { SnapshotIds: JSON.stringify(Array.from({ length: 101 }, (_, at) => `s-${at}`)) },
    ],
    ['InvalidStatus.NotFound 404', 'DescribeSnapshots', { Status: 'done' }],
    ['InvalidSnapshotType.NotFound 404', 'DescribeSnapshots', { SnapshotType: 'manual' }],
    ['InvalidSourceDiskType 404', 'DescribeSnapshots', { SourceDiskType: 'swap' }],
    ['InvalidUsage 404', 'DescribeSnapshots', { Usage: 'x' }],
    ['InvalidSnapshotCategory.Malformed 403', 'DescribeSnapshots', { Category: 'x' }],
    ['InvalidFilterKey.NotFound 404', 'DescribeSnapshots', { Filter: [{ Key: 'x', Value: 'y' }] }],
    ['InvalidFilterValue 404', 'DescribeSnapshots', { Filter: [{ Key: 'CreationStartTime', Value: 'yesterday' }] }],
    ['InvalidTagCount 400', 'DescribeSnapshots', { Tag: Array.from({ length: 21 }, (_, at) => ({ Key: `k${at}`, Value: '' })) }],
    ['DryRunOperation 400', 'DescribeSnapshots', { DryRun: true }],
    ['MissingParameter 400', 'DescribeSnapshots', { RegionId: undefined }],
    ['InvalidRegionId.NotFound 404', 'DescribeDisks', { RegionId: 'cn-nowhere' }],
    ['InvalidStatus.ValueNotSupported 403', 'DescribeSnapshotGroups', { Status: ['done'] }],
    ['InvalidInstanceId.NotFound 404', 'DescribeSnapshotGroups', { InstanceId: 'i-none' }],
    [
      'NumberExceed.ResourceIds 400',
      'TagResources',
      { ResourceType: 'disk', ResourceId: Array.from({ length: 51 }, () => 'd-1'), Tag: [{ Key: 'a', Value: 'b' }] },
    ],
    [
      'NumberExceed.Tags 400',
      'TagResources',
      { ResourceType: 'disk', ResourceId: ['d-1'], Tag: Array.from({ length: 21 }, (_, at) => ({ Key: `k${at}`, Value: '' })) },
    ],
    ['InvalidResourceType.NotFound 404', 'TagResources', { ResourceType: 'Disk', ResourceId: ['d-1'], Tag: [{ Key: 'a', Value: 'b' }] }],
    ['InvalidResourceId.NotFound 404', 'TagResources', { ResourceType: 'disk', ResourceId: ['d-none'], Tag: [{ Key: 'a', Value: 'b' }] }],
    ['MissingParameter.Tags 404', 'TagResources', { ResourceType: 'disk', ResourceId: ['d-1'] }],
    [
      'TagKey.Duplication 403',
      'TagResources',
      {
        ResourceType: 'disk',
        ResourceId: ['d-1'],
        Tag: [
          { Key: 'a', Value: 'b' },
          { Key: 'A', Value: 'b' },
        ],
      },
    ],
    [
      'QuotaExceed.Tags 403',
      'TagResources',
      { ResourceType: 'disk', ResourceId: ['d-1'], Tag: Array.from({ length: 20 }, (_, at) => ({ Key: `k${at}`, Value: '' })) },
    ],
    ['MissingParameter 403', 'JoinResourceGroup', { ResourceType: 'disk', ResourceId: 'd-1' }],
    ['InvalidResourceGroup.NotFound 404', 'JoinResourceGroup', { ResourceType: 'disk', ResourceId: 'd-1', ResourceGroupId: 'rg-none' }],
    ['InvalidResourceType.NotFound 404', 'JoinResourceGroup', { ResourceType: 'Disk', ResourceId: 'd-1', ResourceGroupId: 'rg-none' }],
  ])('%s of %s', async (expected, action, params) => {
    const local = await withDisk({ tags: { own: 'x' } });
    expect(await refusal(local.ecs(action, { ...region, ...params }))).toBe(expected);
  });

  test.each<[string, { [name: string]: unknown }]>([
    ['accepted', {}],
    ['InvalidDesktopId.NotFound 404', { DesktopId: 'ecd-none' }],
    ['IncorrectDesktopStatus 403', { DesktopId: 'ecd-2' }],
    ['InvalidParameter 400', { SourceDiskType: 'swap' }],
    ['InvalidParameter 400', { SourceDiskType: 'data' }],
    ['InvalidParameter 400', { SnapshotName: 'a.b' }],
    ['InvalidParameter 400', { SnapshotName: 'a'.repeat(128) }],
    ['accepted', { SnapshotName: 'a'.repeat(127), Description: 'x'.repeat(128) }],
    ['InvalidParameter 400', { Description: 'x'.repeat(129) }],
    ['MissingParameter 400', { SnapshotName: undefined }],
  ])('%s: a desktop’s snapshot with %j', async (expected, params) => {
    const local = await withDisk({});
    const asked = { ...region, DesktopId: 'ecd-1', SnapshotName: 'golden', SourceDiskType: 'SYSTEM', ...params };
    expect(await refusal(local.ecd('CreateSnapshot', asked))).toBe(expected);
  });
});
