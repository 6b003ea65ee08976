import { describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import { ownershipIndex } from '../../src/diff/ownership.ts';
import { ownershipScope } from '../../src/diff/ownership-scope.ts';
import { noWays } from '../../src/diff/ways.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Removal } from '../../src/spec/spec.ts';
import { retagged } from '../support/ownership.ts';
import { desired, inventory, live, stack, state, target } from '../support/resources.ts';

const old = (key: string, diskId = 'd-1'): Desired => desired('snapshots', { key, target: diskId, props: { diskId } });
const place = (index: number) => ({ file: 'snapspec.yaml', path: ['removed', index] });
const byAddress = (address: string, index = 0, more: object = {}): Removal => ({
  address,
  occurrence: 'once',
  force: false,
  forget: false,
  ...place(index),
  ...more,
});
const byId = (id: string, more: object = {}): Removal => ({ id, force: false, forget: false, ...place(0), ...more });

const found = (resources: readonly Live[], removed: readonly Removal[], more: Partial<LiveState> = {}, entries: readonly Desired[] = []) =>
  diff(entries, state(resources, more, entries), stack, 0, { ...noWays, removed });
const typesOf = (...args: Parameters<typeof found>) => found(...args).changes.map(({ type, address }) => [type, address]);

const good = (id: string) => ({ id, isGood: true });

describe('the last good copy', () => {
  const [a, b] = [live(old('a'), 's-1'), live(old('b'), 's-2')];
  const both = [byAddress('snapshots/a'), byAddress('snapshots/b', 1)];

  test.each<[string, readonly Removal[], readonly { id: string; isGood: boolean }[], readonly string[]]>([
    ['an automatic one is left', both, [good('s-1'), good('s-2'), good('s-auto')], ['delete', 'delete']],
    ['what is left failed', both, [good('s-1'), good('s-2'), { id: 's-auto', isGood: false }], ['kept', 'kept']],
    ['each would be the other’s last one', both, [good('s-1'), good('s-2')], ['kept', 'kept']],
    [
      'one goes by force, and the other is then the last',
      [byAddress('snapshots/a', 0, { force: true }), both[1] as Removal],
      [good('s-1'), good('s-2')],
      ['delete', 'kept'],
    ],
    ['nothing was listed of a disk that is there', both, [], ['kept', 'kept']],
  ])('%s', (_, removed, points, types) =>
    expect(found([a, b], removed, { points: new Map([['disk d-1', points]]) }).changes.map(({ type }) => type)).toEqual(types),
  );

  test('of a disk that is gone it may go, and what failed is no copy', () => {
    expect(typesOf([a], [byAddress('snapshots/a')], { inventory: inventory() })).toEqual([['delete', 'snapshots/a']]);
    const failed = { ...a, status: 'failed' as const };
    expect(typesOf([failed], [byAddress('snapshots/a')])).toEqual([['delete', 'snapshots/a']]);
  });

  test('of a group each disk counts, and of a desktop each sort of disk', () => {
    const group = live(desired('groups'), 'ssg-1', { members: ['s-8', 's-9'], props: { diskIds: ['d-1', 'd-2'] } });
    const points = (second: string) =>
      new Map([
        ['disk d-1', [good('s-8'), good('s-x')]],
        ['disk d-2', [good(second)]],
      ]);
    expect(typesOf([group], [byAddress('groups/g')], { points: points('s-y') })).toEqual([['delete', 'groups/g']]);
    expect(found([group], [byAddress('groups/g')], { points: points('s-9') }).changes).toMatchObject([
      { type: 'kept', reason: expect.stringContaining('last good copy of d-2') },
    ]);
    const golden = live(desired('desktopSnapshots'), 's-d');
    const of = (part: string) => ({ points: new Map([['desktop ecd-1', [{ id: 's-e', isGood: true, part }]]]) });
    expect(typesOf([golden], [byAddress('desktopSnapshots/d')], of('system'))).toEqual([['delete', 'desktopSnapshots/d']]);
    expect(typesOf([golden], [byAddress('desktopSnapshots/d')], of('data'))).toEqual([['kept', 'desktopSnapshots/d']]);
  });
});

describe('what keeps it, whoever asks', () => {
  const group = live(desired('groups'), 'ssg-1', { members: ['s-8'], props: { diskIds: ['d-1'] } });
  const member = (usage: string): Live => ({ ...live(old('m'), 's-8'), usage });
  test.each<[string, readonly Live[], Partial<LiveState>, string]>([
    ['a locked member', [group], { locked: new Map([['s-8', 'compliance']]) }, 'InvalidOperation.SnapshotIsLocked'],
    ['a member behind an image', [group, member('image_disk')], {}, 'SnapshotCreatedImage'],
    ['a group that is being taken', [{ ...group, status: 'pending' }], {}, 'IncorrectDiskStatus.CreatingSnapshot'],
  ])('%s', (_, resources, more, code) =>
    expect(found(resources, [byAddress('groups/g', 0, { force: true })], more).changes).toMatchObject([{ type: 'kept', code }]),
  );

  test('a disk was made from a member: by force only', () => {
    const points = new Map([['disk d-1', [good('s-z')]]]);
    const kept = found([group, member('disk')], [byAddress('groups/g')], { points }).changes;
    expect(kept).toMatchObject([{ type: 'kept', code: 'SnapshotCreatedDisk' }]);
    expect(typesOf([group, member('disk')], [byAddress('groups/g', 0, { force: true })])).toEqual([['delete', 'groups/g']]);
  });
});

describe('whose it is', () => {
  const entry = old('a');

  test('one that failed goes by its id, and so does what is unmanaged', () => {
    const failed = live(entry, 's-0', { status: 'failed' });
    expect(typesOf([failed, live(entry, 's-1', {}, 1)], [byId('s-0')], {}, [entry])).toEqual([
      ['unchanged', 'snapshots/a'],
      ['delete', 'snapshots/a'],
    ]);
    expect(typesOf([live(entry, 's-1')], [byId('s-1', { force: true })])).toEqual([['delete', 'snapshots/a']]);
  });

  test('of two, the one that is to go does not count, whichever was first', () => {
    const policy = desired('policies');
    const [first, second] = [live(policy, 'sp-1'), live(policy, 'sp-2', { createdAt: '2026-11-02T00:00:00Z' })];
    const resources = [first, second].map((one) => ({ ...one, props: { ...one.props, diskNums: 0 } }));
    for (const [gone, stays] of [
      ['sp-1', 'sp-2'],
      ['sp-2', 'sp-1'],
    ] as const) {
      const ways = { ...noWays, removed: [byId(gone)] };
      const cloud = state(resources, {}, [policy]);
      const matchOf = ownershipIndex(resources, ownershipScope(stack, cloud, [policy], ways));
      const { changes } = diff([policy], { ...cloud, matchOf }, stack, 0, ways);
      expect(changes).toMatchObject([{ live: { id: stays } }, { type: 'delete', live: { id: gone } }]);
      expect(changes[0]?.twins).toBeUndefined();
    }
  });

  test('marks that only look like the address are not deleted on a guess', () => {
    const one = live(entry, 's-1');
    const { owner, ...bare } = one;
    const torn: Live = { ...bare, marks: [{ member: 'address', key: 'snapspec:address', value: 'Snapshots/A' }] };
    expect(found([torn], [byAddress('snapshots/a')]).changes).toMatchObject([
      { type: 'kept', reason: expect.stringContaining('its marks are not proven') },
    ]);
    expect(owner?.address).toBe('snapshots/a');
  });

  test.each(['stack', 'address', 'occurrence', 'op'])('whatever becomes of its %s, what is not proven is never deleted', (member) => {
    for (const value of [undefined, '', 'else', 'snapshots/b', 'Snapshots/A']) {
      const torn = retagged(live(entry, 's-1'), { [`snapspec:${member}`]: value });
      for (const entries of [[], [entry]])
        for (const removed of [
          byId('s-1', { force: true }),
          ...(entries.length === 0 ? [byAddress('snapshots/a', 0, { force: true })] : []),
        ])
          expect(found([torn], [removed], {}, entries).changes.filter(({ type }) => type === 'delete')).toEqual([]);
    }
  });

  test('where something may not be read, an id that was not found is not called done', () => {
    const codes = (removed: readonly Removal[]) =>
      found([], removed, { unchecked: [{ section: 'desktopSnapshots', code: 'Forbidden.RAM' }] }).findings.map(
        ({ diagnostic }) => diagnostic.code,
      );
    expect(codes([byId('s-1')])).toEqual(['removed-unchecked']);
    expect(codes([byAddress('snapshots/a')])).toEqual(['removed-done']);
  });
});

describe('the plan of a deletion', () => {
  const nightly = desired('policies', { key: 'nightly', props: { disks: { any: [{ id: 'd-1' }], not: [] } } });
  const weak = { ...nightly, props: { ...nightly.props, retentionDays: 3 } };
  const gone = live(desired('policies', { key: 'old' }), 'sp-9', { props: { diskNums: 1 } });
  const attached = new Map([['sp-9', ['d-1']]]);
  const planOf = (entry: Desired) => {
    const cloud = state([gone], { attached, inventory: inventory(target('disk', 'd-1')) }, [entry]);
    return makePlan({ ...diff([entry], cloud, stack, 0, { ...noWays, removed: [byAddress('policies/old')] }), state: cloud, stack });
  };

  test('what its disks end under is attached first, and then no disk loses anything', () => {
    const plan = planOf(nightly);
    expect(plan.gate).toMatchObject({ count: 0, passed: true });
    expect(plan.operations.map(({ id }) => id)).toEqual(['policies/nightly#create', 'policies/nightly#attach', 'policies/old#delete:sp-9']);
    expect(plan.operations.at(-1)).toMatchObject({ risk: 'irreversible', after: ['policies/nightly#attach'] });
  });

  test('where they end under less, each counts, and no limit lets the last one pass', () => {
    const plan = planOf(weak);
    expect(plan.gate).toMatchObject({ count: 1, passed: false, reductions: [{ by: 'delete', ids: ['d-1'] }] });
    expect(plan.operations.at(-1)?.held?.cause).toBe('refused');
  });
});
