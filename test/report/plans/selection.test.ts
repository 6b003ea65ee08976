import { describe, expect, test } from 'vitest';
import { select } from '../../../src/kinds/policies/selector.ts';
import type { SelectorItem } from '../../../src/kinds/policies/selector.ts';
import { selectionLines, selectionSummary } from '../../../src/report/plans/selection.ts';
import { inventory, target } from '../../support/resources.ts';

const world = inventory(
  ...Array.from({ length: 7 }, (_, index) =>
    target('disk', `d-${index}`, { tags: { backup: 'daily' }, type: index === 6 ? 'system' : 'data' }),
  ),
  target('disk', 'd-7', { type: 'data', name: 'x\u001b[31m' }),
  target('disk', 'd-8', { tags: { backup: 'daily' }, unsupportedReason: 'it is local' }),
);
const of = (any: readonly SelectorItem[], not: readonly SelectorItem[] = []) => select({ any, not }, world);
const daily = { tags: { backup: 'daily' } };

describe('what a selector chose', () => {
  test.each<[string, readonly SelectorItem[], readonly SelectorItem[], string]>([
    [
      'ids that are tagged too are counted once',
      [daily, { id: 'd-1' }, { id: 'd-2' }],
      [{ type: 'system' }],
      'protects 6 disks: 6 by tag backup=daily, 2 of them also by id; 1 disk passed over, which cannot be protected',
    ],
    ['items that add something', [{ id: 'd-1' }, { type: 'system' }], [], 'protects 2 disks: 1 by id, 1 by type system'],
    [
      'an item that adds some and repeats some',
      [{ id: 'd-1' }, { type: 'data' }],
      [],
      'protects 7 disks: 1 by id, 6 more, and 1 of them also, by type data',
    ],
    ['nothing', [{ id: 'd-404' }], [], 'protects 0 disks'],
    ['nothing on purpose', [], [], 'protects 0 disks'],
  ])('%s', (_, any, not, words) => expect(selectionSummary(of(any, not))).toBe(words));

  test('item by item, capped, and in full', () => {
    const selection = of([daily, { name: 'x*' }, { id: 'd-404' }], [{ type: 'system' }]);
    expect(selectionLines(selection, { all: false })).toEqual([
      'any[0] tag backup=daily: 8 disks, 6 of them protected',
      '    d-0, d-1, d-2, d-3, d-4 and 3 more',
      'any[1] name x*: 1 disk',
      '    d-7',
      'any[2] id d-404: 0 disks',
      'not[0] type system: 1 disk',
      '    d-6',
      'cannot be protected: d-8',
    ]);
    expect(selectionLines(selection, { all: true })[1]).toBe('    d-0, d-1, d-2, d-3, d-4, d-5, d-6, d-8');
  });

  test('texts of the spec form no control character', () => {
    expect(selectionLines(of([{ name: 'a\u001b[31m' }]), { all: false })[0]).not.toContain('\u001b');
    expect(selectionSummary(of([daily, { tags: { 'x\u0007': '' } }]))).not.toContain('\u0007');
  });
});
