import { describe, expect, test } from 'vitest';
import { needs, select } from '../../src/kinds/policies/selector.ts';
import type { Selector, SelectorItem } from '../../src/kinds/policies/selector.ts';
import { targets } from '../../src/kinds/target-listings.ts';
import type { Selection, TargetResource } from '../../src/kinds/targets.ts';
import { inventory, target } from '../support/resources.ts';

const disk = (id: string, more: Partial<TargetResource> = {}): TargetResource =>
  target('disk', id, {
    name: `name-${id}`,
    type: 'data',
    category: 'cloud_essd',
    zone: 'cn-hangzhou-h',
    resourceGroupId: 'rg-one',
    tags: { backup: 'daily' },
    instanceIds: ['i-1'],
    ...more,
  });

const world = [
  disk('d-1', { type: 'system' }),
  disk('d-2', { category: 'Cloud_SSD', tags: { backup: 'daily', team: 'a' } }),
  disk('d-3', { zone: 'cn-hangzhou-i', instanceIds: ['i-2', 'i-3'] }),
  disk('d-4', { resourceGroupId: 'rg-two', tags: {} }),
  disk('d-5', { name: 'ledger-main', tags: { backup: '' } }),
  disk('d-6', {
    category: 'local_ssd_pro',
    unsupportedReason: 'its category local_ssd_pro does not support snapshots',
    tags: { tmp: '1' },
    instanceIds: [],
  }),
];

const choose = (any: readonly SelectorItem[], not: readonly SelectorItem[] = [], disks = world): Selection =>
  select({ any, not }, inventory(...disks));
const codes = ({ issues }: Selection): string[] =>
  issues.map(({ issue }) => `${issue.severity} ${issue.code} ${issue.place && 'path' in issue.place ? issue.place.path.join('.') : ''}`);

describe('what items choose', () => {
  test.each<[string, SelectorItem, readonly string[]]>([
    ['id', { id: 'd-1' }, ['d-1']],
    ['instance', { instanceId: 'i-1' }, ['d-1', 'd-2', 'd-4', 'd-5']],
    ['the second instance of a disk', { instanceId: 'i-3' }, ['d-3']],
    ['tag', { tags: { backup: 'daily' } }, ['d-1', 'd-2', 'd-3']],
    ['tag without a value', { tags: { backup: '' } }, ['d-5']],
    ['two tags', { tags: { backup: 'daily', team: 'a' } }, ['d-2']],
    ['type', { type: 'system' }, ['d-1']],
    ['category, however the service spells it', { category: 'cloud_ssd' }, ['d-2']],
    ['zone', { zone: 'cn-hangzhou-i' }, ['d-3']],
    ['resource group', { resourceGroupId: 'rg-two' }, ['d-4']],
    ['name', { name: 'ledger-*' }, ['d-5']],
    ['several keys, which must all hold', { tags: { backup: 'daily' }, type: 'data', instanceId: 'i-1', name: '*-d-?' }, ['d-2']],
    ['an id with a key that holds', { id: 'd-2', type: 'data' }, ['d-2']],
  ])('%s', (_, item, ids) => {
    const selection = choose([item]);
    expect(selection.ids).toEqual(ids);
    expect(selection.items).toEqual([expect.objectContaining({ list: 'any', index: 0, matched: ids })]);
    expect(selection).toMatchObject({ issues: [], incomplete: false, emptyOnPurpose: false });
  });

  test('`not` wins, and items are told apart', () => {
    const selection = choose([{ tags: { backup: 'daily' } }, { id: 'd-1' }], [{ type: 'system' }]);
    expect(selection.ids).toEqual(['d-2', 'd-3']);
    expect(selection.items).toEqual([
      { list: 'any', index: 0, text: 'tag backup=daily', by: 'tag backup=daily', matched: ['d-1', 'd-2', 'd-3'] },
      { list: 'any', index: 1, text: 'id d-1', by: 'id', matched: ['d-1'] },
      { list: 'not', index: 0, text: 'type system', by: 'type system', matched: ['d-1'] },
    ]);
    expect(codes(selection)).toEqual([]);
  });

  test('what is absent in a reply holds for no item', () => {
    const bare = [target('disk', 'd-1')];
    for (const item of [{ type: 'data' }, { category: 'cloud' }, { zone: '' }, { resourceGroupId: '' }, { name: '*' }])
      expect(choose([item], [], bare).ids).toEqual([]);
  });
});

