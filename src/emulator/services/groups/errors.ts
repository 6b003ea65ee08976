import type { ServiceError } from '../../model/refused-call.ts';

const error = (code: string, status: number, message: string): ServiceError => ({ code, status, message });

/** Errors of the operations on groups, in the service's words where a page has them. */
export const errors = {
  nameMalformed: error('InvalidParameter.Name', 400, 'The specified Name is wrongly formed.'),
  descriptionMalformed: error('InvalidParameter.Description', 400, 'The specified Description is wrongly formed.'),
  instanceMissing: error(
    'MissingParamter.InstanceId',
    400,
    'The input parameter "InstanceId" that is mandatory for processing this request is not supplied.',
  ),
  conflict: error(
    'InvalidParam.ExcludeDiskIdsAndDiskIds.Conflict',
    400,
    'The parameters ExcludeDiskId and DiskId cannot be specified at the same time.',
  ),
  zones: error('InvalidDiskIds.NotInSameZone', 400, 'The specified disks are not in the same zone.'),
  retentionMalformed: error('InvalidRetentionDays.Malformed', 400, 'The specified RetentionDays is not valid.'),
  tooManyCreating: error(
    'IncorrectDiskStatus.TooManyCreatingSnapshots',
    403,
    'The maximum number of creating snapshots on the disk has been exceeded.',
  ),
  noDisk: error('InvalidInstance.NoDisk', 403, 'The specified instance has no available disk.'),
  tooManyDisks: error('NumberExceed.TooManyDisks', 403, 'The number of disks exceeds the maximum limit.'),
  tooLarge: error('CapacityExceed.TooManyDisks', 403, 'The total size of the disks exceeds the maximum limit.'),
  multiAttach: error(
    'InvalidOperation.MultiAttachDisk',
    403,
    'The operation is not supported by disks for which the multi-attach feature is enabled.',
  ),
  inconsistent: error('InvalidDisk.DiskCategoryInconsistent', 403, 'The categories of the specified disks are inconsistent.'),
  sharedVolume: error('InvalidDisk.ShareVolume', 403, 'The operation is not supported by shared block storage.'),
  tooManyIds: error('InvalidSnapshotGroupId.MustBeOne', 403, 'The number of specified SnapshotGroupId exceeds the limit.'),
  statusUnknown: error('InvalidStatus.ValueNotSupported', 403, 'The specified Status is not supported.'),
  keyMissing: error('InvalidKMSKeyId.NotFound', 404, 'The specified KMSKeyId does not exist.'),
  regionUnsupported: error('InvalidRegion.NotSupport', 403, 'The operation is not supported in the region.'),
  instantAccessRegion: error(
    'InvalidRegion.NotSupportSnapshotInstantAccessRegion',
    403,
    'The region does not support the instant access feature.',
  ),
  storageLocation: error('InvalidParameter.UnauthorizedStorageLocationArn', 403, 'The specified StorageLocationArn is not authorized.'),
  madeImage: error('SnapshotCreatedImage', 403, 'The snapshot has been used to create an image.'),
  notFound: error('InvalidSnapshotGroup.NotFound', 404, 'The specified snapshot group does not exist.'),
} as const satisfies { [name: string]: ServiceError };
