import { count } from '../../base/text.ts';
import { speaksOfDisks } from '../../facts/api-errors/index.ts';
import { elect } from '../../diff/ownership-election.ts';
import { kindOf } from '../../kinds/registry.ts';
import type { Operation } from '../../plan/plan.ts';
import type { OperationResult } from '../../plan/receipt.ts';
import { helpFor } from '../answer.ts';
import type { Answer, Refusal } from '../answer.ts';
import { oldEnoughAt } from '../election.ts';
import { contestedResult, failedResult, unknownResult, unsentResult } from '../results.ts';
import { nextLook, resultOf } from '../protocol.ts';
import type { Context, Next, Protocol } from '../protocol.ts';
import { attachedIn, liveIn } from '../sighting.ts';
import type { Ask, Sighting } from '../sighting.ts';

type Refused = { readonly id: string; readonly refusal: Refusal };

export type AttachState = {
  /** The resource that they are attached to. */
  readonly id: string;
  /** What is still to be attached, a call each. */
  readonly parts: readonly (readonly string[])[];
  readonly refused: readonly Refused[];
  readonly requestId?: string;
  /** Nobody knows yet which of several counts: when it was looked at first. */
  readonly electing?: { readonly firstAt?: number };
  /** Why a call was not answered. */
  readonly reason?: string;
  readonly sentAt?: number;
  /** How often the part was sent. */
  readonly tries: number;
  readonly refusedAt?: number;
  /** Something was attached by this run. */
  readonly changed?: true;
};

type Step = Next<AttachState>;

/** How often a call is sent that is never answered. */
const maxTries = 3;

/** Milliseconds for which a refusal that passes by itself is waited out. */
const patience = 60_000;

/** A resource that is older was elected long ago, whatever the clock of this machine says. */
const day = 24 * 3_600_000;

const end = (state: AttachState, result: OperationResult): Step => ({ state, want: { type: 'end', result } });

const look = (operation: Operation, state: AttachState, at: number, why?: string): Step => {
  const { section } = operation;
  const asks: Ask[] = state.electing ? [{ of: 'kind', section }] : [{ of: 'attached', section, id: state.id }];
  return { state, want: { type: 'look', asks, at, ...(why !== undefined && { why }) } };
};

const halves = (ids: readonly string[]): readonly (readonly string[])[] => {
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)];
};

/**
 * What is said of an attach of which some disks were refused.
 * @param complete every disk was tried
 */
export function refusalText({ ids = [] }: Operation, refused: readonly Refused[], complete: boolean): string {
  const rest = ids.length - refused.length;
  const named = refused.map(({ id, refusal }) => `Disk ${id}: ${refusal.message}`).join(' ');
  if (!complete) return `${named} Not all of the others were tried.`;
  const others = rest === 0 ? 'None was attached.' : `${count(rest, 'other disk')} ${rest === 1 ? 'was' : 'were'} attached.`;
  return `${named} ${others}`;
}

/** How it ended once every part was tried, or cannot be. */
function ended(operation: Operation, state: AttachState, complete = true): Step {
  const { id, requestId, refused } = state;
  const [first] = refused;
  if (first === undefined)
    return end(
      state,
      resultOf(operation, { outcome: state.changed ? 'done' : 'already', resourceId: id, ...(requestId !== undefined && { requestId }) }),
    );
  const { code } = first.refusal;
  const message = refusalText(operation, refused, complete);
  return end(
    state,
    resultOf(operation, {
      outcome: 'failed',
      resourceId: id,
      code,
      requestId: first.refusal.requestId,
      message,
      help: helpFor(first.refusal),
    }),
  );
}

function send(operation: Operation, state: AttachState, basedOn: number): Step {
  const [part] = state.parts;
  const how = kindOf(operation.section).attachments;
  if (part === undefined || how === undefined) return ended(operation, state);
  return { state, want: { type: 'send', call: how.attach(operation.call.region, state.id, part), basedOn } };
}

/** The next part, by the same look. */
const goOn = (operation: Operation, state: AttachState, basedOn: number): Step => {
  const { reason: _, sentAt: __, refusedAt: ___, ...rest } = state;
  return send(operation, { ...rest, tries: 0 }, basedOn);
};

function onRefusal(operation: Operation, state: AttachState, answer: Answer & { readonly type: 'refused' }, context: Context): Step {
  const [part = [], ...rest] = state.parts;
  const { refusal } = answer;
  if (answer.class === 'already') return goOn(operation, { ...state, parts: rest }, context.now);
  if (speaksOfDisks(refusal.code)) {
    const [single] = part;
    if (part.length > 1) return goOn(operation, { ...state, parts: [...halves(part), ...rest] }, context.now);
    return goOn(operation, { ...state, parts: rest, refused: [...state.refused, { id: single as string, refusal }] }, context.now);
  }
  const refusedAt = state.refusedAt ?? context.now;
  if (answer.class === 'passing' && context.now - refusedAt < patience)
    return look(operation, { ...state, refusedAt }, context.now + 2_000, refusal.message);
  return state.refused.length > 0 ? ended(operation, state, false) : end(state, failedResult(operation, refusal));
}

