import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';

test('an unknown disk among others is pointed at, in whichever order the list stands', async () => {
  withKeys();
  const list = ['d-zzz', disks[0], 'd-aaa'];
  const text = `${head}groups:\n  g:\n    diskIds:\n${list.map((id) => `      - ${id}\n`).join('')}policies:\n  p: {${schedule}, disks: {any: [{id: ${disks[1]}}, {id: d-mmm}]}}\n`;
  const cwd = folder({ 'snapspec.yaml': text });
  const argv = ['plan', ...towards(await cloud(seed))];
  const { code, stderr } = await snapspec(cwd, argv);
  expect(code).toBe(1);
  const line = (id: string): number => text.slice(0, text.indexOf(id)).split('\n').length;
  const column = (id: string): number => text.indexOf(id) - text.lastIndexOf('\n', text.indexOf(id));
  const where = stderr.split('\n').filter((one) => one.includes('-->'));
  expect(where.map((one) => one.trim())).toEqual(['d-zzz', 'd-aaa', 'd-mmm'].map((id) => `--> snapspec.yaml:${line(id)}:${column(id)}`));
});

test('a refused operation says its RequestId once', async () => {
  withKeys();
  const faults = [{ type: 'code' as const, action: 'CreateSnapshot', code: 'InvalidAccountStatus.NotEnoughBalance' }];
  const emulator = await startEmulator({ seed, snapshotSeconds: 0, faults });
  try {
    const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {a: {diskId: ${disks[0]}, takeUntil: 2099-01-01}}\n` });
    const { code, stdout } = await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)]);
    expect(code).toBe(1);
    const id = /snapshots\/a create: failed {2}RequestId ([0-9A-F-]{36})\n/.exec(stdout)?.[1] as string;
    expect(stdout.split(id)).toHaveLength(2);
    expect(stdout).toContain('was refused with InvalidAccountStatus.NotEnoughBalance (403)');
    expect(stdout).toContain('1 operation would still be needed, for snapshots/a.');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^Next: do what the help/);
  } finally {
    await emulator.close();
  }
});

test('what the service made and does not list yet is not to be made a second time in haste', async () => {
  withKeys();
  // A policy has no token: whoever applies again while the listing lags makes a second one.
  const emulator = await startEmulator({ seed, settings: { listLagMs: { policies: 3_600_000 } } });
  try {
    const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}}}\n` });
    let now = Date.now();
    const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
    const { code, stdout } = await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)], { clock });
    expect(code).toBe(4);
    expect(stdout).toMatch(
      /The service returned (sp-\w+), but does not list it as ours yet\.\n {6}help: Wait until snapspec plan finds \1/,
    );
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^Next: do what the help of each unknown line \(\?\) says; snapspec plan looks again/,
    );
    expect(stdout).not.toMatch(/run (snapspec )?apply again/i);
  } finally {
    await emulator.close();
  }
});

test('a backup that is begun and not finished is not called done', async () => {
  withKeys();
  const emulator = await startEmulator({ seed, snapshotSeconds: 3600 });
  try {
    const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {a: {diskId: ${disks[0]}, takeUntil: 2099-01-01}}\n` });
    const argv = ['apply', '--auto-approve', ...towards(emulator)];
    const { code, stdout } = await snapspec(cwd, argv);
    expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([0, expect.stringMatching(/^Next: 1 backup is still being taken\./)]);
    emulator.set({ clock: { advance: '2h' } });
    expect((await snapspec(cwd, argv)).stdout).not.toContain('Next:');
  } finally {
    await emulator.close();
  }
});

test('an interrupted apply says in two lines what is left and what to do', async () => {
  withKeys();
  const emulator = await cloud(seed);
  const entries = disks.slice(0, 7).map((id, index) => `s${index}: {diskId: ${id}, takeUntil: 2099-01-01}`);
  const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {${entries.join(', ')}}\n` });
  const controller = new AbortController();
  const stderr = (text: string): void => void (/s3: take the snapshot/.test(text) && controller.abort('SIGINT'));
  const ran = await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)], { signal: controller.signal, stderr });
  expect(ran.code).toBe(130);
  expect(ran.stdout).toContain('  = 3 operations not started: snapshots/s4, snapshots/s5, snapshots/s6\n');
  expect(ran.stdout.match(/snapshots\/s6/g)).toHaveLength(2);
  expect(ran.stdout).toMatch(/4 done, 3 cancelled\.\nNext: run snapspec apply again\. It continues from here, and repeats nothing\.\n$/);
});

test('the local cloud keeps its folder out of the repository, and leaves alone what stands there', async () => {
  const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}}}\n`, 'local-cloud.yaml': 'region: cn-hangzhou\n' });
  const ignore = join(cwd, '.snapspec', '.gitignore');
  expect((await snapspec(cwd, ['plan', '--local'])).code).toBe(0);
  expect(readFileSync(ignore, 'utf8')).toBe('*\n');
  writeFileSync(ignore, '# mine\n');
  expect((await snapspec(cwd, ['plan', '--local', '--local-reset'])).code).toBe(0);
  expect(readFileSync(ignore, 'utf8')).toBe('# mine\n');
  rmSync(ignore);
  expect((await snapspec(cwd, ['plan', '--local'])).code).toBe(0);
  expect(existsSync(ignore)).toBe(false);
});
