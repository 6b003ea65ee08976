import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../src/base/failure.ts';
import { openLocalCloud, openState, serve, worldOf } from '../../src/emulator/index.ts';
import { typed } from '../../src/files/index.ts';
import { refusal, region, sdk } from './client.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapspec-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const seed = { name: 'local-cloud.yaml', text: 'disks: [{id: d-1}]' };
const begin = () => worldOf({ disks: [{ id: 'd-1' }] }, 0);
const path = () => join(folder, '.snapspec', 'payments.json');
const failure = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return `${error.type}: ${error.message}`;
    throw error;
  }
  return 'fine';
};

test('a world is found again as it was left', () => {
  const state = openState(typed(path()), seed, begin);
  state.world.serial = 42;
  state.save();
  state.close();
  expect(openState(typed(path()), seed, begin).world.serial).toBe(42);
});

test('while it is in use nobody else may open it; the lock of a dead process is taken over', () => {
  const state = openState(typed(path()), seed, begin);
  expect(failure(() => openState(typed(path()), seed, begin))).toMatch(
    new RegExp(`^refused: The local cloud is in use.*process ${process.pid}`),
  );
  state.close();
  const dead = spawnSync(process.execPath, ['-e', '0']).pid;
  writeFileSync(`${path()}.lock`, JSON.stringify({ pid: dead, host: hostname() }));
  const again = openState(typed(path()), seed, begin);
  again.close();
  expect(readdirSync(join(folder, '.snapspec'))).toEqual(['payments.json']);
});

test('another seed is refused by name, unless begun anew', () => {
  openState(typed(path()), seed, begin).close();
  expect(failure(() => openState(typed(path()), { name: 'other.yaml', text: 'disks: []' }, begin))).toMatch(
    /^refused: .* was made from local-cloud\.yaml, not from other\.yaml/,
  );
  expect(failure(() => openState(typed(path()), { ...seed, text: 'disks: []' }, begin))).toMatch(
    /was made from an earlier version of local-cloud\.yaml/,
  );
  expect(failure(() => openState(typed(path()), { name: 'other.yaml', text: 'disks: []' }, begin, { reset: true }).close())).toBe('fine');
});

test('a state file that cannot be read is refused, not thrown away', () => {
  openState(typed(path()), seed, begin).close();
  writeFileSync(path(), '{"format": 1');
  expect(failure(() => openState(typed(path()), seed, begin))).toMatch(/^refused: .* does not hold the state/);
  expect(readFileSync(path(), 'utf8')).toBe('{"format": 1');
});

test('a state file from before `kept` became `resources` is refused', () => {
  openState(typed(path()), seed, begin).close();
  writeFileSync(path(), readFileSync(path(), 'utf8').replace('"resources":', '"kept":'));
  expect(failure(() => openState(typed(path()), seed, begin))).toMatch(/^refused: .* does not hold the state/);
  expect(failure(() => openState(typed(path()), seed, begin, { reset: true }).close())).toBe('fine');
});

test('the local cloud of a stack keeps every change before it is answered', async () => {
  writeFileSync(join(folder, 'local-cloud.yaml'), seed.text);
  const open = () => openLocalCloud({ stack: 'payments', folder });
  const first = await open();
  const { SnapshotId } = await sdk(new URL(first.url).host).ecs('CreateSnapshot', { DiskId: 'd-1' });
  expect(readFileSync(path(), 'utf8')).toContain(SnapshotId);
  await first.close();
  const second = await open();
  const { Snapshots } = await sdk(new URL(second.url).host).ecs('DescribeSnapshots', region);
  expect(Snapshots.Snapshot.map((one: { SnapshotId: string }) => one.SnapshotId)).toEqual([SnapshotId]);
  expect(
    await refusal(
      sdk(new URL(second.url).host, { key: { id: second.credentials.accessKeyId, secret: second.credentials.accessKeySecret } }).sts(
        'GetCallerIdentity',
      ),
    ),
  ).toBe('accepted');
  await second.close();
  await expect(openLocalCloud({ stack: 'other', folder, seedFile: typed(join(folder, 'none.yaml')) })).rejects.toMatchObject({
    type: 'usage',
    message: expect.stringContaining('none.yaml'),
  });
});

test('served on a port until it is told to end', async () => {
  writeFileSync(join(folder, 'seed.yaml'), seed.text);
  const lines: string[] = [];
  const end = new AbortController();
  const served = serve({ seedFile: typed(join(folder, 'seed.yaml')), port: 0, print: (line) => lines.push(line), signal: end.signal });
  await expect.poll(() => lines.length).toBeGreaterThan(1);
  const url = /http:\S+/.exec(lines[0] ?? '')?.[0] ?? '';
  await sdk(new URL(url).host).ecs('DescribeDisks', region);
  expect(lines.at(-1)).toBe('200 ecs DescribeDisks');
  end.abort();
  await served;
  await expect(fetch(url)).rejects.toThrow();
});
