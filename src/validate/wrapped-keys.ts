import type { Fix, Spot } from '../base/diagnostic.ts';
import type { Alias } from '../aliases/alias.ts';
import { childField } from '../fields/registry.ts';
import { find } from '../read/syntax-tree.ts';
import type { MapNode, Node } from '../read/syntax-tree.ts';
import { fieldAt, stepsOf } from './aliases.ts';
import { childPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { isRight, meantBy } from './structure-fix.ts';

/** A mapping that holds fields of the object in which it stands: `spec`, `properties`, `resources`. */
export function wrappedIn(at: FieldPath, node: Node, key: string, alias: Alias | undefined): MapNode | undefined {
  const value = node.type === 'map' ? find(node, key)?.value : undefined;
  if (alias?.here === '.' || node.type !== 'map' || value?.type !== 'map' || value.entries.length === 0) return undefined;
  const isField = (name: string): boolean => childField(at.field, name) !== undefined && find(node, name) === undefined;
  if (!value.entries.every((one) => isField(one.key))) return undefined;
  const named = alias?.here === undefined || alias.here === '.' ? undefined : fieldAt(at.field, stepsOf(alias));
  return named && meantBy(named, value) !== undefined ? undefined : value;
}

/** What is said of it, and taking the key out; the places begin at the object. */
export function wrappedAdvice(at: FieldPath, key: string, value: MapNode): { readonly help: string; readonly fix?: Fix<Spot> } {
  const isSound = value.entries.every((one) => {
    const field = childField(at.field, one.key);
    return field !== undefined && isRight(childPath(at, one.key, field), one.value);
  });
  const where = at.depth === 0 ? 'at the top of the spec' : `directly below ${at.name.slice(at.name.lastIndexOf('/') + 1)}`;
  const help = `What stands under ${key} belongs ${where}: remove the key, and indent what is below it by two spaces less.`;
  const fix: Fix<Spot> = { title: `Remove ${key}`, safe: false, edits: [{ place: { path: [key], part: 'above' }, text: '' }] };
  return isSound ? { help, fix } : { help };
}
