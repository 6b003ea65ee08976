import { intervalOf } from '../limits/interval.ts';
import * as limits from '../limits/snapshots.ts';
import { archiveAge } from '../limits/copies.ts';
import * as locks from '../limits/locks.ts';
import { manualQuota } from '../live-conditions.ts';
import { row } from './row.ts';
import type { CatalogueRow } from './row.ts';

const never = 'The parameter is never sent.';
const noLock = 'The spec has no locks.';
const noCopy = 'The spec has no copies of single snapshots.';

export const snapshots: readonly CatalogueRow[] = [
  row('SNAP-DISKID-REQ', 'static', 'A snapshot names its disk.', {
    by: ['missing-field'],
    errors: ['MissingParameter', 'InvalidDiskId.NotFound'],
  }),
  row('SNAP-DISKID-FMT', 'static', 'Ids of disks look like d- and lower-case letters and digits; no page states it.', {
    errors: ['InvalidDiskId.NotFound'],
  }),
  row('SNAP-NAME-OPT', 'by-construction', 'A name is optional, and a snapshot without one cannot be found by it.', {
    how: 'The name is `<stack>-<key>` where none is given; ownership is read from tags.',
  }),
  row('SNAP-NAME-LEN', 'static', `A name has ${intervalOf(limits.name.length)} characters.`, { errors: ['InvalidSnapshotName.Malformed'] }),
  row('SNAP-NAME-START', 'static', 'A name begins with a letter.', { errors: ['InvalidSnapshotName.Malformed'] }),
  row('SNAP-NAME-CHARS', 'static', 'A name holds letters, digits, `:`, `_`, `.` and `-`.', { errors: ['InvalidSnapshotName.Malformed'] }),
  row('SNAP-NAME-NOAUTO', 'static', 'A name does not begin with auto, which automatic snapshots use; whether casing counts is not known.', {
    errors: ['InvalidSnapshotName.Malformed'],
  }),
  row('SNAP-NAME-NOHTTP', 'static', 'A name does not begin with http:// or https://.', { errors: ['InvalidSnapshotName.Malformed'] }),
  row('SNAP-NAME-RENAME', 'apply', 'The page of the renaming call does not list the period, which the creating one allows.', {
    errors: ['InvalidSnapshotName.Malformed'],
  }),
  row('SNAP-DESC-LEN', 'static', `A description has ${intervalOf(limits.description.length)} characters; on a change it may be empty.`, {
    errors: ['InvalidDescription.Malformed'],
  }),
  row('SNAP-DESC-NOHTTP', 'static', 'A description does not begin with http:// or https://.', { errors: ['InvalidDescription.Malformed'] }),
  row('SNAP-RET-RANGE', 'static', `Retention is ${intervalOf(limits.retentionDays.range)} days; -1 is a value of policies only.`, {
    errors: ['InvalidRetentionDays.Malformed'],
  }),
  row('SNAP-RET-NONE', 'advice', 'Without retention a snapshot is kept, and billed, until somebody deletes it.'),
  row('SNAP-CAT-ENUM', 'static', 'The category is Standard or Flash, in any casing.', { errors: ['InvalidSnapshotCategory.Malformed'] }),
  row('SNAP-CAT-DEPR', 'static', 'The category is no longer used.'),
  row('SNAP-CAT-LEGACY', 'by-construction', 'Flash is for accounts that used local snapshots before 2020-12-14.', {
    how: never,
    errors: ['InvalidSnapshotCategory.Malformed'],
  }),
  row('SNAP-CAT-IA-XOR', 'cross-field', 'Category and instant access must not be given together.', {
    errors: ['InvalidCategoryAndInstantAccess.Malformed'],
  }),
  row('SNAP-IA-BOOL', 'static', 'Instant access is true or false.', { by: ['wrong-type'] }),
  row('SNAP-IA-DEPR', 'static', 'The parameters of instant access have no effect any more.'),
  row('SNAP-IA-DISK', 'by-construction', 'Instant access is for disks of the ESSD series; newer texts add standard SSDs.', {
    how: never,
    errors: ['DiskCategory.OperationNotSupported'],
  }),
  row('SNAP-IA-REGION', 'by-construction', 'Instant access needs a region that has it.', {
    how: never,
    errors: ['InvalidRegion.NotSupportSnapshotInstantAccessRegion'],
  }),
  row('SNAP-IA-CLOUDBOX', 'by-construction', 'Instant access is not for disks of a CloudBox.', {
    how: never,
    errors: ['CloudBoxNotSupportSnapshotWithInstantAccess'],
  }),
  row('SNAP-IARET-RANGE', 'static', `Days of instant access are ${intervalOf(limits.instantAccessRetentionDays.range)}.`, {
    errors: ['InvalidInstantAccessRetentionDays.Malformed'],
  }),
  row('SNAP-IARET-NEEDS-IA', 'cross-field', 'Days of instant access count only with instant access.'),
  row('SNAP-TAG', 'static', 'Tags keep to the rules of tags.', {
    by: [
      'snapshot-tags-count',
      'snapshot-tags-key-length',
      'snapshot-tags-key-prefix',
      'snapshot-tags-key-url',
      'snapshot-tags-value-length',
      'snapshot-tags-value-url',
    ],
  }),
  row('SNAP-TAG-LOWER', 'wire', 'Tags are sent as Tag.N.Key and Tag.N.Value; the lower-case names will go.', {
    how: 'The call builder writes Key and Value.',
  }),
  row('SNAP-DISK-EXISTS', 'preflight', 'The disk exists in the region of the endpoint.', {
    errors: ['InvalidDiskId.NotFound', 'InvalidVolumeId.NotFound'],
  }),
  row('SNAP-DISK-STATE', 'preflight', 'The disk is In_use or Available.', { errors: ['IncorrectDiskStatus', 'IncorrectVolumeStatus'] }),
  row('SNAP-INST-STATE', 'preflight', 'Every instance that the disk is attached to is Running or Stopped.', {
    errors: ['IncorrectInstanceStatus', 'InvalidInstanceId.NotFound'],
  }),
  row('SNAP-NEVER-ATTACHED', 'preflight', 'A disk that is Available was attached once.', { errors: ['IncorrectDiskStatus.NeverAttached'] }),
  row('SNAP-NEVER-USED', 'preflight', 'The disk was used since it was created.', { errors: ['IncorrectDiskStatus.NeverUsed'] }),
  row('SNAP-QUOTA-MANUAL', 'preflight', `A disk has fewer than ${manualQuota.max} manual snapshots.`, {
    errors: ['QuotaExceed.Snapshot', 'QuotaExceed.SnapshotQuota'],
  }),
  row('SNAP-INPROGRESS', 'preflight', 'One snapshot of a disk is taken at a time, on the ESSD series ten.', {
    errors: ['IncorrectDiskStatus.CreatingSnapshot', 'DISK_HAS_CREATING_SNAPSHOT', 'QuotaExceed.ConcurrentSnapshotQuota'],
  }),
  row('SNAP-SECLOCK', 'preflight', 'Neither the instance nor the disk is locked for security.', { errors: ['InstanceLockedForSecurity'] }),
  row('SNAP-DISK-TYPE', 'preflight', 'Local disks and elastic ephemeral disks have no snapshots.', {
    errors: ['DiskCategory.OperationNotSupported', 'DiskId.ValueNotSupported', 'IncorrectDiskType.NotSupport'],
  }),
  row('SNAP-ARREARS', 'preflight', 'The disk is not expired over an open bill.', { errors: ['DiskInArrears', 'IncorrectDiskStatus'] }),
  row(
    'SNAP-EXPIRED-OK',
    'advice',
    'A disk that has expired may be snapshotted; if it is released meanwhile, the unfinished snapshot is deleted with it.',
  ),
  row('SNAP-TRANSFER', 'apply', 'The disk is not being moved.', { errors: ['IncorrectDiskStatus.Transferring'] }),
  row('SNAP-INVALIDSTATE', 'apply', 'The disk is not in the state that the service calls invalid.', {
    errors: ['IncorrectDiskStatus.Invalid'],
  }),
  row('SNAP-HIBERNATE', 'preflight', 'The instance is not set up to hibernate in a way that forbids it.', {
    errors: ['HibernationConfigured.InstanceOperationForbidden'],
  }),
  row('SNAP-KMS', 'apply', 'The key of an encrypted disk exists, is enabled and may be used by ECS.', {
    errors: [
      'InvalidParameter.KMSKeyId.NotFound',
      'InvalidParameter.KMSKeyId.CMKNotEnabled',
      'InvalidParameter.KMSKeyId.CMKUnauthorized',
      'InvalidParameter.KMSKeyId.KMSUnauthorized',
    ],
  }),
  row('SNAP-ENCCOPY', 'apply', 'No encrypted copy of a snapshot of the disk is under way.', {
    errors: ['InvalidOperation.UnfinishedEncryptedSnapshotCopy'],
  }),
  row('SNAP-MULTIDISK', 'advice', 'What spreads over several disks is taken as a consistent group.'),
  row('SNAP-OFFPEAK', 'advice', 'Taking a snapshot can cost up to a tenth of the disk’s speed; quiet hours are better.'),
  row('SNAP-NOIMAGE', 'advice', 'No image can be made from a snapshot that is still being taken.'),
  row('SNAP-INCREMENTAL', 'advice', 'What is written while a snapshot is being taken is not in it.'),
  row('SNAP-NOSTOP', 'advice', 'An instance that is stopped or restarted meanwhile can make the snapshot fail.'),
  row('SNAP-NORESIZE', 'advice', 'A disk cannot be resized while its snapshot is being taken.'),
  row('SNAP-BILLING', 'advice', 'Snapshots are billed by region, by their size together.'),
  row('SNAP-IMM-DISK', 'preflight', 'The disk of a snapshot never changes.', {
    how: 'The plan refuses another disk under the same address and occurrence.',
  }),
  row('SNAP-MOD-RET-EXTEND', 'preflight', 'Retention can only grow once a snapshot is taken.', {
    how: 'The plan leaves a shorter one as taken, and says so.',
    errors: ['InvalidOperation.DecreaseRetentionDaysUnsupported', 'InvalidRetentionDays.Malformed'],
  }),
  row('SNAP-MOD-READY', 'preflight', 'A snapshot is finished before it can be changed.', {
    errors: ['InvalidSnapshotId.NotReady', 'IncorrectDiskStatus.CreatingSnapshot'],
  }),
  row('SNAP-MOD-SOMETHING', 'wire', 'A changing call changes something.', {
    how: 'It is sent only for fields that differ.',
    errors: ['NoAttributeToModify'],
  }),
  row('SNAP-MOD-MANAGED', 'apply', 'Snapshots of other products, and the free ones, cannot be changed.', {
    errors: ['InvalidOperation.ResourceManagedByCloudProduct', 'InvalidOperation.DefaultFreeSnapshotNotSupport'],
  }),
  row(
    'SNAP-MOD-ARCHIVE',
    'not-in-v1',
    `A snapshot can be archived after ${archiveAge.min} days, for at least 60 more; without a retention it is then kept indefinitely.`,
    {
      how: 'The spec has no archive.',
    },
  ),
  row('SNAP-DEL-IMAGE', 'preflight', 'A snapshot behind an image cannot be deleted before the image is.', {
    errors: ['SnapshotCreatedImage'],
  }),
  row('SNAP-DEL-FORCE', 'preflight', 'A snapshot that disks were made from is deleted by force only.', { errors: ['SnapshotCreatedDisk'] }),
  row('SNAP-DEL-CREATING', 'advice', 'Deleting a snapshot that is being taken ends its taking.'),
  row('SNAP-DEL-SHARED', 'apply', 'A shared snapshot is unshared first.', { errors: ['InvalidOperation.DeleteSharedSnapshotUnsupported'] }),
  row('SNAP-DEL-RELATED', 'apply', 'The snapshots that it depends on are finished.', {
    errors: ['InvalidOperation.RelatedSnapshotNotFinished'],
  }),
  row('SNAP-DEL-LOCKED', 'preflight', 'A locked snapshot cannot be deleted.', { errors: ['InvalidOperation.SnapshotIsLocked'] }),
  row('SNAP-TF-NAME-ALIAS', 'by-construction', 'Terraform has an older word for the name, which conflicts with the newer one.', {
    how: 'A spec has one word.',
  }),
  row(
    'SNAP-TF-FORCENEW',
    'by-construction',
    'Terraform replaces a snapshot for some fields; retention and resource group it changes in place since 2026.',
    {
      how: 'snapspec never replaces.',
    },
  ),
  row('SNAP-LOCK-MODE', 'not-in-v1', 'The mode of a lock is compliance.', { how: noLock, errors: ['InvalidLockMode.Malformed'] }),
  row(
    'SNAP-LOCK-DUR',
    'not-in-v1',
    `A lock lasts ${intervalOf(locks.lockDuration.range)} days with its time to think it over, and ends before the retention does.`,
    {
      how: noLock,
      errors: ['InvalidLockDuration.ExceedRetentionDays'],
    },
  ),
  row(
    'SNAP-LOCK-COOL',
    'not-in-v1',
    `The time to think a lock over is ${intervalOf(locks.coolOffPeriod.range)} hours; 0 cannot be taken back.`,
    {
      how: noLock,
      errors: ['InvalidCoolOffPeriod.ExceedLockDuration', 'InvalidOperation.CoolOffPeriodExpired'],
    },
  ),
  row('SNAP-LOCK-STATE', 'not-in-v1', 'A snapshot is available and not shared when it is locked.', {
    how: noLock,
    errors: ['InvalidOperation.SnapshotNotAvailable', 'InvalidOperation.LockSharedSnapshotUnsupported'],
  }),
  row('SNAP-COPY-REQ', 'not-in-v1', 'A copy needs both regions, a name and a description.', {
    how: noCopy,
    errors: ['InvalidSnapshotName.Malformed', 'InvalidDescription.Malformed', 'InvalidRetentionDays.Malformed'],
  }),
  row(
    'SNAP-COPY-REGION',
    'not-in-v1',
    'A copy is made in another region, from a finished snapshot; an encrypted one by the guide also in the same region.',
    {
      how: noCopy,
      errors: [
        'InvalidOperation.NotSupportCopyInSameRegion',
        'InvalidSnapshotId.NotReady',
        'InvalidSnapshotCategory.NotSupportCopy',
        'InvalidOperation.UnfinishedCrossRegionCopy',
      ],
    },
  ),
  row('SNAP-COPY-ENC', 'not-in-v1', 'A key for a copy needs encryption, and an encrypted snapshot has no plain copy.', {
    how: noCopy,
    errors: ['InvalidEncrypted.NotMatchKmsKeyId', 'InvalidKMSKeyId.NotSymmetric', 'InvalidEncrypted.NotSupportDecrypt'],
  }),
];
