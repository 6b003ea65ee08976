import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadModel } from '../../src/emulator/index.ts';
import type { Model } from '../../src/emulator/index.ts';
import type { Body } from './client.ts';
import { Cloud, disks, quotas } from './properties/cloud.ts';
import type { Expected } from './properties/cloud.ts';
import { commands, settle } from './properties/commands.ts';

let model: Model;
beforeAll(async () => {
  model = loadModel();
});

const ids = (from: readonly Body[]): string[] => from.map((one) => one['SnapshotId'] as string);

/** Whatever the page size, each thing is listed once, newest first, and nothing else is. */
function checkPaging(expected: Expected, cloud: Cloud, size: number): void {
  const listed = ids(cloud.snapshots({ SnapshotType: 'user', MaxResults: size }));
  expect(listed.length).toBe(new Set(listed).size);
  expect([...listed].sort()).toEqual([...expected.snapshots.keys()].sort());
  const everything = cloud.snapshots();
  expect(ids(cloud.snapshots({ MaxResults: size }))).toEqual(ids(everything));
  const numbered: string[] = [];
  for (let page = 1; numbered.length < everything.length; page++) {
    const { Snapshots, TotalCount } = cloud.ask('DescribeSnapshots', { RegionId: 'cn-hangzhou', PageNumber: page, PageSize: size });
    expect(TotalCount).toBe(everything.length);
    expect(Snapshots.Snapshot.length).toBeGreaterThan(0);
    numbered.push(...ids(Snapshots.Snapshot));
  }
  expect(numbered).toEqual(ids(everything));
}

function checkQuotas(cloud: Cloud): void {
  const all = cloud.snapshots();
  for (const disk of disks) {
    const of = all.filter((one) => one['SourceDiskId'] === disk);
    expect(of.filter((one) => one['SnapshotType'] === 'user').length).toBeLessThanOrEqual(quotas['SNAP-QUOTA-MANUAL']);
    expect(of.filter((one) => one['SnapshotType'] === 'auto').length).toBeLessThanOrEqual(quotas['ASP-AUTO-QUOTA']);
    expect(of.filter((one) => one['Status'] === 'progressing').length).toBeLessThanOrEqual(disk === 'd-old' ? 1 : 10);
  }
}

/** A listing of tags says what the listing of things says. */
function checkTags(expected: Expected, cloud: Cloud): void {
  for (const one of cloud.snapshots({ SnapshotType: 'user' })) {
    const shown = (one['Tags'].Tag as readonly Body[]).map((tag) => [tag['TagKey'], tag['TagValue']]);
    expect(new Map(shown as [string, string][])).toEqual(expected.snapshots.get(one['SnapshotId'] as string)?.tags);
  }
  const rows = cloud.all('ListTagResources', ['TagResources', 'TagResource'], { ResourceType: 'snapshot', 'Tag.1.Key': 'own' });
  const carriers = new Set(rows.map((row) => row['ResourceId']));
  expect([...carriers].sort()).toEqual(
    [...expected.snapshots]
      .filter(([, one]) => one.tags.has('own'))
      .map(([id]) => id)
      .sort(),
  );
}

/** Attachments are the same from the policy, from the disk, and from the listing of disks. */
function checkAttachments(expected: Expected, cloud: Cloud, size: number): void {
  const pairs = (params: { [name: string]: string }): string[] =>
    cloud
      .all('DescribeAutoSnapshotPolicyAssociations', ['AutoSnapshotPolicyAssociations', 'AutoSnapshotPolicyAssociation'], {
        MaxResults: size,
        ...params,
      })
      .map((one) => `${one['AutoSnapshotPolicyId']} ${one['DiskId']}`);
  const wanted = [...expected.policies].flatMap(([id, attached]) => [...attached].map((disk) => `${id} ${disk}`)).sort();
  const byPolicy = [...expected.policies.keys()].flatMap((id) => pairs({ AutoSnapshotPolicyId: id }));
  const byDisk = disks.flatMap((id) => pairs({ DiskId: id }));
  expect(byPolicy.sort()).toEqual(wanted);
  expect(byDisk.sort()).toEqual(wanted);
  for (const [id, attached] of expected.policies) {
    const shown = cloud.all('DescribeDisks', ['Disks', 'Disk'], { AutoSnapshotPolicyId: id }).map((one) => one['DiskId']);
    expect(shown.sort()).toEqual([...attached].sort());
    const [policy] = cloud.ask('DescribeAutoSnapshotPolicyEx', { RegionId: 'cn-hangzhou', AutoSnapshotPolicyId: id })[
      'AutoSnapshotPolicies'
    ].AutoSnapshotPolicy;
    expect(policy.DiskNums).toBe(attached.size);
  }
}

test('whatever is asked in whatever order: quotas, ids, tokens, paging, tags and attachments keep their laws', () => {
  let reached = 0;
  fc.assert(
    fc.property(fc.commands([...commands], { maxCommands: 80, size: 'max' }), fc.integer({ min: 1, max: 12 }), (run, size) => {
      const cloud = new Cloud(model);
      const expected: Expected = { snapshots: new Map(), policies: new Map(), tokens: new Map(), ids: new Set() };
      fc.modelRun(() => ({ model: expected, real: cloud }), run);
      settle(expected, cloud);
      checkPaging(expected, cloud, size);
      checkQuotas(cloud);
      checkTags(expected, cloud);
      checkAttachments(expected, cloud, size);
      const automatic = cloud.snapshots({ SnapshotType: 'auto' });
      for (const id of ids(automatic)) expect(expected.snapshots.has(id)).toBe(false);
      if (automatic.length > 0) reached++;
    }),
    { seed: 20_261_121, numRuns: 300 },
  );
  // A run that never came to automatic snapshots would have shown less than it says.
  expect(reached).toBeGreaterThan(20);
});

test('the same commands on the same world give the same world, however often somebody looked in between', () => {
  fc.assert(
    fc.property(fc.commands([...commands], { maxCommands: 40, size: 'max' }), (run) => {
      const worlds = [false, true].map((looks) => {
        const cloud = new Cloud(model);
        const expected: Expected = { snapshots: new Map(), policies: new Map(), tokens: new Map(), ids: new Set() };
        cloud.steps = looks ? 4 : 1;
        fc.modelRun(() => ({ model: expected, real: cloud }), run);
        return JSON.stringify(
          model.answer(
            cloud.world,
            {
              service: 'ecs',
              action: 'DescribeSnapshots',
              params: { RegionId: 'cn-hangzhou', MaxResults: '100' },
              account: '1',
              requestId: '',
            },
            cloud.now,
          ),
        );
      });
      expect(worlds[0]).toBe(worlds[1]);
    }),
    { seed: 20_261_122, numRuns: 60 },
  );
});
