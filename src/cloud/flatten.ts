import type { Param, Params } from '../kinds/calls.ts';

/** Parameters as they are sent: flat names, and every value a text. */
export type FlatParams = { readonly [name: string]: string };

function add(flat: { [name: string]: string }, name: string, value: Param): void {
  if (typeof value !== 'object') {
    flat[name] = String(value);
    return;
  }
  const members = Array.isArray(value) ? value.map((item, at) => [String(at + 1), item] as const) : Object.entries(value);
  for (const [member, inner] of members) add(flat, `${name}.${member}`, inner);
}

/**
 * Parameters in the form of the RPC style: the items of a list are numbered from 1, members follow a dot, as in
 * `Tag.1.Key`; a text that holds JSON is a text like others.
 */
export function flatten(params: Params): FlatParams {
  const flat: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(params)) add(flat, name, value);
  return flat;
}
