import { endOfTime } from '../../base/time-text.ts';
import { generations } from '../../compile/identity.ts';
import type { Live } from '../../kinds/live.ts';
import type { OperationResult } from '../../plan/receipt.ts';
import { atGeneration, isLetGo, isOfAnother, oursIn } from '../ours.ts';
import type { Ours } from '../ours.ts';
import { endWith, nextLook, pauseUntilFinished, resultOf } from '../protocol.ts';
import type { Context } from '../protocol.ts';
import {
  doubtfulResult,
  lastTokenResult,
  notListedResult,
  takingFailed,
  underFormerName,
  unknownResult,
  vanishedResult,
} from '../results.ts';
import type { Sighting } from '../sighting.ts';
import { hadOtherNames, look, lookFor, takesToken } from './create-state.ts';
import type { CreateState, Phase, Step } from './create-state.ts';

/** Milliseconds within which a create that was not found may be sent once more, from the first call on. */
const resendWithin = 120_000;

/** Milliseconds after which a look no longer counts as one right before the call. */
export const rightBefore = 2_000;

export function send(state: CreateState, basedOn: number, fresh?: number): Step {
  return {
    state: { ...state, phase: { name: 'fresh' } },
    want: { type: 'send', call: state.create.call, basedOn, ...(fresh !== undefined && { fresh }) },
  };
}

/** Created only after two looks: what takes no token or had another name, and everything where that is asked for. */
export const isSurveyed = ({ create }: CreateState, context: Context): boolean =>
  context.careful || !takesToken(create) || hadOtherNames(create);

export const survey = (state: CreateState, { now }: Context): Step => look({ ...state, phase: { name: 'survey' } }, now);

/** Why a call of this attempt was not answered, where nothing has shown yet what became of it. */
const unclearIn = ({ phase }: CreateState): string | undefined =>
  phase.name === 'unclear' ? phase.reason : phase.name === 'unfinished' ? phase.unclear : undefined;

/** It is there: done where this run made it, else it was there already. */
function found(state: CreateState, live: Live, context: Context, given: Partial<OperationResult> = {}): Step {
  const isNew = state.sentAt !== undefined;
  const result = resultOf(state.create, {
    outcome: isNew ? 'done' : 'already',
    resourceId: live.id,
    ...underFormerName(state.create, live),
    ...given,
  });
  if (context.wait !== 'finished' || live.status !== 'pending') return endWith(state, result);
  const since = state.phase.name === 'unfinished' ? state.phase.since : context.now;
  const pause = pauseUntilFinished(live.progress, context.now - since);
  const unclear = unclearIn(state);
  const phase: Phase = { name: 'unfinished', result, since, ...(unclear !== undefined && { unclear }) };
  const next = lookFor({ ...state, phase }, live.id, context.now + pause, 'until it is finished');
  const percent = live.progress?.percent;
  return percent === undefined || next.want.type !== 'look' ? next : { ...next, want: { ...next.want, percent } };
}

/** What a look says at once, whatever it was for; undefined where it says nothing. */
export function settled(state: CreateState, ours: Ours, context: Context): Step | undefined {
  if (ours.live !== undefined) return found(state, ours.live, context);
  const [doubt] = ours.doubtful;
  return doubt === undefined ? undefined : endWith(state, doubtfulResult(state.create, doubt, context.plan, state));
}

/** The next attempt, above every one that anything carries. Another run may have made it meanwhile: that is looked for first. */
export function climb(state: CreateState, ours: Ours, context: Context): Step {
  const { create } = state;
  const next = Math.max(create.taking.generation, ours.generation) + 1;
  if (next >= generations) return endWith(state, lastTokenResult(create));
  const missed = [...(state.missed ?? []), ...missedIn(state)];
  const climbed = { create: atGeneration(create, next, context.plan), phase: { name: 'fresh' as const } };
  return look({ ...climbed, ...(missed.length > 0 && { missed }) }, context.now);
}

/** What the call of this attempt was answered with. */
const missedIn = ({ phase, calledAfter }: CreateState): NonNullable<CreateState['missed']> =>
  phase.name === 'listed' ? [{ id: phase.id, ...(calledAfter !== undefined && { calledAfter }) }] : [];

/** What a call of this run made after all, and failed: it is taken again by the next run. */
export const failedLate = ({ missed = [] }: CreateState, { failed }: Ours): Live | undefined =>
  failed.find((one) => missed.some(({ id, calledAfter }) => id === one.id && !isBefore(one, calledAfter)));

/** Absent in two looks alike that lie a settle time apart, and once more right before the call. */
export function onSurvey(state: CreateState, sighting: Sighting, live: readonly Live[], context: Context): Step {
  const known = live.map(({ id }) => id).sort();
  const ids = known.join('\n');
  const { first, isAlike } = state.phase.name === 'survey' ? state.phase : {};
  const again = (phase: Phase, at: number): Step => look({ ...state, phase }, at, 'whether it is there already');
  if (first === undefined || first.ids !== ids)
    return again({ name: 'survey', first: { at: sighting.startedAt, ids } }, sighting.startedAt + context.settle);
  if (sighting.startedAt < first.at + context.settle) return again({ name: 'survey', first }, first.at + context.settle);
  if (!isAlike) return again({ name: 'survey', first, isAlike: true }, context.now);
  return send({ ...state, known }, sighting.startedAt, rightBefore);
}

