import type { ServiceError } from '../../model/refused-call.ts';

const answer = (code: string, status: number, message: string): ServiceError => ({ code, status, message });

/** One code for many parameters: only the message says which one is meant, in a casing of its own. */
export const parameterInvalid = (name: string): ServiceError =>
  answer('ParameterInvalid', 403, `The specified ${name} parameter is invalid.`);

/** Answers of the operations on policies, in the service's words where a page has them. */
export const errors = {
  regionInvalid: parameterInvalid('RegionId'),
  timesInvalid: parameterInvalid('TimePoints'),
  daysInvalid: parameterInvalid('RepeatWeekDays'),
  retentionInvalid: parameterInvalid('RetentionDays'),
  policyIdInvalid: parameterInvalid('AutoSnapshotPolicyId'),
  diskIdsInvalid: parameterInvalid('DiskIds'),
  policyGone: answer('ParameterInvalid', 404, 'The specified AutoSnapshotPolicyId parameter does not exist.'),
  regionUnknown: answer('InvalidRegionId.NotFound', 400, 'The specified RegionId does not exist.'),
  nameMalformed: answer('InvalidSnapshotPolicyName.Malformed', 400, 'The specified autoSnapshotPolicyName is wrongly formed.'),
  encryption: answer(
    'InvalidParameter.EncryptedIllegal',
    400,
    'The specified parameter Encrypted must be true when kmsKeyId is not empty.',
  ),
  policyNotFound: answer('InvalidAutoSnapshotPolicyId.NotFound', 400, 'The specified AutoSnapshotPolicyId does not exist.'),
  categoryUnsupported: answer(
    'DiskCategory.OperationNotSupported',
    400,
    'The type of the specified disk does not support creating a snapshot.',
  ),
  someUnsupported: answer(
    'PartofDiskCategory.OperationNotSupported',
    400,
    'The type of some of the specified disks does not support creating a snapshot.',
  ),
  quota: answer('AutoSnapshotPolicy.QuotaExceed', 403, 'The maximum number of automatic snapshot policy has been reached.'),
  copyRegions: answer('InvalidParameter.TargetCopyRegions', 403, 'The specified TargetCopyRegions is invalid.'),
  copyRetention: answer('InvalidParameter.CopiedSnapshotsRetentionDays', 403, 'The specified CopiedSnapshotsRetentionDays is invalid.'),
  systemPolicy: answer(
    'InvalidOperation.PolicyTypeUnsupported',
    403,
    'The operation is not supported by the type of the specified policy.',
  ),
  diskQuota: answer(
    'QuotaExceed.AppliedAutoSnapshotPolicyQuota',
    403,
    'The maximum number of automatic snapshot policies that can be applied to the disk has been reached.',
  ),
  promotionConflict: answer(
    'InvalidOperation.AutoSnapshotPolicyConflict',
    403,
    'A promotional policy cannot be combined with other policies.',
  ),
  promotionTooLate: answer(
    'InvalidOperation.SnapshotAlreadyCreatedUnsupported',
    403,
    'A promotional policy cannot be applied to a disk that has snapshots.',
  ),
  keyNotFound: answer('InvalidOperation.KMSKeyIdNotFound', 403, 'The specified KMSKeyId does not exist.'),
  keyGone: answer('InvalidParameter.KMSKeyId.NotFound', 404, 'The specified KMSKeyId does not exist.'),
  regionUnsupported: answer('Abs.InvalidAction.RegionNotSupport', 403, 'The region does not support this action.'),
  severalPolicies: answer(
    'OperationDenied.TooManyAutoSnapshotPolicies',
    403,
    'The disk has several automatic snapshot policies. Specify the one to cancel.',
  ),
} as const satisfies { [name: string]: ServiceError };
