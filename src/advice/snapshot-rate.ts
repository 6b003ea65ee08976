import { automaticQuota as automaticLimit } from '../facts/live-conditions.ts';
import type { Desired } from '../kinds/kind.ts';

/** Automatic snapshots that one disk can have. */
export const automaticQuota = automaticLimit.max;

/** What a policy is, as far as its frequency and its retention go. */
export type Rhythm = {
  readonly timePoints: readonly number[];
  readonly repeatWeekdays: readonly number[];
  /** -1 for ever. */
  readonly retentionDays: number;
  /** Automatic snapshots of a disk in a week. */
  readonly weekly: number;
};

export function rhythmOf({ props }: Desired): Rhythm {
  const timePoints = props['timePoints'] as readonly number[];
  const repeatWeekdays = props['repeatWeekdays'] as readonly number[];
  return { timePoints, repeatWeekdays, retentionDays: props['retentionDays'] as number, weekly: timePoints.length * repeatWeekdays.length };
}

/** Days until a disk has as many automatic snapshots of a policy as it may have. */
export const daysToQuota = ({ weekly }: Rhythm): number => Math.ceil((automaticQuota * 7) / weekly);

/** Days within which reaching the quota is news even where snapshots are meant to stay for ever: three years. */
const soon = 3 * 365;

/** Whether a policy wants to keep more snapshots of a disk than a disk can have. */
export function outgrows(rhythm: Rhythm): boolean {
  const days = daysToQuota(rhythm);
  return rhythm.retentionDays === -1 ? days <= soon : rhythm.retentionDays > days;
}
