import type { Operation } from '../plan/plan.ts';
import { awaitListed, finished, listed } from './confirm.ts';
import type { Confirmation } from './confirm.ts';
import { resultOf } from './perform.ts';
import type { Run } from './run.ts';

/** Creates that succeeded, by the id of what they made. */
function createdIn(run: Run, operations: readonly Operation[]): Map<string, Operation> {
  return new Map(
    operations.flatMap((operation) => {
      const result = run.results.get(operation.id);
      const made = operation.action === 'create' && result?.outcome === 'done' && result.resourceId !== undefined;
      return made ? [[result.resourceId, operation] as const] : [];
    }),
  );
}

/** An interruption ends the waiting, and nothing is said of what was not seen. */
async function confirmationOf(run: Run, created: ReadonlyMap<string, Operation>): Promise<Confirmation> {
  try {
    return await awaitListed(run.lookup, created, run.wait === 'finished' ? finished : listed, run.signal);
  } catch (error) {
    if (run.signal?.aborted) return { missing: [], failed: [] };
    throw error;
  }
}

/**
 * Waits until what was created is listed or finished, and corrects the results of what is missing or failed.
 * @throws Failure `cloud` where the cloud can no longer be read
 */
export async function confirmCreated(run: Run, operations: readonly Operation[]): Promise<void> {
  const created = createdIn(run, operations);
  if (created.size === 0 || run.signal?.aborted) return;
  run.onEvent({
    type: 'settling',
    what: `waiting until everything is ${run.wait === 'finished' ? 'finished' : 'listed'}`,
  });
  const { missing, failed } = await confirmationOf(run, created);
  const correct = (id: string, outcome: 'unknown' | 'failed', message: string, help: string): void => {
    const operation = created.get(id) as Operation;
    run.results.set(operation.id, resultOf(operation, { outcome, resourceId: id, message, help }));
  };
  for (const id of missing)
    correct(
      id,
      'unknown',
      `The service returned ${id}, but does not list it as ours yet.`,
      `Wait until snapspec plan finds ${id}, then apply: while a listing lags it looks as if nothing existed.`,
    );
  for (const id of failed)
    correct(
      id,
      'failed',
      `The service started ${id}, and it ended as failed.`,
      'It does not count: the next apply takes it again. Look in the console for the reason first.',
    );
}
