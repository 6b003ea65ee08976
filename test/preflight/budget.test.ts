import { expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { observe } from '../../src/cloud/observe.ts';
import { diff } from '../../src/diff/diff.ts';
import type { ReadCall } from '../../src/kinds/calls.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import { ownerTags } from '../../src/kinds/ownership-tags.ts';
import { preflight } from '../../src/preflight/preflight.ts';
import type { Reader } from '../../src/cloud/client.ts';
import { fakeReader } from '../support/fakes.ts';
import { listing } from '../support/listings.ts';
import { now } from '../support/preflight.ts';
import { desired, live, region, stack } from '../support/resources.ts';

const range = <T>(many: number, make: (index: number) => T): T[] => Array.from({ length: many }, (_, index) => make(index));

/** 10,000 disks of 5,000 instances, 100 policies with 100 disks each, 5,000 manual snapshots. */
const disks = range(10_000, (n) => ({
  DiskId: `d-${n}`,
  InstanceId: `i-${n >> 1}`,
  Status: 'In_use',
  Category: 'cloud_essd',
  Tags: { Tag: [{ TagKey: 'p', TagValue: `p${Math.floor(n / 100)}` }] },
}));
const policies = range(
  100,
  (n): Desired => desired('policies', { key: `p${n}`, props: { disks: { any: [{ tags: { p: `p${n}` } }], not: [] } } }),
);
const listed = policies.map((one, n) => ({
  AutoSnapshotPolicyId: `sp-${n}`,
  Tags: { Tag: Object.entries(ownerTags(live(one, `sp-${n}`).owner as never)).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) },
}));
const manual = range(5000, (n) => ({
  SnapshotId: `s-${n}`,
  SourceDiskId: `d-${n}`,
  CreationTime: '2026-11-01T00:00:00Z',
  Status: 'accomplished',
}));

/** A page of a list, by token. */
function page(items: readonly object[], call: ReadCall, path: readonly [string, string]): Json {
  const size = Number(call.params['MaxResults']);
  const from = Number(call.params['NextToken'] ?? 0);
  const next = from + size < items.length ? String(from + size) : '';
  return { [path[0]]: { [path[1]]: items.slice(from, from + size) }, NextToken: next } as Json;
}

/** A reader whose calls each take one tick, however many are under way; what can be sent meanwhile is sent first. */
function ticking(reader: Reader): Reader & { readonly ticks: () => number } {
  let waiting: (() => void)[] = [];
  let ticks = 0;
  const tick = (): void => {
    ticks++;
    const now = waiting;
    waiting = [];
    for (const release of now) release();
  };
  const read: Reader['read'] = async (call) => {
    const answer = await reader.read(call);
    await new Promise<void>((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(tick);
    });
    return answer;
  };
  return { read, calls: reader.calls, ticks: () => ticks };
}

/** @param missing how many disks of each policy are not attached yet */
async function calls(entries: readonly Desired[], missing: number) {
  const reader = fakeReader((call) => {
    const ids = JSON.parse(String(call.params['DiskIds'] ?? call.params['InstanceIds'] ?? '[]')) as string[];
    if (call.action === 'DescribeDisks')
      return page(ids.length > 0 ? disks.filter(({ DiskId }) => ids.includes(DiskId)) : disks, call, ['Disks', 'Disk']);
    if (call.action === 'DescribeInstances')
      return page(
        ids.map((InstanceId) => ({ InstanceId, Status: 'Running' })),
        call,
        ['Instances', 'Instance'],
      );
    if (call.action === 'DescribeAutoSnapshotPolicyEx')
      return { AutoSnapshotPolicies: { AutoSnapshotPolicy: listed.map((one) => ({ ...one, DiskNums: 100 - missing })) }, TotalCount: 100 };
    if (call.action === 'DescribeSnapshots' && call.params['Status'] === undefined) return page(manual, call, ['Snapshots', 'Snapshot']);
    if (call.action !== 'DescribeAutoSnapshotPolicyAssociations') return listing(call, []);
    const first = Number(String(call.params['AutoSnapshotPolicyId']).slice(3)) * 100;
    return page(disks.slice(first + missing, first + 100), call, ['AutoSnapshotPolicyAssociations', 'AutoSnapshotPolicyAssociation']);
  });
  const timed = ticking(reader);
  const state = await observe(timed, { stack, region }, entries);
  const { changes } = diff(entries, state, stack, now);
  return {
    many: reader.sent.length,
    ticks: timed.ticks(),
    found: preflight(changes, state, now),
    attach: changes.reduce((sum, one) => sum + ('attach' in one ? one.attach.length : 0), 0),
  };
}

const snapshots = range(100, (n) => desired('snapshots', { key: `k${n}`, props: { diskId: `d-${n}` } }));

test.each<[string, readonly Desired[], number, number, number]>([
  ['nothing to do', policies, 0, 0, 52],
  ['a disk to attach to every policy', policies, 1, 100, 53],
  // What is to be taken must be absent twice, so that the manual ones are listed twice.
  ['and a snapshot to take of a hundred disks', [...policies, ...snapshots], 1, 100, 103],
])('10,000 disks, 100 policies, 20,000 snapshots, %s: at most 250 reading calls', async (_, entries, missing, attach, most) => {
  const { many, ticks, found, attach: attaching } = await calls(entries, missing);
  expect(attaching).toBe(attach);
  expect(found).toEqual([]);
  expect(many).toBeGreaterThan(170);
  expect(many).toBeLessThanOrEqual(250);
  // The account, the regions, fifty pages of manual snapshots one after the other, and what only those decide.
  expect(ticks).toBeLessThanOrEqual(most);
});
