import { describe, expect, test } from 'vitest';
import type { Reader } from '../../src/cloud/client.ts';
import { observe } from '../../src/cloud/observe.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { ownerTags } from '../../src/kinds/ownership-tags.ts';
import type { Owner } from '../../src/kinds/ownership-tags.ts';
import { fakeReader, refusal } from '../support/fakes.ts';
import { listing } from '../support/listings.ts';
import { account, desired, live, region, stack } from '../support/resources.ts';

const snapshot = desired('snapshots');
const desktop = desired('desktopSnapshots');

/** Observes with a cloud that changes: the listing of each round, the last one for ever. */
async function observed(entries: readonly Desired[], rounds: readonly (readonly Live[])[], scope: object = {}, targets = {}) {
  const seen = new Map<string, number>();
  const reader = fakeReader((call) => {
    const name = `${call.service} ${call.action}${call.params['Status'] === undefined ? '' : ' under way'}`;
    const round = seen.get(name) ?? 0;
    seen.set(name, round + 1);
    return listing(call, rounds[Math.min(round, rounds.length - 1)] ?? [], targets);
  });
  const state = await observe(reader, { stack, region, ...scope }, entries);
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
    await expect(observe(reader, { stack, region, account: '9' }, [snapshot])).rejects.toMatchObject({ type: 'refused' });
    expect(reader.sent.map((call) => call.action)).toEqual(['GetCallerIdentity']);
    await expect(observe(reader, { stack, region, account }, [])).resolves.toMatchObject({ account, live: [] });
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
    ['it appears in the second listing: what is there is believed', [[], [live(snapshot, 's-1')]], 2, 's-1'],
    ['another stack’s comes and goes: that does not matter', [[], [live({ ...snapshot, stack: 'other' }, 's-9')]], 2, undefined],
    ['one of ours fails meanwhile', [[live(snapshot, 's-1', { status: 'failed', statusText: 'failed' })]], 2, undefined],
    ['it disappears, and stays away', [[live({ ...snapshot, occurrence: 'old' }, 's-1')], []], 3, undefined],
  ])('%s', async (_, rounds, many, found) => {
    const { state, calls } = await observed([snapshot], rounds);
    expect(calls('ecs DescribeSnapshots')).toBe(many);
    expect(state.matchOf(snapshot).live?.id).toBe(found);
  });

  test('where three listings differ, absent is what none of them had', async () => {
    const old = (id: string): Live => live({ ...snapshot, occurrence: id }, id);
    const { state, calls } = await observed([snapshot], [[old('s-1')], [old('s-2')], [old('s-3')]]);
    expect(calls('ecs DescribeSnapshots')).toBe(3);
    expect(state.live.map(({ id }) => id)).toEqual(['s-1', 's-2', 's-3']);
    expect(state.matchOf(snapshot).live).toBeUndefined();
  });

  test('the calls are counted', async () => {
    const { state, reader } = await observed([snapshot], [[]]);
    expect(state.calls).toBe(reader.sent.length);
  });
});

describe('what may not be read', () => {
  const forbidden = (action: string) => ({ [`ecs ${action}`]: refusal('Forbidden.RAM') }) as never;

  test('a kind that the spec does not use is unchecked, and the rest goes on', async () => {
    const { state } = await observed([snapshot], [[live(snapshot, 's-1')]], {}, forbidden('DescribeSnapshotGroups'));
    expect(state.unchecked).toEqual([{ section: 'groups', code: 'Forbidden.RAM' }]);
    expect(state.matchOf(snapshot).live?.id).toBe('s-1');
  });

  test('a kind that it uses, and anything else that is refused, ends the reading', async () => {
    await expect(observed([desired('groups')], [[]], {}, forbidden('DescribeSnapshotGroups'))).rejects.toThrow('Forbidden.RAM');
    await expect(observed([snapshot], [[]], {}, forbidden('DescribeDisks'))).rejects.toThrow('Forbidden.RAM');
    const gone = { 'ecs DescribeSnapshotGroups': refusal('InvalidRegionId.NotFound') } as never;
    await expect(observed([snapshot], [[]], {}, gone)).rejects.toThrow('InvalidRegionId.NotFound');
  });
});

