import * as limits from '../limits/groups.ts';
import { intervalOf } from '../limits/interval.ts';

const { oldest, everywhere, newest } = limits.diskCounts;
import { row } from './row.ts';
import type { CatalogueRow } from './row.ts';

const name = ['InvalidParameter.Name', 'InvalidSnapshotName.Malformed'];

export const groups: readonly CatalogueRow[] = [
  row('GRP-INSTANCE-REQ', 'cross-field', 'The page of 2021 requires the instance; today disks can stand in its place.', {
    by: ['group-target-missing'],
    errors: ['MissingParamter.InstanceId', 'InvalidInstanceId.NotFound'],
  }),
  row('GRP-TARGET-ONE', 'cross-field', 'A group names an instance or disks.', { errors: ['MissingParamter.InstanceId'] }),
  row('GRP-XOR', 'cross-field', 'Disks to take and disks to leave out exclude one another.', {
    errors: ['InvalidParam.ExcludeDiskIdsAndDiskIds.Conflict'],
  }),
  row('GRP-EXCL-NEEDS-INST', 'cross-field', 'Disks are left out of an instance.', { errors: ['MissingParamter.InstanceId'] }),
  row('GRP-DISKID-COUNT', 'static', `A group lists up to ${newest} disks; by older pages up to ${everywhere}.`, {
    errors: ['NumberExceed.TooManyDisks'],
  }),
  row('GRP-EXCL-COUNT', 'static', `A group leaves out up to ${newest} disks; by older pages up to ${everywhere}.`),
  row(
    'GRP-DISKS-MAX',
    'advice',
    `A group has up to ${newest} disks, the system disk among them; older pages say ${everywhere} and ${oldest}.`,
    {
      errors: ['NumberExceed.TooManyDisks'],
    },
  ),
  row(
    'GRP-SIZE-MAX',
    'preflight',
    `The disks of a group together have up to ${limits.groupTebibytes.newest} TiB; by older pages ${limits.groupTebibytes.oldest}.`,
    {
      errors: ['CapacityExceed.TooManyDisks'],
    },
  ),
  row('GRP-DUP-DISK', 'static', 'No disk stands in a list twice.'),
  row('GRP-NOT-EMPTY', 'preflight', 'What is left out leaves at least one disk.', { errors: ['InvalidInstance.NoDisk'] }),
  row('GRP-INST-STATE', 'preflight', 'The instance is Running or Stopped.', { errors: ['IncorrectInstanceStatus'] }),
  row('GRP-DISK-STATE', 'preflight', 'The disks are In_use; by newer pages also Available, if attached once.', {
    errors: ['IncorrectDiskStatus', 'IncorrectDiskStatus.NeverAttached', 'IncorrectDiskStatus.NeverUsed'],
  }),
  row('GRP-DISK-TYPE', 'preflight', 'The disks are of the ESSD series.', {
    errors: ['DiskCategory.OperationNotSupported', 'IncorrectDiskType.NotSupport', 'DiskId.ValueNotSupported'],
  }),
  row('GRP-REGIONAL-ONLY', 'preflight', 'If one disk is a regional one, all are.', { errors: ['InvalidDisk.DiskCategoryInconsistent'] }),
  row('GRP-SAME-ZONE', 'preflight', 'All disks lie in one zone.', { errors: ['InvalidDiskIds.NotInSameZone'] }),
  row('GRP-DISK-OF-INST', 'preflight', 'Listed disks are attached to the instance that is named with them.', {
    errors: ['InvalidDiskId.NotFound'],
  }),
  row('GRP-MULTIATTACH', 'preflight', 'No disk of a group can be attached by several instances.', {
    errors: ['InvalidOperation.MultiAttachDisk'],
  }),
  row('GRP-SHARED', 'preflight', 'No disk of a group is shared block storage.', {
    errors: ['InvalidDisk.ShareVolume', 'InvalidVolumeId.NotFound', 'IncorrectVolumeStatus'],
  }),
  row('GRP-ENCRYPTED', 'apply', 'Some encrypted disks are refused; which, no page says.', {
    errors: [
      'DiskCategory.OperationNotSupported',
      'InvalidParameter.KMSKeyId.CMKNotEnabled',
      'InvalidParameter.KMSKeyId.KMSUnauthorized',
      'InvalidParameter.KMSKeyId.CMKUnauthorized',
      'InvalidKMSKeyId.NotFound',
    ],
  }),
  row('GRP-REGION-SUPPORT', 'apply', 'The region offers groups to the account.', {
    errors: ['InvalidRegion.NotSupport', 'UserNotInTheWhiteList'],
  }),
  row('GRP-INPROGRESS', 'preflight', 'At most ten snapshots of a disk are under way, of all sorts together.', {
    errors: ['IncorrectDiskStatus.CreatingSnapshot', 'IncorrectDiskStatus.TooManyCreatingSnapshots', 'QuotaExceed.ConcurrentSnapshotQuota'],
  }),
  row('GRP-QUOTA', 'preflight', 'Each disk keeps to its quota of manual snapshots.', { errors: ['QuotaExceed.Snapshot'] }),
  row('GRP-SECLOCK', 'preflight', 'The instance is not locked for security.', { errors: ['InstanceLockedForSecurity'] }),
  row('GRP-ARREARS', 'preflight', 'No disk is expired over an open bill.', { errors: ['DiskInArrears'] }),
  row('GRP-TRANSFER', 'apply', 'No disk is being moved or in the state that the service calls invalid.', {
    errors: ['IncorrectDiskStatus.Transferring', 'IncorrectDiskStatus.Invalid'],
  }),
  row('GRP-NAME-OPT', 'by-construction', 'A name is optional.', {
    how: 'The name is `<stack>-<key>` where none is given; ownership is read from tags.',
  }),
  row('GRP-NAME-LEN', 'static', `A name has ${intervalOf(limits.name.length)} characters.`, { errors: name }),
  row('GRP-NAME-START', 'static', 'A name begins with a letter; by older pages also with a digit.', { errors: name }),
  row('GRP-NAME-CHARS', 'static', 'A name holds letters, digits, `.`, `_`, `-` and `:`.', { errors: name }),
  row('GRP-NAME-NOHTTP', 'static', 'A name does not begin with http:// or https://.', { errors: name }),
  row('GRP-NAME-AUTO', 'by-construction', 'No page forbids auto at the beginning of a group’s name.', {
    how: 'Lint says nothing about it.',
  }),
  row(
    'GRP-DESC',
    'static',
    `A description has ${intervalOf(limits.description.length)} characters and does not begin with http:// or https://.`,
    {
      errors: ['InvalidDescription.Malformed', 'InvalidParameter.Description'],
    },
  ),
  row('GRP-IA', 'static', 'Instant access has no effect any more.', {
    errors: ['InvalidCategoryAndInstantAccess.Malformed', 'InvalidRegion.NotSupportSnapshotInstantAccessRegion'],
  }),
  row('GRP-IARET-RANGE', 'static', `Days of instant access are ${intervalOf(limits.instantAccessRetentionDays.range)}.`, {
    errors: ['InvalidRetentionDays.Malformed'],
  }),
  row(
    'GRP-IARET-NEEDS-IA',
    'cross-field',
    'Days of instant access count only with instant access; when they end, a group’s snapshots stay.',
  ),
  row('GRP-NO-RETENTION', 'static', 'A group has neither retention nor category.', {
    errors: ['InvalidRetentionDays.Malformed', 'InvalidSnapshotCategory.Malformed'],
  }),
  row('GRP-TAG', 'static', 'Tags keep to the rules of tags, and no value begins with acs:.', {
    by: ['group-tags-count', 'group-tags-key-length', 'group-tags-key-prefix', 'group-tags-value-prefix'],
    errors: ['Duplicate.TagKey', 'InvalidTagKey.Malformed', 'InvalidTagValue.Malformed', 'QuotaExceed.Tags'],
  }),
  row('GRP-RG', 'apply', 'The resource group exists.', { errors: ['InvalidResourceGroup.NotFound'] }),
  row('GRP-BILLING', 'advice', 'The snapshots of a group are kept, and billed, until somebody deletes them.'),
  row('GRP-MOD-FIELDS', 'preflight', 'Only name and description of a group change, and its tags where the service takes them.', {
    how: 'The plan refuses other disks and leaves the rest as taken.',
    errors: ['InvalidSnapshotGroup.NotFound'],
  }),
  row('GRP-DEL-IMAGE', 'preflight', 'Members that images were made from outlive their group.', { errors: ['SnapshotCreatedImage'] }),
  row('GRP-DEL-PARTIAL', 'apply', 'A deletion that succeeds as a whole can have failed for single snapshots.', {
    errors: ['SnapshotCreatedImage'],
  }),
];
