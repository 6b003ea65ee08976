import { head } from './marked.ts';
import type { Case } from './marked.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const wide = (text: string, big: boolean): Uint8Array => {
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  return big ? little.swap16() : little;
};
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');

type Row = readonly [name: string, content: Uint8Array, code: string, line: number, column: number];

const wrong = (what: string, ...sequence: readonly number[]): Row => [what, bytes(head, 'account: "', sequence, '"\n'), 'not-utf8', 4, 11];

const rows: Row[] = [
  ['UTF-16, little endian', wide(head, false), 'not-utf8', 1, 1],
  ['UTF-16, big endian', wide(head, true), 'not-utf8', 1, 1],
  ['UTF-16 without a mark', Buffer.from(head, 'utf16le'), 'hidden-character', 1, 2],
  ['UTF-32', bytes([0xff, 0xfe, 0, 0], [0x61, 0, 0, 0]), 'not-utf8', 1, 1],
  ['UTF-32, big endian', bytes([0, 0, 0xfe, 0xff], [0, 0, 0, 0x61]), 'not-utf8', 1, 1],
  ['Latin-1', latin(`${head}# café\n`), 'not-utf8', 4, 6],
  ['GBK', bytes(head, '# ', [0xb1, 0xb8, 0xb7, 0xdd], '\n'), 'not-utf8', 4, 3],
  wrong('a lone continuation', 0x80),
  wrong('a sequence that breaks off', 0xe4, 0xb8),
  wrong('an overlong slash', 0xc0, 0xaf),
  wrong('an overlong slash of three bytes', 0xe0, 0x80, 0xaf),
  wrong('an overlong NUL', 0xc0, 0x80),
  wrong('a surrogate', 0xed, 0xa0, 0x80),
  wrong('a pair of surrogates', 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80),
  wrong('beyond Unicode', 0xf4, 0x90, 0x80, 0x80),
  wrong('a byte that is never used', 0xff),
  wrong('a sequence of five bytes', 0xf8, 0x88, 0x80, 0x80, 0x80),
  ['a character that breaks off at the end', bytes(head, '# ', [0xf0, 0x9f, 0x98]), 'not-utf8', 4, 3],
  ['a NUL', bytes(head, 'account: "', [0], '"\n'), 'hidden-character', 4, 11],
  ['NULs after the end', bytes(head, [0, 0, 0, 0]), 'hidden-character', 4, 1],
  ['an image', bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'not-utf8', 1, 1],
  ['a program', bytes([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x01, 0x00]), 'hidden-character', 1, 8],
  ['an archive', bytes([0x1f, 0x8b, 0x08, 0x00]), 'not-utf8', 1, 2],
  ['two marks of byte order', bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], head), 'hidden-character', 1, 1],
  ['a mark of byte order in the middle', bytes(head, [0xef, 0xbb, 0xbf], 'account: "12345"\n'), 'hidden-character', 4, 1],
  ['NEL as line ends', bytes(head.replaceAll('\n', '\u0085')), 'hidden-character', 1, 24],
  ['line separators as line ends', bytes(head.replaceAll('\n', '\u2028')), 'hidden-character', 1, 24],
  ['carriage returns as line ends', bytes(head.replaceAll('\n', '\r')), 'hidden-character', 1, 24],
  ['vertical tabs as line ends', bytes(head.replaceAll('\n', '\v')), 'hidden-character', 1, 24],
];

/** Files that are no text in UTF-8, or whose lines others end elsewhere. */
export const encodings: readonly Case[] = rows.map(([name, content, code, line, column]) => ({
  name,
  content,
  exit: 1,
  codes: [code],
  line,
  column,
}));
