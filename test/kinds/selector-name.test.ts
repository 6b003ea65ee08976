import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameMatcher } from '../../src/kinds/policies/selector-name.ts';

/** Another way to the same answer: all prefixes of the pattern against all prefixes of the name. */
function matchesSlowly(pattern: string, name: string): boolean {
  const [own, text] = [[...pattern], [...name]];
  let row = [true, ...own.map((_, index) => own.slice(0, index + 1).every((char) => char === '*'))];
  for (const char of text) {
    const next = [false];
    for (const [index, wanted] of own.entries())
      next.push(
        wanted === '*'
          ? (next[index] as boolean) || (row[index + 1] as boolean)
          : (row[index] as boolean) && (wanted === '?' || wanted === char),
      );
    row = next;
  }
  return row.at(-1) as boolean;
}

describe('names by * and ?', () => {
  test.each([
    ['ledger-*', 'ledger-', true],
    ['ledger-*', 'Ledger-1', false],
    ['ledger-?', 'ledger-', false],
    ['ledger-?', 'ledger-😀', true],
    ['*', '', true],
    ['?', '', false],
    ['**a**', 'a', true],
    ['a*b*a', 'aba', true],
    ['a*b*a', 'ab', false],
    ['ab*ba', 'aba', false],
    ['*aab', 'aaab', true],
    ['a.c', 'abc', false],
    ['[a-z]+', 'a', false],
    ['[a-z]+', '[a-z]+', true],
    ['(a|a)*$', '(a|a)$', true],
    ['\\d', '1', false],
  ])('%j and %j: %s', (pattern, name, expected) => {
    expect(nameMatcher(pattern)(name)).toBe(expected);
  });

  test('it agrees with a slower way on short texts of few letters', () => {
    const few = fc.array(fc.constantFrom('a', 'b', '😀'), { maxLength: 9 }).map((chars) => chars.join(''));
    const pattern = fc.array(fc.constantFrom('a', 'b', '😀', '?', '*'), { maxLength: 7 }).map((chars) => chars.join(''));
    fc.assert(
      fc.property(pattern, few, (one, name) => void expect(nameMatcher(one)(name)).toBe(matchesSlowly(one, name))),
      { seed: 1, numRuns: 3000 },
    );
  });

  // Backtracking would take longer than the universe is old; a second is a hundred times what is needed.
  test.each([
    ['a mebibyte of *a against a name of as many a', '*a'.repeat(2 ** 19), 'a'.repeat(2 ** 20), true],
    ['a mebibyte of *a against b at the end', `${'*a'.repeat(2 ** 19)}c`, `${'a'.repeat(2 ** 20)}b`, false],
    ['a mebibyte of *a against a short name', '*a'.repeat(2 ** 19), 'a'.repeat(128), false],
    ['a mebibyte of stars', '*'.repeat(2 ** 20), 'b', true],
    ['the longest pattern that lint takes against a mebibyte', `*${'a'.repeat(125)}b*`, 'a'.repeat(2 ** 20), false],
  ])('%s is fast', (_, pattern, name, expected) => {
    const began = performance.now();
    expect(nameMatcher(pattern)(name)).toBe(expected);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
