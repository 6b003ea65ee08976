import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloud, refusal, region } from './client.ts';
import type { Body, Cloud } from './client.ts';

let local: Cloud;
const names = Array.from({ length: 37 }, (_, at) => `d-${String(at).padStart(2, '0')}`);

beforeAll(async () => {
  local = await cloud({
    instances: names.map((name) => ({ id: `i-${name}` })),
    disks: names.map((id) => ({ id, instance: `i-${id}` })),
    desktops: names.map((name) => ({ id: `ecd-${name}` })),
  });
  for (const id of names) {
    await local.ecs('CreateSnapshot', { DiskId: id });
    await local.ecs('CreateSnapshotGroup', { ...region, DiskId: [id] });
    await local.ecd('CreateSnapshot', { ...region, DesktopId: `ecd-${id}`, SnapshotName: `n${id}`, SourceDiskType: 'system' });
    await local.ecs('CreateAutoSnapshotPolicy', {
      regionId: 'cn-hangzhou',
      timePoints: '["1"]',
      repeatWeekdays: '["1"]',
      retentionDays: 1,
    });
  }
  const policy = local.emulator.world().resources['policies']?.rows[0]?.id;
  await local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: policy, diskIds: JSON.stringify(names) });
});
afterAll(() => local.emulator.close());

type Listing = {
  readonly service: 'ecs' | 'ecd';
  readonly action: string;
  readonly items: (body: Body) => Body[];
  readonly id: string;
  readonly total?: number;
  readonly min: number;
  readonly max: number;
  readonly extra?: () => object;
};

const listings: Listing[] = [
  {
    service: 'ecs',
    action: 'DescribeSnapshots',
    items: (body) => body['Snapshots'].Snapshot,
    id: 'SnapshotId',
    total: 74,
    min: 1,
    max: 100,
  },
  {
    service: 'ecs',
    action: 'DescribeSnapshotGroups',
    items: (body) => body['SnapshotGroups'].SnapshotGroup,
    id: 'SnapshotGroupId',
    min: 1,
    max: 100,
  },
  { service: 'ecs', action: 'DescribeDisks', items: (body) => body['Disks'].Disk, id: 'DiskId', min: 10, max: 500 },
  { service: 'ecs', action: 'DescribeInstances', items: (body) => body['Instances'].Instance, id: 'InstanceId', min: 10, max: 100 },
  { service: 'ecd', action: 'DescribeSnapshots', items: (body) => body['Snapshots'], id: 'SnapshotId', min: 1, max: 100 },
  { service: 'ecd', action: 'DescribeDesktops', items: (body) => body['Desktops'], id: 'DesktopId', min: 1, max: 100 },
  {
    service: 'ecs',
    action: 'DescribeAutoSnapshotPolicyAssociations',
    items: (body) => body['AutoSnapshotPolicyAssociations'].AutoSnapshotPolicyAssociation,
    id: 'DiskId',
    min: 10,
    max: 100,
    extra: () => ({ AutoSnapshotPolicyId: local.emulator.world().resources['policies']?.rows[0]?.id }),
  },
];

async function pages(listing: Listing, size: number | undefined): Promise<Body[][]> {
  const found: Body[][] = [];
  let token: string | undefined;
  do {
    const body = await local[listing.service](listing.action, { ...region, ...listing.extra?.(), MaxResults: size, NextToken: token });
    found.push(listing.items(body));
    token = body['NextToken'];
  } while (token !== '');
  return found;
}

test.each(listings)('$service $action gives each item once, whatever the page size', async (listing) => {
  const total = listing.total ?? names.length;
  for (const size of [1, 7, 10, 36, 37, 38, 100, 1000, undefined]) {
    const found = await pages(listing, size);
    const ids = found.flat().map((one) => one[listing.id]);
    expect([ids.length, new Set(ids).size]).toEqual([total, total]);
    const real = Math.min(Math.max(size ?? 10, listing.min), listing.max);
    expect(found.map((one) => one.length)).toEqual(
      Array.from({ length: Math.ceil(total / real) }, (_, at) => Math.min(real, total - at * real)),
    );
  }
});

test('what comes or goes between pages moves nothing else', async () => {
  const first = await local.ecs('DescribeSnapshots', { ...region, MaxResults: 10 });
  const seen = first['Snapshots'].Snapshot as Body[];
  local.clock.now += 1000;
  await local.ecs('CreateSnapshot', { DiskId: 'd-00' });
  await local.ecs('DeleteSnapshot', { SnapshotId: seen[9]?.['SnapshotId'] });
  const rest: Body[] = [];
  for (let token = first['NextToken'] as string; token !== ''; ) {
    const body = await local.ecs('DescribeSnapshots', { ...region, MaxResults: 10, NextToken: token });
    rest.push(...body['Snapshots'].Snapshot);
    token = body['NextToken'];
  }
  expect(rest).toHaveLength(64);
  expect(new Set([...seen, ...rest].map((one) => one['SnapshotId'])).size).toBe(74);
});

test('by number: a count of all, and each policy once', async () => {
  const list = (PageNumber?: number, PageSize?: number) => local.ecs('DescribeAutoSnapshotPolicyEx', { ...region, PageNumber, PageSize });
  expect(await list()).toMatchObject({ PageNumber: 1, PageSize: 10, TotalCount: 37 });
  const ids = new Set<string>();
  for (const page of [1, 2, 3, 4, 5])
    for (const one of (await list(page, 9))['AutoSnapshotPolicies'].AutoSnapshotPolicy) ids.add(one.AutoSnapshotPolicyId);
  expect(ids.size).toBe(37);
  expect((await list(6, 9))['AutoSnapshotPolicies'].AutoSnapshotPolicy).toEqual([]);
  expect((await list(1, 1000))['PageSize']).toBe(100);
  expect(await refusal(list(0))).toBe('InvalidParameter 400');
});

test('the total is declared invalid beside a token, and a foreign token is refused', async () => {
  expect((await local.ecs('DescribeDisks', { ...region, MaxResults: 10 }))['TotalCount']).toBe(0);
  expect(await local.ecs('DescribeDisks', { ...region, PageSize: 20 })).toMatchObject({ TotalCount: 37, PageSize: 20, NextToken: '' });
  expect(await refusal(local.ecs('DescribeDisks', { ...region, NextToken: 'nonsense' }))).toBe('InvalidParameter 400');
});

test('an empty list of ids yields nothing, an unknown id is passed over', async () => {
  const disks = async (ids: string) =>
    (await local.ecs('DescribeDisks', { ...region, DiskIds: ids, MaxResults: 100 }))['Disks'].Disk.map((one: Body) => one['DiskId']);
  expect(await disks('[]')).toEqual([]);
  expect(await disks('["d-03","d-none"]')).toEqual(['d-03']);
});
