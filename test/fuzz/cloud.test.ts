import { expect, test } from 'vitest';
import { fuzz, subjects } from './cloud.ts';

// A share of `npm run fuzz -- --what replies|state|admin|seeds|requests`.
test.each(subjects)('%s: no crash and no hang', async (what) => {
  const { crashes, hangs, counts } = await fuzz(what, 1, 150);
  expect(crashes).toEqual([]);
  expect(hangs).toBe(0);
  expect(Object.keys(counts).length).toBeGreaterThan(1);
  if (what === 'requests') expect(counts['not admitted'] ?? 0).toBeLessThan(20);
});
