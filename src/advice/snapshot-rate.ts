import { automaticQuota } from '../facts/live-conditions.ts';
import type { Desired } from '../kinds/desired.ts';

/** Automatic snapshots that one disk can have; at the limit the oldest is deleted. */
export const snapshotQuota = automaticQuota.max;

/** Frequency and retention of a policy. */
export type Rhythm = {
  readonly timePoints: readonly number[];
  readonly repeatWeekdays: readonly number[];
  /** -1 keeps them indefinitely. */
  readonly retentionDays: number;
  /** Automatic snapshots of a disk in a week. */
  readonly weekly: number;
};

export function rhythmOf({ props }: Desired): Rhythm {
  const timePoints = props['timePoints'] as readonly number[];
  const repeatWeekdays = props['repeatWeekdays'] as readonly number[];
  return { timePoints, repeatWeekdays, retentionDays: props['retentionDays'] as number, weekly: timePoints.length * repeatWeekdays.length };
}

/** Days until a disk reaches its quota of automatic snapshots by one policy. */
export const daysToQuota = ({ weekly }: Rhythm): number => Math.ceil((snapshotQuota * 7) / weekly);

/** Days within which reaching the quota is worth a warning even where snapshots are kept indefinitely: three years. */
const soon = 3 * 365;

/** Whether a policy would keep more snapshots of a disk than a disk can have. */
export function outgrows(rhythm: Rhythm): boolean {
  const days = daysToQuota(rhythm);
  return rhythm.retentionDays === -1 ? days <= soon : rhythm.retentionDays > days;
}
