import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import type { Emulator, Seed } from '../../src/emulator/index.ts';
import { region, sdk } from './client.ts';

/*
 * What the admin interface returned when it was published. Members may be added to a reply; a sample is changed only
 * together with the major version. Each is the reply after the same calls.
 */
const samples = join(import.meta.dirname, 'admin-samples');
const sampleOf = (name: string): object => JSON.parse(readFileSync(join(samples, `${name}.json`), 'utf8')) as object;

const spoke = '2222222222222222';
const seed: Seed = {
  keys: [{ id: 'AK-ci', secret: 's', user: 'ci' }],
  instances: [{ id: 'i-1', tags: { team: 'a' } }],
  disks: [{ id: 'd-1', instance: 'i-1' }],
  desktops: [{ id: 'ecd-1' }],
  accounts: [{ id: spoke, roles: [{ name: 'backup', trust: ['acs:ram::1234567890123456:user/ci'] }], disks: [{ id: 'd-2' }] }],
};

/** Calls of every service, one of them refused and one with a fault. */
async function call({ ecs, ecd, sts }: ReturnType<typeof sdk>): Promise<void> {
  await ecs('CreateSnapshot', { DiskId: 'd-1', SnapshotName: 'one', ClientToken: 'token', Tag: [{ Key: 'k', Value: 'v' }] });
  await ecs('CreateSnapshotGroup', { ...region, InstanceId: 'i-1' });
  const policy = { regionId: 'cn-hangzhou', timePoints: '["2"]', repeatWeekdays: '["1"]', retentionDays: 7 };
  const { AutoSnapshotPolicyId: autoSnapshotPolicyId } = await ecs('CreateAutoSnapshotPolicy', policy);
  await ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId, diskIds: '["d-1"]' });
  await ecd('CreateSnapshot', { ...region, DesktopId: 'ecd-1', SourceDiskType: 'SYSTEM', SnapshotName: 'desk' });
  await sts('AssumeRole', { RoleArn: `acs:ram::${spoke}:role/backup`, RoleSessionName: 'nightly' });
  await ecs('DescribeDisks', region).catch(() => {});
  await ecs('CreateSnapshot', { DiskId: 'd-none' }).catch(() => {});
}

let emulator: Emulator;
const ask = async (path: string, body?: unknown): Promise<{ readonly status: number; readonly body: object }> => {
  const reply = await fetch(`${emulator.url}/_snapspec/${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
  return { status: reply.status, body: (await reply.json()) as object };
};

beforeAll(async () => {
  const system = { now: () => Date.now(), requestId: () => 'REQUEST-ID', wait: async () => {} };
  emulator = await startEmulator({ seed, system, clock: () => Date.parse('2026-11-21T10:00:00Z') });
  emulator.set({ faults: [{ action: 'DescribeDisks', nth: 1, type: 'html' }] });
  await call(sdk(emulator.host, { key: { id: 'AK-ci', secret: 's' } }));
});
afterAll(() => emulator.close());

describe('the admin interface still returns what it did', () => {
  test.each(['calls', 'state', 'settings', 'faults', 'clock'])('%s', async (name) => {
    expect(await ask(name)).toMatchObject({ status: 200, body: sampleOf(name) });
  });

  test('and every sample is compared', () => {
    expect(readdirSync(samples).sort()).toEqual(['calls.json', 'clock.json', 'faults.json', 'refused.json', 'settings.json', 'state.json']);
  });

  test.each(Object.entries(sampleOf('refused')))('refused: %s', async (_, { path, sent, reply }) => {
    expect(await ask(path, sent)).toMatchObject({ status: 400, body: reply });
  });

  test('and nothing that is refused changes anything', async () => {
    const before = await ask('state');
    for (const { path, sent } of Object.values(sampleOf('refused'))) await ask(path, sent);
    expect(await ask('state')).toEqual(before);
  });
});
