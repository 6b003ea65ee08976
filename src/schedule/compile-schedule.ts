import type { Issue } from '../base/issue.ts';
import { choices, quote } from '../base/text.ts';
import { daylightShift } from './daylight-shift.ts';
import { invertedSign } from './etc-zones.ts';
import { scheduleConflict } from './conflicts.ts';
import { clock, dayNumbers, isWholeHour, moveDays, nearestTimes, otherDst, readTimes, slotOf, toService } from './local-time.ts';
import type { Slot } from './local-time.ts';
import { scheduleIssue } from './schedule-issue.ts';
import type { ApiSchedule, LocalSchedule } from './types.ts';
import { zoneIssue } from './zone-name.ts';
import { offsetList, offsetName, yearsText, zoneOf } from './zone-offsets.ts';
import type { Zone } from './zone-offsets.ts';

export { describeSchedule } from './describe.ts';

/**
 * Compiles a local schedule to what one policy can express: whole hours in UTC+8 and one list of weekdays for all of
 * them. Every day of the five years from 1 January of `year` counts. Without an error there is a value, unless `at`
 * or `days` is empty.
 */
export function compileSchedule(schedule: LocalSchedule, year: number): { value: ApiSchedule | undefined; issues: Issue[] } {
  const { times, issues: malformed } = readTimes(schedule.at);
  const unknown = zoneIssue(schedule.timezone);
  if (unknown) return { value: undefined, issues: [unknown, ...malformed] };
  const zone = zoneOf(schedule.timezone, year);
  const slots = times.map((time) => slotOf(time, zone, schedule.dst ?? 'standard'));
  const whole = slots.filter(({ second, meant }) => isWholeHour(second, meant));
  const conflict = scheduleConflict(schedule, zone, whole);
  const issues = [
    ...invertedSign(schedule.timezone),
    ...withoutEffect(schedule, zone),
    ...malformed,
    ...brokenHours(schedule, zone, slots),
    ...conflict,
    ...repeats(whole),
  ];
  if (conflict.length === 0) issues.push(...daylightShift(schedule, zone, whole));
  const refused = issues.some(({ severity }) => severity === 'error');
  return { value: refused ? undefined : stored(schedule, whole), issues };
}

function stored(schedule: LocalSchedule, slots: readonly Slot[]): ApiSchedule | undefined {
  const moved = slots.map(({ second, meant }) => toService(second, meant));
  const repeatWeekdays = moveDays(dayNumbers(schedule), moved[0]?.days ?? 0);
  if (moved.length === 0 || repeatWeekdays.length === 0) return undefined;
  const hours = new Set(moved.map(({ second }) => second / 3600));
  return { timePoints: [...hours].sort((a, b) => a - b), repeatWeekdays };
}

function withoutEffect({ dst, timezone }: LocalSchedule, zone: Zone): Issue[] {
  const [only, ...others] = zone.offsets;
  if (dst === undefined || only === undefined || others.length > 0) return [];
  return [
    scheduleIssue('schedule-dst-without-effect', 'warning', ['dst'], {
      message: `dst is ${quote(dst)} without effect: ${timezone} is at ${offsetName(only)} throughout ${yearsText(zone)}.`,
      label: 'no daylight saving here',
      help: 'Remove dst.',
      fix: { title: 'Remove dst', safe: true, edits: [{ place: { path: ['dst'], part: 'whole' }, text: '' }] },
    }),
  ];
}

function brokenHours(schedule: LocalSchedule, zone: Zone, slots: readonly Slot[]): Issue[] {
  const broken = slots.filter(({ second, meant }) => !isWholeHour(second, meant));
  if (broken.length === 0) return [];
  const anchor = slots.find(({ second, meant }) => isWholeHour(second, meant));
  const flip = flipHelp(schedule, zone, slots);
  return broken.map((slot) => {
    const stored = clock(toService(slot.second, slot.meant).second);
    return scheduleIssue('schedule-not-hourly', 'error', ['at', slot.index], {
      message: `at[${slot.index}] ${quote(slot.text)} in ${zone.name} (${offsetName(slot.meant)}) is ${stored} in UTC+8, and a policy takes whole hours of UTC+8 only.`,
      label: `${stored} in UTC+8`,
      related: [{ place: { path: ['timezone'] }, message: offsetList(zone) }],
      help: minutesHelp(zone, nearestTimes(slot, zone, dayNumbers(schedule).length === 7, anchor)) + flip,
    });
  });
}

function minutesHelp(zone: Zone, nearest: readonly string[]): string {
  const [first] = nearest;
  if (!first) return 'Give the hours in UTC+8, with timePoints and repeatWeekdays.';
  return `Write ${choices(nearest.map((text) => `"${text}"`))}: times in ${zone.name} must end in ":${first.slice(3)}".`;
}

/** The zone's other offset, where all times fit with it: there is a zone that moves its clocks by half an hour. */
function flipHelp(schedule: LocalSchedule, zone: Zone, slots: readonly Slot[]): string {
  const dst = otherDst(schedule.dst);
  const flipped = slots.map((slot) => slotOf(slot, zone, dst));
  const fits = flipped.every(({ second, meant }) => isWholeHour(second, meant)) && scheduleConflict(schedule, zone, flipped).length === 0;
  return fits ? ` Or set dst: ${dst}, which counts from ${offsetName((flipped[0] as Slot).meant)}.` : '';
}

function repeats(slots: readonly Slot[]): Issue[] {
  const seen = new Map<string, Slot>();
  const issues: Issue[] = [];
  for (const slot of slots) {
    const { days, second } = toService(slot.second, slot.meant);
    const first = seen.get(`${days} ${second}`);
    if (first) issues.push(repeat(slot, first, clock(second)));
    else seen.set(`${days} ${second}`, slot);
  }
  return issues;
}

function repeat(slot: Slot, first: Slot, hour: string): Issue {
  return scheduleIssue('duplicate-hour', 'warning', ['at', slot.index], {
    message: `at[${slot.index}] "${slot.text}" is ${hour} in UTC+8, as at[${first.index}] is already; a policy takes one snapshot an hour.`,
    label: 'the same hour again',
    related: [{ place: { path: ['at', first.index] }, message: 'first here' }],
    help: 'Remove one of them.',
  });
}
