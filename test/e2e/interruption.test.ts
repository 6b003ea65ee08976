import { describe, expect, test } from 'vitest';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';

describe('an interrupted apply', () => {
  test('starts nothing new, says so, and is finished by running it again', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({
      'snapspec.yaml': `${head}snapshots: {${disks
        .slice(0, 9)
        .map((id, index) => `s${index}: {diskId: ${id}, takeUntil: 2099-01-01}`)
        .join(', ')}}\n`,
    });
    const controller = new AbortController();
    let started = 0;
    const stderr = (text: string): void => {
      if (/: take the snapshot/.test(text) && ++started === 3) controller.abort('SIGINT');
    };
    const ran = await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)], { signal: controller.signal, stderr });
    expect(ran.code).toBe(130);
    expect(ran.stdout).toMatch(/9 operations: \d done, \d cancelled\./);
    const made = emulator.calls().filter((call) => call.action === 'CreateSnapshot').length;
    expect(made).toBeLessThan(9);
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    expect(emulator.calls().filter((call) => call.action === 'CreateSnapshot')).toHaveLength(9);
  });

  test('says in two lines what is left and what to do', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const entries = disks.slice(0, 12).map((id, index) => `s${index}: {diskId: ${id}, takeUntil: 2099-01-01}`);
    const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {${entries.join(', ')}}\n` });
    const controller = new AbortController();
    const stderr = (text: string): void => void (/s3: take the snapshot/.test(text) && controller.abort('SIGINT'));
    const ran = await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)], { signal: controller.signal, stderr });
    expect(ran.code).toBe(130);
    expect(ran.stdout).toContain('  = 4 operations not started: snapshots/s8, snapshots/s9, snapshots/s10, snapshots/s11\n');
    expect(ran.stdout.match(/snapshots\/s11/g)).toHaveLength(2);
    expect(ran.stdout).toMatch(/8 done, 4 cancelled\.\nNext: run snapspec apply again\. It continues from here, and repeats nothing\.\n$/);
  });
});
