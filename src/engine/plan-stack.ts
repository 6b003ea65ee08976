import type { Clock } from '../base/clock.ts';
import type { Reader } from '../cloud/client.ts';
import { observe } from '../cloud/observe.ts';
import { diff } from '../diff/diff.ts';
import { aboutEntry } from '../diff/finding.ts';
import type { Program } from '../frontend/analyze.ts';
import { closedGate } from '../plan/gate.ts';
import type { GateOptions } from '../plan/gate.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { emptySpecRefusal } from '../plan/refusals.ts';
import { preflightFinding } from '../preflight/issue.ts';
import { preflight } from '../preflight/preflight.ts';
import { unknownRegion } from '../preflight/regions.ts';

/** What a spec lets pass and approves, beside what is approved elsewhere. */
function withSpec({ approvals, limit }: GateOptions, { approve, limits }: Program['spec']): GateOptions {
  return {
    approvals: [...approvals, ...(approve ? [{ by: 'spec' as const, ...approve }] : [])],
    limit: Math.max(limit, limits.reductions),
  };
}

/**
 * Reads the live state and makes the plan of a spec. It has no means to write.
 * @throws Failure `cloud` for an incomplete read, `refused` for another account or an empty spec
 */
export async function planStack({ spec, desired }: Program, reader: Reader, clock: Pick<Clock, 'now'>, gate = closedGate): Promise<Plan> {
  const live = await observe(reader, spec, desired);
  const elsewhere = unknownRegion(live, desired[0]?.file);
  if (elsewhere !== undefined) return makePlan({ changes: [], findings: [aboutEntry(elsewhere, '')], state: live, stack: spec.stack });
  const refusal = emptySpecRefusal(desired.length, live.live, spec);
  if (refusal !== undefined) throw refusal;
  const { changes, findings } = diff(desired, live, spec.stack, clock.now());
  return makePlan({
    changes,
    findings: [...findings, ...preflight(changes, live, clock.now()).map(preflightFinding)],
    state: live,
    stack: spec.stack,
    gate: withSpec(gate, spec),
  });
}
