import { describe, expect, test } from 'vitest';
import { decode } from '../../src/read/decode.ts';
import { locate } from '../../src/read/source-span.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));

/** Line and column of the one finding in what is shown. */
function positionIn(input: Uint8Array): { code: string; at: string } {
  const { value, shown, diagnostics } = decode('f.yaml', input);
  expect(value).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  const { line, column } = locate({ text: shown }, diagnostics[0]!.place!);
  return { code: diagnostics[0]!.code, at: `${line}:${column}` };
}

test('UTF-8 is text, without its byte order mark', () => {
  expect(decode('f', utf8('名: é😀\n'))).toEqual({ value: '名: é😀\n', diagnostics: [], shown: '名: é😀\n' });
  expect(decode('f', bytes([0xef, 0xbb, 0xbf], 'a: 1'))).toMatchObject({ value: 'a: 1' });
  expect(decode('f', bytes())).toMatchObject({ value: '' });
});

describe('what is not UTF-8 is refused at its first wrong byte', () => {
  test.each([
    ['Latin-1', bytes('a: caf', [0xe9], '\n'), '1:7'],
    ['a continuation byte alone', bytes('a: 1\nb: ', [0x80]), '2:4'],
    ['an overlong slash', bytes('a: ', [0xc0, 0xaf]), '1:4'],
    ['an overlong NUL of three bytes', bytes('a: ', [0xe0, 0x80, 0x80]), '1:4'],
    ['an overlong one of four bytes', bytes('a: ', [0xf0, 0x80, 0x80, 0xaf]), '1:4'],
    ['a surrogate', bytes('a: ', [0xed, 0xa0, 0x80]), '1:4'],
    ['beyond U+10FFFF', bytes('a: ', [0xf4, 0x90, 0x80, 0x80]), '1:4'],
    ['a byte that never occurs', bytes('a: ', [0xff]), '1:4'],
    ['a sequence that the file cuts off', bytes('a: ', [0xe5, 0x90]), '1:4'],
    ['a sequence that text cuts off', bytes('a: ', [0xe5, 0x90], 'x'), '1:4'],
    ['after wide characters', bytes('名😀', [0xff]), '1:4'],
    ['after a byte order mark', bytes([0xef, 0xbb, 0xbf], 'a', [0xff]), '1:2'],
  ])('%s', (_, input, at) => {
    expect(positionIn(input)).toEqual({ code: 'not-utf8', at });
  });

  test('the message names the byte and its offset', () => {
    expect(decode('f', bytes('a: caf', [0xe9])).diagnostics[0]!.message).toBe(
      'This file is not UTF-8: byte 0xe9 at offset 6 is not part of any character.',
    );
  });
});

test.each([
  ['UTF-16 (little endian)', [0xff, 0xfe, 0x61, 0x00]],
  ['UTF-16 (big endian)', [0xfe, 0xff, 0x00, 0x61]],
  ['UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-32', [0x00, 0x00, 0xfe, 0xff]],
])('%s is named', (name, input) => {
  const { shown, diagnostics } = decode('f', Uint8Array.from(input));
  expect(shown).toBe('');
  expect(diagnostics).toEqual([
    {
      code: 'not-utf8',
      severity: 'error',
      message: `This file is encoded in ${name}, not in UTF-8.`,
      place: { file: 'f', range: [0, 0] },
      help: 'Save the file as UTF-8.',
    },
  ]);
});

test('NUL bytes give away UTF-16 without a mark, and binary files', () => {
  expect(positionIn(bytes([0x61, 0x00, 0x3a, 0x00]))).toEqual({ code: 'hidden-character', at: '1:2' });
  expect(positionIn(bytes('a: 1\n# ', [0x00]))).toEqual({ code: 'hidden-character', at: '2:3' });
});

test('a file beyond 64 MiB is refused, one of 64 MiB is not', () => {
  expect(decode('f', new Uint8Array(64 * 1024 * 1024 + 1)).diagnostics[0]).toMatchObject({ code: 'too-large' });
  expect(decode('f', new Uint8Array(64 * 1024 * 1024).fill(0x20)).diagnostics).toEqual([]);
});
