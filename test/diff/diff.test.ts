import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { Change } from '../../src/diff/change.ts';
import { diff } from '../../src/diff/diff.ts';
import { noWays } from '../../src/diff/ways.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import type { Desired, Props } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { desired, inventory, live, stack, state, target } from '../support/resources.ts';

const now = Date.UTC(2026, 10, 25);
const selector = (...ids: readonly string[]): Json => ({ any: ids.map((id) => ({ id })), not: [] });

function changeOf(entry: Desired, resources: readonly Live[], more: Partial<LiveState> = {}): Change {
  const [change] = diff([entry], state(resources, more, [entry]), stack, now).changes;
  return change as Change;
}

/** The change of one that exists with these other values. */
const update = (section: string, before: Props, after: Props = {}, more: Partial<LiveState> = {}) => {
  const entry = desired(section, { props: after });
  return changeOf(entry, [live(desired(section, { props: before }), 'x-1')], more) as Change & { type: 'update' };
};

describe('what is not there is created', () => {
  test.each<[string, readonly Live[], Partial<Change>]>([
    [
      'nothing is there',
      [],
      {
        type: 'create',
        generation: 0,
        notes: ['An earlier one may have existed and been released after its retention; set takeUntil to close the entry.'],
      },
    ],
    [
      'two have failed: the third generation',
      [0, 1].map((n) => live(desired('snapshots'), `s-${n}`, { status: 'failed' }, n)),
      { type: 'create', generation: 2 },
    ],
    ['another occurrence is there', [live(desired('snapshots', { occurrence: '1.0' }), 's-1')], { type: 'create', generation: 0 }],
  ])('%s', (_, resources, expected) => expect(changeOf(desired('snapshots'), resources)).toMatchObject(expected));

  const takeUntil = (moment: number, resources: readonly Live[] = []) =>
    changeOf(desired('snapshots', { takeUntil: moment }), resources).type;
  test.each([
    ['a millisecond after takeUntil it is closed', now - 1, [], 'closed'],
    ['at takeUntil it is still open', now, [], 'create'],
    ['before takeUntil it is open', now + 1, [], 'create'],
    ['what exists is not closed', now - 1, [live(desired('snapshots'), 's-1')], 'unchanged'],
  ] as const)('%s', (_, moment, resources, expected) => expect(takeUntil(moment, resources)).toBe(expected));

  test.each<[string, Partial<Desired>, boolean]>([
    ['a fixed occurrence with a retention', {}, true],
    ['without a retention', { props: { retentionDays: null } }, false],
    ['an occurrence from a variable', { fixed: false }, false],
    ['with takeUntil', { takeUntil: now + 1 }, false],
  ])('the note that it may be taken twice: %s', (_, more, noted) =>
    expect(changeOf(desired('snapshots', more), []).notes.length > 0).toBe(noted),
  );

  test('a policy is created with the disks that it selects', () =>
    expect(changeOf(desired('policies', { props: { disks: selector('d-2', 'd-1') } }), [])).toMatchObject({
      type: 'create',
      attach: ['d-1', 'd-2'],
    }));
});

