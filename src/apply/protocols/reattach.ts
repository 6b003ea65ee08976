import { succeeded } from '../../plan/receipt.ts';
import type { OperationResult } from '../../plan/receipt.ts';
import { endWith, lookAt } from '../protocol.ts';
import type { Context, Next, Protocol } from '../protocol.ts';
import { attachments } from './attachments.ts';
import { partOf } from './reattach-parts.ts';
import type { Phase, Reattach, ReattachState } from './reattach-parts.ts';
import { leftResult, notAttached, notDetached, notTaken, notTakenInTime, ofReattach } from './reattach-results.ts';

type Step = Next<ReattachState>;
type Inner = Next<ReattachState['inner']>;

/** Each step is seen before the next, whatever the run waits for otherwise. */
const seen = (context: Context): Context => ({ ...context, wait: 'accepted' });

/** While it may be under neither, what it wants is not given up with the run. */
const isBare = (phase: Phase): boolean => phase === 'attaching' || phase === 'putting-back';

function take(operation: Reattach, before: ReattachState, next: Inner, context: Context): Step {
  const { want } = next;
  const state = { ...before, inner: next.state };
  if (want.type === 'end') return onEnd(operation, state, want.result, context);
  // Which policy counts is known: only now anything is taken off.
  if (state.phase === 'electing' && want.type === 'send') return begin(operation, { phase: 'detaching' }, want.basedOn, context);
  return { state, want: isBare(state.phase) ? { ...want, urgent: true } : want };
}

function begin(operation: Reattach, state: Omit<ReattachState, 'inner'>, basedOn: number, context: Context): Step {
  const next = attachments.start(partOf(operation, state.phase), seen(context), basedOn);
  return take(operation, { ...state, inner: next.state }, next, context);
}

/** @param basedOn when the look began that shows that it is taken off; now, where there is no time for one */
function attach(operation: Reattach, { phase, inner, takenOffAt }: ReattachState, basedOn: number, context: Context): Step {
  const at = phase === 'detaching' && inner.changed ? inner.sentAt : takenOffAt;
  return begin(operation, { phase: 'attaching', ...(at !== undefined && { takenOffAt: at }) }, basedOn, context);
}

const putBack = (operation: Reattach, takenOffAt: number, failed: OperationResult, context: Context): Step =>
  begin(operation, { phase: 'putting-back', takenOffAt, failed }, context.now, context);

/** What was taken off late is seen as gone from where it was put back: that it is there counts from a look after all of that. */
function onPutBack(operation: Reattach, state: ReattachState, result: OperationResult, context: Context): Step {
  const { inner, takenOffAt = context.now } = state;
  const sureAt = takenOffAt + context.settle;
  if (!succeeded(result) || inner.basedOn >= sureAt) return endWith(state, notAttached(operation, state, result));
  const again = { ...state, inner: { ...inner, unseen: operation.ids ?? [] } };
  const { section, from } = operation;
  const look = lookAt(again, [{ of: 'attached', section, id: from.id }], sureAt, `until it is certain that it is back under ${from.id}`);
  return { ...look, want: { ...look.want, urgent: true } as Step['want'] };
}

/** One of its parts has ended. */
function onEnd(operation: Reattach, state: ReattachState, result: OperationResult, context: Context): Step {
  const { phase, inner, takenOffAt } = state;
  switch (phase) {
    case 'electing':
      return endWith(state, ofReattach(operation, result));
    case 'detaching':
      return succeeded(result) ? attach(operation, state, inner.basedOn, context) : endWith(state, notDetached(operation, inner, result));
    case 'attaching': {
      if (succeeded(result))
        return endWith(state, ofReattach(operation, takenOffAt === undefined ? result : { ...result, outcome: 'done' }));
      const why = notTaken(operation, inner, result);
      // What somebody else has taken off is not put back.
      return takenOffAt === undefined ? endWith(state, why) : putBack(operation, takenOffAt, why, context);
    }
    case 'putting-back':
      return onPutBack(operation, state, result, context);
    default:
      return phase satisfies never;
  }
}

/** There is no time, or no way, to look any more: what was begun is gone on with as far as calls alone can. */
function hurry(operation: Reattach, state: ReattachState, context: Context): Step | undefined {
  const { phase, inner, takenOffAt } = state;
  if (phase === 'detaching' && inner.changed) return attach(operation, state, context.now, context);
  if (phase !== 'attaching' || inner.unseen.length > 0) return undefined;
  const isRefused = inner.refusedAt !== undefined;
  if (!isRefused) return attach(operation, state, context.now, context);
  return takenOffAt === undefined ? undefined : putBack(operation, takenOffAt, notTakenInTime(operation), context);
}

/**
 * Takes something off one resource that is at its limit, sees that it is gone, attaches it to another at once, and sees that too.
 * Where it cannot be attached it is put back. Nothing is taken off before it is known which of several resources counts.
 */
export const reattach: Protocol<ReattachState> = {
  start: (operation, context, plannedAt) => begin(operation as Reattach, { phase: 'electing' }, plannedAt, context),
  answered: (given, state, answer, sentAt, context) => {
    const operation = given as Reattach;
    const next = attachments.answered(partOf(operation, state.phase), state.inner, answer, sentAt, seen(context));
    return take(operation, state, next, context);
  },
  looked: (given, state, sighting, context) => {
    const operation = given as Reattach;
    return take(operation, state, attachments.looked(partOf(operation, state.phase), state.inner, sighting, seen(context)), context);
  },
  stale: (given, state, context) => {
    const operation = given as Reattach;
    return take(operation, state, attachments.stale(partOf(operation, state.phase), state.inner, seen(context)), context);
  },
  hurry: (operation, state, context) => hurry(operation as Reattach, state, context),
  abandoned: (operation, state, isUncertain) => leftResult(operation as Reattach, state, isUncertain),
};
