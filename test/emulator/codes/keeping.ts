import { region } from '../client.ts';
import type { Cloud } from '../client.ts';
import { snapshotWith, takes } from './world.ts';
import type { Ways } from './world.ts';

const lock = { ...region, LockMode: 'compliance', LockDuration: 7, CoolOffPeriod: 3 };
const hours = 3_600_000;

/** Locks a new snapshot that is as it should be. */
const locks =
  (params: object, members: object = {}, taken: object = {}) =>
  async (local: Cloud): Promise<unknown> =>
    local.ecs('LockSnapshot', { ...lock, SnapshotId: await snapshotWith(local, members, taken), ...params });

/** A snapshot whose lock can no longer be thought over. */
async function compliant(local: Cloud): Promise<string> {
  const SnapshotId = await snapshotWith(local, {});
  await local.ecs('LockSnapshot', { ...lock, SnapshotId });
  local.clock.now += 4 * hours;
  return SnapshotId;
}

const tooLate = 'CoolOffPeriod has passed';
const missing = { SnapshotId: 's-none' };

export const ofLocking: Ways = {
  'InvalidSnapshotId.NotFound': { how: 'another SnapshotId', run: locks(missing) },
  'InvalidLockMode.Malformed': { how: 'LockMode `governance`', run: locks({ LockMode: 'governance' }) },
  'InvalidLockDuration.ExceedRetentionDays': { how: 'LockDuration of RetentionDays', run: locks({}, {}, { RetentionDays: 7 }) },
  'InvalidCoolOffPeriod.ExceedLockDuration': { how: 'CoolOffPeriod 24 of one day', run: locks({ LockDuration: 1, CoolOffPeriod: 24 }) },
  'InvalidOperation.SnapshotNotAvailable': { how: 'change it to `end: failed`', run: locks({}, { end: 'failed' }) },
  'InvalidOperation.ResourceManagedByCloudProduct': {
    how: 'change it to `conditions: [managed]`',
    run: locks({}, { conditions: ['managed'] }),
  },
  'InvalidOperation.LockSharedSnapshotUnsupported': {
    how: 'change it to `conditions: [shared]`',
    run: locks({}, { conditions: ['shared'] }),
  },
  'InvalidOperation.CoolOffPeriodExpired': {
    how: `lock it again for a shorter time when ${tooLate}`,
    run: async (local) => local.ecs('LockSnapshot', { ...lock, SnapshotId: await compliant(local), LockDuration: 6, CoolOffPeriod: 0 }),
  },
  DryRunOperation: { how: 'DryRun true', run: locks({ DryRun: true }) },
};

const unlocks = (local: Cloud, SnapshotId: string, more: object = {}): Promise<unknown> =>
  local.ecs('UnlockSnapshot', { ...region, SnapshotId, ...more });

export const ofUnlocking: Ways = {
  'InvalidSnapshotId.NotFound': { how: 'another SnapshotId', run: (local) => unlocks(local, 's-none') },
  'InvalidSnapshotLock.NotFound': { how: 'a snapshot that was never locked', run: async (local) => unlocks(local, await takes(local)) },
  'InvalidOperation.CoolOffPeriodExpired': {
    how: `unlock it when ${tooLate}`,
    run: async (local) => unlocks(local, await compliant(local)),
  },
  DryRunOperation: { how: 'DryRun true', run: (local) => unlocks(local, 's-none', { DryRun: true }) },
};

const there = { ...region, DestinationRegionId: 'cn-shanghai', DestinationSnapshotName: 'copy', DestinationSnapshotDescription: 'a copy' };
const copies =
  (params: object, members: object = {}, taken: object = {}) =>
  async (local: Cloud): Promise<unknown> =>
    local.ecs('CopySnapshot', { ...there, SnapshotId: await snapshotWith(local, members, taken), ...params });

export const ofCopying: Ways = {
  'InvalidSnapshotId.NotFound': { how: 'another SnapshotId', run: copies(missing) },
  'InvalidSnapshotId.NotReady': {
    how: 'copy it while it is in progress',
    run: async (local) => local.ecs('CopySnapshot', { ...there, SnapshotId: await takes(local) }),
  },
  'InvalidSnapshotName.Malformed': { how: 'DestinationSnapshotName `a`', run: copies({ DestinationSnapshotName: 'a' }) },
  'InvalidDescription.Malformed': { how: 'DestinationSnapshotDescription `a`', run: copies({ DestinationSnapshotDescription: 'a' }) },
  'InvalidRetentionDays.Malformed': { how: 'RetentionDays 0', run: copies({ RetentionDays: 0 }) },
  'InvalidOperation.NotSupportCopyInSameRegion': {
    how: 'DestinationRegionId of its own region',
    run: copies({ DestinationRegionId: 'cn-hangzhou' }),
  },
  'InvalidSnapshotCategory.NotSupportCopy': { how: 'change it to `category: archive`', run: copies({}, { category: 'archive' }) },
  'InvalidOperation.UnfinishedCrossRegionCopy': {
    how: 'copy it twice without waiting',
    run: async (local) => {
      const SnapshotId = await snapshotWith(local, {});
      await local.ecs('CopySnapshot', { ...there, SnapshotId });
      return local.ecs('CopySnapshot', { ...there, SnapshotId });
    },
  },
  'InvalidEncrypted.NotMatchKmsKeyId': { how: 'a key without Encrypted', run: copies({ KMSKeyId: 'key-good' }) },
  'InvalidEncrypted.NotSupportDecrypt': {
    how: 'change it to `encrypted: true`, and send Encrypted false',
    run: copies({ Encrypted: false }, { encrypted: true }),
  },
};
