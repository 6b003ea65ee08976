import { missingParameter } from '../../model/common-errors.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import { defineOperation } from '../../model/operation.ts';
import { diskOf, instanceOf, isIn } from '../../model/resources.ts';
import type { Instance } from '../../model/world.ts';
import { snapshotsOfDisk, statusAt } from '../snapshots/store.ts';
import { attachDisk, detachDisk } from './attach.ts';
import { lifecycleErrors as errors } from './errors.ts';
import { removeDisk } from './remove.ts';

const diskId = { type: 'text', required: missingParameter('DiskId') } as const;
const instanceId = { type: 'text', required: missingParameter('InstanceId') } as const;

const reachable = ['Running', 'Stopped'];

/** What the pages of AttachDisk and DetachDisk demand of the instance. */
function checkInstance(instance: Instance, statuses: readonly string[]): void {
  refuseIf(instance.locks.includes('security'), { refusal: errors.securityLock });
  refuseIf(!statuses.includes(instance.status), { refusal: errors.instanceStatus });
}

export const attach = defineOperation({
  service: 'ecs',
  action: 'AttachDisk',
  reads: false,
  params: { InstanceId: instanceId, DiskId: diskId, DeleteWithInstance: { type: 'bool' } },
  run: ({ world, now, args, region }) => {
    const instance = instanceOf(world, args.InstanceId, region);
    const disk = diskOf(world, args.DiskId, region);
    checkInstance(instance, reachable);
    refuseIf(disk.instanceIds.includes(instance.id), { refusal: errors.deviceInUse });
    const again = disk.multiAttach === 'Enabled' && disk.status === 'In_use';
    refuseIf(disk.status !== 'Available' && !again, { refusal: errors.diskStatus });
    refuseIf(disk.zoneId !== instance.zoneId, { refusal: errors.notInSameZone });
    attachDisk(world, disk, instance.id, now);
    if (args.DeleteWithInstance !== undefined) world.disks.update(disk.id, { deleteWithInstance: args.DeleteWithInstance });
    return {};
  },
});

export const detach = defineOperation({
  service: 'ecs',
  action: 'DetachDisk',
  reads: false,
  params: { InstanceId: instanceId, DiskId: diskId, DeleteWithInstance: { type: 'bool' } },
  run: ({ world, args, region }) => {
    const instance = instanceOf(world, args.InstanceId, region);
    const disk = diskOf(world, args.DiskId, region);
    refuseIf(!disk.instanceIds.includes(instance.id), { refusal: errors.notAttached });
    checkInstance(instance, disk.type === 'system' ? ['Stopped'] : reachable);
    refuseIf(disk.status !== 'In_use', { refusal: errors.diskStatus });
    detachDisk(world, disk, instance.id);
    if (args.DeleteWithInstance !== undefined) world.disks.update(disk.id, { deleteWithInstance: args.DeleteWithInstance });
    return {};
  },
});

export const deleteDisk = defineOperation({
  service: 'ecs',
  action: 'DeleteDisk',
  reads: false,
  params: { DiskId: diskId },
  run: ({ world, now, args, region }) => {
    const disk = world.disks.find(args.DiskId);
    // A disk that does not exist is ignored.
    if (disk === undefined || !isIn(disk, region)) return {};
    refuseIf(disk.status !== 'Available', { refusal: errors.diskStatus });
    const unfinished = snapshotsOfDisk(world, disk.id).some((one) => statusAt(one, now) === 'progressing');
    refuseIf(unfinished, { refusal: errors.creatingSnapshot });
    removeDisk(world, disk.id);
    return {};
  },
});
