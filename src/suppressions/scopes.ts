import type { Diagnostic } from '../base/diagnostic.ts';
import type { Entry, ListNode, MapNode, Node } from '../read/syntax-tree.ts';
import type { Located } from '../read/source-span.ts';
import { isFlow } from '../read/deletion-range.ts';
import { locate } from '../read/source-span.ts';
import type { Suppression, NamedCode } from './comments.ts';

/** One code of one ignore, and the characters in which it holds. */
export type SuppressionScope = {
  readonly ignore: Suppression;
  readonly named: NamedCode;
  readonly from: number;
  readonly to: number;
  around?: SuppressionScope;
  used: boolean;
};

/** The claims of one code in one file: by the line that they stand on, by the node below them, and for the file. */
type Claims = { readonly lines: Map<number, SuppressionScope>; nodes: SuppressionScope[]; file?: SuppressionScope };

/** The claims of every file by their code. */
export type ScopeIndex = ReadonlyMap<string, ReadonlyMap<string, Claims>>;

/** The claims of a file by their code; each is added to `all` too. */
export function scopesOf(ignores: readonly Suppression[], document: Located, all: SuppressionScope[]): Map<string, Claims> {
  const byCode = new Map<string, Claims>();
  for (const ignore of ignores) {
    const [from, to] = reachOf(ignore, document);
    for (const named of ignore.codes) {
      const claims: Claims = byCode.get(named.code) ?? { lines: new Map(), nodes: [] };
      byCode.set(named.code, claims);
      const claim: SuppressionScope = { ignore, named, from, to, used: false };
      all.push(claim);
      if (ignore.whole) claims.file ??= claim;
      else if (ignore.comment.alone) claims.nodes.push(claim);
      else if (!claims.lines.has(from)) claims.lines.set(from, claim);
    }
  }
  for (const claims of byCode.values()) claims.nodes = nest(claims.nodes);
  return byCode;
}

/** Nodes lie inside one another or apart, so each claim needs to know only the one that it lies in. */
function nest(claims: readonly SuppressionScope[]): SuppressionScope[] {
  const nested: SuppressionScope[] = [];
  const open: SuppressionScope[] = [];
  for (const claim of [...claims].sort((a, b) => a.from - b.from || b.to - a.to)) {
    while (open.length > 0 && (open.at(-1) as SuppressionScope).to < claim.from) open.pop();
    const around = open.at(-1);
    // One above the other for the same node: the first does, the second is not needed.
    if (around?.from === claim.from && around.to === claim.to) continue;
    if (around) claim.around = around;
    open.push(claim);
    nested.push(claim);
  }
  return nested;
}

/** Where an ignore holds: on its own line, or, where it stands alone, in the node that begins on the line below. */
function reachOf({ whole, comment, line }: Suppression, { text, root }: Located): readonly [from: number, to: number] {
  if (whole) return [0, text.length];
  const from = comment.alone ? line : text.lastIndexOf('\n', comment.start) + 1;
  const end = text.indexOf('\n', from);
  const to = end < 0 ? text.length : end;
  return (comment.alone && root && beginningOn(text, root, from, to)) || [from, to];
}

/** The outermost entry or item that begins on a line. Entries and items stand in the order of the text. */
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

/** Whether a line holds the value of an entry whose key stands above: what is said of it is said of the entry. */
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

/** How many of the first indices fulfil a condition that holds up to some index and not after it; by halving. */
function partition(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  for (let high = length; low < high; ) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The claim that speaks of a finding: on its line, in the innermost node round it, or for its file. */
export function scopeFor(
  { code, place }: Diagnostic,
  documents: ReadonlyMap<string, Located>,
  index: ScopeIndex,
): SuppressionScope | undefined {
  const claims = place && index.get(place.file)?.get(code);
  const document = place && documents.get(place.file);
  if (!claims || !document) return undefined;
  const { start, column } = locate(document, place);
  const onLine = claims.lines.get(start - column + 1);
  if (onLine) return onLine;
  const { nodes } = claims;
  let claim = nodes[partition(nodes.length, (at) => (nodes[at] as SuppressionScope).from <= start) - 1];
  while (claim && claim.to < start) claim = claim.around;
  return claim ?? claims.file;
}
