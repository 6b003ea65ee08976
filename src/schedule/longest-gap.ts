import type { ApiSchedule } from './types.ts';

const week = 7 * 24;

/** Hours between two runs of a schedule at most; a week where it runs once. */
export function longestGap({ timePoints, repeatWeekdays }: ApiSchedule): number {
  const runs = repeatWeekdays.flatMap((day) => timePoints.map((hour) => (day - 1) * 24 + hour)).sort((a, b) => a - b);
  const gaps = runs.map((run, index) => (index === 0 ? run + week - (runs.at(-1) ?? 0) : run - (runs[index - 1] ?? 0)));
  return Math.max(...gaps, 0) || week;
}
