import { invalidParameter } from '../../model/common-errors.ts';
import { RefusedCall } from '../../model/refused-call.ts';

/** The times of a cron expression: a minute of some hours, on some days of the week. */
export type CronTimes = { readonly minute: number; readonly hours: readonly number[]; readonly days: readonly number[] };

const within = (values: readonly number[], min: number, max: number): boolean => values.every((one) => one >= min && one <= max);
const week = [1, 2, 3, 4, 5, 6, 7];

/** Days as `*`, `2-6`, `1,3,5`, or `2/2`: every second one from the second. */
function daysOf(text: string): readonly number[] {
  if (text === '*') return week;
  const [, from, to] = /^([1-7])-([1-7])$/.exec(text) ?? [];
  if (from !== undefined) return week.filter((one) => one >= Number(from) && one <= Number(to));
  const [, start, step] = /^([1-7])\/([1-7])$/.exec(text) ?? [];
  if (start !== undefined) return week.filter((one) => one >= Number(start) && (one - Number(start)) % Number(step) === 0);
  return text.split(',').map(Number);
}

/**
 * Reads `0 minute hour[,hour] ? * days`, which all samples are; no grammar is published.
 * @throws RefusedCall for anything else
 */
export function cronTimes(cron: string): CronTimes {
  const [, minute, hour, days] = /^0 (\d{1,2}) (\d{1,2}(?:,\d{1,2})*) \? \* (\*|[1-7](?:[-/][1-7]|(?:,[1-7])*))$/.exec(cron) ?? [];
  if (minute === undefined || hour === undefined || days === undefined) throw new RefusedCall(invalidParameter('CronExpression'));
  const times = { minute: Number(minute), hours: hour.split(',').map(Number), days: daysOf(days) };
  if (!within([times.minute], 0, 59) || !within(times.hours, 0, 23)) throw new RefusedCall(invalidParameter('CronExpression'));
  return times;
}
