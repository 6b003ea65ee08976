import type { Json } from '../../src/base/json.ts';
import { typeOf } from '../../src/fields/registry.ts';
import { parse } from '../../src/read/parse.ts';
import type { MapNode, Node } from '../../src/read/syntax-tree.ts';
import { childPath, rootPath } from '../../src/validate/field-path.ts';
import type { FieldPath } from '../../src/validate/field-path.ts';

/** A value as the reader gives it. */
export function nodeOf(value: Json): Node {
  const { value: document, diagnostics } = parse('spec.yaml', JSON.stringify({ value }));
  if (document === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return (document.root as MapNode).entries[0]?.value as Node;
}

/** Every field of a spec, each as it is reached by the walk. */
function everyField(at: FieldPath = rootPath): FieldPath[] {
  const inner = typeOf(at.field).children?.(at.field) ?? [];
  return [at, ...inner.flatMap(([key, field]) => everyField(childPath(at, key, field)))];
}

/** A field that is not part of a spec, as a subject of its own. */
export const subject = { name: 'value', code: 'field' };

export const all: readonly FieldPath[] = everyField();
