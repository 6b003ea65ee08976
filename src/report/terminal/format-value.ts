import { diffWordsWithSpace } from 'diff';
import { isRecord, sameJson } from '../../base/json.ts';
import type { Json } from '../../base/json.ts';
import { quote } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';
import type { Style } from './style.ts';

/** A canonical value on one line: text in quotes, lists and records short. */
export function showValue(value: Json): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'string' ? terminal(item) : showValue(item))).join(', ');
  if (isRecord(value))
    return Object.entries(value)
      .map(([key, inner]) => `${terminal(key)}=${typeof inner === 'string' ? terminal(inner) : showValue(inner)}`)
      .join(', ');
  return quote(value);
}

/** Characters of both texts beyond which no words are compared: nobody would read such a diff. */
const maxCompared = 4_000;

/** Words that may differ: a bound that, unlike a time, gives the same text on every machine. */
const maxEdits = 400;

function textDiff(before: string, after: string, paint: Style): string | undefined {
  if (before === '' || after === '' || before.length + after.length > maxCompared) return undefined;
  const parts = diffWordsWithSpace(before, after, { maxEditLength: maxEdits });
  if (parts === undefined || !parts.some((part) => !part.added && !part.removed && /\S/.test(part.value))) return undefined;
  const words = parts.map((part) => {
    const text = terminal(part.value);
    return part.added ? paint.change('+', `{+${text}+}`) : part.removed ? paint.change('-', `[-${text}-]`) : text;
  });
  return `"${words.join('')}"`;
}

function listDiff(before: readonly Json[], after: readonly Json[], paint: Style): string {
  const has = (list: readonly Json[], item: Json): boolean => list.some((other) => sameJson(other, item));
  const removed = before.filter((item) => !has(after, item)).map((item) => paint.change('-', `-${showValue(item)}`));
  const added = after.filter((item) => !has(before, item)).map((item) => paint.change('+', `+${showValue(item)}`));
  return `${showValue(before)} -> ${showValue(after)} (${[...removed, ...added].join(' ')})`;
}

/** A change of a field on one line: the words of a text, the items of a list, or the two values. */
export function showChange(before: Json, after: Json, paint: Style): string {
  if (typeof before === 'string' && typeof after === 'string')
    return textDiff(before, after, paint) ?? `${showValue(before)} -> ${showValue(after)}`;
  if (Array.isArray(before) && Array.isArray(after)) return listDiff(before, after, paint);
  return `${showValue(before)} -> ${showValue(after)}`;
}
