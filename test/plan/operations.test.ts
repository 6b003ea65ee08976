import { describe, expect, test } from 'vitest';
import { markerHash } from '../../src/compile/identity.ts';
import type { Change } from '../../src/diff/change.ts';
import { operationsOf } from '../../src/plan/operations.ts';
import type { Operation } from '../../src/plan/plan.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import { account, desired, live, region, stack, tokenFor } from '../support/resources.ts';

const plan = (...changes: readonly Change[]): Operation[] => operationsOf(changes, { account, region }, new Map());
const nothing = { fields: [], losses: [], attach: [], detach: [], notes: [] };

const create = (entry: Desired, more: Partial<Change & { type: 'create' }> = {}): Change => ({
  type: 'create',
  address: entry.address,
  desired: entry,
  generation: 0,
  attach: [],
  notes: [],
  ...more,
});

const update = (entry: Desired, more: Partial<Change & { type: 'update' }> = {}): Change => ({
  type: 'update',
  address: entry.address,
  desired: entry,
  live: live(entry, 'x-1'),
  ...nothing,
  ...more,
});

const ids = (many: number): string[] => Array.from({ length: many }, (_, index) => `d-${index}`);
const policy = desired('policies');
const other = desired('policies', { key: 'q' });
const snapshot = desired('snapshots');
const desktop = desired('desktopSnapshots');
const name = { field: 'name', before: 'a', after: 'b', reduces: false };

describe('a create', () => {
  test('stands alone: section, token and call, and no resource yet', () => {
    const token = tokenFor(snapshot, 'ecs/2014-05-26/CreateSnapshot');
    const [operation] = plan(create(snapshot));
    expect(operation).toEqual({
      id: 'snapshots/a#create',
      address: 'snapshots/a',
      section: 'snapshots',
      action: 'create',
      why: 'take the snapshot',
      risk: 'safe',
      token,
      taking: { occurrence: 'once', target: 'd-1', generation: 0 },
      call: expect.objectContaining({ action: 'CreateSnapshot', params: expect.objectContaining({ DiskId: 'd-1', ClientToken: token }) }),
      after: [],
    });
  });

  test('of what carries no tags has the marker that its description ends with', () => {
    const marker = markerHash(stack, desktop.address, desktop.occurrence);
    const [operation] = plan(create(desktop));
    expect(operation?.marker).toBe(marker);
    expect(operation?.call.params['Description']).toBe(` [snapspec:${marker}]`);
  });

  test('a generation changes the token, and nothing else', () => {
    const tokens = [0, 1].map((generation) => plan(create(snapshot, { generation }))[0]?.token);
    expect(tokens).toEqual([0, 1].map((generation) => tokenFor(snapshot, 'ecs/2014-05-26/CreateSnapshot', generation)));
    expect(new Set(tokens).size).toBe(2);
  });

  test('with disks attaches them afterwards, by the id that the create will return', () => {
    const [made, attach] = plan(create(policy, { attach: ['d-1'] }));
    expect(made?.why).toBe('create the automatic snapshot policy');
    expect(attach).toMatchObject({ action: 'attach', after: ['policies/p#create'], why: 'attach 1 disk' });
    expect(attach?.resourceId).toBeUndefined();
    expect(attach?.call.params['autoSnapshotPolicyId']).toEqual({ idOf: 'policies/p' });
  });
});

