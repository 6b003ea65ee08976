import fc from 'fast-check';
import { expect } from 'vitest';
import { day, disks, quotas } from './cloud.ts';
import type { Cloud, Expected } from './cloud.ts';

type Command = fc.Command<Expected, Cloud>;

/** A command that is tried in every state, and told by what it was given. */
const command = (name: string, run: (expected: Expected, cloud: Cloud) => void): Command => ({
  check: () => true,
  run,
  toString: () => name,
});

const pick = <T>(from: Iterable<T>, at: number): T | undefined => {
  const list = [...from];
  return list.length === 0 ? undefined : list[at % list.length];
};

/** What nobody has to delete goes by itself. */
export function settle(expected: Expected, cloud: Cloud): void {
  for (const [id, { until }] of expected.snapshots) if (cloud.now >= until) expected.snapshots.delete(id);
}

function isNew(expected: Expected, id: string): void {
  expect(expected.ids.has(id), `${id} was given out twice`).toBe(false);
  expected.ids.add(id);
}

const manual = (expected: Expected, disk: string): number => [...expected.snapshots.values()].filter((one) => one.disk === disk).length;

const take = (disk: string, token: number | undefined, retention: number | undefined): Command =>
  command(`take ${disk} ${token ?? ''} ${retention ?? ''}`, (expected, cloud) => {
    settle(expected, cloud);
    const ClientToken = token === undefined ? undefined : `t${token}`;
    const { code, SnapshotId: id } = cloud.ask('CreateSnapshot', {
      DiskId: disk,
      ClientToken,
      RetentionDays: retention,
      'Tag.1.Key': 'own',
      'Tag.1.Value': disk,
    });
    const first = ClientToken === undefined ? undefined : expected.tokens.get(ClientToken);
    if (first !== undefined && cloud.now < first.at + 2 * 3_600_000) {
      if (first.disk === `${disk} ${retention}`) expect(id).toBe(first.id);
      else expect(code).toBe('IdempotentParameterMismatch');
      return;
    }
    if (manual(expected, disk) >= quotas['SNAP-QUOTA-MANUAL']) return void expect(code).toBe('QuotaExceed.Snapshot');
    if (code !== undefined)
      return void expect(['IncorrectDiskStatus.CreatingSnapshot', 'QuotaExceed.ConcurrentSnapshotQuota']).toContain(code);
    isNew(expected, id);
    if (ClientToken !== undefined) expected.tokens.set(ClientToken, { disk: `${disk} ${retention}`, id, at: cloud.now });
    const until = retention === undefined ? Number.POSITIVE_INFINITY : cloud.now + retention * day;
    expected.snapshots.set(id, { disk, tags: new Map([['own', disk]]), until });
  });

const remove = (at: number): Command =>
  command(`delete ${at}`, (expected, cloud) => {
    settle(expected, cloud);
    const id = pick(expected.snapshots.keys(), at);
    if (id === undefined) return;
    expect(cloud.ask('DeleteSnapshot', { SnapshotId: id })).not.toHaveProperty('code');
    expect(cloud.ask('DeleteSnapshot', { SnapshotId: id })['code']).toBe('InvalidSnapshotId.NotFound');
    expected.snapshots.delete(id);
  });

const tag = (at: number, key: string, value: string | undefined): Command =>
  command(`${value === undefined ? 'untag' : 'tag'} ${at} ${key}`, (expected, cloud) => {
    settle(expected, cloud);
    const id = pick(expected.snapshots.keys(), at);
    const tags = expected.snapshots.get(id ?? '')?.tags;
    if (id === undefined || tags === undefined) return;
    const one = { RegionId: 'cn-hangzhou', ResourceType: 'snapshot', 'ResourceId.1': id };
    if (value === undefined) {
      cloud.ask('UntagResources', { ...one, 'TagKey.1': key });
      tags.delete(key);
    } else {
      cloud.ask('TagResources', { ...one, 'Tag.1.Key': key, 'Tag.1.Value': value });
      tags.set(key, value);
    }
  });

const makePolicy = (retentionDays: number): Command =>
  command(`policy ${retentionDays}`, (expected, cloud) => {
    const hours = JSON.stringify(Array.from({ length: 24 }, (_, at) => String(at)));
    const asked = { regionId: 'cn-hangzhou', timePoints: hours, repeatWeekdays: '["1","2","3","4","5","6","7"]', retentionDays };
    const { code, AutoSnapshotPolicyId: id } = cloud.ask('CreateAutoSnapshotPolicy', asked);
    if (expected.policies.size >= quotas['ASP-QUOTA-REGION']) return void expect(code).toBe('AutoSnapshotPolicy.QuotaExceed');
    isNew(expected, id);
    expected.policies.set(id, new Set());
  });

