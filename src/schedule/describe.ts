import type { ApiSchedule } from './types.ts';
import { clock, daysText, fromService, moveDays } from './local-time.ts';
import { season, zoneOf } from './zone-offsets.ts';
import type { Zone } from './zone-offsets.ts';

/**
 * What a policy's schedule means, a line for each offset of a zone and each list of weekdays:
 * `mon-fri 02:00, 14:00 Europe/London (standard) = mon-fri 10:00, 22:00 UTC+8`. Without a zone, the right side alone.
 * @throws RangeError for a zone that the runtime does not know.
 */
export function describeSchedule(api: ApiSchedule, timezone: string | undefined, year: number): string[] {
  if (timezone === undefined)
    return [`${daysText(api.repeatWeekdays)} ${api.timePoints.map((hour) => clock(hour * 3600)).join(', ')} UTC+8`];
  const zone = zoneOf(timezone, year);
  return zone.offsets.flatMap((offset) => describeAt(api, zone, offset));
}

function describeAt(api: ApiSchedule, zone: Zone, offset: number): string[] {
  const local = api.timePoints
    .map((hour) => ({ hour: clock(hour * 3600), ...fromService(hour * 3600, offset) }))
    .sort((a, b) => a.second - b.second);
  const everyDay = api.repeatWeekdays.length === 7;
  const shifts = everyDay ? [0] : [...new Set(local.map(({ days }) => days))];
  const name = zone.offsets.length > 1 ? `${zone.name} (${season(zone, offset).name})` : zone.name;
  return shifts.map((by) => {
    const group = local.filter(({ days }) => everyDay || days === by);
    const hours = `${daysText(api.repeatWeekdays)} ${group.map(({ hour }) => hour).join(', ')} UTC+8`;
    return `${daysText(moveDays(api.repeatWeekdays, by))} ${group.map(({ second }) => clock(second)).join(', ')} ${name} = ${hours}`;
  });
}
