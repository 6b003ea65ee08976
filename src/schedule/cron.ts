import { weekdays } from './types.ts';
import type { Weekday } from './types.ts';

/** What a cron expression asks for, as a schedule has it; or why none can. */
export type CronMeaning = { readonly at: readonly string[]; readonly days?: readonly Weekday[] } | { readonly why: string };

const macros: { readonly [name: string]: string } = {
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@hourly': '0 * * * *',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

/** The numbers of one field of an expression within its range; undefined where it is malformed. */
function numbersOf(field: string, min: number, max: number, number: (word: string) => number): number[] | undefined {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [from, to = from] = range === '*' ? [min, max] : range.split('-').map(number);
    const last = step !== undefined && !range.includes('-') && range !== '*' ? max : to;
    if (from === undefined || last === undefined || !(from >= min && last <= max && from <= last) || step === '0') return undefined;
    for (let value = from; value <= last; value += Number(step ?? 1)) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
}

const plainNumber = (word: string): number => (/^\d{1,2}$/.test(word) ? Number(word) : Number.NaN);

/** 0 and 7 are Sunday; for AWS 1 is. */
const weekday =
  (sunday: number) =>
  (word: string): number => {
    const named = weekdays.indexOf(word.toLowerCase() as Weekday);
    return named >= 0 ? (named + 1) % 7 : plainNumber(word) - sunday;
  };

/** The fields of an expression: minute, hour, day of month, month, weekday, and which number is Sunday. */
function fieldsOf(text: string): readonly [fields: readonly string[], sunday: number] | undefined {
  const [, aws] = /^cron\((.*)\)$/i.exec(text) ?? [];
  const words = (macros[text.toLowerCase()] ?? aws ?? text).trim().split(/\s+/);
  if (aws !== undefined) return words.length === 6 ? [words.slice(0, 5), 1] : undefined;
  // Quartz begins with the second, which has to be 0.
  if ((words.length === 6 || words.length === 7) && words[0] === '0' && words.includes('?')) return [words.slice(1, 6), 1];
  return words.length === 5 ? [words, 0] : undefined;
}

const isAny = (field: string): boolean => field === '*' || field === '?';
const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** What a text means as a cron expression; undefined where it is none. */
export function cronMeaning(text: string): CronMeaning | undefined {
  const found = text.length > 100 ? undefined : fieldsOf(text.trim());
  if (found === undefined) return undefined;
  const [[minute = '', hour = '', day = '', month = '', week = ''], sunday] = found;
  if (![minute, hour, day, month, week].every((field) => /^[\d*?/,A-Za-z#-]+$/.test(field))) return undefined;
  const minutes = numbersOf(minute, 0, 59, plainNumber);
  const hours = numbersOf(hour, 0, 23, plainNumber);
  const days = isAny(week) ? [] : numbersOf(week, 0, 7, weekday(sunday));
  if (minutes === undefined || hours === undefined || days === undefined) return undefined;
  if (!isAny(day) || !isAny(month)) return { why: 'a policy takes snapshots on weekdays, not on days of the month' };
  const at = hours.flatMap((one) => minutes.map((other) => `${twoDigits(one)}:${twoDigits(other)}`));
  if (minutes.length > 1) return { why: `it asks for ${minutes.length} snapshots an hour, and a policy takes one at most` };
  const named = [...new Set(days.map((one) => weekdays[(one + 6) % 7] as Weekday))];
  return { at, ...(named.length > 0 && named.length < 7 && { days: weekdays.filter((one) => named.includes(one)) }) };
}
