import { visible } from './visible.ts';

/** How a value is shown inside a message: text in quotes, shortened, with visible escapes. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(JSON.stringify(value));
  const characters = [...text];
  return visible(characters.length <= 80 ? text : `${characters.slice(0, 77).join('')}…${typeof value === 'string' ? '"' : ''}`);
}

/** A text as the beginning of a sentence. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a or b`, `a, b or c`. */
export function choices(words: readonly string[], joint: 'or' | 'and' = 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joint} ${words[words.length - 1]}`;
}

/** `1 disk`, `2 disks`, `2 policies`, `4,500 errors`. */
export function count(many: number, one: string, several = one.endsWith('y') ? `${one.slice(0, -1)}ies` : `${one}s`): string {
  return `${grouped(many)} ${many === 1 ? one : several}`;
}

/** A number with its thousands parted by commas. Without Intl, whose loading costs milliseconds. */
export const grouped = (many: number): string => String(many).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** A word of a command line, in quotes where it needs them. */
export const shellWord = (word: string): string => (/^[\w./@%+:=,-]+$/.test(word) ? word : quote(word));
