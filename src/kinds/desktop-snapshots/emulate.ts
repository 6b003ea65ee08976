import { steadyDesktop } from '../disks.ts';
import { ApiError, operation } from '../emulation.ts';
import type { Answer, Desktop, Emulation, World } from '../emulation.ts';
import { commonErrors, invalidParameter, missingParameter } from '../emulation-errors.ts';
import type { Parameter } from '../emulation-params.ts';
import { drop, find, put } from '../emulation-table.ts';
import { isIn, newId } from '../emulation-world.ts';
import { describe } from './describe.ts';
import { fields, serviceDescription } from './fields.ts';
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
  if (desktop === undefined || !isIn(desktop, regionId)) throw new ApiError(errors.desktopNotFound);
  return desktop;
}

const create = operation({
  service: 'ecd',
  action: 'CreateSnapshot',
  reads: false,
  params: {
    RegionId: region,
    DesktopId: { type: 'text', required: missingParameter('DesktopId') },
    SnapshotName: { type: 'text', required: missingParameter('SnapshotName'), limit: fields.name },
    SourceDiskType: { type: 'text', required: missingParameter('SourceDiskType'), limit: fields.sourceDiskType },
    Description: { type: 'text', limit: serviceDescription },
  },
  run: ({ world, now, args, account }) => {
    const desktop = desktopOf(world, args.DesktopId, args.RegionId);
    const disk = desktop.disks.find((one) => one.type === args.SourceDiskType.toLowerCase());
    if (disk === undefined) throw new ApiError(invalidParameter('SourceDiskType'));
    if (!steadyDesktop.values.includes(desktop.status)) throw new ApiError(errors.desktopStatus);
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

const mostIds = 100;

const remove = operation({
  service: 'ecd',
  action: 'DeleteSnapshot',
  reads: false,
  params: { RegionId: region, SnapshotId: { type: 'list', required: missingParameter('SnapshotId') } },
  run: ({ world, args }) => {
    if (args.SnapshotId.length > mostIds) throw new ApiError(invalidParameter('SnapshotId'));
    const table = desktopSnapshotsOf(world);
    // Unknown ids are ignored.
    for (const id of args.SnapshotId) if (find(table, id)?.regionId === args.RegionId) drop(table, id);
    return {};
  },
});

export const emulation: Emulation = { operations: [create, remove, describe], errors };
