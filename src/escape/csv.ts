import { visible } from '../base/visible.ts';
import { asEscape, breakCommands } from './commands.ts';

/** What makes a spreadsheet compute a cell, its forms of double width too. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/;

/** One cell. Text is never computed; a number of ours is one. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = breakCommands(visible(value), asEscape);
  const inert = formula.test(value) ? `'${text}` : text;
  return /^[\w .-]*$/.test(inert) ? inert : `"${inert.replaceAll('"', '""')}"`;
}

/** One record (RFC 4180), with its line end. */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(',')}\r\n`;
