import type { Diagnostic } from '../base/diagnostic.ts';
import type { Entry, ListNode, MapNode, Node } from '../read/syntax-tree.ts';
import type { Located } from '../read/source-span.ts';
import { isFlow } from '../read/deletion-range.ts';
import { locate } from '../read/source-span.ts';
import type { Suppression, NamedCode } from './comments.ts';

/** One code of one ignore, and the characters to which it applies. */
export type SuppressionScope = {
  readonly ignore: Suppression;
  readonly named: NamedCode;
  readonly from: number;
  readonly to: number;
  around?: SuppressionScope;
  used: boolean;
};

/** The scopes of one code in one file: by line, by the node below them, and for the file. */
type CodeScopes = { readonly lines: Map<number, SuppressionScope>; nodes: SuppressionScope[]; file?: SuppressionScope };

/** The scopes of every file by code. */
export type ScopeIndex = ReadonlyMap<string, ReadonlyMap<string, CodeScopes>>;

/** The scopes of a file by code; each is added to `all` too. */
export function scopesOf(ignores: readonly Suppression[], document: Located, all: SuppressionScope[]): Map<string, CodeScopes> {
  const byCode = new Map<string, CodeScopes>();
  for (const ignore of ignores) {
    const [from, to] = reachOf(ignore, document);
    for (const named of ignore.codes) {
      const scopes: CodeScopes = byCode.get(named.code) ?? { lines: new Map(), nodes: [] };
      byCode.set(named.code, scopes);
      const scope: SuppressionScope = { ignore, named, from, to, used: false };
      all.push(scope);
      if (ignore.whole) scopes.file ??= scope;
      else if (ignore.comment.alone) scopes.nodes.push(scope);
      else if (!scopes.lines.has(from)) scopes.lines.set(from, scope);
    }
  }
  for (const scopes of byCode.values()) scopes.nodes = nest(scopes.nodes);
  return byCode;
}

/** Nodes are nested or disjoint, so each scope needs to know only the one around it. */
function nest(scopes: readonly SuppressionScope[]): SuppressionScope[] {
  const nested: SuppressionScope[] = [];
  const open: SuppressionScope[] = [];
  for (const scope of [...scopes].sort((a, b) => a.from - b.from || b.to - a.to)) {
    while (open.length > 0 && (open.at(-1) as SuppressionScope).to < scope.from) open.pop();
    const around = open.at(-1);
    // Of two for the same node the first counts; the second is unused.
    if (around?.from === scope.from && around.to === scope.to) continue;
    if (around) scope.around = around;
    open.push(scope);
    nested.push(scope);
  }
  return nested;
}

/** Where an ignore applies: on its own line, or, where it is alone, in the node that begins on the line below. */
function reachOf({ whole, comment, line }: Suppression, { text, root }: Located): readonly [from: number, to: number] {
  if (whole) return [0, text.length];
  const from = comment.alone ? line : text.lastIndexOf('\n', comment.start) + 1;
  const end = text.indexOf('\n', from);
  const to = end < 0 ? text.length : end;
  return (comment.alone && root && beginningOn(text, root, from, to)) || [from, to];
}

/** The outermost entry or item that begins on a line. Entries and items are in the order of the text. */
function beginningOn(text: string, root: Node, from: number, to: number): readonly [from: number, to: number] | undefined {
  let node: Node | undefined = root;
  while (node?.type === 'map' || node?.type === 'list') {
    const within: MapNode | ListNode = node;
    const next = partition(lengthOf(within), (index) => beginOf(within, index) < from);
    if (next < lengthOf(within) && beginOf(within, next) < to) return [beginOf(within, next), endOf(within, next)];
    if (next > 0 && isValueOn(text, within, next - 1, from, to)) return [beginOf(within, next - 1), endOf(within, next - 1)];
    node = next > 0 && endOf(within, next - 1) > from ? nodeIn(within, next - 1) : undefined;
  }
  return undefined;
}

/** Whether a line holds the value of an entry whose key is above: an ignore of it applies to the entry. */
function isValueOn(text: string, node: MapNode | ListNode, index: number, from: number, to: number): boolean {
  const value = nodeIn(node, index);
  const isBlock = (value.type === 'map' || value.type === 'list') && !isFlow(text, value);
  return node.type === 'map' && !isBlock && value.start >= from && value.start < to;
}

const lengthOf = (node: MapNode | ListNode): number => (node.type === 'map' ? node.entries : node.items).length;
const beginOf = (node: MapNode | ListNode, index: number): number =>
  node.type === 'map' ? (node.entries[index] as Entry).keyStart : (node.items[index] as Node).start;
const nodeIn = (node: MapNode | ListNode, index: number): Node =>
  node.type === 'map' ? (node.entries[index] as Entry).value : (node.items[index] as Node);
const endOf = (node: MapNode | ListNode, index: number): number =>
  Math.max(nodeIn(node, index).end, node.type === 'map' ? (node.entries[index] as Entry).keyEnd : 0);

/** How many of the first indices fulfil a condition that is true up to some index and false after it; a binary search. */
function partition(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  for (let high = length; low < high; ) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The scope of a finding: on its line, in the innermost node around it, or for its file. */
export function scopeFor(
  { code, place }: Diagnostic,
  documents: ReadonlyMap<string, Located>,
  index: ScopeIndex,
): SuppressionScope | undefined {
  const scopes = place && index.get(place.file)?.get(code);
  const document = place && documents.get(place.file);
  if (!scopes || !document) return undefined;
  const { start, column } = locate(document, place);
  const onLine = scopes.lines.get(start - column + 1);
  if (onLine) return onLine;
  const { nodes } = scopes;
  let scope = nodes[partition(nodes.length, (at) => (nodes[at] as SuppressionScope).from <= start) - 1];
  while (scope && scope.to < start) scope = scope.around;
  return scope ?? scopes.file;
}
