import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';

describe('disks of a policy', () => {
  test('a disk moves from one policy to another without ever being unprotected', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const two = (first: string, second: string): string =>
      `${head}policies:\n  a: {${schedule}, disks: {any: [${first}]}}\n  b: {${schedule}, disks: {any: [${second}]}}\n`;
    const ids = (...indices: number[]): string => indices.map((index) => `{id: ${disks[index]}}`).join(', ');
    const cwd = folder({ 'snapspec.yaml': two(ids(0, 1), ids(2)) });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    writeFileSync(join(cwd, 'snapspec.yaml'), two(ids(0), ids(2, 1)));
    const plan = JSON.parse((await snapspec(cwd, ['plan', '--format', 'json', ...towards(emulator)])).stdout);
    expect(plan.operations.map((operation: { id: string }) => operation.id)).toEqual(['policies/b#attach', 'policies/a#detach']);
    expect(plan.operations[1]).toMatchObject({ risk: 'safe', after: ['policies/b#attach'] });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    expect(
      emulator
        .calls()
        .filter((call) => !call.reads)
        .map((call) => call.action)
        .slice(-2),
    ).toEqual(['ApplyAutoSnapshotPolicy', 'CancelAutoSnapshotPolicy']);
  });

  test('a selector that matches nothing, and a `not` that excludes nothing, are reported', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const plan = async (inside: string): Promise<string> => {
      const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}, disks: {${inside}}}}\n` });
      return (await snapspec(cwd, ['plan', ...towards(emulator)])).stderr;
    };
    expect(await plan('any: [{tags: {tier: gold}}], not: [{tags: {tier: gold}}]')).toContain(
      'The policy would protect nothing: `not` leaves out the 6 disks with tag tier=gold.',
    );
    expect(await plan('any: [{tags: {tier: gold}}], not: [{id: d-typo}]')).toContain(
      'Disk d-typo does not exist in this region, so this leaves nothing out.',
    );
    expect(await plan(`any: [{id: ${disks[0]}}], not: [{id: ${disks[1]}}]`)).toBe('');
  });

  test('attachments that are no longer managed are reported', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}, disks: {any: [{id: ${disks[0]}}]}}}\n` });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    writeFileSync(join(cwd, 'snapspec.yaml'), `${head}policies: {p: {${schedule}}}\n`);
    expect((await snapspec(cwd, ['plan', ...towards(emulator)])).stdout).toContain(
      'note: It is attached to 1 disk, which this spec does not manage.',
    );
  });
});
