import type { Hint } from '../fields/field.ts';
import { daysMeant, monthMeant } from '../aliases/days.ts';
import { cronHelp } from './cron.ts';
import { weekdays } from './types.ts';

const words: { readonly [word: string]: string } = { midnight: '00:00', noon: '12:00', 午夜: '00:00', 中午: '12:00' };

/** What was probably meant by `2:00`, `2`, `0200`, `14.00`, `2 pm`, `02:00:00`, `noon` or `凌晨2点`. */
function timeMeant(text: string): string | undefined {
  if (Object.hasOwn(words, text.trim().toLowerCase())) return words[text.trim().toLowerCase()];
  const [, part = '', count] = /^\s*(凌晨|早上|上午|下午|晚上)?\s*(\d{1,2})\s*[点點时時]\s*$/.exec(text) ?? [];
  if (count !== undefined && Number(count) < 24) {
    const later = /下午|晚上/.test(part) && Number(count) < 12 ? 12 : 0;
    return `${String(Number(count) + later).padStart(2, '0')}:00`;
  }
  const [, hours, minutes, half] = /^\s*(\d{1,2})(?:[:.h]?([0-5]\d)|h)?(?::00)?\s*([ap]\.?m\.?)?\s*$/i.exec(text) ?? [];
  const number = Number(hours);
  if (hours === undefined || number > (half ? 12 : 23) || (half && number === 0)) return undefined;
  const hour = half ? (number % 12) + (/^p/i.test(half) ? 12 : 0) : number;
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
}

/** How to write a schedule that is a cron expression. */
export function scheduleHint(wrong: string): Hint | undefined {
  const help = cronHelp(wrong);
  return help === undefined ? undefined : { help };
}

/** How to write a time of day that is not HH:MM. */
export function timeHint(wrong: string): Hint {
  const meant = timeMeant(wrong);
  // A missing leading zero and seconds of zero change nothing; any other reading is only likely.
  const same = /^\d{1,2}:\d\d(?::00)?$/.test(wrong.trim());
  if (meant !== undefined) return { help: `Write "${meant}".`, replacement: meant, ...(same && { certain: true as const }) };
  if (wrong.trim() === '24:00') return { help: 'Write "00:00", the beginning of the next day.' };
  const cron = cronHelp(wrong);
  if (cron !== undefined) return { help: cron };
  const [, hours, minutes] = /^\s*(\d+):(\d+)/.exec(wrong) ?? [];
  if (Number(hours) > 23) return { help: `Write a time such as "02:00": the last hour of a day is 23, and this is ${Number(hours)}.` };
  if (Number(minutes) > 59)
    return { help: `Write a time such as "02:00": the last minute of an hour is 59, and this is ${Number(minutes)}.` };
  return { help: 'Write hours and minutes of the 24-hour clock in two digits each, such as "02:00".' };
}

/** The weekday of a name in another length or language (`monday`, `Tues`, `1`), or the days of a word or a range for several. */
export function dayHint(wrong: string): Hint | undefined {
  const meant = daysMeant(wrong)?.map((day) => weekdays[day] as string);
  const [only, ...others] = meant ?? [];
  if (meant === undefined || only === undefined)
    return monthMeant(wrong.trim()) > 0 ? { help: 'This is a month, and a policy takes snapshots on weekdays.' } : undefined;
  if (meant.length === weekdays.length) return { help: 'Remove days: without it every day counts.' };
  if (others.length > 0) return { help: `Write each day as an item: ${meant.join(', ')}.`, items: meant };
  // The number of a day depends on where one begins to count.
  return { help: `Write ${only}.`, replacement: only, ...(!/^\s*\d\s*$/.test(wrong) && { certain: true as const }) };
}
