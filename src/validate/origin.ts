import type { Issue } from '../base/issue.ts';
import type { Node } from '../read/syntax-tree.ts';

/** A finding about a value, which says where the value came from if it was a variable's. */
export function withOrigin(issue: Issue, node: Node): Issue {
  if (!('origin' in node) || node.origin === undefined) return issue;
  return { ...issue, notes: [...(issue.notes ?? []), `The value is a variable’s, from ${node.origin}.`] };
}
