import { groupBy } from '../base/group-by.ts';
import { formatVersion } from '../base/format-version.ts';
import type { Change } from '../diff/change.ts';
import type { Finding } from '../diff/finding.ts';
import type { LiveState } from '../diff/live-state.ts';
import { closedGate, gateOf } from './gate.ts';
import type { GateOptions } from './gate.ts';
import { settled } from './going.ts';
import { holdsOf, withHolds, withoutBlocked } from './holds.ts';
import { operationsOf } from './operations.ts';
import { planEntryOf } from './plan-entry.ts';
import { callsOf } from './plan.ts';
import type { CallCounts, Operation, Plan } from './plan.ts';
import { emptied, movedIn, reductionsOf } from './reductions.ts';

/** What a plan is made of. */
export type PlanInput = {
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
  readonly state: LiveState;
  readonly stack: string;
  /** Addresses that the run is not about. */
  readonly leftOut?: readonly string[];
  /** What is approved; nothing by default. */
  readonly gate?: GateOptions;
  /** The reading calls, by operation. */
  readonly reads?: CallCounts;
};

/** In the order of the alphabet, whatever order they are sent in. */
function countsOf(operations: readonly Operation[]): CallCounts {
  const names = operations.flatMap((one) => callsOf(one).map(({ action }) => action)).sort();
  return Object.fromEntries([...groupBy(names, (name) => name)].map(([name, group]) => [name, group.length]));
}

/** The plan of a difference: ordered operations for apply, with what is held back of them, and entries for a person. */
export function makePlan({
  changes: found,
  findings,
  state,
  stack,
  leftOut = [],
  gate: options = closedGate,
  reads = {},
}: PlanInput): Plan {
  const holds = holdsOf(findings);
  const unblocked = found.map((change) => withoutBlocked(change, holds));
  const { changes, going, reattached } = settled(unblocked, holds, state);
  const moved = movedIn(going, state);
  const gate = gateOf(reductionsOf(going, state, moved, reattached), emptied(going, state), options);
  const operations = withHolds(operationsOf(changes, state, moved, reattached, movedIn(going, state, 'at all')), holds, gate);
  const sent = operations.filter(({ held }) => held === undefined);
  return {
    formatVersion,
    kind: 'snapspec.plan',
    stack,
    account: state.account,
    region: state.region,
    entries: changes.map((change) => planEntryOf(change, reattached)),
    operations,
    problems: findings.map(({ diagnostic }) => diagnostic),
    gate,
    leftOut,
    unchecked: state.unchecked,
    calls: { made: state.calls, toMake: sent.flatMap(callsOf).length, byAction: { made: reads, toMake: countsOf(sent) } },
  };
}
