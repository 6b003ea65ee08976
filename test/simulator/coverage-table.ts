import { crashPhases } from './apply-run.ts';

/** Operations of the plans that the simulator makes. */
const writes = [
  'CreateAutoSnapshotPolicy',
  'ModifyAutoSnapshotPolicyEx',
  'ApplyAutoSnapshotPolicy',
  'CancelAutoSnapshotPolicy',
  'CreateSnapshot',
  'ModifySnapshotAttribute',
  'CreateSnapshotGroup',
  'ModifySnapshotGroup',
  'ECD CreateSnapshot',
  'TagResources',
  'UntagResources',
  'DeleteAutoSnapshotPolicy',
  'DeleteSnapshot',
  'DeleteSnapshotGroup',
  'ECD DeleteSnapshot',
];
/** The listings of ECS. */
export const ecsListings = [
  'DescribeAutoSnapshotPolicyEx',
  'DescribeAutoSnapshotPolicyAssociations',
  'DescribeSnapshots',
  'DescribeSnapshotGroups',
  'DescribeDisks',
];
const listings = [...ecsListings, 'ECD DescribeSnapshots'];

const onlyWrites = 'a call that reads changes nothing, so that it cannot be lost or late after it took effect';
const onlyReads = 'only a listing has items and pages';
const onlyTokens = 'only creates of snapshots and groups carry a token';
const onlyDisks = 'only attaching and detaching name several disks, or act later';
const onlyTaken = 'only what is taken can fail after it was accepted';

const attaching = ['ApplyAutoSnapshotPolicy', 'CancelAutoSnapshotPolicy'];
const taking = ['CreateSnapshot', 'CreateSnapshotGroup'];

type Column = { readonly faults: readonly string[]; readonly on: readonly string[]; readonly why: string };

/** Every fault, on which operations it can be, and why on no others. */
const columns: readonly Column[] = [
  { faults: ['none', 'lost-before', 'unsent', 'unreachable', 'slow', 'throttled', '500', '503'], on: [...writes, ...listings], why: '' },
  {
    faults: ['truncated', 'html', 'html-commit', 'empty', 'empty-commit', 'redirect', 'redirect-commit', 'expired'],
    on: [...writes, ...listings],
    why: '',
  },
  { faults: ['lost-after-commit', 'late-commit', '500-after-commit', 'nonce-seen', 'denied'], on: writes, why: onlyWrites },
  { faults: ['item-missing', 'list-missing', 'page-repeated', 'total-wrong'], on: listings, why: onlyReads },
  { faults: ['processing', 'token-spent'], on: taking, why: onlyTokens },
  { faults: ['partial', 'late-effect'], on: attaching, why: onlyDisks },
  { faults: ['fails'], on: [...taking, 'ECD CreateSnapshot'], why: onlyTaken },
];

export type Cell = { readonly action: string; readonly fault: string; readonly crash: string };

export type CoverageTable = {
  readonly cells: number;
  readonly least: number;
  readonly leastCell: string;
  readonly empty: readonly string[];
  /** Cells that cannot exist, with the reason. */
  readonly impossible: readonly { readonly faults: readonly string[]; readonly operations: readonly string[]; readonly why: string }[];
  /** Cells that cannot exist and were hit all the same. */
  readonly unexpected: readonly string[];
  readonly lines: readonly string[];
};

const crashes = ['none', ...crashPhases];
/** What a crash before sending never meets: a fault of what is sent. */
const exists = (fault: string, crash: string): boolean => fault === 'none' || crash !== 'before sending';

/** Every cell of an operation that can exist. */
export const cellsOf = (action: string): readonly Cell[] =>
  columns
    .filter(({ on }) => on.includes(action))
    .flatMap(({ faults }) => faults)
    .flatMap((fault) => crashes.filter((crash) => exists(fault, crash)).map((crash) => ({ action, fault, crash })));

export const keyOf = ({ action, fault, crash }: Cell): string => `${action} ${fault} ${crash}`;
const inWords = ({ action, fault, crash }: Cell): string => `${action}, ${fault}, killed ${crash}`;

/** How often each operation met each fault and each point of a crash, with the cells that cannot exist. */
export function coverageTable(counts: ReadonlyMap<string, number>): CoverageTable {
  const operations = [...writes, ...listings];
  const cells = operations.flatMap(cellsOf).map((cell) => ({ ...cell, count: counts.get(keyOf(cell)) ?? 0 }));
  const least = cells.reduce((a, b) => (b.count < a.count ? b : a));
  const lines = operations.flatMap((action) =>
    crashes.map((crash) => {
      const own = cells.filter((one) => one.action === action && one.crash === crash);
      return `${action.padEnd(40)} ${crash.padEnd(18)} ${own.map(({ fault, count }) => `${fault} ${count}`).join('; ')}`;
    }),
  );
  const impossible = columns
    .filter(({ why }) => why !== '')
    .map(({ faults, on, why }) => ({ faults, operations: operations.filter((one) => !on.includes(one)), why }));
  const allFaults = columns.flatMap(({ faults }) => faults).filter((fault) => fault !== 'none');
  const unsent = { faults: allFaults, operations: ['any, killed before sending'], why: 'what is not sent meets no fault' };
  const known = new Set(cells.map(keyOf));
  return {
    cells: cells.length,
    least: least.count,
    leastCell: inWords(least),
    empty: cells.filter(({ count }) => count === 0).map(inWords),
    impossible: [...impossible, unsent],
    // Of calls that every plan begins with nothing is asked.
    unexpected: [...counts.keys()].filter((key) => operations.some((action) => key.startsWith(`${action} `)) && !known.has(key)),
    lines,
  };
}
