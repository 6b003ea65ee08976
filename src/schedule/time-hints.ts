import { daysMeant } from '../aliases/days.ts';
import { timeMeant } from '../aliases/times.ts';
import { choices } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { Hint } from '../fields/field.ts';
import type { CronMeaning } from './cron.ts';
import { cronMeaning } from './cron.ts';
import { repeatMeant } from './repeats.ts';
import { textMeaning } from './schedule-text.ts';

const example = '{timezone: Asia/Shanghai, at: ["02:00"], days: [mon, tue, wed, thu, fri]}';

/** What somebody asked for in other words, as a schedule; or why there is none. */
function meaningHelp(meaning: CronMeaning, zone = 'Asia/Shanghai'): string {
  if ('why' in meaning) {
    const monthly = /month|weekdays/.test(meaning.why) ? ' What is taken monthly is a snapshot with an occurrence, such as "2026-11".' : '';
    return `No schedule says this: ${meaning.why}.${monthly}`;
  }
  const schedule = { timezone: zone, at: [...meaning.at], ...(meaning.days && { days: [...meaning.days] }) };
  const given = zone === 'Asia/Shanghai' ? `; here with ${zone}` : '';
  return `A schedule has times and days, and the zone in which they are meant${given}: ${flow(schedule)}`;
}

/** How to write a schedule that is a cron expression, an interval, or a sentence. */
export function scheduleHint(wrong: string): Hint | undefined {
  const [, zone, inner = wrong] = /^\s*(?:CRON_)?TZ=([A-Za-z_]+(?:\/[A-Za-z_]+)?)\s+(.*)$/.exec(wrong) ?? [];
  const meaning = textMeaning(inner.trim());
  if (meaning) return { help: meaningHelp(meaning, zone) };
  const cron = /^[\dH*?/,#LW-]+(?:\s+[\w*?/,#-]+){2,6}$/.test(inner.trim());
  return cron
    ? { help: `A schedule is no cron expression: its times stand in at, its weekdays in days, for example: ${example}` }
    : undefined;
}

/** Several times in one text, or an interval, as items. */
function itemsHint(text: string): Hint | undefined {
  const parts = text.split(/\s*(?:[,;&|]|\band\b|\bund\b|\bet\b|和)\s*|(?<=\d)\s+(?=\d)/);
  const several = parts.length > 1 && parts.length <= 24 ? parts.map(timeMeant) : [];
  if (several.length > 0 && several.every((one) => one?.endsWith(':00')))
    return { help: `Write each time as an item: ${several.map((one) => `"${one}"`).join(', ')}.`, items: several as string[] };
  const repeat = repeatMeant(text);
  if (repeat?.at?.length === 24) return { help: 'List every hour as an item: "00:00", "01:00" and so on to "23:00".' };
  if (repeat?.at) return { help: `Write each time as an item: ${repeat.at.map((one) => `"${one}"`).join(', ')}.`, items: repeat.at };
  if (repeat) return { help: 'Write the time of day, such as "02:00"; the weekdays stand in days, and without days every day counts.' };
  return undefined;
}

/** A time with a zone, a date or weekdays beside it, which stand elsewhere. */
function besideHint(text: string): Hint | undefined {
  const [, date, time = '', zone = ''] =
    /^(\d{4}-\d\d-\d\d[T ]\s*)?T?(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?|noon|midnight)\s*(Z|UTC|GMT|[A-Z]{3,4}|\+\d\d:?\d\d|[A-Z][A-Za-z_]+\/[A-Za-z_/]+)?$/i.exec(
      text,
    ) ?? [];
  const meant = timeMeant(time);
  if (meant !== undefined && date !== undefined)
    return { help: `A schedule has no date: write "${meant}" here, and the weekdays in days.` };
  if (meant !== undefined && zone !== '')
    return {
      help: `Write "${meant}" here; the zone of all times stands in timezone beside at, such as timezone: ${/^(?:z|utc|gmt)$/i.test(zone) ? 'UTC' : zone.includes('/') ? zone : 'Asia/Shanghai'}`,
    };
  const [, before = '', found = '', after = ''] = /^(.*?)\b(?:at\s+)?(\d{1,2}:\d\d)\b(.*)$/i.exec(text) ?? [];
  const days = before.trim() === '' ? after : after.trim() === '' ? before : '';
  const own = timeMeant(found);
  if (own === undefined || daysMeant(days) === undefined) return undefined;
  return { help: `Write "${own}" here; weekdays stand in days beside at, and without days every day counts.` };
}

/** The beginning and the end of a window in which a snapshot should be taken. */
function windowHint(text: string): Hint | undefined {
  const ends = text.split(/\s*(?:-|–|—|~|\.\.|\/|\bto\b|\buntil\b|至|到)\s*/).map(timeMeant);
  const [from, to] = ends;
  if (ends.length !== 2 || from === undefined || to === undefined) return undefined;
  return { help: `A snapshot is taken at a time, and not within a window: write "${from}", or "${from}" and "${to}" as two items.` };
}

/** A time of day that lies within an hour. */
function withinHour(time: string): Hint {
  const hour = Number(time.slice(0, 2));
  const near = [hour, (hour + 1) % 24].map((one) => `"${String(one).padStart(2, '0')}:00"`);
  return {
    help: `The service takes whole hours of UTC+8: write ${choices(near)}; "${time}" only in a zone whose offset has such minutes.`,
  };
}

function wrongNumber(text: string): string {
  const [, hours, minutes] = /^\s*(\d+)(?::(\d+))?/.exec(text) ?? [];
  if (Number(hours) > 23) return `Write a time such as "02:00": the last hour of a day is 23, and this is ${Number(hours)}.`;
  if (Number(minutes) > 59) return `Write a time such as "02:00": the last minute of an hour is 59, and this is ${Number(minutes)}.`;
  return 'Write hours and minutes of the 24-hour clock in two digits each, such as "02:00".';
}

/** What is longer is no time that somebody wrote. */
const longest = 100;

/** How to write a time of day that is not HH:MM. */
export function timeHint(wrong: string): Hint {
  const text = wrong.trim();
  if (text.length > longest) return { help: wrongNumber('') };
  const meant = timeMeant(text);
  // A missing leading zero and seconds of zero change nothing; any other reading is only likely.
  const same = /^\d{1,2}:\d\d(?::00)?$/.test(text);
  if (meant?.endsWith(':00')) return { help: `Write "${meant}".`, replacement: meant, ...(same && { certain: true as const }) };
  if (meant !== undefined) return withinHour(meant);
  if (/^24(?:[:.]00)?$/.test(text)) return { help: 'Write "00:00", the beginning of the next day.' };
  const found = itemsHint(text) ?? besideHint(text) ?? windowHint(text);
  if (found) return found;
  const cron = cronMeaning(text);
  return { help: cron ? meaningHelp(cron) : wrongNumber(text) };
}

/** How to write an hour of UTC+8 that is a time of day. */
export function hourHint(wrong: string): Hint | undefined {
  const [meant, repeat] = [timeMeant(wrong), repeatMeant(wrong)];
  const hours = repeat?.at?.map((time) => String(Number(time.slice(0, 2))));
  if (hours) return { help: `Write each hour as an item: ${hours.join(', ')}.`, items: hours };
  const hour = meant?.endsWith(':00') ? String(Number(meant.slice(0, 2))) : undefined;
  return hour === undefined ? undefined : { help: `Write the hour alone, of UTC+8: ${hour}.`, replacement: hour };
}