describe('fields of what is there', () => {
  test('equal ones, and those that cannot be read back, are no change', () => {
    expect(changeOf(desired('snapshots'), [live(desired('snapshots'), 's-1')])).toMatchObject({ type: 'unchanged', notes: [] });
    const { retentionDays: _, ...props } = live(desired('snapshots'), 's-1').props;
    expect(changeOf(desired('snapshots'), [{ ...live(desired('snapshots'), 's-1'), props }])).toMatchObject({ type: 'unchanged' });
  });

  test.each<[string, string, Props, Props, object]>([
    ['a name', 'snapshots', { name: 'old' }, { name: 'new' }, { field: 'name', before: 'old', after: 'new', reduces: false }],
    ['a longer retention', 'snapshots', { retentionDays: 7 }, {}, { field: 'retentionDays', before: 7, after: 30, reduces: false }],
    [
      'a shorter retention of a policy',
      'policies',
      { retentionDays: 15 },
      {},
      { field: 'retentionDays', before: 15, after: 14, reduces: true },
    ],
    [
      'a limit where there was none',
      'policies',
      { retentionDays: -1 },
      {},
      { field: 'retentionDays', before: -1, after: 14, reduces: true },
    ],
    [
      'no limit where there was one',
      'policies',
      {},
      { retentionDays: -1 },
      { field: 'retentionDays', before: 14, after: -1, reduces: false },
    ],
    ['fewer hours', 'policies', { timePoints: [1, 2] }, {}, { field: 'timePoints', before: [1, 2], after: [2], reduces: true }],
    ['more hours', 'policies', {}, { timePoints: [1, 2] }, { field: 'timePoints', before: [2], after: [1, 2], reduces: false }],
  ])('%s', (_, section, before, after, field) => expect(update(section, before, after)).toMatchObject({ type: 'update', fields: [field] }));

  test.each<[string, string, Props, Props, RegExp]>([
    [
      'a shorter retention of a snapshot',
      'snapshots',
      { retentionDays: 60 },
      {},
      /^retentionDays stays 60: .* The next occurrence will have 30\.$/,
    ],
    [
      'no retention of a snapshot',
      'snapshots',
      { retentionDays: 60 },
      { retentionDays: null },
      /^retentionDays stays 60: .* The next occurrence will have none\.$/,
    ],
    ['the name of a desktop snapshot', 'desktopSnapshots', { name: 'x' }, {}, /^name stays "x": it is set when the backup is taken\./],
  ])('%s is a note, not a change', (_, section, before, after, note) => {
    const change = update(section, before, after);
    expect(change.type).toBe('unchanged');
    expect(change.notes).toEqual([expect.stringMatching(note)]);
  });

  test('tags of a group change, with a note that no page lists them', () => {
    const change = update('groups', { tags: { a: 'b' } }, { tags: { a: 'c' } });
    expect(change).toMatchObject({ type: 'update', fields: [], tags: { set: { a: 'c' }, unset: [] } });
    expect(change.notes).toEqual([
      'No page says that snapshot-consistent groups can be tagged once they are taken; clients of others do it.',
    ]);
  });

  test('tags of a group are a note where the service does not know them', () => {
    const one = desired('groups', { props: { tags: { a: 'c' } } });
    const before = live(one, 'x-1', { props: { ...one.props, tags: { a: 'b' } } });
    const [change] = diff([one], state([before], { untaggable: new Set(['groups']) }), stack, 0).changes;
    expect(change).toMatchObject({
      type: 'unchanged',
      notes: [
        'Tags stay as taken (a would change): the service does not tag snapshot-consistent groups. The next occurrence will have those of the spec.',
      ],
    });
  });

  test.each<[string, string, Props, string]>([
    ['another disk', 'snapshots', { diskId: 'd-9' }, 'diskId'],
    ['another instance', 'groups', { instanceId: 'i-9' }, 'instanceId'],
    ['another desktop', 'desktopSnapshots', { desktopId: 'ecd-9' }, 'desktopId'],
  ])('%s is refused, also where something else changes', (_, section, before, field) => {
    const change = update(section, { ...before, name: 'old' });
    expect(change).toMatchObject({ type: 'refused', field });
    expect((change as unknown as { reason: string }).reason).toMatch(
      /^\S+ was already taken \(x-1\) with \S+ "\S+", and the spec now has "\S+"\.$/,
    );
  });

  test('a group of named disks may be of any instance', () =>
    expect(update('groups', { instanceId: 'i-1', diskIds: ['d-1'] }, { instanceId: null, diskIds: ['d-1'] })).toMatchObject({
      type: 'unchanged',
    }));
});

