/** A reply as it is read. */
export type Members = { readonly [name: string]: unknown };

/** A value with everything in it changed, the inner parts first. */
export function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return change(value.map((item) => mapped(item, change)));
  if (typeof value !== 'object' || value === null) return change(value);
  return change(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapped(inner, change)])));
}

/** A reply whose lists are that long; the lists within their items stay, or each of them would be as long again. */
export function grown(value: unknown, count: number): unknown {
  if (Array.isArray(value)) return value.length === 0 ? value : Array.from({ length: count }, (_, index) => ({ ...value[0], Id: index }));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, grown(inner, count)]));
}

/** A reply with one value for each of its members, but still with its RequestId. */
export const withEvery = ({ RequestId, ...body }: Members, value: unknown): Members => ({
  ...Object.fromEntries(Object.keys(body).map((name) => [name, value])),
  RequestId,
});

/** Members that every object seems to have, as JSON: they must be written, since a literal in JavaScript would set the prototype. */
export const prototypeNames = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'then', 'toJSON']
  .map((name) => `"${name}":{"RequestId":"x","length":1e9,"then":1}`)
  .join();
