import { visible } from '../base/visible.ts';
import { asEscape, breakCommands } from './commands.ts';
import { cut } from './cut.ts';

/** A piece of prose within a line of ours. Its own lines stay only where `lines` is set. */
export function terminal(text: string, options: { readonly lines?: boolean } = {}): string {
  return breakCommands(visible(cut(text), options), asEscape);
}

/** The colours that `report/style.ts` writes; others could hide text. */
const ownColour = /(\x1b\[(?:[12]|22|3[1-79])m)/;

/**
 * Whole lines, as they go to a terminal or a log: what could not be told apart from them while they were put together
 * is caught here. Tabs stay, and our own colours where there are any.
 */
export function terminalOutput(text: string, { color }: { readonly color: () => boolean }): string {
  const parts = text.includes('\x1b') && color() ? text.split(ownColour) : [text];
  return breakCommands(parts.map((part, index) => (index % 2 === 1 ? part : visibleLines(part))).join(''), asEscape);
}

function visibleLines(text: string): string {
  if (!/[^\x20-\x7e\n\t]/.test(text)) return text;
  return text
    .split('\t')
    .map((part) => visible(part, { lines: true }))
    .join('\t');
}
