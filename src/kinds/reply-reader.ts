import type { Json } from '../base/json.ts';
import { isRecord } from '../base/json.ts';
import type { Tags } from './ownership-tags.ts';

/**
 * Readers of replies. A reply is not trusted: what is not of the expected type reads as absent,
 * so that a changed API shows as a missing value and never as a crash.
 */
export function member(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let at: Json | undefined = value;
  for (const key of path) at = isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = member(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** A word of an enumeration in its documented spelling, in whichever casing the API writes it; another word as it stands. */
export function wordAt(value: Json | undefined, documented: readonly string[], ...path: readonly string[]): string | undefined {
  const found = textAt(value, ...path);
  const folded = found?.toLowerCase();
  return documented.find((word) => word.toLowerCase() === folded) ?? found;
}

/** A whole number, also where the API writes it as text. */
export function intAt(value: Json | undefined, ...path: readonly string[]): number | undefined {
  const found = member(value, ...path);
  const number = typeof found === 'string' && /^-?\d+$/.test(found) ? Number(found) : found;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

export function boolAt(value: Json | undefined, ...path: readonly string[]): boolean | undefined {
  const found = member(value, ...path);
  return typeof found === 'boolean' ? found : found === 'true' ? true : found === 'false' ? false : undefined;
}

export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = member(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The longest text of a list that is parsed: a hundred times what the API writes. */
const maxListText = 65_536;

/** A list that the API gives as an array or as the text of a JSON array. */
export function jsonListAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = member(value, ...path);
  if (typeof found !== 'string') return listAt(value, ...path);
  if (found.length > maxListText) return [];
  try {
    const parsed: unknown = JSON.parse(found);
    return Array.isArray(parsed) ? (parsed as Json[]) : [];
  } catch {
    return [];
  }
}

/** The whole numbers of such a list. */
export function intsAt(value: Json | undefined, ...path: readonly string[]): readonly number[] {
  return jsonListAt(value, ...path)
    .map((item) => intAt({ item }, 'item'))
    .filter((number) => number !== undefined);
}

/** Whether a member is there and is something else than expected; an API may leave a member out, or write null. */
export function isMalformed(value: Json | undefined, expected: 'list' | 'text', ...path: readonly string[]): boolean {
  for (let length = 1; length <= path.length; length++) {
    const found = member(value, ...path.slice(0, length));
    if (found === undefined || found === null) return false;
    const fits = length < path.length ? isRecord(found) : expected === 'list' ? Array.isArray(found) : typeof found === 'string';
    if (!fits) return true;
  }
  return false;
}

/** One tag in either of the API's two spellings: TagKey/TagValue, or Key/Value. */
function tagOf(tag: Json): readonly [string, string] | undefined {
  const key = member(tag, 'TagKey') ?? member(tag, 'Key');
  const value = member(tag, 'TagValue') ?? member(tag, 'Value') ?? '';
  return typeof key === 'string' && typeof value === 'string' ? [key, value] : undefined;
}

/** Tags; undefined where the member is there and is no list of tags: whoever owns the resource could not be told from them. */
export function tagListAt(value: Json | undefined, ...path: readonly string[]): Tags | undefined {
  if (isMalformed(value, 'list', ...path)) return undefined;
  const pairs = listAt(value, ...path).map(tagOf);
  return pairs.every((pair) => pair !== undefined) ? Object.fromEntries(pairs) : undefined;
}

/** Tags, as far as they can be read. */
export function tagsAt(value: Json | undefined, ...path: readonly string[]): Tags {
  const pairs = listAt(value, ...path).map(tagOf);
  return Object.fromEntries(pairs.filter((pair) => pair !== undefined));
}
