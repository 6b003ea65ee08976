import type { Hint } from '../fields/field.ts';
import { weekdays } from './types.ts';

/** What was probably meant by `2:00`, `2`, `0200`, `14.00`, `2 pm` or `02:00:00`. */
function timeMeant(text: string): string | undefined {
  const [, hours, minutes, half] = /^\s*(\d{1,2})(?:[:.h]?([0-5]\d))?(?::00)?\s*([ap]m)?\s*$/i.exec(text) ?? [];
  const number = Number(hours);
  if (hours === undefined || number > (half ? 12 : 23) || (half && number === 0)) return undefined;
  const hour = half ? (number % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : number;
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
}

/** How to write a time of day that is not HH:MM. */
export function timeHint(wrong: string): Hint {
  const meant = timeMeant(wrong);
  // A missing leading zero and seconds of zero change nothing; any other reading is only likely.
  const same = /^\d{1,2}:\d\d(?::00)?$/.test(wrong.trim());
  if (meant !== undefined) return { help: `Write "${meant}".`, replacement: meant, ...(same && { certain: true as const }) };
  if (wrong.trim() === '24:00') return { help: 'Write "00:00", the beginning of the next day.' };
  const [, hours, minutes] = /^\s*(\d+):(\d+)/.exec(wrong) ?? [];
  if (Number(hours) > 23) return { help: `Write a time such as "02:00": the last hour of a day is 23, and this is ${Number(hours)}.` };
  if (Number(minutes) > 59)
    return { help: `Write a time such as "02:00": the last minute of an hour is 59, and this is ${Number(minutes)}.` };
  return { help: 'Write hours and minutes of the 24-hour clock in two digits each, such as "02:00".' };
}

const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const several: { readonly [word: string]: string } = {
  weekday: 'mon, tue, wed, thu, fri',
  weekdays: 'mon, tue, wed, thu, fri',
  workdays: 'mon, tue, wed, thu, fri',
  weekend: 'sat, sun',
  weekends: 'sat, sun',
};

/** The weekday of a name in another length (`monday`, `Tues`), or the days of a word or a range for several. */
export function dayHint(wrong: string): Hint | undefined {
  const word = wrong.trim().toLowerCase().replace(/\.$/, '');
  const meant = word.length < 3 ? undefined : weekdays[names.findIndex((name) => name.startsWith(word) || `${name}s` === word)];
  if (meant !== undefined) return { help: `Write ${meant}.`, replacement: meant, certain: true };
  if (Object.hasOwn(several, word)) return { help: `Write each day as an item: ${several[word]}.` };
  if (/^(?:every ?day|daily|all|\*)$/.test(word)) return { help: 'Remove days: without it every day counts.' };
  const [from, to] = word
    .split(/\s*(?:-|–|\.\.|to)\s*/)
    .map((end) => weekdays.findIndex((day) => end.length > 2 && names[weekdays.indexOf(day)]?.startsWith(end)));
  if (from === undefined || to === undefined || from < 0 || to < 0) return undefined;
  const run = Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => weekdays[(from + index) % 7]);
  return { help: `Write each day as an item: ${run.join(', ')}.` };
}
