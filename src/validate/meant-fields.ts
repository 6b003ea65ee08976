import { childField } from '../fields/registry.ts';
import type { Node } from '../read/syntax-tree.ts';
import type { FieldPath } from './field-path.ts';
import { parentOf, pointerOf, resolvePointer } from './pointers.ts';
import type { UnknownKey } from './unknown-key.ts';

/** Fields of an object, by its pointer, that keys of other names or in another place were meant for. */
export type Meant = { readonly object: string; readonly names: readonly string[] };

/** Whether an object has any of its own fields. */
function hasFields(pointer: string, root: Node): boolean {
  const found = resolvePointer(pointer, root);
  return found?.node.type === 'map' && found.node.entries.some(({ key }) => childField(found.at.field, key) !== undefined);
}

export function meantBy({ meant, inner, outer }: UnknownKey, at: FieldPath, object: string): Meant[] {
  return [
    { object, names: meant },
    ...(inner ? [{ object: pointerOf([...at.path, ...inner.slice(0, -1)]), names: inner.slice(-1) }] : []),
    ...(outer ? [{ object: pointerOf(outer.at.path), names: [outer.name] }] : []),
  ];
}

/** The same by the pointers of their objects. */
export type MeantFields = ReadonlyMap<string, ReadonlySet<string>>;

export function meantFields(all: readonly Meant[]): MeantFields {
  const meant = new Map<string, Set<string>>();
  for (const { object, names } of all) {
    const known = meant.get(object) ?? new Set();
    for (const name of names) known.add(name);
    meant.set(object, known);
  }
  return meant;
}

/** Whether a field that seems to be missing stands there under another name, or in another place. */
export function isMeant(meant: MeantFields, pointer: string, root: Node): boolean {
  const [object, name] = [parentOf(pointer), pointer.slice(parentOf(pointer).length + 1)];
  const here = meant.get(object);
  // What was meant among the defaults is not missing in the entries; and where no key is right, that is the mistake.
  return here?.has(name) || meant.get('/defaults')?.has(name) || (object !== '' && here?.has('*') && !hasFields(object, root)) || false;
}
