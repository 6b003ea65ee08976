import type { Json } from '../../base/json.ts';
import type { Live } from '../../kinds/live.ts';
import { remedyOf } from '../../cloud/remedies.ts';
import { kindOf } from '../../kinds/registry.ts';
import { changesOwner, untagCall } from '../../kinds/tagging.ts';
import type { Operation } from '../../plan/plan.ts';
import type { OperationResult } from '../../plan/receipt.ts';
import type { Answer } from '../answer.ts';
import { isProven, mayProtect, notDeletable } from '../deletable.ts';
import { changeGone, failedResult, marksKept, notOursResult, unknownResult, unsentResult } from '../results.ts';
import { isDone } from '../is-done.ts';
import { isAsSeen, isStillOurs } from '../still-ours.ts';
import { endWith, lookAt, nextLook, notAnswered, notMarkedYet, resultOf, unsentPause, waitingOut } from '../protocol.ts';
import type { Context, Next, Protocol } from '../protocol.ts';
import { liveIn } from '../sighting.ts';
import type { Ask, Sighting } from '../sighting.ts';

export type ChangeState = {
  /** The resource that is changed. */
  readonly id: string;
  readonly reason?: string;
  readonly sentAt?: number;
  readonly tries: number;
  /** Of a deletion: when the reading began that the plan rests on. */
  readonly plannedAt?: number;
  readonly refusedAt?: number;
  /** Values are set over others, and whether the service does that is looked at: first it may not be listed yet, then keys are removed. */
  readonly overwriting?: 'looked-at' | 'removing' | 'set-again';
  readonly requestId?: string;
  /** Since when looks have not shown the marks that the plan has seen, or this run has written. */
  readonly unmarkedAt?: number;
};

type Step = Next<ChangeState>;

/** How often a call is sent that is never answered. */
const maxTries = 3;

/** Milliseconds between two looks at what passes. */
const pause = 2_000;

const send = ({ call }: Operation, state: ChangeState, basedOn: number): Step => ({ state, want: { type: 'send', call, basedOn } });

/** What shows the state that the operation is about. */
function asksOf(operation: Operation, { id }: ChangeState): Ask[] {
  const { section } = operation;
  const itself: Ask = kindOf(section).idListing === undefined ? { of: 'kind', section } : { of: 'ids', section, ids: [id] };
  return mayProtect(operation) ? [itself, { of: 'attached', section, id }] : [itself];
}

const look = (operation: Operation, state: ChangeState, at: number, why?: string): Step => lookAt(state, asksOf(operation, state), at, why);

/** Whether its marks still say that it is the entry's. Where they are to change, nothing is written over but what the plan has seen. */
function isOurs(operation: Operation, live: Live, context: Context): boolean {
  if (!changesOwner(operation.call)) return isStillOurs(operation, live, context);
  return operation.marksBefore === undefined || isAsSeen(operation, live);
}

function onUnclear(operation: Operation, state: ChangeState, sighting: Sighting, context: Context): Step {
  const { reason, sentAt = context.now } = state;
  if (reason === undefined) return send(operation, state, sighting.startedAt);
  const last = sentAt + context.settle;
  if (sighting.startedAt < last) return look(operation, state, nextLook(sentAt, context.now, last), notAnswered);
  if (state.tries >= maxTries) return endWith(state, unknownResult(operation, reason, state.id));
  return send(operation, state, sighting.startedAt);
}

/** A value that stays when the settle time is over is not overwritten: its key is removed, and set again. */
function onKeptValue(operation: Operation, state: ChangeState, sighting: Sighting, context: Context): Step {
  const { overwrites = [], call } = operation;
  const { sentAt = context.now, overwriting, id, requestId } = state;
  const last = sentAt + context.settle;
  if (sighting.startedAt < last) return look(operation, state, nextLook(sentAt, context.now, last), 'until the tags are seen');
  // Without its marks for a moment it would be nobody's.
  if (changesOwner(call)) return endWith(state, marksKept(operation, id, requestId));
  if (overwriting === 'looked-at')
    return {
      state: { ...state, overwriting: 'removing' },
      want: {
        type: 'send',
        call: untagCall(call.region, String(call.params['ResourceType']), id, overwrites),
        basedOn: sighting.startedAt,
      },
    };
  if (overwriting === 'removing') return send(operation, { ...state, overwriting: 'set-again' }, sighting.startedAt);
  return endWith(state, {
    ...unknownResult(operation, 'The service took the tags, and does not show them.', id),
    ...(requestId !== undefined && { requestId }),
  });
}

/** How it ended where a look shows what it was to bring about. */
const shown = (operation: Operation, state: ChangeState): Step =>
  endWith(
    state,
    resultOf(operation, {
      outcome: state.sentAt === undefined ? 'already' : 'done',
      resourceId: state.id,
      ...(state.requestId !== undefined && { requestId: state.requestId }),
    }),
  );

