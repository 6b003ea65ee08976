import { commentsIn } from '../read/comments.ts';
import type { Comment } from '../read/comments.ts';
import type { Entry, ListNode, MapNode, Node } from '../read/syntax-tree.ts';
import { dashFrom, isFlow } from '../read/deletion-range.ts';
import { directive, linesBelow } from '../suppressions/comments.ts';

/** A comment on a line of its own; `blank` where an empty line is above it. */
export type AttachedComment = { readonly text: string; readonly blank: boolean };

/** An entry of a map or an item of a list, with the comments that belong to it. */
export type Member = {
  readonly key?: { readonly text: string; readonly quoted: boolean };
  readonly before: readonly AttachedComment[];
  /** An empty line separates it from the comments before it. */
  readonly apart: boolean;
  /** The comment at the end of its line. */
  readonly beside?: string;
  readonly value: Twig;
};

/** A value with the comments inside it. */
export type Twig =
  | {
      readonly type: 'leaf';
      readonly node: Exclude<Node, MapNode | ListNode>;
      /** Comments where the value of an empty key would be. */
      readonly after: readonly AttachedComment[];
    }
  | {
      readonly type: 'map' | 'list';
      readonly flow: boolean;
      readonly members: readonly Member[];
      /** Comments below the last member. */
      readonly after: readonly AttachedComment[];
    };

type Cursor = {
  readonly text: string;
  readonly comments: readonly Comment[];
  /** Those that belong to the line below them, whatever their indentation. */
  readonly bound: ReadonlySet<Comment>;
  next: number;
};

/**
 * A tree with every comment of its text at the node that it belongs to: the next node below, or the node on its line.
 * A comment below the last member of a block belongs to that block if it is indented like it or deeper.
 * @param from comments before this offset are left out
 */
export function attachComments(text: string, root: MapNode, from: number): Twig & { readonly type: 'map' | 'list' } {
  const comments = commentsIn(text).filter(({ start }) => start >= from);
  const cursor: Cursor = { text, comments, bound: boundIn(text, comments), next: 0 };
  const whole = branch(cursor, root, -1, Number.POSITIVE_INFINITY);
  return { ...whole, after: [...whole.after, ...take(cursor, Number.POSITIVE_INFINITY)] };
}

/** Ignores right above something: separated from it they would suppress something else, or nothing. */
function boundIn(text: string, comments: readonly Comment[]): ReadonlySet<Comment> {
  if (!comments.some((one) => one.alone && directive.test(one.text))) return new Set();
  const lines = linesBelow(text, comments);
  const isBlank = (line: number): boolean => /^[ \t]*(?:\n|$)/.test(text.slice(line, text.indexOf('\n', line) + 1 || undefined));
  return new Set(comments.filter((one, index) => one.alone && directive.test(one.text) && !isBlank(lines[index] as number)));
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const columnOf = (text: string, at: number): number => at - lineStart(text, at);

/** Whether an empty line is above the line of an offset. */
function isBelowBlank(text: string, at: number): boolean {
  const start = lineStart(text, at);
  return start > 0 && text.slice(lineStart(text, start - 1), start).trim() === '';
}

function remark(text: string, comment: Comment): AttachedComment {
  return { text: comment.text.trimEnd(), blank: comment.alone && isBelowBlank(text, comment.start) };
}

/** The comments that begin before an offset. */
function take(cursor: Cursor, until: number, wanted: (comment: Comment) => boolean = () => true): AttachedComment[] {
  const taken: AttachedComment[] = [];
  for (
    let comment = cursor.comments[cursor.next];
    comment && comment.start < until && wanted(comment);
    comment = cursor.comments[cursor.next]
  ) {
    taken.push(remark(cursor.text, comment));
    cursor.next++;
  }
  return taken;
}

/** The comments below the last member of a block: indented like it or deeper. */
const takeBelow = (cursor: Cursor, until: number, column: number): AttachedComment[] =>
  take(cursor, until, (one) => one.alone && columnOf(cursor.text, one.start) >= column && !cursor.bound.has(one));

/** The comment on the line of an offset, before another offset. */
function takeBeside(cursor: Cursor, from: number, until: number): { readonly beside?: string } {
  const comment = cursor.comments[cursor.next];
  if (comment === undefined || comment.alone || comment.start >= until || cursor.text.slice(from, comment.start).includes('\n')) return {};
  cursor.next++;
  return { beside: comment.text.trimEnd() };
}

const isBranch = (node: Node): node is MapNode | ListNode => node.type === 'map' || node.type === 'list';
const isEmpty = (node: MapNode | ListNode): boolean => (node.type === 'map' ? node.entries : node.items).length === 0;

/** Where a member begins, what it holds, and where its key ends. */
type Part = { readonly start: number; readonly entry?: Entry; readonly value: Node };

function partsOf(text: string, node: MapNode | ListNode, flow: boolean): Part[] {
  if (node.type === 'map') return node.entries.map((entry) => ({ start: entry.keyStart, entry, value: entry.value }));
  let end = node.start;
  return node.items.map((value) => {
    const start = flow ? value.start : dashFrom(text, end);
    end = flow ? value.end : Math.max(start + 1, value.end);
    return { start, value };
  });
}

/**
 * @param column of what holds the branch: an entry's key or an item's dash
 * @param limit where the next node after the branch begins
 */
function branch(cursor: Cursor, node: MapNode | ListNode, column: number, limit: number): Twig & { readonly type: 'map' | 'list' } {
  const flow = isFlow(cursor.text, node);
  const parts = partsOf(cursor.text, node, flow);
  const end = flow ? node.end : limit;
  // A list may have its key's own indentation; a comment there belongs to the map of the key.
  const own = Math.max(columnOf(cursor.text, parts[0]?.start ?? node.start), column + 1);
  const members = parts.map((part, index) => member(cursor, part, own, parts[index + 1]?.start ?? end));
  const after = flow ? take(cursor, end) : takeBelow(cursor, end, own);
  return { type: node.type, flow, members, after };
}

function member(cursor: Cursor, { start, entry, value }: Part, column: number, limit: number): Member {
  const { text } = cursor;
  const above = take(cursor, start);
  const apart = above.length > 0 && isBelowBlank(text, start);
  const key = entry && { text: entry.key, quoted: /["']/.test(text[entry.keyStart] as string) };
  const head = { ...(key && { key }), apart };
  if (isBranch(value) && !isEmpty(value) && !isFlow(text, value)) {
    const beside = entry ? takeBeside(cursor, entry.keyEnd, value.start) : {};
    const before = entry ? above : [...above, ...take(cursor, value.start)];
    return { ...head, before, ...beside, value: branch(cursor, value, column, limit) };
  }
  const empty = value.type === 'null' && value.start === value.end;
  const before = empty ? above : [...above, ...take(cursor, value.start)];
  const twig: Twig = isBranch(value) ? branch(cursor, value, column, limit) : { type: 'leaf', node: value, after: [] };
  const inHeader = value.type === 'text' && value.style === 'block';
  const beside = takeBeside(cursor, empty ? (entry?.keyEnd ?? start) : inHeader ? value.start : value.end, limit);
  const after = empty ? takeBelow(cursor, limit, column + 1) : [];
  return { ...head, before, ...beside, value: twig.type === 'leaf' ? { ...twig, after } : twig };
}
