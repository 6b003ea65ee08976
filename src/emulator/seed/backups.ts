import type { World } from '../model/world.ts';
import type { DesktopPolicy } from '../services/desktop-policies/store.ts';
import type { DesktopSnapshot } from '../services/desktop-snapshots/store.ts';
import type { Group } from '../services/groups/store.ts';
import type { Policy } from '../services/policies/store.ts';
import { snapshotsOf } from '../services/snapshots/store.ts';
import type { Snapshot, SnapshotLock } from '../services/snapshots/store.ts';
import { defaultDiskSize, desktopDiskSizes, momentOf } from './defaults.ts';
import type { Common } from './defaults.ts';
import type { SeedDesktopPolicy, SeedDesktopSnapshot, SeedGroup, SeedLock, SeedPolicy, SeedSnapshot } from './types.ts';

/** The disks of a policy with the serials of their attachments, in the order of the seed. */
function attachments(one: SeedPolicy, world: World): { readonly [diskId: string]: number } {
  const pairs = (one.disks ?? []).map((id) => {
    world.serial += 1;
    return [id, world.serial] as const;
  });
  return Object.fromEntries(pairs);
}

/** A policy, whoever made it. */
export function policy(one: SeedPolicy, common: Common, world: World): Policy {
  const tags = Object.entries(one.targetTags ?? {});
  return {
    ...common,
    timePoints: one.timePoints.map(String),
    repeatWeekdays: one.repeatWeekdays.map(String),
    retentionDays: one.retentionDays,
    copy: one.copy !== undefined,
    copyRegions: one.copy === undefined ? [] : [one.copy.region],
    copyRetentionDays: one.copy?.retentionDays ?? 0,
    copyEncrypted: one.copy?.encrypted ?? false,
    copyKeyId: one.copy?.kmsKeyId ?? '',
    association: tags.length > 0 ? 'AssociatedWithInstanceTag' : 'AssociatedWithDisk',
    targetTags: tags.map(([Key, Value]) => ({ Key, Value })),
    type: one.system ? 'System' : 'Custom',
    attached: attachments(one, world),
    ...(one.conditions !== undefined && { conditions: one.conditions }),
  };
}

/** When a snapshot of a seed ends: never, while it is progressing; else it has ended. */
const endOf = (status: SeedSnapshot['status'], createdAt: number): Pick<Snapshot, 'endsAt' | 'end'> => ({
  endsAt: status === 'progressing' ? Number.MAX_SAFE_INTEGER : createdAt,
  end: status === 'failed' ? 'failed' : 'accomplished',
});

function lockOf({ days, coolOffHours = 0, created, starts }: SeedLock, snapshotCreatedAt: number): SnapshotLock {
  const createdAt = momentOf(created) ?? snapshotCreatedAt;
  return { createdAt, startsAt: momentOf(starts) ?? createdAt, days, coolOffHours };
}

/** A snapshot; what it does not say of its disk is that of the disk, where it is there. */
export function snapshot(one: SeedSnapshot, common: Common, world: World): Snapshot {
  const disk = world.disks.find(one.disk);
  return {
    ...common,
    regionId: one.region ?? disk?.regionId ?? common.regionId,
    description: one.description ?? '',
    retentionDays: one.retentionDays ?? null,
    modifiedAt: momentOf(one.modified) ?? common.createdAt,
    diskId: one.disk,
    diskType: one.diskType ?? disk?.type ?? 'data',
    diskSize: one.size ?? disk?.size ?? defaultDiskSize,
    diskCategory: disk?.category ?? 'cloud_essd',
    encrypted: one.encrypted ?? disk?.encrypted ?? false,
    kmsKeyId: one.kmsKeyId ?? (one.encrypted === undefined ? disk?.kmsKeyId : undefined) ?? '',
    type: one.type ?? 'user',
    category: one.category ?? 'standard',
    instantAccess: false,
    ...endOf(one.status, common.createdAt),
    groupId: '',
    policyId: one.policy ?? '',
    usage: one.usage ?? 'none',
    ...(one.lock && { lock: lockOf(one.lock, common.createdAt) }),
    ...(one.copyOf && { copyOf: { snapshotId: one.copyOf.snapshot, regionId: one.copyOf.region } }),
    ...(one.conditions !== undefined && { conditions: one.conditions }),
  };
}

/** A group, whose snapshots become its members. */
export function group(one: SeedGroup, common: Common, world: World): Group {
  const snapshots = snapshotsOf(world);
  for (const id of one.snapshots) snapshots.update(id, { groupId: one.id });
  return { ...common, description: one.description ?? '', instanceId: one.instance ?? '', memberIds: one.snapshots };
}

/** A snapshot of a desktop; what it does not say of its disk is that of the desktop, where it is there. */
export function desktopSnapshot(one: SeedDesktopSnapshot, common: Common, world: World): DesktopSnapshot {
  const desktop = world.desktops.find(one.desktop);
  const disk = desktop?.disks.find(({ type }) => type === one.diskType);
  return {
    ...common,
    regionId: one.region ?? desktop?.regionId ?? common.regionId,
    description: one.description ?? '',
    desktopId: one.desktop,
    diskType: one.diskType,
    diskSize: one.size ?? disk?.size ?? desktopDiskSizes[one.diskType],
    ...endOf(one.status, common.createdAt),
    creator: one.creator ?? world.account,
    ...(one.expires !== undefined && { deletedAt: Date.parse(one.expires) }),
  };
}

/** A policy of desktops; it takes its first snapshots after this moment. */
export function desktopPolicy(one: SeedDesktopPolicy, common: Common, now: number): DesktopPolicy {
  return {
    ...common,
    retentionDays: one.retentionDays,
    cron: one.cron,
    diskType: one.diskType === undefined ? '' : one.diskType === 'system' ? 'SYSTEM' : 'DATA',
    ranUntil: now,
  };
}
