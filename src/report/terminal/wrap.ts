import { displayWidth } from '../../base/display-width.ts';

/** Our own colours take no cells. */
const colours = /\x1b\[\d+(?:;\d+)*m/g;

/** Cells that a text takes, colours not counted. */
export const cellsOf = (text: string): number => {
  const plain = text.includes('\x1b') ? text.replace(colours, '') : text;
  return /[^\x20-\x7e]/.test(plain) ? displayWidth(plain) : plain.length;
};

/** Cells by which what follows the first line of a paragraph is set in, beyond that line itself. */
const hanging = 2;

/** A line that is too long, broken between its words; what follows is set in a little further than its beginning. */
function wrapLine(line: string, width: number): string {
  if (cellsOf(line) <= width) return line;
  const start = /^ */.exec(line)?.[0].length ?? 0;
  const indent = ' '.repeat(Math.min(start + hanging, Math.floor(width / 2)));
  const lines: string[] = [];
  let now = '';
  for (const [, space = '', word = ''] of line.matchAll(/( *)([^ ]+)/g)) {
    const next = now + space + word;
    // The first word stands where it stands, and any other on a new line before it is broken.
    if (now === '' || cellsOf(next) <= width) now = next;
    else {
      lines.push(now);
      now = indent + word;
    }
  }
  return [...lines, now].join('\n');
}

/**
 * Lines that fit the width of a terminal: they are broken between words, and ids and other words never, whatever they take.
 * @param width cells; undefined where nothing is wrapped
 */
export function wrapped(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  return text
    .split('\n')
    .map((line) => wrapLine(line, Math.max(width, 1)))
    .join('\n');
}
