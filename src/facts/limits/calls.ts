import { pages } from '../fact.ts';
import type { Range } from '../fact.ts';

/** Characters of a ClientToken, all of them ASCII. */
export const clientTokenLength: Range = {
  min: 1,
  max: 64,
  row: 'COM-TOKEN-LEN',
  sources: [pages.createSnapshot, pages.createGroup],
  refusal: { code: 'InvalidClientToken.Malformed', status: 403 },
};

/** The most ids that one call of a listing names, by operation (its page, and the comments of the SDK's model; read 2026-11-21). */
export const idsInCall = {
  DescribeDesktops: 100,
  DescribeDisks: 100,
  DescribeInstances: 100,
  DescribeLockedSnapshots: 100,
  DescribeSnapshotGroups: 10,
  DescribeSnapshots: 100,
} as const;
