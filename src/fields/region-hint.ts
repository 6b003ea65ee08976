import { regionMeant } from '../aliases/regions.ts';
import { foldLookAlikes } from '../base/look-alike.ts';
import { suggest } from '../base/suggest.ts';
import { choices } from '../base/text.ts';
import { regions, zoneRegion } from '../facts/regions.ts';
import type { Hint } from './field.ts';

const known = Object.keys(regions);

/** A text with the hyphens of an id, in lower case, for what stands in their place: `cn_hangzhou`, `CN–Hangzhou`. */
const hyphened = (text: string): string => foldLookAlikes(text).replaceAll(/[_ ./]+/g, '-');

/** The known regions that a text names: in an endpoint, or in a list of them. */
const regionsIn = (text: string): readonly string[] => {
  const found = known.filter((id) => new RegExp(`(?<![a-z0-9])${id}(?![a-z0-9])`).test(text));
  return found.filter((id) => !found.some((other) => other !== id && other.startsWith(`${id}-`)));
};

/** Regions by the name of their city, or by the part of their id behind the country. */
const named = (folded: string): readonly string[] =>
  known.filter((id) => hyphened(regions[id] as string) === folded || id.slice(id.indexOf('-') + 1) === folded);

/** Known ids that are written much like a wrong one. */
function alike(folded: string): readonly string[] {
  const near = suggest(folded, known);
  // What is the same but for hyphens, or begins in the same way, was mistyped; the others only look alike.
  const same = near.filter((id) => id.replaceAll('-', '') === folded.replaceAll('-', ''));
  const city = near.filter((id) => folded.endsWith(id.slice(id.indexOf('-'))));
  const begun = near.filter((id) => id.startsWith(folded.slice(0, 4)));
  return [same, city, begun, folded.length > 4 ? near : []].find((ids) => ids.length > 0) ?? [];
}

/** The region of an id in another casing, of a zone, of an endpoint, of a city's name, or of a typing error. */
export function regionHint(wrong: string): Hint | undefined {
  if (wrong.length > 100) return undefined;
  const folded = hyphened(wrong);
  const alias = regionMeant(wrong);
  if (alias?.here !== undefined) return { help: `Its id is ${alias.here}.`, replacement: alias.here };
  if (alias?.whose !== undefined)
    return { help: `This is a region of ${alias.whose}; of those of Alibaba Cloud ${alias.near?.join(' ')} is near.` };
  if (known.includes(folded)) {
    const certain = folded === wrong.trim().toLowerCase().replaceAll(/[_ ]/g, '-');
    const trimmed = wrong.trim();
    const how =
      folded === trimmed
        ? 'Write it without the space around it'
        : folded === trimmed.toLowerCase()
          ? 'The ids of regions are in lower case'
          : 'The ids of regions are words in lower case with a hyphen between them';
    return { help: `${how}: ${folded}.`, replacement: folded, ...(certain && { certain: true as const }) };
  }
  const zoned = zoneRegion(folded);
  if (zoned !== undefined) return { help: `This is a zone of the region ${zoned}: write ${zoned}.`, replacement: zoned };
  const [inside, ...more] = regionsIn(folded);
  if (more.length > 0 && inside !== undefined)
    return { help: `A spec has one region, and these are ${choices([inside, ...more], 'and')}; another region is another spec.` };
  const [, inner = ''] = /\(([^()]+)\)/.exec(folded) ?? [];
  const near = [named(folded), named(inner), inside === undefined ? [] : [inside], alike(folded)].find((ids) => ids.length > 0) ?? [];
  const [only, ...others] = near;
  if (only === undefined) return undefined;
  return { help: `Did you mean ${choices(near)}?`, ...(others.length === 0 && { replacement: only }) };
}

/** The id of a zone as it may be written otherwise: `CN-HANGZHOU-H`, `cn-hangzhou_h`, `ap-southeast-1-a`, `hangzhou-h`. */
function zoneMeant(folded: string): string | undefined {
  const [, place = '', letter = ''] = /^(.+?)-?([a-z])$/.exec(folded) ?? [];
  const [city, ...others] = named(place);
  const forms = [
    folded,
    `${place}-${letter}`,
    `${place}${letter}`,
    ...(city !== undefined && others.length === 0 ? [`${city}-${letter}`] : []),
  ];
  return forms.find((one) => zoneRegion(one) !== undefined);
}

/** What to write where a text does not look like the id of a zone. */
export function zoneHint(wrong: string): Hint {
  const folded = hyphened(wrong);
  const id = zoneMeant(folded);
  if (id !== undefined && id !== wrong) return { help: `Write ${id}.`, replacement: id };
  if (known.includes(folded))
    return {
      help: `This is a region, and its zones have a letter more, such as ${folded}-a. Without zone the disks of all zones are chosen.`,
    };
  if (/^(?:all|any|every|\*)$/.test(folded)) return { help: 'Remove zone: without it the disks of all zones are chosen.' };
  if (/[*?]/.test(wrong)) return { help: 'An id is compared exactly; * and ? are wildcards in name only.' };
  return { help: 'Write the id of the zone, which begins with that of the region, such as cn-hangzhou-h.' };
}
