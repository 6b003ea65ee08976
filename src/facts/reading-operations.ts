import type { Service } from './services.ts';

/**
 * The operations on disks, instances, snapshots and desktops that change nothing. The published metadata does not mark
 * them; by the convention of these APIs an operation reads if and only if its name begins with Describe, Get or List.
 */
export const readingOperations = {
  ecs: [
    'DescribeAutoSnapshotPolicyAssociations',
    'DescribeAutoSnapshotPolicyEx',
    'DescribeDisks',
    'DescribeInstances',
    'DescribeSnapshotGroups',
    'DescribeLockedSnapshots',
    'DescribeRegions',
    'DescribeSnapshotLinks',
    'DescribeSnapshotPackage',
    'DescribeSnapshots',
    'DescribeSnapshotsUsage',
    'DescribeZones',
    'ListTagResources',
  ],
  ecd: ['DescribeAutoSnapshotPolicy', 'DescribeBundles', 'DescribeDesktops', 'DescribeSnapshots'],
  sts: ['GetCallerIdentity'],
} as const satisfies { readonly [S in Service]: readonly string[] };

/** An operation of a service that changes nothing. */
export type ReadingOperation<S extends Service = Service> = (typeof readingOperations)[S][number];