/** It does not carry our marks, which the plan has seen or this run has written: they are waited for, as everything that is listed late. */
function onUnmarked(operation: Operation, state: ChangeState, sighting: Sighting, context: Context): Step {
  const unmarkedAt = state.unmarkedAt ?? sighting.startedAt;
  const last = unmarkedAt + context.settle;
  if (sighting.startedAt < last) return look(operation, { ...state, unmarkedAt }, nextLook(unmarkedAt, context.now, last), notMarkedYet);
  return endWith(state, notOursResult(operation, state.id, state.sentAt !== undefined));
}

/** It is gone; or it is deleted where it is still what the plan has seen. */
function onDeleting(operation: Operation, before: ChangeState, live: Live | undefined, sighting: Sighting, context: Context): Step {
  if (live === undefined) return shown(operation, before);
  if (!isProven(operation, live, context)) return onUnmarked(operation, before, sighting, context);
  const { unmarkedAt: _, ...state } = before;
  const next = onUnclear(operation, state, sighting, context);
  if (next.want.type !== 'send' || !mayProtect(operation)) return next;
  // What came under it right before the plan was made is listed when the settle time is over.
  const certain = (state.plannedAt ?? 0) + context.settle;
  if (sighting.startedAt < certain) return look(operation, state, certain, 'until it is certain that nothing has come under it');
  const stays = notDeletable(operation, live, sighting, context);
  return stays === undefined ? next : endWith(state, stays);
}

function onSighting(operation: Operation, before: ChangeState, sighting: Sighting, context: Context): Step {
  const live = liveIn(sighting, asksOf(operation, before)).find(({ id }) => id === before.id);
  if (operation.action === 'delete') return onDeleting(operation, before, live, sighting, context);
  if (live === undefined) return endWith(before, changeGone(operation, before.id, before.sentAt !== undefined));
  if (isDone(operation, live)) return shown(operation, before);
  if (!isOurs(operation, live, context)) return onUnmarked(operation, before, sighting, context);
  const { unmarkedAt: _, ...state } = before;
  if (state.overwriting !== undefined) return onKeptValue(operation, state, sighting, context);
  return onUnclear(operation, state, sighting, context);
}

/** What a reply of success says that was not done. */
function notDone({ action, section }: Operation, body: Json): Partial<OperationResult> {
  const failure = action === 'delete' ? kindOf(section).removing?.failureIn?.(body) : undefined;
  return failure === undefined ? {} : { outcome: 'failed', ...failure, help: remedyOf(failure.code) };
}

function onAnswer(operation: Operation, state: ChangeState, answer: Answer, sentAt: number, context: Context): Step {
  const resourceId = state.id;
  switch (answer.type) {
    case 'success':
      if (operation.overwrites !== undefined && context.wait !== 'none') {
        if (state.overwriting === 'removing') return send(operation, { ...state, overwriting: 'set-again', sentAt }, sentAt);
        const looking = { ...state, overwriting: state.overwriting ?? 'looked-at', sentAt, requestId: answer.requestId } as const;
        return look(operation, looking, context.now);
      }
      return endWith(state, {
        ...resultOf(operation, { outcome: 'done', resourceId, requestId: answer.requestId }),
        ...notDone(operation, answer.body),
      });
    case 'refused': {
      const { refusal } = answer;
      if (answer.class === 'already')
        return endWith(state, resultOf(operation, { outcome: 'already', requestId: refusal.requestId, code: refusal.code }));
      const waiting = answer.class === 'passing' ? waitingOut(state, context.now) : undefined;
      return waiting === undefined
        ? endWith(state, failedResult(operation, refusal))
        : look(operation, waiting, context.now + pause, refusal.message);
    }
    case 'unsent': {
      const waiting = answer.final ? undefined : waitingOut(state, context.now);
      return waiting === undefined
        ? endWith(state, unsentResult(operation, answer))
        : look(operation, waiting, context.now + unsentPause, answer.reason);
    }
    case 'unclear': {
      const unclear = { ...state, reason: answer.reason, sentAt, tries: state.tries + 1 };
      return look(operation, unclear, nextLook(sentAt, context.now, sentAt + context.settle), notAnswered);
    }
    default:
      return answer satisfies never;
  }
}

/**
 * Brings a resource into a state that is the same however often it is asked for: where no answer came, it is looked at, and
 * sent again only where the look shows that it was not done.
 */
export const change: Protocol<ChangeState> = {
  start: (operation, context, plannedAt) => {
    const state: ChangeState = { id: operation.resourceId ?? context.ids.get(operation.address) ?? '', tries: 0 };
    return mayProtect(operation) ? look(operation, { ...state, plannedAt }, context.now) : send(operation, state, plannedAt);
  },
  answered: onAnswer,
  looked: onSighting,
  stale: (operation, state, context) => look(operation, state, context.now),
};
