import { region } from '../client.ts';
import { one, tags, takes, troubled } from './world.ts';
import type { Way, Ways } from './world.ts';

const many = (troubled.disks ?? []).map((disk) => disk.id).filter((id) => id.startsWith('d-many'));

/** What a snapshot and a group are refused for alike; only how they name a disk differs. */
function common(disk: (id: string) => object, call: (how: string, params: object, more?: Partial<Way>) => Way): Ways {
  const of = (how: string, id: string): Way => call(how, disk(id));
  const with_ = (how: string, params: object): Way => call(how, { ...disk('d-1'), ...params });
  const twice = (how: string, first: object, second: object, more: Partial<Way> = {}): Way => ({
    how,
    ...more,
    run: async (local) => {
      await call('', { ...disk('d-1'), ...first }).run(local);
      await call('', { ...disk('d-1'), ...second }).run(local);
    },
  });
  return {
    'InvalidDiskId.NotFound': of('a disk that is not in the seed', 'd-none'),
    'InvalidVolumeId.NotFound': of('an id that begins with `v-` and is not in the seed', 'v-none'),
    IncorrectDiskStatus: of('a disk with `status: Attaching`', 'd-attaching'),
    'IncorrectDiskStatus.NeverAttached': of('a disk with `neverAttached: true`', 'd-never'),
    'IncorrectDiskStatus.NeverUsed': of('a disk whose instance has `neverStarted: true`', 'd-fresh'),
    'IncorrectDiskStatus.Invalid': of('a disk with `conditions: [invalid]`', 'd-invalid'),
    'IncorrectDiskStatus.Transferring': of('a disk with `conditions: [transferring]`', 'd-moving'),
    DiskInArrears: of('a disk with `locks: [financial]`', 'd-arrears'),
    IncorrectInstanceStatus: of('a disk of an instance with `status: Starting`', 'd-starting'),
    InstanceLockedForSecurity: of('a disk of an instance with `locks: [security]`', 'd-locked'),
    'InvalidParameter.KMSKeyId.CMKNotEnabled': of('an encrypted disk whose key has the state `disabled` in `kmsKeys`', 'd-key-off'),
    'InvalidParameter.KMSKeyId.CMKUnauthorized': of('an encrypted disk whose key has the state `untagged` in `kmsKeys`', 'd-key-untagged'),
    'InvalidParameter.KMSKeyId.KMSUnauthorized': of(
      'an encrypted disk whose key has the state `unauthorized` in `kmsKeys`',
      'd-key-closed',
    ),
    'QuotaExceed.Snapshot': {
      ...of('256 manual snapshots of the disk, or the setting `quotas: {SNAP-QUOTA-MANUAL: 0}`', 'd-1'),
      settings: { quotas: { 'SNAP-QUOTA-MANUAL': 0 } },
    },
    'QuotaExceed.Tags': with_('21 tags', { Tag: tags(21) }),
    'Duplicate.TagKey': with_('one tag key twice', { Tag: [...tags(1), ...tags(1)] }),
    'InvalidTagKey.Malformed': with_('a tag key that begins with `acs:`', { Tag: [{ Key: 'acs:x', Value: '' }] }),
    'InvalidTagValue.Malformed': with_('a tag value that contains `http://`', { Tag: [{ Key: 'x', Value: 'http://x' }] }),
    'InvalidDescription.Malformed': with_('a description of one character', { Description: 'x' }),
    'InvalidResourceGroup.NotFound': with_('a resource group that is not in the seed', { ResourceGroupId: 'rg-none' }),
    'InvalidParameter.UnauthorizedStorageLocationArn': with_('`StorageLocationArn`', { StorageLocationArn: 'arn' }),
    IdempotentParameterMismatch: twice(
      'one ClientToken with two descriptions',
      { ClientToken: 't', Description: 'one' },
      { ClientToken: 't', Description: 'two' },
    ),
    IdempotentProcessing: twice(
      'one ClientToken twice within the setting `tokenSeconds`',
      { ClientToken: 't' },
      { ClientToken: 't' },
      { settings: { tokenSeconds: 60 } },
    ),
  };
}

const snapshot = one('CreateSnapshot');

