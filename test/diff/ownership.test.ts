import { describe, expect, test } from 'vitest';
import { ownershipIndex, unmanaged } from '../../src/diff/ownership.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { opOf, policy, policyWith, retagged } from '../support/ownership.ts';
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

describe('proof', () => {
  const byDisks = desired('groups', { props: { instanceId: null, diskIds: ['d-1', 'd-2'] } });
  const found = (one: Live, of: Desired) => ownershipIndex([one], scopeOf(of))(of).live?.id;
  const group = desired('groups');
  test.each<[string, Live, Desired, boolean]>([
    ['a group of an instance', live(group, 'g', { props: { diskIds: ['d-1'] } }), group, true],
    ['a group of disks, whatever its instance', live(byDisks, 'g', { props: { instanceId: 'i-1' } }), byDisks, true],
    ['a group of disks that has lost a member', live(byDisks, 'g', { props: { instanceId: '', diskIds: ['d-1'] } }), byDisks, true],
    ['a group of disks, and the entry is by instance now', live(byDisks, 'g', { props: { instanceId: 'i-1' } }), group, true],
    ['a group of an instance, and the entry is by disks now', live(group, 'g', { props: { diskIds: ['d-1', 'd-2'] } }), byDisks, true],
    ['a group whose target nothing gives', live(group, 'g', { props: { instanceId: 'i-2', diskIds: [] } }), byDisks, false],
    ['a policy', live(desired('policies'), 'sp-1'), desired('policies'), true],
    [
      'an op with the policy’s first disk for a target',
      retagged(live(desired('policies'), 'sp-1'), { 'snapspec:op': opOf(desired('policies'), { target: 'd-1' }) }),
      desired('policies'),
      false,
    ],
  ])('%s', (_, one, of, proven) => expect(found(one, of)).toBe(proven ? one.id : undefined));

  test('all four marks are needed, and their exact keys', () => {
    for (const member of ['stack', 'address', 'occurrence', 'op'])
      expect(found(retagged(live(entry, 's-1'), { [`snapspec:${member}`]: undefined }), entry), member).toBeUndefined();
  });

  test('an address that an entry had before counts as its own', () => {
    const old = live(other, 's-1', { props: { diskId: 'd-1' } });
    const formerAddresses = new Map([[entry.address, [other.address]]]);
    const scope = { ...scopeOf(entry), formerAddresses };
    expect(ownershipIndex([old], scope)(entry).live?.id).toBe('s-1');
    expect(unmanaged([old], scope)).toEqual([]);
    const both = { ...scopeOf(other, entry), formerAddresses };
    expect(ownershipIndex([live(other, 's-1')], both)(other).live?.id).toBe('s-1');
    expect(ownershipIndex([live(other, 's-1')], both)(entry).live).toBeUndefined();
    const near = ownershipIndex([retagged(old, { 'snapspec:op': undefined })], scope)(entry);
    expect(near.doubtful.map(({ misfits }) => misfits.map(({ words }) => words))).toEqual([['snapspec:op is missing']]);
  });
});

describe('generations', () => {
  const next = (...resources: readonly Live[]): number => ownershipIndex(resources, scopeOf(entry))(entry).generation;
  const failed = { status: 'failed' } as const;
  test.each<[string, readonly Live[], number]>([
    ['nothing is listed', [], 0],
    ['one failed', [live(entry, 's-1', failed)], 1],
    ['of several the largest counts, not how many there are', [live(entry, 's-1', failed, 4), live(entry, 's-2', failed, 1)], 5],
    ['a good one counts too', [live(entry, 's-1', {}, 7)], 8],
    ['the last one', [live(entry, 's-1', failed, 63)], 64],
    ['another occurrence has its own', [live({ ...entry, occurrence: 'x' }, 's-1', failed, 4)], 0],
    ['another entry has its own', [live(other, 's-1', failed, 4)], 0],
    ['a copy within the region tells of a backup that may be gone', [live(entry, 's-1', { copyOf: { id: 's-0' } }, 2)], 3],
    [
      'a copy from elsewhere does not',
      [
        retagged(live(entry, 's-1', { copyOf: { id: 's-0', region: 'cn-beijing' } }), {
          'snapspec:op': opOf(entry, { region: 'cn-beijing' }),
        }),
      ],
      0,
    ],
  ])('%s', (_, resources, generation) => expect(next(...resources)).toBe(generation));

  test('no token is sent for what carries a marker', () =>
    expect(ownershipIndex([live(desktop, 's-1', failed)], scopeOf(desktop))(desktop).generation).toBe(0));
});

describe('which of several policies counts', () => {
  const elected = (...resources: readonly Live[]) => {
    const { live: first, twins } = ownershipIndex(resources, scopeOf(policy))(policy);
    return [first?.id, ...ids(twins)];
  };
  const later = '2026-11-02T00:00:00Z';
  test.each<[string, readonly Live[], readonly (string | undefined)[]]>([
    ['none has disks: the earliest', [policyWith('sp-1', 0, later), policyWith('sp-2', 0)], ['sp-2', 'sp-1']],
    ['one has disks, though it is later', [policyWith('sp-1', 0), policyWith('sp-2', 1, later)], ['sp-2', 'sp-1']],
    ['two have disks: none', [policyWith('sp-1', 0), policyWith('sp-2', 1), policyWith('sp-3', 9)], [undefined, 'sp-1', 'sp-2', 'sp-3']],
    [
      'minutes without seconds are the beginning of the minute',
      [
        policyWith('sp-1', 0, '2026-11-01T00:00:30Z'),
        policyWith('sp-2', 0, '2026-11-01T00:00Z'),
        policyWith('sp-3', 0, '2026-11-01T00:00:00Z'),
      ],
      ['sp-2', 'sp-3', 'sp-1'],
    ],
  ])('%s', (_, resources, expected) => {
    expect(elected(...resources)).toEqual(expected);
    expect(elected(...[...resources].reverse())).toEqual(expected);
  });

  test('what cannot have disks is elected by its time', () =>
    expect(
      ids(
        ownershipIndex([live(entry, 's-1', { ...at(2), props: { diskNums: 3 } }), live(entry, 's-2', at(1))], scopeOf(entry))(entry).twins,
      ),
    ).toEqual(['s-1']));
});

test('unmanaged is only what is proven: no member, no copy, no mark that does not fit', () => {
  const { owner, ...bare } = live(other, 's-9');
  const resources = [
    live(other, 's-1'),
    live(other, 's-2', { copyOf: { id: 's-1' } }),
    live(other, 's-3'),
    retagged(live(other, 's-4'), { 'snapspec:op': opOf(entry) }),
    { ...bare, section: 'snapshots', ...(owner && { owner: { ...owner, address: 'policies/b' } }) },
    live(desired('groups'), 'ssg-1', { members: ['s-3'] }),
  ];
  expect(ids(unmanaged(resources, scopeOf(desired('groups'))))).toEqual(['s-1']);
});
