import type { Issue } from '../base/issue.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import { scheduleIssue } from './schedule-issue.ts';
import { zoneTables } from './zone-tables.ts';
import { zoneOfPlace, zonesOfLetters } from './zone-aliases.ts';

// Places under their present names, where the runtime's list has only the name from before.
const renamed = [
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Kanton',
  'UTC',
];

const known = new Map<string, Issue | undefined>();

/** What is wrong with a time zone's name; undefined for UTC and for Area/Location names that the runtime knows. */
export function zoneIssue(name: string): Issue | undefined {
  if (name === 'UTC') return undefined;
  if (!known.has(name)) known.set(name, issueOf(name));
  return known.get(name);
}

/** An issue of the name; its paths begin at the schedule. */
const nameIssue = (message: string, more: Pick<Issue, 'help' | 'fix'>): Issue =>
  scheduleIssue('schedule-zone-unknown', 'error', ['timezone'], { message, ...more });

function issueOf(name: string): Issue | undefined {
  const placed = /^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){1,2}$/.test(name);
  if (placed && zoneTables().canonicalName(name) !== undefined) return casingIssue(name);
  if (/^(?:UTC|GMT)?\s*[+\u2212-]\s*\d/i.test(name)) return offsetIssue(name);
  const letters = zonesOfLetters(name);
  if (letters && letters.length > 1) return ambiguous(name, letters);
  const place = zoneOfPlace(name);
  const wrong = name === '' ? 'empty' : `${quote(name)}${name.includes('/') ? ', which is not a known time zone' : ''}`;
  return nameIssue(`timezone is ${wrong}; ${expected}.`, didYouMean(letters ?? (place === undefined ? nearest(name) : [place])));
}

const expected = 'it must be an IANA name of the form Area/Location, or UTC';

/** Names are looked up in any casing, so a wrong one still works here; other tools are less patient. */
function casingIssue(name: string): Issue | undefined {
  const canonical = zoneTables().canonicalName(name);
  if (name === canonical) return undefined;
  const folded = name.toLowerCase();
  const listed = zoneNames().find((zone) => zone.toLowerCase() === folded);
  const odd = listed ? listed !== name : name.split('/').some((part) => /^[a-z]|[A-Z]{4}/.test(part));
  if (!odd) return undefined;
  return nameIssue(`timezone is ${quote(name)}, and the casing of IANA names counts.`, didYouMean([listed ?? canonical ?? 'UTC']));
}

function ambiguous(name: string, zones: readonly string[]): Issue {
  return nameIssue(`timezone is ${quote(name)}, an abbreviation of several zones; ${expected}.`, {
    help: `Write the one that is meant: ${choices(zones.map((zone) => JSON.stringify(zone)))}.`,
  });
}

function offsetIssue(name: string): Issue {
  const china = /^(?:UTC|GMT)?\s*\+\s*0?8(?::?00)?$/i.test(name);
  return nameIssue(`timezone is ${quote(name)}, an offset; ${expected}.`, {
    help: china
      ? 'Write "Asia/Shanghai", which is at +08:00 all year.'
      : 'Write the name of a place that keeps this offset, or give the hours in UTC+8, with timePoints and repeatWeekdays.',
    ...(china && { fix: replacement('Asia/Shanghai') }),
  });
}

const replacement = (name: string): NonNullable<Issue['fix']> => ({
  title: `Write ${name}`,
  safe: false,
  edits: [{ place: { path: ['timezone'], part: 'text' }, text: name }],
});

function didYouMean(names: readonly string[]): Pick<Issue, 'help' | 'fix'> {
  const [only, ...others] = names;
  if (only === undefined) return { help: 'Write the name of a place, such as "Asia/Shanghai" or "Europe/London", or "UTC".' };
  const help = `Did you mean ${choices(names.map((name) => JSON.stringify(name)))}?`;
  return others.length > 0 ? { help } : { help, fix: replacement(only) };
}

/** By the whole name, else by the city: `Shanghai` and `China/Shanghai` mean Asia/Shanghai. */
function nearest(name: string): readonly string[] {
  if (name === '') return [];
  const zones = zoneNames();
  const whole = suggest(name, zones);
  if (whole.length > 0) return whole;
  const city = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);
  const [found] = suggest(city(name).replaceAll(' ', '_'), zones.map(city));
  return zones.filter((zone) => city(zone) === found).slice(0, 3);
}

let names: readonly string[] | undefined;

function zoneNames(): readonly string[] {
  names ??= [...new Set([...Intl.supportedValuesOf('timeZone'), ...renamed])];
  return names;
}
