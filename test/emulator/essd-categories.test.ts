import { afterEach, describe, expect, test } from 'vitest';
import { cloud, refusal, region } from './client.ts';
import type { Cloud } from './client.ts';

let open: Cloud | undefined;
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});

/** By hand, from the pages of groups and the SDK: which categories of disks are of the ESSD series. */
const series: readonly (readonly [category: string, essd: boolean])[] = [
  ['cloud_essd', true],
  ['cloud_auto', true],
  ['cloud_essd_entry', true],
  ['cloud_regional_disk_auto', true],
  ['cloud', false],
  ['cloud_efficiency', false],
  ['cloud_ssd', false],
];

async function withDisk(category: string): Promise<Cloud> {
  open = await cloud({ instances: [{ id: 'i-1' }], disks: [{ id: 'd-1', instance: 'i-1', category }] });
  return open;
}

describe.each(series)('a disk of category %s (ESSD series: %s)', (category, essd) => {
  test('is taken in a group, or not', async () => {
    const { ecs } = await withDisk(category);
    const answer = await refusal(ecs('CreateSnapshotGroup', { ...region, DiskId: ['d-1'] }));
    expect(answer).toBe(essd ? 'accepted' : 'DiskCategory.OperationNotSupported 400');
  });

  test('can be snapshotted again while a snapshot is in progress, or not', async () => {
    const { ecs } = await withDisk(category);
    expect(await refusal(ecs('CreateSnapshot', { DiskId: 'd-1' }))).toBe('accepted');
    expect(await refusal(ecs('CreateSnapshot', { DiskId: 'd-1' }))).toBe(essd ? 'accepted' : 'IncorrectDiskStatus.CreatingSnapshot 403');
  });
});
