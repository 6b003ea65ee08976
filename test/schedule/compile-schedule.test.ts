import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe as suite, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { compileSchedule, describeSchedule } from '../../src/schedule/compile-schedule.ts';
import { weekdays } from '../../src/schedule/types.ts';
import type { Issue } from '../../src/base/issue.ts';
import type { ApiSchedule, LocalSchedule, Weekday } from '../../src/schedule/types.ts';
import { zoneIssue } from '../../src/schedule/zone-name.ts';
import { zoneOf } from '../../src/schedule/zone-offsets.ts';

const workdays: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const all = [1, 2, 3, 4, 5, 6, 7];
const year = 2026;

const codes = (issues: readonly Issue[]): string[] => issues.map(({ code }) => code).sort();
const errors = (issues: readonly Issue[]): string[] => codes(issues.filter(({ severity }) => severity === 'error'));

function only(schedule: LocalSchedule, code: string): Issue {
  const found = compileSchedule(schedule, year).issues.filter((issue) => issue.code === code);
  expect(found).toHaveLength(1);
  return found[0] as Issue;
}

type Row = [timezone: string, at: string, days: string, expected: string, dst?: 'standard' | 'daylight'];

// Reckoned by hand from each zone's offsets: local hour - offset + 8. A code stands for a refusal.
const table: Row[] = [
  ['Europe/London', '02:00', 'mon-fri', '10 on 1,2,3,4,5'],
  ['Europe/London', '02:00', 'mon-fri', '9 on 1,2,3,4,5', 'daylight'],
  ['Europe/London', '15:00', 'mon-fri', '23 on 1,2,3,4,5'],
  ['Europe/London', '16:00', 'mon-fri', 'schedule-weekday-shifts'],
  ['Europe/London', '16:00', 'mon-fri', 'schedule-weekday-shifts', 'daylight'],
  ['Europe/London', '16:00', 'every day', '0 on 1,2,3,4,5,6,7'],
  ['Europe/London', '16:00', 'every day', '23 on 1,2,3,4,5,6,7', 'daylight'],
  ['Europe/London', '17:00', 'mon-fri', '1 on 2,3,4,5,6'],
  ['Europe/London', '17:00', 'mon-fri', '0 on 2,3,4,5,6', 'daylight'],
  ['Europe/London', '02:00 16:00', 'mon-fri', 'schedule-weekday-shifts'],
  ['Europe/London', '02:00 17:00', 'mon-fri', 'schedule-mixed-weekdays'],
  ['Europe/London', '02:00 17:00', 'every day', '1,10 on 1,2,3,4,5,6,7'],
  ['Australia/Sydney', '01:00', 'mon-fri', '23 on 1,2,3,4,7'],
  ['Australia/Sydney', '02:00', 'mon-fri', 'schedule-weekday-shifts'],
  ['Australia/Sydney', '03:00', 'mon-fri', '1 on 1,2,3,4,5'],
  ['America/New_York', '02:00', 'mon', '15 on 1'],
  ['America/New_York', '11:00', 'mon', 'schedule-weekday-shifts'],
  ['America/New_York', '12:00', 'mon', '1 on 2'],
  ['America/New_York', '12:00', 'sun', '1 on 1'],
  ['America/New_York', '02:00 14:00', 'mon-fri', 'schedule-mixed-weekdays'],
  ['Asia/Kolkata', '02:00', 'mon-fri', 'schedule-not-hourly'],
  ['Asia/Kolkata', '02:30', 'mon-fri', '5 on 1,2,3,4,5'],
  ['Asia/Calcutta', '21:30', 'mon-fri', '0 on 2,3,4,5,6'],
  ['Asia/Kathmandu', '02:45', 'mon', '5 on 1'],
  ['Asia/Kathmandu', '02:30', 'mon', 'schedule-not-hourly'],
  ['Australia/Lord_Howe', '02:00', 'mon', 'schedule-not-hourly'],
  ['Australia/Lord_Howe', '02:00', 'mon', '23 on 7', 'daylight'],
  ['Australia/Lord_Howe', '02:30', 'mon', 'schedule-weekday-shifts'],
  ['Australia/Lord_Howe', '02:30', 'every day', '0 on 1,2,3,4,5,6,7'],
  ['Australia/Lord_Howe', '03:30', 'mon', '1 on 1'],
  ['Europe/Dublin', '02:00', 'mon-fri', '10 on 1,2,3,4,5'],
  ['Europe/Dublin', '02:00', 'mon-fri', '9 on 1,2,3,4,5', 'daylight'],
  ['Africa/Casablanca', '02:00', 'mon', '10 on 1'],
  ['Africa/Casablanca', '02:00', 'mon', '9 on 1', 'daylight'],
  ['Africa/Casablanca', '16:00', 'mon', 'schedule-weekday-shifts'],
  ['Antarctica/Troll', '15:00', 'mon', '23 on 1'],
  ['Antarctica/Troll', '16:00', 'mon', 'schedule-weekday-shifts'],
  ['Antarctica/Troll', '17:00', 'mon', 'schedule-weekday-shifts'],
  ['Antarctica/Troll', '18:00', 'mon', '2 on 2'],
  ['Antarctica/Troll', '18:00', 'mon', '0 on 2', 'daylight'],
  ['UTC', '16:00', 'sun', '0 on 1'],
  ['UTC', '15:00 02:00', 'sun', '10,23 on 7'],
  ['Asia/Shanghai', '00:00 23:00', 'mon-fri', '0,23 on 1,2,3,4,5'],
  ['Pacific/Kiritimati', '05:00', 'mon', '23 on 7'],
  ['Pacific/Kiritimati', '06:00', 'mon', '0 on 1'],
  ['Pacific/Pago_Pago', '04:00', 'mon', '23 on 1'],
  ['Pacific/Pago_Pago', '05:00', 'sun', '0 on 1'],
  ['Pacific/Chatham', '02:00', 'mon', 'schedule-not-hourly'],
  ['Pacific/Chatham', '04:45', 'mon', 'schedule-weekday-shifts'],
  ['Pacific/Chatham', '05:45', 'mon', '1 on 1'],
  ['Pacific/Chatham', '05:45', 'mon', '0 on 1', 'daylight'],
  ['America/Argentina/Buenos_Aires', '02:00', 'mon', '13 on 1'],
];

