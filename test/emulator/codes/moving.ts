import { one } from './world.ts';
import type { Ways } from './world.ts';

export const ofDiskAttachment: Ways = {
  'InvalidDevice.InUse': one('AttachDisk')('a disk that is attached to the instance', { InstanceId: 'i-1', DiskId: 'd-1' }),
  ResourcesNotInSameZone: one('AttachDisk')('a disk of another zone', { InstanceId: 'i-1', DiskId: 'd-zone' }),
};

export const ofDiskDetachment: Ways = {
  DependencyViolation: one('DetachDisk')('a disk that is not attached to the instance', { InstanceId: 'i-1', DiskId: 'd-2' }),
};

export const ofDiskDeletion: Ways = {
  DiskCreatingSnapshot: {
    how: 'a disk of which a snapshot is being made',
    run: async (local) => {
      await local.ecs('CreateSnapshot', { DiskId: 'd-2' });
      return local.ecs('DeleteDisk', { DiskId: 'd-2' });
    },
  },
};