/** Ways to be refused by the operation that takes a snapshot. */
export const ofSnapshot: Ways = {
  ...common((DiskId) => ({ DiskId }), snapshot),
  'InvalidParameter.KMSKeyId.NotFound': snapshot('an encrypted disk whose key is not in `kmsKeys`', { DiskId: 'd-key-gone' }),
  'DiskCategory.OperationNotSupported': snapshot('a disk with `category: local_ssd_pro`', { DiskId: 'd-local' }),
  IncorrectVolumeStatus: snapshot('a disk with `multiAttach: LegacyShared` and `status: Attaching`', { DiskId: 'd-shared' }),
  'InvalidOperation.UnfinishedEncryptedSnapshotCopy': snapshot('a disk with `conditions: [copying]`', { DiskId: 'd-copying' }),
  'HibernationConfigured.InstanceOperationForbidden': snapshot('a disk of an instance with `conditions: [hibernation]`', {
    DiskId: 'd-asleep',
  }),
  CloudBoxNotSupportSnapshotWithInstantAccess: snapshot('InstantAccess for a disk with `conditions: [cloud-box]`', {
    DiskId: 'd-box',
    InstantAccess: true,
  }),
  'InvalidRegion.NotSupportSnapshotInstantAccessRegion': snapshot('InstantAccess in a region with `lacks: [instant-access]`', {
    DiskId: 'd-shanghai',
    InstantAccess: true,
  }),
  'InvalidSnapshotName.Malformed': snapshot('a name that begins with `auto`', { DiskId: 'd-1', SnapshotName: 'auto-1' }),
  'InvalidRetentionDays.Malformed': snapshot('RetentionDays 0', { DiskId: 'd-1', RetentionDays: 0 }),
  'InvalidSnapshotCategory.Malformed': snapshot('Category `archive`', { DiskId: 'd-1', Category: 'archive' }),
  'InvalidCategoryAndInstantAccess.Malformed': snapshot('Category and InstantAccess together', {
    DiskId: 'd-1',
    Category: 'Standard',
    InstantAccess: true,
  }),
  'InvalidInstantAccessRetentionDays.Malformed': snapshot('InstantAccessRetentionDays 0', { DiskId: 'd-1', InstantAccessRetentionDays: 0 }),
  'InvalidClientToken.Malformed': snapshot('a ClientToken of 65 characters', { DiskId: 'd-1', ClientToken: 'x'.repeat(65) }),
  Throttling: snapshot(
    'more calls in a minute than the setting `callsPerMinute` allows',
    { DiskId: 'd-1' },
    { settings: { callsPerMinute: { CreateSnapshot: 0 } } },
  ),
  'InvalidInstanceId.NotFound': {
    how: 'a disk that was attached meanwhile to an instance that is gone: change its `instanceIds`',
    run: async (local) => {
      local.emulator.change('d-1', { instanceIds: ['i-gone'] });
      await takes(local);
    },
  },
  'IncorrectDiskStatus.CreatingSnapshot': {
    how: 'a second snapshot of a disk of an older category while one is being made',
    run: async (local) => {
      await takes(local, { DiskId: 'd-old' });
      await takes(local, { DiskId: 'd-old' });
    },
  },
  'QuotaExceed.ConcurrentSnapshotQuota': {
    how: 'an eleventh snapshot of a disk of the ESSD series while ten are being made',
    run: async (local) => {
      for (let count = 0; count < 11; count++) await takes(local);
    },
  },
};

const group = (how: string, params: object, more: Partial<Way> = {}): Way =>
  one('CreateSnapshotGroup')(how, { ...region, ...params }, more);

/** Ways to be refused by the operation that takes a group. */
export const ofGroup: Ways = {
  ...common((id) => ({ DiskId: [id] }), group),
  'InvalidKMSKeyId.NotFound': group('an encrypted disk whose key is not in `kmsKeys`', { DiskId: ['d-key-gone'] }),
  'DiskCategory.OperationNotSupported': group('a disk with `category: cloud_efficiency`', { DiskId: ['d-old'] }),
  'InvalidDisk.ShareVolume': group('a disk with `multiAttach: LegacyShared`', { DiskId: ['d-shared'] }),
  'InvalidOperation.MultiAttachDisk': group('a disk with `multiAttach: Enabled`', { DiskId: ['d-multi'] }),
  'InvalidDisk.DiskCategoryInconsistent': group('a disk with `category: cloud_regional_disk_auto` and another one', {
    DiskId: ['d-1', 'd-regional'],
  }),
  'InvalidDiskIds.NotInSameZone': group('disks of two zones', { DiskId: ['d-1', 'd-zone'] }),
  'CapacityExceed.TooManyDisks': group('disks of more than 256 TiB together', { DiskId: ['d-large-1', 'd-large-2'] }),
  'NumberExceed.TooManyDisks': group('129 disks', { DiskId: many }),
  'InvalidInstance.NoDisk': group('an instance without disks', { InstanceId: 'i-empty' }),
  'InvalidInstanceId.NotFound': group('an instance that is not in the seed', { InstanceId: 'i-none' }),
  'MissingParamter.InstanceId': group('neither an instance nor disks', {}),
  'InvalidParam.ExcludeDiskIdsAndDiskIds.Conflict': group('DiskId and ExcludeDiskId', { DiskId: ['d-1'], ExcludeDiskId: ['d-2'] }),
  'InvalidParameter.Name': group('a name that begins with `_`', { DiskId: ['d-1'], Name: '_x' }),
  'InvalidRetentionDays.Malformed': group('InstantAccessRetentionDays 0', { DiskId: ['d-1'], InstantAccessRetentionDays: 0 }),
  'InvalidRegionId.NotFound': group('a region that is not in the seed', { RegionId: 'cn-nowhere', DiskId: ['d-1'] }),
  'InvalidRegion.NotSupport': group('a region with `lacks: [groups]`', { RegionId: 'cn-beijing', DiskId: ['d-1'] }),
  'InvalidRegion.NotSupportSnapshotInstantAccessRegion': group('InstantAccess in a region with `lacks: [instant-access]`', {
    RegionId: 'cn-shanghai',
    DiskId: ['d-shanghai'],
    InstantAccess: true,
  }),
  'IncorrectDiskStatus.TooManyCreatingSnapshots': {
    how: 'a group with a disk of which ten snapshots are being made',
    run: async (local) => {
      for (let count = 0; count < 10; count++) await takes(local);
      await local.ecs('CreateSnapshotGroup', { ...region, DiskId: ['d-1'] });
    },
  },
};
