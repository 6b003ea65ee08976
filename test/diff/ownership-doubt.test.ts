import { describe, expect, test } from 'vitest';
import { ownershipIndex } from '../../src/diff/ownership.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { group, opOf, policy, retagged, snapshot } from '../support/ownership.ts';
import { desired, live, scopeOf } from '../support/resources.ts';

const ids = (resources: readonly Live[]): string[] => resources.map(({ id }) => id);

/** What becomes of these resources, for the first of the entries. */
function fates(resources: readonly Live[], entry: Desired, ...others: readonly Desired[]): string[] {
  const match = ownershipIndex(resources, scopeOf(entry, ...others))(entry);
  return [
    ...(match.live ? [`counts ${match.live.id}`] : []),
    ...match.doubtful.map(({ live: one, misfits }) => `doubtful ${one.id}: ${misfits.map(({ words }) => words).join('; ')}`),
    ...ids(match.copies).map((id) => `copy ${id}`),
  ];
}

const one = live(snapshot, 's-1');
const other = desired('snapshots', { key: 'b', props: { diskId: 'd-2' } });
const wrongOp = opOf(snapshot, { target: 'd-9' });
const notTheHash = 'not the hash of the other marks and the target';

/** A resource whose tags were changed, and what is said of it for the entry that took it. */
const variants: readonly (readonly [string, { readonly [key: string]: string | undefined }, readonly string[]])[] = [
  ['nothing', {}, ['counts s-1']],
  ['the op is gone', { 'snapspec:op': undefined }, ['doubtful s-1: snapspec:op is missing']],
  ['the stack is gone', { 'snapspec:stack': undefined }, ['doubtful s-1: snapspec:stack is missing']],
  ['the address is gone', { 'snapspec:address': undefined }, ['doubtful s-1: snapspec:address is missing']],
  ['the occurrence is gone', { 'snapspec:occurrence': undefined }, ['doubtful s-1: snapspec:occurrence is missing']],
  [
    'only the address is left',
    { 'snapspec:stack': undefined, 'snapspec:occurrence': undefined, 'snapspec:op': undefined },
    ['doubtful s-1: snapspec:stack is missing; snapspec:occurrence is missing; snapspec:op is missing'],
  ],
  [
    'only the op is left',
    { 'snapspec:stack': undefined, 'snapspec:occurrence': undefined, 'snapspec:address': undefined },
    ['doubtful s-1: snapspec:stack is missing; snapspec:address is missing; snapspec:occurrence is missing'],
  ],
  ['address and op are gone: it may be anything of the stack', { 'snapspec:address': undefined, 'snapspec:op': undefined }, []],
  ['all are gone', Object.fromEntries(['stack', 'address', 'occurrence', 'op'].map((name) => [`snapspec:${name}`, undefined])), []],
  [
    'a key with another separator',
    { 'snapspec:op': undefined, snapspec_op: opOf(snapshot) },
    [`doubtful s-1: snapspec:op is missing, and "snapspec_op" is "${opOf(snapshot)}"`],
  ],
  [
    'a key in another casing',
    { 'snapspec:address': undefined, 'Snapspec:ADDRESS': 'snapshots/a' },
    ['doubtful s-1: snapspec:address is missing, and "Snapspec:ADDRESS" is "snapshots/a"'],
  ],
  [
    'a key of full-width characters',
    { 'snapspec:stack': undefined, 'ｓｎａｐｓｐｅｃ：ｓｔａｃｋ': 's' },
    ['doubtful s-1: snapspec:stack is missing, and "ｓｎａｐｓｐｅｃ：ｓｔａｃｋ" is "s"'],
  ],
  [
    'two keys that look like it',
    { 'snapspec:occurrence': undefined, 'snapspec-occurrence': 'x', 'SNAPSPEC:occurrence': 'R 1' },
    ['doubtful s-1: snapspec:occurrence is missing, and "snapspec-occurrence" is "x" and "SNAPSPEC:occurrence" is "R 1"'],
  ],
  ['a key beside the exact one does not count', { snapspec_stack: 'other' }, ['counts s-1']],
  [
    'a value in another casing',
    { 'snapspec:address': 'Snapshots/A' },
    ['doubtful s-1: snapspec:address is "Snapshots/A", not "snapshots/a"'],
  ],
  ['a value of full-width characters', { 'snapspec:occurrence': 'Ｒ１' }, ['doubtful s-1: snapspec:occurrence is "Ｒ１", not "r-1"']],
  ['another stack', { 'snapspec:stack': 'other' }, ['doubtful s-1: snapspec:stack is "other", not "s"']],
  ['another address', { 'snapspec:address': 'snapshots/zz' }, ['doubtful s-1: snapspec:address is "snapshots/zz", not "snapshots/a"']],
  ['an address of another kind', { 'snapspec:address': 'groups/a' }, ['doubtful s-1: snapspec:address is "groups/a", not "snapshots/a"']],
  ['another occurrence', { 'snapspec:occurrence': 'r-2' }, ['doubtful s-1: snapspec:occurrence is "r-2", not "r-1"']],
  ['a blank address', { 'snapspec:address': '' }, ['doubtful s-1: snapspec:address is "", not "snapshots/a"']],
  [
    'a blank stack, and no op',
    { 'snapspec:stack': '', 'snapspec:op': undefined },
    ['doubtful s-1: snapspec:stack is "", not "s"; snapspec:op is missing'],
  ],
  ['a blank op and address: nothing is named', { 'snapspec:address': '', 'snapspec:op': '-' }, []],
  ['a wrong op', { 'snapspec:op': wrongOp }, [`doubtful s-1: snapspec:op is "${wrongOp}", ${notTheHash}`]],
  ['an op that is no token', { 'snapspec:op': 'x' }, [`doubtful s-1: snapspec:op is "x", ${notTheHash}`]],
  ['an op of generation 5', { 'snapspec:op': opOf(snapshot, { generation: 5 }) }, ['counts s-1']],
  ['an op of the last generation', { 'snapspec:op': opOf(snapshot, { generation: 63 }) }, ['counts s-1']],
  [
    'an op beyond the last generation',
    { 'snapspec:op': opOf(snapshot, { generation: 64 }) },
    [`doubtful s-1: snapspec:op is "${opOf(snapshot, { generation: 64 })}", ${notTheHash}`],
  ],
  [
    'an op of another account',
    { 'snapspec:op': opOf(snapshot, { account: '2' }) },
    [`doubtful s-1: snapspec:op is "${opOf(snapshot, { account: '2' })}", ${notTheHash}`],
  ],
  [
    'an op of another call',
    { 'snapspec:op': opOf(snapshot, { api: 'ecs/2014-05-26/CreateSnapshotGroup' }) },
    [`doubtful s-1: snapspec:op is "${opOf(snapshot, { api: 'ecs/2014-05-26/CreateSnapshotGroup' })}", ${notTheHash}`],
  ],
  ['an op of another region', { 'snapspec:op': opOf(snapshot, { region: 'cn-beijing', generation: 3 }) }, ['copy s-1']],
  [
    'an op of another region, without an address',
    { 'snapspec:address': undefined, 'snapspec:op': opOf(snapshot, { region: 'cn-beijing' }) },
    ['copy s-1'],
  ],
  ['address and op of an earlier occurrence: history that cannot be proven', { 'snapspec:occurrence': 'r-0', 'snapspec:op': 'x' }, []],
  ['another stack and no op of ours: that stack’s', { 'snapspec:stack': 'other', 'snapspec:op': 'x' }, []],
  ['half of a character says as little as a blank', { 'snapspec:stack': '\ud800' }, ['doubtful s-1: snapspec:stack is "\\ud800", not "s"']],
];

