import { diff } from '../../src/diff/diff.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import type { GateOptions } from '../../src/plan/gate.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { savedPlanOf } from '../../src/saved/saved-plan.ts';
import type { SavedPlan } from '../../src/saved/saved-plan.ts';
import { stack, state } from './resources.ts';

/** The plan of entries for what is live, without findings of preflight. */
export function planFor(entries: readonly Desired[], resources: readonly Live[], more: Partial<LiveState> = {}, gate?: GateOptions): Plan {
  const live = state(resources, more, entries);
  return makePlan({ ...diff(entries, live, stack, 0), state: live, stack, ...(gate && { gate }) });
}

/** When plans of tests are saved; they count for a day. */
export const savedAt = Date.UTC(2026, 10, 26);
export const lifetime = 24 * 3_600_000;

/** A plan as it is saved, of a spec without variables. */
export const savedFor = (plan: Plan, desired: readonly Desired[]): SavedPlan =>
  savedPlanOf(plan, {
    program: { desired } as unknown as Program,
    documents: new Map(),
    variables: new Map(),
    now: savedAt,
    lifetime,
  });
