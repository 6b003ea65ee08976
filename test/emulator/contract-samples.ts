import type { WireParameters } from '../../src/emulator/model/arguments.ts';
import { worldOf } from '../../src/emulator/index.ts';
import type { Model } from '../../src/emulator/index.ts';
import type { World } from '../../src/emulator/model/world.ts';
import { snapshotsOf } from '../../src/emulator/services/snapshots/store.ts';

/** A moment at which everything that the world holds is finished. */
export const start = Date.parse('2026-11-21T10:00:00Z');
export const later = start + 3_600_000;

type Body = { readonly [name: string]: unknown };
export type Answered = { readonly outcome: string; readonly body: Body };

/** Asks the model, without a network; what was refused reads as `CODE STATUS`. */
export function ask(model: Model, world: World, action: string, params: WireParameters, now = later): Answered {
  const request = { service: 'ecs', action, params, account: '1234567890123456', requestId: 'R' } as const;
  const { code, status, body } = model.answer(world, request, now);
  return { outcome: code === '' ? 'accepted' : `${code} ${status}`, body };
}

export type Things = { readonly [name in 'snapshot' | 'locked' | 'old' | 'group' | 'policy']: string };

const group = 'rg-1';
const tag = { 'Tag.1.Key': 'a', 'Tag.1.Value': '1' };
const lowerTag = { 'Tag.1.key': 'a', 'Tag.1.value': '1' };
const otherTag = { 'Tag.1.Key': 'a', 'Tag.1.Value': '2' };
const otherLowerTag = { 'Tag.1.key': 'a', 'Tag.1.value': '2' };
const policy = { regionId: 'cn-hangzhou', timePoints: '["1"]', repeatWeekdays: '["1"]', retentionDays: '7' };
const copy = {
  EnableCrossRegionCopy: 'true',
  TargetCopyRegions: '["cn-beijing"]',
  CopiedSnapshotsRetentionDays: '7',
  'CopyEncryptionConfiguration.Encrypted': 'true',
  'CopyEncryptionConfiguration.KMSKeyId': 'key-1',
};
const targetTags = { 'TargetTags.1.Key': 'a', 'TargetTags.1.Value': '1' };