describe('a resource whose marks somebody changed', () => {
  test.each(variants)('%s', (_, changes, expected) => expect(fates([retagged(one, changes)], snapshot, other)).toEqual(expected));

  test('only what the marks name is in doubt, where they name something', () => {
    const nameless = variants.filter(([, changes]) => 'snapspec:address' in changes && changes['snapspec:address'] === undefined);
    for (const [name, changes] of variants)
      if (!nameless.some(([left]) => left === name)) expect(fates([retagged(one, changes)], other, snapshot), name).toEqual([]);
  });

  test('half of a character in a target or a mark is no crash', () => {
    const broken = live(snapshot, 's-1', { props: { diskId: '\udc00' } });
    expect(fates([retagged(broken, { 'snapspec:op': wrongOp })], snapshot)).toHaveLength(1);
    expect(fates([retagged(one, { 'snapspec:occurrence': 'a\udc00', 'snapspec:op': wrongOp })], snapshot)).toEqual([]);
  });
});

describe('whose a doubt is', () => {
  test('an op without an address holds up only entries that have nothing proven', () => {
    const nameless = retagged(live(other, 's-2'), { 'snapspec:address': undefined, 'snapspec:op': 'x', 'snapspec:occurrence': undefined });
    expect(fates([nameless], snapshot, other)).toHaveLength(1);
    expect(fates([nameless, one], snapshot, other)).toEqual(['counts s-1']);
    expect(fates([nameless, { ...one, status: 'failed' }], snapshot, other)).toHaveLength(1);
  });

  test('one that is named, or whose op is right, holds up the entry though it has something proven', () => {
    const named = retagged(live(snapshot, 's-2'), { 'snapspec:op': undefined });
    const right = retagged(live(snapshot, 's-3'), { 'snapspec:address': undefined });
    expect(fates([one, named, right], snapshot)).toEqual([
      'counts s-1',
      'doubtful s-3: snapspec:address is missing',
      'doubtful s-2: snapspec:op is missing',
    ]);
  });

  test('an op is right for the entry’s target too, and for that which the thing has', () => {
    const edited = { ...snapshot, target: 'd-7', props: { ...snapshot.props, diskId: 'd-7' } };
    expect(fates([one], edited)).toEqual(['counts s-1']);
    expect(fates([retagged(one, { 'snapspec:address': 'snapshots/zz' })], edited, other)).toEqual([
      'doubtful s-1: snapspec:address is "snapshots/zz", not "snapshots/a"',
    ]);
    expect(fates([live(snapshot, 's-1', { props: { diskId: 'd-7' } })], snapshot)).toEqual(['counts s-1']);
  });

  test('marks of one entry and the op of another put both in doubt', () => {
    const mixed = retagged(one, { 'snapspec:op': opOf(other, { occurrence: 'once' }) });
    expect(fates([mixed], snapshot, other)).toHaveLength(1);
    expect(fates([mixed], other, snapshot)).toEqual([
      'doubtful s-1: snapspec:address is "snapshots/a", not "snapshots/b"; snapspec:occurrence is "r-1", not "once"',
    ]);
  });

  test('another kind’s, an unmarked one, and one of the same name are nobody’s', () => {
    const { owner: _, ...unmarked } = one;
    const { owner } = live(policy, 'sp-1');
    expect(fates([unmarked, { ...one, ...(owner && { owner }) }], snapshot)).toEqual([]);
    expect(fates([retagged(live(policy, 'sp-1'), { 'snapspec:address': undefined })], snapshot)).toEqual([]);
  });

  test('policies have no target, so that each is doubtful by its marks alone', () =>
    expect(fates([retagged(live(policy, 'sp-1'), { 'snapspec:op': undefined, 'snapspec:address': 'Policies/P' })], policy)).toEqual([
      'doubtful sp-1: snapspec:address is "Policies/P", not "policies/p"; snapspec:op is missing',
    ]));
});

