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

/** The cells of each plan, each as often as any other. */
const cellsIn = Object.fromEntries(Object.entries(sentBy).map(([plan, actions]) => [plan, actions.flatMap(cellsOf)]));

/** Each plan as often as it has cells. */
const plans = Object.entries(cellsIn).flatMap(([plan, cells]) => cells.map(() => plan));

/**
 * A golden plan in which each run is aimed at one cell of the table of what was tried: chance alone would not meet all of
 * them in millions of seeds.
 */
export function aimed(seed: number, dice: Dice): Scenario {
  const plan = dice.pick(plans);
  const cell = (): Cell => dice.pick(cellsIn[plan] as readonly Cell[]);
  return {
    ...goldenScenario(plan, dice.pick([0, 0, 3_000, 10_000])),
    seed,
    sort: 'cells',
    crashes: mostAims,
    aims: Array.from({ length: mostAims }, cell),
    expiry: { life: 3_600_000, renews: dice.chance(0.5) },
  };
}
