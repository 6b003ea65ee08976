import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/report/unified-diff.ts';

const quick = { color: false, timeout: 5000 };

test('the smallest difference, with three lines around it', () => {
  expect(unifiedDiff('a.yaml', '1\n2\n3\n4\n5\n', '1\n2\n3\n4\nfive\n', quick)).toBe(
    '--- a.yaml\n+++ a.yaml\n@@ -2,4 +2,4 @@\n 2\n 3\n 4\n-5\n+five\n',
  );
});

test('where there is no time for the smallest, all between what both begin and end with', () => {
  const from = Array.from({ length: 3000 }, (_, index) => `${index % 7} ${index}`).join('\n');
  const to = Array.from({ length: 3000 }, (_, index) => `${index % 5} ${index + 1}`).join('\n');
  const diff = unifiedDiff('a', `same\n${from}\nend\n`, `same\n${to}\nend\n`, { color: false, timeout: 0 });
  expect(diff.split('\n').slice(0, 4)).toEqual(['--- a', '+++ a', '@@ -2,3000 +2,3000 @@', '-0 0']);
  expect(diff.split('\n').filter((line) => line.startsWith('-')).length).toBe(3001);
});

test('line ends alone', () => {
  expect(unifiedDiff('a', 'x\r\n', 'x\n', quick)).toBe('a: only line ends differ\n');
});
