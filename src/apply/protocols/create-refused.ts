import { sameJson } from '../../base/json.ts';
import { awaitsSnapshots } from '../../facts/api-errors/index.ts';
import { helpFor } from '../answer.ts';
import type { Answer, Refusal } from '../answer.ts';
import type { Create } from '../ours.ts';
import { endWith, patience, resultOf, unsentPause, waitingOut } from '../protocol.ts';
import type { Context } from '../protocol.ts';
import { failedResult, unknownResult, unsentResult } from '../results.ts';
import { look } from './create-state.ts';
import type { CreateState, Step } from './create-state.ts';

/** Milliseconds for which a refusal is waited out, where snapshots of the disk have to be finished first: that lasts. */
const snapshotPatience = 15_000;

/** The backup of the same target that this run has begun, by its name. */
function otherTaking({ id, taking: { target } }: Create, { plan, resultOf: ended }: Context): string {
  const same = plan.operations.filter((one) => one.id !== id && one.taking !== undefined && sameJson(one.taking.target, target));
  const other = same.find((one) => ended(one.id)?.resourceId !== undefined);
  return other === undefined
    ? 'a snapshot of the same disk'
    : `${other.address} (${ended(other.id)?.resourceId}), a snapshot of the same disk`;
}

/** What passes by itself is looked at and sent again, as long as patience lasts. */
function onPassing(state: CreateState, refusal: Refusal, context: Context): Step {
  const { now, wait } = context;
  const isOfSnapshots = awaitsSnapshots(refusal.code);
  const refusedAt = state.refusedAt ?? now;
  const limit = isOfSnapshots ? (wait === 'finished' ? Number.POSITIVE_INFINITY : snapshotPatience) : patience;
  if (now - refusedAt < limit) {
    const pause = Math.min(isOfSnapshots && wait === 'finished' ? 15_000 : 8_000, Math.max(1_000, now - refusedAt));
    return look({ ...state, phase: { name: 'fresh' }, refusedAt }, now + pause, refusal.message);
  }
  if (!isOfSnapshots) return endWith(state, failedResult(state.create, refusal));
  const message = `It waits for ${otherTaking(state.create, context)} that is still being taken: ${refusal.message}`;
  return endWith(
    state,
    resultOf(state.create, { outcome: 'skipped', code: refusal.code, requestId: refusal.requestId, message, help: helpFor(refusal) }),
  );
}

/** The same token is being worked on: it is looked for, and sent again. */
function onTokenInUse(state: CreateState, refusal: Refusal, context: Context): Step {
  const { now, settle } = context;
  const busyAt = state.busyAt ?? now;
  if (now - busyAt >= Math.max(60_000, 2 * settle)) return endWith(state, unknownResult(state.create, refusal.message));
  return look({ ...state, phase: { name: 'fresh' }, busyAt }, now + Math.min(10_000, Math.max(1_000, now - busyAt)), refusal.message);
}

export function onRefusal(state: CreateState, answer: Answer & { readonly type: 'refused' }, context: Context): Step {
  const { refusal } = answer;
  switch (answer.class) {
    case 'token-spent':
      return look({ ...state, phase: { name: 'spent' } }, context.now, 'whether its token is spent');
    case 'token-in-use':
      return onTokenInUse(state, refusal, context);
    case 'passing':
    case 'throttled':
      return onPassing(state, refusal, context);
    case 'already':
    case 'final':
      return endWith(state, failedResult(state.create, refusal));
    default:
      return answer.class satisfies never;
  }
}

/** Whether the service can be reached at all, a look tells. */
export function onUnsent(state: CreateState, answer: Answer & { readonly type: 'unsent' }, context: Context): Step {
  const waiting = answer.final ? undefined : waitingOut(state, context.now);
  if (waiting === undefined) return endWith(state, unsentResult(state.create, answer));
  return look({ ...waiting, phase: { name: 'fresh' } }, context.now + unsentPause, answer.reason);
}
