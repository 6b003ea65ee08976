import type { Disk, World } from '../../model/world.ts';

/** Attaches a disk to one more instance. */
export function attachDisk(world: World, disk: Disk, instanceId: string, now: number): void {
  world.disks.update(disk.id, { instanceIds: [...disk.instanceIds, instanceId], attachedAt: now, status: 'In_use' });
}

/** Detaches a disk from an instance. Nothing else about it changes: it still has its policies, and was attached once. */
export function detachDisk(world: World, disk: Disk, instanceId: string): void {
  const instanceIds = disk.instanceIds.filter((id) => id !== instanceId);
  world.disks.update(disk.id, { instanceIds, status: instanceIds.length > 0 ? disk.status : 'Available' });
}
