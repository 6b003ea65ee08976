import { cpSync } from 'node:fs';
import { join } from 'node:path';
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

  test('the type of a variable: the flag, then the last file, then the environment, then the default', async () => {
    const cwd = folder({
      'snapspec.yaml': `${head}variables: {days: {default: 70001}}\npolicies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: "\${var.days}"}}\n`,
      'a.yaml': 'days: 70002\n',
      'b.yaml': 'days: 70003\n',
    });
    const environment = { SNAPSPEC_VAR_days: '70004' };
    const said = async (argv: readonly string[], given = {}) =>
      /retentionDays is \d+/.exec((await snapspec(cwd, ['lint', '--format', 'concise', ...argv], { environment: given })).stdout)?.[0];
    expect(await said([])).toBe('retentionDays is 70001');
    expect(await said([], environment)).toBe('retentionDays is 70004');
    expect(await said(['--var-file', 'a.yaml'], environment)).toBe('retentionDays is 70002');
    expect(await said(['--var-file', 'a.yaml', '--var-file', 'b.yaml'], environment)).toBe('retentionDays is 70003');
    expect(await said(['--var-file', 'b.yaml', '--var-file', 'a.yaml', '--var', 'days=70005'], environment)).toBe('retentionDays is 70005');
  });

  test('a file of values: one that is not there, a name that is not declared, what is wrong in it', async () => {
    const cwd = folder({
      'snapspec.yaml': `${head}variables: {days: {}}\nsnapshots: {a: {diskId: ${disks[0]}, retentionDays: "\${var.days}", takeUntil: 2099-01-01}}\n`,
      'typo.yaml': '# values\nday: 3\n',
      'wrong.yaml': 'days: {a: 1}\n',
      'text.yaml': 'days: soon\n',
    });
    const ran = (file: string) => snapspec(cwd, ['lint', '--var-file', file]);
    expect(await ran('none.yaml')).toMatchObject({ code: 64, stderr: expect.stringContaining('none.yaml') });
    expect(await ran('typo.yaml')).toEqual({
      code: 64,
      stdout: '',
      stderr: 'error: --var-file typo.yaml:2: the spec does not declare the variable day.\n  help: Did you mean days?\n',
    });
    const wrong = await ran('wrong.yaml');
    expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('wrong.yaml:1:7') });
    expect(wrong.stdout).not.toContain('snapspec.yaml');
    const text = await ran('text.yaml');
    expect(text.code).toBe(1);
    expect(text.stdout).toContain(
      'retentionDays is the variable days, which is the text "soon" (from text.yaml:1); it must be a whole number.',
    );
    expect(text.stdout).toContain('text.yaml:1');
    expect((await snapspec(cwd, ['lint', '--var-file', '-'], { stdin: async () => Buffer.from('days: 3\n') })).code).toBe(0);
    expect((await snapspec(cwd, ['lint', '-f', '-', '--var-file', '-'])).code).toBe(64);
  });

  test('the example with a file of values for each environment', async () => {
    const cwd = folder();
    cpSync(join(import.meta.dirname, '../../examples/environments'), cwd, { recursive: true });
    expect(await snapspec(cwd, ['lint', '--fail-on', 'warning', '--var-file', 'production.yaml'])).toMatchObject({ code: 0, stderr: '' });
    expect(await snapspec(cwd, ['lint', '--fail-on', 'warning', '--var-file', 'staging.yaml'])).toMatchObject({ code: 0, stderr: '' });
    expect((await snapspec(cwd, ['lint', '--format', 'concise'])).stdout.match(/variable-without-value/g)?.length).toBeGreaterThan(3);
  });
});
