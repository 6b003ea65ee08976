import type { Json } from '../../base/json.ts';
import { regionHint } from '../../fields/region-hint.ts';

// What values of other shapes mean in a policy; whether they are right then is looked at by whoever asks.

const everyDisk: Json = [{ type: 'system' }, { type: 'data' }];

/** The id of a disk or an instance, or a tag, where an item of a selector is wanted. */
export function itemMeant(wrong: Json): Json | undefined {
  if (typeof wrong !== 'string') return undefined;
  if (/^d-[a-z0-9]+$/.test(wrong)) return { id: wrong };
  if (/^i-[a-z0-9]+$/.test(wrong)) return { instanceId: wrong };
  const [, key, value] = /^([^=:\s]+)[=:]\s*(\S+)$/.exec(wrong) ?? [];
  return key === undefined ? undefined : { tags: { [key]: value as string } };
}

/** A list of items without `any`, a single one, or a word for all disks. */
export function disksMeant(wrong: Json): Json | undefined {
  if (typeof wrong === 'string') return /^(?:all|\*|any|every|everything)$/i.test(wrong.trim()) ? { any: everyDisk } : { any: [wrong] };
  return Array.isArray(wrong) ? { any: wrong as readonly Json[] } : undefined;
}

/** The region of a copy, alone or in a list. */
export function copyMeant(wrong: Json): Json | undefined {
  const [only, ...others]: readonly Json[] = Array.isArray(wrong) ? (wrong as readonly Json[]) : [wrong];
  return typeof only === 'string' && others.length === 0 ? { region: regionHint(only)?.replacement ?? only } : undefined;
}
