import { hiddenCharacters } from './hidden.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Base32 (RFC 4648), lower case, without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >>> bits) & 31];
      held &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}

/** A character as an escape that a reader sees: `\\u{1b}`. */
export const visibleEscape = (char: string): string => `\\u{${(char.codePointAt(0) as number).toString(16)}}`;

/**
 * Text that people did not write for this terminal (YAML, names, tags, API replies) made harmless: what cannot be seen
 * becomes a visible escape. Line feeds stay only where `lines` is set.
 */
export function visible(text: string, options: { lines?: boolean } = {}): string {
  // Nearly every text is plain ASCII.
  if (!/[^\x20-\x7e]/.test(text)) return text;
  return text.replace(hiddenCharacters(), (char) => (char === '\n' && options.lines ? char : visibleEscape(char)));
}

/** How a value is shown inside a message: text in quotes, shortened, harmless. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(JSON.stringify(value));
  const characters = [...text];
  return visible(characters.length <= 80 ? text : `${characters.slice(0, 77).join('')}…${typeof value === 'string' ? '"' : ''}`);
}

/** `a`, `a or b`, `a, b or c`. */
export function choices(words: readonly string[], joint: 'or' | 'and' = 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joint} ${words[words.length - 1]}`;
}

/** `1 disk`, `2 disks`, `2 policies`. */
export function count(many: number, one: string, several = one.endsWith('y') ? `${one.slice(0, -1)}ies` : `${one}s`): string {
  return `${many} ${many === 1 ? one : several}`;
}
