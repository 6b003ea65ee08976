import type { Json } from '../base/json.ts';
import type { SeedDesktopPolicy, SeedDesktopSnapshot, SeedGroup, SeedLock, SeedPolicy, SeedSnapshot } from '../emulator/seed/types.ts';
import { intAt, intsAt, jsonListAt, listAt, tagsAt, textAt } from '../kinds/reply-reader.ts';
import { common, flagOf, given, isTrue, present, sizeOf, unless } from './members.ts';

/** The copy of a policy to another region, where it is enabled. */
function copyOf(item: Json): SeedPolicy['copy'] {
  const [region] = jsonListAt(item, 'TargetCopyRegions');
  if (!isTrue(item, 'EnableCrossRegionCopy') || typeof region !== 'string') return undefined;
  return present({
    region,
    retentionDays: unless(intAt(item, 'CopiedSnapshotsRetentionDays'), 0),
    encrypted: flagOf(isTrue(item, 'CopyEncryptionConfiguration', 'Encrypted')),
    kmsKeyId: given(item, 'CopyEncryptionConfiguration', 'KMSKeyId'),
  });
}

export function policySeed(item: Json, region: string, disks: readonly string[]): SeedPolicy {
  const targetTags = tagsAt(item, 'TargetTags', 'TargetTag');
  return present({
    ...common(item, 'AutoSnapshotPolicyId', 'AutoSnapshotPolicyName', region),
    timePoints: intsAt(item, 'TimePoints'),
    repeatWeekdays: intsAt(item, 'RepeatWeekdays'),
    retentionDays: intAt(item, 'RetentionDays') ?? -1,
    disks: disks.length > 0 ? disks : undefined,
    targetTags: Object.keys(targetTags).length > 0 ? targetTags : undefined,
    copy: copyOf(item),
    system: flagOf(textAt(item, 'Type') === 'System'),
  });
}

/** The policy that took an automatic snapshot: its name has the id. */
const policyIn = (name: string | undefined, policies: ReadonlySet<string>): string | undefined => {
  const id = /^auto2\.0_\d{8}_(.+)$/.exec(name ?? '')?.[1];
  return id !== undefined && policies.has(id) ? id : undefined;
};

type Status = SeedSnapshot['status'];
const lower = <T>(text: string | undefined): T | undefined => text?.toLowerCase() as T | undefined;

/** A lock as DescribeLockedSnapshots lists it. There is one mode. */
export function lockSeed(item: Json): SeedLock {
  const created = given(item, 'LockCreationTime');
  return present({
    days: intAt(item, 'LockDuration') ?? 0,
    coolOffHours: unless(intAt(item, 'CoolOffPeriod'), 0),
    created,
    starts: unless(given(item, 'LockDurationStartTime'), created),
  });
}

/** The source of a copy. */
function sourceOf(item: Json): SeedSnapshot['copyOf'] {
  const [snapshot, region] = [given(item, 'SourceSnapshotId'), given(item, 'SourceRegionId')];
  return snapshot === undefined || region === undefined ? undefined : { snapshot, region };
}

/** What else is known of the snapshots of an account. */
export type SnapshotContext = {
  readonly region: string;
  /** The ids of its policies. */
  readonly policies: ReadonlySet<string>;
  /** Its locks, by the snapshots that have them. */
  readonly locks: ReadonlyMap<string, SeedLock>;
};

export function snapshotSeed(item: Json, { region, policies, locks }: SnapshotContext): SeedSnapshot {
  const days = intAt(item, 'RetentionDays') ?? 0;
  return present({
    ...common(item, 'SnapshotId', 'SnapshotName', region),
    disk: textAt(item, 'SourceDiskId') ?? '',
    description: given(item, 'Description'),
    modified: unless(given(item, 'LastModifiedTime'), textAt(item, 'CreationTime') ?? ''),
    retentionDays: days > 0 ? days : undefined,
    diskType: lower<SeedSnapshot['diskType']>(given(item, 'SourceDiskType')),
    size: sizeOf(item, 'SourceDiskSize'),
    encrypted: isTrue(item, 'Encrypted'),
    kmsKeyId: given(item, 'KMSKeyId'),
    type: ['auto', 'timer'].includes(textAt(item, 'SnapshotType') ?? '') ? ('auto' as const) : undefined,
    category: unless(lower<NonNullable<SeedSnapshot['category']>>(given(item, 'Category')), 'standard'),
    status: unless(lower<Status>(given(item, 'Status')), 'accomplished'),
    lock: locks.get(textAt(item, 'SnapshotId') ?? ''),
    copyOf: sourceOf(item),
    usage: unless(lower<SeedSnapshot['usage']>(given(item, 'Usage')), 'none'),
    policy: policyIn(given(item, 'SnapshotName'), policies),
  });
}

/** A group with those of its members that are listed themselves. */
export function groupSeed(item: Json, region: string, snapshots: ReadonlySet<string>): SeedGroup {
  const members = listAt(item, 'Snapshots', 'Snapshot').map((one) => textAt(one, 'SnapshotId') ?? '');
  return present({
    ...common(item, 'SnapshotGroupId', 'Name', region),
    description: given(item, 'Description'),
    instance: given(item, 'InstanceId'),
    snapshots: members.filter((id) => snapshots.has(id)),
  });
}

export const desktopSnapshotSeed = (item: Json): SeedDesktopSnapshot =>
  present({
    id: textAt(item, 'SnapshotId') ?? '',
    name: given(item, 'SnapshotName'),
    created: given(item, 'CreationTime'),
    desktop: textAt(item, 'DesktopId') ?? '',
    diskType: lower<'system' | 'data'>(given(item, 'SourceDiskType')) ?? 'system',
    description: given(item, 'Description'),
    size: sizeOf(item, 'SourceDiskSize'),
    status: unless(lower<Status>(given(item, 'Status')), 'accomplished'),
    creator: given(item, 'Creator'),
    expires: given(item, 'DeletionTime'),
  });

/** A policy of desktops; its desktops name it. */
export const desktopPolicySeed = (item: Json, region: string): SeedDesktopPolicy =>
  present({
    id: textAt(item, 'PolicyId') ?? '',
    name: given(item, 'PolicyName'),
    region: unless(given(item, 'RegionId'), region),
    created: given(item, 'CreationTime'),
    cron: textAt(item, 'CronExpression') ?? '',
    retentionDays: intAt(item, 'RetentionDays') ?? 0,
    diskType: lower<'system' | 'data'>(given(item, 'DiskType')),
  });
