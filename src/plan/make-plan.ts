import type { Difference } from '../diff/diff.ts';
import type { LiveState } from '../diff/live-state.ts';
import { planEntryOf } from './plan-entry.ts';
import { operationsOf } from './operations.ts';
import type { Plan } from './plan.ts';

/** Changes to a plan: the ordered calls, and what a person is told. */
export function makePlan(difference: Difference, world: LiveState, stack: string): Plan {
  const operations = operationsOf(difference.changes, world);
  return {
    formatVersion: '1.0',
    kind: 'snapspec.plan',
    stack,
    account: world.account,
    region: world.region,
    entries: difference.changes.map(planEntryOf),
    operations,
    problems: difference.problems,
    calls: { made: world.calls, toMake: operations.length },
  };
}
