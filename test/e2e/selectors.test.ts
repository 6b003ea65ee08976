import { expect, test } from 'vitest';
import type { Seed } from '../../src/emulator/index.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';

const seed: Seed = {
  account: '1234567890123456',
  region: 'cn-hangzhou',
  resourceGroups: ['rg-one'],
  instances: [{ id: 'i-1' }],
  disks: [
    { id: 'd-1', instance: 'i-1', type: 'system', name: 'ledger-system' },
    { id: 'd-2', instance: 'i-1', name: 'ledger-data', category: 'cloud_ssd' },
    { id: 'd-3', instance: 'i-1', zone: 'cn-hangzhou-z', tags: { backup: 'daily' } },
    { id: 'd-4', instance: 'i-1', resourceGroup: 'rg-one', tags: { Backup: 'daily' } },
    { id: 'd-5', neverAttached: true, tags: { backup: 'daily' } },
    { id: 'd-6', instance: 'i-1', category: 'local_ssd_pro', name: 'ledger-cache' },
  ],
};

type Shown = {
  operations: { call: { params: { diskIds?: string } } }[];
  problems: { code: string; severity: string; message: string }[];
  calls: { made: number };
};

/** Runs plan and says what would be attached, and what was found. */
async function planned(disks: string) {
  withKeys();
  const emulator = await cloud(seed);
  const spec = `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\npolicies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {${disks}}}}\n`;
  const ran = await snapspec(folder({ 'snapspec.yaml': spec }), ['plan', '--format', 'json', ...towards(emulator)]);
  const plan = JSON.parse(ran.stdout) as Shown;
  const attached = plan.operations.flatMap(({ call }) => JSON.parse(call.params.diskIds ?? '[]') as string[]);
  const listings = emulator.calls().filter(({ action }) => action === 'DescribeDisks').length;
  expect(emulator.calls().every((call) => call.reads)).toBe(true);
  return { code: ran.code, attached, listings, problems: plan.problems.map(({ severity, code }) => `${severity} ${code}`), plan };
}

test.each([
  ['{type: System}', ['d-1']],
  ['{category: cloud_ssd}', ['d-2']],
  ['{zone: cn-hangzhou-z}', ['d-3']],
  ['{resourceGroupId: rg-one}', ['d-4']],
  ['{name: "ledger-????", category: cloud_ssd}', ['d-2']],
])('any: [%s] is read from one listing', async (item, attached) => {
  expect(await planned(`any: [${item}]`)).toMatchObject({ code: 0, attached, listings: 1, problems: [] });
});

test('what is passed over, looks alike or is not there is named, and the rest is attached', async () => {
  const { attached, problems, plan, code } = await planned(
    'any: [{tags: {backup: daily}}, {name: "ledger-*"}, {id: d-404}], not: [{id: d-405}]',
  );
  expect(code).toBe(1);
  expect(attached).toEqual(['d-1', 'd-2', 'd-3']);
  expect(problems.sort()).toEqual([
    'error disk-not-found',
    'warning disk-cannot-be-protected',
    'warning disk-cannot-be-protected',
    'warning disk-not-found',
    'warning selector-near-miss',
  ]);
  expect(plan.problems.find(({ code: one }) => one === 'selector-near-miss')?.message).toContain(
    '1 disk has Backup=daily: capital B (U+0042)',
  );
});

test('a policy that protects nothing is never green', async () => {
  expect(await planned('any: [{name: "none-*"}]')).toMatchObject({ code: 1, attached: [], problems: ['error policy-selects-nothing'] });
});

test('every policy is counted in the text of a plan, and its items are shown on demand', async () => {
  withKeys();
  const emulator = await cloud(seed);
  const spec =
    'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\npolicies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [{name: "ledger-?*"}, {id: d-1}], not: [{id: d-6}]}}}\n';
  const cwd = folder({ 'snapspec.yaml': spec });
  expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
  const counted = '; protects 2 disks: 2 by name ledger-?*, 1 of them also by id\n';
  const plain = await snapspec(cwd, ['plan', ...towards(emulator)]);
  expect(plain.stdout).toContain(counted);
  expect(plain.stdout).toContain('No changes');
  expect(plain.stdout).not.toContain('any[0]');
  const explained = await snapspec(cwd, ['plan', '--explain-selectors', ...towards(emulator)]);
  expect(explained.stdout).toMatch(/any\[0\] name ledger-\?\*: 3 disks, 2 of them protected\n +d-1, d-2, d-6\n/);
  expect(explained.stdout).toContain(counted);
});
