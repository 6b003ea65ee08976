import { desktopStates } from '../../../facts/live-conditions.ts';
import { RefusedCall, defineOperation } from '../../model/world.ts';
import type { Answer, Desktop, ResourceService, World } from '../../model/world.ts';
import { commonErrors, invalidParameter, missingParameter } from '../common-errors.ts';
import type { Parameter } from '../../model/parameters.ts';
import { drop, find, put } from '../../model/table.ts';
import { isIn, newId } from '../../model/resources.ts';
import { describe } from './describe.ts';
import * as limits from '../../../facts/limits/desktop-snapshots.ts';
import { desktopSnapshotsOf } from './store.ts';

// ECD publishes no table of error codes. The codes for parameters are those of the gateway; the one
// for a desktop that does not exist is seen in other people's code; the one for its status is assumed.
const errors = {
  desktopNotFound: { code: 'InvalidDesktopId.NotFound', status: 404, message: 'The specified DesktopId does not exist.' },
  desktopStatus: {
    code: 'IncorrectDesktopStatus',
    status: 403,
    message: 'The current status of the desktop does not support this operation.',
  },
} as const satisfies { [name: string]: Answer };

const region = {
  type: 'region',
  required: missingParameter('RegionId'),
  malformed: commonErrors.regionNotFound,
} as const satisfies Parameter;

function desktopOf(world: World, id: string, regionId: string | undefined): Desktop {
  const desktop = find(world.desktops, id);
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
    put(desktopSnapshotsOf(world), {
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
    for (const id of args.SnapshotId) if (find(table, id)?.regionId === args.RegionId) drop(table, id);
    return {};
  },
});

export const desktopSnapshots: ResourceService = { operations: [create, remove, describe], errors };
