import type { Issue } from '../base/issue.ts';
import { shapeIssues, typeOf } from '../fields/registry.ts';
import type { TextNode } from '../read/syntax-tree.ts';
import type { FieldPath } from './field-path.ts';

const mappings: ReadonlySet<string> = new Set(['object', 'map', 'entries']);

/** What no value of a variable can make right, so that none need be known: one for a mapping, or as a part of what is no text. */
export function neverRight(at: FieldPath, node: TextNode): Issue[] {
  const { type } = at.field;
  const isWhole = /^\$\{[^}]*\}$/.test(node.value);
  if (node.invalid || typeOf(at.field).textual || type === 'plain' || (isWhole && !mappings.has(type))) return [];
  const [issue] = shapeIssues(at.field, node, at);
  const help = mappings.has(type)
    ? 'A variable stands for text, a number, true or false, or a list of those: write the mapping out, with variables in its values.'
    : `Only a value that is one variable and nothing else takes the type that the field wants: ${/\$\{[^}]*\}/.exec(node.value)?.[0]}`;
  return issue ? [{ ...issue, help }] : [];
}
