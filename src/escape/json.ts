import { hiddenCharacters } from '../base/hidden.ts';
import type { Write } from './commands.ts';
import { breakCommands } from './commands.ts';

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;
const asUnits: Write = (char) => unit(char.charCodeAt(0));
const escaped = (char: string): string => [...Array(char.length).keys()].map((at) => unit(char.charCodeAt(at))).join('');

/** JSON decodes to what came in, so nothing hidden has to stay as it is, whatever stands beside it. */
const joiners = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * A text in which everything unusual stands between double quotes, as JSON and what we write of YAML: what a terminal or a
 * runner would obey becomes an escape there. It is read back as the same value.
 */
export function escapeQuoted(json: string): string {
  const plain = /[^\x20-\x7e\n]/.test(json)
    ? json.replace(hiddenCharacters(), (char) => (char === '\n' ? char : escaped(char))).replace(joiners, escaped)
    : json;
  return breakCommands(plain, asUnits);
}

/** A value as JSON that ends with a line feed. It decodes to exactly this value. */
export function jsonText(value: unknown): string {
  return `${escapeQuoted(JSON.stringify(value, null, 2))}\n`;
}

/** A value as JSON on one line, without a line feed. It decodes to exactly this value. */
export function jsonLine(value: unknown): string {
  return escapeQuoted(JSON.stringify(value));
}