describe('what is wrong', () => {
  test('`any: []` says on purpose that nothing is protected', () => {
    expect(choose([], [{ id: 'd-404' }])).toEqual({
      ids: [],
      passedOver: [],
      items: [],
      issues: [],
      incomplete: false,
      excluded: [],
      keepsUnlisted: false,
      emptyOnPurpose: true,
    });
  });

  test.each<[string, Selector, readonly string[], Partial<Selection>]>([
    [
      'an id that is not there beside others: the others are attached, detaches wait',
      { any: [{ id: 'd-404' }, { id: 'd-1' }], not: [] },
      ['error disk-not-found disks.any.0.id'],
      { ids: ['d-1'], incomplete: true },
    ],
    [
      'an id that is not there, alone',
      { any: [{ id: 'd-404' }], not: [] },
      ['error disk-not-found disks.any.0.id', 'error policy-selects-nothing disks.any.0'],
      { ids: [], incomplete: true, emptyOnPurpose: false },
    ],
    [
      'an id in `not` that is not there',
      { any: [{ id: 'd-1' }], not: [{ id: 'd-404' }] },
      ['warning disk-not-found disks.not.0.id'],
      { ids: ['d-1'], incomplete: false },
    ],
    [
      'an item that matches nothing beside one that does',
      { any: [{ id: 'd-1' }, { tags: { nobody: 'x' } }], not: [{ zone: 'cn-hangzhou-z' }] },
      ['warning selector-matches-nothing disks.any.1', 'warning selector-matches-nothing disks.not.0'],
      { ids: ['d-1'], incomplete: false },
    ],
    [
      'an id whose other key does not hold',
      { any: [{ id: 'd-1', type: 'data' }, { id: 'd-2' }], not: [] },
      ['warning selector-matches-nothing disks.any.0'],
      { ids: ['d-2'] },
    ],
    ['nothing at all', { any: [{ tags: { nobody: 'x' } }], not: [] }, ['error policy-selects-nothing disks.any.0'], { incomplete: true }],
    [
      'all left out',
      { any: [{ id: 'd-1' }, { id: 'd-2' }], not: [{ type: 'system' }, { type: 'data' }] },
      ['error policy-selects-nothing disks.any'],
      {},
    ],
    [
      'a disk that cannot be protected, named by its id',
      { any: [{ id: 'd-6' }, { id: 'd-1' }], not: [] },
      ['error disk-cannot-be-protected disks.any.0.id'],
      { ids: ['d-1'], passedOver: ['d-6'], incomplete: true },
    ],
    [
      'the same, matched by a tag',
      { any: [{ tags: { tmp: '1' } }, { id: 'd-1' }], not: [] },
      ['warning disk-cannot-be-protected disks.any.0'],
      { ids: ['d-1'], passedOver: ['d-6'], incomplete: false },
    ],
    [
      'the same, matched by both: said once, as an error',
      { any: [{ tags: { tmp: '1' } }, { id: 'd-6' }, { id: 'd-1' }], not: [] },
      ['error disk-cannot-be-protected disks.any.1.id'],
      { passedOver: ['d-6'], incomplete: true },
    ],
    ['the same, left out', { any: [{ name: '*' }], not: [{ id: 'd-6' }] }, [], { passedOver: [], incomplete: false }],
    [
      'only such disks: a policy that protects nothing is never green',
      { any: [{ tags: { tmp: '1' } }], not: [] },
      ['warning disk-cannot-be-protected disks.any.0', 'error policy-selects-nothing disks.any.0'],
      { passedOver: ['d-6'], incomplete: true },
    ],
  ])('%s', (_, selector, expected, more) => {
    const selection = select(selector, inventory(...world));
    expect(codes(selection)).toEqual(expected);
    expect(selection).toMatchObject(more);
  });

  test('issues say which disks they are about', () => {
    const { issues } = choose([{ id: 'd-404' }, { name: '*' }]);
    expect(issues.map(({ about, holdsDetaches }) => [about, holdsDetaches])).toEqual([
      [['d-404'], true],
      [['d-6'], false],
    ]);
  });

  test('disks that cannot be protected are counted by their reason', () => {
    const many = Array.from({ length: 8 }, (_, index) =>
      disk(`d-${index}`, { unsupportedReason: index < 7 ? 'it is local' : 'it was never attached' }),
    );
    expect(choose([{ type: 'data' }], [], [...many, disk('d-9')]).issues.map(({ issue }) => issue.message)).toEqual([
      '7 disks (d-0, d-1, d-2, d-3, d-4 and 2 more) cannot be protected: it is local.',
      'Disk d-7 cannot be protected: it was never attached.',
    ]);
  });

  test('why each item chooses nothing', () => {
    const any = [{ tags: { nobody: 'x' } }, { id: 'd-1' }, { tags: { tmp: '1' } }, { name: '*' }];
    const { issues } = choose(any, [{ id: 'd-1' }], [world[0] as TargetResource, world[5] as TargetResource]);
    const nothing = issues.find(({ issue }) => issue.code === 'policy-selects-nothing')?.issue;
    expect(nothing?.message).toBe('The policy would protect nothing: none of the 4 items of any chooses a disk.');
    expect(nothing?.related?.map(({ message }) => message)).toEqual([
      'no disk has tag nobody=x',
      '`not` leaves out the 1 disk with id d-1',
      'the 1 disk with tag tmp=1 cannot be protected',
      'of the 2 disks with name * `not` leaves out 1, and the rest cannot be protected',
    ]);
    expect(nothing?.help).toContain('write any: []');
  });
});

