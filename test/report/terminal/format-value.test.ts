import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import { showChange, showValue } from '../../../src/report/terminal/format-value.ts';
import { style } from '../../../src/report/terminal/style.ts';

afterEach(() => vi.restoreAllMocks());

const change = (before: Json, after: Json): string => showChange(before, after, style(false));

describe('a value on one line', () => {
  test.each<[Json, string]>([
    [null, 'none'],
    ['a "b"', '"a \\"b\\""'],
    [14, '14'],
    [[1, 'x', null], '1, x, none'],
    [{ a: 'b', c: [1, 2] }, 'a=b, c=1, 2'],
    [['a\u202eb'], 'a\\u{202e}b'],
  ])('%j', (value, shown) => expect(showValue(value)).toBe(shown));
});

describe('a change on one line', () => {
  test.each<[string, Json, Json, string]>([
    ['numbers', 14, 7, '14 -> 7'],
    ['words of a text', 'before the release', 'after the release', '"[-before-]{+after+} the release"'],
    ['texts without a common word', 'one', 'two', '"one" -> "two"'],
    ['an empty text', '', 'two', '"" -> "two"'],
    ['items of a list', [1, 2], [2, 3], '1, 2 -> 2, 3 (-1 +3)'],
    ['a value that was none', null, { a: 'b' }, 'none -> a=b'],
  ])('%s', (_, before, after, shown) => expect(change(before, after)).toBe(shown));

  test('texts that differ too much, or are too long, are shown one after the other', () => {
    const words = (prefix: string, many: number): string =>
      ['same', ...Array.from({ length: many }, (_, index) => `${prefix}${index}`)].join(' ');
    expect(change(words('a', 100), words('b', 100))).toContain('[-');
    expect(change(words('a', 300), words('b', 300))).toMatch(/^"same a0 .*" -> "same b0 /);
    expect(change(`same ${'x'.repeat(4_000)}`, 'same')).toMatch(/^"same x+…" -> "same"$/);
  });

  test('a busy machine shows no other change: the clock is of no account', () => {
    const [before, after] = ['a b c d e f g', 'a x c y e z g'];
    const shown = change(before, after);
    let now = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => (now += 3_600_000));
    expect(change(before, after)).toBe(shown);
    expect(now).toBeGreaterThan(0);
  });
});
