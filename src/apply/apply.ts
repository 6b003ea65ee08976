import { takesAway } from '../plan/plan.ts';
import type { Operation, Plan } from '../plan/plan.ts';
import type { OperationResult } from '../plan/receipt.ts';
import { confirmCreated } from './confirm-created.ts';
import { perform } from './perform.ts';
import type { ApplyOptions, Run } from './run.ts';

/** Operations in flight at once. */
const concurrency = 4;

async function runOne(run: Run, operation: Operation): Promise<void> {
  const result = await perform(run, operation);
  run.results.set(operation.id, result);
  run.onEvent({ type: 'ended', operation, result });
}

/** Runs operations as soon as those that they need have ended; two of one entry never at the same time. */
async function runAll(run: Run, operations: readonly Operation[]): Promise<void> {
  const running = new Map<Operation, Promise<void>>();
  try {
    await startAll(run, operations, running);
  } finally {
    // Where one cannot go on nothing new starts, and what is in flight is awaited.
    await Promise.allSettled(running.values());
  }
}

async function startAll(run: Run, operations: readonly Operation[], running: Map<Operation, Promise<void>>): Promise<void> {
  const waiting = new Set(operations);
  while (waiting.size + running.size > 0) {
    for (const operation of waiting) {
      if (running.size >= concurrency) break;
      if (!operation.after.every((id) => run.results.has(id))) continue;
      if ([...running.keys()].some(({ address }) => address === operation.address)) continue;
      waiting.delete(operation);
      running.set(
        operation,
        runOne(run, operation).finally(() => running.delete(operation)),
      );
    }
    await Promise.race(running.values());
  }
}

/**
 * Carries out a plan, each operation once, and waits until what it created can be seen.
 * @returns one result for every operation, in the plan's order
 * @throws Failure `cloud` where the cloud can no longer be read
 */
export async function apply(plan: Plan, options: ApplyOptions): Promise<readonly OperationResult[]> {
  const { reader, clock, settle } = options;
  const run: Run = { ...options, lookup: { reader, clock, region: plan.region, settle }, ids: new Map(), results: new Map() };
  await runAll(
    run,
    plan.operations.filter((operation) => !takesAway(operation)),
  );
  const isDeletion = ({ action }: Operation): boolean => action === 'delete';
  await runAll(
    run,
    plan.operations.filter((operation) => takesAway(operation) && !isDeletion(operation)),
  );
  // What cannot be undone comes once nothing else is left that could fail.
  await runAll(run, plan.operations.filter(isDeletion));
  await confirmCreated(run, plan.operations);
  return plan.operations.map((operation) => run.results.get(operation.id) as OperationResult);
}