describe('an update', () => {
  test('knows its resource', () => {
    expect(plan(update(snapshot, { fields: [name] }))).toEqual([
      {
        id: 'snapshots/a#modify',
        address: 'snapshots/a',
        section: 'snapshots',
        resourceId: 'x-1',
        action: 'modify',
        why: 'change name',
        risk: 'safe',
        call: expect.objectContaining({ action: 'ModifySnapshotAttribute', params: { SnapshotId: 'x-1', SnapshotName: 's-a' } }),
        sets: { name: 'b' },
        after: [],
      },
    ]);
  });

  test('what takes protection away is a call of its own, which needs nothing else', () => {
    const shorter = { ...name, field: 'retentionDays', reduces: true };
    expect(plan(update(policy, { fields: [name, shorter] }))).toMatchObject([
      { id: 'policies/p#modify', risk: 'safe', why: 'change name', after: [] },
      { id: 'policies/p#modify-2', risk: 'reduces-protection', why: 'change retentionDays', after: [] },
    ]);
    expect(plan(update(policy, { fields: [name, { ...shorter, reduces: false }] }))).toMatchObject([
      { id: 'policies/p#modify', risk: 'safe', why: 'change name, retentionDays' },
    ]);
  });

  test.each<[string, Parameters<typeof update>[1], readonly (readonly [string, string, object])[]]>([
    ['a new tag is set', { tags: { set: { a: '1' }, unset: [], before: {} } }, [['tag', 'set 1 tag', { Tag: [{ Key: 'a', Value: '1' }] }]]],
    ['one that goes is removed', { tags: { set: {}, unset: ['a'], before: {} } }, [['untag', 'remove 1 tag', { TagKey: ['a'] }]]],
    [
      'those that change are set before others are removed: exactly those that the change names',
      { tags: { set: { a: '2', b: '1' }, unset: ['c'], before: { a: '1' } } },
      [
        [
          'tag',
          'set 2 tags',
          {
            Tag: [
              { Key: 'a', Value: '2' },
              { Key: 'b', Value: '1' },
            ],
          },
        ],
        ['untag', 'remove 1 tag', { TagKey: ['c'] }],
      ],
    ],
    [
      'a resource group',
      { group: { before: 'rg-1', after: 'rg-2' } },
      [['join', 'move to the resource group rg-2', { ResourceGroupId: 'rg-2' }]],
    ],
  ])('%s', (_, more, expected) => {
    const made = plan(update(snapshot, more));
    expect(made.map((one) => [one.action, one.why, one.call.params])).toEqual(
      expected.map(([action, why, params]) => [action, why, expect.objectContaining(params)]),
    );
  });

  test('protection first, then what is only seen, then what is taken off; each needs only what it is in vain without', () => {
    const made = plan(
      update(policy, {
        fields: [name],
        tags: { set: { a: '2' }, unset: [], before: { a: '1' } },
        group: { before: 'rg-1', after: 'rg-2' },
        attach: ['d-1'],
        detach: ['d-2'],
      }),
    );
    expect(made.map((one) => [one.action, one.after])).toEqual([
      ['attach', []],
      ['modify', []],
      ['tag', []],
      ['join', []],
      ['detach', []],
    ]);
  });
});

describe('disks', () => {
  test('go in batches of 100, each with a number of its own', () => {
    const made = plan(update(policy, { attach: ids(201), detach: ids(100) }));
    expect(made.map((one) => [one.id, JSON.parse(String(one.call.params['diskIds'])).length])).toEqual([
      ['policies/p#attach', 100],
      ['policies/p#attach-2', 100],
      ['policies/p#attach-3', 1],
      ['policies/p#detach', 100],
    ]);
    expect(made.map((one) => one.risk)).toEqual(['safe', 'safe', 'safe', 'reduces-protection']);
  });

  test('every detach comes last and needs the attach of the same disk, so that a disk that moves is never bare', () => {
    const made = plan(
      update(policy, { detach: ['d-1'] }),
      update(other, { attach: ['d-1'] }),
      create(desired('policies', { key: 'r' }), { attach: ['d-2'] }),
    );
    expect(made.map((one) => one.id)).toEqual(['policies/q#attach', 'policies/r#create', 'policies/r#attach', 'policies/p#detach']);
    expect(made.at(-1)?.after).toEqual(['policies/q#attach']);
  });

  test('what loses nothing by it is taken off by a call that is safe', () => {
    const made = operationsOf(
      [update(policy, { detach: ['d-1', 'd-2'] })],
      { account, region },
      new Map([['x-1', new Map([['d-1', 'policies/q']])]]),
    );
    expect(made.map(({ id, risk, ids: which }) => [id, risk, which])).toEqual([
      ['policies/p#detach', 'safe', ['d-1']],
      ['policies/p#detach-2', 'reduces-protection', ['d-2']],
    ]);
  });
});

test('what is unchanged, closed, refused or unmanaged has no operation', () => {
  const there = live(snapshot, 's-1');
  const common = { address: snapshot.address, notes: [] };
  expect(
    plan(
      { ...common, type: 'unchanged', desired: snapshot, live: there },
      { ...common, type: 'closed', desired: snapshot },
      { ...common, type: 'refused', desired: snapshot, live: there, reason: '', field: '', help: '' },
      { ...common, type: 'unmanaged', live: there },
    ),
  ).toEqual([]);
});

test('ids are unique, and every operation waits only for others of the plan', () => {
  const made = plan(
    update(policy, { fields: [name], attach: ids(150), detach: ids(150) }),
    create(snapshot),
    update(other, { detach: ids(1) }),
  );
  const known = new Set(made.map((one) => one.id));
  expect(known.size).toBe(made.length);
  for (const [index, one] of made.entries())
    for (const id of one.after) expect(made.findIndex((earlier) => earlier.id === id)).toBeLessThan(index);
});
