import { essdCategories, regionalCategories } from '../../../facts/live-conditions.ts';
import type { Disk, World } from '../../model/world.ts';
import { commonErrors } from '../common-errors.ts';
import { refuseIf } from '../../model/limits.ts';
import type { Range } from '../../../fields/field.ts';
import { pages } from '../../../facts/fact.ts';
import { checkInstance, checkSnapshottable, targetDisk } from '../snapshots/preconditions.ts';
import { errors } from './errors.ts';
import { fields } from '../../../kinds/groups/fields.ts';

const tebibyte = 1024;

/** The sizes of the disks of one group together, in GiB. */
export const groupSize: Range = {
  min: 0,
  max: 256 * tebibyte,
  row: 'GRP-SIZE-MAX',
  sources: [pages.createGroup, pages.sdk],
  refusal: { code: 'CapacityExceed.TooManyDisks', status: 403 },
  disputed: 'Pages say 32 TiB (2021), and 256 TiB today; the larger one is accepted.',
};

type Asked = {
  readonly instanceId: string | undefined;
  readonly diskIds: readonly string[];
  readonly excludedIds: readonly string[];
  readonly region: string | undefined;
};

/** The disks that a group is asked for: those listed, or those of the instance without the excluded ones. */
export function disksOf(world: World, asked: Asked): readonly Disk[] {
  const { instanceId, diskIds, excludedIds, region } = asked;
  if (instanceId !== undefined) checkInstance(world, instanceId, region);
  const listed = [...new Set(diskIds)].map((id) => targetDisk(world, id, region));
  // No page names the code for a listed disk of another instance; to the instance it does not exist.
  const foreign = listed.some((disk) => instanceId !== undefined && !disk.instanceIds.includes(instanceId));
  refuseIf(foreign, { refusal: commonErrors.diskNotFound });
  if (listed.length > 0) return listed;
  const attached = world.disks.filter((disk) => disk.instanceIds.includes(instanceId ?? '') && !excludedIds.includes(disk.id));
  refuseIf(attached.length === 0, { refusal: errors.noDisk });
  return attached;
}

function checkTogether(disks: readonly Disk[]): void {
  const regional = disks.filter((disk) => regionalCategories.values.includes(disk.category)).length;
  refuseIf(regional > 0 && regional < disks.length, regionalCategories);
  refuseIf(regional === 0 && new Set(disks.map((disk) => disk.zoneId)).size > 1, { refusal: errors.zones });
  refuseIf(disks.length > fields.diskIds.count.max, fields.diskIds.count);
  refuseIf(disks.reduce((sum, disk) => sum + disk.size, 0) > groupSize.max, groupSize);
}

const creating = { row: 'GRP-INPROGRESS', sources: [pages.createGroup, pages.groupGuide], refusal: errors.tooManyCreating } as const;
const words = { creating, missingKey: errors.keyMissing };

/** All that must hold before a group of these disks is taken. */
export function checkGroupable(world: World, now: number, disks: readonly Disk[]): void {
  for (const disk of disks) {
    refuseIf(disk.multiAttach === 'LegacyShared', { refusal: errors.sharedVolume });
    refuseIf(disk.multiAttach === 'Enabled', { refusal: errors.multiAttach });
    refuseIf(!essdCategories.values.includes(disk.category), essdCategories);
    checkSnapshottable(world, now, disk, words);
  }
  checkTogether(disks);
}
