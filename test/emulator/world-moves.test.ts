import { afterEach, describe, expect, test } from 'vitest';
import type { Seed } from '../../src/emulator/index.ts';
import { parseSeed, worldOf } from '../../src/emulator/index.ts';
import { cloud, refusal, region } from './client.ts';
import type { Body, Cloud } from './client.ts';

let open: Cloud | undefined;
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});

const seed: Seed = {
  instances: [
    { id: 'i-1' },
    { id: 'i-2', status: 'Stopped' },
    { id: 'i-far', zone: 'cn-hangzhou-x' },
    { id: 'i-locked', locks: ['security'] },
  ],
  disks: [
    { id: 'd-sys', instance: 'i-1', type: 'system', tags: { backup: 'nightly' } },
    { id: 'd-data', instance: 'i-1' },
    { id: 'd-sys-2', instance: 'i-2', type: 'system' },
    { id: 'd-free' },
  ],
  desktops: [{ id: 'ecd-1' }, { id: 'ecd-2' }],
  policies: [{ id: 'sp-1', timePoints: [2], repeatWeekdays: [1], retentionDays: 7, disks: ['d-sys', 'd-data', 'd-free'] }],
  snapshots: [{ id: 's-1', disk: 'd-data', created: '2026-10-01T00:00:00Z' }],
};
const start = async (other: Seed = seed): Promise<Cloud> => (open = await cloud(other));

const idsOf = (items: readonly Body[], name: string): readonly string[] => items.map((one) => one[name]).sort();
const disks = async (local: Cloud) => idsOf((await local.ecs('DescribeDisks', { ...region, MaxResults: 100 }))['Disks'].Disk, 'DiskId');
const protectedDisks = async (local: Cloud) => {
  const body = await local.ecs('DescribeAutoSnapshotPolicyAssociations', { ...region, AutoSnapshotPolicyId: 'sp-1', MaxResults: 100 });
  return idsOf(body['AutoSnapshotPolicyAssociations'].AutoSnapshotPolicyAssociation, 'DiskId');
};
const disk = async (local: Cloud, id: string): Promise<Body> =>
  (await local.ecs('DescribeDisks', { ...region, DiskIds: JSON.stringify([id]) }))['Disks'].Disk[0];

