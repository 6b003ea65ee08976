import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Seed, SeedPolicy } from '../../src/emulator/index.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';

const head = 'apiVersion: snapspec/v1\nstack: mine\nregion: cn-hangzhou\n';
const ids = [1, 2, 3, 4].map((n) => `d-bp1shop000000000${n}`);
const instance = 'i-bp1shop0000000001';
const policy = `policies: {daily: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [${ids.map((id) => `{id: ${id}}`).join(', ')}]}}}\n`;
const snapshot = (id: string, more = ''): string =>
  `snapshots: {cut: {diskId: ${id}, retentionDays: 5000, takeUntil: 2030-01-01${more}}}\n`;

const seed = (more: Partial<Seed> = {}): Seed => ({
  account: '1234567890123456',
  region: 'cn-hangzhou',
  instances: [{ id: instance }],
  disks: ids.map((id) => ({ id, instance })),
  ...more,
});
const theirs = (id: string, disk: string): SeedPolicy => ({
  id,
  name: `theirs-${id}`,
  timePoints: [2],
  repeatWeekdays: [1],
  retentionDays: 7,
  disks: [disk],
  tags: { 'snapspec:stack': 'other', 'snapspec:address': 'policies/theirs', 'snapspec:occurrence': 'once', 'snapspec:op': 'x' },
});

/** Lints a spec live against a cloud, and holds that nothing was written. */
async function lintLive(spec: string, world: Seed, ...flags: readonly string[]) {
  withKeys();
  const emulator = await cloud(world);
  const ran = await snapspec(folder({ 'snapspec.yaml': head + spec }), ['lint', '--live', ...towards(emulator), ...flags]);
  expect(emulator.calls().filter((call) => !call.reads)).toEqual([]);
  return { ...ran, calls: emulator.calls().map((call) => call.action) };
}

describe('lint --live', () => {
  test('a sound spec in a sound world: nothing is found', async () => {
    const { code, stdout, stderr, calls } = await lintLive(snapshot(ids[0] as string) + policy, seed());
    expect([code, stdout, stderr]).toEqual([0, 'No findings in 1 file.\n', '']);
    expect(calls).toContain('DescribeDisks');
  });

  test.each<[string, string, Partial<Seed>]>([
    ['disk-not-found', snapshot('d-bp1gone0000000001'), {}],
    ['locked-for-security', snapshot(ids[0] as string), { instances: [{ id: instance, locks: ['security'] }] }],
    ['instance-status', snapshot(ids[0] as string), { instances: [{ id: instance, status: 'Starting' }] }],
    [
      'group-shared-disk',
      `groups: {g: {instanceId: ${instance}}}\n`,
      { disks: [{ id: ids[0] as string, instance, multiAttach: 'Enabled' }] },
    ],
    [
      'desktop-disk-missing',
      'desktopSnapshots: {g: {desktopId: ecd-1, sourceDiskType: data}}\n',
      { desktops: [{ id: 'ecd-1', disks: ['system'] }] },
    ],
    ['disk-policy-limit', policy, { policies: Array.from({ length: 10 }, (_, n) => theirs(`sp-bp1other000000000${n}`, ids[1] as string)) }],
    ['region-not-found', snapshot(ids[0] as string), { regions: ['cn-beijing'], region: 'cn-beijing' }],
    [
      'target-region-not-found',
      `policies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, crossRegionCopy: {region: cn-nanjing, retentionDays: 7}}}\n`,
      { regions: ['cn-beijing', 'cn-hangzhou'] },
    ],
  ])('%s is an error at its line, and nothing is written', async (code, spec, more) => {
    const ran = await lintLive(spec, seed(more));
    expect(ran.stdout).toContain(`error[${code}]`);
    expect(ran.stdout).toContain('snapspec.yaml:');
    expect(ran.code).toBe(1);
  });

  test('a disk that is under another policy is named with it and with whose it is; that alone is no error', async () => {
    const world = seed({ policies: [theirs('sp-bp1other0000000001', ids[1] as string)] });
    const { code, stdout } = await lintLive(policy, world, '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).diagnostics).toMatchObject([
      {
        code: 'disk-under-other-policies',
        address: 'policies/daily',
        notes: [
          `sp-bp1other0000000001 (theirs-sp-bp1other0000000001, its tags name policies/theirs of stack other and do not prove it): ${ids[1]}`,
        ],
      },
    ]);
  });

  test('the spec and the flags weigh what is found', async () => {
    const world = seed({ instances: [{ id: instance, locks: ['security'] }] });
    expect((await lintLive(`lint: {rules: {locked-for-security: warning}}\n${snapshot(ids[0] as string)}`, world)).code).toBe(0);
    expect((await lintLive(snapshot(ids[0] as string), world, '--rule', 'locked-for-security=off')).stdout).toBe(
      'No findings in 1 file.\n',
    );
  });

  test('a spec with errors is not looked up, and --fix is refused', async () => {
    const wrong = await lintLive('snapshots: {cut: {diskID: d-1}}\n', seed());
    expect([wrong.code, wrong.calls]).toEqual([1, []]);
    const fixing = await lintLive(snapshot(ids[0] as string), seed(), '--fix');
    expect([fixing.code, fixing.calls]).toEqual([64, []]);
  });

  test('the same on the local cloud', async () => {
    const files = {
      'snapspec.yaml': head + snapshot(ids[0] as string),
      'local-cloud.yaml': `account: "1234567890123456"\nregion: cn-hangzhou\ninstances: [{id: ${instance}, locks: [security]}]\ndisks: [{id: ${ids[0]}, instance: ${instance}}]\n`,
    };
    const { code, stdout } = await snapspec(folder(files), ['lint', '--live', '--local']);
    expect(stdout).toContain('InstanceLockedForSecurity (403)');
    expect(code).toBe(1);
  });

  test('plan says the same', async () => {
    withKeys();
    const emulator = await cloud(seed({ instances: [{ id: instance, locks: ['security'] }] }));
    const ran = await snapspec(folder({ 'snapspec.yaml': head + snapshot(ids[0] as string) }), ['plan', ...towards(emulator)]);
    expect(ran.stderr + ran.stdout).toContain('locked-for-security');
    expect(ran.code).toBe(1);
  });
});

