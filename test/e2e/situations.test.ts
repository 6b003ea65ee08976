import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/base/clock.ts';
import { startEmulator } from '../../src/emulator/index.ts';
import type { Emulator } from '../../src/emulator/index.ts';
import { admin, cloud, folder, rowsOf, snapspec, towards, withKeys } from '../support/cli.ts';
import { fakeClock } from '../support/fakes.ts';

const disk = (n: number): string => `d-bp1shop000000000${n}`;
const seed = {
  account: '1234567890123456',
  region: 'cn-hangzhou',
  kmsKeys: { 'key-copies-1': 'enabled', 'key-copies-2': 'enabled' },
  instances: [{ id: 'i-bp1shop0000000001', name: 'shop' }],
  disks: [1, 2, 3, 4, 5, 6].map((n) => ({ id: disk(n), instance: 'i-bp1shop0000000001', tags: { backup: 'daily' } })),
} as const;

const spec = (stack: string, rest: string): string => `apiVersion: snapspec/v1\nstack: ${stack}\nregion: cn-hangzhou\n${rest}`;
const at = 'schedule: {timezone: Asia/Shanghai, at: ["02:00"]}, retentionDays: 14';
const policy = (inside: string): string => `policies: {daily: {${at}, ${inside}}}\n`;
const ids = (...numbers: readonly number[]): string => `disks: {any: [${numbers.map((n) => `{id: ${disk(n)}}`).join(', ')}]}`;

/** A spec in a folder of its own, towards a cloud. */
function project(emulator: Emulator, text: string) {
  const cwd = folder({ 'snapspec.yaml': text });
  const write = (content: string): void => writeFileSync(join(cwd, 'snapspec.yaml'), content);
  const run = async (...argv: readonly string[]) => {
    const { code, stdout, stderr } = await snapspec(cwd, [...argv, ...towards(emulator)]);
    return { code, text: `${stdout}\n${stderr}` };
  };
  return { write, run };
}

/** The disks of each policy, by its name. */
async function attached(emulator: Emulator, stack: string): Promise<readonly string[]> {
  const plan = project(emulator, spec(stack, policy('disks: {any: []}')));
  const made = await plan.run('plan', '--format', 'json');
  const { entries } = JSON.parse(made.text.slice(0, made.text.lastIndexOf('}') + 1)) as { entries: { detach: string[] }[] };
  return entries[0]?.detach ?? [];
}

async function start(limits: object = {}): Promise<Emulator> {
  withKeys();
  const emulator = await cloud(seed as never);
  if (Object.keys(limits).length > 0) await admin(emulator, 'settings', limits);
  return emulator;
}

test('a limit by the minute is waited out in plan and in apply, with a line on standard error', async () => {
  withKeys();
  const fake = fakeClock();
  // What never ends is the time limit of the run.
  const clock: Clock = {
    now: fake.now,
    sleep: (milliseconds, signal) =>
      milliseconds < 3_600_000
        ? fake.sleep(milliseconds, signal)
        : new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
  };
  const emulator = await startEmulator({ seed: seed as never, snapshotSeconds: 0, clock: fake.now });
  try {
    const four = [1, 2, 3, 4].map((n) => `  p${n}: {schedule: {timezone: Asia/Shanghai, at: ["0${n}:00"]}, retentionDays: 7, ${ids(n)}}\n`);
    const cwd = folder({ 'snapspec.yaml': spec('busy', `policies:\n${four.join('')}`) });
    const run = (...argv: readonly string[]) => snapspec(cwd, [...argv, ...towards(emulator)], { clock });
    expect((await run('apply', '--auto-approve')).code).toBe(0);
    await admin(emulator, 'settings', { callsPerMinute: { DescribeAutoSnapshotPolicyAssociations: 3 } });
    for (const argv of [['plan'], ['plan'], ['apply', '--auto-approve']]) {
      const { code, stderr } = await run(...argv);
      expect(code, stderr).toBe(0);
      expect(stderr).toMatch(
        /^Waiting \d+ s before DescribeAutoSnapshotPolicyAssociations is sent again: the service limits its calls by the minute\.$/m,
      );
    }
    const limited = await run('plan', '--max-calls', '3');
    expect([limited.code, limited.stderr]).toEqual([5, expect.stringContaining('Reading was ended before call 4, as --max-calls asks.')]);
  } finally {
    await emulator.close();
  }
});

