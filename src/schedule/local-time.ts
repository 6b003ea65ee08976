import type { Issue } from '../base/issue.ts';
import { quote } from '../base/text.ts';
import { scheduleIssue } from './schedule-issue.ts';
import { weekdays } from './types.ts';
import type { LocalSchedule } from './types.ts';
import { timeHint } from './time-hints.ts';
import { offsetsAt } from './zone-offsets.ts';
import type { Zone } from './zone-offsets.ts';

const day = 86_400;
const hour = 3600;
// The service counts in UTC+8, for which the runtime has no zone name; hence plain arithmetic.
const service = 8 * hour;

/** One well-formed item of `at`. */
export type Time = {
  /** Its index in `at`. */
  readonly index: number;
  readonly text: string;
  /** Since midnight, in seconds. */
  readonly second: number;
};

/** A time with the offsets that apply to it. */
export type Slot = Time & {
  /** The zone's offsets at this time of day in the five years, smallest first. */
  readonly offsets: readonly number[];
  /** The offset that the time is meant in. */
  readonly meant: number;
};

/** A time of day, `days` after the day that it is counted from (-1 is the day before). */
export type Moved = { readonly days: number; readonly second: number };

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

function moved(second: number): Moved {
  return { days: Math.floor(second / day), second: modulo(second, day) };
}

/** What the service's clock shows when a clock at an offset shows a time. */
export function toService(second: number, offset: number): Moved {
  return moved(second - offset + service);
}

/** What a clock at an offset shows when the service's clock shows a time. */
export function fromService(second: number, offset: number): Moved {
  return moved(second - service + offset);
}

/** Whether the service can store a time. */
export function isWholeHour(second: number, offset: number): boolean {
  return toService(second, offset).second % hour === 0;
}

/** Whether a time falls on the same weekday for the service at all its offsets. */
export function holdsWeekday({ second, offsets }: { readonly second: number; readonly offsets: readonly number[] }): boolean {
  return new Set(offsets.map((offset) => toService(second, offset).days)).size === 1;
}

/** `02:00`; with seconds only where there are some. */
export function clock(second: number): string {
  const parts = [Math.floor(second / hour), Math.floor(second / 60) % 60, ...(second % 60 ? [second % 60] : [])];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** `the same day`, `the next day`, `the day before`. */
export function whichDay(days: number): string {
  if (days === 0) return 'the same day';
  return days > 0 ? 'the next day' : 'the day before';
}

/** Weekdays by number (1 is Monday), moved on by some days; in order. */
export function moveDays(days: readonly number[], by: number): number[] {
  return days.map((number) => modulo(number - 1 + by, 7) + 1).sort((a, b) => a - b);
}

/** Numbers of a schedule's weekdays, 1 for Monday; all seven by default. */
export function dayNumbers(schedule: LocalSchedule): number[] {
  return [...new Set(schedule.days ?? weekdays)].map((name) => weekdays.indexOf(name) + 1).sort((a, b) => a - b);
}

/** `mon-fri`, `sun-thu`, `mon, wed`, `every day`. Runs of three and more are shortened, also over the weekend. */
export function daysText(days: readonly number[]): string {
  if (days.length === 7) return 'every day';
  const runs = days
    .filter((number) => !days.includes(modulo(number - 2, 7) + 1))
    .map((first) => {
      let length = 1;
      while (days.includes(modulo(first - 1 + length, 7) + 1)) length++;
      const names = Array.from({ length }, (_, i) => weekdays[modulo(first - 1 + i, 7)]);
      return length < 3 ? names.join(', ') : `${names[0]}-${names.at(-1)}`;
    });
  return runs.join(', ');
}

/** Times in a row, shortened where they are many. */
export function someTexts(texts: readonly string[]): string {
  return texts.length <= 6 ? texts.join(', ') : `${texts.slice(0, 4).join(', ')}, … (${texts.length} in all)`;
}

/** Reads the items of `at`: the well-formed ones, and an issue for each other. */
export function readTimes(at: readonly string[]): { times: readonly Time[]; issues: readonly Issue[] } {
  const times: Time[] = [];
  const issues: Issue[] = [];
  for (const [index, text] of at.entries()) {
    const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
    if (hours === undefined) issues.push(malformed(text, index));
    else times.push({ index, text, second: Number(hours) * hour + Number(minutes) * 60 });
  }
  return { times, issues };
}

function malformed(text: string, index: number): Issue {
  return scheduleIssue('schedule-time-malformed', 'error', ['at', index], {
    message: `at[${index}] is ${quote(text)}; a time of day is HH:MM, from "00:00" to "23:59".`,
    label: 'not HH:MM',
    help: timeHint(text).help,
  });
}

/** A time with the offsets that apply to it: the smaller is standard, the greater daylight. */
export function slotOf(time: Time, zone: Zone, dst: 'standard' | 'daylight'): Slot {
  const offsets = offsetsAt(zone, time.second);
  // Without offsets the zone never shows this time in five years: any offset is as good as another.
  const meant = (dst === 'daylight' ? offsets.at(-1) : offsets[0]) ?? (zone.offsets[0] as number);
  return { ...time, offsets, meant };
}

/**
 * The two times of day nearest to a slot that the service can store, in order of the day. Those that cannot share
 * one policy with `anchor` are left out; on every day all can.
 */
export function nearestTimes(slot: Slot, zone: Zone, everyDay: boolean, anchor: Slot | undefined): string[] {
  const fits = (second: number): boolean => {
    const offsets = offsetsAt(zone, second);
    if (second % 60 !== 0) return false;
    if (everyDay) return true;
    return (
      holdsWeekday({ second, offsets }) && (!anchor || toService(second, slot.meant).days === toService(anchor.second, anchor.meant).days)
    );
  };
  return Array.from({ length: 24 }, (_, i) => fromService(i * hour, slot.meant).second)
    .filter((second) => second !== slot.second && fits(second))
    .sort((a, b) => Math.abs(a - slot.second) - Math.abs(b - slot.second))
    .slice(0, 2)
    .sort((a, b) => a - b)
    .map(clock);
}

/** The other value of `dst`. */
export function otherDst(dst: LocalSchedule['dst']): 'standard' | 'daylight' {
  return dst === 'daylight' ? 'standard' : 'daylight';
}
