import { LineCounter } from 'yaml';
import type { Diagnostic, Path, Place } from '../base/diagnostic.ts';
import { type Entry, find, type ListNode, type MapNode, type Node, type TextNode } from './syntax-tree.ts';
import { deletionRange } from './deletion-range.ts';

/** A text to point into; without a root (a file that could not be parsed) only offsets can be located. */
export type Located = { readonly text: string; readonly root?: Node };

/** Lines and columns count from 1, columns in UTF-16 units; offsets from 0. The end is the first character after. */
export type Span = {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly start: number;
  readonly end: number;
};

/** The characters of a place. A path that leads nowhere gives the key under which it should be. */
export function locate(document: Located, place: Place): Span {
  const [from, to] = offsets(document, place);
  const start = Math.min(Math.max(0, from), document.text.length);
  const end = Math.min(Math.max(start, to), document.text.length);
  const counter = lineCounterOf(document);
  const first = counter.linePos(start);
  const last = counter.linePos(end);
  return { line: first.line, column: first.col, endLine: last.line, endColumn: last.col, start, end };
}

/** The node at a path, if there is one. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  const { node, whole } = walk(root, path);
  return whole ? node : undefined;
}

type Offsets = readonly [from: number, to: number];

function offsets({ text, root }: Located, place: Place): Offsets {
  if ('range' in place) return place.range;
  if (!root) return [0, 0];
  const found = walk(root, place.path);
  const { node, entry, whole } = found;
  if (!whole) return nameOf(node, entry);
  if (place.part === 'key' && entry) return partOfKey(entry, place.within) ?? [entry.keyStart, entry.keyEnd];
  // The spec as a whole has no key.
  if (place.part === 'key' && found.parent === undefined) return nameOf(node, entry);
  if (place.part === 'text') return inside(node) ?? [node.start, node.end];
  if (place.part === 'entry') return [entry?.keyStart ?? node.start, node.end];
  if (place.part === 'whole') return removalOf(text, found) ?? [entry?.keyStart ?? node.start, node.end];
  return (place.within && part(text, node, place.within)) ?? [node.start, node.end];
}

/**
 * Where an edit of a place goes. Undefined where the text does not hold exactly what is meant: a part of a text that
 * is written in another way, a value that a variable is part of, an item that cannot be taken out by itself.
 */
export function exact({ text, root }: Located, place: Place): Offsets | undefined {
  if ('range' in place) return place.range;
  const found = root && walk(root, place.path);
  if (!found?.whole) return undefined;
  const { node, entry } = found;
  if (place.part === 'key') return entry && [entry.keyStart, entry.keyEnd];
  if (place.part === 'whole') return removalOf(text, found);
  if (place.part === 'before') return entry && [entry.keyStart, entry.keyStart];
  if (place.part === 'below') return [node.start, node.end];
  if (place.part === 'above') return entry && [entry.keyStart, node.end];
  if (place.part === 'entry') return entry && withoutComment(text, [entry.keyStart, node.end]);
  if (place.within) return part(text, node, place.within);
  if (node.type === 'text' && node.value.includes('${')) return undefined;
  return place.part === 'text' ? inside(node) : [node.start, node.end];
}

/** Whether every edit of a finding's fix can be made as it is meant. */
export function isFixable({ fix }: Diagnostic, documents: ReadonlyMap<string, Located>): boolean {
  return (
    fix?.edits.every(({ place }) => {
      const document = documents.get(place.file);
      return document !== undefined && exact(document, place) !== undefined;
    }) ?? false
  );
}

/** What stands in a range, unless a comment does too: it would be lost. */
const withoutComment = (text: string, [from, to]: Offsets): Offsets | undefined =>
  /(?:^|\s)#/.test(text.slice(from, to)) ? undefined : [from, to];

/** As far as a path leads: the last node, what holds it, and whether that was all of it. */
type Walked = {
  readonly node: Node;
  readonly entry: Entry | undefined;
  readonly parent: MapNode | ListNode | undefined;
  readonly step: string | number;
  readonly whole: boolean;
};

function walk(root: Node, path: Path): Walked {
  let at: Walked = { node: root, entry: undefined, parent: undefined, step: '', whole: true };
  for (const step of path) {
    const { node } = at;
    const entry = node.type === 'map' ? find(node, String(step)) : undefined;
    const next = entry?.value ?? (node.type === 'list' && typeof step === 'number' ? node.items[step] : undefined);
    if (!next) return { ...at, whole: false };
    at = { node: next, entry, parent: node as MapNode | ListNode, step, whole: true };
  }
  return at;
}

function removalOf(text: string, { parent, entry, step }: Walked): Offsets | undefined {
  if (parent?.type === 'map') return entry && deletionRange(text, parent, parent.entries.indexOf(entry));
  return parent && deletionRange(text, parent, Number(step));
}

/** A part of a key, where it is written as it is. */
const partOfKey = ({ key, keyStart, keyEnd }: Entry, within: Offsets | undefined): Offsets | undefined =>
  within && keyEnd - keyStart === key.length ? [keyStart + within[0], keyStart + within[1]] : undefined;

/** A text without its quotes. */
function inside(node: Node): Offsets | undefined {
  if (node.type !== 'text' || node.style === 'block') return undefined;
  return node.style === 'plain' ? [node.start, node.end] : [node.start + 1, node.end - 1];
}

/** What is marked of a map in which something is missing: its key, else its first key, else all of it. */
function nameOf(node: Node, entry: Entry | undefined): Offsets {
  const named = entry ?? (node.type === 'map' ? node.entries[0] : undefined);
  return named ? [named.keyStart, named.keyEnd] : [node.start, node.end];
}

/** A part of a text, where the file holds the value unit by unit (no escape, fold or variable changed it). */
function part(text: string, node: Node, [from, to]: Offsets): Offsets | undefined {
  if (node.type !== 'text' || node.style === 'block') return undefined;
  const start = node.start + (node.style === 'plain' ? 0 : 1);
  const as = node.value.length;
  return isAsWritten(text, node, start) ? [start + Math.min(from, as), start + Math.min(to, as)] : undefined;
}

const asWritten = new WeakMap<TextNode, boolean>();

/** Cached by node: one long text can have many findings. */
function isAsWritten(text: string, node: TextNode, start: number): boolean {
  const fits = node.end - node.start === node.value.length + 2 * (start - node.start);
  const known = asWritten.get(node) ?? (fits && text.startsWith(node.value, start));
  asWritten.set(node, known);
  return known;
}

const counters = new WeakMap<Located, LineCounter>();

/** The lines of a document, counted once. */
function lineCounterOf(document: Located): LineCounter {
  const counter = counters.get(document) ?? countLines(document.text);
  counters.set(document, counter);
  return counter;
}

function countLines(text: string): LineCounter {
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) counter.addNewLine(at + 1);
  return counter;
}

/** The offset at which each line begins. */
export function linesOf(document: Located): readonly number[] {
  return lineCounterOf(document).lineStarts;
}
