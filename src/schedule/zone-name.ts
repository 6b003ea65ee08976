import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import type { ProblemFix } from '../base/issue.ts';
import { formatter } from './zone-offsets.ts';
import { zoneOfPlace, zonesOfLetters } from './zone-aliases.ts';

/** What is wrong with the name of a time zone. */
export type ZoneFault = { readonly message: string; readonly help: string; readonly fix?: ProblemFix };

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

const faults = new Map<string, ZoneFault | undefined>();

/** What is wrong with a time zone's name; undefined for UTC and for Area/Location names that the runtime knows. */
export function zoneFault(name: string): ZoneFault | undefined {
  if (name === 'UTC') return undefined;
  if (!faults.has(name)) faults.set(name, findFault(name));
  return faults.get(name);
}

function findFault(name: string): ZoneFault | undefined {
  const placed = /^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){1,2}$/.test(name);
  if (placed && formatter(name)) return casingFault(name);
  if (/^(?:UTC|GMT)?\s*[+\u2212-]\s*\d/i.test(name)) return offsetFault(name);
  const letters = zonesOfLetters(name);
  if (letters && letters.length > 1) return ambiguous(name, letters);
  const place = zoneOfPlace(name);
  const wrong = name === '' ? 'empty' : `${quote(name)}${name.includes('/') ? ', which is no known time zone' : ''}`;
  return { message: `timezone is ${wrong}; ${wanted}`, ...didYouMean(letters ?? (place === undefined ? nearest(name) : [place])) };
}

const wanted = 'it takes an IANA name of the form Area/Location, or UTC';

/** Names are looked up in any casing, so a wrong one still works here; other tools are less patient. */
function casingFault(name: string): ZoneFault | undefined {
  const canonical = formatter(name)?.resolvedOptions().timeZone;
  if (name === canonical) return undefined;
  const folded = name.toLowerCase();
  const listed = zoneNames().find((known) => known.toLowerCase() === folded);
  const odd = listed ? listed !== name : name.split('/').some((part) => /^[a-z]|[A-Z]{4}/.test(part));
  if (!odd) return undefined;
  return { message: `timezone is ${quote(name)}, and the casing of IANA names counts`, ...didYouMean([listed ?? canonical ?? 'UTC']) };
}

function ambiguous(name: string, zones: readonly string[]): ZoneFault {
  return {
    message: `timezone is ${quote(name)}, letters that stand for several zones; ${wanted}`,
    help: `Write the one that is meant: ${choices(zones.map((zone) => JSON.stringify(zone)))}.`,
  };
}

function offsetFault(name: string): ZoneFault {
  const china = /^(?:UTC|GMT)?\s*\+\s*0?8(?::?00)?$/i.test(name);
  return {
    message: `timezone is ${quote(name)}, an offset; ${wanted}`,
    help: china
      ? 'Write "Asia/Shanghai", which is at +08:00 all year.'
      : 'Write the name of a place that keeps this offset, or give the hours in UTC+8, with timePoints and repeatWeekdays.',
    ...(china && { fix: writing('Asia/Shanghai') }),
  };
}

const writing = (name: string): ProblemFix => ({ title: `Write ${name}`, safe: false, text: name });

function didYouMean(names: readonly string[]): Pick<ZoneFault, 'help' | 'fix'> {
  const [only, ...others] = names;
  if (only === undefined) return { help: 'Write the name of a place, such as "Asia/Shanghai" or "Europe/London", or "UTC".' };
  const help = `Did you mean ${choices(names.map((name) => JSON.stringify(name)))}?`;
  return others.length > 0 ? { help } : { help, fix: writing(only) };
}

/** By the whole name, else by the city: `Shanghai` and `China/Shanghai` mean Asia/Shanghai. */
function nearest(name: string): readonly string[] {
  if (name === '') return [];
  const known = zoneNames();
  const whole = suggest(name, known);
  if (whole.length > 0) return whole;
  const city = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);
  const [found] = suggest(city(name).replaceAll(' ', '_'), known.map(city));
  return known.filter((zone) => city(zone) === found).slice(0, 3);
}

let names: readonly string[] | undefined;

function zoneNames(): readonly string[] {
  names ??= [...new Set([...Intl.supportedValuesOf('timeZone'), ...renamed])];
  return names;
}
