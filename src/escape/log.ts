import { visible } from '../base/visible.ts';
import { asEscape, breakCommands } from './commands.ts';
import { cut } from './cut.ts';

/** The longest word of others in a line of a log, in UTF-16 units. */
export const longestWord = 256;

/** One line of a log from words of others and of ours; what is absent or empty is left out. It has no line feed. */
export function logLine(words: readonly (string | number | undefined)[]): string {
  const shown = words.filter((word) => word !== undefined && word !== '').map((word) => visible(cut(String(word), longestWord)));
  return breakCommands(shown.join(' '), asEscape);
}