describe('what is never doubtful', () => {
  const dashed = desired('snapshots', { key: 'a-b' });
  const joined = desired('snapshots', { key: 'ab', props: { diskId: 'd-2' } });
  test('what is proven for another entry whose address looks the same', () => {
    expect(fates([live(joined, 's-9')], dashed, joined)).toEqual([]);
    expect(fates([live(joined, 's-9')], dashed)).toEqual([]);
    expect(fates([retagged(live(joined, 's-9'), { 'snapspec:op': 'x' })], dashed, joined)).toHaveLength(1);
  });

  test('what is proven for another stack whose name looks the same', () => {
    const theirs = live({ ...snapshot, stack: 'S' }, 's-9');
    expect(fates([theirs], snapshot)).toEqual([]);
    expect(fates([retagged(theirs, { 'snapspec:op': 'x' })], snapshot)).toHaveLength(1);
  });

  test('what is proven for an earlier occurrence whose name looks the same', () => {
    const earlier = live({ ...snapshot, occurrence: 'R1' }, 's-9');
    expect(fates([earlier], snapshot)).toEqual([]);
    expect(ids(ownershipIndex([earlier], scopeOf(snapshot))(snapshot).earlier)).toEqual(['s-9']);
  });

  test('members of a group, which may carry the marks of anything', () => {
    const owner = live(group, 'ssg-1', { members: ['s-1', 's-2'] });
    const members = [retagged(one, { 'snapspec:address': undefined }), live(snapshot, 's-2')];
    expect(fates(members, snapshot, group)).toHaveLength(2);
    expect(fates([owner, ...members], snapshot, group)).toEqual([]);
    expect(fates([owner, ...members], group, snapshot)).toEqual(['counts ssg-1']);
  });

  test.each<[string, Live['copyOf'], readonly string[]]>([
    ['of a snapshot', { id: 's-0' }, ['copy s-1']],
    ['from another region', { region: 'cn-beijing' }, ['copy s-1']],
    ['that names its own region only is none', { region: 'cn-hangzhou' }, ['counts s-1']],
  ])('a copy %s', (_, copyOf, expected) => {
    expect(fates([{ ...one, ...(copyOf && { copyOf }) }], snapshot)).toEqual(expected);
  });

  test('a copy with some of the marks is a copy, and one without an address is not even said', () => {
    const copyOf = { id: 's-0' };
    expect(fates([{ ...retagged(one, { 'snapspec:op': undefined }), copyOf }], snapshot)).toEqual(['copy s-1']);
    expect(fates([{ ...retagged(one, { 'snapspec:address': undefined }), copyOf }], snapshot)).toEqual([]);
  });
});

describe('a marker in a description is the whole proof', () => {
  const desktop = desired('desktopSnapshots');
  const { marker, ...bare } = live(desktop, 's-1');
  test('what was one before is doubtful', () =>
    expect(fates([{ ...bare, formerMarker: marker as string }], desktop)).toEqual(['doubtful s-1: ']));
  test('that of another entry is not', () => expect(fates([{ ...bare, formerMarker: 'aaaaaaaaaaaa' }], desktop)).toEqual([]));
  test('marks in tags say nothing there', () => {
    const { owner } = live(snapshot, 'x');
    expect(fates([{ ...bare, ...(owner && { owner }) }], desktop)).toEqual([]);
  });
});
