import { describe, expect, test } from 'vitest';
import { observe } from '../../src/cloud/observe.ts';
import { ownerTags } from '../../src/kinds/ownership-tags.ts';
import { retagged } from '../support/ownership.ts';
import { fakeReader } from '../support/fakes.ts';
import { listing } from '../support/listings.ts';
import { disk, found, foreign, instance } from '../support/preflight.ts';
import { desired, live, region, stack } from '../support/resources.ts';

const selector = (...ids: string[]) => ({ disks: { any: ids.map((id) => ({ id })), not: [] } });
const policy = (key: string, ...ids: string[]) => desired('policies', { key, props: selector(...ids) });
const theirs = live(desired('policies', { key: 'theirs', stack: 'other', props: { name: 'theirs' } }), 'sp-9');
const disks = ['d-1', 'd-2', 'd-3', 'd-4'];
const targets = [...disks.map((DiskId) => disk({ DiskId })), instance()];
const attached = (all: { readonly [id: string]: readonly string[] }) => ({ more: { attached: new Map(Object.entries(all)) } });

describe('disks that are under other policies already', () => {
  test('are named with the policy, and whose it is, before anything is sent', () => {
    const [only, ...others] = found([policy('daily', ...disks)], { targets, live: [theirs], ...attached({ 'sp-9': ['d-2'] }) });
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      code: 'disk-under-other-policies',
      severity: 'info',
      address: 'policies/daily',
      place: { path: ['policies', 'daily', 'disks'] },
      message: '1 disk that policies/daily attaches is under other policies too, which goes on taking snapshots.',
      notes: ['sp-9 (theirs, policies/theirs of stack other): d-2'],
    });
  });

  test('whose it is is told as a fact only where its marks prove it', () => {
    const notes = (one: typeof theirs) => {
      const issues = found([policy('b', 'd-1')], { targets, live: [one], ...attached({ [one.id]: ['d-1'] }) });
      return issues.map(({ code, notes: lines }) => [code, lines]);
    };
    const own = live(policy('a', 'd-1'), 'sp-1');
    const forged = (one: typeof theirs) => retagged(one, { 'snapspec:op': 'ss1-forged' });
    expect(notes(own)).toEqual([['disk-under-policies-of-stack', ['sp-1 (s-p, policies/a of this stack): d-1']]]);
    const say = (what: string) => [['disk-under-other-policies', [expect.stringContaining(what)]]];
    expect(notes(forged(own))).toEqual(say('sp-1 (s-p, its tags name policies/a of this stack and do not prove it): d-1'));
    expect(notes(forged(theirs))).toEqual(say('its tags name policies/theirs of stack other and do not prove it'));
    expect(notes(retagged(theirs, { 'snapspec:op': undefined }))).toEqual(say('sp-9 (theirs, its tags do not prove whose it is): d-1'));
  });

  test('a policy without marks is of no stack; disks beyond twenty are counted', () => {
    const many = Array.from({ length: 25 }, (_, n) => `d-${String(n).padStart(2, '0')}`);
    const world = { targets: [...many.map((DiskId) => disk({ DiskId })), instance()], ...attached({ 'sp-1': many }) };
    const [only] = found([policy('p', ...many)], { ...world, live: [foreign('policies', 'sp-1', { name: 'console' })] });
    expect(only?.notes?.[0]).toMatch(/^sp-1 \(console, of no stack\): d-00, d-01, .*, d-19 and 5 more$/);
  });

  test('two policies of one stack on one disk: the one that comes later says so', () => {
    expect(
      found([policy('a', 'd-1', 'd-2'), policy('b', 'd-2', 'd-3')], { targets }).map(({ code, address, notes }) => [code, address, notes]),
    ).toEqual([['disk-under-policies-of-stack', 'policies/b', ['policies/a, in this plan: d-2']]]);
    const standing = live(policy('a', 'd-1'), 'sp-1');
    const one = found([policy('b', 'd-1')], { targets, live: [standing], ...attached({ 'sp-1': ['d-1'] }) });
    expect(one.map(({ code, notes }) => [code, notes])).toEqual([
      ['disk-under-policies-of-stack', ['sp-1 (s-p, policies/a of this stack): d-1']],
    ]);
  });

  test('a disk that moves from one policy to another is under one', () => {
    const from = live(policy('a', 'd-1', 'd-2'), 'sp-1');
    const to = live(policy('b', 'd-3'), 'sp-2');
    const entries = [policy('a', 'd-2'), policy('b', 'd-1', 'd-3')];
    expect(found(entries, { targets, live: [from, to], ...attached({ 'sp-1': ['d-1', 'd-2'], 'sp-2': ['d-3'] }) })).toEqual([]);
  });

  test('what is attached already is not said again', () =>
    expect(
      found([policy('a', 'd-1')], {
        targets,
        live: [live(policy('a', 'd-1'), 'sp-1'), theirs],
        ...attached({ 'sp-1': ['d-1'], 'sp-9': ['d-1'] }),
      }),
    ).toEqual([]));
});