/** A world with one of everything, which carries whatever a listing can filter by. */
export function worldWithThings(model: Model): { readonly world: World; readonly things: Things } {
  const world = worldOf(
    {
      region: 'cn-hangzhou',
      resourceGroups: [group, 'rg-2'],
      instances: [{ id: 'i-1', name: 'one', tags: { a: '1' }, resourceGroup: group, locks: ['financial'] }, { id: 'i-2' }],
      disks: [
        { id: 'd-1', name: 'one', instance: 'i-1', tags: { a: '1' }, resourceGroup: group, encrypted: true, kmsKeyId: 'key-1' },
        { id: 'd-2', instance: 'i-1' },
        { id: 'd-3' },
        { id: 'd-4', locks: ['security'] },
      ],
    },
    start,
  );
  const made = (action: string, params: WireParameters, id: string): string => {
    const { outcome, body } = ask(model, world, action, params, start);
    if (outcome !== 'accepted') throw new Error(`${action}: ${outcome}`);
    return String(body[id]);
  };
  const texts = { Description: 'a text', ResourceGroupId: group, ...tag };
  const region = { RegionId: 'cn-hangzhou' };
  const snapshot = made('CreateSnapshot', { DiskId: 'd-1', SnapshotName: 'one', RetentionDays: '30', ...texts }, 'SnapshotId');
  const old = made('CreateSnapshot', { DiskId: 'd-3' }, 'SnapshotId');
  snapshotsOf(world).update(old, { createdAt: start - 15 * 86_400_000 });
  const locked = made('CreateSnapshot', { DiskId: 'd-3' }, 'SnapshotId');
  const lock = { LockMode: 'compliance', LockDuration: '7', CoolOffPeriod: '3' };
  made('LockSnapshot', { ...region, SnapshotId: locked, ...lock }, '');
  const taken = made('CreateSnapshotGroup', { ...region, 'DiskId.1': 'd-1', 'DiskId.2': 'd-3', Name: 'one', ...texts }, 'SnapshotGroupId');
  made('CreateSnapshotGroup', { ...region, InstanceId: 'i-1' }, 'SnapshotGroupId');
  const association = { AssociationType: 'AssociatedWithInstanceTag', ...targetTags };
  const named = { autoSnapshotPolicyName: 'one', ResourceGroupId: group, ...tag };
  const set = made('CreateAutoSnapshotPolicy', { ...policy, ...copy, ...association, ...named }, 'AutoSnapshotPolicyId');
  made('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: set, diskIds: '["d-1"]' }, '');
  return { world, things: { snapshot, locked, old, group: taken, policy: set } };
}

/** How parameters of one operation are sent rightly. Values under their wire names, or whole parameters where they have several. */
export type Sample = {
  /** The least that is accepted. */
  readonly least: WireParameters;
  /** One good value of every other parameter; `instead` where it cannot stand beside the least. */
  readonly also: { readonly [parameter: string]: string | WireParameters | { readonly instead: WireParameters } };
  /** For a listing: where the items are, and values of filters by which nothing is found. */
  readonly items?: readonly [string, string];
  readonly none?: { readonly [parameter: string]: string | WireParameters };
};

const byNumber = { PageNumber: '1', PageSize: '50' };
const both = { ...byNumber, MaxResults: '50', DryRun: 'true' };
const filter = (at: string): WireParameters => ({ 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': at });
const RegionId = 'cn-hangzhou';
const ids = ['EipAddresses', 'HpcClusterId', 'ImageId', 'InnerIpAddresses', 'InstanceType', 'InstanceTypeFamily', 'KeyPairName'];
const more = ['PrivateIpAddresses', 'PublicIpAddresses', 'RdmaIpAddresses', 'SecurityGroupId', 'VSwitchId', 'VpcId'];
const nowhere = { ...Object.fromEntries([...ids, ...more].map((name) => [name, 'x'])), Ipv6Address: { 'Ipv6Address.1': '::1' } };

export const samplesOf = (things: Things): { readonly [action: string]: Sample } => ({
  CreateSnapshot: {
    least: { DiskId: 'd-1' },
    also: {
      SnapshotName: 'two',
      Description: 'a text',
      RetentionDays: '7',
      Category: 'Standard',
      InstantAccess: 'true',
      InstantAccessRetentionDays: '7',
      ResourceGroupId: group,
      Tag: tag,
      'Tag.key': lowerTag,
      ClientToken: 'token',
      StorageLocationArn: 'acs:x',
    },
  },
  ModifySnapshotAttribute: {
    least: { SnapshotId: things.snapshot, SnapshotName: 'two' },
    also: { SnapshotName: 'three', Description: '', RetentionDays: '31', DisableInstantAccess: 'true' },
  },
  LockSnapshot: {
    least: { RegionId, SnapshotId: things.snapshot, LockMode: 'compliance', LockDuration: '7', CoolOffPeriod: '3' },
    also: { ClientToken: 'token', DryRun: 'true' },
  },
  UnlockSnapshot: { least: { RegionId, SnapshotId: things.locked }, also: { ClientToken: 'token', DryRun: 'true' } },
  DescribeLockedSnapshots: {
    least: { RegionId },
    items: ['LockedSnapshotsInfo', ''],
    also: { SnapshotIds: { 'SnapshotIds.1': things.locked }, LockStatus: 'compliance-cooloff', MaxResults: '50', DryRun: 'true' },
    none: { SnapshotIds: { 'SnapshotIds.1': things.snapshot }, LockStatus: 'expired' },
  },
  CopySnapshot: {
    least: {
      RegionId,
      SnapshotId: things.snapshot,
      DestinationRegionId: 'cn-beijing',
      DestinationSnapshotName: 'two',
      DestinationSnapshotDescription: 'a text',
    },
    also: {
      RetentionDays: '7',
      Encrypted: 'true',
      KMSKeyId: {
        instead: {
          RegionId,
          SnapshotId: things.snapshot,
          DestinationRegionId: 'cn-beijing',
          DestinationSnapshotName: 'two',
          DestinationSnapshotDescription: 'a text',
          Encrypted: 'true',
          KMSKeyId: 'key-1',
        },
      },
      Tag: tag,
      ClientToken: 'token',
    },
  },
  ModifySnapshotCategory: { least: { SnapshotId: things.old }, also: { Category: 'Archive', RetentionDays: '74' } },
  DeleteSnapshot: { least: { SnapshotId: things.snapshot }, also: { Force: 'true' } },
  DescribeSnapshots: {
    least: { RegionId },
    items: ['Snapshots', 'Snapshot'],
    also: {
      SnapshotIds: JSON.stringify([things.snapshot]),
      DiskId: 'd-1',
      InstanceId: 'i-1',
      SnapshotLinkId: 'sl-1',
      SnapshotName: 'one',
      Status: 'accomplished',
      SnapshotType: 'user',
      SourceDiskType: 'Data',
      Category: 'Standard',
      Usage: 'none',
      Encrypted: 'true',
      KMSKeyId: 'key-1',
      ResourceGroupId: group,
      Tag: tag,
      'Tag.key': lowerTag,
      Filter: filter('2026-01-01T00:00Z'),
      ...both,
    },
    none: {
      SnapshotIds: '["s-none"]',
      DiskId: 'd-4',
      InstanceId: 'i-2',
      SnapshotName: 'two',
      Status: 'failed',
      SnapshotType: 'auto',
      SourceDiskType: 'system',
      Category: 'archive',
      Usage: 'image',
      KMSKeyId: 'key-2',
      ResourceGroupId: 'rg-2',
      Tag: otherTag,
      'Tag.key': otherLowerTag,
      Filter: filter('2027-01-01T00:00Z'),
    },
  },
  CreateSnapshotGroup: {
    least: { RegionId, InstanceId: 'i-1' },
    also: {
      DiskId: { instead: { RegionId, 'DiskId.1': 'd-1', 'DiskId.2': 'd-3' } },
      ExcludeDiskId: { instead: { RegionId, InstanceId: 'i-1', 'ExcludeDiskId.1': 'd-2' } },
      Name: 'two',
      Description: 'a text',
      InstantAccess: 'true',
      InstantAccessRetentionDays: '7',
      ResourceGroupId: group,
      Tag: tag,
      ClientToken: 'token',
      StorageLocationArn: 'acs:x',
    },
  },
  ModifySnapshotGroup: { least: { RegionId, SnapshotGroupId: things.group }, also: { Name: 'two', Description: 'another' } },
  DeleteSnapshotGroup: { least: { RegionId, SnapshotGroupId: things.group }, also: {} },
  DescribeSnapshotGroups: {
    least: { RegionId },
    items: ['SnapshotGroups', 'SnapshotGroup'],
    also: {
      SnapshotGroupId: { 'SnapshotGroupId.1': things.group },
      Status: { 'Status.1': 'accomplished' },
      InstanceId: 'i-1',
      Name: 'one',
      ResourceGroupId: group,
      Tag: tag,
      MaxResults: '50',
    },
    none: {
      SnapshotGroupId: { 'SnapshotGroupId.1': 'ssg-none' },
      Status: { 'Status.1': 'failed' },
      InstanceId: 'i-2',
      Name: 'two',
      ResourceGroupId: 'rg-2',
      Tag: otherTag,
    },
  },
  CreateAutoSnapshotPolicy: {
    least: policy,
    also: {
      autoSnapshotPolicyName: 'two',
      EnableCrossRegionCopy: copy,
      TargetCopyRegions: copy,
      CopiedSnapshotsRetentionDays: copy,
      CopyEncryptionConfiguration: copy,
      'CopyEncryptionConfiguration.Encrypted': copy,
      'CopyEncryptionConfiguration.KMSKeyId': copy,
      ResourceGroupId: group,
      Tag: tag,
      AssociationType: 'AssociatedWithDisk',
      TargetTags: targetTags,
    },
  },
  ModifyAutoSnapshotPolicyEx: {
    least: { regionId: RegionId, autoSnapshotPolicyId: things.policy },
    also: {
      autoSnapshotPolicyName: 'two',
      timePoints: '["2"]',
      repeatWeekdays: '["2"]',
      retentionDays: '8',
      EnableCrossRegionCopy: copy,
      TargetCopyRegions: copy,
      CopiedSnapshotsRetentionDays: copy,
      CopyEncryptionConfiguration: copy,
      'CopyEncryptionConfiguration.Encrypted': copy,
      'CopyEncryptionConfiguration.KMSKeyId': copy,
      TargetTags: { 'TargetTags.1.Key': 'b', 'TargetTags.1.Value': '2' },
    },
  },
  DeleteAutoSnapshotPolicy: { least: { regionId: RegionId, autoSnapshotPolicyId: things.policy }, also: {} },
  DescribeAutoSnapshotPolicyEx: {
    least: { RegionId },
    items: ['AutoSnapshotPolicies', 'AutoSnapshotPolicy'],
    also: { AutoSnapshotPolicyId: things.policy, AutoSnapshotPolicyName: 'one', ResourceGroupId: group, Tag: tag, ...byNumber },
    none: { AutoSnapshotPolicyId: 'sp-none', AutoSnapshotPolicyName: 'two', ResourceGroupId: 'rg-2', Tag: otherTag },
  },
  ApplyAutoSnapshotPolicy: { least: { regionId: RegionId, autoSnapshotPolicyId: things.policy, diskIds: '["d-3"]' }, also: {} },
  CancelAutoSnapshotPolicy: { least: { regionId: RegionId, diskIds: '["d-1"]' }, also: { autoSnapshotPolicyId: things.policy } },
  DescribeAutoSnapshotPolicyAssociations: {
    least: { RegionId, AutoSnapshotPolicyId: things.policy },
    items: ['AutoSnapshotPolicyAssociations', 'AutoSnapshotPolicyAssociation'],
    also: { DiskId: { instead: { RegionId, DiskId: 'd-1' } }, MaxResults: '50' },
    none: { AutoSnapshotPolicyId: 'sp-none' },
  },
  DescribeDisks: {
    least: { RegionId },
    items: ['Disks', 'Disk'],
    also: {
      DiskIds: '["d-1"]',
      DiskName: 'one',
      InstanceId: 'i-1',
      ZoneId: 'cn-hangzhou-h',
      Status: 'In_use',
      DiskType: 'data',
      Category: 'cloud_essd',
      DiskChargeType: 'PostPaid',
      Portable: 'true',
      DeleteAutoSnapshot: 'false',
      DeleteWithInstance: 'true',
      EnableAutoSnapshot: 'true',
      MultiAttach: 'Disabled',
      LockReason: 'security',
      AutoSnapshotPolicyId: things.policy,
      EnableAutomatedSnapshotPolicy: 'true',
      Encrypted: 'true',
      KMSKeyId: 'key-1',
      ResourceGroupId: group,
      Tag: tag,
      'Tag.key': lowerTag,
      ...both,
    },
    none: {
      DiskIds: '[]',
      DiskName: 'two',
      InstanceId: 'i-2',
      ZoneId: 'cn-hangzhou-x',
      Status: 'Detaching',
      DiskType: 'system',
      Category: 'cloud_ssd',
      DiskChargeType: 'PrePaid',
      Portable: 'false',
      DeleteAutoSnapshot: 'true',
      DeleteWithInstance: 'false',
      EnableAutoSnapshot: 'false',
      SnapshotId: 's-1',
      MultiAttach: 'Enabled',
      LockReason: 'financial',
      AutoSnapshotPolicyId: 'sp-none',
      KMSKeyId: 'key-2',
      ResourceGroupId: 'rg-2',
      Tag: otherTag,
      'Tag.key': otherLowerTag,
    },
  },
  DescribeInstances: {
    least: { RegionId },
    items: ['Instances', 'Instance'],
    also: {
      InstanceIds: '["i-1"]',
      InstanceName: 'one',
      Status: 'Running',
      ZoneId: 'cn-hangzhou-h',
      LockReason: 'financial',
      ResourceGroupId: group,
      Tag: tag,
      'Tag.key': lowerTag,
      ...both,
    },
    none: {
      InstanceIds: '["i-9"]',
      InstanceName: 'two',
      Status: 'Stopped',
      ZoneId: 'cn-hangzhou-x',
      LockReason: 'security',
      ResourceGroupId: 'rg-2',
      Tag: otherTag,
      'Tag.key': otherLowerTag,
      ...nowhere,
    },
  },
  AttachDisk: { least: { InstanceId: 'i-2', DiskId: 'd-3' }, also: { DeleteWithInstance: 'false' } },
  DetachDisk: { least: { InstanceId: 'i-1', DiskId: 'd-2' }, also: { DeleteWithInstance: 'false' } },
  DeleteDisk: { least: { DiskId: 'd-4' }, also: {} },
  DeleteInstance: { least: { InstanceId: 'i-2', Force: 'true' }, also: { DryRun: 'true' } },
  DescribeRegions: { least: {}, also: { AcceptLanguage: 'en-US', InstanceChargeType: 'PostPaid', ResourceType: 'disk' } },
  TagResources: {
    least: { RegionId, ResourceType: 'snapshot', 'ResourceId.1': things.snapshot, 'Tag.1.Key': 'b', 'Tag.1.Value': '' },
    also: {},
  },
  UntagResources: {
    least: { RegionId, ResourceType: 'snapshot', 'ResourceId.1': things.snapshot },
    also: { TagKey: { 'TagKey.1': 'a' }, All: 'true' },
  },
  ListTagResources: {
    least: { RegionId, ResourceType: 'disk', 'ResourceId.1': 'd-1' },
    items: ['TagResources', 'TagResource'],
    also: { Tag: tag },
    none: { Tag: otherTag },
  },
  JoinResourceGroup: {
    least: { ResourceType: 'snapshot', ResourceId: things.snapshot, ResourceGroupId: 'rg-2' },
    also: { RegionId },
  },
});
