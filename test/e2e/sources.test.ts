import { describe, expect, test } from 'vitest';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, instances, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';

describe('where specs and variables come from', () => {
  test('standard input, and several files', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({
      'one.yaml': `${head}snapshots: {a: {diskId: ${disks[0]}}}\n`,
      'two.yaml': `groups: {g: {instanceId: ${instances[0]}}}\n`,
    });
    const both = await snapspec(cwd, ['plan', '-f', 'one.yaml', '-f', 'two.yaml', '--format', 'json', ...towards(emulator)]);
    expect(JSON.parse(both.stdout).entries.map((entry: { address: string }) => entry.address)).toEqual(['snapshots/a', 'groups/g']);
    const piped = await snapspec(cwd, ['lint', '-f', '-', '--format', 'concise'], {
      stdin: async () => Buffer.from(`${head}snapshot: {}\n`),
    });
    expect(piped).toMatchObject({ code: 1, stdout: expect.stringContaining('<stdin>:4:1: error unknown-key') });
  });

  test('variables: the flag wins over the environment, the environment over the default', async () => {
    const cwd = folder({
      'snapspec.yaml': `${head}variables: {d: {default: x x}}\nsnapshots: {a: {diskId: ${disks[0]}, takeUntil: 2099-01-01, name: "n-\${var.d}"}}\n`,
    });
    expect((await snapspec(cwd, ['lint', '--format', 'concise'])).stdout).toContain('name is "n-x x"');
    expect((await snapspec(cwd, ['lint', '--format', 'concise'], { environment: { SNAPSPEC_VAR_d: 'y y' } })).stdout).toContain(
      'name is "n-y y"',
    );
    expect(
      (await snapspec(cwd, ['lint', '--format', 'concise', '--var', 'd=z z'], { environment: { SNAPSPEC_VAR_d: 'y y' } })).stdout,
    ).toContain('name is "n-z z"');
  });
});