function scheduleOf([timezone, at, days, , dst]: Row): LocalSchedule {
  const named = days === 'mon-fri' ? workdays : [days as Weekday];
  return { timezone, at: at.split(' '), ...(days !== 'every day' && { days: named }), ...(dst && { dst }) };
}

suite('compileSchedule', () => {
  it.each(table)('%s %s %s is %s', (...row) => {
    const { value, issues } = compileSchedule(scheduleOf(row), year);
    const said = value ? `${value.timePoints.join()} on ${value.repeatWeekdays.join()}` : errors(issues).join();
    expect(said).toBe(row[3]);
  });

  it('decides by the years of the window: Kazakhstan gave up an hour in March 2024', () => {
    const schedule: LocalSchedule = { timezone: 'Asia/Almaty', at: ['01:00'], days: ['mon'] };
    expect(compileSchedule(schedule, 2018)).toEqual({ value: { timePoints: [3], repeatWeekdays: [1] }, issues: [] });
    expect(compileSchedule(schedule, 2025)).toEqual({ value: { timePoints: [4], repeatWeekdays: [1] }, issues: [] });
    const between = compileSchedule(schedule, 2023);
    expect(between.value).toEqual({ timePoints: [4], repeatWeekdays: [1] });
    expect(between.issues[0]?.message).toContain('01:00 becomes 02:00 local while Asia/Almaty is at UTC+6');
  });

  it('takes more than two offsets, and a day that never was', () => {
    const apia = { timezone: 'Pacific/Apia', at: ['02:00'] };
    expect(compileSchedule(apia, 2008).value).toEqual({ timePoints: [21], repeatWeekdays: all });
    expect(compileSchedule({ ...apia, dst: 'daylight' }, 2008).value).toEqual({ timePoints: [20], repeatWeekdays: all });
    expect(errors(compileSchedule({ ...apia, days: ['mon'] }, 2008).issues)).toEqual(['schedule-weekday-shifts']);
  });

  it('counts an offset only for the times of day that it was kept at: São Tomé left UTC+1 at 02:00 of 1 January 2019', () => {
    const saoTome = (at: string) => compileSchedule({ timezone: 'Africa/Sao_Tome', at: [at], dst: 'daylight' }, 2019);
    expect(saoTome('02:00')).toEqual({ value: { timePoints: [10], repeatWeekdays: all }, issues: [] });
    expect(saoTome('01:00').value).toEqual({ timePoints: [8], repeatWeekdays: all });
  });

  it('has no value for an empty list, and leaves saying so to the shape', () => {
    expect(compileSchedule({ timezone: 'UTC', at: [] }, year)).toEqual({ value: undefined, issues: [] });
    expect(compileSchedule({ timezone: 'Europe/London', at: ['02:00', '17:00'], days: [] }, year).value).toBeUndefined();
  });

  it('asks the runtime for no time zone where there is only UTC', () => {
    const spy = vi.spyOn(Intl, 'DateTimeFormat');
    expect(compileSchedule({ timezone: 'UTC', at: ['02:00'], dst: 'standard' }, 1999).value).toEqual({
      timePoints: [10],
      repeatWeekdays: all,
    });
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  });
});

