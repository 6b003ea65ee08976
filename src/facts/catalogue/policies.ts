import { grouped } from '../../base/text.ts';
import { intervalOf } from '../limits/interval.ts';
import * as limits from '../limits/policies.ts';
import { automaticQuota } from '../live-conditions.ts';
import { row } from './row.ts';
import type { CatalogueRow } from './row.ts';

const name = ['InvalidSnapshotPolicyName.Malformed'];
const invalid = ['ParameterInvalid'];
const copyShape = 'crossRegionCopy is there or not; inside it the region is required.';
const byTag = 'The spec attaches policies to disks only.';

export const policies: readonly CatalogueRow[] = [
  row('ASP-NAME-OPT', 'by-construction', 'A name is optional, and need not be unique.', {
    how: 'The name is `<stack>-<key>` where none is given; ownership is read from tags.',
  }),
  row('ASP-NAME-LEN', 'static', `A name has ${intervalOf(limits.name.length)} characters.`, { errors: name }),
  row('ASP-NAME-START', 'static', 'A name begins with a letter.', { errors: name }),
  row('ASP-NAME-CHARS', 'static', 'A name holds letters, digits, `:`, `_` and `-`; pages differ on the period.', { errors: name }),
  row('ASP-NAME-NOHTTP', 'static', 'A name does not begin with http:// or https://.', { errors: name }),
  row('ASP-TIMES-REQ', 'cross-field', 'The hours are required.', { by: ['missing-field'], errors: invalid }),
  row('ASP-TIMES-FMT', 'wire', 'The hours are a text that holds a JSON list of quoted numbers.', {
    how: 'The call builder writes it.',
    errors: invalid,
  }),
  row('ASP-TIMES-RANGE', 'static', `The hours are whole, ${intervalOf(limits.timePoints.of.range)}.`, { errors: invalid }),
  row('ASP-TIMES-COUNT', 'static', `A policy has ${intervalOf(limits.timePoints.count)} hours.`, { errors: invalid }),
  row('ASP-TIMES-UNIQ', 'static', 'No hour stands there twice.'),
  row('ASP-TIMES-TZ', 'advice', 'The hours are of UTC+8 everywhere.', {
    how: 'Local times are compiled to them, and the plan shows both.',
  }),
  row('ASP-DAYS-REQ', 'cross-field', 'The weekdays are required.', { by: ['policy-schedule-form'], errors: invalid }),
  row('ASP-DAYS-FMT', 'wire', 'The weekdays are a text that holds a JSON list of quoted numbers.', {
    how: 'The call builder writes it.',
    errors: invalid,
  }),
  row('ASP-DAYS-RANGE', 'static', 'The weekdays are 1 (Monday) to 7.', { errors: invalid }),
  row('ASP-DAYS-COUNT', 'static', 'A policy has 1 to 7 weekdays.', { errors: invalid }),
  row('ASP-DAYS-UNIQ', 'static', 'No weekday stands there twice.'),
  row('ASP-RET-REQ', 'static', 'Retention is required, although a default is printed beside it.', {
    by: ['missing-field'],
    errors: invalid,
  }),
  row(
    'ASP-RET-RANGE',
    'static',
    `Retention is -1, which keeps indefinitely, or 1 to ${limits.retentionMax.create} days; some pages say ${limits.retentionMax.modify}.`,
    { errors: invalid },
  ),
  row(
    'ASP-OVERLAP',
    'advice',
    'A snapshot that is due while the one before is being taken is skipped; on the ESSD series from the tenth on.',
  ),
  row('ASP-INST-BUSY', 'advice', 'No snapshot is taken while the instance waits for a stop or restart.'),
  row('ASP-QUOTA-REGION', 'preflight', `An account has up to ${limits.policiesPerRegion.max} policies in a region.`, {
    errors: ['AutoSnapshotPolicy.QuotaExceed'],
  }),
  row('ASP-AUTO-QUOTA', 'advice', `A disk has up to ${grouped(automaticQuota.max)} automatic snapshots; then the oldest is deleted.`),
  row('ASP-XR-BOOL', 'by-construction', 'Copying to another region is switched on or off.', { how: copyShape }),
  row('ASP-XR-TARGET', 'static', 'Copies go to exactly one region.', {
    by: ['missing-field', 'wrong-type', 'policy-cross-region-copy-region-format'],
    errors: ['InvalidParameter.TargetCopyRegions'],
  }),
  row('ASP-XR-PAIR', 'by-construction', 'Copying needs a region, and a region needs copying.', {
    how: copyShape,
    by: ['missing-field'],
    errors: ['InvalidParameter.TargetCopyRegions'],
  }),
  row(
    'ASP-XR-OTHER',
    'cross-field',
    'A copy into the policy’s own region protects against little; no page forbids it, though CopySnapshot refuses one of a single snapshot.',
  ),
  row('ASP-XR-RET', 'static', `Retention of copies is -1 or ${intervalOf(limits.copyRetentionDays.range)}.`, {
    errors: ['InvalidParameter.CopiedSnapshotsRetentionDays'],
  }),
  row('ASP-XR-RET-PAIR', 'by-construction', 'Retention of copies needs copying.', { how: copyShape }),
  row('ASP-XR-REGION', 'apply', 'The region offers copying.', { errors: ['Abs.InvalidAction.RegionNotSupport'] }),
  row('ASP-ENC-BOOL', 'static', 'Encryption of copies is true or false.', { by: ['wrong-type'] }),
  row('ASP-ENC-PAIR', 'cross-field', 'A key for copies needs encryption.', { errors: ['InvalidParameter.EncryptedIllegal'] }),
  row('ASP-ENC-XR', 'by-construction', 'Encryption of copies needs copying.', { how: copyShape }),
  row('ASP-ENC-DEFAULTKEY', 'advice', 'Without a key, copies of encrypted snapshots are encrypted with the service key of their region.'),
  row('ASP-ENC-KMS', 'apply', 'The key for copies exists in their region, is enabled and may be used by ECS.', {
    errors: [
      'InvalidParameter.KmsNotEnabled',
      'InvalidParameter.Encrypted.KmsNotEnable',
      'InvalidParameter.KMSKeyId.CMKNotEnabled',
      'InvalidParameter.KMSKeyId.CMKUnauthorized',
      'InvalidParameter.KMSKeyId.KMSUnauthorized',
      'InvalidOperation.KMSKeyIdNotFound',
      'InvalidParam.EncryptedMismatch',
    ],
  }),
  row(
    'ASP-TAG',
    'static',
    'Tags keep to the rules of tags, and no value begins with acs:; they land on the policy, not on its snapshots.',
    {
      by: ['policy-tags-count', 'policy-tags-key-length', 'policy-tags-key-prefix', 'policy-tags-value-prefix'],
      errors: ['Duplicate.TagKey', 'InvalidTagKey.Malformed', 'InvalidTagValue.Malformed'],
    },
  ),
  row('ASP-RG', 'apply', 'The resource group exists.', { errors: ['InvalidResourceGroup.NotFound'] }),
  row('ASP-ASSOC-ENUM', 'not-in-v1', 'A policy belongs to disks, or to instances by their tags.', { how: byTag }),
  row(
    'ASP-ASSOC-TAGS',
    'not-in-v1',
    `A policy of instances names ${intervalOf(limits.targetTagCount)} tags; the account must be invited.`,
    { how: byTag },
  ),
  row('ASP-TARGET-KEY', 'not-in-v1', 'Keys of those tags keep to the rules of tags.', { how: byTag }),
  row('ASP-TARGET-VALUE', 'not-in-v1', 'Values of those tags keep to the rules of tags; an empty one is any.', { how: byTag }),
  row('ASP-ASSOC-REGION', 'not-in-v1', 'Policies of instances exist in some regions only.', { how: byTag }),
  row('ASP-ASSOC-NOAPPLY', 'not-in-v1', 'A policy of instances lists no disks.', { how: byTag }),
  row('ASP-APPLY-SEP', 'advice', 'A policy protects nothing until it is applied to disks.'),
  row('ASP-APPLY-MAX10', 'cross-field', `A disk has up to ${limits.policiesPerDisk.max} policies; before 2026 it had one.`, {
    errors: ['QuotaExceed.AppliedAutoSnapshotPolicyQuota'],
  }),
  row('ASP-APPLY-ADD', 'advice', 'Applying a policy adds it to those that the disk has.', {
    how: 'The plan detaches what the spec no longer names.',
  }),
  row('ASP-APPLY-DISK', 'preflight', 'The disks exist in the region of the policy.', {
    errors: ['InvalidDiskId.NotFound', 'ParameterInvalid'],
  }),
  row('ASP-APPLY-TYPE', 'preflight', 'The disks are of a sort that has snapshots.', {
    errors: ['DiskCategory.OperationNotSupported', 'PartofDiskCategory.OperationNotSupported'],
  }),
  row('ASP-APPLY-STATE', 'preflight', 'The disks are attached to a steady instance, or were attached once.'),
  row('ASP-APPLY-PROMO', 'apply', 'Promotional policies do not go with others, nor with disks that have other snapshots.', {
    errors: ['InvalidOperation.AutoSnapshotPolicyConflict', 'InvalidOperation.SnapshotAlreadyCreatedUnsupported'],
  }),
  row('ASP-CANCEL-ID', 'wire', 'Taking a policy off a disk names the policy.', {
    how: 'The call builder always does.',
    errors: ['OperationDenied.TooManyAutoSnapshotPolicies'],
  }),
  row('ASP-MOD-SYSTEM', 'preflight', 'Policies of the cloud itself cannot be changed.', {
    errors: ['InvalidOperation.PolicyTypeUnsupported'],
  }),
  row('ASP-MOD-NAME', 'by-construction', 'A name can be changed and not cleared.', { how: 'A name is never empty.' }),
  row('ASP-MOD-FIELDS', 'wire', 'The changing call does not change tags and resource group.', {
    how: 'Tags go by tagging, the group by joining.',
  }),
  row('ASP-MOD-IMMEDIATE', 'advice', 'A change holds at once for all disks; what it does to snapshots that are there is not known.'),
  row('ASP-DEL-ATTACHED', 'preflight', 'A policy in use can be deleted, and its disks are then without it.', {
    how: 'A removal is a reduction of protection, and the plan says so.',
  }),
  row('ASP-NO-TOKEN', 'wire', 'No operation on policies takes a ClientToken.', {
    how: 'None is sent; the owner tag of the create call is looked for instead.',
  }),
];
