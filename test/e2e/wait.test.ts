import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { readingOperations } from '../../src/facts/reading-operations.ts';
import type { Emulator } from '../../src/emulator/index.ts';
import { admin, cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const spec = (many: number): string =>
  `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nsnapshots: {${disks
    .slice(0, many)
    .map((id, index) => `s${index}: {diskId: ${id}, retentionDays: 7}`)
    .join(', ')}}\n`;

/** Backups that have been begun, and take so many seconds. */
async function begun(
  seconds: number,
  many = 3,
  settings: object = {},
): Promise<{ readonly emulator: Emulator; readonly cwd: string; readonly flags: string[] }> {
  withKeys();
  const emulator = await cloud(seed);
  await admin(emulator, 'settings', { snapshotSeconds: seconds, ...settings });
  const cwd = folder({ 'snapspec.yaml': spec(many) });
  const flags = towards(emulator);
  const { stdout } = await snapspec(cwd, ['apply', '--auto-approve', ...flags]);
  expect(stdout).toContain(`Next: ${many} backups are still being taken. snapspec wait waits until they are finished`);
  return { emulator, cwd, flags };
}

describe('snapspec wait', { timeout: 30_000 }, () => {
  test('ends once all are finished, and looks at them together, with reading calls only', async () => {
    const { emulator, cwd, flags } = await begun(4);
    const before = emulator.calls().length;
    const { code, stdout, stderr } = await snapspec(cwd, ['wait', ...flags]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ {2}\+ snapshots\/s0 s-\w+: finished\n.*\n.*\n\n3 backups: 3 finished\.\n$/);
    const calls = emulator.calls().slice(before);
    const reading: readonly string[] = Object.values(readingOperations).flat();
    expect(calls.filter(({ action }) => !reading.includes(action))).toEqual([]);
    // One look for all three, at most one a second.
    const planned = 3;
    expect(calls.filter(({ action }) => action === 'DescribeSnapshots').length).toBeLessThan(planned + 8);
  });

  test('has nothing to do where nothing is being taken', async () => {
    const { cwd, flags } = await begun(1, 2);
    await snapspec(cwd, ['wait', ...flags]);
    expect(await snapspec(cwd, ['wait', ...flags])).toMatchObject({ code: 0, stdout: 'No backup of this spec is being taken.\n' });
    const { stdout } = await snapspec(cwd, ['wait', '--format', 'json', ...flags]);
    expect(JSON.parse(stdout)).toMatchObject({ formatVersion: '1.0', kind: 'snapspec.wait', stack: 's', results: [] });
  });

  test('as JSON keeps to its schema', async () => {
    const { cwd, flags } = await begun(4, 2, { snapshotsFail: true });
    const { stdout } = await snapspec(cwd, ['wait', '--format', 'json', ...flags]);
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schema/wait.schema.json'), 'utf8')) as object;
    const document = JSON.parse(stdout) as { results: object[] };
    expect(document.results).toHaveLength(2);
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...document, results: [{ ...document.results[0], outcome: 'done' }] })).toBe(false);
  });

  test('ends with 1 where one fails, and says what to do', async () => {
    const { cwd, flags } = await begun(4, 2, { snapshotsFail: true });
    const { code, stdout } = await snapspec(cwd, ['wait', ...flags]);
    expect(stdout).toMatch(/^ {2}! snapshots\/s0 s-\w+: failed\n {6}help: It does not count: snapspec apply takes it again\./);
    expect(stdout).toContain('2 backups: 2 failed.\n');
    expect(code).toBe(1);
  });

  test('ends with 5 at its --timeout, and says what is still being taken', async () => {
    const { cwd, flags } = await begun(600, 2);
    const { code, stdout, stderr } = await snapspec(cwd, ['wait', '--timeout', '3s', '--format', 'json', ...flags]);
    expect({ code, stderr }).toMatchObject({ code: 5, stderr: expect.stringContaining('did not end within its --timeout of 3 seconds') });
    const { results } = JSON.parse(stdout) as { results: readonly { outcome: string; percent?: number }[] };
    expect(results.map(({ outcome }) => outcome)).toEqual(['pending', 'pending']);
  });

  test('ends with 5 where the cloud cannot be read', async () => {
    const { emulator, cwd, flags } = await begun(600, 2);
    await admin(emulator, 'faults', { rules: [{ type: 'code', action: 'DescribeSnapshots', code: 'Forbidden.RAM', status: 403 }] });
    expect((await snapspec(cwd, ['wait', ...flags])).code).toBe(5);
  });
});

test('what is not there is not waited for, and that is said', async () => {
  withKeys();
  const emulator = await cloud(seed);
  await admin(emulator, 'settings', { snapshotSeconds: 600, listLagMs: { snapshots: 60_000 } });
  const cwd = folder({ 'snapspec.yaml': spec(2) });
  const flags = towards(emulator);
  expect((await snapspec(cwd, ['apply', '--auto-approve', '--wait', 'none', ...flags])).code).toBe(0);
  expect(await snapspec(cwd, ['wait', ...flags])).toMatchObject({
    code: 2,
    stderr: '2 backups of the spec are not there (yet), and were not waited for; snapspec plan says which.\n',
  });
});
