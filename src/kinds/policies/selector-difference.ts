import { isBlank } from '../../base/look-alike.ts';
import { characterName } from '../../read/characters.ts';

const marks: Readonly<Record<string, string>> = {
  '‘': 'left single quotation mark',
  '’': 'right single quotation mark',
  '“': 'left double quotation mark',
  '”': 'right double quotation mark',
  '‐': 'hyphen',
  '‑': 'non-breaking hyphen',
  '–': 'en dash',
  '—': 'em dash',
  '−': 'minus sign',
};

const scripts = ['Cyrillic', 'Greek'] as const;

/** What tells a character from the one that it looks like; undefined where its code point must do. */
function kindOf(char: string): string | undefined {
  const script = scripts.find((name) => new RegExp(`\\p{Script=${name}}`, 'u').test(char));
  if (script !== undefined) return script;
  if (/[\uff01-\uff5e]/.test(char)) return 'full-width';
  return marks[char];
}

/** A character by itself and by its code point: `capital B (U+0042)`, `a space (U+0020)`, `U+200B (zero width space)`. */
function named(char: string, otherCasing: boolean): string {
  const code = characterName(char);
  if (char === ' ') return `a space (${code})`;
  if (isBlank(char)) return code;
  const casing = otherCasing ? `${char === char.toLowerCase() ? 'small' : 'capital'} ` : '';
  const kind = kindOf(char);
  return `${casing}${char} (${code}${kind === undefined ? '' : `, ${kind}`})`;
}

const sameLetter = (a: string, b: string): boolean => a !== b && a.toLowerCase() === b.toLowerCase();

/**
 * Where a text that looks like another one differs from it, as a clause: `capital B (U+0042) where the selector has small b
 * (U+0062)`.
 */
export function differenceOf(wanted: string, found: string): string {
  const [own, other] = [[...wanted], [...found]];
  const at = own.findIndex((char, index) => char !== other[index]);
  const index = at < 0 ? own.length : at;
  const [mine, theirs] = [own[index], other[index]];
  const casing = mine !== undefined && theirs !== undefined && sameLetter(mine, theirs);
  if (theirs !== undefined && isBlank(theirs) && (mine === undefined || !isBlank(mine)))
    return `with ${named(theirs, false)} ${edge(index, other)}`;
  if (mine !== undefined && isBlank(mine) && (theirs === undefined || !isBlank(theirs)))
    return `without ${named(mine, false)} ${edge(index, own)}`;
  if (mine === undefined || theirs === undefined) return `${found} where the selector has ${wanted}`;
  return `${named(theirs, casing)} where the selector has ${named(mine, casing)}`;
}

const edge = (index: number, chars: readonly string[]): string =>
  index === 0 ? 'at its start' : index === chars.length - 1 ? 'at its end' : 'inside';

/** How a name differs from a pattern that it only looks like: by the first character that is not of ASCII, else by casing. */
export function nameDifference(pattern: string, name: string): string {
  const odd = (text: string): string | undefined => [...text].find((char) => /[^ -~]/.test(char));
  const [mine, theirs] = [odd(pattern), odd(name)];
  if (mine !== undefined) return `the selector has ${named(mine, false)}`;
  if (theirs !== undefined) return `with ${named(theirs, false)}`;
  return name.trim() === name && pattern.trim() === pattern ? 'in another casing' : 'with a space (U+0020) at an end';
}
