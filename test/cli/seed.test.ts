import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseSeed } from '../../src/emulator/index.ts';
import type { Seed } from '../../src/emulator/index.ts';
import { region, sdk } from '../emulator/client.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';

const seed: Seed = {
  account: '1234567890123456',
  instances: [{ id: 'i-1', name: 'ledger' }],
  disks: Array.from({ length: 25 }, (_, at) => ({ id: `d-${String(at).padStart(2, '0')}`, ...(at === 0 && { instance: 'i-1' }) })),
  desktops: [{ id: 'ecd-1', policy: 'sp-9' }],
  desktopPolicies: [{ id: 'sp-9', name: 'nightly', cron: '0 0 2 ? * 1-7', retentionDays: 7 }],
  policies: [{ id: 'sp-1', name: 'default_policy', timePoints: [2], repeatWeekdays: [1], retentionDays: 7, disks: ['d-00', 'd-01'] }],
  snapshots: [
    {
      id: 's-1',
      disk: 'd-00',
      created: '2026-01-01T00:00:00Z',
      tags: { createdby: 'alibabacloud-csi-plugin' },
      category: 'archive',
      lock: { days: 3000, created: '2026-02-01T00:00:00Z' },
      copyOf: { snapshot: 's-0', region: 'cn-beijing' },
    },
  ],
  desktopSnapshots: [{ id: 's-9', desktop: 'ecd-1', diskType: 'system' }],
};

const endpoints = (emulator: { readonly url: string }): string[] => towards(emulator).slice(0, 6);
const seedIn = (cwd: string, name = 'local-cloud.yaml'): Seed => parseSeed(readFileSync(join(cwd, name), 'utf8'), name);

test('an account becomes a seed that nobody else can read', async () => {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder();
  const ran = await snapspec(cwd, ['seed', '--region', 'cn-hangzhou', ...endpoints(emulator)]);
  expect(ran).toMatchObject({
    code: 0,
    stdout: '',
    stderr: '1 instance, 25 disks, 1 desktop policy, 1 desktop, 1 policy, 1 snapshot, 0 groups, 1 desktop snapshot.\n',
  });
  expect(statSync(join(cwd, 'local-cloud.yaml')).mode & 0o777).toBe(0o600);
  expect(seedIn(cwd)).toMatchObject({
    account: '1234567890123456',
    policies: [{ disks: ['d-00', 'd-01'] }],
    snapshots: seed.snapshots,
    desktops: [{ policy: 'sp-9' }],
    desktopPolicies: seed.desktopPolicies,
  });
  expect(emulator.calls().every(({ reads }) => reads)).toBe(true);
  const again = await snapspec(cwd, ['seed', '--region', 'cn-hangzhou', ...endpoints(emulator)]);
  expect(again).toMatchObject({ code: 3, stderr: expect.stringContaining('"local-cloud.yaml" exists; nothing was written.') });
});

test('anonymized, and to standard output', async () => {
  withKeys();
  const emulator = await cloud(seed);
  const run = (secret: string) =>
    snapspec(folder(), ['seed', '--region', 'cn-hangzhou', ...endpoints(emulator), '--anonymize', secret, '-o', '-']);
  const [one, same, other] = [await run('a'), await run('a'), await run('b')];
  expect(one.code).toBe(0);
  expect(one.stdout).toBe(same.stdout);
  expect(one.stdout).not.toBe(other.stdout);
  expect(one.stdout).toContain('createdby');
  expect(one.stdout).not.toMatch(/ledger|d-00|default_policy|1234567890123456/);
});

type Exported = { readonly [name: string]: { readonly action: string; readonly params?: object; readonly service?: 'ecd' | 'sts' } };

/** A folder with replies as the `aliyun` CLI prints them. */
async function exported(files: Exported): Promise<string> {
  const emulator = await cloud(seed);
  const { ecs, ecd, sts } = sdk(emulator.host);
  const cwd = folder();
  for (const [name, { action, params = {}, service }] of Object.entries(files)) {
    const body = await (service === 'sts' ? sts(action) : (service === 'ecd' ? ecd : ecs)(action, { ...region, ...params }));
    writeFileSync(join(cwd, name), JSON.stringify(body, null, '\t'));
  }
  return cwd;
}

