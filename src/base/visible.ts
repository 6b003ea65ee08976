import { hiddenCharacters } from './hidden.ts';

/** A character as a visible escape: `\\u{1b}`. */
export const visibleEscape = (char: string): string => `\\u{${(char.codePointAt(0) as number).toString(16)}}`;

/**
 * Text from elsewhere (YAML, names, tags, API replies) for one line of ours: what cannot be seen becomes a visible escape.
 * Line feeds stay only where `lines` is set.
 */
export function visible(text: string, options: { lines?: boolean } = {}): string {
  // Nearly every text is plain ASCII.
  if (!/[^\x20-\x7e]/.test(text)) return text;
  return text.replace(hiddenCharacters(), (char) => (char === '\n' && options.lines ? char : visibleEscape(char)));
}
