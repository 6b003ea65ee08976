import { describe, expect, test } from 'vitest';
import { maxLexemes, maxNodes } from '../../src/read/limits.ts';
import { parse } from '../../src/read/parse.ts';
import { substitute } from '../../src/read/variables.ts';

const megabyte = 1024 * 1024;

describe('a file of too many values is given up while it is read', () => {
  test.each<[string, string]>([['empty lists', `x: [${'[],'.repeat(maxNodes)}0]`]])('%s (scripts/memory.mjs has the others)', (_, text) => {
    const { value, rest, diagnostics } = parse('f', text);
    expect([value, rest]).toEqual([undefined, undefined]);
    expect(diagnostics).toMatchObject([{ code: 'too-large', message: 'This file holds more than 1,000,000 values.' }]);
    expect(process.memoryUsage().rss).toBeLessThan(2048 * megabyte);
  });

  test('lines without any value', () => {
    const { value, diagnostics } = parse('f', `x:\n${'\n'.repeat(maxLexemes)}`);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'too-large', message: 'This file holds more than 5,000,000 words, marks and lines.' }]);
  });

  test('a minus in a text or a number is no value of its own', () => {
    expect(parse('f', `x: [${'-1, '.repeat(1000)}"- [ {"]`).diagnostics).toEqual([]);
  });
});

test('values of variables add at most 64 MiB, and the place where they did not fit is named once', () => {
  const uses = 40_000;
  const { value } = parse('f', `x: [${Array.from({ length: uses }, (_, index) => `"${'$'}{var.v}${index}"`).join()}]`);
  const { node, diagnostics } = substitute(
    (value as NonNullable<typeof value>).root,
    new Map([['v', { value: 'v'.repeat(2000), origin: 'a test' }]]),
    () => 'f',
  );
  expect(diagnostics).toMatchObject([
    {
      code: 'too-large',
      message: 'The values of variables add more than 64 MiB to this spec.',
      place: { path: ['x', expect.any(Number)] },
    },
  ]);
  expect(JSON.stringify(node).length).toBeLessThan(100 * megabyte);
});
