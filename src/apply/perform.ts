import type { Json } from '../base/json.ts';
import { CertificateError } from '../cloud/errors.ts';
import type { ServiceError } from '../cloud/errors.ts';
import { certificateHelp, remedyOf } from '../cloud/remedies.ts';
import { kindOf } from '../kinds/registry.ts';
import { textAt } from '../kinds/reply-reader.ts';
import type { Live } from '../kinds/live.ts';
import type { WriteCall } from '../kinds/calls.ts';
import type { Operation } from '../plan/plan.ts';
import { notStarted } from '../plan/receipt.ts';
import type { OperationResult } from '../plan/receipt.ts';
import { sendCall, withIds } from './call.ts';
import type { CallOutcome } from './call.ts';
import { refusalText, sendAttach } from './send-attach.ts';
import { findMade } from './confirm.ts';
import { succeeded } from './run.ts';
import type { Run } from './run.ts';

/** The result of an operation, with what identifies it. */
export function resultOf({ id, address, action }: Operation, result: Omit<OperationResult, 'id' | 'address' | 'action'>): OperationResult {
  return { id, address, action, ...result };
}

function refused(operation: Operation, error: ServiceError | CertificateError): OperationResult {
  if (error instanceof CertificateError) return resultOf(operation, { outcome: 'failed', message: error.message, help: certificateHelp });
  const { code, requestId, summary } = error;
  return resultOf(operation, { outcome: 'failed', code, requestId, message: summary, help: remedyOf(code) });
}

/** What an unclear create made; undefined also where the run ends before it can be looked up. */
async function lookUp(run: Run, operation: Operation): Promise<Live | undefined> {
  try {
    return await findMade(run.lookup, operation);
  } catch (error) {
    if (run.signal?.aborted) return undefined;
    throw error;
  }
}

async function resolveUnclear(run: Run, operation: Operation, reason: string): Promise<OperationResult> {
  const made = operation.action === 'create' ? await lookUp(run, operation) : undefined;
  if (made === undefined)
    return resultOf(operation, {
      outcome: 'unknown',
      message: reason,
      help: 'It may or may not have happened. Run apply again: it looks first and never creates a second one by mistake.',
    });
  run.ids.set(operation.address, made.id);
  return resultOf(operation, { outcome: 'done', resourceId: made.id });
}

/** The id of the resource that a successful call created or changed. */
function resourceIdOf(run: Run, { action, address, section, resourceId }: Operation, body: Json): string | undefined {
  if (action !== 'create') return resourceId ?? run.ids.get(address);
  const id = textAt(body, kindOf(section).createdId);
  if (id !== undefined) run.ids.set(address, id);
  return id;
}

async function send(run: Run, operation: Operation): Promise<OperationResult> {
  run.onEvent({ type: 'started', operation });
  const onWait = (seconds: number, why: string): void => run.onEvent({ type: 'waiting', operation, seconds, why });
  const sendOne = (call: WriteCall): Promise<CallOutcome> => sendCall(run.writer, run.clock, operation, call, onWait, run.signal);
  if (operation.action !== 'attach') return resultFrom(run, operation, await sendOne(withIds(operation.call, run.ids)));
  const id = operation.resourceId ?? run.ids.get(operation.address) ?? '';
  const { done, refused: of, other } = await sendAttach(operation, id, (call) => sendOne(withIds(call, run.ids)));
  const whole = other ?? done;
  if (of.length === 0 && whole !== undefined) return resultFrom(run, operation, whole);
  const [first] = of;
  // What is unclear of the rest weighs more than what was refused.
  if (first === undefined || other?.type === 'unclear') return resultFrom(run, operation, other as CallOutcome);
  const { code, requestId } = first.error;
  return resultOf(operation, {
    outcome: 'failed',
    resourceId: id,
    code,
    requestId,
    message: refusalText(operation, of, other === undefined),
    help: remedyOf(code),
  });
}

/** The result of an operation, from the outcome of its call. */
function resultFrom(run: Run, operation: Operation, sent: CallOutcome): OperationResult | Promise<OperationResult> {
  switch (sent.type) {
    case 'done': {
      const failure = operation.action === 'delete' ? kindOf(operation.section).removing?.failureIn?.(sent.reply.body) : undefined;
      if (failure !== undefined)
        return resultOf(operation, { outcome: 'failed', requestId: sent.reply.requestId, ...failure, help: remedyOf(failure.code) });
      const resourceId = resourceIdOf(run, operation, sent.reply.body);
      if (resourceId === undefined && operation.action === 'create') return resolveUnclear(run, operation, 'The reply has no id.');
      return resultOf(operation, { outcome: 'done', requestId: sent.reply.requestId, ...(resourceId !== undefined && { resourceId }) });
    }
    case 'already':
      return resultOf(operation, { outcome: 'already', requestId: sent.error.requestId, code: sent.error.code });
    case 'refused':
      return refused(operation, sent.error);
    case 'unclear':
      return resolveUnclear(run, operation, sent.error.message);
    default:
      return sent satisfies never;
  }
}

/** An operation of the run that did not succeed; what was held back never began. */
const failureIn = (run: Run): string | undefined =>
  [...run.results.values()].find(({ outcome }) => outcome === 'failed' || outcome === 'unknown')?.id;

/**
 * Carries out one operation, unless the run was interrupted or something that it needs did not succeed.
 * @throws Failure `cloud` where an unclear create cannot be looked up
 */
export async function perform(run: Run, operation: Operation): Promise<OperationResult> {
  if (operation.held !== undefined) return resultOf(operation, { outcome: 'skipped', message: `Held back: ${operation.held.reason}` });
  if (run.signal?.aborted) return resultOf(operation, { outcome: 'cancelled', message: notStarted });
  const failure = operation.risk === 'safe' ? undefined : failureIn(run);
  if (failure !== undefined)
    return resultOf(operation, {
      outcome: 'skipped',
      message: `Not started: ${failure} did not succeed, and nothing is taken away in a run in which something failed.`,
    });
  const lacking = operation.after.filter((id) => !succeeded(run.results.get(id)));
  if (lacking.length > 0)
    return resultOf(operation, { outcome: 'skipped', message: `Not started: ${lacking.join(', ')} did not succeed.` });
  try {
    return await send(run, operation);
  } catch (error) {
    if (run.signal?.aborted)
      return resultOf(operation, { outcome: 'cancelled', message: 'Given up while waiting: the run was interrupted.' });
    throw error;
  }
}
