import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { remedyOf } from '../../src/cloud/remedies.ts';
import { apiErrorEntries, apiErrorEntry } from '../../src/derive/api-errors.ts';
import { apiErrors, classOf } from '../../src/facts/api-errors/index.ts';

/**
 * The error tables of the pages, row by row: operation, status (- where none is given), code, and who can do something
 * about it: S the spec shows it, L reading the cloud shows it, R it passes, D an earlier call has to be looked up, H a human.
 */
const rows = `
CreateSnapshot 400 InvalidParameter.KMSKeyId.NotFound L
CreateSnapshot 400 InvalidSnapshotName.Malformed S
CreateSnapshot 400 IncorrectInstanceStatus L
CreateSnapshot 400 DiskCategory.OperationNotSupported L
CreateSnapshot 400 Duplicate.TagKey S
CreateSnapshot 400 InvalidTagKey.Malformed S
CreateSnapshot 400 InvalidTagValue.Malformed S
CreateSnapshot 400 InvalidRetentionDays.Malformed S
CreateSnapshot 400 CreateSnapshot.Failed R
CreateSnapshot 403 Throttling R
CreateSnapshot 403 IncorrectDiskStatus.CreatingSnapshot R
CreateSnapshot 403 InstanceLockedForSecurity L
CreateSnapshot 403 IncorrectDiskStatus.NeverAttached L
CreateSnapshot 403 QuotaExceed.Snapshot L
CreateSnapshot 403 IncorrectDiskStatus.NeverUsed L
CreateSnapshot 403 DiskInArrears L
CreateSnapshot 403 DiskId.ValueNotSupported L
CreateSnapshot 403 IncorrectDiskStatus L
CreateSnapshot 403 InvalidAccountStatus.NotEnoughBalance H
CreateSnapshot 403 InvalidAccountStatus.SnapshotServiceUnavailable H
CreateSnapshot 403 IncorrectVolumeStatus L
CreateSnapshot 403 IdempotentParameterMismatch D
CreateSnapshot 403 IncorrectDiskStatus.Invalid H
CreateSnapshot 403 IncorrectDiskType.NotSupport L
CreateSnapshot 403 IncorrectDiskStatus.Transferring R
CreateSnapshot 403 InvalidParameter.KMSKeyId.CMKUnauthorized H
CreateSnapshot 403 InvalidParameter.KMSKeyId.CMKNotEnabled L
CreateSnapshot 403 InvalidParameter.KMSKeyId.KMSUnauthorized H
CreateSnapshot 403 IdempotentProcessing R
CreateSnapshot 403 QuotaExceed.Tags S
CreateSnapshot 403 InvalidSnapshotCategory.Malformed S
CreateSnapshot 403 InvalidAction.Unauthorized H
CreateSnapshot 403 InvalidRegion.NotSupportSnapshotInstantAccessRegion S
CreateSnapshot 403 InvalidCategoryAndInstantAccess.Malformed S
CreateSnapshot 403 DISK_HAS_CREATING_SNAPSHOT R
CreateSnapshot 403 HibernationConfigured.InstanceOperationForbidden L
CreateSnapshot 403 QuotaExceed.SnapshotQuota H
CreateSnapshot 403 InvalidInstantAccessRetentionDays.Malformed S
CreateSnapshot 403 CloudBoxNotSupportSnapshotWithInstantAccess S
CreateSnapshot 403 InvalidOperation.UnfinishedEncryptedSnapshotCopy R
CreateSnapshot 403 QuotaExceed.ConcurrentSnapshotQuota R
CreateSnapshot 404 InvalidDiskId.NotFound L
CreateSnapshot 404 InvalidDescription.Malformed S
CreateSnapshot 404 InvalidInstanceId.NotFound L
CreateSnapshot 404 InvalidVolumeId.NotFound L
CreateSnapshot 404 InvalidResourceGroup.NotFound L
CreateSnapshot 500 InternalError R
CreateSnapshot 403 InvalidClientToken.Malformed S
CreateSnapshot 403 InvalidParameter.UnauthorizedStorageLocationArn S
CreateAutoSnapshotPolicy 400 DiskCategory.OperationNotSupported L
CreateAutoSnapshotPolicy 400 InvalidSnapshotPolicyName.Malformed S
CreateAutoSnapshotPolicy 400 Duplicate.TagKey S
CreateAutoSnapshotPolicy 400 InvalidTagKey.Malformed S
CreateAutoSnapshotPolicy 400 InvalidTagValue.Malformed S
CreateAutoSnapshotPolicy 400 InvalidParameter.EncryptedIllegal S
CreateAutoSnapshotPolicy 400 InvalidParameter.KMSKeyId.CMKNotEnabled L
CreateAutoSnapshotPolicy 400 InvalidParameter.KmsNotEnabled H
CreateAutoSnapshotPolicy 400 InvalidParameter.Encrypted.KmsNotEnable H
CreateAutoSnapshotPolicy 400 InvalidParam.EncryptedMismatch H
CreateAutoSnapshotPolicy 403 ParameterInvalid S
CreateAutoSnapshotPolicy 403 AutoSnapshotPolicy.QuotaExceed L
CreateAutoSnapshotPolicy 403 InvalidAccountStatus.NotEnoughBalance H
CreateAutoSnapshotPolicy 403 InvalidAccountStatus.SnapshotServiceUnavailable H
CreateAutoSnapshotPolicy 403 InvalidParameter.TargetCopyRegions S
CreateAutoSnapshotPolicy 403 InvalidParameter.CopiedSnapshotsRetentionDays S
CreateAutoSnapshotPolicy 403 InvalidParameter.KMSKeyId.CMKUnauthorized H
CreateAutoSnapshotPolicy 403 InvalidParameter.KMSKeyId.KMSUnauthorized H
CreateAutoSnapshotPolicy 403 InvalidOperation.KMSKeyIdNotFound L
CreateAutoSnapshotPolicy 403 Abs.InvalidAction.RegionNotSupport H
CreateAutoSnapshotPolicy 404 InvalidResourceGroup.NotFound L
CreateAutoSnapshotPolicy 403 InvalidParameter.KMSKeyId.CMKNotEnabled L
CreateSnapshotGroup 404 InvalidDiskId.NotFound L
CreateSnapshotGroup 400 InvalidSnapshotName.Malformed S
CreateSnapshotGroup 404 InvalidDescription.Malformed S
CreateSnapshotGroup 400 IncorrectInstanceStatus L
CreateSnapshotGroup 403 IncorrectDiskStatus.CreatingSnapshot R
CreateSnapshotGroup 403 InstanceLockedForSecurity L
CreateSnapshotGroup 403 IncorrectDiskStatus.NeverAttached L
CreateSnapshotGroup 403 QuotaExceed.Snapshot L
CreateSnapshotGroup 403 IncorrectDiskStatus.NeverUsed L
CreateSnapshotGroup 403 CreateSnapshot.Failed R
CreateSnapshotGroup 403 DiskInArrears L
CreateSnapshotGroup 500 InternalError R
CreateSnapshotGroup 403 DiskId.ValueNotSupported L
CreateSnapshotGroup 400 DiskCategory.OperationNotSupported L
CreateSnapshotGroup 403 IncorrectDiskStatus L
CreateSnapshotGroup 403 InvalidAccountStatus.NotEnoughBalance H
CreateSnapshotGroup 403 InvalidAccountStatus.SnapshotServiceUnavailable H
CreateSnapshotGroup 404 InvalidInstanceId.NotFound L
CreateSnapshotGroup 403 IncorrectVolumeStatus L
CreateSnapshotGroup 404 InvalidVolumeId.NotFound L
CreateSnapshotGroup 403 IdempotentParameterMismatch D
CreateSnapshotGroup 403 IncorrectDiskStatus.Invalid H
CreateSnapshotGroup 403 IncorrectDiskType.NotSupport L
CreateSnapshotGroup 403 IncorrectDiskStatus.Transferring R
CreateSnapshotGroup 403 InvalidParameter.KMSKeyId.CMKNotEnabled L
CreateSnapshotGroup 403 InvalidParameter.KMSKeyId.KMSUnauthorized H
CreateSnapshotGroup 400 Duplicate.TagKey S
CreateSnapshotGroup 400 InvalidTagKey.Malformed S
CreateSnapshotGroup 400 InvalidTagValue.Malformed S
CreateSnapshotGroup 403 IdempotentProcessing R
CreateSnapshotGroup 400 InvalidRetentionDays.Malformed S
CreateSnapshotGroup 403 QuotaExceed.Tags S
CreateSnapshotGroup 403 InvalidSnapshotCategory.Malformed S
CreateSnapshotGroup 404 InvalidRegionId.NotFound L
CreateSnapshotGroup 400 InvalidParameter.Name S
CreateSnapshotGroup 400 InvalidDiskIds.NotInSameZone L
CreateSnapshotGroup 400 MissingParamter.InstanceId S
CreateSnapshotGroup 400 InvalidParam.ExcludeDiskIdsAndDiskIds.Conflict S
CreateSnapshotGroup 400 InvalidParameter.Description S
CreateSnapshotGroup 403 InvalidOperation.Unauthorized H
CreateSnapshotGroup 403 InvalidRegion.NotSupportSnapshotInstantAccessRegion S
CreateSnapshotGroup 403 InvalidCategoryAndInstantAccess.Malformed S
CreateSnapshotGroup 403 IncorrectDiskStatus.TooManyCreatingSnapshots R
CreateSnapshotGroup 403 InvalidRegion.NotSupport H
CreateSnapshotGroup 403 UserNotInTheWhiteList H
CreateSnapshotGroup 403 InvalidInstance.NoDisk L
CreateSnapshotGroup 403 NumberExceed.TooManyDisks S
CreateSnapshotGroup 403 CapacityExceed.TooManyDisks L
CreateSnapshotGroup 403 InvalidOperation.MultiAttachDisk L
CreateSnapshotGroup 403 InvalidParameter.KMSKeyId.CMKUnauthorized H
CreateSnapshotGroup 403 InvalidDisk.DiskCategoryInconsistent L
CreateSnapshotGroup 403 QuotaExceed.ConcurrentSnapshotQuota R
CreateSnapshotGroup 403 InvalidDisk.ShareVolume L
CreateSnapshotGroup 403 InvalidParameter.UnauthorizedStorageLocationArn S
CreateSnapshotGroup 403 InvalidOperation.SnapshotStorageLocationUnsupported H
CreateSnapshotGroup 404 InvalidKMSKeyId.NotFound L
CreateSnapshotGroup 404 InvalidResourceGroup.NotFound L
ModifySnapshotAttribute 400 InvalidSnapshotName.Malformed S
ModifySnapshotAttribute 400 NoAttributeToModify D
ModifySnapshotAttribute 400 InvalidRetentionDays.Malformed S
ModifySnapshotAttribute 400 InvalidOperation.DecreaseRetentionDaysUnsupported L
ModifySnapshotAttribute 400 InvalidSnapshotId.NotReady R
ModifySnapshotAttribute 400 IncorrectDiskStatus.CreatingSnapshot R
ModifySnapshotAttribute 403 InvalidOperation.ResourceManagedByCloudProduct H
ModifySnapshotAttribute 403 InvalidOperation.DefaultFreeSnapshotNotSupport H
ModifySnapshotAttribute 404 InvalidDescription.Malformed S
ModifySnapshotAttribute 404 InvalidSnapshotId.NotFound L
ModifySnapshotAttribute 404 InvalidSnapshotDisableInstantAccess.Malformed S
DeleteSnapshot 400 MissingParameter S
DeleteSnapshot 400 IncorrectDiskStatus.CreatingSnapshot R
DeleteSnapshot 403 SnapshotCreatedImage L
DeleteSnapshot 403 SnapshotCreatedDisk L
DeleteSnapshot 403 Operation.Conflict R
DeleteSnapshot 403 InvalidOperation.RelatedSnapshotNotFinished R
DeleteSnapshot 403 InvalidOperation.DeleteSharedSnapshotUnsupported H
DeleteSnapshot 403 InvalidOperation.ResourceManagedByCloudProduct H
DeleteSnapshot 404 InvalidSnapshotId.NotFound L
DeleteSnapshot 500 InternalError R
DeleteSnapshot - InvalidOperation.SnapshotIsLocked L
DescribeSnapshots 400 InvalidTag.Mismatch S
DescribeSnapshots 400 InvalidTagCount S
DescribeSnapshots 403 InvalidSnapshotIds.Malformed S
DescribeSnapshots 403 InvalidSnapshotCategory.Malformed S
DescribeSnapshots 404 InvalidFilterKey.NotFound S
DescribeSnapshots 404 InvalidFilterValue S
DescribeSnapshots 404 InvalidUsage S
DescribeSnapshots 404 InvalidSourceDiskType S
DescribeSnapshots 404 InvalidStatus.NotFound S
DescribeSnapshots 404 InvalidSnapshotType.NotFound S
DescribeSnapshots 404 InvalidSnapshotLinkId.NotFound S
DescribeSnapshots 500 InternalError R
DescribeSnapshotGroups 400 Duplicate.TagKey S
DescribeSnapshotGroups 403 InvalidSnapshotGroupId.MustBeOne S
DescribeSnapshotGroups 403 InvalidStatus.ValueNotSupported S
DescribeSnapshotGroups 404 InvalidRegionId.NotFound L
DescribeSnapshotGroups 404 InvalidInstanceId.NotFound L
ModifySnapshotGroup 400 InvalidParameter.Name S
ModifySnapshotGroup 400 InvalidParameter.Description S
ModifySnapshotGroup 404 InvalidRegionId.NotFound L
ModifySnapshotGroup 404 InvalidSnapshotGroup.NotFound L
DeleteSnapshotGroup 403 SnapshotCreatedImage L
ModifyAutoSnapshotPolicyEx 400 InvalidParameter.EncryptedIllegal S
ModifyAutoSnapshotPolicyEx 400 InvalidParameter.KmsNotEnabled H
ModifyAutoSnapshotPolicyEx 400 InvalidParameter.Encrypted.KmsNotEnable H
ModifyAutoSnapshotPolicyEx 400 InvalidParam.EncryptedMismatch H
ModifyAutoSnapshotPolicyEx 403 ParameterInvalid S
ModifyAutoSnapshotPolicyEx 404 ParameterInvalid S
ModifyAutoSnapshotPolicyEx 403 InvalidParameter.TargetCopyRegions S
ModifyAutoSnapshotPolicyEx 403 InvalidParameter.CopiedSnapshotsRetentionDays S
ModifyAutoSnapshotPolicyEx 403 InvalidParameter.KMSKeyId.KMSUnauthorized H
ModifyAutoSnapshotPolicyEx 403 InvalidParameter.KMSKeyId.CMKNotEnabled L
ModifyAutoSnapshotPolicyEx 403 InvalidParameter.KMSKeyId.CMKUnauthorized H
ModifyAutoSnapshotPolicyEx 403 Abs.InvalidAction.RegionNotSupport H
ModifyAutoSnapshotPolicyEx 403 InvalidOperation.PolicyTypeUnsupported L
ModifyAutoSnapshotPolicyEx 404 InvalidParameter.KMSKeyId.NotFound L
ApplyAutoSnapshotPolicy 400 DiskCategory.OperationNotSupported L
ApplyAutoSnapshotPolicy 400 PartofDiskCategory.OperationNotSupported L
ApplyAutoSnapshotPolicy 400 InvalidAutoSnapshotPolicyId.NotFound L
ApplyAutoSnapshotPolicy 403 ParameterInvalid S
ApplyAutoSnapshotPolicy 404 ParameterInvalid S
ApplyAutoSnapshotPolicy 403 InvalidAccountStatus.NotEnoughBalance H
ApplyAutoSnapshotPolicy 403 InvalidAccountStatus.SnapshotServiceUnavailable H
ApplyAutoSnapshotPolicy 403 InvalidOperation.SnapshotAlreadyCreatedUnsupported H
ApplyAutoSnapshotPolicy 403 QuotaExceed.AppliedAutoSnapshotPolicyQuota L
ApplyAutoSnapshotPolicy 403 InvalidOperation.AutoSnapshotPolicyConflict H
ApplyAutoSnapshotPolicy 404 InvalidDiskId.NotFound L
ApplyAutoSnapshotPolicy - InvalidOperation.Conflict R
CancelAutoSnapshotPolicy 403 ParameterInvalid S
CancelAutoSnapshotPolicy 404 InvalidDiskId.NotFound L
CancelAutoSnapshotPolicy - OperationDenied.TooManyAutoSnapshotPolicies S
CancelAutoSnapshotPolicy - InvalidOperation.Conflict R
DeleteAutoSnapshotPolicy - ParameterInvalid S
DescribeAutoSnapshotPolicyEx 400 InvalidRegionId.NotFound L
DescribeAutoSnapshotPolicyEx 400 InvalidTag.Mismatch S
DescribeAutoSnapshotPolicyEx 400 InvalidTagCount S
LockSnapshot 400 InvalidLockMode.Malformed S
LockSnapshot 400 InvalidLockDuration.ExceedRetentionDays S
LockSnapshot 400 InvalidCoolOffPeriod.ExceedLockDuration S
LockSnapshot 403 InvalidOperation.SnapshotNotAvailable L
LockSnapshot 403 InvalidOperation.ResourceManagedByCloudProduct H
LockSnapshot 403 InvalidOperation.LockSharedSnapshotUnsupported H
LockSnapshot 403 InvalidOperation.CoolOffPeriodExpired H
LockSnapshot 404 InvalidSnapshotId.NotFound L
LockSnapshot - DryRunOperation S
UnlockSnapshot 403 InvalidOperation.CoolOffPeriodExpired H
UnlockSnapshot 404 InvalidSnapshotId.NotFound L
UnlockSnapshot 404 InvalidSnapshotLock.NotFound D
CopySnapshot 403 InvalidOperation.NotSupportCopyInSameRegion S
CopySnapshot 403 InvalidSnapshotId.NotReady R
CopySnapshot 403 InvalidSnapshotId.NotFound L
CopySnapshot 409 InvalidOperation.Conflict R
CopySnapshot 403 InvalidOperation.UnfinishedCrossRegionCopy R
CopySnapshot 403 OperationDenied.NonCompliantDestinationRegion H
TagResources 400 NumberExceed.ResourceIds S
TagResources 400 NumberExceed.Tags S
TagResources 400 Duplicate.TagKey S
TagResources 400 InvalidTagKey.Malformed S
TagResources 400 InvalidTagValue.Malformed S
TagResources 400 OperationDenied.QuotaExceed L
TagResources 400 InvalidTag.Mismatch S
TagResources 400 InvalidTagCount S
TagResources 400 Invalid.Scope S
TagResources 403 PermissionDenied.TagPolicy H
TagResources 403 InvalidResourceId.NotSupported H
TagResources 403 NoPermission.Tag H
TagResources 403 QuotaExceed.Tags S
TagResources 403 TagKey.Duplication S
TagResources 404 InvalidRegionId.NotFound L
TagResources 404 MissingParameter.Tags S
TagResources 404 InvalidResourceId.NotFound L
TagResources 404 InvalidResourceType.NotFound S
TagResources 500 ServiceUnavailable R
JoinResourceGroup 400 EntityExists.AssociatedTransferTasks R
JoinResourceGroup 403 MissingParameter S
JoinResourceGroup 403 InvalidResourceGroup.Duplicate D
JoinResourceGroup 403 InvalidRegionId.ResourceGroup H
JoinResourceGroup 403 InvalidStatus.ResourceGroup R
JoinResourceGroup 404 InvalidResourceType.NotFound S
JoinResourceGroup 404 InvalidResourceGroup.NotFound L
JoinResourceGroup 404 InvalidResourceId.NotFound L
any 400 Throttling R
any 400 UnknownError R
any 403 LastTokenProcessing R
any 409 OperationConflict R
any 500 InternalError R
any 503 ServiceUnavailable R
any 503 ServiceUnavailable.RegionMaintaining R
any 400 IdempotentParameterMismatch D
any 403 InvalidIdempotenceParameter.Mismatch D
any - IdempotentFailed D
any 400 IllegalTimestamp H
any 400 IncompleteSignature H
any 400 InvalidAccessKeyId.NotFound H
any 400 InvalidOwner S
any 400 InvalidOwnerAccount S
any 400 InvalidOwnerId S
any 400 InvalidParamater S
any 400 InvalidParameter S
any 400 InvalidParameter.IsNull S
any 400 MissingParameter S
any 400 SignatureNonceUsed H
any 400 UnsupportedParameter S
any 403 InvalidAction S
any 403 UnsupportedHTTPMethod S
any 400 InsufficientBalance H
any 403 ChargeTypeViolation H
any 403 Forbidden.AccessKeyDisabled H
any 403 Forbidden.NotSupportRAM H
any 403 Forbidden.RAM H
any 403 Forbidden.RiskControl H
any 403 Forbidden.SubUser H
any 403 Forbidden.Unauthorized H
any 403 InvalidAccount.NotFound H
any 403 RealNameAuthenticationError H
any 404 InvalidDiskId.NotFound L
any 404 InvalidImageId.NotFound L
any 404 InvalidInstanceId.NotFound L
any 404 InvalidRegionId.NotFound L
any 404 InvalidSecurityGroupId.NotFound L
any 404 InvalidSnapshotId.NotFound L
`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [operation: string, status: string, code: string, origin: string]);