describe('by calls', () => {
  test('a disk is detached, attached elsewhere, and deleted; its policies go with it, its snapshots stay', async () => {
    const local = await start();
    expect(await refusal(local.ecs('DeleteDisk', { DiskId: 'd-data' }))).toBe('IncorrectDiskStatus 403');
    await local.ecs('DetachDisk', { InstanceId: 'i-1', DiskId: 'd-data' });
    expect(await disk(local, 'd-data')).toMatchObject({ Status: 'Available', InstanceId: '', AttachedTime: '2026-11-21T10:00:00Z' });
    local.clock.now += 60_000;
    await local.ecs('AttachDisk', { InstanceId: 'i-2', DiskId: 'd-data' });
    expect(await disk(local, 'd-data')).toMatchObject({ Status: 'In_use', InstanceId: 'i-2', AttachedTime: '2026-11-21T10:01:00Z' });
    expect(await protectedDisks(local)).toEqual(['d-data', 'd-free', 'd-sys']);
    await local.ecs('DetachDisk', { InstanceId: 'i-2', DiskId: 'd-data' });
    await local.ecs('DeleteDisk', { DiskId: 'd-data' });
    expect(await disks(local)).toEqual(['d-free', 'd-sys', 'd-sys-2']);
    expect(await protectedDisks(local)).toEqual(['d-free', 'd-sys']);
    expect((await local.ecs('DescribeSnapshots', { ...region, DiskId: 'd-data' }))['TotalCount']).toBe(1);
    expect(await refusal(local.ecs('DeleteDisk', { DiskId: 'd-data' }))).toBe('accepted');
  });

  test.each<[string, string, { readonly [name: string]: string }]>([
    ['InvalidDevice.InUse 403', 'AttachDisk', { InstanceId: 'i-1', DiskId: 'd-data' }],
    ['IncorrectDiskStatus 403', 'AttachDisk', { InstanceId: 'i-2', DiskId: 'd-data' }],
    ['ResourcesNotInSameZone 403', 'AttachDisk', { InstanceId: 'i-far', DiskId: 'd-free' }],
    ['InstanceLockedForSecurity 403', 'AttachDisk', { InstanceId: 'i-locked', DiskId: 'd-free' }],
    ['InvalidDiskId.NotFound 404', 'AttachDisk', { InstanceId: 'i-1', DiskId: 'd-none' }],
    ['InvalidInstanceId.NotFound 404', 'DetachDisk', { InstanceId: 'i-none', DiskId: 'd-data' }],
    ['DependencyViolation 403', 'DetachDisk', { InstanceId: 'i-2', DiskId: 'd-data' }],
    ['IncorrectInstanceStatus 403', 'DetachDisk', { InstanceId: 'i-1', DiskId: 'd-sys' }],
    ['accepted', 'DetachDisk', { InstanceId: 'i-2', DiskId: 'd-sys-2' }],
    ['IncorrectInstanceStatus 403', 'DeleteInstance', { InstanceId: 'i-1' }],
    ['DryRunOperation 400', 'DeleteInstance', { InstanceId: 'i-2', DryRun: 'true' }],
  ])('%s: %s %j', async (outcome, action, params) => {
    expect(await refusal((await start()).ecs(action, params))).toBe(outcome);
  });

  test('a disk of which a snapshot is being taken is not deleted', async () => {
    const local = await start();
    await local.ecs('CreateSnapshot', { DiskId: 'd-free' });
    expect(await refusal(local.ecs('DeleteDisk', { DiskId: 'd-free' }))).toBe('DiskCreatingSnapshot 403');
    local.clock.now += 1000;
    expect(await refusal(local.ecs('DeleteDisk', { DiskId: 'd-free' }))).toBe('accepted');
  });

  test('an instance is deleted with the disks that are released with it', async () => {
    const local = await start();
    await local.ecs('AttachDisk', { InstanceId: 'i-1', DiskId: 'd-free', DeleteWithInstance: false });
    expect([(await disk(local, 'd-free'))['DeleteWithInstance'], (await disk(local, 'd-data'))['DeleteWithInstance']]).toEqual([
      false,
      true,
    ]);
    await local.ecs('DeleteInstance', { InstanceId: 'i-1', Force: true });
    expect(await disks(local)).toEqual(['d-free', 'd-sys-2']);
    expect(await disk(local, 'd-free')).toMatchObject({ Status: 'Available', InstanceId: '' });
    expect(await protectedDisks(local)).toEqual(['d-free']);
    expect(idsOf((await local.ecs('DescribeInstances', { ...region, MaxResults: 100 }))['Instances'].Instance, 'InstanceId')).toEqual([
      'i-2',
      'i-far',
      'i-locked',
    ]);
  });

  test('desktops are deleted: all that are named, or none', async () => {
    const local = await start();
    await local.ecd('CreateSnapshot', { ...region, DesktopId: 'ecd-1', SnapshotName: 'one', SourceDiskType: 'SYSTEM' });
    expect(await refusal(local.ecd('DeleteDesktops', { ...region, 'DesktopId.1': 'ecd-1', 'DesktopId.2': 'ecd-9' }))).toBe(
      'InvalidDesktopId.NotFound 404',
    );
    await local.ecd('DeleteDesktops', { ...region, 'DesktopId.1': 'ecd-1' });
    expect(idsOf((await local.ecd('DescribeDesktops', region))['Desktops'], 'DesktopId')).toEqual(['ecd-2']);
    expect((await local.ecd('DescribeSnapshots', region))['Snapshots']).toMatchObject([{ DesktopId: 'ecd-1' }]);
  });
});

