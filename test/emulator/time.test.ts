import { afterEach, describe, expect, test } from 'vitest';
import type { Seed } from '../../src/emulator/index.ts';
import { cloud, refusal, region } from './client.ts';
import type { Body, Cloud } from './client.ts';

let open: Cloud | undefined;
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});

const hour = 3_600_000;
const day = 24 * hour;
const seed: Seed = {
  instances: [
    { id: 'i-1', tags: { backup: 'yes' } },
    { id: 'i-busy', status: 'Stopping' },
  ],
  disks: [
    { id: 'd-1', instance: 'i-1' },
    { id: 'd-old', category: 'cloud_efficiency' },
    { id: 'd-busy', instance: 'i-busy' },
    { id: 'd-local', category: 'local_ssd_pro' },
    { id: 'd-new', neverAttached: true },
  ],
};

// The clock of these tests begins on Saturday 2026-11-21 at 10:00 UTC, which is 18:00 where policies count.
const start = async (options: Parameters<typeof cloud>[1] = {}): Promise<Cloud> => (open = await cloud(seed, options));

async function policyOn(local: Cloud, diskIds: readonly string[], settings: object = {}): Promise<string> {
  const asked = { regionId: 'cn-hangzhou', timePoints: '["19"]', repeatWeekdays: '["6"]', retentionDays: -1, ...settings };
  const { AutoSnapshotPolicyId: id } = await local.ecs('CreateAutoSnapshotPolicy', asked);
  if (diskIds.length > 0)
    await local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id, diskIds: JSON.stringify(diskIds) });
  return id;
}

const automatic = async (local: Cloud, filters: object = {}): Promise<readonly Body[]> =>
  (await local.ecs('DescribeSnapshots', { ...region, SnapshotType: 'auto', PageSize: 100, ...filters }))['Snapshots'].Snapshot;

describe('policies', () => {
  test('take a snapshot when their hour of UTC+8 comes on their weekday, and only then', async () => {
    const local = await start();
    const id = await policyOn(local, ['d-1'], { retentionDays: 3 });
    local.clock.now += hour - 1;
    expect(await automatic(local)).toEqual([]);
    local.clock.now += 1;
    expect(await automatic(local)).toMatchObject([
      {
        SnapshotName: `auto2.0_20261121_${id}`,
        CreationTime: '2026-11-21T11:00:00Z',
        SnapshotType: 'auto',
        Status: 'progressing',
        RetentionDays: 3,
        SourceDiskId: 'd-1',
      },
    ]);
    local.clock.now += 6 * day;
    expect(await automatic(local)).toEqual([]);
    local.clock.now += day;
    expect((await automatic(local)).map((one) => one['CreationTime'])).toEqual(['2026-11-28T11:00:00Z']);
  });

  test('a jump of the clock takes every hour in turn, as if somebody had looked each time', async () => {
    const names = async (steps: number): Promise<string[]> => {
      const local = await start();
      await policyOn(local, ['d-1', 'd-old'], { timePoints: '["0","6","19"]', repeatWeekdays: '["1","6","7"]', retentionDays: 2 });
      for (let step = 0; step < steps; step++) {
        local.clock.now += (4 * day) / steps;
        await local.ecs('DescribeRegions', {});
      }
      const found = (await automatic(local)).map((one) => `${one['SnapshotId']} ${one['SourceDiskId']} ${one['CreationTime']}`);
      await local.emulator.close();
      return found;
    };
    const [jump, walk] = [await names(1), await names(60)];
    expect(jump).toEqual(walk);
    expect(jump).toHaveLength(2);
  });

  test('leave out what cannot be taken: changing instances, local disks, what was never attached', async () => {
    const local = await start();
    await policyOn(local, ['d-1', 'd-old', 'd-busy', 'd-new']);
    local.clock.now += hour;
    expect((await automatic(local)).map((one) => one['SourceDiskId']).sort()).toEqual(['d-1', 'd-old']);
  });

  test('skip an hour while one is being made: one on older disks, ten on the ESSD series', async () => {
    const local = await start({ snapshotSeconds: 30 * 3600 });
    for (let count = 0; count < 2; count++)
      await policyOn(local, ['d-old', 'd-1'], { timePoints: '["19","20","21","22","23","0"]', repeatWeekdays: '["6","7"]' });
    local.clock.now += 12 * hour;
    const of = (id: string, from: readonly Body[]): number => from.filter((one) => one['SourceDiskId'] === id).length;
    const taken = await automatic(local);
    expect([of('d-old', taken), of('d-1', taken)]).toEqual([1, 10]);
  });

  test('by tag of the instance', async () => {
    const local = await start();
    await policyOn(local, [], { AssociationType: 'AssociatedWithInstanceTag', TargetTags: [{ Key: 'backup', Value: '' }] });
    local.clock.now += hour;
    expect((await automatic(local)).map((one) => one['SourceDiskId'])).toEqual(['d-1']);
  });

  test('release the oldest automatic one without a word when there is no more room; manual ones stay', async () => {
    const local = await start({ settings: { quotas: { 'ASP-AUTO-QUOTA': 3 } } });
    await local.ecs('CreateSnapshot', { DiskId: 'd-1', SnapshotName: 'mine' });
    await policyOn(local, ['d-1'], { repeatWeekdays: '["1","2","3","4","5","6","7"]' });
    local.clock.now += 5 * day;
    expect((await automatic(local)).map((one) => one['CreationTime'])).toEqual([
      '2026-11-25T11:00:00Z',
      '2026-11-24T11:00:00Z',
      '2026-11-23T11:00:00Z',
    ]);
    expect((await local.ecs('DescribeSnapshots', { ...region, SnapshotType: 'user' }))['Snapshots'].Snapshot).toHaveLength(1);
  });

  test('1,000 automatic ones of a disk are kept', async () => {
    const local = await start();
    await policyOn(local, ['d-1'], {
      timePoints: JSON.stringify(Array.from({ length: 24 }, (_, at) => String(at))),
      repeatWeekdays: '["1","2","3","4","5","6","7"]',
    });
    local.clock.now += 45 * day;
    expect(local.emulator.world().resources['snapshots']).toHaveLength(1000);
  });

  test('a snapshot that an image needs, or that is locked, outlives its days', async () => {
    const local = await start();
    const ids: string[] = [];
    for (const _ of [1, 2, 3]) ids.push((await local.ecs('CreateSnapshot', { DiskId: 'd-1', RetentionDays: 1 }))['SnapshotId']);
    local.emulator.change(ids[0] as string, { usage: 'image' });
    local.emulator.change(ids[1] as string, { conditions: ['locked'] });
    local.clock.now += 2 * day;
    const left = (await local.ecs('DescribeSnapshots', region))['Snapshots'].Snapshot.map((one: Body) => one['SnapshotId']);
    expect(left).toEqual([ids[1], ids[0]]);
    local.emulator.change(ids[0] as string, { usage: 'none' });
    expect((await local.ecs('DescribeSnapshots', region))['TotalCount']).toBe(1);
  });

  test('whether a new retention of a policy moves its earlier snapshots is a setting', async () => {
    for (const policyRetentionMoves of [false, true]) {
      const local = await start({ settings: { policyRetentionMoves } });
      const id = await policyOn(local, ['d-1']);
      local.clock.now += hour;
      await automatic(local);
      await local.ecs('ModifyAutoSnapshotPolicyEx', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id, retentionDays: 2 });
      local.clock.now += 3 * day;
      expect(await automatic(local)).toHaveLength(policyRetentionMoves ? 0 : 1);
      await local.emulator.close();
    }
  });
});