const disks = (page: number) => ({ action: 'DescribeDisks', params: { PageNumber: page, PageSize: 10 } });
const rest: Exported = {
  'me.json': { action: 'GetCallerIdentity', service: 'sts' },
  'instances.json': { action: 'DescribeInstances' },
  'policies.json': { action: 'DescribeAutoSnapshotPolicyEx' },
  'associations.json': { action: 'DescribeAutoSnapshotPolicyAssociations', params: { AutoSnapshotPolicyId: 'sp-1' } },
  'snapshots.json': { action: 'DescribeSnapshots' },
  'locks.json': { action: 'DescribeLockedSnapshots' },
  'desktops.json': { action: 'DescribeDesktops', service: 'ecd', params: { IncludeAutoSnapshotPolicy: true } },
  'desktop-policies.json': { action: 'DescribeAutoSnapshotPolicy', service: 'ecd' },
  'desktop-snapshots.json': { action: 'DescribeSnapshots', service: 'ecd' },
};

test('what the CLI exported becomes the same seed as the account', async () => {
  withKeys();
  const cwd = await exported({ ...rest, 'disks-3.json': disks(3), 'disks-1.json': disks(1), 'disks-2.json': disks(2) });
  expect(await snapspec(cwd, ['seed', '--from', '.', '-o', 'one.yaml'])).toMatchObject({ code: 0 });
  const emulator = await cloud(seed);
  await snapspec(cwd, ['seed', '--region', 'cn-hangzhou', ...endpoints(emulator), '-o', 'two.yaml']);
  const undated = (given: Seed): string => JSON.stringify(given).replace(/"(?:created|started|attached)":"2026-11[^"]*",?/g, '');
  expect(undated(seedIn(cwd, 'one.yaml'))).toBe(undated(seedIn(cwd, 'two.yaml')));
});

test.each<[string, Exported, RegExp]>([
  [
    'pages by number',
    { 'disks-2.json': disks(2) },
    /The export of ECS DescribeDisks is incomplete: 10 of 25 are in the files; of pages of 10, missing: 1, 3\.\n {2}help: Export the rest with --PageNumber and --PageSize 10\./,
  ],
  [
    'a page by token',
    { 'disks.json': { action: 'DescribeDisks', params: { MaxResults: 10 } } },
    /ECS DescribeDisks is incomplete: the page after that in "disks.json" is missing\.\n {2}help: Export it with --NextToken \w+\./,
  ],
  [
    'associations',
    { 'policies.json': { action: 'DescribeAutoSnapshotPolicyEx' } },
    /policy sp-1 has 2 disks, and 0 are in the files\.\n {2}help: Export it with --AutoSnapshotPolicyId sp-1\./,
  ],
  ['everything', { 'me.json': { action: 'GetCallerIdentity', service: 'sts' } }, /The export has no resources\./],
])('%s that are missing are named, and nothing is written', async (_, files, message) => {
  const cwd = await exported(files);
  const ran = await snapspec(cwd, ['seed', '--from', '.']);
  expect(ran).toMatchObject({ code: 64, stderr: expect.stringMatching(message) });
  expect(() => seedIn(cwd)).toThrow(/ENOENT/);
});

test('a cloud that does not answer is given up after --timeout, and nothing is written', async () => {
  withKeys();
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const cwd = folder();
  const ran = await snapspec(cwd, ['seed', '--region', 'cn-hangzhou', ...endpoints({ url }), '--timeout', '1']);
  expect(ran).toMatchObject({ code: 5, stdout: '', stderr: expect.stringContaining('did not end within its --timeout of 1 seconds') });
  expect(() => seedIn(cwd)).toThrow(/ENOENT/);
  silent.closeAllConnections();
  silent.close();
});

test.each<[readonly string[], RegExp]>([
  [['seed', '--region', 'cn-hangzhou', '--timeout', '0'], /--timeout 0 is not a time of at most 24h\./],
  [['seed'], /The region that is to be read is missing\./],
  [['seed', '--from', 'none'], /Cannot read "none": no such file\./],
  [['seed', '--from', 'bad'], /"one\.json" is not JSON\./],
])('%j is refused', async (argv, message) => {
  const cwd = folder();
  const { mkdirSync } = await import('node:fs');
  mkdirSync(join(cwd, 'bad'));
  writeFileSync(join(cwd, 'bad', 'one.json'), '{');
  expect(await snapspec(cwd, argv)).toMatchObject({ code: 64, stderr: expect.stringMatching(message) });
});
