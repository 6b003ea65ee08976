import { isRecord } from '../../base/json.ts';
import type { Json } from '../../base/json.ts';
import { regionHint } from '../../fields/region-hint.ts';

// What values of other shapes mean in a policy; whether they are right then is looked at by whoever asks.

const everyDisk: Json = [{ type: 'system' }, { type: 'data' }];

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
const members = (value: Json | undefined): readonly (readonly [string, Json])[] =>
  isRecord(value) ? Object.entries(value as { readonly [key: string]: Json }) : [];

/** A tag as other tools write it: `{key: backup, value: nightly}`, `{name: "tag:backup", values: [nightly]}`, `{backup: nightly}`. */
function tagMeant(wrong: Json): Json | undefined {
  const pairs = members(wrong);
  const member = (...names: readonly string[]): Json | undefined => pairs.find(([key]) => names.includes(key.toLowerCase()))?.[1];
  const [only, ...others] = pairs;
  if (only && others.length === 0) {
    const [key, value] = only;
    if (/^(?:match_?labels|labels?)$/i.test(key)) return { tags: value };
    return text(value) === undefined || /^(?:key|values?|name|filters?|regexp?|size|status|encrypted|region|not)$|_/i.test(key)
      ? undefined
      : { tags: { [key]: value } };
  }
  const name = text(member('name'));
  const key = text(member('key', 'tagkey')) ?? (name?.startsWith('tag:') ? name.slice('tag:'.length) : undefined);
  const values = member('value', 'values', 'tagvalue');
  const [value, ...more] = Array.isArray(values) ? (values as readonly Json[]) : [values];
  const operator = text(member('operator'));
  const isPair = pairs.length === (operator === undefined ? 2 : 3) && more.length === 0 && (operator === undefined || operator === 'In');
  return isPair && key !== undefined && value !== undefined ? { tags: { [key]: value } } : undefined;
}

/** The id of a disk or an instance, or a tag, where an item of a selector is wanted. */
export function itemMeant(wrong: Json): Json | undefined {
  if (typeof wrong !== 'string') return tagMeant(wrong);
  if (/^d-[a-z0-9]+$/.test(wrong)) return { id: wrong };
  if (/^i-[a-z0-9]+$/.test(wrong)) return { instanceId: wrong };
  const [, key, value] = /^([^=:\s]+)[=:]\s*(\S+)$/.exec(wrong) ?? [];
  return key === undefined ? undefined : { tags: { [key]: value as string } };
}

const isEvery = (wrong: Json): boolean =>
  wrong === true || (typeof wrong === 'string' && /^(?:all|\*|any|every|everything)$/i.test(wrong.trim()));

/** All disks by a word, where a list of items is wanted. */
export const itemsMeant = (wrong: Json): Json | undefined => (isEvery(wrong) ? everyDisk : undefined);

/** A list of items without `any`, a single one, a word for all disks, or the selector of Kubernetes. */
export function disksMeant(wrong: Json): Json | undefined {
  if (isEvery(wrong)) return { any: everyDisk };
  if (typeof wrong === 'string') return { any: [wrong] };
  if (Array.isArray(wrong)) return { any: wrong as readonly Json[] };
  const [only, ...others] = members(wrong);
  if (only === undefined || others.length > 0) return undefined;
  const [key, value] = only;
  if (/^(?:filters?|match_?expressions)$/i.test(key)) return { any: (Array.isArray(value) ? value : [value]) as readonly Json[] };
  return /^(?:match_?labels)$/i.test(key) ? { any: [{ tags: value }] } : undefined;
}

/** The region of a copy: alone, in a list, or as the key of what else is said of it. */
export function copyMeant(wrong: Json): Json | undefined {
  const [only, ...others]: readonly Json[] = Array.isArray(wrong) ? (wrong as readonly Json[]) : [wrong];
  if (typeof only === 'string' && others.length === 0) return { region: regionHint(only)?.replacement ?? only };
  const [[region, rest] = [], ...more] = members(wrong);
  return region !== undefined && /^[a-z]{2}-[a-z0-9-]+$/.test(region) && more.length === 0 && (rest === null || isRecord(rest))
    ? { region, ...(rest as { readonly [name: string]: Json }) }
    : undefined;
}
