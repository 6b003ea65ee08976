import { formatVersion } from '../base/format-version.ts';
import type { Difference } from '../diff/diff.ts';
import type { LiveState } from '../diff/live-state.ts';
import { operationsOf } from './operations.ts';
import { planEntryOf } from './plan-entry.ts';
import type { Plan } from './plan.ts';

/** The plan of a difference: ordered operations for apply, and entries for a person. */
export function makePlan({ changes, problems }: Difference, state: LiveState, stack: string): Plan {
  const operations = operationsOf(changes, state);
  return {
    formatVersion,
    kind: 'snapspec.plan',
    stack,
    account: state.account,
    region: state.region,
    entries: changes.map(planEntryOf),
    operations,
    problems,
    calls: { made: state.calls, toMake: operations.length },
  };
}
