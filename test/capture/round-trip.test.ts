import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anonymize, printSeed, readAccount, toSeed } from '../../src/capture/index.ts';
import { connectReader } from '../../src/cloud/client.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { localKey, parseSeed, startEmulator } from '../../src/emulator/index.ts';
import type { Emulator, Seed } from '../../src/emulator/index.ts';
import { now, seeds } from './worlds.ts';

const region = 'cn-hangzhou';

/** What a key sees of a local cloud, as a seed. */
async function seedSeenBy({ id, secret }: { readonly id: string; readonly secret: string }, { url }: Emulator): Promise<Seed> {
  const endpoints = endpointsOf(region, { ecs: url, ecd: url, sts: url });
  const credentials = { accessKeyId: id, accessKeySecret: secret };
  return toSeed(await readAccount(connectReader({ credentials, endpointsIn: () => endpoints }), region));
}

/** The seed that is read from a local cloud of a seed. */
async function roundTrip(seed: Seed): Promise<Seed> {
  const emulator = await startEmulator({ seed, clock: () => now });
  try {
    return await seedSeenBy(localKey, emulator);
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

test('of several accounts each key reads its own', async () => {
  const keys = [
    { id: 'AK-hub', secret: 's' },
    { id: 'AK-spoke', secret: 's' },
  ] as const;
  const prefixed = (seed: Seed): Seed =>
    JSON.parse(JSON.stringify(seed).replaceAll(/"((?:i|d|ecd|sp|s|ssg|es|esp)-(?:\d|gone|source))"/g, '"x$1"')) as Seed;
  await fc.assert(
    fc.asyncProperty(seeds, seeds, async (hub, other) => {
      const { region: _, account: __, ...spoke } = prefixed({ ...other, account: '2222222222222222' });
      // What the account of the seed made is that of the account that reads it.
      const seed = { ...hub, keys: [keys[0]], accounts: [{ ...spoke, id: '2222222222222222', keys: [keys[1]] }] };
      const emulator = await startEmulator({ seed: parseSeed(printSeed(seed), 'seed.yaml'), clock: () => now });
      expect(await seedSeenBy(keys[0], emulator)).toEqual(hub);
      expect(await seedSeenBy(keys[1], emulator)).toEqual({ ...spoke, region, account: '2222222222222222' });
      await emulator.close();
    }),
    { numRuns: 10, seed: 7 },
  );
}, 120_000);

test('whatever an account calls its things, the text of the seed can be read', () => {
  const seed: Seed = {
    disks: [{ id: 'd-1', name: 'a\u202eb\u200bc', tags: { constructor: 'e\u0301', toString: '\u{e0041}', 'a: b': '#' } }],
  };
  const text = printSeed(seed);
  expect(text).not.toMatch(/[\u202e\u200b]/);
  expect(parseSeed(text, 'seed.yaml')).toEqual(seed);
});

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
      expect(JSON.stringify(other)).not.toMatch(/"(?:i|d|ecd|sp|s|ssg|es|esp)-\d"|1234567890123456|rg-a|"key-\d"|中文|somebody/);
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
        copyOf: { snapshot: 's-0', region: 'cn-beijing' },
        lock: { days: 30 },
        tags: { 'acs:ecs:createFrom': 'i-1', team: 'payments', empty: '' },
      },
    ],
    groups: [{ id: 'ssg-1', snapshots: ['s-1'], instance: 'i-1' }],
    desktops: [{ id: 'ecd-1', policy: 'sp-9' }],
    desktopPolicies: [{ id: 'sp-9', cron: '0 0 2 ? * *', retentionDays: 7 }],
    desktopSnapshots: [{ id: 's-9', desktop: 'ecd-1', diskType: 'system', creator: '1234567890123456' }],
  };
  const made = anonymize(seed, 'secret');
  const [i, d, sp, s] = [made.instances, made.disks, made.policies, made.snapshots].map((list) => list?.[0]?.id);
  expect([i, d, sp, s].join(' ')).toMatch(/^i-[a-z0-9]{20} d-[a-z0-9]{20} sp-[a-z0-9]{20} s-[a-z0-9]{20}$/);
  expect(made).toMatchObject({
    disks: [{ instance: i }],
    policies: [{ disks: [d] }],
    snapshots: [
      {
        disk: d,
        policy: sp,
        name: `auto2.0_20261101_${sp}`,
        tags: { 'acs:ecs:createFrom': i },
        copyOf: { snapshot: expect.stringMatching(/^s-[a-z0-9]{20}$/), region: 'cn-beijing' },
        lock: { days: 30 },
      },
    ],
    desktops: [{ policy: made.desktopPolicies?.[0]?.id }],
    groups: [{ snapshots: [s], instance: i }],
    desktopSnapshots: [{ creator: made.account }],
  });
  const [target] = Object.entries(made.policies?.[0]?.targetTags ?? {});
  expect(Object.entries(made.snapshots?.[0]?.tags ?? {})).toContainEqual(target);
  expect(made.account).toMatch(/^\d{16}$/);
  expect(anonymize(seed, 'another').account).not.toBe(made.account);
});
