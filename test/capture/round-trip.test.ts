import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anonymize, printSeed, readAccount, toSeed } from '../../src/capture/index.ts';
import { connectReader } from '../../src/cloud/client.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { localKey, parseSeed, startEmulator } from '../../src/emulator/index.ts';
import type { Seed } from '../../src/emulator/index.ts';
import { now, seeds } from './worlds.ts';

const region = 'cn-hangzhou';

/** The seed that is read from a local cloud of a seed. */
async function roundTrip(seed: Seed): Promise<Seed> {
  const emulator = await startEmulator({ seed, clock: () => now });
  try {
    const { url } = emulator;
    const endpoints = endpointsOf(region, { ecs: url, ecd: url, sts: url });
    const credentials = { accessKeyId: localKey.id, accessKeySecret: localKey.secret };
    return toSeed(await readAccount(connectReader({ credentials, endpointsIn: () => endpoints }), region));
  } finally {
    await emulator.close();
  }
}

test('seed, serve, read: the same seed, also as text', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const read = await roundTrip(seed);
      expect(read).toEqual(seed);
      expect(parseSeed(printSeed(read), 'seed.yaml')).toEqual(seed);
    }),
    { numRuns: 40, seed: 7 },
  );
}, 120_000);

test('pages are read to their end', async () => {
  const disks = Array.from({ length: 1203 }, (_, at) => ({ id: `d-${at}` }));
  const seed = await roundTrip({
    disks,
    policies: [{ id: 'sp-1', timePoints: [1], repeatWeekdays: [1], retentionDays: 1, disks: disks.map(({ id }) => id) }],
  });
  expect(seed.disks?.map(({ id }) => id)).toEqual(disks.map(({ id }) => id));
  expect(seed.policies?.[0]?.disks).toHaveLength(1203);
}, 30_000);

test('anonymized: the same input gives the same output, a world that can be served, and nothing of the old one', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const other = anonymize(seed, 'secret');
      expect(anonymize(seed, 'secret')).toEqual(other);
      const read = await roundTrip(other);
      expect(read).toEqual(other);
      expect(JSON.stringify(other)).not.toMatch(/"(?:i|d|ecd|sp|s|ssg|es)-\d"|1234567890123456|rg-a|"key-\d"|中文|somebody/);
    }),
    { numRuns: 15, seed: 7 },
  );
}, 120_000);

test('what refers to one another still does, and public keys of tags stay', () => {
  const seed: Seed = {
    account: '1234567890123456',
    instances: [{ id: 'i-1', name: 'ledger' }],
    disks: [{ id: 'd-1', instance: 'i-1' }],
    policies: [{ id: 'sp-1', timePoints: [1], repeatWeekdays: [1], retentionDays: 1, disks: ['d-1'], targetTags: { team: 'payments' } }],
    snapshots: [
      {
        id: 's-1',
        disk: 'd-1',
        policy: 'sp-1',
        name: 'auto2.0_20261101_sp-1',
        tags: { 'acs:ecs:createFrom': 'i-1', team: 'payments', empty: '' },
      },
    ],
    groups: [{ id: 'ssg-1', snapshots: ['s-1'], instance: 'i-1' }],
    desktopSnapshots: [{ id: 's-9', desktop: 'ecd-1', diskType: 'system', creator: '1234567890123456' }],
  };
  const made = anonymize(seed, 'secret');
  const [i, d, sp, s] = [made.instances, made.disks, made.policies, made.snapshots].map((list) => list?.[0]?.id);
  expect([i, d, sp, s].join(' ')).toMatch(/^i-[a-z0-9]{20} d-[a-z0-9]{20} sp-[a-z0-9]{20} s-[a-z0-9]{20}$/);
  expect(made).toMatchObject({
    disks: [{ instance: i }],
    policies: [{ disks: [d] }],
    snapshots: [{ disk: d, policy: sp, name: `auto2.0_20261101_${sp}`, tags: { 'acs:ecs:createFrom': i } }],
    groups: [{ snapshots: [s], instance: i }],
    desktopSnapshots: [{ creator: made.account }],
  });
  const [target] = Object.entries(made.policies?.[0]?.targetTags ?? {});
  expect(Object.entries(made.snapshots?.[0]?.tags ?? {})).toContainEqual(target);
  expect(made.account).toMatch(/^\d{16}$/);
  expect(anonymize(seed, 'another').account).not.toBe(made.account);
});
