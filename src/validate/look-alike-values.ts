import type { Issue } from '../base/issue.ts';
import { quote } from '../base/text.ts';
import type { Field } from '../fields/field.ts';
import { lookAlikesIn, straight, tailHelp, withoutTail } from '../fields/look-alikes.ts';
import { fits, meantValue } from '../fields/meant-value.ts';
import type { Node, TextNode } from '../read/syntax-tree.ts';
import { textNode } from '../read/made-nodes.ts';

/** An issue of a value that would be right as another text: why, and that text. */
function asRight(field: Field, node: TextNode, issue: Issue, plain: string, why: Pick<Issue, 'label'> & { readonly help: string }): Issue {
  const meant = meantValue(field, textNode(plain));
  if (meant === undefined || typeof meant === 'object') return issue;
  const text = typeof meant === 'string' ? JSON.stringify(meant) : String(meant);
  return {
    ...issue,
    ...(node.style === 'plain' && { place: { path: [] } }),
    ...(why.label !== undefined && { label: why.label }),
    help: `${why.help} Write ${quote(meant)}.`,
    fix: { title: `Write ${quote(meant)}`, safe: false, edits: [{ place: { path: [] }, text }] },
  };
}

/** What is wrong with a value that would be right without typographic quotes, full-width characters, or what stands behind it. */
export function withLookAlikes(field: Field, node: Node, issue: Issue): Issue {
  if (node.type !== 'text' || node.substituted || node.style === 'block') return issue;
  const plain = straight(node.value);
  const help = `These are ${lookAlikesIn(node.value)}, which YAML reads as a part of the text.`;
  const hinted = field.hint?.(node.value)?.replacement !== undefined;
  if (plain !== undefined && (!hinted || fits(field, textNode(plain))))
    return asRight(field, node, issue, plain, { label: lookAlikesIn(node.value), help });
  const short = hinted ? undefined : withoutTail(node.value);
  return short === undefined ? issue : asRight(field, node, issue, short, { help: tailHelp(node.value) });
}
