import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const example = join(import.meta.dirname, '../../examples/quickstart');
const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';

describe('what a newcomer found', () => {
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
      stderr: expect.stringContaining('--settle "abc" is not a number of seconds'),
    });
    expect((await snapspec(cwd, ['plan', '--local'])).code).toBe(0);
  });

  test('a backup that ends as failed is failed, and the next apply takes it again under the next generation', async () => {
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

  test('an entry whose takeUntil has passed is listed, not counted as unchanged', async () => {
    withKeys();
    const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {a: {diskId: ${disks[0]}, takeUntil: 2016-11-25}}\n` });
    const { stdout } = await snapspec(cwd, ['plan', ...towards(await cloud(seed))]);
    expect(stdout).toContain('= snapshots/a snapshot: closed, no backup exists; its takeUntil has passed, so it is never taken');
    expect(stdout).toContain('No changes: 1 closed.');
  });

  test('a selector that leaves nothing, and a `not` that leaves nothing out, are said', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const plan = async (inside: string): Promise<string> => {
      const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}, disks: {${inside}}}}\n` });
      return (await snapspec(cwd, ['plan', ...towards(emulator)])).stderr;
    };
    expect(await plan('any: [{tags: {tier: gold}}], not: [{tags: {tier: gold}}]')).toContain('no disk is protected');
    expect(await plan('any: [{tags: {tier: gold}}], not: [{id: d-typo}]')).toContain('no disk has id d-typo, so this leaves nothing out');
    expect(await plan(`any: [{id: ${disks[0]}}], not: [{id: ${disks[1]}}]`)).toBe('');
  });

  test('attachments that are no longer managed are said', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}, disks: {any: [{id: ${disks[0]}}]}}}\n` });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    writeFileSync(join(cwd, 'snapspec.yaml'), `${head}policies: {p: {${schedule}}}\n`);
    expect((await snapspec(cwd, ['plan', ...towards(emulator)])).stdout).toContain(
      'note: it is attached to 1 disk, which this spec does not manage',
    );
  });

  test('a plan that a failed look stops does not promise writes', async () => {
    withKeys();
    const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {a: {diskId: d-nope, takeUntil: 2099-01-01}}\n` });
    const { stdout } = await snapspec(cwd, ['plan', ...towards(await cloud(seed))]);
    expect(stdout).toContain('Blocked: 1 to create. Nothing will be done until the errors below are fixed.');
    expect(stdout).not.toContain('apply will make');
  });

  test('the demo shows the same whatever was done beside its example', async () => {
    const { code, stdout } = await snapspec(folder(), ['demo']);
    expect(code).toBe(0);
    expect(stdout).toContain('Plan: 4 to create.');
    expect(stdout).toContain('No changes: 4 unchanged.');
  });
});
