import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import { folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';
const one = `${head}snapshots: {a: {diskId: ${disks[0]}, takeUntil: 2099-01-01, description: first words}}\n`;

describe('what is in progress, or not listed yet', () => {
  test('a snapshot that is still being taken is waited for before it is changed', async () => {
    withKeys();
    const emulator = await startEmulator({ seed, snapshotSeconds: 2 });
    try {
      const cwd = folder({ 'snapspec.yaml': one });
      expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).stdout).toMatch(/snapshots\/a s-\w+: progressing/);
      writeFileSync(join(cwd, 'snapspec.yaml'), one.replace('first words', 'other words'));
      const ran = await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)]);
      expect(ran.code).toBe(0);
      expect(ran.stderr).toMatch(/snapshots\/a: waiting \d s: ECS ModifySnapshotAttribute was refused with InvalidSnapshotId\.NotReady/);
      expect(ran.stdout).toContain('matches the spec');
    } finally {
      await emulator.close();
    }
  });

  test('a backup that was started and is not finished is not reported as done', async () => {
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

  test('a resource that was created and is not listed yet is not created a second time', async () => {
    withKeys();
    // A policy has no token: whoever applies again while the listing lags makes a second one.
    const emulator = await startEmulator({ seed, settings: { listLagMs: { policies: 3_600_000 } } });
    try {
      const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}}}\n` });
      let now = Date.now();
      // Waiting takes no time, and the hour that a run may take never ends.
      const wait = (ms: number): Promise<void> | void => (ms < 3_600_000 ? void (now += ms) : new Promise(() => {}));
      const clock = { now: () => now, sleep: async (ms: number) => wait(ms) };
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
});