const origins: { readonly [letter: string]: string } = { S: 'static', L: 'live', R: 'retry', D: 'idempotency', H: 'human' };

describe('the error codes of the API', () => {
  test('the tables are whole', () => {
    const of = (operation: string): number => new Set(rows.filter((row) => row[0] === operation).map((row) => row[2])).size;
    expect([of('CreateSnapshot'), of('CreateAutoSnapshotPolicy'), of('CreateSnapshotGroup')]).toEqual([49, 21, 57]);
  });

  test.each(rows)('%s %s %s is explained as %s', (operation, status, code, origin) => {
    const entry = apiErrorEntry(code);
    expect(entry?.origin).toBe(origins[origin]);
    const seen = entry?.seen.find((one) => one.operation === operation);
    if (status === '-') expect(seen?.statuses).toEqual([]);
    else expect(seen?.statuses).toContain(Number(status));
  });

  test('no code stands twice, and each says what to do', () => {
    expect(new Set(apiErrors.map((one) => one.code)).size).toBe(apiErrors.length);
    for (const { code, means, remedy, origin, shows } of apiErrors) {
      for (const text of [means, remedy]) expect(text, code).toMatch(/^[A-Z`].*\.$|^snapspec .*\.$/);
      if (origin === 'live') expect(shows, code).toMatch(/^\w.*\w$/);
    }
    expect(apiErrorEntries().length).toBe(apiErrors.length);
  });

  test('what the registry of findings can prevent is not called unpreventable', () => {
    for (const { code, prevented } of apiErrorEntries()) if (prevented.codes.length > 0) expect(prevented.by, code).not.toBe('nothing');
  });
});

/** Codes with a status beside them, in what the local cloud is made of: its answers, and the refusals of facts. */
function answerable(): string[] {
  const root = join(import.meta.dirname, '../../src');
  const files = ['emulator', 'kinds'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).map((file) => join(root, part, file)),
  );
  const texts = files
    .filter((file) => file.endsWith('.ts') && !/api-errors|catalogue/.test(file))
    .map((file) => readFileSync(file, 'utf8'));
  const found = texts.flatMap((text) => [...text.matchAll(/'([A-Z]\w*(?:\.\w+)*)',\s*(?:status:\s*)?[45]\d\d\b/g)]);
  return [...new Set(found.map((match) => match[1] as string))].sort();
}

describe('what the local cloud can answer', () => {
  const codes = answerable();

  test('is found in all its parts', () => {
    expect(codes.length).toBeGreaterThan(100);
    for (const code of [
      'IncorrectDesktopStatus',
      'InvalidVersion',
      'MissingSecurityToken',
      'DryRunOperation',
      'ParameterInvalid',
      'Forbidden.RAM',
    ])
      expect(codes).toContain(code);
  });

  test.each(codes)('%s is explained', (code) => {
    const entry = apiErrorEntry(code);
    expect(entry?.code).toBe(code);
    // The family of whatever is not there speaks for resources, and for nothing else.
    if (!apiErrors.some((note) => note.code === code)) expect(code).not.toMatch(/^InvalidAction/);
  });
});

describe('what snapspec does on an error', () => {
  const classes: { readonly [name: string]: readonly string[] } = {
    already: ['InvalidResourceGroup.Duplicate', 'NoAttributeToModify'],
    'token-spent': ['IdempotentParameterMismatch', 'InvalidIdempotenceParameter.Mismatch', 'IdempotentFailed'],
    passing: [
      'OperationConflict',
      'Operation.Conflict',
      'InvalidOperation.Conflict',
      'IncorrectDiskStatus.CreatingSnapshot',
      'IncorrectDiskStatus.TooManyCreatingSnapshots',
      'DISK_HAS_CREATING_SNAPSHOT',
      'QuotaExceed.ConcurrentSnapshotQuota',
      'InvalidSnapshotId.NotReady',
      'IncorrectDiskStatus.Transferring',
      'CreateSnapshot.Failed',
      'InvalidOperation.RelatedSnapshotNotFinished',
      'InvalidOperation.UnfinishedEncryptedSnapshotCopy',
      'InvalidOperation.UnfinishedCrossRegionCopy',
    ],
    ambiguous: ['SignatureNonceUsed', 'InternalError', 'ServiceUnavailable', 'ServiceUnavailable.RegionMaintaining', 'UnknownError'],
    'token-in-use': ['IdempotentProcessing', 'LastTokenProcessing'],
    throttled: ['Throttling', 'Throttling.User', 'Throttling.Api', 'Rejected.Throttling'],
    final: [
      'QuotaExceed.Snapshot',
      'InvalidDiskId.NotFound',
      'Forbidden.RAM',
      'NeverHeardOf',
      'SnapshotCreatedDisk',
      'EntityExists.AssociatedTransferTasks',
      'InvalidStatus.ResourceGroup',
      'InvalidSnapshotLock.NotFound',
      'ParameterInvalid',
      'IncorrectDiskStatus',
    ],
  };
  test.each(Object.entries(classes).flatMap(([as, codes]) => codes.map((code) => [code, as] as const)))('%s is %s', (code, as) =>
    expect(classOf(code)).toBe(as),
  );

  test('every other code is final', () => {
    const others = apiErrors
      .map((one) => one.code)
      .filter((code) => !Object.entries(classes).some(([as, codes]) => as !== 'final' && (codes as readonly string[]).includes(code)));
    expect(others.filter((code) => classOf(code) !== 'final')).toEqual([]);
  });

  test.each([
    ['SignatureDoesNotMatch', 'Check the access key secret'],
    ['InvalidAccessKeyId.Inactive', 'Check the access key id'],
    ['InvalidSecurityToken.MismatchWithAccessKey', 'The temporary credentials have expired'],
    ['SecurityTokenExpired', 'The temporary credentials have expired'],
    ['InvalidTimeStamp.Expired', 'Set the clock'],
    ['Forbidden', 'Ask for the RAM permission'],
    ['NoPermission', 'Ask for the RAM permission'],
    ['InvalidRegion.NotFound', 'Check the region of the spec'],
    ['QuotaExceed.Whatever', 'A quota is used up'],
    ['InvalidWhatever.NotFound', 'Check the id, the region and the account'],
    ['NeverHeardOf', 'Look the code up'],
  ])('%s: %s', (code, remedy) => expect(remedyOf(code)).toContain(remedy));
});
