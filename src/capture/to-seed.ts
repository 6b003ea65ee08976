import { groupBy } from '../base/group-by.ts';
import type { Json } from '../base/json.ts';
import type { Seed, SeedDesktop, SeedDisk, SeedInstance } from '../emulator/seed/types.ts';
import { listAt, tagsAt, textAt } from '../kinds/reply-reader.ts';
import { desktopPolicySeed, desktopSnapshotSeed, groupSeed, lockSeed, policySeed, snapshotSeed } from './backups.ts';
import { common, flagOf, given, isTrue, present, sizeOf, unless } from './members.ts';
import { idOf } from './sources.ts';
import type { Captured, CapturedSection } from './sources.ts';

const defaultRegion = 'cn-hangzhou';

const textsAt = (item: Json, name: string, ...path: readonly string[]): readonly string[] =>
  listAt(item, ...path)
    .map((one) => textAt(one, name))
    .filter((one) => one !== undefined && one !== '') as readonly string[];

const nonEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

const instanceSeed = (item: Json, region: string): SeedInstance =>
  present({
    ...common(item, 'InstanceId', 'InstanceName', region),
    zone: given(item, 'ZoneId'),
    status: given(item, 'Status'),
    started: given(item, 'StartTime'),
    neverStarted: flagOf(given(item, 'StartTime') === undefined),
    locks: nonEmpty(textsAt(item, 'LockReason', 'OperationLocks', 'LockReason')),
  });

/** The instances of a disk: one, or several as a list. */
function attachedTo(item: Json): Pick<SeedDisk, 'instance' | 'instances'> {
  const listed = textsAt(item, 'InstanceId', 'Attachments', 'Attachment');
  const ids = listed.length > 0 ? listed : [given(item, 'InstanceId')].filter((id) => id !== undefined);
  const [first] = ids;
  if (first === undefined) return {};
  return ids.length > 1 ? { instances: ids } : { instance: first };
}

const diskSeed = (item: Json, region: string): SeedDisk =>
  present({
    ...common(item, 'DiskId', 'DiskName', region),
    ...attachedTo(item),
    zone: given(item, 'ZoneId'),
    status: given(item, 'Status'),
    type: given(item, 'Type') as SeedDisk['type'],
    category: given(item, 'Category'),
    size: sizeOf(item, 'Size'),
    attached: given(item, 'AttachedTime'),
    neverAttached: flagOf(given(item, 'AttachedTime') === undefined),
    multiAttach: unless(given(item, 'MultiAttach'), 'Disabled') as SeedDisk['multiAttach'],
    encrypted: flagOf(isTrue(item, 'Encrypted')),
    kmsKeyId: given(item, 'KMSKeyId'),
    locks: nonEmpty(textsAt(item, 'LockReason', 'OperationLocks', 'OperationLock')),
  });

/** The policy of a desktop, where it is one of those that are listed. */
const policyAt = (item: Json, policies: ReadonlySet<string>): string | undefined => {
  const id = given(item, 'SnapshotPolicyId');
  return id !== undefined && policies.has(id) ? id : undefined;
};

const desktopSeed = (item: Json, region: string, policies: ReadonlySet<string>): SeedDesktop =>
  present({
    policy: policyAt(item, policies),
    ...common(item, 'DesktopId', 'DesktopName', region, tagsAt(item, 'Tags')),
    status: given(item, 'DesktopStatus'),
    disks: nonEmpty(textsAt(item, 'DiskType', 'Disks').map((type) => (type.toLowerCase() === 'system' ? 'system' : 'data'))),
    resourceGroup: textsAt(item, 'Id', 'ResourceGroups')[0],
  });

/** Instances that disks are attached to and that no listing has; a seed must have them. */
function missingInstances(instances: readonly SeedInstance[], disks: readonly SeedDisk[], region: string): readonly SeedInstance[] {
  const known = new Set(instances.map(({ id }) => id));
  const found = disks.flatMap((disk) =>
    [disk.instance ?? [], disk.instances ?? []].flat().map((id) => ({ id, region: unless(disk.region, region), zone: disk.zone })),
  );
  const missing = found.filter(({ id }) => !known.has(id));
  return [...new Map(missing.map((one) => [one.id, present(one)])).values()];
}

/** The region of most resources: that of the listing, or the first one that an item names. */
const regionOf = ({ region, items }: Captured): string =>
  region ??
  [...items.disks, ...items.instances, ...items.snapshots, ...items.policies].map((item) => textAt(item, 'RegionId')).find((id) => id) ??
  defaultRegion;

const oldestFirst = <T>(items: readonly T[]): readonly T[] => [...items].reverse();

/** A seed of what was read. What has no place in a seed, such as sizes of a desktop's disks, is left out. */
export function toSeed(captured: Captured): Seed {
  const region = regionOf(captured);
  const { account, items, associations } = captured;
  const instances = oldestFirst(items.instances).map((item) => instanceSeed(item, region));
  const disks = oldestFirst(items.disks).map((item) => diskSeed(item, region));
  const idsOf = (section: CapturedSection): ReadonlySet<string> => new Set(items[section].map((item) => idOf(section, item)));
  const [snapshotIds, desktopPolicyIds] = [idsOf('snapshots'), idsOf('desktopPolicies')];
  const locks = new Map(items.locks.map((item) => [idOf('locks', item), lockSeed(item)]));
  const context = { region, policies: idsOf('policies'), locks };
  const diskIds = new Set(disks.map(({ id }) => id));
  const ofPolicies = groupBy(associations, ({ policyId }) => policyId);
  const ofPolicy = (id: string): readonly string[] =>
    oldestFirst([...new Set((ofPolicies.get(id) ?? []).map(({ diskId }) => diskId))].filter((diskId) => diskIds.has(diskId)));
  const seed: Seed = present({
    account,
    region,
    instances: nonEmpty([...instances, ...missingInstances(instances, disks, region)]),
    disks: nonEmpty(disks),
    desktops: nonEmpty(oldestFirst(items.desktops).map((item) => desktopSeed(item, region, desktopPolicyIds))),
    policies: nonEmpty(oldestFirst(items.policies).map((item) => policySeed(item, region, ofPolicy(idOf('policies', item))))),
    snapshots: nonEmpty(oldestFirst(items.snapshots).map((item) => snapshotSeed(item, context))),
    groups: nonEmpty(oldestFirst(items.groups).map((item) => groupSeed(item, region, snapshotIds))),
    desktopPolicies: nonEmpty(oldestFirst(items.desktopPolicies).map((item) => desktopPolicySeed(item, region))),
    desktopSnapshots: nonEmpty(oldestFirst(items.desktopSnapshots).map(desktopSnapshotSeed)),
  });
  return withResourceGroups(seed);
}

function withResourceGroups(seed: Seed): Seed {
  const placed = [seed.instances, seed.disks, seed.desktops, seed.policies, seed.snapshots, seed.groups].flatMap((list) => list ?? []);
  const ids = [...new Set(placed.flatMap(({ resourceGroup }) => resourceGroup ?? []))].sort();
  return ids.length === 0 ? seed : { ...seed, resourceGroups: ids };
}
