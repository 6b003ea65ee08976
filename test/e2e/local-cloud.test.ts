import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { seed } from '../support/specs.ts';

const example = join(import.meta.dirname, '../../examples/quickstart');
const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';

describe('the local cloud that ships with snapspec', () => {
  test('--local-reset alone never reaches the real cloud', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder();
    cpSync(example, cwd, { recursive: true });
    expect((await snapspec(cwd, ['plan', '--local-reset', ...towards(emulator)])).code).toBe(0);
    expect(emulator.calls()).toEqual([]);
  });

  test('a wrong --settle is refused before anything is opened', async () => {
    const cwd = folder();
    cpSync(example, cwd, { recursive: true });
    expect(await snapspec(cwd, ['plan', '--local', '--settle', 'abc'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('--settle abc is not a number of seconds'),
    });
    expect((await snapspec(cwd, ['plan', '--local'])).code).toBe(0);
  });

  test('its folder ignores itself in git, and a .gitignore that is already there is left unchanged', async () => {
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

  test('the demo does not depend on what was done beside its example', async () => {
    const { code, stdout } = await snapspec(folder(), ['demo']);
    expect(code).toBe(0);
    expect(stdout).toContain('Plan: 4 to create.');
    expect(stdout).toContain('No changes: 4 unchanged.');
  });
});
