import type { Diagnostic } from '../base/diagnostic.ts';
import { flow } from '../base/yaml-writer.ts';
import { nodeAt } from '../read/source-span.ts';
import type { Node } from '../read/syntax-tree.ts';
import { fieldPathAt } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { shapeMeant, structureFix } from './structure-fix.ts';

/** Several values for a field of an item that takes one: what the list of items would be, with one item for each of them. */
export function withSplitItems(found: Diagnostic, at: FieldPath, node: Node, root: Node): Diagnostic {
  const item = at.path.findLastIndex((step) => typeof step === 'number');
  if (node.type !== 'list' || node.items.length < 2 || item < 1 || found.fix) return found;
  const list = fieldPathAt(at.path.slice(0, item));
  const whole = nodeAt(root, list.path);
  const meant = whole?.type === 'list' ? shapeMeant(list, whole) : undefined;
  if (whole === undefined || meant === undefined || !('place' in found) || found.place === undefined) return found;
  const fix = structureFix(list, whole);
  const { file } = found.place;
  return {
    ...found,
    help: `It takes one value: write an item for each. Write ${String(list.path.at(-1))}: ${flow(meant)}`,
    ...(fix && { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, place: placeIn(file, list.path, edit.place) })) } }),
  };
}

const placeIn = (
  file: string,
  path: FieldPath['path'],
  place: { readonly path: FieldPath['path'] } | { readonly range: readonly [number, number] },
) => ('path' in place ? { ...place, file, path: [...path, ...place.path] } : { ...place, file });
