import { choices, quote } from '../base/text.ts';
import { daylightShift } from './daylight-shift.ts';
import { scheduleConflict } from './conflicts.ts';
import { clock, dayNumbers, isWholeHour, moveDays, nearestTimes, otherDst, readTimes, slotOf, toService } from './local-time.ts';
import type { Slot } from './local-time.ts';
import type { ApiSchedule, LocalSchedule, ScheduleProblem } from './types.ts';
import { zoneFault } from './zone-name.ts';
import { offsetList, offsetName, yearsText, zoneOf } from './zone-offsets.ts';
import type { Zone } from './zone-offsets.ts';

export { describeSchedule } from './describe.ts';

/**
 * Compiles a local schedule to what one policy can say: whole hours in UTC+8 and one list of weekdays for all of
 * them. Every day of the five years from 1 January of `year` counts. Without an error there is a value, unless `at`
 * or `days` is empty.
 */
export function compileSchedule(schedule: LocalSchedule, year: number): { value: ApiSchedule | undefined; problems: ScheduleProblem[] } {
  const { times, problems: malformed } = readTimes(schedule.at);
  const fault = zoneFault(schedule.timezone);
  if (fault)
    return { value: undefined, problems: [{ code: 'schedule-zone-unknown', severity: 'error', at: 'timezone', ...fault }, ...malformed] };
  const zone = zoneOf(schedule.timezone, year);
  const slots = times.map((time) => slotOf(time, zone, schedule.dst ?? 'standard'));
  const whole = slots.filter(({ second, meant }) => isWholeHour(second, meant));
  const unfit = scheduleConflict(schedule, zone, whole);
  const problems = [...withoutEffect(schedule, zone), ...malformed, ...brokenHours(schedule, zone, slots), ...unfit, ...repeats(whole)];
  if (unfit.length === 0) problems.push(...daylightShift(schedule, zone, whole));
  const refused = problems.some(({ severity }) => severity === 'error');
  return { value: refused ? undefined : stored(schedule, whole), problems };
}

function stored(schedule: LocalSchedule, slots: readonly Slot[]): ApiSchedule | undefined {
  const moved = slots.map(({ second, meant }) => toService(second, meant));
  const repeatWeekdays = moveDays(dayNumbers(schedule), moved[0]?.days ?? 0);
  if (moved.length === 0 || repeatWeekdays.length === 0) return undefined;
  const hours = new Set(moved.map(({ second }) => second / 3600));
  return { timePoints: [...hours].sort((a, b) => a - b), repeatWeekdays };
}

function withoutEffect({ dst, timezone }: LocalSchedule, zone: Zone): ScheduleProblem[] {
  const [only, ...others] = zone.offsets;
  if (dst === undefined || only === undefined || others.length > 0) return [];
  return [
    {
      code: 'schedule-dst-without-effect',
      severity: 'warning',
      message: `dst is ${quote(dst)} without effect: ${timezone} is at ${offsetName(only)} throughout ${yearsText(zone)}`,
      at: 'dst',
      label: 'no daylight saving here',
      help: 'Remove dst.',
      fix: { title: 'Remove dst', safe: true },
    },
  ];
}

function brokenHours(schedule: LocalSchedule, zone: Zone, slots: readonly Slot[]): ScheduleProblem[] {
  const broken = slots.filter(({ second, meant }) => !isWholeHour(second, meant));
  if (broken.length === 0) return [];
  const anchor = slots.find(({ second, meant }) => isWholeHour(second, meant));
  const flip = flipHelp(schedule, zone, slots);
  return broken.map((slot) => ({
    code: 'schedule-not-hourly',
    severity: 'error',
    message: `at[${slot.index}] ${quote(slot.text)} in ${zone.name} (${offsetName(slot.meant)}) is ${clock(toService(slot.second, slot.meant).second)} in UTC+8, and a policy takes whole hours of UTC+8 only`,
    at: { at: slot.index },
    label: `${clock(toService(slot.second, slot.meant).second)} in UTC+8`,
    related: [{ at: 'timezone', message: offsetList(zone) }],
    help: minutesHelp(zone, nearestTimes(slot, zone, dayNumbers(schedule).length === 7, anchor)) + flip,
  }));
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

function repeats(slots: readonly Slot[]): ScheduleProblem[] {
  const seen = new Map<string, Slot>();
  const problems: ScheduleProblem[] = [];
  for (const slot of slots) {
    const { days, second } = toService(slot.second, slot.meant);
    const first = seen.get(`${days} ${second}`);
    if (first) problems.push(repeat(slot, first, clock(second)));
    else seen.set(`${days} ${second}`, slot);
  }
  return problems;
}

function repeat(slot: Slot, first: Slot, hour: string): ScheduleProblem {
  return {
    code: 'duplicate-hour',
    severity: 'warning',
    message: `at[${slot.index}] "${slot.text}" is ${hour} in UTC+8, as at[${first.index}] is already; a policy takes one snapshot an hour`,
    at: { at: slot.index },
    label: 'the same hour again',
    related: [{ at: { at: first.index }, message: 'first here' }],
    help: 'Remove one of them.',
  };
}
