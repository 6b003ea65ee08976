import type { Field } from '../fields/field.ts';
import { childField } from '../fields/registry.ts';
import { find } from '../read/syntax-tree.ts';
import type { Node } from '../read/syntax-tree.ts';
import { childPath, rootPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

function memberOf(node: Node, key: string): { key: string | number; node: Node | undefined } {
  if (node.type === 'list') return { key: Number(key), node: node.items[Number(key)] };
  return { key, node: node.type === 'map' ? find(node, key)?.value : undefined };
}

/** The field and the node that a JSON Pointer names. */
export function resolvePointer(pointer: string, root: Node): { at: FieldPath; node: Node } | undefined {
  let [at, node] = [rootPath, root];
  for (const part of pointer.split('/').slice(1).map(unescaped)) {
    const next = memberOf(node, part);
    const field: Field | undefined = childField(at.field, next.key);
    if (field === undefined || next.node === undefined) return undefined;
    [at, node] = [childPath(at, next.key, field), next.node];
  }
  return { at, node };
}

/** The pointer of what holds a value. */
export const parentOf = (pointer: string): string => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));

/** A path as a JSON Pointer. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
