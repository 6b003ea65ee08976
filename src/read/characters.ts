import { hiddenPattern, invisible } from '../base/hidden.ts';
import { parseIssue } from './parse-issue.ts';
import type { ParseIssue, OffsetRange } from './parse-issue.ts';

const sources = {
  marks: '\\p{M}{31}',
  text: hiddenPattern,
  block: `(?![\\t\\n])${hiddenPattern}`,
  // In a key a wide or unbreakable space is as good as invisible, and a joiner makes two keys that look alike.
  key: `(?! )(?:${invisible}|\\p{Zs})`,
};

const made = new Map<string, RegExp>();

/** Built at the first text beyond ASCII: these classes take milliseconds to build, and most files never need them. */
function patternOf(use: keyof typeof sources): RegExp {
  const known = made.get(use) ?? new RegExp(sources[use], 'u');
  made.set(use, known);
  return known;
}

const names: Readonly<Record<number, string>> = {
  0: 'NUL',
  9: 'tab',
  10: 'line feed',
  13: 'carriage return',
  27: 'escape',
  133: 'next line',
  160: 'no-break space',
  173: 'soft hyphen',
  8203: 'zero width space',
  8204: 'zero width non-joiner',
  8205: 'zero width joiner',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8232: 'line separator',
  8233: 'paragraph separator',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'pop directional formatting',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8288: 'word joiner',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'first strong isolate',
  8297: 'pop directional isolate',
  12288: 'ideographic space',
  65279: 'byte order mark',
};

const kinds: { readonly [category: string]: string } = {
  Cc: 'control character',
  Cf: 'format character',
  Cs: 'half of a surrogate pair',
  Co: 'private use character',
  Cn: 'unassigned character',
};

const kindOf = (char: string): string | undefined =>
  kinds[Object.keys(kinds).find((category) => new RegExp(`\\p{${category}}`, 'u').test(char)) ?? ''];

/** `U+200B (zero width space)`. */
export function characterName(char: string): string {
  const point = char.codePointAt(0) as number;
  const name = names[point] ?? kindOf(char);
  const hex = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return name ? `${hex} (${name})` : hex;
}

/** Whether a text is printable ASCII only, which nearly all are: nothing can be wrong with its characters. */
function isPlain(value: string): boolean {
  return !/[^ -~]/.test(value);
}

/** Whether a letter has more marks than in any language: normalizing them takes quadratic time. */
const isPile = (value: string): boolean => patternOf('marks').test(value);

/** Unicode normalization form C; text with too many marks is refused, and stays as it is. */
export function normalForm(value: string): string {
  return isPlain(value) || isPile(value) ? value : value.normalize('NFC');
}

/**
 * What is wrong with the characters of a value that stands at a range of the text, if anything.
 * @param subject what the message begins with, such as `This key`
 */
export function checkCharacters(
  text: string,
  value: string,
  range: OffsetRange,
  use: 'text' | 'block' | 'key',
  subject: string,
): ParseIssue | undefined {
  if (isPlain(value)) return undefined;
  const char = patternOf(use).exec(value)?.[0];
  if (char !== undefined) return hiddenCharacterIssue(char, subject, placeOf(text, range, char));
  const pile = isPile(value);
  if (!pile && value.normalize('NFC') === value) return undefined;
  if (pile) return parseIssue('not-normalized', range, `${subject} has more than 30 accents on one letter.`, 'Delete the surplus accents.');
  return parseIssue(
    'not-normalized',
    range,
    `${subject} is not in Unicode normalization form C: letters and their accents are separate characters.`,
    'Type it again, or convert the file to NFC.',
  );
}

/**
 * What is wrong with the characters of a value as they stand at a range of the text: what is written as an escape can be seen.
 * @param subject what the message begins with, such as `This key`
 */
export function checkWritten(text: string, range: OffsetRange, subject: string): ParseIssue | undefined {
  const raw = text.slice(...range);
  if (isPlain(raw)) return undefined;
  const char = patternOf('block').exec(raw.replaceAll('\r\n', '\n'))?.[0];
  return char === undefined ? undefined : hiddenCharacterIssue(char, subject, placeOf(text, range, char));
}

/**
 * An issue for one hidden character.
 * @param subject what the message begins with, such as `This key`
 */
export function hiddenCharacterIssue(char: string, subject: string, range: OffsetRange): ParseIssue {
  const help =
    char === '\t' || char === '\n'
      ? 'Write spaces instead, or a block of text under |.'
      : 'Delete the character; it often comes from copied text.';
  return parseIssue('hidden-character', range, `${subject} holds ${characterName(char)}, which cannot be seen.`, help);
}

/** The character itself where the file has it, else the escape that makes it, else the whole text. */
function placeOf(text: string, [from, to]: OffsetRange, char: string): OffsetRange {
  const raw = text.slice(from, to);
  const at = char === '\n' ? -1 : raw.indexOf(char);
  if (at >= 0) return [from + at, from + at + char.length];
  const escaped = raw.startsWith('"') ? escapeOf(raw, char) : undefined;
  return escaped ? [from + escaped[0], from + escaped[1]] : [from, to];
}

const short: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\t': '\t',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

/** Where a double-quoted text writes a character as an escape. */
function escapeOf(raw: string, char: string): OffsetRange | undefined {
  for (const match of raw.matchAll(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^xuU]))/g)) {
    const hex = match[1] ?? match[2] ?? match[3];
    const point = hex === undefined ? undefined : Number.parseInt(hex, 16);
    const made = point === undefined ? short[match[4] as string] : point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
    if (made === char) return [match.index, match.index + match[0].length];
  }
  return undefined;
}
