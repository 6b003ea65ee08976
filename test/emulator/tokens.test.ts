import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloud, refusal, region } from './client.ts';
import type { Cloud } from './client.ts';

let local: Cloud;
beforeEach(async () => {
  local = await cloud({
    instances: [{ id: 'i-1' }],
    disks: [
      { id: 'd-1', instance: 'i-1' },
      { id: 'd-2', instance: 'i-1' },
    ],
  });
});
afterEach(() => local.emulator.close());

const made = (section: string): number => local.emulator.world().resources[section]?.length ?? 0;

test('the same token and parameters give the first answer, and nothing is made again', async () => {
  const ask = { DiskId: 'd-1', SnapshotName: 'once', Tag: [{ Key: 'k', Value: 'v' }], ClientToken: 'token-1' };
  const first = await local.ecs('CreateSnapshot', ask);
  const again = await local.ecs('CreateSnapshot', { ...ask, Unknown: 'ignored' });
  expect(again['SnapshotId']).toBe(first['SnapshotId']);
  expect(again['RequestId']).not.toBe(first['RequestId']);
  expect(made('snapshots')).toBe(1);
});

test('the same token with other parameters is refused', async () => {
  await local.ecs('CreateSnapshot', { DiskId: 'd-1', ClientToken: 'token-1' });
  for (const other of [{ DiskId: 'd-2' }, { DiskId: 'd-1', Description: 'words' }, { DiskId: 'd-1', Tag: [{ Key: 'k', Value: 'v' }] }])
    expect(await refusal(local.ecs('CreateSnapshot', { ...other, ClientToken: 'token-1' }))).toBe('IdempotentParameterMismatch 403');
  expect(made('snapshots')).toBe(1);
});

test('tokens are case-sensitive, and those of two operations do not meet', async () => {
  await local.ecs('CreateSnapshot', { DiskId: 'd-1', ClientToken: 'token-1' });
  await local.ecs('CreateSnapshot', { DiskId: 'd-1', ClientToken: 'TOKEN-1' });
  await local.ecs('CreateSnapshotGroup', { ...region, InstanceId: 'i-1', ClientToken: 'token-1' });
  expect([made('snapshots'), made('groups')]).toEqual([4, 1]);
});

test('a refused call does not use its token up', async () => {
  expect(await refusal(local.ecs('CreateSnapshot', { DiskId: 'd-none', ClientToken: 'token-1' }))).toBe('InvalidDiskId.NotFound 404');
  expect(await refusal(local.ecs('CreateSnapshot', { DiskId: 'd-1', ClientToken: 'token-1' }))).toBe('accepted');
});

test('while the first call counts as unfinished, the token is being processed', async () => {
  local.emulator.world().settings.tokenSeconds = 5;
  const ask = { DiskId: 'd-1', ClientToken: 'token-1' };
  const { SnapshotId } = await local.ecs('CreateSnapshot', ask);
  expect(await refusal(local.ecs('CreateSnapshot', ask))).toBe('IdempotentProcessing 403');
  local.clock.now += 5000;
  expect((await local.ecs('CreateSnapshot', ask))['SnapshotId']).toBe(SnapshotId);
});

test('without a token every call makes another one', async () => {
  const ids = [await local.ecs('CreateSnapshot', { DiskId: 'd-1' }), await local.ecs('CreateSnapshot', { DiskId: 'd-1', ClientToken: '' })];
  expect(new Set(ids.map((one) => one['SnapshotId'])).size).toBe(2);
});
