import type { ReadCode } from './codes.ts';
import type { Finding, Range } from './finding.ts';

/** Controls, format characters, lone surrogates, private use, unassigned, and the two Unicode line ends. */
const hidden = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]';
const sources = {
  text: hidden,
  block: `(?![\\t\\n])${hidden}`,
  // In a key a wide or unbreakable space is as good as invisible.
  key: `(?! )(?:${hidden}|\\p{Zs})`,
};

const made = new Map<string, RegExp>();

/** Made at the first text beyond ASCII: these classes take milliseconds to build, and most files never need them. */
function patternOf(use: keyof typeof sources): RegExp {
  const known = made.get(use) ?? new RegExp(sources[use], 'u');
  made.set(use, known);
  return known;
}

const names: Readonly<Record<number, string>> = {
  0x00: 'NUL', 0x09: 'tab', 0x0a: 'line feed', 0x0d: 'carriage return', 0x1b: 'escape', 0x85: 'next line',
  0xa0: 'no-break space', 0xad: 'soft hyphen', 0x200b: 'zero width space', 0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner', 0x200e: 'left-to-right mark', 0x200f: 'right-to-left mark', 0x2028: 'line separator',
  0x2029: 'paragraph separator', 0x202a: 'left-to-right embedding', 0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting', 0x202d: 'left-to-right override', 0x202e: 'right-to-left override',
  0x2060: 'word joiner', 0x2066: 'left-to-right isolate', 0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate', 0x2069: 'pop directional isolate', 0x3000: 'ideographic space', 0xfeff: 'byte order mark',
};

const kinds: { readonly [category: string]: string } = {
  Cc: 'control character',
  Cf: 'format character',
  Cs: 'half of a surrogate pair',
  Co: 'private use character',
  Cn: 'unassigned character',
};

const kindOf = (char: string): string | undefined => kinds[Object.keys(kinds).find((category) => new RegExp(`\\p{${category}}`, 'u').test(char)) ?? ''];

/** `U+200B (zero width space)`. */
export function nameOf(char: string): string {
  const point = char.codePointAt(0) as number;
  const name = names[point] ?? kindOf(char);
  const hex = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return name ? `${hex} (${name})` : hex;
}

/** Whether a text is printable ASCII only, which nearly all are: nothing can be wrong with its characters. */
export function isPlain(value: string): boolean {
  return !/[^ -~]/.test(value);
}

/** What is wrong with the characters of a value that stands at a range of the text, if anything. */
export function judge(text: string, value: string, range: Range, use: keyof typeof sources): Finding | undefined {
  if (isPlain(value)) return undefined;
  const char = patternOf(use).exec(value)?.[0];
  const noun = use === 'key' ? 'key' : 'value';
  if (char !== undefined) return hiddenFinding(char, noun, placeOf(text, range, char));
  if (value.normalize('NFC') === value) return undefined;
  return {
    code: 'not-normalized' satisfies ReadCode,
    range,
    message: `this ${noun} is not in Unicode normalization form C: letters and their accents are written apart`,
    help: 'type it again, or convert the file to NFC',
  };
}

/** A finding for one hidden character. */
export function hiddenFinding(char: string, noun: string, range: Range): Finding {
  const tab = char === '\t' || char === '\n';
  return {
    code: 'hidden-character',
    range,
    message: `this ${noun} holds ${nameOf(char)}, which cannot be seen`,
    help: tab ? 'write spaces instead, or a block of text under |' : 'delete the character; it often comes from copied text',
  };
}

/** The character itself where it stands in the file, else the escape that makes it, else the whole text. */
function placeOf(text: string, [from, to]: Range, char: string): Range {
  const raw = text.slice(from, to);
  const at = char === '\n' ? -1 : raw.indexOf(char);
  if (at >= 0) return [from + at, from + at + char.length];
  const escape = raw.startsWith('"') ? escapeOf(raw, char) : undefined;
  return escape ? [from + escape[0], from + escape[1]] : [from, to];
}

const short: Readonly<Record<string, string>> = {
  0: '\0', a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\t': '\t',
  N: '\u0085', _: '\u00a0', L: '\u2028', P: '\u2029',
};

/** Where a double-quoted text writes a character as an escape. */
function escapeOf(raw: string, char: string): Range | undefined {
  for (const match of raw.matchAll(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^xuU]))/g)) {
    const hex = match[1] ?? match[2] ?? match[3];
    const point = hex === undefined ? undefined : Number.parseInt(hex, 16);
    const made = point === undefined ? short[match[4] as string] : point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
    if (made === char) return [match.index, match.index + match[0].length];
  }
  return undefined;
}