describe('a disk at its limit', () => {
  const ten = Array.from({ length: 10 }, (_, n) => foreign('policies', `sp-${n}`, { name: `n${n}` }));
  const all = Object.fromEntries(ten.map(({ id }) => [id, ['d-2']]));

  test('is the only one that is held back, and is named with every policy that it is under', () => {
    const issues = found([policy('daily', ...disks)], { targets, live: ten, ...attached(all) });
    expect(issues.filter(({ severity }) => severity === 'error')).toMatchObject([
      {
        code: 'disk-policy-limit',
        address: 'policies/daily',
        target: 'd-2',
        blocks: 'attach',
        place: { path: ['policies', 'daily', 'disks', 'any', 1, 'id'] },
      },
    ]);
    for (const { id } of ten) expect(issues[0]?.message).toContain(`${id} (n${id.slice(3)}, of no stack)`);
  });

  test('counts what this plan attaches before, and not what it detaches', () => {
    const nine = ten.slice(1);
    const world = { targets, live: nine, ...attached(all) };
    const limits = (issues: ReturnType<typeof found>) =>
      issues.filter(({ code }) => code === 'disk-policy-limit').map(({ address }) => address);
    expect(limits(found([policy('a', 'd-2')], world))).toEqual([]);
    expect(limits(found([policy('a', 'd-2'), policy('b', 'd-2')], world))).toEqual(['policies/b']);
    const old = live(policy('a', 'd-2'), 'sp-old');
    const moving = { targets, live: [...nine, old], ...attached({ ...all, 'sp-old': ['d-2'] }) };
    expect(limits(found([policy('a', 'd-1'), policy('b', 'd-2')], moving))).toEqual([]);
  });
});

describe('what is read for it', () => {
  const mine = policy('p', 'd-1');
  const tagsOf = (one: typeof theirs) => Object.entries(ownerTags(one.owner as never)).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const item = (one: typeof theirs, DiskNums: number) => ({ AutoSnapshotPolicyId: one.id, DiskNums, Tags: { Tag: tagsOf(one) } });
  const read = async (mineHas: readonly string[] | undefined, theirsHas: number) => {
    const own = mineHas === undefined ? [] : [item(live(mine, 'sp-1'), mineHas.length)];
    const policies = [...own, item(theirs, theirsHas)];
    const reader = fakeReader((call) => {
      if (call.action === 'DescribeDisks') return { Disks: { Disk: [{ DiskId: 'd-1', InstanceId: 'i-1' }] } };
      if (call.action === 'DescribeAutoSnapshotPolicyEx')
        return { AutoSnapshotPolicies: { AutoSnapshotPolicy: policies }, TotalCount: policies.length };
      if (call.action !== 'DescribeAutoSnapshotPolicyAssociations') return listing(call, []);
      const ids = call.params['AutoSnapshotPolicyId'] === 'sp-1' ? (mineHas ?? []) : ['d-1'];
      return { AutoSnapshotPolicyAssociations: { AutoSnapshotPolicyAssociation: ids.map((DiskId) => ({ DiskId })) } };
    });
    await observe(reader, { stack, region }, [mine]);
    const of = (action: string, name: string) => reader.sent.filter((call) => call.action === action).map((call) => call.params[name]);
    return {
      chains: of('DescribeAutoSnapshotPolicyAssociations', 'AutoSnapshotPolicyId'),
      instances: of('DescribeInstances', 'InstanceIds'),
    };
  };

  test('where a disk is to be attached, the policies of others that have disks, and the instances of the disk', async () => {
    expect(await read([], 1)).toEqual({ chains: ['sp-1', 'sp-9'], instances: ['["i-1"]'] });
    expect(await read(undefined, 1)).toEqual({ chains: ['sp-9'], instances: ['["i-1"]'] });
    expect(await read([], 0)).toEqual({ chains: ['sp-1'], instances: ['["i-1"]'] });
  });

  test('where nothing is to be attached, nothing more', async () =>
    expect(await read(['d-1'], 1)).toEqual({ chains: ['sp-1'], instances: [] }));
});
