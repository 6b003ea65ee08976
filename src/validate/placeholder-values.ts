import type { Issue } from '../base/issue.ts';
import { fillInHelp, filledInBy } from '../read/placeholders.ts';
import type { Node } from '../read/syntax-tree.ts';

export const placeholderLabel = 'a placeholder of another tool';

/** A value that is wrong because another tool would have put the right one in its place. */
function variableIn(node: Node): string | undefined {
  if (node.type === 'text') return node.substituted ? undefined : filledInBy(node.value);
  // Without quotes, brackets and braces around a name are a list in a list, and a mapping without a value.
  const [item] = node.type === 'list' && node.items.length === 1 ? node.items : [];
  const [inner] = item?.type === 'list' && item.items.length === 1 ? item.items : [];
  if (inner?.type === 'text') return filledInBy(`[[${inner.value}]]`);
  const [only] = node.type === 'map' && node.entries.length === 1 ? node.entries : [];
  return only?.value.type === 'null' ? filledInBy(`{${only.key}}`) : undefined;
}

/** A finding about a value, which says where it is a placeholder that nothing fills in. */
export function withPlaceholder(node: Node, issue: Issue): Issue {
  if (issue.code === 'empty-value') return issue;
  const variable = variableIn(node);
  if (variable === undefined) return issue;
  const { fix: _, ...rest } = issue;
  return { ...rest, place: { path: [] }, label: placeholderLabel, help: fillInHelp(variable) };
}