/** Plans, or lints, a spec in a world in which a disk is under a policy of others. */
async function inWorld(spec: string, argv: readonly string[], more: Partial<Seed> = {}) {
  withKeys();
  const world = seed({ policies: [theirs('sp-bp1other0000000001', ids[1] as string)], ...more });
  const emulator = await cloud(world);
  return snapspec(folder({ 'snapspec.yaml': head + spec }), [...argv, ...towards(emulator)]);
}
const ignored = policy
  .replace('policies: {daily', 'policies:\n  # snapspec: ignore[disk-under-other-policies] until they let go\n  daily')
  .replace(/\}\n$/, '\n');

describe('what the team chose of live findings', () => {
  test('a comment ignores one in lint --live, plan and drift; --no-ignores and SARIF show it', async () => {
    expect((await inWorld(policy, ['lint', '--live'])).stdout).toContain('disk-under-other-policies');
    expect((await inWorld(ignored, ['lint', '--live'])).stdout).toBe('No findings in 1 file. 1 suppressed.\n');
    expect((await inWorld(ignored, ['lint', '--live', '--no-ignores'])).stdout).toContain('disk-under-other-policies');
    const sarif = JSON.parse((await inWorld(ignored, ['lint', '--live', '--format', 'sarif'])).stdout);
    expect(sarif.runs[0].results).toMatchObject([
      { ruleId: 'disk-under-other-policies', suppressions: [{ kind: 'inSource', justification: 'until they let go' }] },
    ]);
    for (const verb of ['plan', 'drift']) {
      expect(JSON.parse((await inWorld(policy, [verb, '--format', 'json'])).stdout).problems).toHaveLength(1);
      expect(JSON.parse((await inWorld(ignored, [verb, '--format', 'json'])).stdout).problems).toEqual([]);
    }
    expect((await inWorld(ignored, ['lint'])).stdout).toBe('No findings in 1 file.\n');
  });

  test('lint.rules weigh plan too: a warning made an error holds back what it is about', async () => {
    const heavier = `lint: {rules: {disk-under-other-policies: error}}\n${policy}`;
    const { code, stdout } = await inWorld(heavier, ['plan', '--format', 'json']);
    expect(code).toBe(1);
    const { operations } = JSON.parse(stdout) as { operations: { action: string; held?: { cause: string } }[] };
    expect(operations.map(({ action, held }) => [action, held?.cause])).toEqual([
      ['create', undefined],
      ['attach', 'failed'],
    ]);
    const off = `lint: {rules: {disk-under-other-policies: off}}\n${policy}`;
    expect(JSON.parse((await inWorld(off, ['plan', '--format', 'json'])).stdout).problems).toEqual([]);
  });

  test('an error of plan stands; that of a policy without disks can be made lighter, and its disks stay', async () => {
    const locked = { instances: [{ id: instance, locks: ['security' as const] }] };
    const text = `lint: {rules: {locked-for-security: off}}\nsnapshots:\n  # snapspec: ignore[locked-for-security] known\n  cut: {diskId: ${ids[0]}, retentionDays: 5000, takeUntil: 2030-01-01}\n`;
    const { code, stdout } = await inWorld(text, ['plan', '--format', 'json'], locked);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).problems).toMatchObject([
      {
        code: 'locked-for-security',
        severity: 'error',
        notes: expect.arrayContaining([expect.stringContaining('This ignore applies to lint only')]),
      },
    ]);
    expect(JSON.parse(stdout).operations).toMatchObject([{ held: { cause: 'failed' } }]);
    const nothing =
      'policies: {daily: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [{tags: {no: such}}]}}}\n';
    expect((await inWorld(nothing, ['plan'])).code).toBe(1);
    const lighter = await inWorld(`lint: {rules: {policy-selects-nothing: off}}\n${nothing}`, ['plan', '--format', 'json']);
    expect(lighter.code).toBe(0);
    expect(JSON.parse(lighter.stdout).problems).toMatchObject([{ code: 'policy-selects-nothing', severity: 'info' }]);
  });

  test('however light it is made, a selector that chooses nothing any more detaches nothing', async () => {
    withKeys();
    const emulator = await cloud(seed());
    const cwd = folder({ 'snapspec.yaml': head + policy });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    writeFileSync(
      join(cwd, 'snapspec.yaml'),
      `${head}lint: {rules: {policy-selects-nothing: off}}\n${policy.replace(/any: \[.*?\]/, 'any: [{tags: {no: such}}]')}`,
    );
    const { stdout } = await snapspec(cwd, ['plan', '--format', 'json', '--approve-reductions', '9', ...towards(emulator)]);
    const { operations } = JSON.parse(stdout) as { operations: { action: string; held?: object }[] };
    expect(operations.map(({ action, held }) => [action, held !== undefined])).toEqual([['detach', true]]);
  });
});
