import { displayWidth } from '../../base/display-width.ts';
import { terminal } from '../../escape/terminal.ts';
import { style } from '../terminal/style.ts';
import { durationText } from './progress.ts';
import type { Doing, Progress } from './progress.ts';

/** The place in which a list is drawn. */
export type ListPlace = { readonly columns: number; readonly rows: number; readonly color: boolean };

/** Lines of a list at most, the last one not counted, however large the terminal is. */
const mostLines = 12;

/** Cells that a subject takes at most, of those of a line. */
const subjectShare = 0.4;

/** A text in so many cells: cut at its end, or filled up. */
function inCells(text: string, cells: number): string {
  const width = displayWidth(text);
  if (width <= cells) return text + ' '.repeat(cells - width);
  let cut = '';
  let used = 1;
  for (const char of text) {
    used += displayWidth(char);
    if (used > cells) break;
    cut += char;
  }
  return `${cut}…${' '.repeat(Math.max(0, cells - displayWidth(cut) - 1))}`;
}

/** Columns below which the time alone is shown. */
const narrow = 32;

/** How long it takes so far, and how far it is. */
const measures = ({ since, percent }: Doing, now: number, { columns }: ListPlace): string =>
  `${percent === undefined || columns < narrow ? '' : `${Math.floor(percent)}%  `}${durationText(now - since)}`;

/** Cells of the columns of a list, one blank left at the edge: a full line would wrap on some terminals. */
type Columns = { readonly subject: number; readonly what: number; readonly end: number };

const between = 2;

function columnsOf(shown: readonly Doing[], now: number, place: ListPlace): Columns {
  const { columns } = place;
  const widest = Math.max(0, ...shown.map(({ subject }) => displayWidth(terminal(subject))));
  const end = Math.max(0, ...shown.map((one) => measures(one, now, place).length));
  const room = columns - 1 - between;
  const subject = Math.min(widest, Math.max(12, Math.floor(columns * subjectShare)), Math.max(4, room - between - end));
  const what = room - subject - 2 * between - end;
  return { subject, what: what < 8 ? 0 : what, end };
}

function line(one: Doing, { subject, what, end }: Columns, now: number, place: ListPlace): string {
  const paint = style(place.color);
  const middle = what === 0 ? '' : `  ${inCells(terminal(one.what), what)}`;
  return `  ${paint.strong(inCells(terminal(one.subject), subject))}${middle}  ${paint.quiet(measures(one, now, place).padStart(end))}`;
}

/**
 * What is under way, as lines that are drawn again and again: a line each with its state, the time it takes and how far it is;
 * what does not fit is counted. No line is wider than the place.
 * @param now milliseconds since 1970
 */
export function liveList({ since, doing, summary }: Progress, now: number, place: ListPlace): readonly string[] {
  const room = Math.max(0, Math.min(mostLines, place.rows - 3));
  const shown = doing.slice(0, doing.length > room ? Math.max(0, room - 1) : room);
  const cells = columnsOf(shown, now, place);
  const left = doing.length - shown.length;
  return [
    ...shown.map((one) => line(one, cells, now, place)),
    ...(left > 0 ? [inCells(`  and ${left} more`, place.columns - 1).trimEnd()] : []),
    inCells(`${summary}, ${durationText(now - since)}`, place.columns - 1).trimEnd(),
  ];
}
