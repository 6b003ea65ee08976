import { groupBy } from '../base/group-by.ts';
import type { Issue } from '../base/issue.ts';
import { choices } from '../base/text.ts';
import { scheduleIssue } from './schedule-issue.ts';
import type { LocalSchedule } from './types.ts';
import {
  clock,
  dayNumbers,
  daysText,
  fromService,
  holdsWeekday,
  moveDays,
  nearestTimes,
  someTexts,
  toService,
  whichDay,
} from './local-time.ts';
import type { Slot } from './local-time.ts';
import { offsetList, season } from './zone-offsets.ts';
import type { Zone } from './zone-offsets.ts';

type Case = { readonly schedule: LocalSchedule; readonly zone: Zone; readonly days: readonly number[]; readonly slots: readonly Slot[] };

/**
 * Why one policy cannot express a schedule although each of its hours can be stored: an hour falls on different weekdays
 * of the service in the course of a year, or two hours need different lists. One issue at most.
 */
export function scheduleConflict(schedule: LocalSchedule, zone: Zone, slots: readonly Slot[]): Issue[] {
  const days = dayNumbers(schedule);
  if (days.length === 0 || days.length === 7) return [];
  const one = { schedule, zone, days, slots };
  const [moving] = slots.filter((slot) => !holdsWeekday(slot));
  if (moving) return [rollChanges(one, moving)];
  const [first] = slots;
  const apart = slots.find((slot) => first && shift(slot) !== shift(first));
  return first && apart ? [mixedWeekdays(one, first, apart)] : [];
}

/** Days between a slot's own day and the service's, at the offset that it is meant in or another. */
function shift(slot: Slot, offset = slot.meant): number {
  return toService(slot.second, offset).days;
}

const cause = 'does not fit one policy, which has one list of UTC+8 weekdays for all its hours';

function rollChanges(one: Case, slot: Slot): Issue {
  const { zone, days, slots } = one;
  const moving = [...new Set(slots.filter((each) => !holdsWeekday(each)).map(({ text }) => text))];
  const each = (describe: (offset: number) => string): string =>
    slot.offsets.map((offset) => `${describe(offset)} ${season(zone, offset).when}`).join(', ');
  const lists = each((offset) => daysText(moveDays(days, shift(slot, offset))));
  const further = moving.length > 1 ? ` (and so ${moving.length > 2 ? 'on' : moving[1]})` : '';
  return scheduleIssue('schedule-weekday-shifts', 'error', ['at', slot.index], {
    message: `The schedule ${cause}: ${daysText(days)} ${slot.text}${further} in ${zone.name} needs ${lists}.`,
    label: each((offset) => `${clock(toService(slot.second, offset).second)} ${whichDay(shift(slot, offset))}`),
    related: [
      { place: { path: ['timezone'] }, message: offsetList(zone) },
      { place: { path: ['days'] }, message: `for ${slot.text}: ${lists}` },
    ],
    help: `${policies(one)}\n${[...otherTimes(one, slot), everyDay].join(' ')}`,
    notes: [`${why}:\n\n${table(one)}`],
  });
}

function mixedWeekdays(one: Case, first: Slot, apart: Slot): Issue {
  const needs = (slot: Slot): string => daysText(moveDays(one.days, shift(slot)));
  return scheduleIssue('schedule-mixed-weekdays', 'error', ['at', apart.index], {
    message: `The schedule ${cause}: in ${one.zone.name}, ${daysText(one.days)} ${first.text} needs ${needs(first)}, but ${apart.text} needs ${needs(apart)}.`,
    label: `${clock(toService(apart.second, apart.meant).second)} ${whichDay(shift(apart))} in UTC+8: ${needs(apart)}`,
    related: [
      { place: { path: ['timezone'] }, message: offsetList(one.zone) },
      {
        place: { path: ['at', first.index] },
        message: `${clock(toService(first.second, first.meant).second)} ${whichDay(shift(first))} in UTC+8: ${needs(first)}`,
      },
    ],
    help: `${policies(one)}\n${everyDay}`,
    notes: [`${why}:\n\n${table(one)}`],
  });
}

const why = 'Alibaba Cloud stores fixed hours of UTC+8, and one list of weekdays for all hours of a policy';
const everyDay = 'Or remove days, so that it runs every day.';

/** Moving the one hour that changes its weekday to a near one that does not, where all others keep theirs. */
function otherTimes({ zone, slots }: Case, slot: Slot): string[] {
  const holding = slots.filter(holdsWeekday);
  const alike = holding.every((each) => shift(each) === shift(holding[0] as Slot));
  const nearest = alike && holding.length === slots.length - 1 ? nearestTimes(slot, zone, false, holding[0]) : [];
  const free = nearest.filter((text) => !slots.some((each) => each.text === text));
  return free.length > 0 ? [`Or move ${slot.text} to ${choices(free)}.`] : [];
}

/** The schedules, ready to paste, that together express what one could not. */
function policies(one: Case): string {
  const groups = [...groupBy(one.slots, (slot) => String(shift(slot))).values()].map((slots) => ({
    slots,
    holds: slots.every(holdsWeekday),
  }));
  const lead = groups.length === 1 ? 'Give the hours in UTC+8' : `Split it into ${groups.length} policies`;
  const texts = groups.map(({ slots, holds }) => `  schedule: ${holds ? localSchedule(one, slots) : rawSchedule(one, slots)}`);
  return [`${lead}:`, ...texts].join('\n');
}

function localSchedule({ schedule: { timezone, dst }, days }: Case, slots: readonly Slot[]): string {
  const at = [...new Set(slots.map(({ text }) => `"${text}"`))].join(', ');
  const names = days.map((number) => daysText([number])).join(', ');
  return `{timezone: ${timezone}, at: [${at}], days: [${names}]${dst ? `, dst: ${dst}` : ''}}`;
}

/** With a comment that gives the local times, which no longer show. */
function rawSchedule({ days, zone }: Case, slots: readonly Slot[]): string {
  const stored = [...new Set(slots.map((slot) => toService(slot.second, slot.meant).second))].sort((a, b) => a - b);
  const local = zone.offsets.map(
    (offset) => `${someTexts(stored.map((second) => clock(fromService(second, offset).second)))} ${season(zone, offset).when}`,
  );
  const hours = stored.map((second) => second / 3600).join(', ');
  return `{timePoints: [${hours}], repeatWeekdays: [${moveDays(days, shift(slots[0] as Slot)).join(', ')}]}  # ${zone.name}: ${local.join('; ')}`;
}

/** What was written next to what is stored; times that move alike share a row. */
function table({ zone, days, slots }: Case): string {
  const times = [...new Map(slots.map((slot) => [slot.second, slot])).values()];
  const rows = [...groupBy(times, (slot) => zone.offsets.map((offset) => shift(slot, offset)).join()).values()].map((group) => [
    `${daysText(days)} ${someTexts(group.map(({ text }) => text))}`,
    ...zone.offsets.map((offset) => storedText(days, group, offset)),
  ]);
  const heads = zone.offsets.map((offset) => season(zone, offset).when);
  return columns([[`you wrote (${zone.name})`, ...heads.map((head) => `stored ${head} (UTC+8)`)], ...rows]);
}

function storedText(days: readonly number[], group: readonly Slot[], offset: number): string {
  const hours = group.map((slot) => clock(toService(slot.second, offset).second));
  return `${daysText(moveDays(days, shift(group[0] as Slot, offset)))} ${someTexts(hours)}`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] as readonly string[]).map((_, i) => Math.max(...rows.map((row) => (row[i] as string).length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] as number))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}
