import { speaksOfDisks } from '../../facts/api-errors/index.ts';
import { elect } from '../../diff/ownership-election.ts';
import { kindOf } from '../../kinds/registry.ts';
import type { Operation } from '../../plan/plan.ts';
import type { Answer } from '../answer.ts';
import { oldEnoughAt } from '../election.ts';
import { contestedResult, failedResult, unknownResult, unsentResult } from '../results.ts';
import { isStillOurs } from '../still-ours.ts';
import { endWith, lookAt, nextLook, notAnswered, notMarkedYet, resultOf, unsentPause, waitingOut } from '../protocol.ts';
import type { Context, Next, Protocol } from '../protocol.ts';
import { attachedIn, liveIn } from '../sighting.ts';
import type { Ask, Sighting } from '../sighting.ts';
import { endedResult, lostResult, notElectedResult } from './attachments-results.ts';
import type { AttachmentState, Electing } from './attachments-state.ts';

type Step = Next<AttachmentState>;

/** How often something is sent again that is not seen. */
const maxTries = 2;

/** How often it is looked again whose a policy is: where looks themselves wait for limits, none is ever young enough. */
const maxRechecks = 3;

const notSeen = 'until what was sent is seen';

/** A resource that is older was elected long ago, whatever the clock of this machine says. */
const day = 24 * 3_600_000;

const look = (operation: Operation, state: AttachmentState, at: number, why?: string): Step => {
  const { section } = operation;
  const { electing, id } = state;
  const asks: Ask[] = [
    ...(electing ? [{ of: 'kind', section } as const] : []),
    ...(electing && !electing.again ? [] : [{ of: 'attached', section, id } as const]),
  ];
  return lookAt(state, asks, at, why);
};

/** How it ended once everything was tried, or cannot be. */
const ended = (operation: Operation, state: AttachmentState, complete = true): Step =>
  endWith(state, endedResult(operation, state, complete));

const halves = (ids: readonly string[]): readonly (readonly string[])[] => {
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)];
};

/** The next call; once all are sent, what they brought about is looked at. */
function goOn(operation: Operation, state: AttachmentState, context: Context): Step {
  const { parts, unseen, id } = state;
  const [part] = parts;
  const how = kindOf(operation.section).attachments;
  if (part === undefined || how === undefined)
    return unseen.length > 0 && context.wait !== 'none' ? look(operation, state, context.now) : ended(operation, state);
  const { region } = operation.call;
  const { rechecks = 0 } = state;
  const basedOn = rechecks < maxRechecks ? Math.min(state.basedOn, state.ownedAt) : state.basedOn;
  return {
    state,
    want: { type: 'send', call: operation.action === 'attach' ? how.attach(region, id, part) : how.detach(region, id, part), basedOn },
  };
}

function onRefusal(operation: Operation, state: AttachmentState, answer: Answer & { readonly type: 'refused' }, context: Context): Step {
  const [part = [], ...rest] = state.parts;
  const { refusal } = answer;
  if (answer.class === 'already') return goOn(operation, { ...state, parts: rest }, context);
  if (speaksOfDisks(refusal.code)) {
    const [single] = part;
    if (part.length > 1) return goOn(operation, { ...state, parts: [...halves(part), ...rest] }, context);
    return goOn(operation, { ...state, parts: rest, refused: [...state.refused, { id: single as string, refusal }] }, context);
  }
  const waiting = answer.class === 'passing' ? waitingOut(state, context.now) : undefined;
  if (waiting !== undefined) return look(operation, waiting, context.now + 2_000, refusal.message);
  return state.refused.length > 0 ? ended(operation, state, false) : endWith(state, failedResult(operation, refusal));
}

function onAnswer(operation: Operation, state: AttachmentState, answer: Answer, sentAt: number, context: Context): Step {
  const [part = [], ...rest] = state.parts;
  const sent = { ...state, parts: rest, unseen: [...state.unseen, ...part], sentAt, changed: true as const, rechecks: 0 };
  switch (answer.type) {
    case 'success': {
      const { reason: _, ...answered } = sent;
      return goOn(operation, { ...answered, requestId: answer.requestId }, context);
    }
    case 'refused':
      return onRefusal(operation, state, answer, context);
    case 'unsent': {
      const waiting = answer.final ? undefined : waitingOut(state, context.now);
      return waiting === undefined
        ? endWith(state, unsentResult(operation, answer))
        : look(operation, waiting, context.now + unsentPause, answer.reason);
    }
    case 'unclear':
      return look(operation, { ...sent, reason: answer.reason }, nextLook(sentAt, context.now, sentAt + context.settle), notAnswered);
    default:
      return answer satisfies never;
  }
}

