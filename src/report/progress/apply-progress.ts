import { count } from '../../base/text.ts';
import { hasFailed } from '../../plan/receipt.ts';
import type { ApplyEvent } from '../../plan/receipt.ts';
import type { Doing, Progress } from './progress.ts';

/** How far an apply is, made from its events. */
export type ApplyProgress = {
  readonly since: number;
  /** Operations of the plan. */
  readonly total: number;
  readonly ended: number;
  readonly failed: number;
  readonly doing: ReadonlyMap<string, Doing>;
  /** What the last look waits for. */
  readonly settling?: string;
};

export const applyBegins = (total: number, now: number): ApplyProgress => ({ since: now, total, ended: 0, failed: 0, doing: new Map() });

/** @param now milliseconds since 1970 */
export function applyGoesOn(before: ApplyProgress, event: ApplyEvent, now: number): ApplyProgress {
  if (event.type === 'settling') return { ...before, settling: event.what };
  const { id, address, why } = event.operation;
  const doing = new Map(before.doing);
  switch (event.type) {
    case 'started':
      return { ...before, doing: doing.set(id, { subject: address, what: why, since: now }) };
    case 'waiting': {
      const percent = event.percent === undefined ? {} : { percent: event.percent };
      const { since } = doing.get(id) ?? { since: now };
      return { ...before, doing: doing.set(id, { subject: address, what: `${why}: ${event.why}`, since, ...percent }) };
    }
    case 'ended': {
      doing.delete(id);
      return { ...before, doing, ended: before.ended + 1, failed: before.failed + (hasFailed(event.result) ? 1 : 0) };
    }
    default:
      return event satisfies never;
  }
}

export function applyProgress({ since, total, ended, failed, doing, settling }: ApplyProgress): Progress {
  const summary = `${ended} of ${count(total, 'operation')} ended${failed > 0 ? `, ${failed} not as planned` : ''}`;
  const looking = ended < total ? '' : `; ${settling ?? 'reading the cloud again'}`;
  return { since, doing: [...doing.values()], summary: summary + looking };
}
