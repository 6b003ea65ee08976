import { describe, expect, test } from 'vitest';
import { ownershipIndex, unmanaged } from '../../src/diff/ownership.ts';
import type { Live } from '../../src/kinds/live.ts';
import { desired, live, scopeOf } from '../support/resources.ts';

const entry = desired('snapshots');
const other = desired('snapshots', { key: 'b' });
const desktop = desired('desktopSnapshots');
const at = (day: number): { createdAt: string } => ({ createdAt: `2026-11-0${day}T00:00:00Z` });
const ids = (resources: readonly Live[]): string[] => resources.map((one) => one.id);

/** What the index makes of these resources for `entry`. */
function matched(...resources: readonly Live[]) {
  const { live: first, twins, failed, earlier } = ownershipIndex(resources, scopeOf(entry, other))(entry);
  return { live: first?.id, twins: ids(twins), failed: ids(failed), earlier: ids(earlier) };
}

const none = { live: undefined, twins: [], failed: [], earlier: [] };

describe('what is live of an entry', () => {
  const foreign = { ...live(entry, 's-1').owner, stack: 'other' } as NonNullable<Live['owner']>;
  const { owner: _, ...unowned } = live(entry, 's-1');
  test.each<[string, readonly Live[], Partial<ReturnType<typeof matched>>]>([
    ['nothing', [], {}],
    ['its own', [live(entry, 's-1')], { live: 's-1' }],
    ['of another entry', [live(other, 's-1')], {}],
    ['of another stack', [live(entry, 's-1', { owner: foreign })], {}],
    ['without owner tags, though its name fits', [unowned], {}],
    ['of another section under the same address: a member of a group', [{ ...live(entry, 'x'), section: 'groups' }], {}],
    [
      'two: the earlier counts, whatever the order',
      [live(entry, 's-2', at(2)), live(entry, 's-1', at(1))],
      { live: 's-1', twins: ['s-2'] },
    ],
    ['two of one instant: the smaller id counts', [live(entry, 's-2'), live(entry, 's-1')], { live: 's-1', twins: ['s-2'] }],
    ['a failed one does not count', [live(entry, 's-1', { status: 'failed' })], { failed: ['s-1'] }],
    [
      'a failed one before a good one',
      [live(entry, 's-1', { status: 'failed', ...at(1) }), live(entry, 's-2', at(2))],
      { live: 's-2', failed: ['s-1'] },
    ],
    ['one that is pending counts', [live(entry, 's-1', { status: 'pending' })], { live: 's-1' }],
    ['another occurrence is history', [live({ ...entry, occurrence: '2025' }, 's-1')], { earlier: ['s-1'] }],
    [
      'a failed one of another occurrence is history too',
      [live({ ...entry, occurrence: '2025' }, 's-1', { status: 'failed' })],
      { earlier: ['s-1'] },
    ],
  ])('%s', (_name, resources, expected) => expect(matched(...resources)).toEqual({ ...none, ...expected }));
});

describe('what carries no tags is found by its marker', () => {
  const match = (one: Live, of = desktop) => ownershipIndex([one], scopeOf(of))(of).live?.id;
  test('its own', () => expect(match(live(desktop, 's-1'))).toBe('s-1'));
  test('not of another occurrence, which has another marker', () =>
    expect(match(live(desktop, 's-1'), { ...desktop, occurrence: 'x' })).toBeUndefined());
  test('not a wrong marker', () => expect(match(live(desktop, 's-1', { marker: 'aaaaaaaaaaaa' }))).toBeUndefined());
  test('not in another section', () => expect(match({ ...live(desktop, 's-1'), section: 'snapshots' })).toBeUndefined());
  test('a marker is no owner of what carries tags', () => {
    const { owner: _owner, ...rest } = live(entry, 's-1', { marker: live(desired('desktopSnapshots'), 'x').marker as string });
    expect(ownershipIndex([rest], scopeOf(entry))(entry).live).toBeUndefined();
  });
});

test('a match is made once', () => {
  const matchOf = ownershipIndex([live(entry, 's-1')], scopeOf(entry));
  expect(matchOf(entry)).toBe(matchOf(entry));
});

test('unmanaged is what the stack owns and the spec does not declare', () => {
  const resources = [
    live(entry, 's-1'),
    live(other, 's-2'),
    live({ ...other, stack: 'other' }, 's-3'),
    { ...live(other, 'ssg-1'), section: 'groups' },
    live(desktop, 's-4'),
  ];
  expect(ids(unmanaged(resources, scopeOf(entry)))).toEqual(['s-2']);
  expect(ids(unmanaged(resources, scopeOf(entry, { ...other, occurrence: 'next' })))).toEqual([]);
});
