import { describe, expect, test } from 'vitest';
import { observe } from '../../src/cloud/observe.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { fakeClock, fakeReader } from '../support/fakes.ts';
import { listing } from '../support/listings.ts';
import { account, desired, live, region, stack } from '../support/resources.ts';

const snapshot = desired('snapshots');
const desktop = desired('desktopSnapshots');

/** Observes with a cloud that changes: the listing of each round, the last one for ever. */
async function observed(entries: readonly Desired[], rounds: readonly (readonly Live[])[], scope: object = {}, targets = {}) {
  const seen = new Map<string, number>();
  const reader = fakeReader((call) => {
    const name = `${call.service} ${call.action}`;
    const round = seen.get(name) ?? 0;
    seen.set(name, round + 1);
    return listing(call, rounds[Math.min(round, rounds.length - 1)] ?? [], targets);
  });
  const state = await observe(reader, fakeClock(), { stack, region, ...scope }, entries);
  const calls = (action: string): number => seen.get(action) ?? 0;
  return { state, calls, reader };
}

describe('the account', () => {
  test('is read first', async () => {
    const { state, reader } = await observed([], [[]]);
    expect(state.account).toBe(account);
    expect(reader.sent[0]?.action).toBe('GetCallerIdentity');
  });

  test('another one than the spec names is refused, and nothing else is read', async () => {
    const reader = fakeReader((call) => listing(call, []));
    await expect(observe(reader, fakeClock(), { stack, region, account: '9' }, [snapshot])).rejects.toMatchObject({ type: 'refused' });
    expect(reader.sent.map((call) => call.action)).toEqual(['GetCallerIdentity']);
    await expect(observe(reader, fakeClock(), { stack, region, account }, [])).resolves.toMatchObject({ account, live: [] });
  });
});

describe('which kinds are listed, and how often', () => {
  test('those with owner tags always, those with markers where the spec has one', async () => {
    const without = await observed([], [[]]);
    expect(without.calls('ecs DescribeSnapshots')).toBe(1);
    expect(without.calls('ecd DescribeSnapshots')).toBe(0);
    expect((await observed([desktop], [[live(desktop, 's-1')]])).calls('ecd DescribeSnapshots')).toBe(1);
  });

  test('what is there is believed at once; what is absent only after two listings alike', async () => {
    expect((await observed([snapshot], [[live(snapshot, 's-1')]])).calls('ecs DescribeSnapshots')).toBe(1);
    const absent = await observed([snapshot], [[]]);
    expect(absent.calls('ecs DescribeSnapshots')).toBe(2);
    expect(absent.calls('ecs DescribeSnapshotGroups')).toBe(1);
  });

  test.each<[string, readonly (readonly Live[])[], number, string | undefined]>([
    ['it appears in the second listing: a third confirms it', [[], [live(snapshot, 's-1')]], 3, 's-1'],
    ['another stack’s comes and goes: that does not matter', [[], [live({ ...snapshot, stack: 'other' }, 's-9')]], 2, undefined],
    ['one of ours fails meanwhile', [[live(snapshot, 's-1', { status: 'failed', statusText: 'failed' })]], 2, undefined],
    ['it disappears, and stays away', [[live({ ...snapshot, occurrence: 'old' }, 's-1')], []], 3, undefined],
  ])('%s', async (_, rounds, many, found) => {
    const { state, calls } = await observed([snapshot], rounds);
    expect(calls('ecs DescribeSnapshots')).toBe(many);
    expect(state.matchOf(snapshot).live?.id).toBe(found);
  });

  test('a list that never settles is a failure after six', async () => {
    let number = 0;
    const reader = fakeReader((call) => listing(call, [live({ ...snapshot, occurrence: 'old' }, `s-${number++}`)]));
    await expect(observe(reader, fakeClock(), { stack, region }, [snapshot])).rejects.toMatchObject({
      type: 'cloud',
      message: 'The list of snapshots keeps changing while it is read.',
    });
    expect(reader.sent.filter((call) => call.action === 'DescribeSnapshots')).toHaveLength(6);
  });

  test('the calls are counted', async () => {
    const { state, reader } = await observed([snapshot], [[]]);
    expect(state.calls).toBe(reader.sent.length);
  });
});

describe('which targets are read', () => {
  const policy = desired('policies', { props: { disks: { any: [{ id: 'd-1' }, { id: 'd-2' }], not: [] } } });
  const params = async (entries: readonly Desired[], resources: readonly Live[], action: string) =>
    (await observed(entries, [resources])).reader.sent.filter((call) => call.action === action).map((call) => call.params);

  test('the disk of what is to be created, and of no other', async () => {
    expect(await params([snapshot], [], 'DescribeDisks')).toMatchObject([{ DiskIds: '["d-1"]' }]);
    expect(await params([snapshot], [live(snapshot, 's-1')], 'DescribeDisks')).toEqual([]);
  });

  test('named ones by id in batches of 100, each once; all where a tag or an instance selects', async () => {
    const many = Array.from({ length: 150 }, (_, n) => desired('snapshots', { key: `k${n}`, props: { diskId: `d-${n % 120}` } }));
    const batches = (await params(many, [], 'DescribeDisks')).map((one) => JSON.parse(String(one['DiskIds'])) as string[]);
    expect(batches.map((ids) => ids.length)).toEqual([100, 20]);
    expect(new Set(batches.flat()).size).toBe(120);
    const tagged = desired('policies', { props: { disks: { any: [{ tags: { a: 'b' } }], not: [] } } });
    const [all, ...others] = await params([policy, tagged, snapshot], [], 'DescribeDisks');
    expect(all).not.toHaveProperty('DiskIds');
    expect(others).toEqual([]);
  });

  test('instances and desktops too', async () => {
    const { state } = await observed([desired('groups'), desktop], [[]]);
    expect([...state.inventory.instance.keys(), ...state.inventory.desktop.keys()]).toEqual(['i-1', 'ecd-1']);
    expect(state.inventory.disk.size).toBe(0);
  });

  test('attachments of a policy that exists and manages its disks', async () => {
    const owned = live(policy, 'sp-1');
    const tags = Object.entries({
      'snapspec:stack': 's',
      'snapspec:address': 'policies/p',
      'snapspec:occurrence': 'once',
      'snapspec:op': 'x',
    });
    const found = {
      AutoSnapshotPolicyId: owned.id,
      Tags: { Tag: tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue })) },
    };
    const targets = {
      'ecs DescribeAutoSnapshotPolicyEx': { AutoSnapshotPolicies: { AutoSnapshotPolicy: [found] }, TotalCount: 1 },
      'ecs DescribeAutoSnapshotPolicyAssociations': {
        AutoSnapshotPolicyAssociations: { AutoSnapshotPolicyAssociation: [{ DiskId: 'd-2' }, { DiskId: 'd-1' }, { DiskId: 'd-2' }] },
      },
    };
    expect((await observed([policy], [[]], {}, targets)).state.attached).toEqual(new Map([['sp-1', ['d-1', 'd-2']]]));
    expect((await observed([desired('policies')], [[]], {}, targets)).state.attached).toEqual(new Map());
  });
});
