import type { Issue } from '../base/issue.ts';
import { quote } from '../base/text.ts';
import type { Field } from '../fields/field.ts';
import { lookAlikesIn, straight } from '../fields/look-alikes.ts';
import { meantValue } from '../fields/meant-value.ts';
import type { Node } from '../read/syntax-tree.ts';
import { textNode } from '../read/made-nodes.ts';

/** What is wrong with a value that would be right without the typographic quotes or full-width characters in it. */
export function withLookAlikes(field: Field, node: Node, issue: Issue): Issue {
  if (node.type !== 'text' || node.substituted || node.style === 'block' || field.hint?.(node.value)?.replacement) return issue;
  const plain = straight(node.value);
  const meant = plain === undefined ? undefined : meantValue(field, textNode(plain));
  if (meant === undefined || typeof meant === 'object') return issue;
  const text = typeof meant === 'string' ? JSON.stringify(meant) : String(meant);
  return {
    ...issue,
    ...(node.style === 'plain' && { place: { path: [] } }),
    label: lookAlikesIn(node.value),
    help: `These are ${lookAlikesIn(node.value)}, which YAML reads as a part of the text. Write ${quote(meant)}.`,
    fix: { title: `Write ${quote(meant)}`, safe: false, edits: [{ place: { path: [] }, text }] },
  };
}
