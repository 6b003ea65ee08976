import { sameJson } from '../base/json.ts';
import type { ApplyOptions } from '../apply/driver.ts';
import { sentOperations } from '../plan/plan.ts';
import type { Operation, Plan } from '../plan/plan.ts';
import type { OperationResult } from '../plan/receipt.ts';
import { planStack } from './plan-stack.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { PlanOptions, StackProgram } from './plan-stack.ts';

/** What a run has done, and what is left of it. */
type Looked = { readonly results: readonly OperationResult[]; readonly after?: Plan; readonly failure?: unknown };

/** Milliseconds between two looks at what is not listed yet. */
const pauses = [500, 1_000, 2_000, 4_000, 8_000];

/** Whether an operation was sent, so that what it brings about may be listed late. */
const wasSent = ({ outcome }: OperationResult): boolean => outcome === 'done' || outcome === 'already' || outcome === 'unknown';

const nameOf = ({ address, action }: Pick<Operation, 'address' | 'action'>): string => `${action} ${address}`;

/** What was sent and would be sent again, as it was seen now. */
function notSeen(results: readonly OperationResult[], after: Plan): boolean {
  const sent = new Set(results.filter(wasSent).map(nameOf));
  return sentOperations(after).some((operation) => sent.has(nameOf(operation)));
}

/** What nobody knew is done, where nothing is left of it to do and its entry is there. */
function withSeen(results: readonly OperationResult[], after: Plan): readonly OperationResult[] {
  const left = new Set(after.operations.map(nameOf));
  const entries = new Map(after.entries.map((entry) => [entry.address, entry]));
  return results.map((result) => {
    const entry = entries.get(result.address);
    const isThere = result.action === 'delete' || (entry?.id !== undefined && entry.outcome !== 'refused');
    if (result.outcome !== 'unknown' || left.has(nameOf(result)) || !isThere) return result;
    const { message: _, help: __, ...rest } = result;
    const id = result.resourceId ?? entry?.id;
    return { ...rest, outcome: 'done', ...(id !== undefined && { resourceId: id }) };
  });
}

/** What was done and is not there when the settle time is over, is not called done. */
function withGone(results: readonly OperationResult[], plan: Plan, after: Plan): readonly OperationResult[] {
  const before = new Map(plan.operations.map((operation) => [operation.id, operation]));
  const left = sentOperations(after);
  return results.map((result) => {
    const operation = before.get(result.id);
    if (operation === undefined || (result.outcome !== 'done' && result.outcome !== 'already')) return result;
    const isLeft = left.some(
      (one) => nameOf(one) === nameOf(operation) && (one.action === 'create' || sameJson(one.call as never, operation.call as never)),
    );
    if (!isLeft) return result;
    const message = 'It was done, and the cloud does not show it any more: somebody may have changed it back.';
    return { ...result, outcome: 'unknown', message, help: 'Run snapspec plan: it says what is there now.' };
  });
}

/**
 * Reads the cloud once more after a run: what was sent and is not listed yet is waited for until the settle time is over.
 * Nothing is thrown, so that results are never lost.
 */
export async function lastLook(
  program: StackProgram,
  { plan, results }: { readonly plan: Plan; readonly results: readonly OperationResult[] },
  options: ApplyOptions & PlanOptions,
): Promise<Looked> {
  const { reader, clock, settle, onEvent, signal } = options;
  const last = clock.now() + settle;
  try {
    for (let round = 0; ; round++) {
      const at = clock.now();
      const after = await unlessAborted(planStack(program, reader, clock, options), signal);
      if (!notSeen(results, after)) return { results: withSeen(results, after), after };
      if (at >= last || signal?.aborted) return { results: withGone(withSeen(results, after), plan, after), after };
      const pause = Math.min(last - clock.now(), pauses[Math.min(round, pauses.length - 1)] as number);
      if (pause >= 1_000) onEvent({ type: 'settling', what: 'waiting until everything is listed' });
      await clock.sleep(Math.max(0, pause), signal);
    }
  } catch (failure) {
    return signal?.aborted ? { results } : { results, failure };
  }
}
