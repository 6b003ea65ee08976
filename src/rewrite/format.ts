import type { Diagnostic } from '../base/diagnostic.ts';
import { canonicalJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { compile } from '../compile/compile.ts';
import type { AnalyzeOptions, SourceFile } from '../frontend/analyze.ts';
import { specField } from '../spec/fields.ts';
import { commentsIn } from '../read/comments.ts';
import { decode } from '../read/decode.ts';
import type { Document, MapNode, Node } from '../read/syntax-tree.ts';
import type { Located } from '../read/source-span.ts';
import { parse } from '../read/parse.ts';
import { check } from '../validate/check.ts';
import { attachComments } from './attach-comments.ts';
import type { Member, AttachedComment } from './attach-comments.ts';
import { hasMark } from './fix.ts';
import { printBranch } from './print-tree.ts';

/** A file in canonical layout, or why it has none. */
export type Formatted =
  /** `text` is all of the new file, with the byte order mark and the line ends that it had; `from` is the old one. */
  | { readonly type: 'formatted'; readonly from: string; readonly text: string }
  /** It cannot be read. */
  | { readonly type: 'unread'; readonly diagnostics: readonly Diagnostic[]; readonly document: Located }
  /** The new layout would not mean the same: a mistake of ours. */
  | { readonly type: 'changed'; readonly what: string };

/**
 * Puts a spec into canonical layout: order of sections and fields, indentation, quotes, blank lines. Every comment
 * stays with the node that it belongs to, and the new text is read again to see that it means the same.
 */
export function formatFile({ file, content }: SourceFile, options: AnalyzeOptions): Formatted {
  const decoded = typeof content === 'string' ? { value: content, shown: content, diagnostics: [] } : decode(file, content);
  if (decoded.value === undefined) return { type: 'unread', diagnostics: decoded.diagnostics, document: { text: decoded.shown } };
  const mark = hasMark(content) ? '\ufeff' : '';
  const from = decoded.value.startsWith('\ufeff') ? decoded.value.slice(1) : decoded.value;
  // The reader drops one mark itself; a second one is a fault.
  const parsed = parse(file, decoded.value);
  if (parsed.value === undefined) return { type: 'unread', diagnostics: parsed.diagnostics, document: { text: from } };
  const lineEnd = /\r?\n/.exec(from)?.[0] ?? '\n';
  const text = (from.includes('\r') ? formatText(from) : layout(from, parsed.value.root)).replaceAll('\n', lineEnd);
  const what = difference(parsed.value, parse(file, text).value, options);
  return what === undefined ? { type: 'formatted', from: mark + from, text: mark + text } : { type: 'changed', what };
}

/**
 * Canonical layout of a text that can be read, with line feeds as line ends and without a byte order mark. What is no
 * map is no spec and stays as it is.
 */
export function formatText(text: string): string {
  const plain = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const root = parse('', plain).value?.root;
  return root ? layout(plain, root) : plain;
}

function layout(plain: string, root: Node): string {
  if (root.type !== 'map' || root.entries.length === 0) return plain;
  const from = prologueEnd(plain, root);
  const tree = attachComments(plain, root, from);
  const { header, members } = headerOf(tree.members);
  const lines = [...prologue(plain.slice(0, from)), ...header, ...printBranch({ text: plain }, { ...tree, members }, specField, 0)];
  return `${lines.join('\n')}\n`;
}

/** Where a `---` before the first key ends, with the rest of its line; 0 where there is none. */
function prologueEnd(text: string, root: MapNode): number {
  const found = /^---(?=[ \t\n])/m.exec(text.slice(0, root.start));
  if (!found) return 0;
  const line = text.indexOf('\n', found.index);
  return Math.min(line < 0 ? text.length : line, root.start);
}

function prologue(text: string): string[] {
  if (text === '') return [];
  return text
    .trim()
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .split('\n');
}

/** Comments on the whole file stay on top, whatever follows them. */
const ofFile = /^#+\s*(?:yaml-language-server:|\$schema:|snapspec:\s*ignore-file)/;

/** Parts the comments on top of the file from those of its first member. */
function headerOf([first, ...rest]: readonly Member[]): { readonly header: string[]; readonly members: readonly Member[] } {
  if (first === undefined) return { header: [], members: [] };
  const { before, apart } = first;
  const ends = (_: AttachedComment, index: number): boolean => before[index + 1]?.blank ?? apart;
  const last = before.findLastIndex((one, index) => ends(one, index) || ofFile.test(one.text));
  const header = before.slice(0, last + 1).flatMap(({ text, blank }, index) => (blank && index > 0 ? ['', text] : [text]));
  const blank = last >= 0 && ends(before[last] as AttachedComment, last);
  const own = before.slice(last + 1).map((one, index) => (index === 0 ? { ...one, blank: false } : one));
  return { header: blank ? [...header, ''] : header, members: [{ ...first, before: own }, ...rest] };
}

/** The meaning of a value, whatever the order of keys and the quotes. */
function meaning(node: Node): Json {
  if (node.type === 'map') return Object.fromEntries(node.entries.map((entry) => [`/${entry.key}`, meaning(entry.value)]));
  if (node.type === 'list') return node.items.map(meaning);
  return node.type === 'null' ? null : [node.type, node.type === 'text' ? node.value : node.source];
}

const words = (text: string): string =>
  JSON.stringify(
    commentsIn(text)
      .map((one) => one.text.trimEnd())
      .sort(),
  );

/** What all valid entries compile to. */
function desired(document: Document, options: AnalyzeOptions): Json {
  const { value: spec } = check([document], options);
  return ((spec && compile(spec, options).value) ?? null) as unknown as Json;
}

/** What a text lost or changed in its new layout, if anything. */
function difference(before: Document, after: Document | undefined, options: AnalyzeOptions): string | undefined {
  if (after === undefined) return 'it could not be read again';
  if (canonicalJson(meaning(before.root)) !== canonicalJson(meaning(after.root))) return 'a value was not the same';
  if (words(before.text) !== words(after.text)) return 'a comment was not the same';
  return canonicalJson(desired(before, options)) === canonicalJson(desired(after, options))
    ? undefined
    : 'what is backed up was not the same';
}
