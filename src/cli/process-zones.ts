import { intlTables } from '../schedule/zone-tables.ts';
import type { ZoneTables } from '../schedule/zone-tables.ts';

/** Runs something with the process in another time zone, which nothing else of it notices: it is synchronous. */
function inZone<T>(name: string, use: () => T): T {
  const own = process.env['TZ'];
  process.env['TZ'] = name;
  try {
    return use();
  } finally {
    if (own === undefined) delete process.env['TZ'];
    else process.env['TZ'] = own;
  }
}

let listed: ReadonlySet<string> | undefined;
const isListed = (name: string): boolean => {
  listed ??= new Set(Intl.supportedValuesOf('timeZone'));
  return listed.has(name);
};

const offsetAt = (instant: number): number => 0 - 60 * new Date(instant * 1000).getTimezoneOffset();

/** Zones that differ, with their offsets of 1970 in hours: a clock that shows both is none that stands still. */
const probes = { 'Asia/Tokyo': 9, 'America/Phoenix': -7 };

/** A worker has no time zone of its own, so there the process would answer with its own zone, which may be one of them. */
let follows: boolean | undefined;
const processFollows = (): boolean => {
  follows ??= Object.entries(probes).every(([name, hours]) => inZone(name, () => offsetAt(0)) === hours * 3600);
  return follows;
};

/**
 * The same tables, by the clock of the process: that takes a fraction of a millisecond where a formatter takes ten.
 * Names that are aliases or wrong are left to the formatter.
 */
export const processTables: ZoneTables = {
  canonicalName: (name) => (isListed(name) ? name : intlTables.canonicalName(name)),
  withZone: (name, use) => (isListed(name) && processFollows() ? inZone(name, () => use(offsetAt)) : intlTables.withZone(name, use)),
};
