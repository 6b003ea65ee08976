import type { Clock } from '../base/clock.ts';
import type { Reader, Writer } from '../cloud/client.ts';
import type { ServiceError } from '../cloud/errors.ts';
import { remedyOf } from '../cloud/remedies.ts';
import { kindOf } from '../kinds/registry.ts';
import { textAt } from '../kinds/reply-reader.ts';
import type { Operation, Plan } from '../plan/plan.ts';
import { notStarted } from '../plan/receipt.ts';
import type { ApplyEvent, OperationResult } from '../plan/receipt.ts';
import { awaitListed, findMade, finished, listed } from './confirm.ts';
import type { Lookup } from './confirm.ts';
import { sendCall, withIds } from './call.ts';

export type ApplyOptions = {
  readonly reader: Reader;
  readonly writer: Writer;
  readonly clock: Clock;
  /** Milliseconds by which a listing may lag behind a write. */
  readonly settle: number;
  /** Until when a created thing is waited for: it is listed, or it is finished. */
  readonly wait: 'accepted' | 'finished';
  readonly onEvent: (event: ApplyEvent) => void;
  /** When aborted, nothing new is started. */
  readonly signal?: AbortSignal;
};

/** Operations under way at once. */
const lanes = 4;

type Run = ApplyOptions & { readonly ids: Map<string, string>; readonly results: Map<string, OperationResult>; readonly look: Lookup };

const good = (result: OperationResult | undefined): boolean => result?.outcome === 'done' || result?.outcome === 'already';

function base(operation: Operation): Pick<OperationResult, 'id' | 'address' | 'action'> {
  return { id: operation.id, address: operation.address, action: operation.action };
}

function refusal(operation: Operation, error: ServiceError): OperationResult {
  return {
    ...base(operation),
    outcome: 'failed',
    code: error.code,
    requestId: error.requestId,
    message: error.said,
    help: remedyOf(error.code),
  };
}

async function resolveUnclear(run: Run, operation: Operation, why: Error): Promise<OperationResult> {
  const made = operation.action === 'create' ? await findMade(run.look, operation) : undefined;
  if (made === undefined)
    return {
      ...base(operation),
      outcome: 'unknown',
      message: why.message,
      help: 'It may or may not have been carried out. Run apply again: it looks first and never takes a second one by mistake.',
    };
  run.ids.set(operation.address, made.id);
  return { ...base(operation), outcome: 'done', resourceId: made.id };
}

function created(run: Run, operation: Operation, body: Parameters<typeof textAt>[0]): string | undefined {
  if (operation.action !== 'create') return run.ids.get(operation.address);
  const id = textAt(body, kindOf(operation.address.slice(0, operation.address.indexOf('/'))).createdId);
  if (id !== undefined) run.ids.set(operation.address, id);
  return id;
}

async function perform(run: Run, operation: Operation): Promise<OperationResult> {
  run.onEvent({ type: 'started', operation });
  const onWait = (seconds: number, why: string): void => run.onEvent({ type: 'waiting', operation, seconds, why });
  const sent = await sendCall(run.writer, run.clock, operation, withIds(operation.call, run.ids), onWait, run.signal);
  switch (sent.type) {
    case 'done': {
      const id = created(run, operation, sent.reply.body);
      if (id === undefined && operation.action === 'create') return resolveUnclear(run, operation, new Error('the reply names no id'));
      return { ...base(operation), outcome: 'done', requestId: sent.reply.requestId, ...(id !== undefined && { resourceId: id }) };
    }
    case 'already':
      return { ...base(operation), outcome: 'already', requestId: sent.error.requestId, code: sent.error.code };
    case 'refused':
      return refusal(operation, sent.error);
    case 'unclear':
      return resolveUnclear(run, operation, sent.error);
    default:
      return sent satisfies never;
  }
}

async function settled(run: Run, operation: Operation): Promise<void> {
  const needed = operation.after.map((id) => run.results.get(id));
  const stopped = run.signal?.aborted ?? false;
  let result: OperationResult;
  if (stopped) result = { ...base(operation), outcome: 'cancelled', message: notStarted };
  else if (!needed.every(good))
    result = {
      ...base(operation),
      outcome: 'skipped',
      message: `not started: ${operation.after.filter((id) => !good(run.results.get(id))).join(', ')} did not succeed`,
    };
  else
    result = await perform(run, operation).catch((error: unknown): OperationResult => {
      if (run.signal?.aborted)
        return { ...base(operation), outcome: 'cancelled', message: 'given up while waiting: the run was interrupted' };
      throw error;
    });
  run.results.set(operation.id, result);
  run.onEvent({ type: 'ended', operation, result });
}

/** Runs operations as soon as what they wait for has ended, at most `lanes` at once. */
async function runAll(run: Run, operations: readonly Operation[]): Promise<void> {
  const waiting = new Set(operations);
  const busy = new Map<Operation, Promise<void>>();
  while (waiting.size + busy.size > 0) {
    for (const operation of waiting) {
      if (busy.size >= lanes) break;
      if (!operation.after.every((id) => run.results.has(id))) continue;
      waiting.delete(operation);
      busy.set(
        operation,
        settled(run, operation).finally(() => busy.delete(operation)),
      );
    }
    await Promise.race(busy.values());
  }
}

async function confirm(run: Run, plan: Plan): Promise<void> {
  const made = new Map<string, Operation>();
  for (const operation of plan.operations) {
    const result = run.results.get(operation.id);
    if (operation.action === 'create' && result?.outcome === 'done' && result.resourceId) made.set(result.resourceId, operation);
  }
  if (made.size === 0 || run.signal?.aborted) return;
  run.onEvent({
    type: 'settling',
    what: run.wait === 'finished' ? 'waiting until everything is finished' : 'waiting until everything is listed',
  });
  const { missing, failed } = await awaitListed(run.look, made, run.wait === 'finished' ? finished : listed, run.signal).catch(
    (error: unknown) => {
      if (run.signal?.aborted) return { missing: [], failed: [] };
      throw error;
    },
  );
  const judge = (id: string, outcome: 'unknown' | 'failed', message: string, help: string): void => {
    const operation = made.get(id) as Operation;
    run.results.set(operation.id, { ...base(operation), outcome, resourceId: id, message, help });
  };
  for (const id of missing)
    judge(
      id,
      'unknown',
      `the service returned ${id}, but does not list it with our mark yet`,
      `Wait until snapspec plan finds ${id}, and apply then: while a listing lags it looks as if nothing were there.`,
    );
  for (const id of failed)
    judge(
      id,
      'failed',
      `the service began ${id}, and it ended as failed`,
      'It does not count: the next apply takes it again. Look in the console for the reason first.',
    );
}

/**
 * Carries out a plan, each operation once, and waits until what it made can be seen.
 * @returns one result for every operation, in the plan's order
 * @throws Failure `cloud` where the cloud can no longer be read
 */
export async function apply(plan: Plan, options: ApplyOptions): Promise<readonly OperationResult[]> {
  const look: Lookup = { reader: options.reader, clock: options.clock, region: plan.region, settle: options.settle };
  const known = plan.entries.flatMap((entry) => (entry.id === undefined ? [] : [[entry.address, entry.id] as const]));
  const run: Run = { ...options, ids: new Map(known), results: new Map(), look };
  await runAll(run, plan.operations);
  await confirm(run, plan);
  return plan.operations.map((operation) => run.results.get(operation.id) as OperationResult);
}
