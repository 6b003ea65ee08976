import { elect } from '../../diff/ownership-election.ts';
import type { Live } from '../../kinds/live.ts';
import { kindOf } from '../../kinds/registry.ts';
import { textAt } from '../../kinds/reply-reader.ts';
import type { Operation } from '../../plan/plan.ts';
import type { Answer } from '../answer.ts';
import { oldEnoughAt } from '../election.ts';
import { oursIn } from '../ours.ts';
import { hadOtherNames } from './create-state.ts';
import type { Create } from '../ours.ts';
import { endWith, lookAt, nextLook, resultOf, unsentPause, waitingOut } from '../protocol.ts';
import type { Context, Next, Protocol } from '../protocol.ts';
import { liveIn } from '../sighting.ts';
import type { Ask, Sighting } from '../sighting.ts';
import {
  underFormerName,
  contestedResult,
  doubtfulResult,
  failedResult,
  notListedResult,
  unknownResult,
  unsentResult,
} from '../results.ts';

/** What was seen of an entry's policies: it stays seen for a settle time, whatever another replica says. */
type SeenPolicy = { readonly live: Live; readonly firstAt: number; readonly lastAt: number };

export type PolicyState = {
  readonly sentAt?: number;
  /** When it was first looked for under its former names. */
  readonly firstAt?: number;
  /** What the service answered. */
  readonly id?: string;
  readonly requestId?: string;
  readonly reason?: string;
  readonly refusedAt?: number;
  readonly seen: readonly SeenPolicy[];
};

type Step = Next<PolicyState>;

/** Milliseconds by which the seconds of two times of the service can differ. */
const clockGrain = 1_500;

const askOf = ({ section }: Operation): Ask => ({ of: 'kind', section });

const look = (operation: Operation, state: PolicyState, at: number, why?: string): Step => lookAt(state, [askOf(operation)], at, why);

const send = (operation: Operation, state: PolicyState, basedOn: number): Step => ({
  state,
  want: { type: 'send', call: operation.call, basedOn },
});

const waiting = 'until it can be told which policy counts';

/** What was seen before and is missing now may be missing from a replica only. */
function remembered(before: readonly SeenPolicy[], live: readonly Live[], at: number, settle: number): SeenPolicy[] {
  const now = live.map((one) => ({ live: one, firstAt: before.find((each) => each.live.id === one.id)?.firstAt ?? at, lastAt: at }));
  const missing = before.filter((each) => !live.some(({ id }) => id === each.live.id) && each.lastAt + settle > at);
  return [...now, ...missing];
}

/** The one that counts ends the operation, also where another run made it. */
function elected(operation: Create, state: PolicyState, one: Live): Step {
  const isNew = state.sentAt !== undefined;
  const other =
    state.id !== undefined && state.id !== one.id
      ? { message: `${one.id} was created first and counts; ${state.id} stays beside it, without disks.` }
      : {};
  const request = state.requestId === undefined ? {} : { requestId: state.requestId };
  const result = resultOf(operation, {
    outcome: isNew ? 'done' : 'already',
    resourceId: one.id,
    ...request,
    ...underFormerName(operation, one),
    ...other,
  });
  return endWith(state, result);
}

function onSighting(operation: Create, before: PolicyState, sighting: Sighting, context: Context): Step {
  const { settle, now, plan } = context;
  const ours = oursIn(liveIn(sighting, [askOf(operation)]), operation, plan);
  const seen = remembered(before.seen, ours.living, sighting.startedAt, settle);
  const state = { ...before, seen };
  const kind = kindOf(operation.section);
  if (seen.length === 0) {
    const [doubt] = ours.doubtful;
    if (doubt !== undefined) return endWith(state, doubtfulResult(operation, doubt, plan, state));
    if (state.sentAt === undefined) {
      const { firstAt = sighting.startedAt } = state;
      if (hadOtherNames(operation) && sighting.startedAt < firstAt + settle)
        return look(operation, { ...state, firstAt }, firstAt + settle, 'whether it is there under another name');
      return send(operation, state, sighting.startedAt);
    }
    const last = state.sentAt + settle;
    if (sighting.startedAt < last) return look(operation, state, nextLook(state.sentAt, now, last), waiting);
    if (state.id !== undefined) return endWith(state, notListedResult(operation, state.id, state.requestId));
    return endWith(state, unknownResult(operation, state.reason ?? 'It was sent, and is not listed.'));
  }
  const candidates = seen.map(({ live }) => live);
  const { live: one } = elect(kind, candidates);
  if (one === undefined) return endWith(state, contestedResult(operation, candidates));
  const firstAt = seen.find(({ live }) => live.id === one.id)?.firstAt ?? sighting.startedAt;
  const at = oldEnoughAt(one, sighting, firstAt, context);
  return at === undefined ? elected(operation, state, one) : look(operation, state, at, waiting);
}

function onAnswer(operation: Create, before: PolicyState, answer: Answer, sentAt: number, context: Context): Step {
  const { now, settle } = context;
  switch (answer.type) {
    case 'success': {
      const id = textAt(answer.body, kindOf(operation.section).createdId);
      const state = { ...before, sentAt, requestId: answer.requestId, ...(id === undefined ? { reason: 'The reply has no id.' } : { id }) };
      // Also where nothing is waited for: what is attached is attached to the one that counts.
      return look(operation, state, settle === 0 ? now : now + settle + clockGrain, waiting);
    }
    case 'unclear':
      return look(operation, { ...before, sentAt, reason: answer.reason }, nextLook(sentAt, now, sentAt + settle), waiting);
    case 'unsent': {
      const paused = answer.final ? undefined : waitingOut(before, now);
      return paused === undefined
        ? endWith(before, unsentResult(operation, answer))
        : look(operation, paused, now + unsentPause, answer.reason);
    }
    case 'refused': {
      const paused = answer.class === 'passing' ? waitingOut(before, now) : undefined;
      return paused === undefined
        ? endWith(before, failedResult(operation, answer.refusal))
        : look(operation, paused, now + 2_000, answer.refusal.message);
    }
    default:
      return answer satisfies never;
  }
}

/**
 * Creates what takes no token, inert: without anything attached a second one does no harm. Once it is certain that no earlier
 * one can still show up, one is elected, and it alone is used from then on.
 */
export const createPolicy: Protocol<PolicyState> = {
  start: (operation, context, plannedAt) =>
    hadOtherNames(operation as Create) ? look(operation, { seen: [] }, context.now) : send(operation, { seen: [] }, plannedAt),
  answered: (operation, state, answer, sentAt, context) => onAnswer(operation as Create, state, answer, sentAt, context),
  looked: (operation, state, sighting, context) => onSighting(operation as Create, state, sighting, context),
  stale: (operation, state, context) => look(operation, state, context.now),
};
