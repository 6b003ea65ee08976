import type { Checked } from '../base/diagnostic.ts';
import { hiddenCharacterIssue } from './characters.ts';
import { diagnosticsOf, parseIssue, type ParseIssue } from './parse-issue.ts';
import { maxBytes, tooLarge } from './limits.ts';

/** The text of a file, and what to show of it where it is not text: invalid bytes become U+FFFD. */
export type Decoded = Checked<string> & { readonly shown: string };

/** Bytes to text: UTF-8 and nothing else. A byte order mark is dropped. */
export function decode(file: string, bytes: Uint8Array): Decoded {
  if (bytes.length > maxBytes) return refused(file, '', tooLarge());
  const wide = wideMark(bytes);
  if (wide) return refused(file, '', notUtf8(0, 0, `This file is encoded in ${wide}, not in UTF-8.`));
  const bad = firstInvalid(bytes);
  if (bad >= 0) return refused(file, lenient(bytes), invalid(bytes, bad));
  const nul = bytes.indexOf(0);
  if (nul >= 0) return refused(file, lenient(bytes), nulFound(bytes, nul));
  const text = lenient(bytes);
  // The first mark is dropped by now, and the reader of a text would drop another.
  if (text.startsWith('\ufeff')) return refused(file, text, hiddenCharacterIssue('\ufeff', 'This file', [0, 1]));
  return { value: text, diagnostics: [], shown: text };
}

function refused(file: string, shown: string, issue: ParseIssue): Decoded {
  return { value: undefined, diagnostics: diagnosticsOf(file, [issue]), shown };
}

const lenient = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The encoding that a byte order mark of another one announces. */
function wideMark([a, b, c, d]: Uint8Array): string | undefined {
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16 (little endian)';
  if (a === 0xfe && b === 0xff) return 'UTF-16 (big endian)';
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'UTF-32' : undefined;
}

function notUtf8(from: number, to: number, message: string): ParseIssue {
  return parseIssue('not-utf8', [from, to], message, 'Save the file as UTF-8.');
}

function invalid(bytes: Uint8Array, at: number): ParseIssue {
  const from = lenient(bytes.subarray(0, at)).length;
  const byte = `0x${(bytes[at] as number).toString(16).padStart(2, '0')}`;
  return notUtf8(from, from + 1, `This file is not UTF-8: byte ${byte} at offset ${at} is not part of any character.`);
}

function nulFound(bytes: Uint8Array, at: number): ParseIssue {
  const from = lenient(bytes.subarray(0, at)).length;
  return parseIssue(
    'hidden-character',
    [from, from + 1],
    `This file holds a NUL byte at offset ${at}: it is not text in UTF-8.`,
    'Save the file as UTF-8; UTF-16 and binary files hold such bytes.',
  );
}

/** The offset of the first byte that is not UTF-8, or -1. The place is looked for only where there is one. */
function firstInvalid(bytes: Uint8Array): number {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return -1;
  } catch {
    let at = 0;
    for (let length = 1; length > 0; at += length) length = sequence(bytes, at);
    return at;
  }
}

/** The length of the UTF-8 sequence at an offset; 0 where it is none (also overlong ones, surrogates, beyond U+10FFFF). */
function sequence(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if (byte < (i === 1 ? low : 0x80) || byte > (i === 1 ? high : 0xbf)) return 0;
  }
  return length;
}
