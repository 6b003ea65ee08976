import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { diff } from '../../src/diff/diff.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { planStatus, withTwins } from '../../src/plan/plan.ts';
import { group, opOf, policy, policyWith, retagged, snapshot } from '../support/ownership.ts';
import { desired, live, stack, state } from '../support/resources.ts';

type Refused = Change & { readonly type: 'refused' };

const changesOf = (entries: readonly Desired[], ...resources: readonly Live[]): readonly Change[] =>
  diff(entries, state(resources, {}, entries), stack, 0).changes;
const refusal = (entry: Desired, ...resources: readonly Live[]): Refused => changesOf([entry], ...resources)[0] as Refused;
const stripped = retagged(live(snapshot, 's-1'), { 'snapspec:op': undefined });

describe('something doubtful', () => {
  test('is named, and the ways on end with the exact tag', () =>
    expect(refusal(snapshot, stripped)).toEqual({
      type: 'refused',
      address: 'snapshots/a',
      desired: snapshot,
      reason:
        'It is doubtful whether s-1 belongs to snapshots/a: snapspec:op is missing. It is not changed, and nothing is created beside it.',
      help: `Where it belongs to this entry, give s-1 the tag snapspec:op=${opOf(snapshot)}, or write \`adopt: s-1\` in the entry. Where it does not, write \`removed: [{id: s-1, forget: true}]\` in the spec.`,
      doubtful: [{ id: 's-1', why: 'snapspec:op is missing' }],
      notes: [],
    }));

  test('beside what counts: that is named too, and not changed', () => {
    const good = live(snapshot, 's-0', { props: { name: 'old' } });
    expect(refusal(snapshot, good, stripped)).toMatchObject({ type: 'refused', live: { id: 's-0' }, doubtful: [{ id: 's-1' }] });
  });

  test('several are all named', () => {
    const { reason, help } = refusal(
      snapshot,
      stripped,
      retagged(live(snapshot, 's-2'), { 'snapspec:stack': 'S', 'snapspec:address': undefined }),
    );
    expect(reason).toContain(
      's-2 belongs to snapshots/a: snapspec:stack is "S", not "s"; snapspec:address is missing; and whether s-1 belongs to',
    );
    expect(help).toContain('give s-2 the tags snapspec:stack=s and snapspec:address=snapshots/a; give s-1 the tag snapspec:op=');
    expect(help).toContain('and so for the others.');
  });

  test('an entry that is closed waits all the same: it may be its backup', () =>
    expect(refusal({ ...snapshot, takeUntil: -1 }, stripped).type).toBe('refused'));

  test.each<[string, Desired, Live, Parameters<typeof opOf>[1]]>([
    ['of another disk', snapshot, live(snapshot, 'x', { props: { diskId: 'd-9' } }), { target: 'd-9' }],
    [
      'by disks, where the entry has other ones',
      desired('groups', { props: { instanceId: null, diskIds: ['d-9'] } }),
      live(group, 'x', { props: { diskIds: ['d-1'] } }),
      { target: 'i-1' },
    ],
    [
      'by the entry’s disks',
      desired('groups', { props: { instanceId: null, diskIds: ['d-1'] } }),
      live(group, 'x', { props: { diskIds: ['d-1'] } }),
      { target: ['d-1'] },
    ],
    ['a policy', policy, live(policy, 'x'), { target: null }],
  ])('the op to set is that of what it was taken of: %s', (_, entry, one, recipe) =>
    expect(refusal(entry, retagged(one, { 'snapspec:op': undefined })).help).toContain(`snapspec:op=${opOf(entry, recipe)}`),
  );

  test('with the tags that the help names it is proven', () => {
    for (const member of ['stack', 'address', 'occurrence', 'op']) {
      const broken = retagged(live(snapshot, 's-1', {}, 3), { [`snapspec:${member}`]: 'a' });
      const [, key, value] = /the tag (snapspec:\w+)=(\S+?),/.exec(refusal(snapshot, broken).help) as unknown as [string, string, string];
      const tags = { ...broken.owner, [key.slice(9)]: value } as NonNullable<Live['owner']>;
      expect(changesOf([snapshot], { ...broken, owner: tags })[0], member).toMatchObject({ type: 'unchanged', live: { id: 's-1' } });
    }
  });

  test('half of a character in what it was taken of is no crash', () => {
    const broken = retagged(live(snapshot, 's-1', { props: { diskId: '\udc00' } }), { 'snapspec:op': undefined });
    expect(refusal(snapshot, broken).help).toContain(`snapspec:op=${opOf(snapshot)}`);
  });

  test('a description says how it has to end', () => {
    const entry = desired('desktopSnapshots');
    const { marker, ...bare } = live(entry, 's-1');
    const { reason, help } = refusal(entry, { ...bare, formerMarker: marker as string });
    expect(reason).toContain('s-1 belongs to desktopSnapshots/d: its description was edited, and no longer ends with the marker.');
    expect(help).toContain(`end the description of s-1 with " [snapspec:${marker}]"`);
    expect(help).not.toContain('adopt');
  });
});

describe('several of an entry', () => {
  test('none is changed where two policies have disks, and all are named with how many', () =>
    expect(refusal(policy, policyWith('sp-1', 2), policyWith('sp-2', 0), policyWith('sp-3', 1))).toMatchObject({
      type: 'refused',
      reason:
        'sp-1 (2 disks), sp-2 (0 disks) and sp-3 (1 disk) all carry the marks of policies/p, and more than one of them has disks: which one counts cannot be told. None is changed.',
      help: 'Attach every disk to one of them and detach it from the others; then that one counts.',
      twins: ['sp-1', 'sp-2', 'sp-3'],
    }));

  test('else the rest goes on: the change names the others, and so does its entry of the plan', () => {
    const entries = [snapshot, group];
    const resources = [live(snapshot, 's-1', { props: { name: 'old' } }), live(snapshot, 's-2')];
    const cloud = state(resources, {}, entries);
    const changed = diff(entries, cloud, stack, 0);
    expect(changed.changes).toMatchObject([{ type: 'update', live: { id: 's-1' }, twins: ['s-2'] }, { type: 'create' }]);
    expect(changed.changes[1]).not.toHaveProperty('twins');
    const plan = makePlan({ ...changed, state: cloud, stack });
    expect(withTwins(plan).map(({ address, twins }) => [address, twins])).toEqual([['snapshots/a', ['s-2']]]);
    expect(planStatus(plan)).toBe('refused');
    expect(plan.operations.map(({ action }) => action)).toEqual(['modify', 'create']);
  });
});

describe('the end of the ladder', () => {
  const failed = (generation: number): Live => live(snapshot, 's-1', { status: 'failed', statusText: 'failed' }, generation);
  test('the last generation is still taken', () =>
    expect(changesOf([snapshot], failed(62))[0]).toMatchObject({ type: 'create', generation: 63 }));
  test('beyond it the help names a new occurrence', () =>
    expect(refusal(snapshot, failed(63))).toMatchObject({
      type: 'refused',
      field: 'occurrence',
      reason: 'snapshots/a has used the last of the 64 tokens of its occurrence "r-1".',
      help: 'Write another occurrence (now "r-1"), and find out why every snapshot failed or was deleted.',
      notes: ['s-1 failed and does not count.'],
    }));
  test('what is there, or closed, needs no more', () => {
    expect(changesOf([snapshot], live(snapshot, 's-1', {}, 63))[0]?.type).toBe('unchanged');
    expect(changesOf([{ ...snapshot, takeUntil: -1 }], failed(63))[0]?.type).toBe('closed');
  });
});