describe('what has to be read', () => {
  test('ids alone are asked for by id, anything else by a listing of all, and nothing for an empty list', () => {
    expect(needs({ any: [{ id: 'd-2', type: 'data' }, { id: 'd-1' }], not: [{ id: 'd-2' }] })).toEqual([
      { target: 'disk', ids: ['d-2', 'd-1'] },
    ]);
    expect(needs({ any: [{ id: 'd-1' }], not: [{ name: '*' }] })).toEqual([{ target: 'disk', all: true }]);
    expect(needs({ any: [], not: [{ name: '*' }] })).toEqual([]);
    expect(needs({ any: [], not: [{ name: '*' }], unlisted: 'keep' })).toEqual([{ target: 'disk', all: true }]);
    expect(needs(null)).toEqual([]);
  });

  test('a disk is read with what selectors choose by', () => {
    const item = {
      DiskId: 'd-1',
      DiskName: 'a',
      Type: 'data',
      Category: 'cloud_essd',
      ZoneId: 'cn-hangzhou-h',
      ResourceGroupId: 'rg-1',
      Status: 'In_use',
    };
    expect(targets.disk.parse(item)).toMatchObject({
      name: 'a',
      type: 'data',
      category: 'cloud_essd',
      zone: 'cn-hangzhou-h',
      resourceGroupId: 'rg-1',
    });
    expect(targets.disk.parse({ DiskId: 'd-1', DiskName: 7, Type: null })).not.toHaveProperty('name');
    expect(targets.disk.parse({ ...item, Category: 'Local_SSD_Pro' })?.unsupportedReason).toContain('does not support snapshots');
    expect(targets.disk.parse({ ...item, Status: 'Available' })?.unsupportedReason).toBe('it was never attached to an instance');
    expect(targets.disk.parse({ ...item, Status: 'Available', AttachedTime: '2026-01-01T00:00:00Z' })).not.toHaveProperty(
      'unsupportedReason',
    );
  });
});

test('of the same disks a selector chooses once, of other ones again', () => {
  const selector: Selector = { any: [{ tags: { backup: 'daily' } }], not: [] };
  const before = inventory(...world);
  expect(select(selector, before)).toBe(select(selector, before));
  expect(select(selector, before).ids).toEqual(['d-1', 'd-2', 'd-3']);
  expect(select(selector, inventory(...world.slice(1))).ids).toEqual(['d-2', 'd-3']);
  expect(select(selector, before).ids).toEqual(['d-1', 'd-2', 'd-3']);
  expect(select({ ...selector, not: [{ id: 'd-2' }] }, before).ids).toEqual(['d-1', 'd-3']);
});
