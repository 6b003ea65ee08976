import type { Diagnostic, Place } from '../../src/base/diagnostic.ts';
import { hasErrors } from '../../src/base/diagnostic.ts';
import { canonicalJson } from '../../src/base/json.ts';
import type { Json } from '../../src/base/json.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { Analysis, AnalyzeOptions, SourceFile } from '../../src/frontend/analyze.ts';
import { decode } from '../../src/read/decode.ts';
import type { Node } from '../../src/read/syntax-tree.ts';
import { locate, nodeAt } from '../../src/read/source-span.ts';
import { parse } from '../../src/read/parse.ts';
import * as findingsFormats from '../../src/report/findings/index.ts';
import { fixText } from '../../src/rewrite/fix.ts';
import { formatFile } from '../../src/rewrite/format.ts';
import codes from '../../schema/codes.js';

/** Thrown where something that must hold does not. */
export class Broken extends Error {
  readonly oracle: string;
  constructor(oracle: string, detail: string) {
    super(detail);
    this.name = 'Broken';
    this.oracle = oracle;
  }
}

function hold(condition: boolean, oracle: string, detail: () => string): void {
  if (!condition) throw new Broken(oracle, detail().slice(0, 600));
}

const rightToLeft = '(?!\\u061c)[\\p{Script=Hebrew}\\p{Script=Arabic}]';
/** What people write that is not seen: what joins an emoji, and direction marks close to right-to-left letters. */
const written = [
  '(?<=\\p{Extended_Pictographic}\\p{Emoji_Modifier}?\\ufe0f?)\\u200d(?=\\p{Extended_Pictographic})',
  `(?<=${rightToLeft}.{0,16})[\\u200e\\u200f\\u061c]`,
  `[\\u200e\\u200f\\u061c](?=.{0,16}${rightToLeft})`,
];
/** What must not stand in anything that is printed: controls but the line feed, and what is not seen. */
const forbidden = new RegExp(`(?!\\n|${written.join('|')})[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029]`, 'u');
/** A line that a CI system takes for an order. */
const order = /^(?:::(?!:)|##\[)/m;

const known: ReadonlySet<string> = new Set(codes);
const prototypeKeys = Reflect.ownKeys(Object.prototype).length;

function prototypeIsClean(): boolean {
  return (
    Reflect.ownKeys(Object.prototype).length === prototypeKeys &&
    Object.keys({}).length === 0 &&
    Reflect.ownKeys(Array.prototype).length > 0
  );
}

/** What a run found, as text. */
const summary = ({ diagnostics, suppressed, program, variables }: Analysis): string =>
  JSON.stringify({
    diagnostics,
    suppressed,
    variables,
    desired: program?.desired,
    removed: program?.spec.removed,
    head: program && [program.spec.stack, program.spec.region, program.spec.account, program.spec.defaults],
  });

/** All that must hold of any files whatever. */
export function examine(files: readonly SourceFile[], options: AnalyzeOptions): Analysis {
  const found = analyze(files, options);
  hold(summary(analyze(files, options)) === summary(found), 'deterministic', () => 'two runs differ');
  valueXorErrors(found);
  for (const one of [...found.diagnostics, ...found.suppressed.map((kept) => kept.found)]) rightDiagnostic(one, found);
  for (const file of files) rightTree(file);
  rightReports(found);
  for (const file of files) rightLayout(file, options);
  rightFixes(files, found, options);
  hold(prototypeIsClean(), 'prototype', () => 'Object.prototype was changed');
  return found;
}

function valueXorErrors({ program, diagnostics, suppressed, severities }: Analysis): void {
  const quiet = suppressed.length > 0 || (severities.rules?.size ?? 0) > 0;
  hold(!program || !hasErrors(diagnostics), 'value-xor-errors', () => 'a program beside errors');
  hold(program !== undefined || hasErrors(diagnostics) || quiet, 'value-xor-errors', () => 'neither a program nor an error');
}

function rightPlace(place: Place, { documents }: Analysis, what: string): void {
  const document = documents.get(place.file);
  if (document === undefined) throw new Broken('place', `${what}: no file ${place.file}`);
  const { length } = document.text;
  if ('range' in place) {
    const [from, to] = place.range;
    hold(0 <= from && from <= to && to <= length, 'span', () => `${what}: ${from} to ${to} of ${length}`);
  } else if (place.within && document.root) {
    const node = nodeAt(document.root, place.path);
    const [from, to] = place.within;
    const size = place.part === 'key' ? String(place.path.at(-1)).length : node?.type === 'text' ? node.value.length : 0;
    hold(0 <= from && from < to && to <= size, 'span', () => `${what}: ${from} to ${to} within ${size}`);
  }
  const { start, end, line, column } = locate(document, place);
  const right = 0 <= start && start <= end && end <= length && line >= 1 && column >= 1;
  hold(
    right && document.text.slice(0, start).split('\n').length === line,
    'span',
    () => `${what}: ${JSON.stringify({ start, end, line, column })}`,
  );
}

function rightDiagnostic(one: Diagnostic, found: Analysis): void {
  const { code, message, place, related = [], fix, help } = one;
  hold(known.has(code), 'code', () => `${code} is no known code`);
  hold(message !== '' && message !== 'this is not valid YAML' && help !== '', 'message', () => `${code}: ${message}`);
  hold(!/undefined|\[object/.test(message.replace(/"(?:[^"\\]|\\.)*"/g, '')), 'message', () => `${code}: ${message}`);
  hold(place !== undefined, 'place', () => `${code} has no place`);
  for (const at of [place, ...related.map((other) => other.place), ...(fix?.edits ?? []).map((edit) => edit.place)])
    if (at) rightPlace(at, found, code);
}

/** Nodes lie inside one another, in the order of the text. */
function rightTree({ file, content }: SourceFile): void {
  const text = typeof content === 'string' ? content : decode(file, content).value;
  if (text === undefined) return;
  const { value, diagnostics } = parse(file, text);
  hold((value === undefined) === diagnostics.length > 0, 'value-xor-errors', () => `parse: ${diagnostics.length} findings`);
  if (value) inside(value.root, 0, value.text.length);
}

function inside(node: Node, from: number, to: number): void {
  const { start, end } = node;
  hold(from <= start && start <= end && end <= to, 'tree', () => `${node.type} from ${start} to ${end}, in ${from} to ${to}`);
  let last = start;
  for (const [at, child] of node.type === 'map' ? node.entries.map((one) => [one.keyStart, one.value] as const) : []) {
    hold(last <= at && at <= child.start, 'tree', () => `key at ${at} after ${last}, value at ${child.start}`);
    inside(child, at, end);
    last = child.end;
  }
  for (const child of node.type === 'list' ? node.items : []) {
    hold(last <= child.start || child.type === 'null', 'tree', () => `item at ${child.start} after ${last}`);
    inside(child, start, end);
    last = child.end;
  }
}

function rightReports({ diagnostics, documents, suppressed }: Analysis): void {
  for (const [name, { print }] of Object.entries(findingsFormats)) {
    const text = print(diagnostics, documents, { color: false, suppressed, rules: [], root: '/work' });
    const bad = forbidden.exec(text);
    hold(
      bad === null,
      'output',
      () =>
        `${name} prints ${JSON.stringify(bad?.[0])} in ${JSON.stringify(text.slice(Math.max(0, (bad?.index ?? 0) - 80), (bad?.index ?? 0) + 20))}`,
    );
    const orders = name === 'github' ? /^(?!::(?:error|warning|notice) |\d+ more )./m : order;
    hold(!orders.test(text), 'output', () => `${name} gives an order: ${JSON.stringify(orders.exec(text))}`);
    if (name === 'json') hold(JSON.parse(text).diagnostics.length === diagnostics.length, 'output', () => 'json has other findings');
    if (name === 'sarif')
      hold(JSON.parse(text).runs[0].results.length === diagnostics.length + suppressed.length, 'output', () => 'sarif has other findings');
  }
}

/** What is asked for, whatever the order of keys. */
const asked = ({ program }: Analysis): string => canonicalJson((program?.desired ?? null) as unknown as Json);

const codesOf = ({ diagnostics, suppressed }: Analysis): string =>
  JSON.stringify([diagnostics.map(({ code }) => code).sort(), suppressed.map(({ found }) => found.code).sort()]);

/** Canonical layout means the same, gives the same findings, and is a fixed point. */
function rightLayout(source: SourceFile, options: AnalyzeOptions): void {
  const made = formatFile(source, options);
  hold(made.type !== 'changed', 'fmt', () => (made.type === 'changed' ? made.what : ''));
  if (made.type !== 'formatted') return;
  const again = formatFile({ file: source.file, content: made.text }, options);
  hold(
    again.type === 'formatted' && again.text === made.text,
    'fmt-twice',
    () => `${JSON.stringify(made.text)} becomes ${JSON.stringify('text' in again ? again.text : again)}`,
  );
  const [before, after] = [source.content, made.text].map((content) => analyze([{ file: source.file, content }], options)) as [
    Analysis,
    Analysis,
  ];
  // Canonical layout lifts it to where it belongs, and there it counts.
  if (before.diagnostics.some(({ code }) => code === 'ignore-file-not-first')) return;
  hold(asked(before) === asked(after), 'fmt-meaning', () => `${asked(before)} becomes ${asked(after)}`);
  hold(
    codesOf(before) === codesOf(after),
    'fmt-findings',
    () => `${codesOf(before)} becomes ${codesOf(after)}: ${JSON.stringify(made.text)}`,
  );
}

/** Safe fixes come to an end, and change nothing of what is asked for. */
function rightFixes(files: readonly SourceFile[], before: Analysis, options: AnalyzeOptions): void {
  for (const unsafe of [false, true]) {
    const { left, stopped } = fixText(files, options, unsafe);
    // Two keys that mean one field cannot both be renamed: such a round is undone, which is right.
    hold(
      stopped === undefined || (unsafe && stopped.why === 'undone'),
      'fix',
      () => `fixing ${unsafe ? 'unsafely ' : ''}stopped: ${JSON.stringify(stopped)}`,
    );
    if (!unsafe && before.program) hold(left.program !== undefined, 'fix', () => 'a program was lost');
  }
}