describe('the clock', () => {
  test('is set, stands, is moved, and goes again', async () => {
    const local = await start();
    const now = async (): Promise<string> => {
      const { SnapshotId } = await local.ecs('CreateSnapshot', { DiskId: 'd-1' });
      const { Snapshots } = await local.ecs('DescribeSnapshots', { ...region, SnapshotIds: JSON.stringify([SnapshotId]) });
      return Snapshots.Snapshot[0].CreationTime;
    };
    local.emulator.set({ clock: { advance: '1d2h' } });
    expect(await now()).toBe('2026-11-22T12:00:00Z');
    local.clock.now += 1000;
    expect(await now()).toBe('2026-11-22T12:00:01Z');
    local.emulator.set({ clock: { at: '2027-01-01T00:00:00Z' } });
    local.clock.now += 1000;
    expect(await now()).toBe('2027-01-01T00:00:00Z');
    local.emulator.set({ clock: { advance: 90 } });
    expect(await now()).toBe('2027-01-01T00:01:30Z');
    local.emulator.set({ clock: { real: true } });
    expect(await now()).toBe('2026-11-21T10:00:02Z');
    for (const clock of [{ advance: 'soon' }, { at: 'later' }, {}, { at: 1, advance: 1 }] as never[])
      expect(() => local.emulator.set({ clock })).toThrow(/clock|duration|moment/);
  });

  test('that judges requests can be wrong', async () => {
    const local = await start();
    local.emulator.set({ settings: { clockSkewSeconds: 32 * 60 } });
    expect(await refusal(local.ecs('DescribeRegions', {}))).toBe('InvalidTimeStamp.Expired 400');
    local.emulator.set({ settings: { clockSkewSeconds: -30 * 60 } });
    expect(await refusal(local.ecs('DescribeRegions', {}))).toBe('accepted');
  });
});
