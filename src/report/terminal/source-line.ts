import { hiddenCharacters } from '../../base/hidden.ts';
import { displayWidth } from '../../base/display-width.ts';
import { asEscape, commandStarts } from '../../escape/commands.ts';

/** The widest piece of a source line that is shown, in terminal cells. */
export const maxColumns = 160;

/** The narrowest one: less would show nothing. */
const minColumns = 20;

/** Cells that stay before the marked place where a line is cut, at most a part of them all. */
const lead = (columns: number): number => Math.min(60, Math.floor((columns * 3) / 8));

/** A source line as it is printed. */
export type ShownLine = {
  readonly text: string;
  /** The cell of an offset of the line; what was cut away counts as the edge of what is left. */
  cellOf(offset: number): number;
};

/** One character of a line: its offsets, what is printed for it, and the cells that this takes. */
type Glyph = { readonly from: number; readonly to: number; readonly text: string; readonly width: number };

/** A line as it is printed: tabs as spaces, hidden characters as escapes, lines that do not fit `room` cells cut around `focus`. */
export function showLine(line: string, focus: number, room: number = maxColumns): ShownLine {
  const columns = Math.max(minColumns, Math.min(room, maxColumns));
  const from = wholeCharacter(line, Math.max(0, focus - maxColumns));
  const to = wholeCharacter(line, Math.min(line.length, focus + 2 * maxColumns));
  const near = glyphsOf(line.slice(from, to), from);
  const whole = from === 0 && to === line.length && widthOf(near) <= columns;
  const shown = whole ? near : cut(near, focus, columns);
  const head = (shown[0]?.from ?? 0) > 0 ? '…' : '';
  const tail = (shown.at(-1)?.to ?? line.length) < line.length ? '…' : '';
  return {
    text: head + shown.map(({ text }) => text).join('') + tail,
    cellOf: (offset) => head.length + widthOf(shown.filter((glyph) => glyph.from < offset)),
  };
}

/** An offset that is not between the halves of a surrogate pair. */
function wholeCharacter(line: string, at: number): number {
  return at > 0 && /^[\udc00-\udfff]/.test(line.slice(at, at + 1)) ? at - 1 : at;
}

function glyphsOf(text: string, from: number): Glyph[] {
  let at = from;
  const escaped = escapedAt(text);
  return Array.from(text, (char) => {
    const shown = char === '\t' ? '    ' : escaped.has(at - from) ? asEscape(char) : char;
    const glyph = { from: at, to: at + char.length, text: shown, width: displayWidth(shown) };
    at = glyph.to;
    return glyph;
  });
}

/** The offsets of what is not printed as it is: what cannot be seen depends on what stands beside it. */
function escapedAt(text: string): ReadonlySet<number> {
  const hidden = /[^\x20-\x7e]/.test(text) ? [...text.matchAll(hiddenCharacters())].map(({ index }) => index) : [];
  return new Set([...hidden, ...commandStarts(text)]);
}

const widthOf = (glyphs: readonly Glyph[]): number => glyphs.reduce((sum, { width }) => sum + width, 0);

/** The glyphs around an offset that fit, with room for an ellipsis at both ends. */
function cut(glyphs: readonly Glyph[], focus: number, columns: number): readonly Glyph[] {
  const marked = glyphs.filter(({ to }) => to <= focus).length;
  const before = fitting(glyphs.slice(0, marked).reverse(), lead(columns));
  const first = marked - before;
  const room = columns - 2 - widthOf(glyphs.slice(first, marked));
  return glyphs.slice(first, marked + fitting(glyphs.slice(marked), room));
}

/** How many glyphs, from the first, take no more cells than there are. */
function fitting(glyphs: readonly Glyph[], room: number): number {
  let used = 0;
  const over = glyphs.findIndex(({ width }) => {
    used += width;
    return used > room;
  });
  return over < 0 ? glyphs.length : over;
}