describe('most disks lose the tag that chose them', () => {
  test('nothing is taken off without a word, and the near miss is named', async () => {
    const emulator = await start();
    const { run } = project(emulator, spec('brake', policy('disks: {any: [{tags: {backup: daily}}]}')));
    expect((await run('apply', '--auto-approve')).code).toBe(0);
    for (const n of [1, 2, 3, 4, 5]) await admin(emulator, 'thing', { id: disk(n), set: { tags: { Backup: 'daily' } } });
    for (const argv of [['plan'], ['apply', '--auto-approve']]) {
      const { code, text } = await run(...argv);
      expect(code, text).toBe(3);
      expect(text).toContain('5 reductions of protection are not approved.');
      expect(text).toContain('--approve-reductions 5');
      expect(text).toContain('Backup');
    }
    expect(await attached(emulator, 'brake')).toHaveLength(6);
    expect((await run('apply', '--auto-approve', '--approve-reductions', '4')).code).toBe(3);
    expect(await attached(emulator, 'brake')).toHaveLength(6);
    expect((await run('apply', '--auto-approve', '--approve-reductions', '5')).code).toBe(0);
    expect(await attached(emulator, 'brake')).toEqual([disk(6)]);
  });

  test('an approval in the spec does as well, and a small number passes by its limit', async () => {
    const emulator = await start();
    const { run, write } = project(emulator, spec('brake', policy(ids(1, 2, 3))));
    expect((await run('apply', '--auto-approve')).code).toBe(0);
    write(spec('brake', `approve: {reductions: 1, reason: disk 3 is retired}\n${policy(ids(1, 2))}`));
    expect((await run('apply', '--auto-approve')).code).toBe(0);
    write(spec('brake', `limits: {reductions: 1}\n${policy(ids(1))}`));
    expect((await run('apply', '--auto-approve')).code).toBe(0);
    write(spec('brake', `limits: {reductions: 1}\n${policy('disks: {any: []}')}`));
    const none = await run('apply', '--auto-approve');
    expect([none.code, none.text]).toEqual([3, expect.stringContaining('what is protected goes from some to none')]);
    expect(await attached(emulator, 'brake')).toEqual([disk(1)]);
  });
});

test('one disk at its limit is found and named, and the others are attached', async () => {
  withKeys();
  const emulator = await startEmulator({ seed: seed as never, snapshotSeconds: 0 });
  try {
    await admin(emulator, 'settings', { quotas: { 'ASP-APPLY-MAX10': 1 } });
    expect((await project(emulator, spec('other', policy(ids(2)))).run('apply', '--auto-approve')).code).toBe(0);
    const { run } = project(emulator, spec('mine', policy(ids(1, 2, 3, 4))));
    for (let turn = 0; turn < 2; turn++) {
      const { code, text } = await run('apply', '--auto-approve');
      expect(code, text).toBe(1);
      expect(text).toContain(`Disk ${disk(2)}: ECS ApplyAutoSnapshotPolicy was refused with QuotaExceed.AppliedAutoSnapshotPolicyQuota`);
      expect(text).toContain('other');
    }
    expect(await attached(emulator, 'mine')).toEqual([disk(1), disk(3), disk(4)]);
  } finally {
    await emulator.close();
  }
});

test('an urgent backup does not wait for a disk that is gone from another entry', async () => {
  const emulator = await start();
  const urgent = `snapshots: {incident: {diskId: ${disk(2)}, occurrence: inc-7, retentionDays: 30, takeUntil: 2030-01-01}}\n`;
  const gone = policy(`disks: {any: [{id: ${disk(1)}}, {id: d-bp1gone0000000001}]}`);
  const { run } = project(emulator, spec('urgent', gone + urgent));
  const { code, text } = await run('apply', '--auto-approve');
  expect(code, text).toBe(1);
  expect(text).toContain('d-bp1gone0000000001');
  expect(rowsOf(emulator, 'snapshots')).toHaveLength(1);
  expect(await attached(emulator, 'urgent')).toEqual([disk(1)]);
  const target = await run('apply', '--auto-approve', '--target', 'snapshots/incident');
  expect([target.code, target.text]).toEqual([0, expect.stringContaining('Left out, as --target and --exclude say: policies/daily.')]);
});