suite('what is said', () => {
  const london: LocalSchedule = { timezone: 'Europe/London', at: ['02:00', '16:00'], days: workdays };

  it('explains a roll that changes, with what is stored and what to write', () => {
    const found = only(london, 'schedule-weekday-shifts');
    expect(found.message).toBe(
      'The schedule does not fit one policy, which has one list of UTC+8 weekdays for all its hours: mon-fri 16:00 in Europe/London needs tue-sat in standard time, mon-fri in daylight time.',
    );
    expect(found.place).toEqual({ path: ['at', 1] });
    expect(found.label).toBe('00:00 the next day in standard time, 23:00 the same day in daylight time');
    expect(found.related).toEqual([
      { place: { path: ['timezone'] }, message: 'UTC+0 in standard time, UTC+1 in daylight time' },
      { place: { path: ['days'] }, message: 'for 16:00: tue-sat in standard time, mon-fri in daylight time' },
    ]);
    expect(found.notes?.[0]?.split('\n').slice(2)).toEqual([
      'you wrote (Europe/London)   stored in standard time (UTC+8)   stored in daylight time (UTC+8)',
      'mon-fri 02:00               mon-fri 10:00                     mon-fri 09:00',
      'mon-fri 16:00               tue-sat 00:00                     mon-fri 23:00',
    ]);
    expect(found.help?.split('\n')).toEqual([
      'Split it into 2 policies:',
      '  schedule: {timezone: Europe/London, at: ["02:00"], days: [mon, tue, wed, thu, fri]}',
      '  schedule: {timePoints: [0], repeatWeekdays: [2, 3, 4, 5, 6]}  # Europe/London: 16:00 in standard time; 17:00 in daylight time',
      'Or move 16:00 to 14:00 or 15:00. Or remove days, so that it runs every day.',
    ]);
    expect(errors(compileSchedule(london, year).issues)).toHaveLength(1);
  });

  it('explains hours that need different weekdays', () => {
    const found = only({ timezone: 'America/New_York', at: ['02:00', '14:00'], days: workdays }, 'schedule-mixed-weekdays');
    expect(found.message).toContain('in America/New_York, mon-fri 02:00 needs mon-fri, but 14:00 needs tue-sat');
    expect(found.place).toEqual({ path: ['at', 1] });
    expect(found.help).toContain('  schedule: {timezone: America/New_York, at: ["14:00"], days: [mon, tue, wed, thu, fri]}');
  });

  it('warns how the hours drift, and over midnight too', () => {
    const found = only({ timezone: 'Europe/London', at: ['02:00', '23:00'] }, 'schedule-shifts-with-dst');
    expect(found.severity).toBe('warning');
    expect(found.message).toContain('02:00 becomes 03:00 and 23:00 becomes 00:00 the next day local while daylight saving holds (UTC+1)');
    expect(found.help).toContain('Set dst: daylight');
    const daylight = only({ timezone: 'Europe/London', at: ['00:00'], dst: 'daylight' }, 'schedule-shifts-with-dst');
    expect(daylight.message).toContain('00:00 becomes 23:00 the day before local while standard time holds (UTC+0)');
    expect(codes(compileSchedule({ timezone: 'Asia/Shanghai', at: ['02:00'] }, year).issues)).toEqual([]);
  });

  it('names the local minutes that would work', () => {
    const found = only({ timezone: 'Asia/Kolkata', at: ['02:30', '02:00'] }, 'schedule-not-hourly');
    expect(found.place).toEqual({ path: ['at', 1] });
    expect(found.message).toBe('at[1] "02:00" in Asia/Kolkata (UTC+5:30) is 04:30 in UTC+8, and a policy takes whole hours of UTC+8 only.');
    expect(found.help).toBe('Write "01:30" or "02:30": times in Asia/Kolkata must end in ":30".');
    expect(only({ timezone: 'Australia/Lord_Howe', at: ['02:00'] }, 'schedule-not-hourly').help).toContain('set dst: daylight');
  });

  it.each([
    ['2:00', '02:00'],
    ['24:00', '00:00'],
    ['2pm', '14:00'],
    ['12 am', '00:00'],
    ['1400', '14:00'],
    ['02:00:00', '02:00'],
    ['02:00\n', '02:00'],
    ['', '02:00'],
    ['25:00', '02:00'],
    ['02:60', '02:00'],
    ['٠٢:٠٠', '02:00'],
  ])('refuses the time %j', (text, helped) => {
    const found = only({ timezone: 'UTC', at: ['02:00', text] }, 'schedule-time-malformed');
    expect(found.place).toEqual({ path: ['at', 1] });
    expect(found.message).toContain(`at[1] is ${JSON.stringify(text)}`);
    expect(found.help).toMatch(helped);
  });

  it('warns of an hour twice, and of a dst that does nothing', () => {
    const twice = compileSchedule({ timezone: 'UTC', at: ['02:00', '03:00', '02:00'] }, year);
    expect(twice.value).toEqual({ timePoints: [10, 11], repeatWeekdays: all });
    expect(twice.issues).toMatchObject([
      { code: 'duplicate-hour', severity: 'warning', place: { path: ['at', 2] }, related: [{ place: { path: ['at', 0] } }] },
    ]);
    const idle = compileSchedule({ timezone: 'Asia/Shanghai', at: ['02:00'], dst: 'daylight' }, year);
    expect(idle.value).toEqual({ timePoints: [2], repeatWeekdays: all });
    expect(idle.issues).toMatchObject([{ code: 'schedule-dst-without-effect', severity: 'warning', place: { path: ['dst'] } }]);
  });

  it('collects: one run finds them all', () => {
    const found = compileSchedule(
      { timezone: 'Asia/Kolkata', at: ['x', '02:00', '02:30', '23:30', '02:30'], days: ['mon'], dst: 'standard' },
      year,
    );
    expect(codes(found.issues)).toEqual([
      'duplicate-hour',
      'schedule-dst-without-effect',
      'schedule-mixed-weekdays',
      'schedule-not-hourly',
      'schedule-time-malformed',
    ]);
    expect(codes(compileSchedule({ timezone: 'x', at: ['x'] }, year).issues)).toEqual(['schedule-time-malformed', 'schedule-zone-unknown']);
  });

  it.each([
    ['asia/shanghai', '"Asia/Shanghai"'],
    ['ASIA/SHANGHAI', '"Asia/Shanghai"'],
    ['asia/kolkata', '"Asia/Kolkata"'],
    ['Asia/Shangai', '"Asia/Shanghai"'],
    ['Shanghai', '"Asia/Shanghai"'],
    ['China/Shanghai', '"Asia/Shanghai"'],
    ['New York', '"America/New_York"'],
    ['us/eastern', '"America/New_York"'],
    ['+08:00', '"Asia/Shanghai"'],
    ['UTC+8', '"Asia/Shanghai"'],
    ['GMT+08:00', '"Asia/Shanghai"'],
    ['-05:00', 'timePoints'],
    ['EST', '"America/New_York"'],
    ['EST5EDT', '"America/New_York"'],
    ['CET', '"Europe/Berlin"'],
    ['GMT', '"UTC"'],
    ['utc', '"UTC"'],
    ['PRC', '"Asia/Shanghai"'],
    ['Local', 'name of a place'],
    ['', 'name of a place'],
    ['Mars/Phobos', 'name of a place'],
    ['constructor', 'name of a place'],
  ])('refuses the zone %j', (timezone, helped) => {
    const found = only({ timezone, at: ['02:00'] }, 'schedule-zone-unknown');
    expect(found).toMatchObject({ severity: 'error', place: { path: ['timezone'] } });
    expect(found.help).toContain(helped);
    expect(compileSchedule({ timezone, at: ['02:00'] }, year).value).toBeUndefined();
  });

  it('is not slowed down, nor flooded, by a long name', () => {
    const found = only({ timezone: 'a/'.repeat(100_000), at: ['02:00'] }, 'schedule-zone-unknown');
    expect(found.message.length).toBeLessThan(250);
  });

  it('takes every zone of the runtime, and older and newer names', () => {
    for (const name of [
      ...Intl.supportedValuesOf('timeZone'),
      'UTC',
      'Etc/UTC',
      'Asia/Kolkata',
      'Asia/Calcutta',
      'Europe/Kyiv',
      'US/Eastern',
      'America/Argentina/Buenos_Aires',
    ])
      expect([name, zoneIssue(name)]).toEqual([name, undefined]);
  });
});