/** Which of several policies counts: what is attached is attached to that one alone. */
function onElection(operation: Operation, state: AttachmentState, sighting: Sighting, context: Context): Step {
  const live = liveIn(sighting, [{ of: 'kind', section: operation.section }]);
  const one = live.find(({ id }) => id === state.id);
  const owner = one !== undefined && isStillOurs(operation, one, context) ? one.owner : undefined;
  const { firstAt = sighting.startedAt, unmarkedAt = sighting.startedAt, ...rest } = state.electing ?? {};
  const electing: Electing = { ...rest, firstAt, ...(owner === undefined && { unmarkedAt }) };
  const { electing: _, ...before } = state;
  const plain = { ...before, ownedAt: sighting.startedAt };
  // What the plan has seen, or this run has marked, stays seen for a settle time, whatever another replica says.
  const last = unmarkedAt + context.settle;
  if (owner === undefined && sighting.startedAt < last)
    return look(operation, { ...state, electing }, nextLook(unmarkedAt, context.now, last), notMarkedYet);
  // From what is gone nothing is left to take off.
  if (one === undefined && operation.action === 'detach') return ended(operation, { ...plain, parts: [] });
  // What is not listed, or is no longer ours, is not there for this operation.
  if (one === undefined || owner === undefined) return endWith(state, lostResult(operation, state));
  const candidates = live.filter(
    (each) => each.owner?.op === owner.op && each.owner.address === owner.address && each.owner.stack === owner.stack,
  );
  const { live: elected } = elect(kindOf(operation.section), candidates);
  if (elected === undefined) return endWith(state, contestedResult(operation, candidates));
  const at = oldEnoughAt(elected, sighting, firstAt, context);
  if (at !== undefined) return look(operation, { ...state, electing }, at, 'until it can be told which policy counts');
  if (elected.id === state.id)
    return electing.again
      ? onAttached(operation, plain, sighting, context)
      : goOn(operation, { ...plain, basedOn: sighting.startedAt }, context);
  return endWith(state, notElectedResult(operation, state, elected.id));
}

const without = (ids: readonly string[], gone: (id: string) => boolean): readonly string[] => ids.filter((id) => !gone(id));

/** What is seen need not be sent again; what is not seen when the settle time is over, was not done. */
function onAttached(operation: Operation, before: AttachmentState, sighting: Sighting, context: Context): Step {
  const attached = attachedIn(sighting, before.id);
  const isSeen = (id: string): boolean => attached.has(id) === (operation.action === 'attach');
  const parts = before.parts.map((part) => without(part, isSeen)).filter((part) => part.length > 0);
  const state = { ...before, basedOn: sighting.startedAt, parts, unseen: without(before.unseen, isSeen) };
  const { reason, sentAt, unseen, tries } = state;
  if (unseen.length === 0) return goOn(operation, state, context);
  const last = (sentAt ?? context.now) + context.settle;
  if (sighting.startedAt < last)
    return look(operation, state, nextLook(sentAt ?? context.now, context.now, last), reason === undefined ? notSeen : notAnswered);
  if (tries >= maxTries)
    return endWith(
      state,
      unknownResult(operation, reason ?? `The service took the call, and does not show its effect on ${unseen.join(', ')}.`, state.id),
    );
  return goOn(operation, { ...state, parts: [unseen, ...parts], unseen: [], tries: tries + 1 }, context);
}

/**
 * Attaches or takes off, and halves where the service refuses the call for one of them, until that one is found: the others
 * are done all the same, and what is done is seen. While it is not certain which of several resources counts, nothing is attached.
 */
export const attachments: Protocol<AttachmentState> = {
  start: (operation, context, plannedAt) => {
    const id = operation.resourceId ?? context.ids.get(operation.address) ?? '';
    const state: AttachmentState = {
      id,
      basedOn: plannedAt,
      ownedAt: plannedAt,
      parts: [operation.ids ?? []],
      unseen: [],
      refused: [],
      tries: 0,
    };
    if (id === '')
      return endWith(
        state,
        resultOf(operation, { outcome: 'skipped', message: `Not started: no resource of ${operation.address} is known.` }),
      );
    const age = context.now - Date.parse(operation.createdAt ?? '');
    const isYoung = operation.createdAt !== undefined && context.settle > 0 && !(age > day);
    return isYoung ? look(operation, { ...state, electing: {} }, context.now) : goOn(operation, state, context);
  },
  answered: onAnswer,
  looked: (operation, state, sighting, context) =>
    state.electing ? onElection(operation, state, sighting, context) : onAttached(operation, state, sighting, context),
  // Whose it is may have changed as well.
  stale: (operation, state, context) => {
    const { rechecks = 0 } = state;
    const again = { ...state, rechecks: rechecks + 1, electing: { again: true as const } };
    return look(operation, rechecks < maxRechecks ? again : state, context.now);
  },
};
