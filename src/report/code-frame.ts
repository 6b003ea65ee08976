import type { Diagnostic, Place } from '../base/diagnostic.ts';
import { visible } from '../base/visible.ts';
import { linesOf, type Located, type Span } from '../read/source-span.ts';
import { type ShownLine, showLine } from './source-line.ts';
import { type Style, style } from './style.ts';
import { address, type Documents, fileName, spanOf } from './location.ts';

/** One place to mark, with the few words that stand beside its mark. */
type Mark = { readonly place: Place; readonly span: Span; readonly words: string; readonly primary: boolean };

/** What all parts of one frame share: who paints, the width of the line numbers, the finding. */
type Sheet = { readonly paint: Style; readonly width: number; readonly diagnostic: Diagnostic };

/**
 * A diagnostic with the lines that it is about, for a terminal: header, marked source, then what to do.
 * No line feed at its end. Nothing that comes from a file can move the cursor or begin a line.
 */
export function codeFrame(diagnostic: Diagnostic, documents: Documents, options: { readonly color: boolean }): string {
  const marks = marksOf(diagnostic, documents);
  const sheet = { paint: style(options.color), width: gutter(marks), diagnostic };
  const blocks = byFile(marks).map((group) => block(sheet, group, documents));
  const { place } = diagnostic;
  if (place && !documents.has(place.file)) blocks.unshift([arrow(sheet, '-->', fileName(place.file))]);
  const source = blocks.flatMap((lines, index) => (index > 0 ? [bar(sheet), ...lines] : lines));
  return [header(sheet), ...source, ...(source.length > 1 ? [bar(sheet)] : []), ...notes(sheet, documents)].join('\n');
}

function marksOf({ place, label = '', related = [] }: Diagnostic, documents: Documents): Mark[] {
  const all = [...(place ? [{ place, message: label, primary: true }] : []), ...related.map((one) => ({ ...one, primary: false }))];
  return all.flatMap(({ place: at, message, primary }) => {
    const span = spanOf(at, documents);
    return span ? [{ place: at, span, words: visible(message), primary }] : [];
  });
}

/** As wide as the largest line number. */
function gutter(marks: readonly Mark[]): number {
  return String(Math.max(1, ...marks.map(({ span }) => span.line))).length;
}

/** Marks of one file together, the file of the primary place first, each in the order of the text. */
function byFile(marks: readonly Mark[]): Mark[][] {
  const files = [...new Set(marks.map(({ place }) => place.file))];
  return files.map((file) => marks.filter(({ place }) => place.file === file).sort((a, b) => a.span.start - b.span.start));
}

function header({ paint: { severity, strong }, diagnostic }: Sheet): string {
  return `${severity(diagnostic.severity, `${diagnostic.severity}[${visible(diagnostic.code)}]`)}${strong(`: ${visible(diagnostic.message)}`)}`;
}

const arrow = ({ paint: { quiet }, width }: Sheet, shape: string, to: string): string => `${' '.repeat(width)}${quiet(shape)} ${to}`;
const bar = ({ paint: { quiet }, width }: Sheet): string => quiet(`${' '.repeat(width)} |`);

/** The arrow to a file, and its marked lines. A file without text (one that is no text) gets the arrow only. */
function block(sheet: Sheet, marks: readonly Mark[], documents: Documents): string[] {
  const main = marks.find(({ primary }) => primary);
  const { place } = main ?? (marks[0] as Mark);
  const top = arrow(sheet, main ? '-->' : ':::', address(place, documents));
  const document = documents.get(place.file) as Located;
  return document.text === '' ? [top] : [top, bar(sheet), ...markedLines(sheet, marks, document)];
}

/** Each marked line once, with its marks below. One line between two is shown, several become `...`. */
function markedLines(sheet: Sheet, marks: readonly Mark[], document: Located): string[] {
  const lines: string[] = [];
  let before: number | undefined;
  for (const number of new Set(marks.map(({ span }) => span.line))) {
    if (before !== undefined && number - before === 2) lines.push(numbered(sheet, before + 1, showLine(lineAt(document, before + 1), 0)));
    if (before !== undefined && number - before > 2) lines.push(sheet.paint.quiet('...'));
    const here = marks.filter(({ span }) => span.line === number);
    const focus = (here.find(({ primary }) => primary) ?? (here[0] as Mark)).span.column - 1;
    const shown = showLine(lineAt(document, number), focus);
    lines.push(numbered(sheet, number, shown), ...here.map((mark) => underline(sheet, mark, shown, lineAt(document, number).length)));
    before = number;
  }
  return lines;
}

/** The text of a line (from 1), without its line end. */
function lineAt(document: Located, number: number): string {
  const starts = linesOf(document);
  const next = starts[number];
  const line = document.text.slice(starts[number - 1], next === undefined ? undefined : next - 1);
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function numbered({ paint: { quiet }, width }: Sheet, number: number, { text }: ShownLine): string {
  return `${quiet(`${String(number).padStart(width)} |`)} ${text}`.trimEnd();
}

/** The row of carets (or dashes, for a related place) under a line. A place that goes on is marked to the line's end. */
function underline(sheet: Sheet, { span, words, primary }: Mark, shown: ShownLine, length: number): string {
  const to = span.endLine > span.line ? length : span.endColumn - 1;
  const cell = shown.cellOf(span.column - 1);
  const wide = Math.max(1, shown.cellOf(to) - cell);
  const text = `${(primary ? '^' : '-').repeat(wide)} ${words}`.trimEnd();
  const { severity, quiet } = sheet.paint;
  return `${bar(sheet)} ${' '.repeat(cell)}${primary ? severity(sheet.diagnostic.severity, text) : quiet(text)}`;
}

/** What to do, what else to know, who says so, and where to read on. */
function notes(sheet: Sheet, documents: Documents): string[] {
  const { code, help, fix, notes: more = [], sources = [], related = [] } = sheet.diagnostic;
  const elsewhere = related
    .filter(({ place }) => !documents.has(place.file))
    .map(({ place, message }) => `${fileName(place.file)}: ${message}`);
  return [
    ...(help === undefined ? [] : [note(sheet, 'help', help)]),
    ...(fix ? [note(sheet, 'fix', `${fix.title} (${fix.safe ? 'safe' : 'unsafe: it may change what is backed up'})`)] : []),
    ...[...elsewhere, ...more].map((text) => note(sheet, 'note', text)),
    ...sources.map(({ page, read }) => note(sheet, 'source', `${page} (read ${read})`)),
    note(sheet, 'explain', `snapspec explain ${code}`),
  ];
}

/** Further lines of a note stand under its first; empty ones stay empty. */
function note({ paint: { quiet, strong }, width }: Sheet, name: string, text: string): string {
  const indent = `\n${' '.repeat(width + name.length + 5)}`;
  return `${' '.repeat(width)} ${quiet('=')} ${strong(`${name}:`)} ${visible(text, { lines: true }).replace(/\n(?=.)/g, indent)}`;
}
