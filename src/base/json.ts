/** Anything that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A text as JSON has it; a lone surrogate has no canonical form. */
function strictText(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('text with a lone surrogate has no canonical JSON form');
  return JSON.stringify(value);
}

/**
 * Canonical JSON (RFC 8785): equal meaning, equal text. Members are sorted by UTF-16 code units.
 * @param text how texts are written; JSON.stringify escapes a lone surrogate, which a reply of a service may hold
 * @throws TypeError for what has no canonical form: NaN, infinities, undefined, and by default lone surrogates.
 */
export function canonicalJson(value: Json, text: (one: string) => string = strictText): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, text)).join(',')}]`;
  const record = value as { readonly [key: string]: Json };
  const members = Object.keys(record)
    .sort()
    .map((key) => `${text(key)}:${canonicalJson(record[key] as Json, text)}`);
  return `{${members.join(',')}}`;
}

/** Whether two values mean the same; also values without a canonical form, such as a name with a lone surrogate in a reply. */
export function sameJson(a: Json, b: Json): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index] as Json));
  if (!isRecord(a)) return a === b;
  if (!isRecord(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && sameJson(a[name] as Json, b[name] as Json))
  );
}

/** Whether a value is a record rather than a list, a scalar or null. */
export function isRecord(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A record of the given items, in their order; of two of one name the later counts. Faster than `Object.fromEntries`,
 * which a spec of ten thousand entries would call for each: records of the same names share their shape.
 */
export function recordOf<Item, Value>(
  items: readonly Item[],
  key: (item: Item) => string,
  value: (item: Item) => Value,
): { [name: string]: Value } {
  const record: { [name: string]: Value } = {};
  for (const item of items) {
    const name = key(item);
    // Set as others are, this name would change what the record inherits.
    if (name === '__proto__')
      Object.defineProperty(record, name, { value: value(item), enumerable: true, configurable: true, writable: true });
    else record[name] = value(item);
  }
  return record;
}
