import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { markerOf, splitMarker } from '../../src/kinds/ownership-marker.ts';
import { foldMark, ownershipIn } from '../../src/kinds/ownership-tags.ts';
import { kindOf } from '../../src/kinds/registry.ts';

const all = { 'snapspec:stack': 's', 'snapspec:address': 'snapshots/a', 'snapspec:occurrence': 'once', 'snapspec:op': 'x' };
const owner = { stack: 's', address: 'snapshots/a', occurrence: 'once', op: 'x' };

describe('whose tags say something is', () => {
  test('all four: its owner, and what looks like them beside them is not asked', () =>
    expect(ownershipIn({ ...all, snapspec_stack: 'other', team: 'a' })).toEqual({ owner }));

  test.each<[string, { [key: string]: string }, readonly string[]]>([
    ['none', { team: 'a', 'snapspec:other': 'x', snapspec: 'x', stack: 's' }, []],
    ['some', { 'snapspec:op': 'x', 'snapspec:stack': 's' }, ['op snapspec:op', 'stack snapspec:stack']],
    ['a blank one is there', { 'snapspec:op': '' }, ['op snapspec:op']],
    ['another separator', { snapspec_op: 'x', 'snapspec.stack': 's' }, ['op snapspec_op', 'stack snapspec.stack']],
    ['no separator, and another casing', { SnapspecOp: 'x' }, ['op SnapspecOp']],
    ['full-width characters', { 'ＳＮＡＰＳＰＥＣ：ｏｐ': 'x' }, ['op ＳＮＡＰＳＰＥＣ：ｏｐ']],
    ['a ligature', { 'snapspec:ﬆack': 's' }, ['stack snapspec:ﬆack']],
    ['the exact one counts before one that looks like it', { snapspec_op: 'y', 'snapspec:op': 'x' }, ['op snapspec:op']],
    ['several that look like it', { snapspec_op: 'y', 'SNAPSPEC:OP': 'x' }, ['op snapspec_op', 'op SNAPSPEC:OP']],
    ['another word is not it', { 'snapspec:ops': 'x', 'snapspec:adress': 'x', 'my-snapspec:op': 'x' }, []],
  ])('%s', (_, tags, marks) => expect((ownershipIn(tags).marks ?? []).map(({ member, key }) => `${member} ${key}`)).toEqual(marks));

  test('a value is folded as a key is', () => expect(foldMark('Policies／Daily_１')).toBe('policiesdaily1'));
});

describe('a marker, and what was one', () => {
  const hash = 'abcdefgh2345';
  test.each<[string, string, object]>([
    ['at the end', `words${markerOf(hash)}`, { text: 'words', marker: hash }],
    ['alone', markerOf(hash), { text: '', marker: hash }],
    ['none', 'words', { text: 'words' }],
    ['with words after it', `words${markerOf(hash)} more`, { text: `words${markerOf(hash)} more`, formerMarker: hash }],
    ['without its space', markerOf(hash).trim(), { text: `[snapspec:${hash}]`, formerMarker: hash }],
    ['without its brackets, in another casing', 'Snapspec: ABCDEFGH2345', { text: 'Snapspec: ABCDEFGH2345', formerMarker: hash }],
    ['of another length', 'snapspec:abcdefgh23456', { text: 'snapspec:abcdefgh23456' }],
    ['too short', 'snapspec:abcdefgh', { text: 'snapspec:abcdefgh' }],
  ])('%s', (_, description, expected) => expect(splitMarker(description)).toEqual(expected));
});

describe('what a listing says of copies and members', () => {
  const snapshot = (more: { readonly [name: string]: Json }) =>
    kindOf('snapshots').parse({ SnapshotId: 's-1', CreationTime: '2026-11-01T00:00:00Z', ...more });
  test.each<[string, { readonly [name: string]: Json }, object | undefined]>([
    ['nothing', {}, undefined],
    ['blanks', { SourceSnapshotId: '', SourceRegionId: '' }, undefined],
    ['itself', { SourceSnapshotId: 's-1' }, undefined],
    ['a snapshot', { SourceSnapshotId: 's-0' }, { id: 's-0' }],
    ['a region', { SourceRegionId: 'cn-beijing' }, { region: 'cn-beijing' }],
    ['both', { SourceSnapshotId: 's-0', SourceRegionId: 'cn-beijing' }, { id: 's-0', region: 'cn-beijing' }],
  ])('a copy of %s', (_, item, copyOf) => expect(snapshot(item)?.copyOf).toEqual(copyOf));

  test('a group names its members', () => {
    const members = [{ SnapshotId: 's-2', SourceDiskId: 'd-2' }, { SnapshotId: 's-1', SourceDiskId: 'd-1' }, {}];
    const group = kindOf('groups').parse({ SnapshotGroupId: 'ssg-1', CreationTime: 'x', Snapshots: { Snapshot: members } });
    expect(group).toMatchObject({ members: ['s-1', 's-2'], props: { diskIds: ['d-1', 'd-2'] } });
  });

  test('tags that are left are read by every kind that carries them', () => {
    const Tags = { Tag: [{ TagKey: 'snapspec_op', TagValue: 'x' }] };
    const items = { policies: { AutoSnapshotPolicyId: 'sp-1' }, snapshots: { SnapshotId: 's-1' }, groups: { SnapshotGroupId: 'ssg-1' } };
    for (const [section, item] of Object.entries(items))
      expect(kindOf(section).parse({ ...item, CreationTime: 'x', Tags })?.marks, section).toEqual([
        { member: 'op', key: 'snapspec_op', value: 'x' },
      ]);
  });
});
