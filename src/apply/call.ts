import type { Clock } from '../base/clock.ts';
import { isRecord } from '../base/json.ts';
import type { Reply, Writer } from '../cloud/client.ts';
import { Ambiguous, CertificateError, ServiceError } from '../cloud/errors.ts';
import { classOf } from '../facts/api-errors/index.ts';
import type { Param, WriteCall } from '../kinds/calls.ts';
import type { Action, Operation } from '../plan/plan.ts';

/** Modifying, tagging and attaching end in the same state however often they are sent; creating does not. */
const idempotent = (action: Action): boolean => action !== 'create';

/** Attempts of a call that is refused for a transient reason. */
const maxAttempts = 20;

/** Attempts of a call that is never answered. */
const maxUnanswered = 4;

/** Milliseconds between two attempts at most. */
const maxDelay = 30_000;

const delayAfter = (attempt: number): number => Math.min(maxDelay, 500 * 2 ** Math.min(attempt, 6));

/** The outcome of one call. */
export type CallOutcome =
  | { readonly type: 'done'; readonly reply: Reply }
  | { readonly type: 'already'; readonly error: ServiceError }
  | { readonly type: 'refused'; readonly error: ServiceError | CertificateError }
  /** It may have happened: only a look at the cloud can tell. */
  | { readonly type: 'unclear'; readonly error: ServiceError | Ambiguous };

/** A call with the ids of created resources in place of `{ idOf: ADDRESS }`. */
export function withIds(call: WriteCall, ids: ReadonlyMap<string, string>): WriteCall {
  const resolve = (value: Param): Param => {
    if (Array.isArray(value)) return value.map(resolve);
    if (!isRecord(value)) return value;
    const address = value['idOf'];
    if (typeof address === 'string') return ids.get(address) ?? '';
    return Object.fromEntries(Object.entries(value as { [name: string]: Param }).map(([name, inner]) => [name, resolve(inner)]));
  };
  return { ...call, params: resolve(call.params as Param) as WriteCall['params'] };
}

function outcomeOf(error: unknown, { action, call }: Operation, attempt: number): CallOutcome | 'retry' {
  if (error instanceof ServiceError) {
    const errorClass = classOf(error.code, call.action);
    if (errorClass === 'already') return { type: 'already', error };
    if (errorClass === 'token-spent') return { type: 'unclear', error };
    return errorClass === 'passing' && attempt < maxAttempts ? 'retry' : { type: 'refused', error };
  }
  if (error instanceof CertificateError) return { type: 'refused', error };
  if (!(error instanceof Ambiguous)) throw error;
  const safeToRepeat = !error.final && (error.unsent || idempotent(action));
  return safeToRepeat && attempt < maxUnanswered ? 'retry' : { type: 'unclear', error };
}

/**
 * Sends one operation. What the API definitely refused for a transient reason is sent again with the same token;
 * a create without a definite answer never is.
 * @throws what is neither: a defect
 */
export async function sendCall(
  writer: Writer,
  clock: Clock,
  operation: Operation,
  call: WriteCall,
  onWait: (seconds: number, why: string) => void,
  signal?: AbortSignal,
): Promise<CallOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { type: 'done', reply: await writer.write(call) };
    } catch (error) {
      const outcome = outcomeOf(error, operation, attempt);
      if (outcome !== 'retry') return outcome;
      const delay = delayAfter(attempt);
      onWait(delay / 1000, (error as Error).message);
      try {
        await clock.sleep(delay, signal);
      } catch (interruption) {
        // Nothing was refused: the attempt before may have taken effect.
        if (error instanceof Ambiguous && !error.unsent) return { type: 'unclear', error };
        throw interruption;
      }
    }
  }
}
