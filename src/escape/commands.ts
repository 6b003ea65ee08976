import { visibleEscape } from '../base/visible.ts';

/** Readers that compare by a culture skip what has no width. */
const ignorable = '[\\u200c-\\u200f\\u061c\\ufe00-\\ufe0f]*';

/**
 * What the log of a CI system obeys: `##[command]`, `##vso[…]` and `##teamcity[…]` anywhere in a line (GitHub's runner
 * and Azure's agent look for them so), and `::command` at its start, which the runner trims first.
 */
const anywhere = new RegExp(`#(?=${ignorable}#${ignorable}(?:\\w${ignorable})*\\[)`, 'g');
const atStart = new RegExp(`^([^\\S\\n]*):(?=${ignorable}(?::|$))`, 'gm');

/** How one character is written so that a reader of the destination sees it, and a runner does not. */
export type Write = (char: string) => string;

/** Writes the first character of every command that lives within a line in another way. */
export const breakInline = (text: string, write: Write): string => (text.includes('#') ? text.replace(anywhere, () => write('#')) : text);

/** The same, and of those that live at the start of a line. */
export function breakCommands(text: string, write: Write): string {
  const broken = breakInline(text, write);
  return broken.includes(':') ? broken.replace(atStart, (_, space: string) => space + write(':')) : broken;
}

/** The offsets of the characters to write in another way where the text does not begin a line. */
export function commandStarts(text: string): readonly number[] {
  return text.includes('#') ? [...text.matchAll(anywhere)].map(({ index }) => index) : [];
}

/** As a visible escape, as hidden characters are written. */
export const asEscape: Write = visibleEscape;

/** As a character reference of XML and HTML. */
export const asReference: Write = (char) => `&#${char.codePointAt(0) as number};`;
