import { invalidParameter, missingParameter } from '../../model/common-errors.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import { defineOperation } from '../../model/operation.ts';
import type { ServiceOperation } from '../../model/operation.ts';
import { instanceOf, isIn } from '../../model/resources.ts';
import { attach, deleteDisk, detach } from './disks.ts';
import { lifecycleErrors as errors } from './errors.ts';
import { removeInstance } from './remove.ts';
import { RegionId } from '../region-parameter.ts';

const deleteInstance = defineOperation({
  service: 'ecs',
  action: 'DeleteInstance',
  reads: false,
  params: {
    InstanceId: { type: 'text', required: missingParameter('InstanceId') },
    DryRun: { type: 'bool' },
    Force: { type: 'bool' },
  },
  run: ({ world, args, region }) => {
    const instance = instanceOf(world, args.InstanceId, region);
    const deletable = instance.status === 'Stopped' || (instance.status === 'Running' && args.Force === true);
    refuseIf(!deletable, { refusal: errors.instanceStatus });
    removeInstance(world, instance.id);
    return {};
  },
});

const mostDesktops = 100;

const deleteDesktops = defineOperation({
  service: 'ecd',
  action: 'DeleteDesktops',
  reads: false,
  params: {
    RegionId,
    DesktopId: { type: 'list', required: missingParameter('DesktopId') },
  },
  run: ({ world, args }) => {
    refuseIf(args.DesktopId.length > mostDesktops, { refusal: invalidParameter('DesktopId') });
    for (const id of args.DesktopId) {
      const desktop = world.desktops.find(id);
      refuseIf(desktop === undefined || !isIn(desktop, args.RegionId), { refusal: errors.desktopNotFound });
    }
    for (const id of args.DesktopId) world.desktops.remove(id);
    return {};
  },
});

/** How disks, instances and desktops come and go. */
export const lifecycleOperations: readonly ServiceOperation[] = [attach, detach, deleteDisk, deleteInstance, deleteDesktops];
