import type { Issue } from '../base/issue.ts';
import { choices } from '../base/text.ts';
import { scheduleIssue } from './schedule-issue.ts';
import type { LocalSchedule } from './types.ts';
import { clock, fromService, isWholeHour, otherDst, slotOf, toService, whichDay } from './local-time.ts';
import type { Slot } from './local-time.ts';
import { daysAt, offsetList, offsetName, season, yearsText } from './zone-offsets.ts';
import type { Zone } from './zone-offsets.ts';

/** How the local hours of a schedule that fits one policy move while another offset is in force. One issue at most. */
export function daylightShift(schedule: LocalSchedule, zone: Zone, slots: readonly Slot[]): Issue[] {
  const moving = slots.filter(({ offsets }) => offsets.length > 1);
  if (moving.length === 0) return [];
  const clauses = zone.offsets.flatMap((offset) => {
    const moves = moving.filter(({ meant, offsets }) => meant !== offset && offsets.includes(offset)).map((slot) => move(slot, offset));
    return moves.length > 0 ? [`${someMoves(moves)} local ${season(zone, offset).while}`] : [];
  });
  return [
    scheduleIssue('schedule-shifts-with-dst', 'warning', ['timezone'], {
      message: `timezone ${zone.name} changes its clocks, but the service keeps fixed UTC+8 hours: ${clauses.join('; ')}.`,
      label: offsetList(zone),
      help: driftHelp(schedule, zone, slots),
      notes: [
        `From ${yearsText(zone)}, ${zone.name} is ${zone.offsets.map((offset) => `at ${offsetName(offset)} on ${daysAt(zone, offset)} days`).join(', ')}.`,
      ],
    }),
  ];
}

function move({ text, second, meant }: Slot, offset: number): string {
  const kept = fromService(toService(second, meant).second, offset);
  const days = toService(second, meant).days + kept.days;
  return `${text} becomes ${clock(kept.second)}${days === 0 ? '' : ` ${whichDay(days)}`}`;
}

const someMoves = (moves: readonly string[]): string => (moves.length <= 3 ? choices(moves, 'and') : `${moves[0]} (and so on)`);

function driftHelp(schedule: LocalSchedule, zone: Zone, slots: readonly Slot[]): string {
  const still = 'Write the schedule in UTC or Asia/Shanghai if it must not move';
  const dst = otherDst(schedule.dst);
  const flipped = slots.map((slot) => slotOf(slot, zone, dst));
  if (!flipped.every(({ second, meant }) => isWholeHour(second, meant))) return `${still}.`;
  const meant = flipped.find(({ offsets }) => offsets.length > 1)?.meant ?? 0;
  return `Set dst: ${dst} to keep these local times ${season(zone, meant).when} instead. ${still}.`;
}
