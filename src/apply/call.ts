import type { Clock } from '../base/clock.ts';
import { isRecord } from '../base/json.ts';
import type { Reply, Writer } from '../cloud/client.ts';
import { Ambiguous, ServiceError } from '../cloud/errors.ts';
import { classOf } from '../facts/api-errors/index.ts';
import type { Param, WriteCall } from '../kinds/calls.ts';
import type { Action, Operation } from '../plan/plan.ts';

/** Setting, tagging and attaching end in the same state however often they are sent; taking does not. */
const repeatable = (action: Action): boolean => action !== 'create';

const patience = 20;
const longest = 30_000;

/** How one operation's call went. */
export type CallOutcome =
  | { readonly type: 'done'; readonly reply: Reply }
  | { readonly type: 'already'; readonly error: ServiceError }
  | { readonly type: 'refused'; readonly error: ServiceError }
  /** A create whose outcome only a look at the cloud can tell. */
  | { readonly type: 'unclear'; readonly error: ServiceError | Ambiguous };

/** Puts ids that are known by now in the place of `{ idOf: ADDRESS }`. */
export function withIds(call: WriteCall, ids: ReadonlyMap<string, string>): WriteCall {
  const put = (value: Param): Param => {
    if (Array.isArray(value)) return value.map(put);
    if (!isRecord(value)) return value;
    const address = value['idOf'];
    if (typeof address === 'string') return ids.get(address) ?? '';
    return Object.fromEntries(Object.entries(value as { [name: string]: Param }).map(([name, inner]) => [name, put(inner)]));
  };
  return { ...call, params: put(call.params as Param) as WriteCall['params'] };
}

function verdict(error: unknown, operation: Operation, attempt: number): CallOutcome | 'again' {
  if (error instanceof ServiceError) {
    const as = classOf(error.code);
    if (as === 'already') return { type: 'already', error };
    if (as === 'token-spent') return { type: 'unclear', error };
    return as === 'passing' && attempt < patience ? 'again' : { type: 'refused', error };
  }
  if (!(error instanceof Ambiguous)) throw error;
  const harmless = error.unsent || repeatable(operation.action);
  return harmless && attempt < 4 ? 'again' : { type: 'unclear', error };
}

/**
 * Sends one operation. What the API definitely refused for a passing reason is sent again with the same token;
 * a create without a definite answer never is.
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
      const outcome = verdict(error, operation, attempt);
      if (outcome !== 'again') return outcome;
      const wait = Math.min(longest, 500 * 2 ** Math.min(attempt, 6));
      onWait(wait / 1000, (error as Error).message);
      await clock.sleep(wait, signal);
    }
  }
}
