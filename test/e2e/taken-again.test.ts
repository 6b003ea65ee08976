import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import type { Emulator } from '../../src/emulator/index.ts';
import { sdk } from '../emulator/client.ts';
import { admin, cloud, folder, rowsOf, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, instances, seed } from '../support/specs.ts';

type Row = { readonly id: string };

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const snapshot = `${head}snapshots: {a: {diskId: ${disks[0]}}}\n`;
const group = `${head}groups: {g: {instanceId: ${instances[0]}}}\n`;

const apply = (emulator: Emulator, spec: string, ...flags: readonly string[]) =>
  snapspec(folder({ 'snapspec.yaml': spec }), ['apply', '--auto-approve', ...flags, ...towards(emulator)]);

const plans = (emulator: Emulator, spec: string) =>
  snapspec(folder({ 'snapspec.yaml': spec }), ['plan', '--detailed-exitcode', ...towards(emulator)]);

const idsOf = (emulator: Emulator, section: string): readonly string[] => rowsOf<Row>(emulator, section).map(({ id }) => id);

/** A spec was applied; returns what it made. */
async function taken(spec: string, section: string): Promise<{ readonly emulator: Emulator; readonly id: string }> {
  withKeys();
  const emulator = await cloud(seed);
  expect((await apply(emulator, spec)).code).toBe(0);
  return { emulator, id: idsOf(emulator, section)[0] as string };
}

async function takenOnceMore(emulator: Emulator, spec: string, section: string, gone: string): Promise<void> {
  const again = await apply(emulator, spec);
  expect(again.code, again.stdout).toBe(0);
  const left = idsOf(emulator, section);
  expect(left).toHaveLength(1);
  expect(left).not.toContain(gone);
  expect((await plans(emulator, spec)).code).toBe(0);
}

describe('a backup that went away is taken again in one apply, though its token is remembered for ever', () => {
  test('a snapshot that somebody deleted', async () => {
    const { emulator, id } = await taken(snapshot, 'snapshots');
    await sdk(emulator.host).ecs('DeleteSnapshot', { SnapshotId: id });
    await takenOnceMore(emulator, snapshot, 'snapshots', id);
  });

  test('a group that somebody deleted', async () => {
    const { emulator, id } = await taken(group, 'groups');
    await sdk(emulator.host).ecs('DeleteSnapshotGroup', { RegionId: 'cn-hangzhou', SnapshotGroupId: id });
    await takenOnceMore(emulator, group, 'groups', id);
  });

  test('a snapshot that its retention released', async () => {
    const spec = `${head}snapshots: {a: {diskId: ${disks[0]}, retentionDays: 1}}\n`;
    const { emulator, id } = await taken(spec, 'snapshots');
    await admin(emulator, 'clock', { advance: '25h' });
    await takenOnceMore(emulator, spec, 'snapshots', id);
  });

  test('a failed one that somebody cleaned up', async () => {
    withKeys();
    const emulator = await startEmulator({ seed, snapshotSeconds: 0, faults: [{ type: 'fails', action: 'CreateSnapshot', times: 1 }] });
    try {
      expect((await apply(emulator, snapshot, '--wait', 'finished')).code).toBe(1);
      const [failed] = idsOf(emulator, 'snapshots') as [string];
      await sdk(emulator.host).ecs('DeleteSnapshot', { SnapshotId: failed });
      await takenOnceMore(emulator, snapshot, 'snapshots', failed);
    } finally {
      await emulator.close();
    }
  });
});

test('a token that a refusal has spent is left behind once the disk is as it should be', async () => {
  withKeys();
  const faults = [{ type: 'code' as const, action: 'CreateSnapshot', code: 'IncorrectDiskStatus', times: 1 }];
  const emulator = await startEmulator({ seed, snapshotSeconds: 0, settings: { tokenPoisoned: true }, faults });
  try {
    const first = await apply(emulator, snapshot);
    const second = first.code === 0 ? first : await apply(emulator, snapshot);
    expect(second.code, second.stdout).toBe(0);
    expect(idsOf(emulator, 'snapshots')).toHaveLength(1);
    expect((await plans(emulator, snapshot)).code).toBe(0);
  } finally {
    await emulator.close();
  }
});

test('takeUntil is held against the clock of the service, not of this machine', async () => {
  withKeys();
  const emulator = await cloud(seed);
  const end = new Date(Date.now() + 5 * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
  const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {a: {diskId: ${disks[0]}, takeUntil: "${end}"}}\n` });
  const planned = async () => (await snapspec(cwd, ['plan', ...towards(emulator)])).stdout;
  expect(await planned()).toContain('+ snapshots/a snapshot: new');
  await admin(emulator, 'settings', { clockSkewSeconds: 600 });
  expect(await planned()).toContain('its takeUntil has passed');
});
