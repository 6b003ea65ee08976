import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sdk } from '../emulator/client.ts';
import { cloud, folder, rowsOf, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';
const policy = (key: string, ids: readonly number[], more = ''): string =>
  `${key}: {${schedule}, disks: {any: [${ids.map((index) => `{id: ${disks[index]}}`).join(', ')}]${more}}}`;

async function started(text: string) {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder({ 'snapspec.yaml': text });
  const write = (spec: string): void => writeFileSync(join(cwd, 'snapspec.yaml'), spec);
  const run = async (...argv: string[]) => {
    const { code, stdout, stderr } = await snapspec(cwd, [...argv, ...towards(emulator)]);
    return { code, text: (stdout + stderr).replace(/\s+/g, ' ') };
  };
  return { emulator, write, run, ecs: sdk(emulator.host).ecs };
}

test('two policies of one stack on one disk are said with what that means; the disk in one of them is said no more', async () => {
  const { run, write } = await started(`${head}policies: {${policy('a', [0, 1])}, ${policy('b', [1, 2])}}\n`);
  const { code, text } = await run('plan');
  expect(code, text).toBe(0);
  for (const words of [
    '1 disk that policies/b attaches is under another policy of this stack too, which goes on taking snapshots.',
    `policies/a, in this plan: ${disks[1]}`,
    'Each policy takes, keeps and bills its own snapshots.',
  ])
    expect(text).toContain(words);
  write(`${head}policies: {${policy('a', [0, 1])}, ${policy('b', [2])}}\n`);
  expect((await run('plan')).text).not.toContain('another policy of this stack');
});

test('a disk that a person attaches to a policy of the spec is named, and taken off only with an approval', async () => {
  const { run, write, emulator, ecs } = await started(`${head}policies: {${policy('a', [0])}}\n`);
  expect((await run('apply', '--auto-approve')).code).toBe(0);
  const attached = (): string[] => Object.keys(rowsOf<{ attached: object }>(emulator, 'policies')[0]?.attached ?? {}).sort();
  const id = rowsOf<{ id: string }>(emulator, 'policies')[0]?.id as string;
  await ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id, diskIds: JSON.stringify([disks[5]]) });
  const { code, text } = await run('apply', '--auto-approve');
  expect(code, text).toBe(3);
  expect(text).toContain(`detach 1 disk: ${disks[5]}`);
  expect(text).toContain('policies/a: 1 disk loses this protection');
  expect(attached()).toEqual([disks[0], disks[5]]);
  write(`${head}policies: {${policy('a', [0], ', unlisted: keep')}}\n`);
  const kept = await run('apply', '--auto-approve');
  expect(kept).toEqual({ code: 0, text: expect.stringContaining('1 disk that the selector does not choose stays attached') });
  expect(attached()).toEqual([disks[0], disks[5]]);
  write(`${head}policies: {${policy('a', [0])}}\n`);
  expect((await run('apply', '--auto-approve', '--approve-reductions', '1')).code).toBe(0);
  expect(attached()).toEqual([disks[0]]);
});

test('an entry that is closed and was never taken is said, and is not taken', async () => {
  const { run, emulator } = await started(`${head}snapshots: {late: {diskId: ${disks[0]}, takeUntil: 2020-01-01}}\n`);
  const { code, text } = await run('apply', '--auto-approve');
  expect(code, text).toBe(0);
  expect(text).toContain('snapshots/late');
  expect(text).toContain('closed, no backup exists; its takeUntil has passed, so it is never taken');
  expect(rowsOf(emulator, 'snapshots')).toEqual([]);
});
