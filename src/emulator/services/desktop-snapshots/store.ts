import { newId } from '../../model/ids.ts';
import { resourcesOf } from '../../model/world.ts';
import type { Desktop, Resource, World } from '../../model/world.ts';

/** A snapshot of a desktop's disk. */
export type DesktopSnapshot = Resource & {
  readonly name: string;
  readonly description: string;
  readonly desktopId: string;
  readonly diskType: 'system' | 'data';
  readonly diskSize: number;
  readonly endsAt: number;
  readonly end: 'accomplished' | 'failed';
  readonly creator: string;
  /** When the service deletes it; absent for a manual one, which it keeps. */
  readonly deletedAt?: number;
};

export const desktopSnapshotsOf = (world: World) => resourcesOf<DesktopSnapshot>(world, 'desktopSnapshots');

type DesktopSnapshotRequest = {
  readonly desktop: Desktop;
  readonly disk: Desktop['disks'][number];
  readonly name: string;
  readonly description: string;
  readonly creator: string;
  /** Absent for a manual snapshot. */
  readonly retentionDays?: number;
};

const day = 86_400_000;

/** Takes a snapshot, and returns its id. Everything was checked before. */
export function takeDesktopSnapshot(world: World, now: number, request: DesktopSnapshotRequest): string {
  const { desktop, disk, name, description, creator, retentionDays } = request;
  const ids = newId(world, 's', desktop.regionId);
  desktopSnapshotsOf(world).insert({
    ...ids,
    regionId: desktop.regionId,
    createdAt: now,
    name,
    description,
    desktopId: desktop.id,
    diskType: disk.type,
    diskSize: disk.size,
    endsAt: now + world.settings.snapshotSeconds * 1000,
    end: world.settings.snapshotsFail ? 'failed' : 'accomplished',
    creator,
    tags: {},
    resourceGroupId: '',
    ...(retentionDays !== undefined && { deletedAt: now + retentionDays * day }),
  });
  return ids.id;
}

const deletionOf = ({ deletedAt }: DesktopSnapshot): number => deletedAt ?? Number.POSITIVE_INFINITY;

/** Deletes the automatic snapshots whose retention is over. */
export function releaseDesktopSnapshots(world: World, now: number): void {
  const table = desktopSnapshotsOf(world);
  if (table.minimum(deletionOf) > now) return;
  table.removeAll(table.rows.filter((one) => now >= deletionOf(one)));
}
