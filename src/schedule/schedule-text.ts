import { daysMeant } from '../aliases/days.ts';
import { timeMeant } from '../aliases/times.ts';
import { cronMeaning } from './cron.ts';
import type { CronMeaning } from './cron.ts';
import { repeatMeant } from './repeats.ts';
import { weekdays } from './types.ts';
import type { Weekday } from './types.ts';

const times =
  /\d{1,2}(?:[:.h]\d{2}){1,2}\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?|\b(?:noon|midnight|midday)\b|(?:凌晨|早上|上午|下午|晚上)?\s*[\d一二两三四五六七八九十]{1,3}\s*[点點时](?:半|\d{1,2}分?)?/giu;

const named = (days: readonly number[]): readonly Weekday[] => weekdays.filter((_, index) => days.includes(index));

/** Times with weekdays or a word for every day: `daily at 02:00`, `Mon-Fri 02:00`, `*-*-* 02:00:00`, `每天凌晨2点`. */
function inWords(text: string): CronMeaning | undefined {
  const found = [...text.matchAll(times)].map(([time]) => timeMeant(time));
  const at = found.filter((time) => time?.endsWith(':00') === true) as readonly string[];
  if (found.length === 0 || at.length < found.length) return undefined;
  const rest = text
    .replaceAll(times, ' ')
    .replaceAll(
      /\*-\*-\*|\b(?:at|on|and|every day|each day|everyday|daily|nightly|every night|in the morning)\b|每[天日晚]|在|和|[,，;]/gi,
      ' ',
    )
    .trim();
  if (rest === '') return { at };
  const days = daysMeant(rest.replaceAll(/\s+/g, ' '));
  return days && { at, ...(days.length < 7 && { days: named(days) }) };
}

/** A recurrence rule of calendars: `FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=2`. */
function ofCalendar(text: string): CronMeaning | undefined {
  const [, frequency] = /freq=(\w+)/i.exec(text) ?? [];
  if (frequency === undefined || !/^(?:daily|weekly)$/i.test(frequency)) return undefined;
  const [, hours = '2'] = /byhour=([\d,]+)/i.exec(text) ?? [];
  const [, byDay = frequency.toLowerCase() === 'weekly' ? 'mo' : ''] = /byday=([a-z,]+)/i.exec(text) ?? [];
  const at = hours.split(',').map((hour) => `${hour.padStart(2, '0')}:00`);
  const days = byDay === '' ? undefined : daysMeant(byDay);
  return { at, ...(days && { days: named(days) }) };
}

/** An interval, where a day or a week is a whole number of it. */
function ofRepeat(text: string): CronMeaning | undefined {
  const repeat = repeatMeant(text);
  if (repeat === undefined) return undefined;
  if (repeat.at) return { at: repeat.at };
  if (repeat.days === 1) return { at: ['02:00'] };
  if (repeat.days === 7) return { at: ['02:00'], days: ['mon'] };
  return { why: 'a policy takes snapshots at times of day, on the same weekdays of every week' };
}

/** What a text asks for that stands where a schedule should, as a schedule has it; undefined where nobody can tell. */
export const textMeaning = (text: string): CronMeaning | undefined =>
  text.length > 100
    ? undefined
    : (cronMeaning(text.replace(/^H(?:\([\d-]+\))?(?=\s)/, '0')) ?? ofRepeat(text) ?? ofCalendar(text) ?? inWords(text));