function onAnswer(operation: Operation, state: AttachState, answer: Answer, sentAt: number, context: Context): Step {
  const [, ...rest] = state.parts;
  switch (answer.type) {
    case 'success':
      return goOn(operation, { ...state, parts: rest, requestId: answer.requestId, changed: true }, sentAt);
    case 'refused':
      return onRefusal(operation, state, answer, context);
    case 'unsent': {
      const refusedAt = state.refusedAt ?? context.now;
      if (answer.final || context.now - refusedAt >= patience) return end(state, unsentResult(operation, answer));
      return look(operation, { ...state, refusedAt }, context.now + 1_000, answer.reason);
    }
    case 'unclear': {
      const unclear = { ...state, reason: answer.reason, sentAt, tries: state.tries + 1, changed: true as const };
      return look(operation, unclear, nextLook(sentAt, context.now, sentAt + context.settle), 'what a call did that was not answered');
    }
    default:
      return answer satisfies never;
  }
}

/** Which of several policies counts: what is attached is attached to that one alone. */
function onElection(operation: Operation, state: AttachState, sighting: Sighting, context: Context): Step {
  const live = liveIn(sighting, [{ of: 'kind', section: operation.section }]);
  const one = live.find(({ id }) => id === state.id);
  const owner = one?.owner;
  const firstAt = state.electing?.firstAt ?? sighting.startedAt;
  const { electing: _, ...plain } = state;
  // What is not listed, or is no longer ours, is not there for this operation.
  if (one === undefined || owner === undefined)
    return end(
      state,
      resultOf(operation, {
        outcome: 'skipped',
        resourceId: state.id,
        message: `${state.id} is not listed as ours any more. Nothing was attached.`,
      }),
    );
  const candidates = live.filter(
    (each) => each.owner?.op === owner.op && each.owner.address === owner.address && each.owner.stack === owner.stack,
  );
  const { live: elected } = elect(kindOf(operation.section), candidates);
  if (elected === undefined) return end(state, contestedResult(operation, candidates));
  const at = oldEnoughAt(elected, sighting, firstAt, context);
  if (at !== undefined) return look(operation, { ...state, electing: { firstAt } }, at, 'until it can be told which policy counts');
  if (elected.id === state.id) return send(operation, plain, sighting.startedAt);
  return end(
    state,
    resultOf(operation, {
      outcome: 'failed',
      refused: true,
      resourceId: state.id,
      message: `${elected.id} was created earlier and counts for ${operation.address}; nothing is attached to ${state.id}.`,
      help: 'Run apply again: it attaches to the one that counts.',
    }),
  );
}

/** What is seen attached need not be sent again. */
function onAttached(operation: Operation, state: AttachState, sighting: Sighting, context: Context): Step {
  const attached = attachedIn(sighting, state.id);
  const [part = [], ...rest] = state.parts;
  const missing = part.filter((id) => !attached.has(id));
  if (missing.length === 0) return goOn(operation, { ...state, parts: rest }, sighting.startedAt);
  const { reason, sentAt } = state;
  if (reason === undefined || sentAt === undefined) return send(operation, { ...state, parts: [missing, ...rest] }, sighting.startedAt);
  const last = sentAt + context.settle;
  if (sighting.startedAt < last)
    return look(operation, state, nextLook(sentAt, context.now, last), 'what a call did that was not answered');
  if (state.tries >= maxTries) return end(state, unknownResult(operation, reason, state.id));
  return send(operation, { ...state, parts: [missing, ...rest] }, sighting.startedAt);
}

/**
 * Attaches, and halves where the service refuses the call for one of them, until that one is found: the others are protected
 * all the same. While it is not certain which of several resources counts, nothing is attached.
 */
export const attach: Protocol<AttachState> = {
  start: (operation, context, plannedAt) => {
    const id = operation.resourceId ?? context.ids.get(operation.address) ?? '';
    const state: AttachState = { id, parts: [operation.ids ?? []], refused: [], tries: 0 };
    const age = context.now - Date.parse(operation.createdAt ?? '');
    if (id === '')
      return end(
        state,
        resultOf(operation, { outcome: 'skipped', message: `Not started: what ${operation.address} is attached to is not known.` }),
      );
    const isYoung = operation.createdAt !== undefined && context.settle > 0 && !(age > day);
    return isYoung ? look(operation, { ...state, electing: {} }, context.now) : send(operation, state, plannedAt);
  },
  on: (operation, state, input, context) => {
    switch (input.type) {
      case 'stale':
        return look(operation, state, context.now);
      case 'answered':
        return onAnswer(operation, state, input.answer, input.sentAt, context);
      case 'looked':
        return state.electing
          ? onElection(operation, state, input.sighting, context)
          : onAttached(operation, state, input.sighting, context);
      default:
        return input satisfies never;
    }
  },
};
