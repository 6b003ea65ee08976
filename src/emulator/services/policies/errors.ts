import type { ServiceError } from '../../model/refused-call.ts';

const error = (code: string, status: number, message: string): ServiceError => ({ code, status, message });

/** One code for many parameters: only the message names the parameter, in a casing of its own. */
const parameterInvalid = (name: string): ServiceError => error('ParameterInvalid', 403, `The specified ${name} parameter is invalid.`);

/** Errors of the operations on policies, in the service's words where a page has them. */
export const errors = {
  regionInvalid: parameterInvalid('RegionId'),
  timesInvalid: parameterInvalid('TimePoints'),
  daysInvalid: parameterInvalid('RepeatWeekDays'),
  retentionInvalid: parameterInvalid('RetentionDays'),
  policyIdInvalid: parameterInvalid('AutoSnapshotPolicyId'),
  diskIdsInvalid: parameterInvalid('DiskIds'),
  policyGone: error('ParameterInvalid', 404, 'The specified AutoSnapshotPolicyId parameter does not exist.'),
  regionUnknown: error('InvalidRegionId.NotFound', 400, 'The specified RegionId does not exist.'),
  nameMalformed: error('InvalidSnapshotPolicyName.Malformed', 400, 'The specified autoSnapshotPolicyName is wrongly formed.'),
  encryption: error('InvalidParameter.EncryptedIllegal', 400, 'The specified parameter Encrypted must be true when kmsKeyId is not empty.'),
  policyNotFound: error('InvalidAutoSnapshotPolicyId.NotFound', 400, 'The specified AutoSnapshotPolicyId does not exist.'),
  categoryUnsupported: error(
    'DiskCategory.OperationNotSupported',
    400,
    'The type of the specified disk does not support creating a snapshot.',
  ),
  someUnsupported: error(
    'PartofDiskCategory.OperationNotSupported',
    400,
    'The type of some of the specified disks does not support creating a snapshot.',
  ),
  quota: error('AutoSnapshotPolicy.QuotaExceed', 403, 'The maximum number of automatic snapshot policy has been reached.'),
  copyRegions: error('InvalidParameter.TargetCopyRegions', 403, 'The specified TargetCopyRegions is invalid.'),
  copyRetention: error('InvalidParameter.CopiedSnapshotsRetentionDays', 403, 'The specified CopiedSnapshotsRetentionDays is invalid.'),
  systemPolicy: error('InvalidOperation.PolicyTypeUnsupported', 403, 'The operation is not supported by the type of the specified policy.'),
  diskQuota: error(
    'QuotaExceed.AppliedAutoSnapshotPolicyQuota',
    403,
    'The maximum number of automatic snapshot policies that can be applied to the disk has been reached.',
  ),
  promotionConflict: error(
    'InvalidOperation.AutoSnapshotPolicyConflict',
    403,
    'A promotional policy cannot be combined with other policies.',
  ),
  promotionTooLate: error(
    'InvalidOperation.SnapshotAlreadyCreatedUnsupported',
    403,
    'A promotional policy cannot be applied to a disk that has snapshots.',
  ),
  keyNotFound: error('InvalidOperation.KMSKeyIdNotFound', 403, 'The specified KMSKeyId does not exist.'),
  keyGone: error('InvalidParameter.KMSKeyId.NotFound', 404, 'The specified KMSKeyId does not exist.'),
  regionUnsupported: error('Abs.InvalidAction.RegionNotSupport', 403, 'The region does not support this action.'),
  // Seen in the documentation of Terraform, without a status.
  notInvited: error('InvalidOperation.UserNotInWhiteList', 403, 'The account is not invited to associate policies with instance tags.'),
  severalPolicies: error(
    'OperationDenied.TooManyAutoSnapshotPolicies',
    403,
    'The disk has several automatic snapshot policies. Specify the one to cancel.',
  ),
} as const satisfies { [name: string]: ServiceError };
