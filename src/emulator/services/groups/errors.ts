import type { ServiceError } from '../../model/refused-call.ts';

const answer = (code: string, status: number, message: string): ServiceError => ({ code, status, message });

/** Answers of the operations on groups, in the service's words where a page has them. */
export const errors = {
  nameMalformed: answer('InvalidParameter.Name', 400, 'The specified Name is wrongly formed.'),
  descriptionMalformed: answer('InvalidParameter.Description', 400, 'The specified Description is wrongly formed.'),
  instanceMissing: answer(
    'MissingParamter.InstanceId',
    400,
    'The input parameter "InstanceId" that is mandatory for processing this request is not supplied.',
  ),
  conflict: answer(
    'InvalidParam.ExcludeDiskIdsAndDiskIds.Conflict',
    400,
    'The parameters ExcludeDiskId and DiskId cannot be specified at the same time.',
  ),
  zones: answer('InvalidDiskIds.NotInSameZone', 400, 'The specified disks are not in the same zone.'),
  retentionMalformed: answer('InvalidRetentionDays.Malformed', 400, 'The specified RetentionDays is not valid.'),
  tooManyCreating: answer(
    'IncorrectDiskStatus.TooManyCreatingSnapshots',
    403,
    'The maximum number of creating snapshots on the disk has been exceeded.',
  ),
  noDisk: answer('InvalidInstance.NoDisk', 403, 'The specified instance has no available disk.'),
  tooManyDisks: answer('NumberExceed.TooManyDisks', 403, 'The number of disks exceeds the maximum limit.'),
  tooLarge: answer('CapacityExceed.TooManyDisks', 403, 'The total size of the disks exceeds the maximum limit.'),
  multiAttach: answer(
    'InvalidOperation.MultiAttachDisk',
    403,
    'The operation is not supported by disks for which the multi-attach feature is enabled.',
  ),
  inconsistent: answer('InvalidDisk.DiskCategoryInconsistent', 403, 'The categories of the specified disks are inconsistent.'),
  sharedVolume: answer('InvalidDisk.ShareVolume', 403, 'The operation is not supported by shared block storage.'),
  tooManyIds: answer('InvalidSnapshotGroupId.MustBeOne', 403, 'The number of specified SnapshotGroupId exceeds the limit.'),
  statusUnknown: answer('InvalidStatus.ValueNotSupported', 403, 'The specified Status is not supported.'),
  keyMissing: answer('InvalidKMSKeyId.NotFound', 404, 'The specified KMSKeyId does not exist.'),
  regionUnsupported: answer('InvalidRegion.NotSupport', 403, 'The operation is not supported in the region.'),
  instantAccessRegion: answer(
    'InvalidRegion.NotSupportSnapshotInstantAccessRegion',
    403,
    'The region does not support the instant access feature.',
  ),
  storageLocation: answer('InvalidParameter.UnauthorizedStorageLocationArn', 403, 'The specified StorageLocationArn is not authorized.'),
  madeImage: answer('SnapshotCreatedImage', 403, 'The snapshot has been used to create an image.'),
  notFound: answer('InvalidSnapshotGroup.NotFound', 404, 'The specified snapshot group does not exist.'),
} as const satisfies { [name: string]: ServiceError };
