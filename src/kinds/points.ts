import type { Json } from '../base/json.ts';
import type { Target } from '../fields/field.ts';
import { readCall } from './call-builder.ts';
import type { Listing } from './calls.ts';
import { textAt } from './reply-reader.ts';

/** A disk that backups are of: a disk by its id, or a disk of a desktop by what it is. */
export type Source = { readonly target: Target; readonly id: string; readonly part?: string };

/** One backup of any sort, automatic ones too: whether it is complete, and which disk of its source it is of. */
export type Point = { readonly id: string; readonly isGood: boolean; readonly part?: string };

/** What lists the points of a source: all its disks together. */
export const sourceKey = ({ target, id }: Source): string => `${target} ${id}`;

/** All backups of one source, whoever took them. */
export const pointsListing = (region: string, { target, id }: Source): Listing => ({
  call:
    target === 'desktop'
      ? readCall(region, 'ecd', 'DescribeSnapshots', { RegionId: region, DesktopId: id })
      : readCall(region, 'ecs', 'DescribeSnapshots', { RegionId: region, DiskId: id }),
  paging: { type: 'token', size: 100 },
  items: target === 'desktop' ? ['Snapshots'] : ['Snapshots', 'Snapshot'],
  id: 'SnapshotId',
});

/** One item of such a listing. */
export function pointOf(item: Json): Point {
  const part = textAt(item, 'DesktopId') === undefined ? undefined : textAt(item, 'SourceDiskType')?.toLowerCase();
  const isGood = textAt(item, 'Status')?.toLowerCase() === 'accomplished';
  return { id: textAt(item, 'SnapshotId') ?? '', isGood, ...(part !== undefined && { part }) };
}

/** Whether a point is of a source. */
export const isPointOf = (point: Point, { part }: Source): boolean => part === undefined || point.part === part;
