import { monthMeant } from '../aliases/days.ts';
import { spanMeant } from '../aliases/spans.ts';
import { foldLookAlikes } from '../base/look-alike.ts';
import { choices } from '../base/text.ts';
import { parseDateTime } from './date-time-format.ts';
import type { Hint } from './field.ts';

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
  const first = /^(\d{4})([-/._])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(text);
  const last = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  const [, one = '', mark, two = '', lastYear = ''] = last ?? [];
  const [day, month] = mark === '.' || Number(one) > 12 ? [one, two] : [two, one];
  if (last && (mark === '.' || Number(day) > 12)) return `${lastYear}-${twoDigits(month)}-${twoDigits(day)}`;
  return first ? `${first[1]}-${twoDigits(first[3] as string)}-${twoDigits(first[4] as string)}` : undefined;
}

/** An instant in another form of ISO 8601: lower case, a zone without its colon, without dashes. */
function instantIn(text: string): string | undefined {
  const [, day = '', hour = '', minute = '00', second, zone = ''] =
    /^(\d{4}-?\d\d-?\d\d)[t ](\d\d)(?::?(\d\d)(?::?(\d\d))?)?(?:\.\d+)?\s*(z|utc|gmt|[+-]\d\d(?::?\d\d)?)$/i.exec(text) ?? [];
  if (day === '') return undefined;
  const [, sign = '', hours = '', minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const plain = day.replaceAll('-', '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  return `${plain}T${hour}:${minute}${second === undefined ? '' : `:${second}`}${sign === '' ? 'Z' : `${sign}${hours}:${minutes}`}`;
}

/** What words stand for that name no day. */
function wordsHint(text: string): Hint | undefined {
  if (/^(?:never|for ?ever|none|no|null|unlimited|infinite|always|open|永久|永远)$/i.test(text))
    return { help: 'Remove takeUntil: without it the entry stays open.', leaveOut: true };
  if (spanMeant(text.replace(/^[+]/, '')) !== undefined || /^(?:today|tomorrow|now|next|end|in|今天|明天)/i.test(text))
    return { help: 'It is compared with the clock of each run: write the day itself, such as 2026-12-31.' };
  const [, one = '', two = '', year = ''] = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(text) ?? [];
  if (year === '') return undefined;
  const days = [`${year}-${twoDigits(one)}-${twoDigits(two)}`, `${year}-${twoDigits(two)}-${twoDigits(one)}`];
  const real = days.filter((day) => parseDateTime(day) !== undefined);
  return real.length > 0 ? { help: `Write ${choices([...new Set(real)])}, as it is meant.` } : undefined;
}

/** A month, a quarter or a year: its last day. */
function periodHint(text: string): Hint | undefined {
  const [, year = '', month = '12'] = /^(20\d\d)(?:[-/](0?[1-9]|1[0-2]))?$/.exec(text) ?? [];
  if (year === '') return undefined;
  return { help: `Write a day, such as its last one: ${year}-${twoDigits(month)}-${lastDay(year, month)}.` };
}

/** How to write a day or an instant that is neither. */
export function dateTimeHint(wrong: string): Hint {
  const text = wrong.trim().replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i, '');
  const local = /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?: [A-Z]{3,4})?$/.exec(text);
  const own = local && `${local[1]}-${local[2]}-${local[3]}`;
  const instant = instantIn(text);
  if (instant !== undefined && parseDateTime(instant) !== undefined)
    return { help: `Write ${instant}.`, replacement: instant, certain: true };
  if (local && own && parseDateTime(own) !== undefined)
    return { help: `Add its zone: ${own}T${local[4]}Z for UTC, or ${own}T${local[4]}+08:00.` };
  const day = dayIn(foldLookAlikes(text)) ?? dayIn(text) ?? '';
  if (parseDateTime(day) !== undefined && day !== wrong) return { help: `Write ${day}.`, replacement: day, certain: true };
  const known = wordsHint(text) ?? periodHint(text);
  if (known) return known;
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d\d)-(\d\d)/.exec(day === '' ? text : day) ?? [];
  if (date === '') return { help: 'Write the day as year, month and day in digits, such as 2026-12-31.' };
  if (Number(month) < 1 || Number(month) > 12) return { help: `A year has the months 01 to 12, not ${month}.` };
  const latest = lastDay(year, month);
  if (Number(date) > latest || Number(date) < 1) return { help: `The last day of that month is ${year}-${month}-${latest}.` };
  return { help: `Write the day alone, ${year}-${month}-${date}, or an instant with its zone: ${year}-${month}-${date}T18:00:00Z.` };
}
