import { essdCategories, regionalCategories } from '../../../facts/live-conditions.ts';
import type { Disk, World } from '../../model/world.ts';
import { commonErrors } from '../../model/common-errors.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import { checkInstance, checkSnapshottable, targetDisk } from '../snapshots/preconditions.ts';
import { errors } from './errors.ts';
import { diskIds, groupInProgress, groupSize } from '../../../facts/limits/groups.ts';

type Targets = {
  readonly instanceId: string | undefined;
  readonly diskIds: readonly string[];
  readonly excludedIds: readonly string[];
  readonly region: string | undefined;
};

/** The disks of a group that is to be taken: those listed, or those of the instance without the excluded ones. */
export function disksOf(world: World, targets: Targets): readonly Disk[] {
  const { instanceId, diskIds, excludedIds, region } = targets;
  if (instanceId !== undefined) checkInstance(world, instanceId, region);
  const listed = [...new Set(diskIds)].map((id) => targetDisk(world, id, region));
  // No page names the code for a listed disk of another instance; to the instance it does not exist.
  const foreign = listed.some((disk) => instanceId !== undefined && !disk.instanceIds.includes(instanceId));
  refuseIf(foreign, { refusal: commonErrors.diskNotFound });
  if (listed.length > 0) return listed;
  const attached = world.disks.rows.filter((disk) => disk.instanceIds.includes(instanceId ?? '') && !excludedIds.includes(disk.id));
  refuseIf(attached.length === 0, { refusal: errors.noDisk });
  return attached;
}

function checkTogether(disks: readonly Disk[]): void {
  const regional = disks.filter((disk) => regionalCategories.values.includes(disk.category)).length;
  refuseIf(regional > 0 && regional < disks.length, regionalCategories);
  refuseIf(regional === 0 && new Set(disks.map((disk) => disk.zoneId)).size > 1, { refusal: errors.zones });
  refuseIf(disks.length > diskIds.count.max, diskIds.count);
  refuseIf(disks.reduce((sum, disk) => sum + disk.size, 0) > groupSize.max, groupSize);
}

const groupErrors = { creating: groupInProgress, missingKey: errors.keyMissing };

/** All that must hold before a group of these disks is taken. */
export function checkGroupable(world: World, now: number, disks: readonly Disk[]): void {
  for (const disk of disks) {
    refuseIf(disk.multiAttach === 'LegacyShared', { refusal: errors.sharedVolume });
    refuseIf(disk.multiAttach === 'Enabled', { refusal: errors.multiAttach });
    refuseIf(!essdCategories.values.includes(disk.category), essdCategories);
    checkSnapshottable(world, now, disk, groupErrors);
  }
  checkTogether(disks);
}
