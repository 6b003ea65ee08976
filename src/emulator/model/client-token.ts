import { canonicalJson } from '../../base/json.ts';
import { clientTokenLength } from '../../facts/limits/calls.ts';
import type { WireParameters } from './arguments.ts';
import { commonErrors } from './common-errors.ts';
import { RefusedCall } from './refused-call.ts';
import type { OperationContext, ServiceOperation } from './operation.ts';
import type { ReplyBody } from './wire-value.ts';
import type { TokenRecord, World } from './world.ts';

/**
 * Runs an operation once for each token: the same token with the same parameters gives the first reply again, and
 * changes nothing.
 * @throws RefusedCall for a token that is malformed, was used with other parameters, is still in use, or was refused
 */
export function runOnce(operation: ServiceOperation, context: OperationContext<never>, token: string, sent: WireParameters): ReplyBody {
  const { world, now } = context;
  if (token.length > clientTokenLength.max || !/^[\u0020-\u007e]*$/.test(token)) throw new RefusedCall(commonErrors.tokenMalformed);
  const key = JSON.stringify([context.account, operation.service, operation.action, context.region ?? '', token]);
  const asked = canonicalJson(comparedParameters(operation, sent));
  const first = remembered(world, key, now);
  if (first === undefined) return runFirst(operation, context, key, asked);
  if (first.asked !== asked) throw new RefusedCall(commonErrors.tokenMismatch);
  if (now < first.at + world.settings.tokenSeconds * 1000) throw new RefusedCall(commonErrors.tokenProcessing);
  if (first.reply === undefined) throw new RefusedCall(commonErrors.tokenFailed);
  return first.reply;
}

/** What is remembered of a token; for how long is not published, and so a setting. */
function remembered({ tokens, settings }: World, key: string, now: number): TokenRecord | undefined {
  const record = Object.hasOwn(tokens, key) ? tokens[key] : undefined;
  const { tokenLifeMs } = settings;
  return record !== undefined && (tokenLifeMs === null || now < record.at + tokenLifeMs) ? record : undefined;
}

function runFirst(operation: ServiceOperation, context: OperationContext<never>, key: string, asked: string): ReplyBody {
  const { world, now } = context;
  try {
    const reply = operation.run(context);
    world.tokens[key] = world.settings.tokenSpentByEffect ? { asked, at: now } : { asked, reply, at: now };
    return reply;
  } catch (error) {
    if (world.settings.tokenPoisoned && error instanceof RefusedCall) world.tokens[key] = { asked, at: now };
    throw error;
  }
}

/** Every parameter that the operation knows, but for the token. */
function comparedParameters(operation: ServiceOperation, sent: WireParameters): WireParameters {
  const isKnown = (name: string): boolean => Object.hasOwn(operation.params, name.split('.')[0] ?? '') && name !== 'ClientToken';
  return Object.fromEntries(Object.entries(sent).filter(([name]) => isKnown(name)));
}
