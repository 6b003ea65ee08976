import type { Diagnostic, Path } from '../base/diagnostic.ts';
import { specField } from '../spec/fields.ts';
import { find } from '../read/syntax-tree.ts';
import type { Node } from '../read/syntax-tree.ts';

/** What a file that could not be read in all parts leaves open: as errors, so that nothing is compiled from it. */
export function incompleteNodes(root: Node): Diagnostic[] {
  const found: Diagnostic[] = [];
  const tell = (path: Path, code: string): void => void found.push({ code, severity: 'error', message: '', place: { file: '', path } });
  const walk = (node: Node, path: Path): void => {
    if (node.type === 'text' && node.unresolved?.length === 0) tell(path, 'text');
    if (node.type === 'list') for (const [index, item] of node.items.entries()) walk(item, [...path, index]);
    if (node.type !== 'map') return;
    // The rest of an entry stays as it is; the head of a spec has to have all that it must have.
    if (node.incomplete && (path.length > 0 || lacksHead(node))) tell(path, 'missing-field');
    for (const { key, value } of node.entries) walk(value, [...path, key]);
  };
  walk(root, []);
  return found;
}

const lacksHead = (root: Node & { type: 'map' }): boolean =>
  Object.entries(specField.fields).some(([name, field]) => field.required !== undefined && !find(root, name));