describe('tags', () => {
  test.each<[string, { [key: string]: string }, { [key: string]: string }, object | undefined]>([
    ['the same, in another order', { a: '1', b: '2' }, { b: '2', a: '1' }, undefined],
    ['one more', { a: '1' }, { a: '1', b: '2' }, { set: { b: '2' }, unset: [], before: {} }],
    ['one less: it stays', { a: '1', b: '2' }, { a: '1' }, undefined],
    ['another value', { a: '1', b: '2' }, { a: 'x', b: '2' }, { set: { a: 'x' }, unset: [], before: { a: '1' } }],
    ['all at once', { a: '1', gone: '' }, { a: 'x', b: '' }, { set: { a: 'x', b: '' }, unset: [], before: { a: '1' } }],
    ['a name of every object', {}, { constructor: 'x' }, { set: { constructor: 'x' }, unset: [], before: {} }],
  ])('%s', (_, before, after, tags) => expect(update('snapshots', { tags: before }, { tags: after }).tags).toEqual(tags));

  const removing = (before: Props, after: Props, more: Partial<Desired> = { unlistedTags: 'remove' }) => {
    const entry = desired('snapshots', { props: { tags: after }, ...more });
    return changeOf(entry, [live(desired('snapshots', { props: { tags: before } }), 's-1')]) as Change & { type: 'update' };
  };

  test('what the spec does not list stays and is named, or is taken off where the entry says so', () => {
    const [before, after] = [{ a: '1', robot: 'r', gone: '' }, { a: 'x' }];
    expect(removing(before, after, {})).toMatchObject({ tags: { set: { a: 'x' }, unset: [] }, keptTags: ['robot', 'gone'] });
    expect(removing(before, after, { unlistedTags: 'keep' })).toMatchObject({ tags: { unset: [] }, keptTags: ['robot', 'gone'] });
    const taken = removing(before, after);
    expect(taken.tags).toEqual({ set: { a: 'x' }, unset: ['robot', 'gone'], before: { a: '1', robot: 'r', gone: '' } });
    expect(taken).not.toHaveProperty('keptTags');
    expect(removing({ robot: 'r' }, {}, {}).type).toBe('unchanged');
    expect(removing({ robot: 'r' }, {}).tags).toEqual({ set: {}, unset: ['robot'], before: { robot: 'r' } });
  });
});

describe('resource groups', () => {
  test.each<[string, Json, Json, object | undefined]>([
    ['one that the spec does not name is left unchanged', 'rg-1', null, undefined],
    ['the same', 'rg-1', 'rg-1', undefined],
    ['another', 'rg-1', 'rg-2', { before: 'rg-1', after: 'rg-2' }],
  ])('%s', (_, before, after, group) => {
    const entry = desired('snapshots', { props: { resourceGroupId: after } });
    expect(changeOf(entry, [live(entry, 's-1', { props: { resourceGroupId: before } })])).toMatchObject(
      group ? { type: 'update', group } : { type: 'unchanged' },
    );
  });
});

describe('attachments of a policy', () => {
  const attachedTo = (...ids: readonly string[]): Partial<LiveState> => ({ attached: new Map([['x-1', ids]]) });
  test.each<[string, readonly string[], readonly string[], object]>([
    ['the same', ['d-1'], ['d-1'], { type: 'unchanged' }],
    ['one more', ['d-1'], ['d-1', 'd-2'], { type: 'update', attach: ['d-2'], detach: [] }],
    ['one less', ['d-1', 'd-2'], ['d-1'], { type: 'update', attach: [], detach: ['d-2'] }],
    ['another', ['d-1'], ['d-2'], { type: 'update', attach: ['d-2'], detach: ['d-1'] }],
  ])('%s', (_, before, after, expected) =>
    expect(update('policies', {}, { disks: selector(...after) }, attachedTo(...before))).toMatchObject(expected),
  );

  test('a selector that chooses nothing is an error that holds what is taken off; an empty list says so on purpose', () => {
    const found = (any: Json) => {
      const entry = desired('policies', { props: { disks: { any, not: [] } } });
      const { findings, changes } = diff([entry], state([live(desired('policies'), 'x-1')], attachedTo('d-1'), [entry]), stack, now);
      return {
        findings: findings.map(({ diagnostic, about, holdsDetaches }) => [diagnostic.severity, about.length, holdsDetaches]),
        changes,
      };
    };
    expect(found([{ id: 'd-gone' }]).findings).toContainEqual(['error', 0, true]);
    expect(found([])).toMatchObject({ findings: [], changes: [{ type: 'update', attach: [], detach: ['d-1'] }] });
  });

  test.each<[string, string | undefined, readonly string[], object]>([
    ['detached by default', undefined, [], { type: 'update', detach: ['d-7', 'd-8'] }],
    [
      'kept where the spec says so, with a note',
      'keep',
      [],
      { type: 'unchanged', notes: [expect.stringMatching(/^2 disks .* stay attached/)] },
    ],
    [
      'detached all the same where `not` leaves it out',
      'keep',
      ['d-8'],
      { type: 'update', detach: ['d-8'], notes: [expect.stringMatching(/^1 disk /)] },
    ],
  ])('what is attached and not chosen is %s', (_, unlisted, not, expected) => {
    const disks = { any: [{ id: 'd-1' }], not: not.map((id) => ({ id })), ...(unlisted && { unlisted }) };
    const known = inventory(...['d-1', 'd-7', 'd-8'].map((id) => target('disk', id)));
    expect(update('policies', {}, { disks }, { ...attachedTo('d-1', 'd-7', 'd-8'), inventory: known })).toMatchObject(expected);
  });

  test('without disks they are not managed', () => expect(update('policies', {}, {}, attachedTo('d-1')).type).toBe('unchanged'));
});

