import { isMap, isScalar, isSeq, type Pair, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { checkCharacters, checkWritten } from './characters.ts';
import type { Entry, MapNode, Node, TextNode } from './syntax-tree.ts';
import { addIssue, parseIssue, type ParseIssue } from './parse-issue.ts';
import { keyIssue, SeenKeys } from './keys.ts';
import { maxDepth, tooDeep } from './limits.ts';
import { isPlaceholder, placeholderIn, placeholderText } from './placeholders.ts';

type Builder = { readonly text: string; readonly issues: ParseIssue[]; readonly foreign: boolean };
type Range = readonly [start: number, end: number, ...rest: number[]];

/** Our tree of a syntax tree, and what is wrong with its keys and characters. Each node is visited once. */
export function buildTree(text: string, root: ParsedNode, issues: ParseIssue[], foreign: boolean): Node {
  return build({ text, issues, foreign }, root, 0, 1);
}

/** @param after where a missing value would be */
function build(builder: Builder, node: unknown, after: number, depth: number): Node {
  if (isScalar(node)) return scalar(builder, node);
  const collection = isMap(node) || isSeq(node);
  // A pair inside [ ] is a map that no bracket announced.
  if (collection && depth > maxDepth) {
    const [start] = rangeOf(node);
    if (!builder.issues.some(({ code }) => code === 'too-deep')) addIssue(builder.issues, tooDeep(builder.text, start));
    return { type: 'null', start, end: start };
  }
  if (isMap(node)) return placeholder(builder, node) ?? map(builder, node, depth);
  if (isSeq(node)) return list(builder, node, depth);
  // No value, or an alias, which is refused already.
  return { type: 'null', start: after, end: after };
}

/** `{{ release }}`, which is a map in a map to YAML, and a place to fill in to whoever wrote it. */
function placeholder({ text, issues, foreign }: Builder, node: YAMLMap): Node | undefined {
  const [start, end] = rangeOf(node);
  if (foreign || !node.flow || node.items.length !== 1 || !text.startsWith('{{', start) || end - start > 200) return undefined;
  const written = text.slice(start, end);
  const found = isPlaceholder(written) ? placeholderIn(written) : undefined;
  if (found === undefined) return undefined;
  const { message, help, label } = placeholderText(written, found.name);
  addIssue(issues, parseIssue('template-placeholder', [start, end], message, help, { label }));
  return { type: 'text', value: written, style: 'plain', start, end, invalid: true };
}

/** The library lets a map on the line of a "?" begin at its first colon. */
function startOf(node: YAMLMap): number {
  const first = node.items[0]?.key;
  return Math.min(rangeOf(node)[0], isScalar(first) ? rangeOf(first)[0] : Number.POSITIVE_INFINITY);
}

function rangeOf(node: { readonly range?: readonly number[] | null | undefined }): Range {
  return node.range as unknown as Range;
}

const styles: Readonly<Record<string, TextNode['style']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_FOLDED: 'block',
  BLOCK_LITERAL: 'block',
};

function scalar({ text, issues, foreign }: Builder, node: Scalar): Node {
  const [start, end] = rangeOf(node);
  const { value } = node;
  if (value === null) return { type: 'null', start, end };
  if (typeof value === 'boolean') return { type: 'bool', value, source: node.source as string, start, end };
  if (typeof value === 'number') return { type: 'number', value, source: node.source as string, start, end };
  const style = styles[node.type as string] ?? 'plain';
  const made: TextNode = { type: 'text', value: String(value), style, start, end: style === 'block' ? trimmed(text, end) : end };
  const range = [start, made.end] as const;
  const issue = foreign
    ? checkWritten(text, range, 'This value')
    : checkCharacters(text, made.value, range, style === 'block' ? 'block' : 'text', 'This value');
  if (issue) addIssue(issues, issue);
  return issue ? { ...made, invalid: true } : made;
}

/** A block of text reaches to its last character, not into the empty lines after it. */
function trimmed(text: string, end: number): number {
  let at = end;
  while (text[at - 1] === '\n' || text[at - 1] === '\r') at--;
  return at;
}

function map(builder: Builder, node: YAMLMap, depth: number): Node {
  const seen = new SeenKeys();
  const entries: Entry[] = [];
  let last: Entry | undefined;
  for (const pair of node.items) {
    const made = entry(builder, pair, depth);
    if (!made) continue;
    const issue = keyIssue(builder, made, pair.key as Scalar, seen);
    last = made;
    if (issue) addIssue(builder.issues, issue);
    else entries.push(made);
  }
  const [, end] = rangeOf(node);
  const whole = entries.length === node.items.length;
  const map: MapNode = { type: 'map', entries, start: startOf(node), end: node.flow ? end : (last?.value.end ?? end) };
  return whole ? map : { ...map, incomplete: true };
}

/** One key and its value; nothing where the key is a map, a list, or no value at all. */
function entry(builder: Builder, { key, value }: Pair, depth: number): Entry | undefined {
  const keyNode = key as ParsedNode | null;
  const [keyStart, keyEnd] = keyNode ? rangeOf(keyNode) : [0, 0];
  const below = build(builder, value, keyEnd, depth + 1);
  if (isScalar(keyNode) && keyNode.value !== null && keyNode.value !== '') {
    const text = typeof keyNode.value === 'string' ? keyNode.value : (keyNode.source as string);
    return { key: text, keyStart, keyEnd, value: below };
  }
  if (!isScalar(keyNode) && !isMap(keyNode) && !isSeq(keyNode)) return undefined;
  addIssue(builder.issues, nonScalarKey(builder.text, isMap(keyNode) ? startOf(keyNode) : keyStart, keyEnd, isScalar(keyNode)));
  return undefined;
}

function nonScalarKey(text: string, from: number, to: number, empty: boolean): ParseIssue {
  const line = text.slice(from, to).search(/\r?\n/);
  const written = text.slice(from, Math.min(to, from + 200));
  if (isPlaceholder(written)) {
    const message = `${written} is a placeholder of another tool, and a key holds no variables: it is the same in every run.`;
    return parseIssue('template-placeholder', [from, to], message, 'Write the name out, and put variables into values.', {
      label: 'a key',
    });
  }
  return parseIssue(
    'non-scalar-key',
    [from, line < 0 ? to : from + line],
    `This key is ${empty ? 'empty' : 'a map or a list'}; every key is a name.`,
    empty ? 'Write a name before the colon.' : 'Put text that begins with { or [ in quotes.',
  );
}

function list(builder: Builder, node: YAMLSeq, depth: number): Node {
  const [start, end] = rangeOf(node);
  const items = node.items.map((item) => build(builder, item, start, depth + 1));
  return { type: 'list', items, start, end: node.flow ? end : (items.at(-1)?.end ?? end) };
}