describe('by the admin interface', () => {
  const happens = async (local: Cloud, body: unknown) => {
    const reply = await fetch(`${local.emulator.url}/_snapspec/thing`, { method: 'POST', body: JSON.stringify(body) });
    return { status: reply.status, ...((await reply.json()) as { error?: string; help?: string }) };
  };

  test('whatever has an id is deleted, with what goes with it', async () => {
    const local = await start();
    for (const id of ['d-data', 'i-2', 'ecd-1', 'sp-1', 's-1']) expect(await happens(local, { id, delete: true })).toEqual({ status: 200 });
    expect(await disks(local)).toEqual(['d-free', 'd-sys']);
    expect(local.emulator.world()).toMatchObject({ resources: { policies: { length: 0 }, snapshots: { length: 0 } } });
  });

  test('an instance is rebuilt: it has another system disk, without tags and policies', async () => {
    const local = await start();
    local.clock.now += 60_000;
    expect(await happens(local, { id: 'i-1', rebuild: true })).toEqual({ status: 200 });
    const left = await disks(local);
    const [fresh = ''] = left.filter((id) => !['d-data', 'd-free', 'd-sys-2'].includes(id));
    expect(left).toHaveLength(4);
    expect(await disk(local, fresh)).toMatchObject({
      InstanceId: 'i-1',
      Type: 'system',
      CreationTime: '2026-11-21T10:01:00Z',
      Tags: { Tag: [] },
      AutoSnapshotPolicyId: '',
    });
    expect(await protectedDisks(local)).toEqual(['d-data', 'd-free']);
  });

  test('resources of others appear, with dates in the past', async () => {
    const local = await start();
    const tags = { createdby: 'alibabacloud-csi-plugin', 'force.delete.snapshot.k8s.aliyun.com': 'true' };
    const add = {
      snapshots: [{ id: 's-csi', disk: 'd-free', name: 'snapshot-1', created: '2026-11-01T02:00:00Z', tags }],
      policies: [{ id: 'sp-other', name: 'default_policy', timePoints: [3], repeatWeekdays: [7], retentionDays: 30, disks: ['d-free'] }],
    };
    expect(await happens(local, { add })).toEqual({ status: 200 });
    const { Snapshots } = await local.ecs('DescribeSnapshots', { ...region, DiskId: 'd-free' });
    expect(Snapshots.Snapshot).toMatchObject([{ SnapshotId: 's-csi', CreationTime: '2026-11-01T02:00:00Z', Status: 'accomplished' }]);
    expect(await refusal(local.ecs('CancelAutoSnapshotPolicy', { regionId: 'cn-hangzhou', diskIds: '["d-free"]' }))).toMatch(/ 403$|400$/);
  });

  test.each<[unknown, RegExp]>([
    [{ id: 'd-none', delete: true }, /^The local cloud has no "d-none"\.$/],
    [{ id: 'd-sys', rebuild: true }, /^The local cloud has no instance "d-sys"\.$/],
    [{ id: 'd-sys', delete: false }, /^thing: delete is false; it must be true\.$/],
    [{ id: 'd-sys', delete: true, set: {} }, /^The body is not a change/],
    [{ id: 'd-sys', add: {} }, /^The body is not a change/],
    [{ add: { keys: [] } }, /^thing: add\.keys is unknown\.$/],
    [{ add: { disks: [{ id: 'd-1', size: 0 }] } }, /^thing: add\.disks\[0\]\.size is 0/],
    [{ add: { disks: [{ id: 'd-new' }, { id: 'd-sys' }] } }, /has d-sys twice/],
    [
      { add: { policies: [{ id: 'sp-2', timePoints: [1], repeatWeekdays: [1], retentionDays: 1, disks: ['d-9'] }] } },
      /^add: sp-2, one of the policies, names d-9, which is not one of the disks/,
    ],
  ])('%j is refused, and changes nothing', async (body, error) => {
    const local = await start();
    const before = JSON.stringify(local.emulator.world());
    expect(await happens(local, body)).toMatchObject({ status: 400, error: expect.stringMatching(error) });
    expect(JSON.stringify(local.emulator.world())).toBe(before);
  });
});

