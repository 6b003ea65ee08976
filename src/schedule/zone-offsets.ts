import { zoneTables } from './zone-tables.ts';

const day = 86_400;

type OffsetAt = (instant: number) => number;

type Period = {
  /** Seconds since 1970; the first instant of the period. */
  readonly from: number;
  /** Seconds since 1970; the first instant after it. */
  readonly to: number;
  readonly offset: number;
};

/** The offsets of a time zone in the five years from 1 January of `year`. Offsets are seconds east of UTC. */
export type Zone = {
  readonly name: string;
  readonly year: number;
  /** In order of time, without gaps. */
  readonly periods: readonly Period[];
  /** The distinct offsets, smallest first. */
  readonly offsets: readonly number[];
  /** Results of `offsetsAt` so far, by time. */
  readonly found: Map<number, readonly number[]>;
};

const zones = new Map<string, Zone>();

/**
 * The offsets that a zone keeps in the five years from 1 January of `year`.
 * @throws RangeError for a zone that the runtime does not know.
 */
export function zoneOf(name: string, year: number): Zone {
  const key = `${name} ${year}`;
  const zone = zones.get(key) ?? makeZone(name, year);
  zones.set(key, zone);
  return zone;
}

function makeZone(name: string, year: number): Zone {
  const periods = name === 'UTC' ? [{ from: -Infinity, to: Infinity, offset: 0 }] : readPeriods(name, year);
  const inside = periods.filter(({ from, to, offset }) => from + offset < windowEnd(year) && to + offset > windowStart(year));
  const offsets = [...new Set(inside.map(({ offset }) => offset))].sort((a, b) => a - b);
  return { name, year, periods: inside, offsets, found: new Map() };
}

// The window in local time: these count seconds on the wall clock, not instants.
const windowStart = (year: number): number => Date.UTC(year, 0, 1) / 1000;
const windowEnd = (year: number): number => Date.UTC(year + 5, 0, 1) / 1000;

// The shortest time for which a government kept an offset is a week (Brazil in 2000), so no change slips through.
const step = 6 * day;

/** Asks every few days, and bisects where the answer changes. */
const readPeriods = (name: string, year: number): Period[] => zoneTables().withZone(name, (offsetAt) => periodsOf(offsetAt, year));

function periodsOf(offsetAt: OffsetAt, year: number): Period[] {
  const periods: Period[] = [];
  // A day more on both sides, for the year begins and ends up to 14 hours apart.
  let from = windowStart(year) - day;
  let offset = offsetAt(from);
  for (let at = from + step; at < windowEnd(year) + day + step; at += step) {
    const next = offsetAt(at);
    if (next === offset) continue;
    const to = firstWith(offsetAt, next, at - step, at);
    periods.push({ from, to, offset });
    from = to;
    offset = next;
  }
  return [...periods, { from, to: Infinity, offset }];
}

/** The first instant after `before` at which the offset is that of `after`. */
function firstWith(offsetAt: OffsetAt, offset: number, before: number, after: number): number {
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === offset) after = middle;
    else before = middle;
  }
  return after;
}

/**
 * The offsets, smallest first, at which the wall clock of a zone shows a time (in seconds since midnight) on any
 * date of the five years. A time that the clock skips on a date has none there; one that it shows twice has both.
 */
export function offsetsAt(zone: Zone, time: number): readonly number[] {
  const offsets = zone.found.get(time) ?? findOffsets(zone, time);
  zone.found.set(time, offsets);
  return offsets;
}

function findOffsets(zone: Zone, time: number): number[] {
  const shown = zone.periods.filter(({ from, to, offset }) => {
    const first = Math.max(from + offset, windowStart(zone.year));
    const midnight = Math.ceil((first - time) / day) * day;
    return midnight + time < Math.min(to + offset, windowEnd(zone.year));
  });
  return zone.offsets.filter((offset) => shown.some((period) => period.offset === offset));
}

/** On how many days of the five years a zone keeps an offset, rounded. */
export function daysAt(zone: Zone, offset: number): number {
  const seconds = zone.periods
    .filter((period) => period.offset === offset)
    .map(({ from, to }) => Math.min(to + offset, windowEnd(zone.year)) - Math.max(from + offset, windowStart(zone.year)));
  return Math.round(seconds.reduce((sum, length) => sum + length, 0) / day);
}

/** `UTC+0`, `UTC+5:30`, `UTC-11`. */
export function offsetName(offset: number): string {
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 60) % 60, size % 60].map((part) => String(part).padStart(2, '0'));
  while (parts.at(-1) === '00') parts.pop();
  return `UTC${offset < 0 ? '-' : '+'}${[Math.floor(size / 3600), ...parts].join(':')}`;
}

/** How a part of the year is called. */
export type Season = {
  /** `standard`, `daylight`, or an offset. */
  readonly name: string;
  /** `in standard time`, or `at UTC+5`. */
  readonly when: string;
  /** `while standard time holds`, or `while Asia/Almaty is at UTC+5`. */
  readonly while: string;
};

/** The season of an offset: by name where clocks go to and fro between two offsets, else by the offset. */
export function season(zone: Zone, offset: number): Season {
  const name = offsetName(offset);
  if (zone.offsets.length !== 2 || zone.periods.length < 3) return { name, when: `at ${name}`, while: `while ${zone.name} is at ${name}` };
  return offset === zone.offsets[0]
    ? { name: 'standard', when: 'in standard time', while: `while standard time holds (${name})` }
    : { name: 'daylight', when: 'in daylight time', while: `while daylight saving holds (${name})` };
}

/** `UTC-5`, or `UTC+0 in standard time, UTC+1 in daylight time`. */
export function offsetList(zone: Zone): string {
  const named = (offset: number): string => (season(zone, offset).name === offsetName(offset) ? '' : ` ${season(zone, offset).when}`);
  return zone.offsets.map((offset) => `${offsetName(offset)}${named(offset)}`).join(', ');
}

/** `2026 to 2030`. */
export function yearsText({ year }: Zone): string {
  return `${year} to ${year + 4}`;
}
