import type { Issue } from '../base/issue.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import { offsetHint } from './offset-hints.ts';
import { scheduleIssue } from './schedule-issue.ts';
import { zoneTables } from './zone-tables.ts';
import { cityIn, zoneOfPlace, zoneOfRegion, zonesOfLetters } from './zone-aliases.ts';

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
  if (/^(?:UTC|GMT)?\s*[+\u2212\u00b1-]?\s*\d/i.test(name)) return offsetIssue(name);
  const letters = zonesOfLetters(name);
  if (letters && letters.length > 1) return ambiguous(name, letters);
  const place = zoneOfPlace(name) ?? zoneOfRegion(name);
  const wrong = name === '' ? 'empty' : `${quote(name)}${name.includes('/') ? ', which is not a known time zone' : ''}`;
  return nameIssue(`timezone is ${wrong}; ${expected}.`, didYouMean(letters ?? (place === undefined ? nearest(name) : [place])));
}

const noPlaceHelp = 'Write the name of a place, such as "Asia/Shanghai" or "Europe/London", or "UTC".';
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
  const { help, replacement: place } = offsetHint(name) ?? { help: noPlaceHelp };
  return nameIssue(`timezone is ${quote(name)}, an offset; ${expected}.`, {
    help,
    ...(place !== undefined && { fix: replacement(place) }),
  });
}

const replacement = (name: string): NonNullable<Issue['fix']> => ({
  title: `Write ${name}`,
  safe: false,
  edits: [{ place: { path: ['timezone'], part: 'text' }, text: name }],
});

function didYouMean(names: readonly string[]): Pick<Issue, 'help' | 'fix'> {
  const [only, ...others] = names;
  if (only === undefined) return { help: noPlaceHelp };
  const help = `Did you mean ${choices(names.map((name) => JSON.stringify(name)))}?`;
  // Where the offset is half an hour more, the times are wrong as well.
  return others.length > 0 || /Kolkata|Kathmandu|Adelaide|Darwin|Yangon|Tehran|Kabul/.test(only)
    ? { help }
    : { help, fix: replacement(only) };
}

const lettersOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');
const cityOf = (zone: string): string => lettersOf(zone.slice(zone.lastIndexOf('/') + 1));

/** Words that are near to the name of some zone and mean none. */
const noPlace = /^(?:.{0,3}|none|null|true|false|auto|local|server|system|default|asia|europe|america|daylight|standard)$/;

/** The zones that are the same but for what stands between their words, hold all of their name, or differ by a typing error. */
function nearest(name: string): readonly string[] {
  const [own, city] = [lettersOf(name), cityOf(name)];
  if (noPlace.test(own)) return [];
  const zones = zoneNames();
  const same = zones.filter((zone) => [own, lettersOf(cityIn(name))].some((one) => one === lettersOf(zone) || one === cityOf(zone)));
  const holds = same.length > 0 ? same : zones.filter((zone) => zone.includes('/') && own.includes(lettersOf(zone)));
  if (holds.length > 0) return holds.slice(0, 3);
  // A typing error is seldom in the first letter; what differs there is another place.
  const whole = suggest(name, zones).filter((zone) => cityOf(zone)[0] === city[0]);
  if (whole.length > 0 || city.length < 5) return whole;
  const [found] = suggest(city, zones.map(cityOf));
  return found?.[0] === city[0] ? zones.filter((zone) => cityOf(zone) === found).slice(0, 3) : [];
}

let names: readonly string[] | undefined;

function zoneNames(): readonly string[] {
  names ??= [...new Set([...Intl.supportedValuesOf('timeZone'), ...renamed])];
  return names;
}
