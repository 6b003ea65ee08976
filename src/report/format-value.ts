import { diffWordsWithSpace } from 'diff';
import { isRecord, sameJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { quote } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import type { Style } from './style.ts';

/** A canonical value on one line: text in quotes, lists and records short. */
export function showValue(value: Json): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'string' ? visible(item) : showValue(item))).join(', ');
  if (isRecord(value))
    return Object.entries(value)
      .map(([key, inner]) => `${visible(key)}=${typeof inner === 'string' ? visible(inner) : showValue(inner)}`)
      .join(', ');
  return quote(value);
}

/** Longer texts than this are shown whole, one after the other: words of a diff would not be read. */
const diffable = 4_000;

function textDiff(before: string, after: string, paint: Style): string | undefined {
  if (before === '' || after === '' || before.length + after.length > diffable) return undefined;
  const parts = diffWordsWithSpace(before, after, { timeout: 50 });
  if (parts === undefined || !parts.some((part) => !part.added && !part.removed && /\S/.test(part.value))) return undefined;
  const words = parts.map((part) => {
    const text = visible(part.value);
    return part.added ? paint.change('+', `{+${text}+}`) : part.removed ? paint.change('-', `[-${text}-]`) : text;
  });
  return `"${words.join('')}"`;
}

function listDiff(before: readonly Json[], after: readonly Json[], paint: Style): string {
  const has = (list: readonly Json[], item: Json): boolean => list.some((other) => sameJson(other, item));
  const gone = before.filter((item) => !has(after, item)).map((item) => paint.change('-', `-${showValue(item)}`));
  const come = after.filter((item) => !has(before, item)).map((item) => paint.change('+', `+${showValue(item)}`));
  return `${showValue(before)} -> ${showValue(after)} (${[...gone, ...come].join(' ')})`;
}

/** What a field was and becomes, on one line: words of a text, items of a list, or the two values. */
export function showChange(before: Json, after: Json, paint: Style): string {
  if (typeof before === 'string' && typeof after === 'string')
    return textDiff(before, after, paint) ?? `${showValue(before)} -> ${showValue(after)}`;
  if (Array.isArray(before) && Array.isArray(after)) return listDiff(before, after, paint);
  return `${showValue(before)} -> ${showValue(after)}`;
}
