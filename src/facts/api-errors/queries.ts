import type { ApiErrorNote } from './note.ts';

const ours = 'Report it: the parameters of reading calls are set by snapspec.';
const query = (code: string, operation: string, status: number, means: string): ApiErrorNote => ({
  code,
  origin: 'static',
  never: true,
  seen: { [operation]: status },
  means,
  remedy: ours,
});

/** Wrong questions of reading calls. */
export const queries: readonly ApiErrorNote[] = [
  query('InvalidSnapshotIds.Malformed', 'DescribeSnapshots', 403, 'More than 100 snapshots were asked for by id, or the list is no JSON.'),
  query('InvalidFilterKey.NotFound', 'DescribeSnapshots', 404, 'A filter was given that does not exist.'),
  query('InvalidFilterValue', 'DescribeSnapshots', 404, 'The value of a filter is of no form that it takes.'),
  query('InvalidUsage', 'DescribeSnapshots', 404, 'Snapshots were asked for by a usage that does not exist.'),
  query('InvalidSourceDiskType', 'DescribeSnapshots', 404, 'Snapshots were asked for by a sort of disk that does not exist.'),
  query('InvalidStatus.NotFound', 'DescribeSnapshots', 404, 'Snapshots were asked for by a status that does not exist.'),
  query('InvalidSnapshotType.NotFound', 'DescribeSnapshots', 404, 'Snapshots were asked for by a type that does not exist.'),
  query('InvalidSnapshotLinkId.NotFound', 'DescribeSnapshots', 404, 'Snapshots were asked for by a chain that does not exist.'),
  query('InvalidSnapshotGroupId.MustBeOne', 'DescribeSnapshotGroups', 403, 'More groups were asked for by id than the call takes.'),
  query('InvalidStatus.ValueNotSupported', 'DescribeSnapshotGroups', 403, 'Groups were asked for by a status that does not exist.'),
];
