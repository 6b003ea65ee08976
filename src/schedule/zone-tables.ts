/** The time-zone tables of the machine. */
export type ZoneTables = {
  /** The name under which the tables list a zone; undefined where they do not. */
  readonly canonicalName: (name: string) => string | undefined;
  /**
   * Hands over how to ask for the offset of a zone, in seconds east of UTC, at an instant in seconds since 1970.
   * @throws RangeError for a zone that the tables do not list
   */
  readonly withZone: <T>(name: string, use: (offsetAt: (instant: number) => number) => T) => T;
};

const formatters = new Map<string, Intl.DateTimeFormat | undefined>();

function formatter(name: string): Intl.DateTimeFormat | undefined {
  if (!formatters.has(name)) formatters.set(name, makeFormatter(name));
  return formatters.get(name);
}

function makeFormatter(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The formatter ends with GMT, GMT+05:30 or, long ago, GMT-00:44:30. */
function offsetIn(text: string): number {
  const [, sign, hours, minutes, seconds] = /GMT(?:([+\u2212-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text) ?? [];
  const size = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return sign === '+' || size === 0 ? size : -size;
}

/** The tables as every JavaScript runtime shows them: by formatting dates. */
export const intlTables: ZoneTables = {
  canonicalName: (name) => formatter(name)?.resolvedOptions().timeZone,
  withZone: (name, use) => {
    const known = formatter(name);
    if (!known) throw new RangeError(`no time zone ${name}`);
    return use((instant) => offsetIn(known.format(instant * 1000)));
  },
};

let current = intlTables;

export const zoneTables = (): ZoneTables => current;

/** Reads the tables by another way from now on. The first formatter takes a process 10 ms, which is a third of a short lint. */
export function useZoneTables(tables: ZoneTables): void {
  current = tables;
}
