import fc from 'fast-check';
import { expect, test } from 'vitest';
import { style } from '../../../src/report/terminal/style.ts';
import { cellsOf, wrapped } from '../../../src/report/terminal/wrap.ts';

test('prose is broken between words, and what follows is set in', () =>
  expect(wrapped('  ~ policies/p policy sp-1: changes in place\nshort', 24)).toBe(
    '  ~ policies/p policy\n    sp-1: changes in\n    place\nshort',
  ));

test('without a width nothing is wrapped', () => expect(wrapped('a '.repeat(200), undefined)).toBe('a '.repeat(200)));

test('colours take no cells, wide characters two', () => {
  const red = style(true).change('-', 'one two');
  expect(wrapped(red, 7)).toBe(red);
  expect(cellsOf(red)).toBe(7);
  expect(wrapped('每日 备份', 8)).toBe('每日\n  备份');
});

const word = fc.stringMatching(/^[!-~]{1,40}$/);
const line = fc
  .tuple(fc.nat(12), fc.array(word, { minLength: 1, maxLength: 30 }), fc.boolean())
  .map(
    ([indent, words, isRed]) =>
      `${' '.repeat(indent)}${words.map((one, at) => (isRed && at === 1 ? style(true).change('-', one) : one)).join(' ')}`,
  );

test('no line is longer than the width, unless it is one word; no word is lost, broken or moved', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), fc.integer({ min: 1, max: 120 }), (lines, width) => {
      const text = lines.join('\n');
      const shown = wrapped(text, width);
      const words = (one: string): string[] => one.split(/[ \n]+/).filter((part) => part !== '');
      expect(words(shown)).toEqual(words(text));
      for (const one of shown.split('\n')) if (cellsOf(one) > width) expect(words(one)).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
});
