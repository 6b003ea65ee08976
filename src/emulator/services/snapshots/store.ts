import { essdCategories } from '../../../facts/live-conditions.ts';
import type { Disk, Thing, World } from '../../model/world.ts';
import { among, drop, dropAll, put, touchesOf } from '../../model/table.ts';
import { resourcesOf, newId } from '../../model/resources.ts';
import type { Tags } from '../../../kinds/ownership-tags.ts';

/** A snapshot of a disk, as the local cloud keeps it. It outlives its disk. */
export type Snapshot = Thing & {
  name: string;
  description: string;
  /** null keeps it until somebody deletes it. */
  retentionDays: number | null;
  modifiedAt: number;
  readonly diskId: string;
  readonly diskType: 'system' | 'data';
  readonly diskSize: number;
  readonly diskCategory: string;
  readonly encrypted: boolean;
  readonly kmsKeyId: string;
  readonly type: 'user' | 'auto';
  readonly instantAccess: boolean;
  /** When it is no longer being taken, and what it is then. */
  readonly endsAt: number;
  readonly end: 'accomplished' | 'failed';
  /** The snapshot-consistent group that it is a member of; empty for none. */
  readonly groupId: string;
  /** The policy that took it; empty for none. */
  readonly policyId: string;
  /** What was made from it. */
  usage: 'none' | 'image' | 'disk' | 'image_disk';
};

export const snapshotsOf = (world: World) => resourcesOf<Snapshot>(world, 'snapshots');

/** The snapshots of a disk, oldest first. */
export const snapshotsOfDisk = (world: World, diskId: string): readonly Snapshot[] => among(snapshotsOf(world), 'diskId', diskId);

const day = 86_400_000;

/** What a snapshot is at this moment: time alone decides. */
export const statusAt = (snapshot: Snapshot, now: number): 'progressing' | 'accomplished' | 'failed' =>
  now < snapshot.endsAt ? 'progressing' : snapshot.end;

/** Whether it can be used: at once on the ESSD series, else when it is finished. */
export const availableAt = (snapshot: Snapshot, now: number): boolean =>
  statusAt(snapshot, now) === 'accomplished' || (snapshot.end === 'accomplished' && essdCategories.values.includes(snapshot.diskCategory));

/** Whether an image was made from it, without which the image could not be. */
export const madeImage = ({ usage }: Snapshot): boolean => usage === 'image' || usage === 'image_disk';

/** Whether it stays beyond its time: an image needs it, or it is locked. */
const isHeld = (one: Snapshot): boolean => madeImage(one) || (one.conditions?.includes('locked') ?? false);

const expiryOf = (one: Snapshot): number =>
  one.retentionDays === null ? Number.POSITIVE_INFINITY : one.createdAt + one.retentionDays * day;

type NextRelease = { at: number; readonly revision: number };

// When the first snapshot of a table is to be released.
const nextReleases = new WeakMap<object, NextRelease>();

function nextRelease(table: object): NextRelease | undefined {
  const known = nextReleases.get(table);
  return known?.revision === touchesOf(table) ? known : undefined;
}

/** To be called after a change of what decides when snapshots are released. */
export function retentionChanged(world: World): void {
  nextReleases.delete(snapshotsOf(world));
}

/** Releases what has been kept for as long as it was to be. */
export function release(world: World, now: number): void {
  const table = snapshotsOf(world);
  if ((nextRelease(table)?.at ?? Number.NEGATIVE_INFINITY) > now) return;
  dropAll(
    table,
    table.filter((one) => now >= expiryOf(one) && !isHeld(one)),
  );
  const at = table.reduce((first, one) => (isHeld(one) ? first : Math.min(first, expiryOf(one))), Number.POSITIVE_INFINITY);
  nextReleases.set(table, { at, revision: touchesOf(table) });
}

/** Releases the oldest automatic snapshots of a disk, without a word, until there is room for one more. */
export function makeRoom(world: World, diskId: string, most: number): void {
  const automatic = snapshotsOfDisk(world, diskId).filter((one) => one.type === 'auto');
  const goes = automatic.filter((one) => !isHeld(one)).slice(0, Math.max(0, automatic.length - most + 1));
  for (const one of goes) drop(snapshotsOf(world), one.id);
}

type Wanted = {
  readonly disk: Disk;
  readonly name: string;
  readonly description: string;
  readonly retentionDays: number | null;
  readonly tags: Tags;
  readonly resourceGroupId: string;
  readonly groupId: string;
  /** Of the policy that takes it; a manual one has none. */
  readonly policyId?: string;
};

/** Takes a snapshot. Everything has been checked before. */
export function take(world: World, now: number, wanted: Wanted): Snapshot {
  const { disk } = wanted;
  const { id, serial } = newId(world, 's', disk.regionId);
  // Written out member by member: an object made by spreading is several times slower to read, and these are many.
  const snapshot: Snapshot = {
    id,
    serial,
    name: wanted.name,
    description: wanted.description,
    retentionDays: wanted.retentionDays,
    tags: wanted.tags,
    resourceGroupId: wanted.resourceGroupId,
    groupId: wanted.groupId,
    policyId: wanted.policyId ?? '',
    regionId: disk.regionId,
    createdAt: now,
    modifiedAt: now,
    diskId: disk.id,
    diskType: disk.type,
    diskSize: disk.size,
    diskCategory: disk.category,
    encrypted: disk.encrypted,
    kmsKeyId: disk.kmsKeyId,
    type: wanted.policyId === undefined ? 'user' : 'auto',
    instantAccess: false,
    endsAt: now + world.settings.snapshotSeconds * 1000,
    end: world.settings.snapshotsFail ? 'failed' : 'accomplished',
    usage: 'none',
  };
  const table = snapshotsOf(world);
  const next = nextRelease(table);
  if (next !== undefined) next.at = Math.min(next.at, expiryOf(snapshot));
  return put(table, snapshot);
}
