import { essdCategories } from '../../../facts/live-conditions.ts';
import { newId } from '../../model/ids.ts';
import { resourcesOf } from '../../model/world.ts';
import type { Disk, Resource, World } from '../../model/world.ts';
import type { Tags } from '../../model/world.ts';

/** A lock: until it ends nobody deletes the snapshot, and it is not released. */
export type SnapshotLock = {
  readonly createdAt: number;
  /** When its days begin to count. */
  readonly startsAt: number;
  readonly days: number;
  readonly coolOffHours: number;
};

/** A snapshot of a disk. It outlives its disk. */
export type Snapshot = Resource & {
  readonly name: string;
  readonly description: string;
  /** null keeps it until somebody deletes it. */
  readonly retentionDays: number | null;
  readonly modifiedAt: number;
  readonly diskId: string;
  readonly diskType: 'system' | 'data';
  readonly diskSize: number;
  readonly diskCategory: string;
  readonly encrypted: boolean;
  readonly kmsKeyId: string;
  readonly type: 'user' | 'auto';
  readonly category: 'standard' | 'flash' | 'archive';
  readonly instantAccess: boolean;
  /** When it is finished, and its status from then on. */
  readonly endsAt: number;
  readonly end: 'accomplished' | 'failed';
  /** The snapshot-consistent group that it is a member of; empty for none. */
  readonly groupId: string;
  /** The policy that took it; empty for none. */
  readonly policyId: string;
  readonly lock?: SnapshotLock | undefined;
  /** The snapshot that it is a copy of, with its region. */
  readonly copyOf?: { readonly snapshotId: string; readonly regionId: string };
  /** What was made from it. */
  readonly usage: 'none' | 'image' | 'disk' | 'image_disk';
};

export const snapshotsOf = (world: World) => resourcesOf<Snapshot>(world, 'snapshots');

const byDisk = (snapshot: Snapshot): readonly string[] => (snapshot.copyOf === undefined ? [snapshot.diskId] : []);
const byListedDisk = (snapshot: Snapshot): readonly string[] => [snapshot.diskId];

/** The snapshots that list a disk as their source, copies among them, oldest first. */
export const snapshotsListing = (world: World, diskId: string): readonly Snapshot[] => snapshotsOf(world).where(byListedDisk, diskId);

/** The snapshots that were taken of a disk, oldest first. */
export const snapshotsOfDisk = (world: World, diskId: string): readonly Snapshot[] => snapshotsOf(world).where(byDisk, diskId);

const day = 86_400_000;

/** The status at this moment: time alone decides. */
export const statusAt = (snapshot: Snapshot, now: number): 'progressing' | 'accomplished' | 'failed' =>
  now < snapshot.endsAt ? 'progressing' : snapshot.end;

/** Whether it can be used: at once on the ESSD series, else, as copies, when it is finished. */
export const availableAt = (snapshot: Snapshot, now: number): boolean =>
  statusAt(snapshot, now) === 'accomplished' ||
  (snapshot.end === 'accomplished' && snapshot.copyOf === undefined && essdCategories.values.includes(snapshot.diskCategory));

/** When a lock ends. */
export const lockEnd = ({ startsAt, days }: SnapshotLock): number => startsAt + days * day;

/** Whether a lock forbids deletion now: its time to think it over counts as locked, too. */
export const isLocked = ({ lock, conditions }: Snapshot, now: number): boolean =>
  (lock !== undefined && now < lockEnd(lock)) || (conditions?.includes('locked') ?? false);

/** Whether an image was made from it, which needs it. */
export const madeImage = ({ usage }: Snapshot): boolean => usage === 'image' || usage === 'image_disk';

/** Whether it stays after its retention: an image needs it, or somebody locked it without an end. */
const isHeld = (one: Snapshot): boolean => madeImage(one) || (one.conditions?.includes('locked') ?? false);

/** When the service releases it; Infinity where it does not. */
const releaseTime = (one: Snapshot): number =>
  one.retentionDays === null || isHeld(one)
    ? Number.POSITIVE_INFINITY
    : Math.max(one.createdAt + one.retentionDays * day, one.lock === undefined ? 0 : lockEnd(one.lock));

/** Releases the snapshots whose retention is over. */
export function release(world: World, now: number): void {
  const table = snapshotsOf(world);
  if (table.minimum(releaseTime) > now) return;
  table.removeAll(table.rows.filter((one) => now >= releaseTime(one)));
}

/**
 * Releases the oldest automatic snapshots of a disk, silently, until there is room for one more. Locked ones stay.
 * @returns whether there is room
 */
export function makeRoom(world: World, diskId: string, max: number, now: number): boolean {
  const automatic = snapshotsOfDisk(world, diskId).filter((one) => one.type === 'auto');
  const surplus = Math.max(0, automatic.length - max + 1);
  const released = automatic.filter((one) => !madeImage(one) && !isLocked(one, now)).slice(0, surplus);
  snapshotsOf(world).removeAll(released);
  return released.length === surplus;
}

type SnapshotRequest = {
  readonly disk: Disk;
  readonly name: string;
  readonly description: string;
  readonly retentionDays: number | null;
  readonly tags: Tags;
  readonly resourceGroupId: string;
  readonly groupId: string;
  /** By default standard. */
  readonly category?: Snapshot['category'];
  /** Absent for a manual snapshot. */
  readonly policyId?: string;
};

/** Takes a snapshot. Everything was checked before. */
export function take(world: World, now: number, request: SnapshotRequest): Snapshot {
  const { disk } = request;
  const { id, serial } = newId(world, 's', disk.regionId);
  // Written out member by member: an object made by spreading is several times slower to read, and these are many.
  const snapshot: Snapshot = {
    id,
    serial,
    name: request.name,
    description: request.description,
    retentionDays: request.retentionDays,
    tags: request.tags,
    resourceGroupId: request.resourceGroupId,
    groupId: request.groupId,
    policyId: request.policyId ?? '',
    regionId: disk.regionId,
    createdAt: now,
    modifiedAt: now,
    diskId: disk.id,
    diskType: disk.type,
    diskSize: disk.size,
    diskCategory: disk.category,
    encrypted: disk.encrypted,
    kmsKeyId: disk.kmsKeyId,
    type: request.policyId === undefined ? 'user' : 'auto',
    category: request.category ?? 'standard',
    instantAccess: false,
    endsAt: now + world.settings.snapshotSeconds * 1000,
    end: world.settings.snapshotsFail ? 'failed' : 'accomplished',
    usage: 'none',
  };
  return snapshotsOf(world).insert(snapshot);
}