test('a selector that chooses nothing is an error whose help leads to a way out', async () => {
  const emulator = await start();
  const { run, write } = project(emulator, spec('letgo', policy(ids(1))));
  expect((await run('apply', '--auto-approve')).code).toBe(0);
  write(spec('letgo', policy('disks: {any: [{tags: {backup: none}}]}')));
  const nothing = await run('apply', '--auto-approve');
  expect(nothing.code, nothing.text).toBe(1);
  expect(nothing.text).toContain('any: []');
  write(spec('letgo', policy('disks: {any: []}')));
  expect((await run('apply', '--auto-approve')).code).toBe(3);
  expect(await attached(emulator, 'letgo')).toEqual([disk(1)]);
  expect((await run('apply', '--auto-approve', '--approve-reductions', '1')).code).toBe(0);
  expect(await attached(emulator, 'letgo')).toEqual([]);
  expect((await run('plan', '--detailed-exitcode')).code).toBe(0);
});

describe('copies', () => {
  const copying = (inside: string): string => spec('copies', policy(`${ids(1)}, crossRegionCopy: {${inside}}`));
  const first = 'region: cn-beijing, retentionDays: 30, encrypted: true, kmsKeyId: key-copies-1';

  test('a key that no call takes back is refused with the way to it, which works', async () => {
    const emulator = await start();
    const { run, write } = project(emulator, copying(first));
    expect((await run('apply', '--auto-approve')).code).toBe(0);
    const writes = (): number => emulator.calls().filter((call) => !call.reads).length;
    const before = writes();
    write(copying('region: cn-beijing, retentionDays: 30, encrypted: true'));
    for (const argv of [['plan'], ['apply', '--auto-approve']]) {
      const { code, text } = await run(...argv);
      expect(code, text).toBe(3);
      expect(text).toContain('crossRegionCopy of policies/daily cannot be changed: copies are encrypted under key-copies-1');
    }
    expect(writes()).toBe(before);
    write(copying('region: cn-beijing, retentionDays: 30, encrypted: false'));
    expect((await run('apply', '--auto-approve', '--approve-reductions', '1')).code).toBe(0);
    write(copying('region: cn-beijing, retentionDays: 30, encrypted: true'));
    expect((await run('apply', '--auto-approve')).code).toBe(0);
    expect((await run('plan', '--detailed-exitcode')).code).toBe(0);
    write(copying(first));
    expect((await run('apply', '--auto-approve', '--approve-reductions', '1')).code).toBe(0);
  });

  test.each([
    ['in the clear', 'region: cn-beijing, retentionDays: 30', 'encryption of copies'],
    ['in another region', first.replace('cn-beijing', 'cn-shanghai'), 'new copies in cn-beijing'],
    ['for fewer days', first.replace('30', '10'), 'retention of copies: 30 days -> 10 days'],
  ])('%s are weaker: they need an approval', async (_, inside, words) => {
    const emulator = await start();
    const { run, write } = project(emulator, copying(first));
    expect((await run('apply', '--auto-approve')).code).toBe(0);
    write(copying(inside));
    const { code, text } = await run('plan');
    expect(code, text).toBe(3);
    expect(text).toContain(`policies/daily: 1 disk loses ${words}`);
  });
});

test('Etc/GMT+8 is said to be behind UTC', async () => {
  const cwd = folder({ 'snapspec.yaml': spec('zone', policy(ids(1)).replace('Asia/Shanghai', 'Etc/GMT+8')) });
  const { code, stdout } = await snapspec(cwd, ['lint']);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/UTC-8[\s\S]*Asia\/Shanghai/)]);
});
