import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../src/base/failure.ts';
import { loadModel, openState, replay, startEmulator, worldOf } from '../../src/emulator/index.ts';
import type { Emulator } from '../../src/emulator/index.ts';
import type { World } from '../../src/emulator/model/world.ts';
import { typed } from '../../src/files/index.ts';
import { refusal, region, sdk } from './client.ts';

let folder: string;
const open: (() => void | Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapspec-journal-'));
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  rmSync(folder, { recursive: true, force: true });
});

const seed = { name: 'seed.yaml', text: 'disks: …' };
const start = Date.parse('2026-11-21T10:00:00Z');
const begin = () => worldOf({ instances: [{ id: 'i-1' }], disks: [{ id: 'd-1', instance: 'i-1' }, { id: 'd-2' }] }, start);

async function stateAt(path: string) {
  const model = loadModel();
  const state = openState(typed(path), seed, begin, { replay: (world, change) => replay(model, world, change) });
  open.push(state.close);
  return state;
}

/** A local cloud whose file is at `path`, and whose clock the test moves. */
async function kept(path: string): Promise<{ emulator: Emulator; clock: { now: number }; world: World }> {
  const state = await stateAt(path);
  const clock = { now: start };
  const emulator = await startEmulator({ seed: state.world, clock: () => clock.now, onChange: (_, change) => state.record(change) });
  open.unshift(() => emulator.close());
  return { emulator, clock, world: state.world };
}

/** Everything that can change a world, and what it came to. */
async function busy(path: string): Promise<World> {
  const { emulator, clock, world } = await kept(path);
  const { ecs } = sdk(emulator.host);
  const { SnapshotId } = await ecs('CreateSnapshot', {
    DiskId: 'd-1',
    ClientToken: 't',
    RetentionDays: 2,
    Tag: [{ Key: 'a', Value: '中' }],
  });
  const policy = { regionId: 'cn-hangzhou', timePoints: '["19","20"]', repeatWeekdays: '["6"]', retentionDays: 1 };
  const { AutoSnapshotPolicyId } = await ecs('CreateAutoSnapshotPolicy', policy);
  await ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: AutoSnapshotPolicyId, diskIds: '["d-1","d-2"]' });
  clock.now += 2 * 3_600_000;
  await ecs('DescribeSnapshots', region);
  emulator.set({ settings: { snapshotSeconds: 30, tokenPoisoned: true }, faults: [{ type: 'fails', action: 'CreateSnapshotGroup' }] });
  await ecs('CreateSnapshotGroup', { ...region, InstanceId: 'i-1' });
  emulator.change('d-2', { status: 'Attaching', tags: { moved: 'yes' } });
  await refusal(ecs('CreateSnapshot', { DiskId: 'd-2', ClientToken: 'poisoned' }));
  await ecs('TagResources', { ...region, ResourceType: 'snapshot', ResourceId: [SnapshotId], Tag: [{ Key: 'b', Value: '' }] });
  emulator.happen({ add: { disks: [{ id: 'd-new' }], snapshots: [{ id: 's-old', disk: 'd-new', created: '2026-01-01T00:00:00Z' }] } });
  emulator.happen({ id: 'i-1', rebuild: true });
  emulator.happen({ id: 's-old', delete: true });
  emulator.set({ faults: [{ type: 'token-spent', action: 'CreateSnapshot' }] });
  await ecs('CreateSnapshot', { DiskId: 'd-new', ClientToken: 'spent' }).catch(() => undefined);
  clock.now += 3 * 86_400_000;
  await ecs('DeleteAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: AutoSnapshotPolicyId });
  return world;
}

test('a run that breaks off loses nothing that it answered', async () => {
  const path = join(folder, 'one.json');
  const left = JSON.stringify(await busy(path));
  // What a killed process leaves: the file as it is, and a lock that is nobody's.
  copyFileSync(path, join(folder, 'two.json'));
  expect(JSON.stringify((await stateAt(join(folder, 'two.json'))).world)).toBe(left);
});

test('a line that was not finished was never answered, and is left out', async () => {
  const path = join(folder, 'one.json');
  const left = JSON.stringify(await busy(path));
  const torn = join(folder, 'two.json');
  copyFileSync(path, torn);
  appendFileSync(torn, '{"type":"call","at":17953');
  expect(JSON.stringify((await stateAt(torn)).world)).toBe(left);
});

test('what cannot be done again in the same way is refused, and left as it is', async () => {
  const path = join(folder, 'one.json');
  await busy(path);
  const other = join(folder, 'two.json');
  const text = readFileSync(path, 'utf8').replace(/"SnapshotId":"s-/, '"SnapshotId":"s-x');
  writeFileSync(other, text);
  await expect(stateAt(other)).rejects.toThrow(Failure);
  await expect(stateAt(other)).rejects.toThrow(/left by an interrupted run/);
  expect(readFileSync(other, 'utf8')).toBe(text);
});

test('while it runs a change is a line; closed, the file is the world alone', async () => {
  const path = join(folder, 'one.json');
  await busy(path);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(8);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 1, world: { serial: 3 } });
  expect(Math.max(...lines.slice(1).map((line) => line.length))).toBeLessThan(600);
  for (const close of open.splice(0)) await close();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ world: { resources: { groups: [{ instanceId: 'i-1' }] } } });
});

test('the lines do not outgrow the world for ever', async () => {
  const path = join(folder, 'one.json');
  const { emulator } = await kept(path);
  const name = 'x'.repeat(400_000);
  for (let count = 0; count < 12; count++) emulator.change('d-1', { name: `${count}${name}` });
  expect(readFileSync(path, 'utf8').length).toBeLessThan(3_000_000);
});
