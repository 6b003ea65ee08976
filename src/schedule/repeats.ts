import { spanMeant } from '../aliases/spans.ts';

/** Times of day that lie so many hours apart, from midnight on; undefined where a day is not a whole number of them. */
const everyHours = (hours: number): readonly string[] | undefined =>
  Number.isInteger(hours) && hours > 0 && 24 % hours === 0
    ? Array.from({ length: 24 / hours }, (_, index) => `${String(index * hours).padStart(2, '0')}:00`)
    : undefined;

/** What is asked for: times of day, or so many days from one snapshot to the next. */
export type Repeat = { readonly at?: readonly string[]; readonly days: number };

const words: { readonly [word: string]: number } = {
  hourly: 1 / 24,
  'every hour': 1 / 24,
  '*': 1 / 24,
  '*:00': 1 / 24,
  每小时: 1 / 24,
  daily: 1,
  nightly: 1,
  'every day': 1,
  'every night': 1,
  每天: 1,
  每日: 1,
  weekly: 7,
  'every week': 7,
  每周: 7,
  monthly: 30,
  'every month': 30,
  每月: 30,
  yearly: 365,
};

/** What an interval asks for: `every 6h`, `rate(12 hours)`, `@every 24h`, `PT6H`, `hourly`; undefined where a text is none. */
export function repeatMeant(text: string): Repeat | undefined {
  const folded = text.trim().toLowerCase();
  const [, steps] = /^\*\/(\d+)(?::00)?$/.exec(folded) ?? [];
  const [, inner = folded] = /^(?:rate\((.*)\)|@?every\s+(.*))$/.exec(folded)?.filter((part) => part !== undefined) ?? [];
  const days = steps !== undefined ? Number(steps) / 24 : (words[folded] ?? spanMeant(inner)?.days);
  if (days === undefined || !(days > 0)) return undefined;
  const hours = Math.round(days * 24 * 1e4) / 1e4;
  const at = hours < 24 ? everyHours(hours) : undefined;
  return { days, ...(at && { at }) };
}
