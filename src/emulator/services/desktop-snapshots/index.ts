import { desktopStates } from '../../../facts/live-conditions.ts';
import { defineOperation } from '../../model/operation.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { ResourceService } from '../../model/operation.ts';
import { invalidParameter, missingParameter } from '../../model/common-errors.ts';
import { describe } from './describe.ts';
import * as limits from '../../../facts/limits/desktop-snapshots.ts';
import { desktopOf } from './desktop-of.ts';
import { errors } from './errors.ts';
import { desktopSnapshotsOf, releaseDesktopSnapshots, takeDesktopSnapshot } from './store.ts';
import { RegionId } from '../region-parameter.ts';

const create = defineOperation({
  service: 'ecd',
  action: 'CreateSnapshot',
  reads: false,
  params: {
    RegionId,
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
    const { SnapshotName: name, Description: description = '' } = args;
    return { SnapshotId: takeDesktopSnapshot(world, now, { desktop, disk, name, description, creator: account }) };
  },
});

const remove = defineOperation({
  service: 'ecd',
  action: 'DeleteSnapshot',
  reads: false,
  params: { RegionId, SnapshotId: { type: 'list', required: missingParameter('SnapshotId') } },
  run: ({ world, args }) => {
    if (args.SnapshotId.length > limits.deletedSnapshots.max) throw new RefusedCall(invalidParameter('SnapshotId'));
    const table = desktopSnapshotsOf(world);
    // Unknown ids are ignored.
    for (const id of args.SnapshotId) if (table.find(id)?.regionId === args.RegionId) table.remove(id);
    return {};
  },
});

export const desktopSnapshots: ResourceService = {
  section: 'desktopSnapshots',
  operations: [create, remove, describe],
  errors,
  advance: releaseDesktopSnapshots,
};
