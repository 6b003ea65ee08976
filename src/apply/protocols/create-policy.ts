import { elect } from '../../diff/ownership-election.ts';
import type { Live } from '../../kinds/live.ts';
import { kindOf } from '../../kinds/registry.ts';
import { textAt } from '../../kinds/reply-reader.ts';
import type { Operation } from '../../plan/plan.ts';
import type { OperationResult } from '../../plan/receipt.ts';
import type { Answer } from '../answer.ts';
import { oldEnoughAt } from '../election.ts';
import { oursIn } from '../ours.ts';
import type { Create } from '../ours.ts';
import { nextLook, resultOf } from '../protocol.ts';
import type { Context, Next, Protocol } from '../protocol.ts';
import { liveIn } from '../sighting.ts';
import type { Ask, Sighting } from '../sighting.ts';
import { contestedResult, doubtfulResult, failedResult, notListedResult, unknownResult, unsentResult } from '../results.ts';

/** What was seen of an entry's policies: it stays seen for a settle time, whatever another replica says. */
type SeenPolicy = { readonly live: Live; readonly firstAt: number; readonly lastAt: number };

export type PolicyState = {
  readonly sentAt?: number;
  /** What the service answered. */
  readonly id?: string;
  readonly requestId?: string;
  readonly reason?: string;
  readonly refusedAt?: number;
  readonly seen: readonly SeenPolicy[];
};

type Step = Next<PolicyState>;

/** Milliseconds for which a refusal that passes by itself is waited out. */
const patience = 60_000;

/** Milliseconds by which the seconds of two times of the service can differ. */
const clockGrain = 1_500;

const askOf = ({ section }: Operation): Ask => ({ of: 'kind', section });

const look = (operation: Operation, state: PolicyState, at: number, why?: string): Step => ({
  state,
  want: { type: 'look', asks: [askOf(operation)], at, ...(why !== undefined && { why }) },
});

const end = (state: PolicyState, result: OperationResult): Step => ({ state, want: { type: 'end', result } });

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
function elected(operation: Operation, state: PolicyState, one: Live): Step {
  const isNew = state.sentAt !== undefined;
  const other =
    state.id !== undefined && state.id !== one.id
      ? { message: `${one.id} was created first and counts; ${state.id} stays beside it, without disks.` }
      : {};
  const request = state.requestId === undefined ? {} : { requestId: state.requestId };
  const result = resultOf(operation, { outcome: isNew ? 'done' : 'already', resourceId: one.id, ...request, ...other });
  return end(state, result);
}

function onSighting(operation: Create, before: PolicyState, sighting: Sighting, context: Context): Step {
  const { settle, now, plan } = context;
  const ours = oursIn(liveIn(sighting, [askOf(operation)]), operation, plan);
  const seen = remembered(before.seen, ours.living, sighting.startedAt, settle);
  const state = { ...before, seen };
  const kind = kindOf(operation.section);
  if (seen.length === 0) {
    const [doubt] = ours.doubtful;
    if (doubt !== undefined) return end(state, doubtfulResult(operation, doubt, plan, state));
    if (state.sentAt === undefined) return send(operation, state, sighting.startedAt);
    const last = state.sentAt + settle;
    if (sighting.startedAt < last) return look(operation, state, nextLook(state.sentAt, now, last), waiting);
    if (state.id !== undefined) return end(state, notListedResult(operation, state.id, state.requestId));
    return end(state, unknownResult(operation, state.reason ?? 'It was sent, and is not listed.'));
  }
  const candidates = seen.map(({ live }) => live);
  const { live: one } = elect(kind, candidates);
  if (one === undefined) return end(state, contestedResult(operation, candidates));
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
      const refusedAt = before.refusedAt ?? now;
      if (answer.final || now - refusedAt >= patience) return end(before, unsentResult(operation, answer));
      return look(operation, { ...before, refusedAt }, now + 1_000, answer.reason);
    }
    case 'refused': {
      const refusedAt = before.refusedAt ?? now;
      const passes = answer.class === 'passing' && now - refusedAt < patience;
      if (!passes) return end(before, failedResult(operation, answer.refusal));
      return look(operation, { ...before, refusedAt }, now + 2_000, answer.refusal.message);
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
  start: (operation, _, plannedAt) => send(operation, { seen: [] }, plannedAt),
  on: (operation, state, input, context) => {
    const create = operation as Create;
    switch (input.type) {
      case 'stale':
        return look(operation, state, context.now);
      case 'answered':
        return onAnswer(create, state, input.answer, input.sentAt, context);
      case 'looked':
        return onSighting(create, state, input.sighting, context);
      default:
        return input satisfies never;
    }
  },
};