describe('a seed with backups', () => {
  const backups = `
disks: [{id: d-1, created: "2025-01-01T00:00:00Z"}]
desktops: [{id: ecd-1}]
policies:
  - {id: sp-1, name: default_policy, timePoints: [0, 12], repeatWeekdays: [1, 7], retentionDays: -1, disks: [d-1], created: "2025-02-01T00:00:00Z"}
snapshots:
  - {id: s-1, disk: d-1, created: "2026-11-01T00:00:00Z", type: auto, policy: sp-1, name: auto2.0_20261101_sp-1, retentionDays: 30}
  - {id: s-2, disk: d-gone, created: "2026-11-02T00:00:00Z", size: 20, diskType: system, status: failed}
  - {id: s-3, disk: d-1, created: "2026-10-01T00:00:00Z", retentionDays: 7}
  - {id: s-4, disk: d-1, status: progressing}
groups: [{id: ssg-1, snapshots: [s-1, s-2]}]
desktopSnapshots: [{id: s-9, desktop: ecd-1, diskType: system, created: "2026-11-03T00:00:00Z"}]
`;

  test('is a world in which they are, and what is over its retention is released', async () => {
    open = await cloud(parseSeed(backups, 'seed.yaml'));
    const { Snapshots } = await open.ecs('DescribeSnapshots', region);
    expect(Snapshots.Snapshot).toMatchObject([
      { SnapshotId: 's-4', Status: 'progressing', CreationTime: '2026-11-21T10:00:00Z' },
      { SnapshotId: 's-2', Status: 'failed', SourceDiskId: 'd-gone', SourceDiskType: 'system', SourceDiskSize: '20' },
      { SnapshotId: 's-1', SnapshotType: 'auto', RetentionDays: 30, SourceDiskSize: '40' },
    ]);
    const groups = await open.ecs('DescribeSnapshotGroups', region);
    expect(groups['SnapshotGroups'].SnapshotGroup).toMatchObject([{ Status: 'failed', Snapshots: { Snapshot: [{}, {}] } }]);
    const { AutoSnapshotPolicies } = await open.ecs('DescribeAutoSnapshotPolicyEx', region);
    expect(AutoSnapshotPolicies.AutoSnapshotPolicy).toMatchObject([
      { TimePoints: '["0","12"]', RetentionDays: -1, DiskNums: 1, CreationTime: '2025-02-01T00:00:00Z' },
    ]);
    expect((await open.ecd('DescribeSnapshots', region))['Snapshots']).toMatchObject([
      { SnapshotId: 's-9', SourceDiskSize: '80', Status: 'ACCOMPLISHED', CreationTime: '2026-11-03T00:00:00Z' },
    ]);
  });

  test.each([
    [
      'policies: [{id: sp-1, timePoints: [24], repeatWeekdays: [1], retentionDays: 1}]',
      /timePoints\[0\] is 24; it must be a whole number from 0 to 23/,
    ],
    ['policies: [{id: sp-1, timePoints: [1], repeatWeekdays: [1]}]', /policies\[0\] has no retentionDays/],
    ['policies: [{id: sp-1, timePoints: [1], repeatWeekdays: [1], retentionDays: 1, copy: {to: x}}]', /policies\[0\]\.copy\.to is unknown/],
    ['snapshots: [{id: s-1}]', /snapshots\[0\] has no disk/],
    ['groups: [{id: ssg-1, snapshots: [s-1]}]', /ssg-1, one of the groups, names s-1, which is not one of the snapshots/],
  ])('%s is refused', (text, message) => {
    expect(() => worldOf(parseSeed(text, 'seed.yaml'), 0)).toThrow(message);
  });
});