const removePolicy = (at: number): Command =>
  command(`delete policy ${at}`, (expected, cloud) => {
    const id = pick(expected.policies.keys(), at);
    if (id === undefined) return;
    expect(cloud.ask('DeleteAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id })).not.toHaveProperty('code');
    expected.policies.delete(id);
  });

const policiesOf = (expected: Expected, disk: string): number =>
  [...expected.policies.values()].filter((attached) => attached.has(disk)).length;

const attach = (at: number, chosen: readonly string[], off: boolean): Command =>
  command(`${off ? 'detach' : 'attach'} ${at} ${chosen}`, (expected, cloud) => {
    const id = pick(expected.policies.keys(), at);
    const attached = expected.policies.get(id ?? '');
    if (id === undefined || attached === undefined) return;
    const asked = { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id, diskIds: JSON.stringify(chosen) };
    const { code } = cloud.ask(off ? 'CancelAutoSnapshotPolicy' : 'ApplyAutoSnapshotPolicy', asked);
    if (off) {
      for (const disk of chosen) attached.delete(disk);
      return;
    }
    // All or none.
    const full = chosen.some((disk) => !attached.has(disk) && policiesOf(expected, disk) >= quotas['ASP-APPLY-MAX10']);
    expect(code).toBe(full ? 'QuotaExceed.AppliedAutoSnapshotPolicyQuota' : undefined);
    if (!full) for (const disk of chosen) attached.add(disk);
  });

const group = (chosen: readonly string[]): Command =>
  command(`group ${chosen}`, (expected, cloud) => {
    settle(expected, cloud);
    const listed = Object.fromEntries(chosen.map((id, at) => [`DiskId.${at + 1}`, id]));
    const { code, SnapshotGroupId: id } = cloud.ask('CreateSnapshotGroup', { RegionId: 'cn-hangzhou', ...listed });
    if (code !== undefined) {
      const full = chosen.some((disk) => manual(expected, disk) >= quotas['SNAP-QUOTA-MANUAL']);
      const why = [
        'DiskCategory.OperationNotSupported',
        'IncorrectDiskStatus.TooManyCreatingSnapshots',
        ...(full ? ['QuotaExceed.Snapshot'] : []),
      ];
      return void expect(why).toContain(code);
    }
    isNew(expected, id);
    const [found] = cloud.all('DescribeSnapshotGroups', ['SnapshotGroups', 'SnapshotGroup'], { 'SnapshotGroupId.1': id });
    const members = found?.['Snapshots'].Snapshot as readonly { SnapshotId: string; SourceDiskId: string }[];
    expect(members.map((one) => one.SourceDiskId).sort()).toEqual([...new Set(chosen)].sort());
    for (const { SnapshotId, SourceDiskId } of members) {
      isNew(expected, SnapshotId);
      // What the cloud marks its members with is a tag as well.
      expected.snapshots.set(SnapshotId, {
        disk: SourceDiskId,
        tags: new Map([['acs:ecs:createFrom', 'i-1']]),
        until: Number.POSITIVE_INFINITY,
      });
    }
  });

const wait = (length: number): Command =>
  command(`wait ${length}`, (_, cloud) => {
    cloud.wait(length);
  });

const index = fc.nat(20);
const disk = fc.constantFrom(...disks);
const several = fc.uniqueArray(disk, { minLength: 1, maxLength: 3 });

export const commands: readonly fc.Arbitrary<Command>[] = [
  fc
    .tuple(disk, fc.option(fc.nat(5), { nil: undefined }), fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }))
    .map(([id, token, days]) => take(id, token, days)),
  index.map(remove),
  fc
    .tuple(index, fc.constantFrom('a', 'b', 'own'), fc.option(fc.constantFrom('', 'x', 'y'), { nil: undefined }))
    .map(([at, key, value]) => tag(at, key, value)),
  fc.constantFrom(-1, 1, 2).map(makePolicy),
  index.map(removePolicy),
  fc.tuple(index, several, fc.boolean()).map(([at, chosen, off]) => attach(at, chosen, off)),
  several.map(group),
  fc.constantFrom(500, 1000, 3_600_000, 7 * 3_600_000, day).map(wait),
];