describe('notes and findings', () => {
  test('duplicates, failed ones and history are named, and change nothing', () => {
    const entry = desired('snapshots');
    const resources = [
      live(entry, 's-2', { createdAt: '2026-11-02T00:00:00Z' }),
      live(entry, 's-1'),
      live(entry, 's-0', { status: 'failed' }),
      live({ ...entry, occurrence: '2024' }, 's-3'),
      live({ ...entry, occurrence: '2025' }, 's-4'),
    ];
    expect(changeOf(entry, resources)).toMatchObject({
      type: 'unchanged',
      live: { id: 's-1' },
      notes: [
        's-2 is a duplicate of the same entry and occurrence. s-1 counts, and nothing is deleted. To have it deleted, write `removed: [{id: s-2}]`.',
        's-0 failed and does not count.',
        '2 earlier occurrences remain as history.',
      ],
    });
    expect(changeOf(entry, [resources[1] as Live, resources[3] as Live]).notes).toEqual(['1 earlier occurrence remains as history.']);
  });

  test('what the spec no longer declares is unmanaged', () => {
    const gone = live(desired('policies', { key: 'old' }), 'sp-9');
    const protecting = { ...gone, props: { ...gone.props, diskNums: 12 } };
    const notes = (does: string) => [does, expect.stringContaining('`removed: [{address: policies/old}]` or use --prune')];
    const unmanaged = (one: Live, does: string) => [{ type: 'unmanaged', address: 'policies/old', live: one, notes: notes(does) }];
    const found = (one: Live) => diff([], state([one]), stack, now).changes;
    expect(found(gone)).toEqual(unmanaged(gone, 'It has no disks, and takes no snapshots.'));
    expect(found(protecting)).toEqual(unmanaged(protecting, 'It still snapshots 12 disks: every day 02:00 UTC+8.'));
  });

  const disk = (more: object) => ({ inventory: inventory(target('disk', 'd-1', more)) });
  const codesOf = (entry: Desired, resources: readonly Live[], more: Partial<LiveState>): string[] =>
    diff([entry], state(resources, more), stack, now).findings.map(({ diagnostic }) => `${diagnostic.severity} ${diagnostic.code}`);
  const entry = desired('snapshots');
  test.each<[string, Desired, readonly Live[], Partial<LiveState>, readonly string[]]>([
    ['a target that exists', entry, [], disk({}), []],
    [
      'a selector that matches nothing',
      desired('policies', { props: { disks: { any: [{ tags: { a: 'b' } }], not: [] } } }),
      [],
      disk({}),
      ['error policy-selects-nothing'],
    ],
  ])('%s', (_, one, resources, more, codes) => expect(codesOf(one, resources, more)).toEqual(codes));
});

test('a create knows what the entry was called, and what the spec lets go of', () => {
  const entry = desired('snapshots', { key: 'now' });
  const place = { file: 'snapspec.yaml', path: [] };
  const ways = {
    ...noWays,
    moved: [
      { from: 'snapshots/before', to: entry.address, ...place },
      { fromStack: 'old', ...place },
    ],
    removed: [
      { id: 's-8', force: false, forget: true, ...place },
      { id: 's-9', force: false, forget: false, ...place },
    ],
  };
  const change = diff([entry], state([], {}, [entry]), stack, 0, ways).changes.find(({ type }) => type === 'create');
  expect(change).toMatchObject({
    formerly: [
      { stack, address: 'snapshots/before' },
      { stack: 'old', address: entry.address },
      { stack: 'old', address: 'snapshots/before' },
    ],
    letGo: ['s-8'],
  });
  const plain = diff([entry], state([], {}, [entry]), stack, 0).changes[0];
  expect(Object.keys(plain ?? {})).not.toEqual(expect.arrayContaining(['formerly']));
  expect(Object.keys(plain ?? {})).not.toEqual(expect.arrayContaining(['letGo']));
});