/** Whether something was made before the first call of this attempt was sent, by the time of the service alone. */
const isEarlier = (one: Live, { calledAfter, known = [] }: CreateState): boolean => known.includes(one.id) || isBefore(one, calledAfter);

const isBefore = ({ createdAt }: Live, calledAfter: number | undefined): boolean =>
  calledAfter !== undefined && endOfTime(createdAt) <= calledAfter;

/** What failed is of this call, or of an earlier one whose token it shows to be spent. */
export function onFailed(state: CreateState, failed: Live, ours: Ours, context: Context): Step {
  return isEarlier(failed, state) ? climb(state, ours, context) : endWith(state, takingFailed(state.create, failed.id));
}

/** What failed of the attempt that is being made. Without a token an earlier one says nothing of it. */
export const failedIn = (state: CreateState, { failed }: Ours): Live | undefined =>
  failed.find((one) => (takesToken(state.create) ? one.owner?.op === state.create.token : !isEarlier(one, state)));

export function onUnclear(state: CreateState, reason: string, ours: Ours, sighting: Sighting, context: Context): Step {
  const { create, sentAt = context.now, firstSentAt = sentAt, resent } = state;
  const last = sentAt + context.settle;
  const failed = failedIn(state, ours);
  // Without a token what failed may be another run's, and what this one makes may still come.
  if (failed !== undefined && (takesToken(create) || sighting.startedAt >= last)) return onFailed(state, failed, ours, context);
  if (sighting.startedAt < last) return look(state, nextLook(sentAt, context.now, last), 'what a call made that was not answered');
  if (resent || context.now - firstSentAt > resendWithin) return endWith(state, unknownResult(create, reason));
  return send({ ...state, resent: true }, sighting.startedAt);
}

/** The token is spent after two looks a settle time apart that show nothing of ours. */
export function onSpent(state: CreateState, looked: number | undefined, ours: Ours, sighting: Sighting, context: Context): Step {
  if (looked !== undefined && sighting.startedAt >= looked + context.settle) return climb(state, ours, context);
  const first = looked ?? sighting.startedAt;
  return look({ ...state, phase: { name: 'spent', looked: first } }, first + context.settle, 'whether its token is spent');
}

type Listed = Phase & { readonly name: 'listed' };
type Unfinished = Phase & { readonly name: 'unfinished' };

/** What the service says that it made, seen by its id; absent a settle time after the answer, it is gone and its token spent. */
export function onListed(state: CreateState, phase: Listed, live: readonly Live[], sighting: Sighting, context: Context): Step {
  const { create } = state;
  const { id, requestId, since } = phase;
  const one = live.find((each) => each.id === id);
  const ours = oursIn(live, create, context.plan);
  const last = since + context.settle;
  const again = (): Step => lookFor(state, id, nextLook(since, context.now, last), 'until it is listed');
  if (one === undefined) {
    if (sighting.startedAt < last) return again();
    // One listing may have lost it: when the settle time is over, two must lack it.
    if (!phase.isMissed) return lookFor({ ...state, phase: { ...phase, isMissed: true } }, id, context.now + 250, 'until it is listed');
    return takesToken(create) ? climb(state, ours, context) : endWith(state, notListedResult(create, id, requestId));
  }
  if (one.status === 'failed') return onFailed(state, one, ours, context);
  if (ours.living.some((each) => each.id === id)) return found(state, one, context, { requestId });
  // Tags may be listed later than what carries them.
  if (sighting.startedAt < last) return again();
  return isOfAnother(one, create, context.plan) || isLetGo(one, create)
    ? climb(state, ours, context)
    : endWith(state, doubtfulResult(create, one, context.plan, state));
}

/** What was seen stays seen for a settle time, whatever one listing lacks. */
function onVanished(state: CreateState, phase: Unfinished, { startedAt }: Sighting, { now, settle }: Context): Step {
  const { result, missingSince = startedAt } = phase;
  const id = result.resourceId ?? '';
  const last = missingSince + settle;
  if (startedAt >= last) return endWith(state, vanishedResult(state.create, id, result.requestId));
  return lookFor({ ...state, phase: { ...phase, missingSince } }, id, nextLook(missingSince, now, last), 'until it is listed again');
}

export function onUnfinished(state: CreateState, phase: Unfinished, live: readonly Live[], sighting: Sighting, context: Context): Step {
  const { create } = state;
  const { result, unclear } = phase;
  const one = live.find(({ id }) => id === result.resourceId);
  if (one === undefined) return onVanished(state, phase, sighting, context);
  if (one.status !== 'failed') return found(state, one, context, result);
  // What failed may be of an earlier attempt, or another run's: what became of the call of this one is still to be seen.
  if (unclear !== undefined && (!takesToken(create) || one.owner?.op !== create.token))
    return look({ ...state, phase: { name: 'unclear', reason: unclear } }, context.now, 'what a call made that was not answered');
  return endWith(state, takingFailed(create, one.id));
}