suite('describe', () => {
  it.each<[ApiSchedule, string | undefined, string[]]>([
    [
      { timePoints: [10, 22], repeatWeekdays: [1, 2, 3, 4, 5] },
      'Europe/London',
      [
        'mon-fri 02:00, 14:00 Europe/London (standard) = mon-fri 10:00, 22:00 UTC+8',
        'mon-fri 03:00, 15:00 Europe/London (daylight) = mon-fri 10:00, 22:00 UTC+8',
      ],
    ],
    [{ timePoints: [0], repeatWeekdays: [2, 3, 4, 5, 6] }, 'America/Bogota', ['mon-fri 11:00 America/Bogota = tue-sat 00:00 UTC+8']],
    [
      { timePoints: [0, 22], repeatWeekdays: [1, 3] },
      'UTC',
      ['mon, wed 14:00 UTC = mon, wed 22:00 UTC+8', 'tue, sun 16:00 UTC = mon, wed 00:00 UTC+8'],
    ],
    [{ timePoints: [0, 10], repeatWeekdays: all }, 'UTC', ['every day 02:00, 16:00 UTC = every day 10:00, 00:00 UTC+8']],
    [
      { timePoints: [23], repeatWeekdays: [1, 2, 3, 4, 7] },
      'Pacific/Kiritimati',
      ['mon-fri 05:00 Pacific/Kiritimati = sun-thu 23:00 UTC+8'],
    ],
    [{ timePoints: [2], repeatWeekdays: [6, 7] }, undefined, ['sat, sun 02:00 UTC+8']],
  ])('shows %j in %s', (api, timezone, lines) => {
    expect(describeSchedule(api, timezone, year)).toEqual(lines);
  });
});

