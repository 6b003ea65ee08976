import { describe, expect, test } from 'vitest';
import type { Fix, Place } from '../../src/base/diagnostic.ts';
import { isFixable } from '../../src/read/source-span.ts';
import { parse } from '../../src/read/parse.ts';
import { applyFixes } from '../../src/rewrite/edits.ts';

type At = Partial<Place> & { readonly path?: readonly (string | number)[]; readonly range?: readonly [number, number] };

const fixOf = (...edits: readonly (readonly [place: At, text: string])[]): Fix => ({
  title: '',
  safe: true,
  edits: edits.map(([place, text]) => ({ place: { file: 'f', ...place } as Place, text })),
});

function apply(text: string, ...fixes: readonly Fix[]) {
  const document = parse('f', text).value;
  if (!document) throw new Error('the text cannot be read');
  const { texts, ...rest } = applyFixes(new Map([['f', document]]), fixes);
  return { text: texts.get('f'), applied: rest.applied.length, waiting: rest.waiting.length, refused: rest.refused.length };
}

/** The text after one entry or item was removed; undefined where it cannot go by itself. */
const without = (text: string, ...path: readonly (string | number)[]): string | undefined =>
  apply(text, fixOf([{ path, part: 'whole' }, ''])).text;

describe('removing an entry of a block', () => {
  test.each<[string, string, (string | number)[], string]>([
    ['with its line', 'a: 1\nb: 2\nc: 3\n', ['b'], 'a: 1\nc: 3\n'],
    ['the first', 'a: 1\nb: 2\n', ['a'], 'b: 2\n'],
    ['the last, without a line end', 'a: 1\nb: 2', ['b'], 'a: 1\n'],
    ['with the comment beside it', 'a: 1\nb: 2 # two\nc: 3\n', ['b'], 'a: 1\nc: 3\n'],
    ['not the comments above and below it', 'a: 1\n# above\nb: 2\n# below\nc: 3\n', ['b'], 'a: 1\n# above\n# below\nc: 3\n'],
    ['with all that is in it', 'a: 1\nb:\n  # in it\n  c: 2\n  d: [\n    3]\ne: 4\n', ['b'], 'a: 1\ne: 4\n'],
    ['with its block of text', 'a: 1\nb: |\n  x\n\n  y\nc: 3\n', ['b'], 'a: 1\nc: 3\n'],
    ['that is empty', 'a: 1\nb:   # nothing\nc: 3\n', ['b'], 'a: 1\nc: 3\n'],
    ['with CRLF', 'a: 1\r\nb: 2\r\nc: 3\r\n', ['b'], 'a: 1\r\nc: 3\r\n'],
    ['deeper down', 'x:\n  a: 1\n  b: 2\ny: 3\n', ['x', 'b'], 'x:\n  a: 1\ny: 3\n'],
    ['beside a dash', 'x:\n  - a: 1\n    b: 2\n', ['x', 0, 'a'], 'x:\n  - b: 2\n'],
    ['below a dash', 'x:\n  - a: 1\n    b: 2\n', ['x', 0, 'b'], 'x:\n  - a: 1\n'],
    ['between blank lines', 'a: 1\n\nb: 2\n\nc: 3\n', ['b'], 'a: 1\n\n\nc: 3\n'],
  ])('%s', (_, text, path, expected) => expect(without(text, ...path)).toBe(expected));

  test('nothing where nothing would be left, or where it has no line of its own', () => {
    expect(without('x:\n  a: 1\n', 'x', 'a')).toBeUndefined();
    expect(without('? a\n: 1\n? b\n: 2\n', 'b')).toBeUndefined();
    expect(without('x:\n  - a: 1 # one\n    b: 2\n', 'x', 0, 'a')).toBeUndefined();
  });
});

describe('removing an item of a list', () => {
  test.each<[string, string, number, string]>([
    ['with its line', 'x:\n  - 1\n  - 2\n  - 3\n', 1, 'x:\n  - 1\n  - 3\n'],
    ['the first', 'x:\n- 1\n- 2\n', 0, 'x:\n- 2\n'],
    ['with its comment', 'x:\n  - 1\n  - 2 # two\n', 1, 'x:\n  - 1\n'],
    ['over several lines', 'x:\n  - 1\n  -\n    # in it\n    a: 2\n    b: 3\n  - 4\n', 1, 'x:\n  - 1\n  - 4\n'],
    ['below comments with dashes', 'x:\n  - 1\n  # - no item\n  - 2\n', 1, 'x:\n  - 1\n  # - no item\n'],
    ['in brackets', 'x: [1, 2, 3]\n', 1, 'x: [1, 3]\n'],
    ['the first in brackets', 'x: [1, 2, 3]\n', 0, 'x: [2, 3]\n'],
    ['the last in brackets', 'x: [ 1, 2, 3 ]\n', 2, 'x: [ 1, 2 ]\n'],
    ['before a comma at the end', 'x: [1, 2,]\n', 1, 'x: [1,]\n'],
    ['on a line of its own', 'x: [\n  1,\n  2, # two\n  3\n]\n', 1, 'x: [\n  1,\n  3\n]\n'],
    ['the last on a line of its own', 'x: [\n  1,\n  2 # two\n]\n', 1, 'x: [\n  1\n]\n'],
    ['the last below a comment', 'x: [\n  1, # one\n  2\n]\n', 1, 'x: [\n  1, # one\n]\n'],
    ['with CRLF in brackets', 'x: [\r\n  1,\r\n  2\r\n]\r\n', 1, 'x: [\r\n  1\r\n]\r\n'],
    ['maps in brackets', 'x: [{a: 1}, {b: 2}]\n', 1, 'x: [{a: 1}]\n'],
  ])('%s', (_, text, index, expected) => expect(without(text, 'x', index)).toBe(expected));

  test('an entry in braces, and JSON', () => {
    expect(without('x: {a: 1, b: 2}\n', 'x', 'a')).toBe('x: {b: 2}\n');
    expect(without('x: {a: 1, b, c: 3}\n', 'x', 'b')).toBe('x: {a: 1, c: 3}\n');
    expect(without('{\n\t"a": 1,\n\t"b": 2\n}\n', 'b')).toBe('{\n\t"a": 1\n}\n');
  });
});

