import { desktopStates } from '../../../facts/live-conditions.ts';
import { newId } from '../../model/ids.ts';
import { defineOperation } from '../../model/operation.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { ResourceService } from '../../model/operation.ts';
import type { ServiceError } from '../../model/refused-call.ts';
import { isIn } from '../../model/resources.ts';
import type { Desktop, World } from '../../model/world.ts';
import { commonErrors, invalidParameter, missingParameter } from '../../model/common-errors.ts';
import type { Parameter } from '../../model/parameters.ts';
import { describe } from './describe.ts';
import * as limits from '../../../facts/limits/desktop-snapshots.ts';
import { desktopSnapshotsOf } from './store.ts';

// ECD publishes no table of error codes. The codes for parameters are those of the gateway; the one
// for a desktop that does not exist is seen in public code; the one for its status is assumed.
const errors = {
  desktopNotFound: { code: 'InvalidDesktopId.NotFound', status: 404, message: 'The specified DesktopId does not exist.' },
  desktopStatus: {
    code: 'IncorrectDesktopStatus',
    status: 403,
    message: 'The current status of the desktop does not support this operation.',
  },
} as const satisfies { [name: string]: ServiceError };

const region = {
  type: 'region',
  required: missingParameter('RegionId'),
  malformed: commonErrors.regionNotFound,
} as const satisfies Parameter;

function desktopOf(world: World, id: string, regionId: string | undefined): Desktop {
  const desktop = world.desktops.find(id);
  if (desktop === undefined || !isIn(desktop, regionId)) throw new RefusedCall(errors.desktopNotFound);
  return desktop;
}

const create = defineOperation({
  service: 'ecd',
  action: 'CreateSnapshot',
  reads: false,
  params: {
    RegionId: region,
    DesktopId: { type: 'text', required: missingParameter('DesktopId') },
    SnapshotName: { type: 'text', required: missingParameter('SnapshotName'), limit: limits.name },
    SourceDiskType: { type: 'text', required: missingParameter('SourceDiskType'), limit: limits.sourceDiskType },
    Description: { type: 'text', limit: limits.description },
  },
  run: ({ world, now, args, account }) => {
    const desktop = desktopOf(world, args.DesktopId, args.RegionId);
    const disk = desktop.disks.find((one) => one.type === args.SourceDiskType.toLowerCase());
    if (disk === undefined) throw new RefusedCall(invalidParameter('SourceDiskType'));
    if (!desktopStates.values.includes(desktop.status)) throw new RefusedCall(errors.desktopStatus);
    const ids = newId(world, 's', args.RegionId);
    desktopSnapshotsOf(world).insert({
      ...ids,
      regionId: args.RegionId,
      createdAt: now,
      name: args.SnapshotName,
      description: args.Description ?? '',
      desktopId: desktop.id,
      diskType: disk.type,
      diskSize: disk.size,
      endsAt: now + world.settings.snapshotSeconds * 1000,
      end: world.settings.snapshotsFail ? 'failed' : 'accomplished',
      creator: account,
      tags: {},
      resourceGroupId: '',
    });
    return { SnapshotId: ids.id };
  },
});

const remove = defineOperation({
  service: 'ecd',
  action: 'DeleteSnapshot',
  reads: false,
  params: { RegionId: region, SnapshotId: { type: 'list', required: missingParameter('SnapshotId') } },
  run: ({ world, args }) => {
    if (args.SnapshotId.length > limits.deletedSnapshots.max) throw new RefusedCall(invalidParameter('SnapshotId'));
    const table = desktopSnapshotsOf(world);
    // Unknown ids are ignored.
    for (const id of args.SnapshotId) if (table.find(id)?.regionId === args.RegionId) table.remove(id);
    return {};
  },
});

export const desktopSnapshots: ResourceService = { section: 'desktopSnapshots', operations: [create, remove, describe], errors };
