import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import { folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';

describe('what the service refuses or does not finish', () => {
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

  test('a backup that ends as failed is reported as failed, and the next apply takes it again under the next generation', async () => {
    withKeys();
    const emulator = await startEmulator({ seed, snapshotSeconds: 0, faults: [{ type: 'fails', action: 'CreateSnapshot', times: 1 }] });
    try {
      const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {a: {diskId: ${disks[0]}, takeUntil: 2099-01-01}}\n` });
      const first = await snapspec(cwd, ['apply', '--auto-approve', '--wait', 'finished', ...towards(emulator)]);
      expect(first.code).toBe(1);
      expect(first.stdout).toMatch(/snapshots\/a create s-\w+: failed\n {6}The service started s-\w+, and it ended as failed/);
      const second = await snapspec(cwd, ['apply', '--auto-approve', '--wait', 'finished', ...towards(emulator)]);
      expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('failed and does not count') });
      expect(emulator.world().resources['snapshots']).toHaveLength(2);
    } finally {
      await emulator.close();
    }
  });
});