// ---- the oracle: offsets by Temporal, and every day of the five years one by one ----

const day = 86_400;
const firstYear = 2005;
const lastYear = 2035;
type Change = { readonly from: number; readonly offset: number };

/** The offsets of a zone from before five years to after them, by Temporal alone; seconds. */
function changesOf(zone: string, from: number): Change[] {
  const until = Date.UTC(from + 5, 0, 3) / 1000;
  const changes: Change[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(Date.UTC(from - 1, 11, 30)).toZonedDateTimeISO(zone);
  while (at && at.epochMilliseconds / 1000 < until) {
    changes.push({ from: at.epochMilliseconds / 1000, offset: at.offsetNanoseconds / 1e9 });
    at = at.getTimeZoneTransition('next');
  }
  return changes;
}

const known = new Map<string, Change[]>();

function changes(zone: string, from: number): Change[] {
  const found = known.get(`${zone} ${from}`) ?? changesOf(zone, from);
  known.set(`${zone} ${from}`, found);
  return found;
}

/** Looks an instant's offset up; instants must come nearly in order for this to be quick. */
function lookup(list: readonly Change[]): (instant: number) => number {
  let i = 0;
  return (instant) => {
    while (i > 0 && (list[i] as Change).from > instant) i--;
    while (i + 1 < list.length && (list[i + 1] as Change).from <= instant) i++;
    return (list[i] as Change).offset;
  };
}

/** A local time that came, with the offset that held and what a clock in UTC+8 showed. */
type Occurrence = {
  readonly weekday: number;
  readonly instant: number;
  readonly offset: number;
  readonly serviceSecond: number;
  readonly daysOn: number;
};

// 1 January 1970 was a Thursday.
const weekdayOf = (epochDay: number): number => ((epochDay + 3) % 7) + 1;

/** All instants of the five years from 1 January at which the wall clock showed a time. */
function occurrences(zone: string, second: number, from: number): Occurrence[] {
  const list = changes(zone, from);
  const offsetAt = lookup(list);
  const offsets = [...new Set(list.map(({ offset }) => offset))];
  const found: Occurrence[] = [];
  for (let date = Date.UTC(from, 0, 1) / 1000 / day; date < Date.UTC(from + 5, 0, 1) / 1000 / day; date++) {
    for (const offset of offsets) {
      const instant = date * day + second - offset;
      if (offsetAt(instant) !== offset) continue;
      const service = instant + 8 * 3600;
      found.push({ weekday: weekdayOf(date), instant, offset, serviceSecond: service % day, daysOn: Math.floor(service / day) - date });
    }
  }
  return found;
}

function distinct(list: readonly Occurrence[], of: (one: Occurrence) => number): number[] {
  const seen = new Set<number>();
  for (const one of list) seen.add(of(one));
  return [...seen];
}

type Asked = { readonly second: number; readonly came: readonly Occurrence[]; readonly meant: readonly Occurrence[] };

function asked({ timezone, at, dst }: LocalSchedule, from: number): Asked[] {
  return at.map((text) => {
    const second = Number(text.slice(0, 2)) * 3600 + Number(text.slice(3)) * 60;
    const came = occurrences(timezone, second, from);
    const offsets = distinct(came, ({ offset }) => offset);
    const pick = dst === 'daylight' ? Math.max(...offsets) : Math.min(...offsets);
    return { second, came, meant: came.filter(({ offset }) => offset === pick) };
  });
}

const wanted = (schedule: LocalSchedule): number[] => (schedule.days ?? weekdays).map((name) => weekdays.indexOf(name) + 1);

/** What one policy must say, or why it cannot. */
function oracle(schedule: LocalSchedule, times: readonly Asked[]): ApiSchedule | string {
  const seconds = [...new Set(times.flatMap(({ meant }) => distinct(meant, ({ serviceSecond }) => serviceSecond)))];
  if (seconds.some((second) => second % 3600 !== 0)) return 'schedule-not-hourly';
  const timePoints = seconds.map((second) => second / 3600).sort((a, b) => a - b);
  const days = new Set(wanted(schedule));
  if (days.size === 7) return { timePoints, repeatWeekdays: all };
  if (times.some(({ came }) => distinct(came, ({ daysOn }) => daysOn).length > 1)) return 'schedule-weekday-shifts';
  // The last week of what was meant may be cut by the window, so weekdays are moved rather than collected.
  const lists = times.map(({ meant }) =>
    [...days]
      .map((name) => ((name - 1 + (meant[0] as Occurrence).daysOn + 7) % 7) + 1)
      .sort()
      .join(),
  );
  if (new Set(lists).size > 1) return 'schedule-mixed-weekdays';
  return { timePoints, repeatWeekdays: (lists[0] as string).split(',').map(Number) };
}

/** When a stored schedule fires in the five years of a zone, a day longer on both sides. */
function* firings(api: ApiSchedule, from: number): Generator<number> {
  for (let date = Date.UTC(from, 0, 1) / 1000 / day - 2; date < Date.UTC(from + 5, 0, 1) / 1000 / day + 2; date++) {
    if (!api.repeatWeekdays.includes(weekdayOf(date))) continue;
    for (const hour of api.timePoints) yield date * day + hour * 3600 - 8 * 3600;
  }
}

/** What was asked for while the meant offset held fires, and nothing else fires while it holds. */
function checkFirings(schedule: LocalSchedule, times: readonly Asked[], api: ApiSchedule, from: number): void {
  const days = wanted(schedule);
  const due = new Set(times.flatMap(({ meant }) => meant.filter(({ weekday }) => days.includes(weekday)).map(({ instant }) => instant)));
  const offsetAt = lookup(changes(schedule.timezone, from));
  const meantOffsets = new Set(times.flatMap(({ meant }) => meant.slice(0, 1).map(({ offset }) => offset)));
  // Where the window's edge gives two times different offsets, the second half cannot be told apart.
  const plain = meantOffsets.size === 1;
  const fired = new Set<number>();
  for (const instant of firings(api, from)) {
    const local = instant + offsetAt(instant);
    const inside = local >= Date.UTC(from, 0, 1) / 1000 && local < Date.UTC(from + 5, 0, 1) / 1000;
    if (due.has(instant)) fired.add(instant);
    else if (plain && inside && meantOffsets.has(offsetAt(instant)))
      throw new Error(`fires at ${new Date(instant * 1000).toISOString()} though nobody asked`);
  }
  expect(fired.size).toBe(due.size);
}

/** Hours and weekdays as pairs, so that several schedules can be laid together. */
const pairs = ({ timePoints, repeatWeekdays }: ApiSchedule): string[] =>
  timePoints.flatMap((hour) => repeatWeekdays.map((weekday) => `${hour}/${weekday}`));

/** The schedules in a help text compile, and together say what was asked; the single times in it compile too. */
function checkHelp(schedule: LocalSchedule, times: readonly Asked[], issue: Issue, from: number): void {
  const pasted = [...(issue.help ?? '').matchAll(/^ {2}(schedule: .*)$/gm)].map(
    ([, text]) => (parse(text as string) as { schedule: ApiSchedule | LocalSchedule }).schedule,
  );
  expect(pasted.length).toBeGreaterThan(0);
  const compiled = pasted.map((one) => ('timezone' in one ? compileSchedule(one, from).value : one) as ApiSchedule);
  const needed = times.flatMap(({ meant }) =>
    wanted(schedule).map(
      (name) => `${(meant[0] as Occurrence).serviceSecond / 3600}/${((name + 6 + (meant[0] as Occurrence).daysOn) % 7) + 1}`,
    ),
  );
  expect(compiled.flatMap(pairs).sort()).toEqual([...new Set(needed)].sort());
  const [, moved, to] = /Or move (\S+) to (.*?)\. Or remove/.exec(issue.help ?? '') ?? [];
  for (const time of to?.split(' or ') ?? []) {
    const mended = { ...schedule, at: schedule.at.map((text) => (text === moved ? time : text)) };
    expect([mended, errors(compileSchedule(mended, from).issues)]).toEqual([mended, []]);
  }
}

/** Each broken time, alone, is mended by each time that its help offers. */
function checkMinutes(schedule: LocalSchedule, issue: Issue, from: number): void {
  const offered = [...(issue.help ?? '').matchAll(/"(\d\d:\d\d)"/g)].map(([, time]) => time as string);
  expect(offered.length).toBeGreaterThan(0);
  for (const time of offered) expect([time, errors(compileSchedule({ ...schedule, at: [time] }, from).issues)]).toEqual([time, []]);
  if (issue.help?.includes('set dst')) {
    const flipped = { ...schedule, dst: schedule.dst === 'daylight' ? 'standard' : 'daylight' } as const;
    expect(errors(compileSchedule(flipped, from).issues)).toEqual([]);
  }
}

/** Mostly minutes that the service can store. */
const minutes = (zone: string) => {
  const own = Math.floor(((changes(zone, year)[0] as Change).offset / 60 + 1440) % 60);
  const odd = fc.oneof(fc.constantFrom(0, 15, 30, 45), fc.integer({ min: 0, max: 59 }));
  return fc.oneof({ weight: 8, arbitrary: fc.constant(own) }, { weight: 1, arbitrary: odd });
};
/** Often the hours around the service's midnight, where rolls change. */
const hours = (zone: string) => {
  const midnight = Math.floor((changes(zone, year)[0] as Change).offset / 3600) + 40;
  const near = fc.constantFrom(-1, 0, 1).map((by) => (midnight + by) % 24);
  return fc.uniqueArray(fc.oneof({ weight: 2, arbitrary: fc.nat({ max: 23 }) }, { weight: 1, arbitrary: near }), {
    minLength: 1,
    maxLength: 3,
  });
};
const pad = (number: number): string => String(number).padStart(2, '0');

const schedules = (zone: string, years: readonly number[]) =>
  fc.record({
    from: fc.constantFrom(...years),
    schedule: fc
      .record({
        hours: hours(zone),
        minute: minutes(zone),
        odd: fc.option(minutes(zone), { freq: 2 }),
        days: fc.oneof(
          { weight: 1, arbitrary: fc.constant(undefined) },
          { weight: 3, arbitrary: fc.subarray([...weekdays], { minLength: 1 }) },
        ),
        dst: fc.constantFrom(undefined, undefined, 'standard', 'daylight'),
      })
      .map(({ hours, minute, odd, days, dst }): LocalSchedule => {
        const at = hours.map((hour, i) => `${pad(hour)}:${pad(i === 1 && odd !== null ? odd : minute)}`);
        return { timezone: zone, at, ...(days && { days: days as Weekday[] }), ...(dst && { dst: dst as 'standard' | 'daylight' }) };
      }),
  });

const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
const yearsOf = (index: number): number[] => [year, firstYear + ((index * 7) % (lastYear - firstYear + 1))];

suite('against Temporal', () => {
  const verdicts = new Map<string, number>();

  function check(schedule: LocalSchedule, from: number): void {
    const times = asked(schedule, from);
    const expected = oracle(schedule, times);
    const { value, issues } = compileSchedule(schedule, from);
    const verdict = typeof expected === 'string' ? expected : 'fits';
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (typeof expected === 'string') {
      expect({ value, found: errors(issues).includes(expected) }).toEqual({ value: undefined, found: true });
      for (const issue of issues) {
        if (expected !== 'schedule-not-hourly' && issue.severity === 'error') checkHelp(schedule, times, issue, from);
        if (issue.code === 'schedule-not-hourly') checkMinutes(schedule, issue, from);
      }
      return;
    }
    expect({ value, errors: errors(issues) }).toEqual({ value: expected, errors: [] });
    expect(codes(issues).includes('schedule-shifts-with-dst')).toBe(times.some(({ came, meant }) => came.length > meant.length));
    checkFirings(schedule, times, expected, from);
  }

  it('agrees in verdict and value for every zone', { timeout: 60_000 }, () => {
    for (const [index, zone] of zones.entries()) {
      fc.assert(
        fc.property(schedules(zone, yearsOf(index)), ({ schedule, from }) => check(schedule, from)),
        { numRuns: 8, seed: 20_260_421 + index },
      );
    }
    // A test that never sees a verdict proves nothing about it.
    for (const verdict of ['fits', 'schedule-not-hourly', 'schedule-weekday-shifts', 'schedule-mixed-weekdays'])
      expect([verdict, (verdicts.get(verdict) ?? 0) > 100]).toEqual([verdict, true]);
  });

  it('finds the same changes of the clock in every zone', { timeout: 60_000 }, () => {
    for (const [index, zone] of zones.entries()) {
      for (const from of yearsOf(index)) {
        const seen = (list: readonly Change[]): Change[] =>
          list.filter((change) => change.from > Date.UTC(from, 0, 2) / 1000 && change.from < Date.UTC(from + 5, 0, 0) / 1000);
        const found = zoneOf(zone, from).periods.map((period) => ({ from: period.from, offset: period.offset }));
        expect([zone, from, seen(found)]).toEqual([zone, from, seen(changes(zone, from))]);
      }
    }
  });

  it('agrees with Temporal’s own arithmetic on single days', () => {
    const property = fc.property(
      fc.nat({ max: zones.length - 1 }),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 1825 }),
      (index, hour, date) => {
        const timezone = zones[index] as string;
        const local = Temporal.PlainDate.from(`${year}-01-01`).add({ days: date }).toPlainDateTime({ hour });
        const there = local.toZonedDateTime(timezone);
        const { value } = compileSchedule({ timezone, at: [`${pad(hour)}:00`], days: [weekdays[local.dayOfWeek - 1] as Weekday] }, year);
        const standard = Math.min(...zoneOf(timezone, year).offsets) * 1e9;
        if (!value || there.offsetNanoseconds !== standard || !there.toPlainDateTime().equals(local)) return;
        const service = there.withTimeZone('+08:00');
        expect(value).toEqual({ timePoints: [service.hour], repeatWeekdays: [service.dayOfWeek] });
      },
    );
    fc.assert(property, { numRuns: 500, seed: 20_260_421 });
  });
});
