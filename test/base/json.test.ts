import { expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { sameJson } from '../../src/base/json.ts';

test.each<[Json, Json, boolean]>([
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ toString: 1 }, { a: 1 }, false],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [{}, null, false],
  [0, -0, true],
  ['1', 1, false],
  // What a reply can hold although it has no canonical form.
  [{ name: 'a\ud800' }, { name: 'a\ud800' }, true],
  ['a\ud800', 'a', false],
  [Number.POSITIVE_INFINITY, 1, false],
])('%j and %j are the same: %s', (a, b, same) => {
  expect(sameJson(a, b)).toBe(same);
  expect(sameJson(b, a)).toBe(same);
});
