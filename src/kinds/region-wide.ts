import { groupBy } from '../base/group-by.ts';
import type { Json } from '../base/json.ts';
import { readCall } from './call-builder.ts';
import type { Listing, ReadCall } from './calls.ts';
import { isMalformed, listAt, textAt, wordAt } from './reply-reader.ts';

/** Which regions the service has. */
export const regionsCall = (region: string): ReadCall => readCall(region, 'ecs', 'DescribeRegions', {});

/** The ids of regions in a reply; undefined where it is not understood. */
export function regionsIn(body: Json): readonly string[] | undefined {
  if (isMalformed(body, 'list', 'Regions', 'Region')) return undefined;
  const ids = listAt(body, 'Regions', 'Region').map((one) => textAt(one, 'RegionId'));
  return ids.length > 0 && ids.every((id) => id !== undefined) ? ids : undefined;
}

/** The snapshots of all disks that are being taken: manual ones, those of policies and those of groups. */
export const underWayListing = (region: string): Listing => ({
  call: readCall(region, 'ecs', 'DescribeSnapshots', { RegionId: region, Status: 'progressing' }),
  paging: { type: 'token', size: 100 },
  items: ['Snapshots', 'Snapshot'],
  id: 'SnapshotId',
});

/** Ids of snapshots by their disk. */
export function snapshotsByDisk(items: readonly Json[]): ReadonlyMap<string, readonly string[]> {
  const pairs = new Map(items.map((item) => [textAt(item, 'SnapshotId') ?? '', textAt(item, 'SourceDiskId') ?? '']));
  const groups = groupBy(pairs, ([, disk]) => disk);
  return new Map([...groups].map(([disk, all]) => [disk, all.map(([id]) => id).sort()]));
}

/** The locks of snapshots: those that are over too. */
export const locksListing = (region: string): Listing => ({
  call: readCall(region, 'ecs', 'DescribeLockedSnapshots', { RegionId: region }),
  paging: { type: 'token', size: 100 },
  items: ['LockedSnapshotsInfo'],
  id: 'SnapshotId',
});

/** Ids of what is locked now, with the state of the lock: whatever does not say that it is over counts as locked. */
export const lockedIn = (items: readonly Json[]): ReadonlyMap<string, string> =>
  new Map(
    items
      .map((item) => [textAt(item, 'SnapshotId') ?? '', wordAt(item, ['expired'], 'LockStatus') ?? 'of an unknown state'] as const)
      .filter(([, status]) => status !== 'expired'),
  );
