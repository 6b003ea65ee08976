import type { Path } from '../base/diagnostic.ts';
import { find } from '../read/syntax-tree.ts';
import type { MapNode, Node } from '../read/syntax-tree.ts';
import { specField } from '../spec/fields.ts';
import type { InvalidPath } from './entries.ts';

const lacksHead = (root: MapNode): boolean =>
  Object.entries(specField.fields).some(([name, field]) => field.required !== undefined && !find(root, name));

/** The paths of what could not be read in a file, so that nothing is compiled from it. */
export function incompleteNodes(root: Node): InvalidPath[] {
  const found: InvalidPath[] = [];
  const walk = (node: Node, path: Path): void => {
    if (node.type === 'text' && node.invalid) found.push({ path });
    if (node.type === 'list') for (const [index, item] of node.items.entries()) walk(item, [...path, index]);
    if (node.type !== 'map') return;
    // The rest of an entry stays as it is; the head of a spec has to have all that it must have.
    if (node.incomplete && (path.length > 0 || lacksHead(node))) found.push({ path, missing: true });
    for (const { key, value } of node.entries) walk(value, [...path, key]);
  };
  walk(root, []);
  return found;
}
