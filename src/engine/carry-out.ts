import { apply } from '../apply/apply.ts';
import type { ApplyOptions } from '../apply/run.ts';
import { resultOf } from '../apply/perform.ts';
import type { Operation, Plan } from '../plan/plan.ts';
import { notStarted } from '../plan/receipt.ts';
import type { ApplyEvent, OperationResult } from '../plan/receipt.ts';

/** What is known of every operation, and why the run could not go on, where it could not. */
export type CarriedOut = { readonly results: readonly OperationResult[]; readonly failure?: unknown };

const unanswered = 'It was sent, and the run ended before its outcome was known.';
const help = 'It may or may not have happened. Run apply again: it looks first and never creates a second one by mistake.';

/** An operation of a run that ended before it: what was begun may have happened. */
const unended = (operation: Operation, isStarted: boolean): OperationResult =>
  isStarted
    ? resultOf(operation, { outcome: 'unknown', message: unanswered, help })
    : resultOf(operation, { outcome: 'cancelled', message: notStarted });

/** Carries out a plan. What was done is never lost: where the run cannot go on, its failure stands beside the results. */
export async function carryOut(plan: Plan, options: ApplyOptions): Promise<CarriedOut> {
  const ended = new Map<string, OperationResult>();
  const started = new Set<string>();
  const onEvent = (event: ApplyEvent): void => {
    if (event.type === 'started') started.add(event.operation.id);
    if (event.type === 'ended') ended.set(event.operation.id, event.result);
    options.onEvent(event);
  };
  try {
    return { results: await apply(plan, { ...options, onEvent }) };
  } catch (failure) {
    return { results: plan.operations.map((one) => ended.get(one.id) ?? unended(one, started.has(one.id))), failure };
  }
}