describe('what is not understood', () => {
  const item = { SnapshotId: 's-1', CreationTime: '2026-11-01T00:00:00Z', Status: 'accomplished', SourceDiskId: 'd-1', Tags: { Tag: [] } };
  test.each<[string, object]>([
    ['no time of creation', { CreationTime: undefined }],
    ['a number for it', { CreationTime: 1_790_000_000 }],
    ['tags as an object', { Tags: { Tag: { TagKey: 'a', TagValue: 'b' } } }],
    ['tags as a text', { Tags: 'a=b' }],
    ['a tag without a key', { Tags: { Tag: [{ tagKey: 'a', tagValue: 'b' }] } }],
    ['a tag with a number for its value', { Tags: { Tag: [{ TagKey: 'a', TagValue: 1 }] } }],
  ])('a snapshot with %s: nothing is planned', async (_, more) => {
    const listed = { 'ecs DescribeSnapshots': { Snapshots: { Snapshot: [{ ...item, ...more }] } } };
    await expect(observed([snapshot], [[]], {}, listed)).rejects.toMatchObject({
      type: 'cloud',
      message: 'The list of snapshots is incomplete: s-1 cannot be read.',
    });
  });

  test.each<[string, object]>([
    ['tags as an object', { Tags: { Tag: { TagKey: 'a', TagValue: 'b' } } }],
    ['a number for its instance', { InstanceId: 7 }],
    ['one attachment that is not in a list', { Attachments: { Attachment: { InstanceId: 'i-1' } } }],
  ])('a disk with %s could look as if no selector chose it: nothing is planned', async (_, more) => {
    const disks = { 'ecs DescribeDisks': { Disks: { Disk: [{ DiskId: 'd-1', ...more }] } } };
    await expect(observed([snapshot], [[]], {}, disks)).rejects.toThrow('The list of disks is incomplete: d-1 cannot be read.');
  });

  test.each([[{}], [{ AccountId: 1234567890123456 }], [{ AccountId: '' }], [{ AccountId: 'root' }]])('an account %j', async (reply) => {
    const { reader } = await observed([], [[]]);
    expect(reader.sent.length).toBeGreaterThan(1);
    const none = fakeReader(() => reply);
    await expect(observe(none, { stack, region }, [snapshot])).rejects.toMatchObject({
      type: 'cloud',
      message: 'STS GetCallerIdentity did not say which account the credentials belong to.',
    });
    expect(none.sent).toHaveLength(1);
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
    // Which disks an instance has is seen in the list of all disks only.
    expect([...state.inventory.disk.keys()]).toEqual(['d-1']);
  });

  test('attachments of a policy that exists and manages its disks', async () => {
    const owned = live(policy, 'sp-1');
    const tags = Object.entries(ownerTags(owned.owner as Owner));
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

  test('before a disk is taken off, the disks and the attachments are listed until they say so twice', async () => {
    const owned = live(policy, 'sp-1');
    const tags = Object.entries(ownerTags(owned.owner as NonNullable<Live['owner']>)).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    const policies = (many: number) => ({
      AutoSnapshotPolicies: { AutoSnapshotPolicy: [{ AutoSnapshotPolicyId: 'sp-1', DiskNums: many, Tags: { Tag: tags } }] },
      TotalCount: 1,
    });
    /** A policy with these attachments in one listing after the other, the last for ever, and how many it says itself. */
    const counting = async (said: number, ...attachments: readonly (readonly string[])[]) => {
      let look = 0;
      const reader = fakeReader((call) => {
        if (call.action === 'DescribeAutoSnapshotPolicyEx') return policies(said);
        if (call.action === 'DescribeDisks') return { Disks: { Disk: [{ DiskId: 'd-1' }, { DiskId: 'd-2' }] } };
        if (call.action !== 'DescribeAutoSnapshotPolicyAssociations') return listing(call, []);
        const ids = attachments[Math.min(look++, attachments.length - 1)] ?? [];
        return { AutoSnapshotPolicyAssociations: { AutoSnapshotPolicyAssociation: ids.map((DiskId) => ({ DiskId })) } };
      });
      const state = await observe(reader, { stack, region }, [policy]);
      const many = (action: string): number => reader.sent.filter((call) => call.action === action).length;
      return {
        attached: state.attached.get('sp-1'),
        disks: many('DescribeDisks'),
        associations: many('DescribeAutoSnapshotPolicyAssociations'),
      };
    };
    const looks = (...attachments: readonly (readonly string[])[]) => counting(attachments[0]?.length ?? 0, ...attachments);
    expect(await looks(['d-1', 'd-2'])).toMatchObject({ disks: 1, associations: 1 });
    // The policy says itself how many disks it has: a listing of another length may have lost one.
    expect(await counting(2, ['d-1'], ['d-1', 'd-2'])).toMatchObject({ attached: ['d-1', 'd-2'], disks: 1, associations: 3 });
    expect(await counting(2, ['d-1'], ['d-1'])).toMatchObject({ attached: ['d-1'], disks: 1, associations: 2 });
    expect(await looks(['d-1', 'd-2', 'd-9'])).toEqual({ attached: ['d-1', 'd-2', 'd-9'], disks: 2, associations: 2 });
    expect(await looks(['d-1', 'd-2', 'd-9'], ['d-1', 'd-2'])).toMatchObject({ attached: ['d-1', 'd-2'], associations: 3 });
    expect(await looks(['d-1', 'd-2', 'd-9'], ['d-1', 'd-2'], ['d-1', 'd-2', 'd-9'])).toMatchObject({
      attached: ['d-1', 'd-2', 'd-9'],
      associations: 3,
    });
    expect(await looks(['d-1', 'd-9'], ['d-1', 'd-8'], ['d-1', 'd-7'])).toMatchObject({
      attached: ['d-1', 'd-7', 'd-8', 'd-9'],
      associations: 3,
    });
  });

  test('what a policy has that goes, and that another one is to take over, is asked for once at a time', async () => {
    const going = desired('policies', { key: 'going' });
    const tagsOf = ({ owner }: Live) => Object.entries(ownerTags(owner as Owner)).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    const policies = {
      AutoSnapshotPolicies: {
        AutoSnapshotPolicy: [
          { AutoSnapshotPolicyId: 'sp-1', Tags: { Tag: tagsOf(live(policy, 'sp-1')) } },
          { AutoSnapshotPolicyId: 'sp-2', DiskNums: 1, Tags: { Tag: tagsOf(live(going, 'sp-2')) } },
        ],
      },
      TotalCount: 2,
    };
    const of: { readonly [id: string]: readonly string[] } = { 'sp-1': ['d-1'], 'sp-2': ['d-2'] };
    const reader = fakeReader((call) => {
      if (call.action === 'DescribeAutoSnapshotPolicyEx') return policies;
      if (call.action === 'DescribeDisks') return { Disks: { Disk: [{ DiskId: 'd-1' }, { DiskId: 'd-2' }] } };
      if (call.action !== 'DescribeAutoSnapshotPolicyAssociations') return listing(call, []);
      const ids = of[String(call.params['AutoSnapshotPolicyId'])] ?? [];
      return { AutoSnapshotPolicyAssociations: { AutoSnapshotPolicyAssociation: ids.map((DiskId) => ({ DiskId })) } };
    });
    const underWay = new Set<string>();
    const twice: string[] = [];
    const once: Reader = {
      calls: reader.calls,
      read: async (call) => {
        const name = JSON.stringify(call);
        if (underWay.has(name)) twice.push(name);
        underWay.add(name);
        // Long enough for whatever else is asked at the same time.
        await new Promise((resolve) => setTimeout(resolve, 1));
        return reader.read(call).finally(() => underWay.delete(name));
      },
    };
    const item = { address: 'policies/going', occurrence: 'once', force: false, forget: false, file: 'a', path: [] };
    await observe(once, { stack, region }, [policy], { moved: [], removed: [item], prune: false });
    expect(twice).toEqual([]);
    expect(reader.sent.filter(({ params }) => params['AutoSnapshotPolicyId'] === 'sp-2').length).toBeGreaterThan(0);
  });
});
