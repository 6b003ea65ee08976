import type { Field } from '../fields/field.ts';
import { kinds } from '../kinds/registry.ts';
import { specField } from '../spec/fields.ts';
import { childField } from '../fields/registry.ts';
import type { Member } from './attach-comments.ts';

const sections = new Set(kinds.map((kind) => kind.section));

/** The field of a member; undefined where there is none. */
export function fieldOf(field: Field | undefined, { key }: Member): Field | undefined {
  return field && childField(field, key?.text ?? 0);
}

/** Among the sections of the kinds the order is the user's: a file reads best with related entries together. */
function ranks(field: Field & { type: 'object' }): ReadonlyMap<string, number> {
  const names = Object.keys(field.fields);
  const first = names.findIndex((name) => sections.has(name));
  return new Map(names.map((name, index) => [name, field === specField && sections.has(name) ? first : index]));
}

const isEmpty = ({ value }: Member): boolean => value.type === 'leaf' && value.node.type === 'null';

/**
 * Members in the order of their object's fields; unknown ones last. Keys that a person chose keep their order, and so
 * do all where an unknown one may belong below an empty one: only their order shows it.
 */
export function inOrder(members: readonly Member[], field: Field | undefined): readonly Member[] {
  if (field?.type !== 'object') return members;
  const rank = ranks(field);
  const rankOf = ({ key }: Member): number => rank.get(key?.text ?? '') ?? rank.size;
  if (members.some(isEmpty) && members.some((one) => rankOf(one) === rank.size)) return members;
  return [...members].sort((a, b) => rankOf(a) - rankOf(b));
}