describe('several fixes', () => {
  test('those that do not meet are applied in one round, from whatever end', () => {
    const made = apply(
      'a: [1, 1, 1]\nb: "2"\n',
      fixOf([{ path: ['b'] }, '2']),
      fixOf([{ path: ['a', 1], part: 'whole' }, '']),
      fixOf([{ path: ['a', 2], part: 'whole' }, '']),
    );
    expect(made).toEqual({ text: 'a: [1]\nb: 2\n', applied: 3, waiting: 0, refused: 0 });
  });

  test('one that meets another waits, with all of its edits', () => {
    const made = apply(
      'a: 1\nb: 2\n',
      fixOf([{ path: ['a'] }, '3']),
      fixOf([{ path: ['b'] }, '4'], [{ path: ['a'] }, '5']),
      fixOf([{ path: ['b'] }, '6']),
    );
    expect(made).toEqual({ text: 'a: 3\nb: 6\n', applied: 2, waiting: 1, refused: 0 });
  });

  test('two at one offset have no order', () => {
    expect(apply('a: 1\n', fixOf([{ range: [0, 0] }, 'x']), fixOf([{ range: [0, 0] }, 'y']), fixOf([{ range: [0, 1] }, 'z']))).toEqual({
      text: 'xa: 1\n',
      applied: 1,
      waiting: 2,
      refused: 0,
    });
  });

  test('a map is not emptied in one round', () => {
    const both = [fixOf([{ path: ['x', 'a'], part: 'whole' }, '']), fixOf([{ path: ['x', 'b'], part: 'whole' }, ''])];
    expect(apply('x:\n  a: 1\n  b: 2\n', ...both)).toEqual({ text: 'x:\n  b: 2\n', applied: 1, waiting: 1, refused: 0 });
    expect(
      apply('x:\n  a: 1\n  b: 2\n', fixOf([{ path: ['x', 'a'], part: 'whole' }, ''], [{ path: ['x', 'b'], part: 'whole' }, ''])),
    ).toMatchObject({ applied: 0, waiting: 1 });
  });
});

describe('places that the text does not hold as they are meant', () => {
  test.each<[string, string, At]>([
    ['a path that leads nowhere', 'a: 1\n', { path: ['b'] }],
    ['a part of a text with an escape', 'a: "\\x41bc"\n', { path: ['a'], within: [0, 1] }],
    ['a part of a block of text', 'a: |\n  abc\n', { path: ['a'], within: [0, 1] }],
    ['the inside of a block of text', 'a: |\n  abc\n', { path: ['a'], part: 'text' }],
    ['a value with a variable in it', 'a: "${var.x}"\n', { path: ['a'] }],
    ['the key of an item', 'a: [1, 2]\n', { path: ['a', 0], part: 'key' }],
    ['offsets beyond the text', 'a: 1\n', { range: [0, 99] }],
  ])('%s', (_, text, place) => {
    expect(apply(text, fixOf([place, 'x']))).toMatchObject({ text: undefined, refused: 1 });
  });

  test('a finding whose fix has such a place is not fixable', () => {
    const document = parse('f', 'a: |\n  abc\n').value;
    if (!document) throw new Error();
    const found = (part: 'text' | 'key') => ({
      code: 'c',
      severity: 'error' as const,
      message: '',
      fix: fixOf([{ path: ['a'], part }, 'x']),
    });
    expect([
      isFixable(found('text'), new Map([['f', document]])),
      isFixable(found('key'), new Map([['f', document]])),
      isFixable(found('key'), new Map()),
    ]).toEqual([false, true, false]);
  });

  test('the inside of quotes keeps the quotes', () => {
    expect(
      apply(
        `a: "x"\nb: 'y'\nc: z # c\n`,
        fixOf([{ path: ['a'], part: 'text' }, '1']),
        fixOf([{ path: ['b'], part: 'text' }, '2']),
        fixOf([{ path: ['c'], part: 'text' }, '3']),
      ).text,
    ).toBe(`a: "1"\nb: '2'\nc: 3 # c\n`);
  });
});
