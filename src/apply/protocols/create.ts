import { kindOf } from '../../kinds/registry.ts';
import type { Live } from '../../kinds/live.ts';
import { textAt } from '../../kinds/reply-reader.ts';
import type { Answer } from '../answer.ts';
import { oursIn } from '../ours.ts';
import type { Create } from '../ours.ts';
import { endWith, nextLook, resultOf } from '../protocol.ts';
import type { Context, Protocol } from '../protocol.ts';
import { takingFailed, unknownResult } from '../results.ts';
import { liveIn } from '../sighting.ts';
import type { Ask, Sighting } from '../sighting.ts';
import {
  climb,
  failedIn,
  failedLate,
  isSurveyed,
  onFailed,
  onListed,
  onSpent,
  onSurvey,
  onUnclear,
  onUnfinished,
  rightBefore,
  send,
  settled,
  survey,
} from './create-phases.ts';
import { onRefusal, onUnsent } from './create-refused.ts';
import { idAsk, look, lookFor, nearAsk, takesToken } from './create-state.ts';
import type { CreateState, Step } from './create-state.ts';

function onSighting(state: CreateState, sighting: Sighting, context: Context): Step {
  const { create, phase } = state;
  const seen = (ask: Ask): readonly Live[] => liveIn(sighting, [ask]);
  if (phase.name === 'listed') return onListed(state, phase, seen(idAsk(create, phase.id)), sighting, context);
  if (phase.name === 'unfinished') return onUnfinished(state, phase, seen(idAsk(create, phase.result.resourceId ?? '')), sighting, context);
  const live = seen(nearAsk(create));
  const ours = oursIn(live, create, context.plan);
  const at = settled(state, ours, context);
  if (at !== undefined) return at;
  const late = failedLate(state, ours);
  if (late !== undefined) return endWith(state, takingFailed(create, late.id));
  switch (phase.name) {
    case 'fresh': {
      const failed = state.sentAt === undefined ? undefined : failedIn(state, ours);
      if (failed !== undefined) return onFailed(state, failed, ours, context);
      // Something at or above the attempt that was planned is proven, and failed meanwhile.
      if (takesToken(create) && ours.generation >= create.taking.generation) return climb(state, ours, context);
      // One listing may have lost it.
      if (!phase.isLacking) return look({ ...state, phase: { name: 'fresh', isLacking: true } }, context.now);
      return send(state, sighting.startedAt, isSurveyed(state, context) ? rightBefore : undefined);
    }
    case 'survey':
      return onSurvey(state, sighting, live, context);
    case 'unclear':
      return onUnclear(state, phase.reason, ours, sighting, context);
    case 'spent':
      return onSpent(state, phase.looked, ours, sighting, context);
    default:
      return phase satisfies never;
  }
}

function onAnswer(before: CreateState, answer: Answer, sentAt: number, context: Context): Step {
  const state: CreateState = { ...before, sentAt, firstSentAt: before.firstSentAt ?? sentAt };
  switch (answer.type) {
    case 'success': {
      // Where an earlier call of this attempt was not answered, nothing is known of when that was.
      const isFirst = before.sentAt === undefined && answer.date !== undefined;
      const calledAfter = isFirst ? (answer.date as number) - (context.now - sentAt) : before.calledAfter;
      const id = textAt(answer.body, kindOf(state.create.section).createdId);
      if (id === undefined) return onAnswer(before, { type: 'unclear', reason: 'The reply has no id.' }, sentAt, context);
      if (context.wait === 'none')
        return endWith(
          state,
          resultOf(state.create, {
            outcome: 'done',
            resourceId: id,
            requestId: answer.requestId,
            message: 'Sent and answered; it was not looked for.',
          }),
        );
      return lookFor(
        {
          ...state,
          ...(calledAfter !== undefined && { calledAfter }),
          phase: { name: 'listed', id, requestId: answer.requestId, since: context.now },
        },
        id,
        context.now,
      );
    }
    case 'refused':
      // Nothing was made by this call.
      return onRefusal(before, answer, context);
    case 'unsent':
      return onUnsent(before, answer, context);
    case 'unclear':
      // Without a token a second call would take a second backup.
      if (!takesToken(state.create) && context.wait === 'none') return endWith(state, unknownResult(state.create, answer.reason));
      return look(
        { ...state, phase: { name: 'unclear', reason: answer.reason }, ...(!takesToken(state.create) && { resent: true as const }) },
        nextLook(sentAt, context.now, sentAt + context.settle),
      );
    default:
      return answer satisfies never;
  }
}

/**
 * Takes a backup exactly once: looks before it sends where what it knows is too old, looks for what was not answered, and goes
 * on to the next token only where the service shows that one to be spent.
 */
export const create: Protocol<CreateState> = {
  start: (operation, context, plannedAt) => {
    const state: CreateState = { create: operation as Create, phase: { name: 'fresh' } };
    return isSurveyed(state, context) ? survey(state, context) : send(state, plannedAt);
  },
  answered: (_, state, answer, sentAt, context) => onAnswer(state, answer, sentAt, context),
  looked: (_, state, sighting, context) => onSighting(state, sighting, context),
  stale: (_, state, context) => look({ ...state, phase: { name: 'fresh' } }, context.now),
};
