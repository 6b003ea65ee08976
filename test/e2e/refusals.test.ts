import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';
const one = `${head}snapshots: {a: {diskId: ${disks[0]}, takeUntil: 2099-01-01, description: first words}}\n`;

describe('what could harm is refused, before anything is sent', () => {
  test('an empty spec for a stack that owns something', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({ 'snapspec.yaml': one });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    writeFileSync(join(cwd, 'snapspec.yaml'), head);
    expect(await snapspec(cwd, ['plan', ...towards(emulator)])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('The spec declares nothing, and the stack s owns 1 resource in cn-hangzhou'),
    });
  });

  test('a selector that suddenly matches nothing', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}, disks: {any: [{tags: {tier: gold}}]}}}\n` });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    writeFileSync(join(cwd, 'snapspec.yaml'), readFileSync(join(cwd, 'snapspec.yaml'), 'utf8').replace('tier: gold', 'tier: golden'));
    const ran = await snapspec(cwd, ['plan', ...towards(emulator)]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('any: []');
    expect(ran.stdout).toContain('Held back: 1 operation, of policies/p.');
  });

  test('a policy of another stack, or of nobody, is never touched, whatever its name', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const text = `${head}policies: {p: {${schedule}, name: nightly, disks: {any: [{id: ${disks[0]}}]}}}\n`;
    const theirs = folder({ 'snapspec.yaml': text.replace('stack: s', 'stack: theirs') });
    const ours = folder({ 'snapspec.yaml': text });
    expect((await snapspec(theirs, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    const before = JSON.stringify(emulator.world().resources['policies']);
    expect((await snapspec(ours, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    expect(emulator.world().resources['policies']).toHaveLength(2);
    expect(JSON.stringify(emulator.world().resources['policies']?.rows.slice(0, 1))).toBe(before);
  });

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

  test('a blocked plan does not promise writes', async () => {
    withKeys();
    const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {a: {diskId: d-nope, takeUntil: 2099-01-01}}\n` });
    const { stdout } = await snapspec(cwd, ['plan', ...towards(await cloud(seed))]);
    expect(stdout).toContain('Nothing to do: 1 to create.');
    expect(stdout).toContain('Held back: 1 operation, of snapshots/a.');
    expect(stdout).not.toContain('apply will make');
  });
});
