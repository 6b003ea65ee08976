import { afterEach, expect, test, vi } from 'vitest';
import { unifiedDiff } from '../../../src/report/terminal/unified-diff.ts';

const plain = { color: false };

afterEach(() => vi.restoreAllMocks());

test('the smallest difference, with three lines around it', () => {
  expect(unifiedDiff('a.yaml', '1\n2\n3\n4\n5\n', '1\n2\n3\n4\nfive\n', plain)).toBe(
    '--- a.yaml\n+++ a.yaml\n@@ -2,4 +2,4 @@\n|2\n|3\n|4\n-5\n+five\n',
  );
});

test('where too much differs, one hunk between the common beginning and end', () => {
  const from = Array.from({ length: 3000 }, (_, index) => `${index % 7} ${index}`).join('\n');
  const to = Array.from({ length: 3000 }, (_, index) => `${index % 5} ${index + 1}`).join('\n');
  const diff = unifiedDiff('a', `same\n${from}\nend\n`, `same\n${to}\nend\n`, plain);
  expect(diff.split('\n').slice(0, 4)).toEqual(['--- a', '+++ a', '@@ -2,3000 +2,3000 @@', '-0 0']);
  expect(diff.split('\n').filter((line) => line.startsWith('-')).length).toBe(3001);
});

test('line ends alone', () => {
  expect(unifiedDiff('a', 'x\r\n', 'x\n', plain)).toBe('a: only line ends differ\n');
});

test('a busy machine makes no other diff: the clock is of no account', () => {
  const from = Array.from({ length: 800 }, (_, index) => `a ${index % 7} ${index}`).join('\n');
  const to = Array.from({ length: 800 }, (_, index) => `a ${index % 5} ${index}`).join('\n');
  const before = unifiedDiff('a', from, to, plain);
  let now = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => (now += 3_600_000));
  expect(unifiedDiff('a', from, to, plain)).toBe(before);
  expect(now).toBeGreaterThan(0);
});
