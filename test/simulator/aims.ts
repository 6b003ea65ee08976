import { cellsOf, ecsListings } from './coverage-table.ts';
import type { Cell } from './coverage-table.ts';
import type { Dice } from './dice.ts';
import { goldenScenario } from './golden.ts';
import type { Scenario } from './scenario.ts';

/** What the runs of a golden plan send, as far as it is rare elsewhere. */
const sentBy: { readonly [plan: string]: readonly string[] } = {
  'all kinds': [
    'CreateAutoSnapshotPolicy',
    'ApplyAutoSnapshotPolicy',
    'CreateSnapshot',
    'CreateSnapshotGroup',
    'ECD CreateSnapshot',
    'ECD DescribeSnapshots',
    ...ecsListings,
  ],
  'a disk that moves': ['ApplyAutoSnapshotPolicy', 'CancelAutoSnapshotPolicy', 'DescribeAutoSnapshotPolicyAssociations'],
  'changes in place': ['ModifyAutoSnapshotPolicyEx', 'ModifySnapshotAttribute', 'TagResources', 'ModifySnapshotGroup'],
  'a backup let go of': ['UntagResources'],
  'backups removed': ['DeleteSnapshot', 'DeleteSnapshotGroup', 'ECD DeleteSnapshot'],
  'a policy removed': ['DeleteAutoSnapshotPolicy'],
};

/** Runs that each are to meet a fault, and a kill, at the first call of an operation. */
const mostAims = 6;

/** Every cell that a plan can meet, with that plan. */
const all = Object.entries(sentBy).flatMap(([plan, actions]) => actions.flatMap(cellsOf).map((cell) => ({ plan, cell })));

/** Faults of calls that take effect all the same. */
const effective = ['none', 'slow', 'fails', 'partial', 'late-effect'];

const isListing = ({ action }: Cell): boolean => action.includes('Describe');

/** What a kill leaves undone is sent again by the next run. */
const isDone = (cell: Cell): boolean =>
  !isListing(cell) && cell.crash !== 'before sending' && (effective.includes(cell.fault) || cell.fault.includes('-commit'));

/** Runs that are killed, first where nothing was done. */
function killsIn(plan: string, dice: Dice): readonly Cell[] {
  const cells = all.flatMap((one) => (one.plan === plan && one.cell.crash !== 'none' ? [one.cell] : []));
  const kills = Array.from({ length: mostAims - 2 }, () => dice.pick(cells));
  return kills.sort((a, b) => Number(isDone(a)) - Number(isDone(b)));
}

/**
 * A golden plan in which each run is aimed at one cell of the table of what was tried, two of them at the next one of all:
 * chance alone would not meet all of them in millions of seeds.
 */
export function aimed(seed: number, dice: Dice): Scenario {
  const { plan, cell } = all[seed % all.length] as (typeof all)[number];
  const kills = killsIn(plan, dice);
  // In some plans the first run makes only what the second one is about. A listing can be cut only where something is listed.
  const aims = isListing(cell) && cell.crash === 'none' ? [...kills, cell, cell] : [cell, cell, ...kills];
  return {
    ...goldenScenario(plan, dice.pick([0, 0, 3_000, 10_000])),
    seed,
    sort: 'cells',
    crashes: mostAims,
    aims,
    expiry: { life: 3_600_000, renews: dice.chance(0.5) },
  };
}
