import { expect, test } from 'vitest';
import { ownershipScope } from '../../src/diff/ownership-scope.ts';
import { account, desired, region } from '../support/resources.ts';

const move = (from: string, to: string) => ({ from, to, file: 'f', path: [] });

const former = (entries: readonly string[], ...moved: ReturnType<typeof move>[]) =>
  Object.fromEntries(
    ownershipScope(
      's',
      { account, region },
      entries.map((key) => desired('policies', { key })),
      { moved, removed: [] },
    ).formerAddresses ?? [],
  );

test('an address had those that lines before it name, also several lines back', () =>
  expect(former(['c'], move('policies/a', 'policies/b'), move('policies/b', 'policies/c'))).toEqual({
    'policies/b': ['policies/a'],
    'policies/c': ['policies/b', 'policies/a'],
  }));

test('what an address had before that an entry has now, is that entry’s', () =>
  expect(former(['b', 'c'], move('policies/a', 'policies/b'), move('policies/b', 'policies/c'))['policies/c']).toEqual(['policies/b']));

test('lines that lead in a circle end', () =>
  expect(former(['a', 'b'], move('policies/a', 'policies/b'), move('policies/b', 'policies/a'))).toEqual({
    'policies/a': ['policies/b'],
    'policies/b': ['policies/a'],
  }));
