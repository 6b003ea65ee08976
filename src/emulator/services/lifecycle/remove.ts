import { newId } from '../../model/ids.ts';
import type { Disk, Instance, World } from '../../model/world.ts';
import { groupsOf, membersOf } from '../groups/store.ts';
import { detachPolicies } from '../policies/attach.ts';
import { snapshotsOf } from '../snapshots/store.ts';
import { attachDisk, detachDisk } from './attach.ts';

/** Removes a disk, and the attachments of policies to it. Its snapshots stay. */
export function removeDisk(world: World, id: string): void {
  world.disks.remove(id);
  detachPolicies(world, id);
}

const disksOf = (world: World, instanceId: string): readonly Disk[] =>
  world.disks.rows.filter((disk) => disk.instanceIds.includes(instanceId));

/** Removes an instance, with the disks that are released with it; the others are detached. */
export function removeInstance(world: World, id: string): void {
  for (const disk of disksOf(world, id))
    if (disk.deleteWithInstance === false || disk.instanceIds.length > 1) detachDisk(world, disk, id);
    else removeDisk(world, disk.id);
  world.instances.remove(id);
}

/** Removes a group with its snapshots. */
function removeGroup(world: World, id: string): void {
  const group = groupsOf(world).find(id);
  if (group !== undefined) snapshotsOf(world).removeAll(membersOf(world, group));
  groupsOf(world).remove(id);
}

/** Removes whatever has this id, with what goes with it, whether or not the service would allow it. */
export function removeResource(world: World, id: string): void {
  if (world.disks.find(id) !== undefined) return removeDisk(world, id);
  if (world.instances.find(id) !== undefined) return removeInstance(world, id);
  if (groupsOf(world).find(id) !== undefined) return removeGroup(world, id);
  world.desktops.remove(id);
  for (const table of Object.values(world.resources)) table.remove(id);
}

/**
 * Rebuilds an instance: its id stays, and a new system disk stands in the place of the old one, without its tags and
 * policies.
 */
export function rebuildInstance(world: World, { id, regionId, zoneId }: Instance, now: number): void {
  const old = disksOf(world, id).find((disk) => disk.type === 'system');
  if (old === undefined) return;
  removeDisk(world, old.id);
  const fresh = { ...old, ...newId(world, 'd', regionId), zoneId, createdAt: now, tags: {}, instanceIds: [] };
  attachDisk(world, world.disks.insert(fresh), id, now);
}
