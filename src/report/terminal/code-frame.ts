import type { Diagnostic, Place } from '../../base/diagnostic.ts';
import { terminal } from '../../escape/terminal.ts';
import { linesOf, type Located, type Span } from '../../read/source-span.ts';
import { type ShownLine, showLine } from './source-line.ts';
import { type Style, style } from './style.ts';
import { cellsOf, wrapped } from './wrap.ts';
import { address, type Documents, fileName, spanOf } from '../location.ts';

/** One place to mark, with its label. */
type Mark = { readonly place: Place; readonly span: Span; readonly label: string; readonly primary: boolean };

/** What all parts of one frame share: styles, the width of the line numbers, the cells of a line of source, the finding. */
type Frame = { readonly paint: Style; readonly width: number; readonly room: number | undefined; readonly diagnostic: Diagnostic };

/**
 * A diagnostic with the lines that it is about, for a terminal: header, marked source, then what to do.
 * No line feed at its end. Nothing that comes from a file can move the cursor or begin a line.
 */
export function codeFrame(
  diagnostic: Diagnostic,
  documents: Documents,
  options: { readonly color: boolean; readonly width?: number },
): string {
  const marks = marksOf(diagnostic, documents);
  const width = gutter(marks);
  const room = options.width === undefined ? undefined : options.width - width - 3;
  const frame = { paint: style(options.color), width, room, diagnostic };
  const blocks = byFile(marks).map((group) => block(frame, group, documents));
  const { place } = diagnostic;
  if (place && !documents.has(place.file)) blocks.unshift([arrow(frame, '-->', fileName(place.file))]);
  const source = blocks.flatMap((lines, index) => (index > 0 ? [bar(frame), ...lines] : lines));
  const prose = (lines: readonly string[]): string[] => lines.map((line) => wrapped(line, options.width));
  return [...prose([header(frame)]), ...source, ...(source.length > 1 ? [bar(frame)] : []), ...prose(notes(frame, documents))].join('\n');
}

function marksOf({ place, label = '', related = [] }: Diagnostic, documents: Documents): Mark[] {
  const all = [...(place ? [{ place, message: label, primary: true }] : []), ...related.map((one) => ({ ...one, primary: false }))];
  return all.flatMap(({ place: at, message, primary }) => {
    const span = spanOf(at, documents);
    return span ? [{ place: at, span, label: terminal(message), primary }] : [];
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

function header({ paint: { severity, strong }, diagnostic }: Frame): string {
  return `${severity(diagnostic.severity, `${diagnostic.severity}[${terminal(diagnostic.code)}]`)}${strong(`: ${terminal(diagnostic.message)}`)}`;
}

const arrow = ({ paint: { quiet }, width }: Frame, shape: string, to: string): string => `${' '.repeat(width)}${quiet(shape)} ${to}`;
const bar = ({ paint: { quiet }, width }: Frame): string => quiet(`${' '.repeat(width)} |`);

/** The arrow to a file, and its marked lines. A file that could not be decoded has the arrow only. */
function block(frame: Frame, marks: readonly Mark[], documents: Documents): string[] {
  const main = marks.find(({ primary }) => primary);
  const { place } = main ?? (marks[0] as Mark);
  const top = arrow(frame, main ? '-->' : ':::', address(place, documents));
  const document = documents.get(place.file) as Located;
  return document.text === '' ? [top] : [top, bar(frame), ...markedLines(frame, marks, document)];
}

/** Each marked line once, with its marks below. One line between two is shown, several become `...`. */
function markedLines(frame: Frame, marks: readonly Mark[], document: Located): string[] {
  const lines: string[] = [];
  let before: number | undefined;
  for (const number of new Set(marks.map(({ span }) => span.line))) {
    if (before !== undefined && number - before === 2)
      lines.push(numbered(frame, before + 1, showLine(lineAt(document, before + 1), 0, frame.room)));
    if (before !== undefined && number - before > 2) lines.push(frame.paint.quiet('...'));
    const here = marks.filter(({ span }) => span.line === number);
    const focus = (here.find(({ primary }) => primary) ?? (here[0] as Mark)).span.column - 1;
    const shown = showLine(lineAt(document, number), focus, frame.room);
    lines.push(numbered(frame, number, shown), ...here.map((mark) => underline(frame, mark, shown, lineAt(document, number).length)));
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

function numbered({ paint: { quiet }, width }: Frame, number: number, { text }: ShownLine): string {
  return `${quiet(`${String(number).padStart(width)} |`)} ${text}`.trimEnd();
}

/** The row of carets (or dashes, for a related place) under a line. A place of several lines is marked to the end of the first. */
function underline(frame: Frame, { span, label, primary }: Mark, shown: ShownLine, length: number): string {
  const to = span.endLine > span.line ? length : span.endColumn - 1;
  const cell = shown.cellOf(span.column - 1);
  const wide = Math.max(1, shown.cellOf(to) - cell);
  const marks = (primary ? '^' : '-').repeat(wide);
  const { severity, quiet } = frame.paint;
  const row = (cells: number, text: string): string =>
    `${bar(frame)} ${' '.repeat(cells)}${primary ? severity(frame.diagnostic.severity, text) : quiet(text)}`;
  const { room } = frame;
  if (room === undefined || cell + wide + 1 + cellsOf(label) <= room) return row(cell, `${marks} ${label}`.trimEnd());
  // A label for which there is no room beside its marks stands below them.
  const inset = Math.max(0, Math.min(cell, Math.floor(room / 2)));
  const below = wrapped(label, Math.max(1, room - inset)).split('\n');
  return [row(cell, marks), ...below.map((line) => row(inset, line))].join('\n');
}

/** Help, fix, notes, sources, and where to read on. */
function notes(frame: Frame, documents: Documents): string[] {
  const { code, help, fix, notes: more = [], sources = [], related = [] } = frame.diagnostic;
  const elsewhere = related
    .filter(({ place }) => !documents.has(place.file))
    .map(({ place, message }) => `${fileName(place.file)}: ${message}`);
  return [
    ...(help === undefined ? [] : [note(frame, 'help', help)]),
    ...(fix ? [note(frame, 'fix', `${fix.title} (${fix.safe ? 'safe' : 'unsafe: it may change what is backed up'})`)] : []),
    ...[...elsewhere, ...more].map((text) => note(frame, 'note', text)),
    ...sources.map(({ page, read }) => note(frame, 'source', `${page} (read ${read})`)),
    note(frame, 'explain', `snapspec explain ${code}`),
  ];
}

/** Further lines of a note are aligned with its first; empty ones stay empty. */
function note({ paint: { quiet, strong }, width }: Frame, name: string, text: string): string {
  const indent = `\n${' '.repeat(width + name.length + 5)}`;
  return `${' '.repeat(width)} ${quiet('=')} ${strong(`${name}:`)} ${terminal(text, { lines: true }).replace(/\n(?=.)/g, indent)}`;
}
