import type { Issue } from '../base/issue.ts';
import { choices, quote } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import { find } from '../read/syntax-tree.ts';
import type { Node } from '../read/syntax-tree.ts';
import type { FieldPath } from './field-path.ts';
import { shapeMeant, valueEdit } from './structure-fix.ts';
import type { UnknownKey } from './unknown-key.ts';

/**
 * The one finding about an object that has no field of its own and yet means something as a whole, `{key: backup, value: x}`:
 * at the first of its keys, and nothing at the others. Undefined where it means nothing.
 */
export function wholeMeant(at: FieldPath, node: Node, unknown: UnknownKey): Issue[] | undefined {
  const { alias } = unknown;
  // A text is answered by what is said of the name.
  const isNamed = alias?.help !== undefined && node.type === 'map' && find(node, unknown.key)?.value.type !== 'text';
  const isOpen = unknown.wrapped !== undefined || unknown.meant.includes('*') || alias?.here === '.' || isNamed;
  if (node.type !== 'map' || at.field.meant === undefined || !isOpen) return undefined;
  const meant = shapeMeant(at, node);
  const edit = meant === undefined ? undefined : valueEdit([], node, at.path.at(-1), meant);
  if (meant === undefined || edit === undefined) return undefined;
  if (node.entries[0]?.key !== unknown.key) return [];
  const keys = choices(
    node.entries.map(({ key }) => quote(key)),
    'and',
  );
  return [
    {
      code: 'unknown-key',
      severity: 'error',
      message: `${at.name} has the unknown ${node.entries.length === 1 ? 'key' : 'keys'} ${keys}.`,
      place: { path: [unknown.key], part: 'key' },
      label: 'not known here',
      help: `Write ${flow(meant)}`,
      fix: { title: `Write ${flow(meant)}`, safe: false, edits: [edit] },
    },
  ];
}
