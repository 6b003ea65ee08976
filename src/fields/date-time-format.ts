import { monthMeant } from '../aliases/days.ts';
import type { Hint } from './field.ts';

/** A day (`YYYY-MM-DD`), or an instant with its zone, by its form. */
export const dateTimePattern =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$';

const form = new RegExp(dateTimePattern);

/**
 * Milliseconds since 1970 of an instant with its zone, or of the end of a day in UTC.
 * Undefined where the text is neither, or names a day or time that does not exist.
 */
export function parseDateTime(text: string): number | undefined {
  if (latest?.text !== text) latest = { text, moment: read(text) };
  return latest.moment;
}

/** The last one that was asked for: entries of a spec tend to name the same day, each more than once. */
let latest: { readonly text: string; readonly moment: number | undefined } | undefined;

function read(text: string): number | undefined {
  if (!form.test(text)) return undefined;
  const day = text.slice(0, 10);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The calendar rolls 31 February on into March; only a day that stays itself exists.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return undefined;
  const instant = text.length > 10 ? Date.parse(text) : midnight + 86_400_000 - 1;
  return Number.isNaN(instant) ? undefined : instant;
}

const twoDigits = (text: string): string => text.padStart(2, '0');

/** Days of a month, 1 for January. */
const lastDay = (year: string, month: string): number => new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();

/** A day with the name of its month, or with the signs of Chinese: `31 Dec 2026`, `Dec 31, 2026`, `2026年12月31日`. */
function namedDay(text: string): string | undefined {
  const forms = [
    /^(?<year>\d{4})\s*年\s*(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日?$/,
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?[ .-]+(?<month>[A-Za-z]+)[ .,-]+(?<year>\d{4})$/,
    /^(?<month>[A-Za-z]+)[ .]+(?<day>\d{1,2})(?:st|nd|rd|th)?[ ,]+(?<year>\d{4})$/,
    /^(?<year>\d{4})[ -](?<month>[A-Za-z]+)[ -](?<day>\d{1,2})$/,
  ];
  const { year, month = '', day = '' } = forms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined) ?? {};
  const number = /^\d/.test(month) ? Number(month) : monthMeant(month);
  return year === undefined || number === 0 ? undefined : `${year}-${twoDigits(String(number))}-${twoDigits(day)}`;
}

/** Year, month and day as people write them, where their order leaves no doubt: 31.12.2026, 12/31/2026, 2026-1-5, 20261231. */
function dayIn(text: string): string | undefined {
  const named = namedDay(text);
  if (named !== undefined) return named;
  const first = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(text);
  const last = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  const [, one = '', mark, two = '', lastYear = ''] = last ?? [];
  const [day, month] = mark === '.' || Number(one) > 12 ? [one, two] : [two, one];
  if (last && (mark === '.' || Number(day) > 12)) return `${lastYear}-${twoDigits(month)}-${twoDigits(day)}`;
  return first ? `${first[1]}-${twoDigits(first[3] as string)}-${twoDigits(first[4] as string)}` : undefined;
}

/** How to write a day or an instant that is neither. */
export function dateTimeHint(wrong: string): Hint | undefined {
  const text = wrong.trim();
  const local = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)$/.exec(text);
  if (local && parseDateTime(local[1] as string) !== undefined)
    return { help: `Add its zone: ${local[1]}T${local[2]}Z for UTC, or ${local[1]}T${local[2]}+08:00.` };
  const day = dayIn(text) ?? '';
  if (parseDateTime(day) !== undefined) return { help: `Write ${day}.`, replacement: day, certain: true };
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d\d)-(\d\d)/.exec(day === '' ? text : day) ?? [];
  if (date === '') return undefined;
  if (Number(month) < 1 || Number(month) > 12) return { help: `A year has the months 01 to 12, not ${month}.` };
  const latest = lastDay(year, month);
  return Number(date) > latest ? { help: `The last day of that month is ${year}-${month}-${latest}.` } : undefined;
}
