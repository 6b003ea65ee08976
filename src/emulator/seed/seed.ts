import { Table } from '../model/table.ts';
import type { Row } from '../model/table.ts';
import type { Desktop, Disk, Instance, World } from '../model/world.ts';
import { defaultSettings } from '../model/settings.ts';
import { regions as knownRegions } from '../../facts/regions.ts';
import { desktopPoliciesOf } from '../services/desktop-policies/store.ts';
import { desktopSnapshotsOf } from '../services/desktop-snapshots/store.ts';
import { groupsOf } from '../services/groups/store.ts';
import { policiesOf } from '../services/policies/store.ts';
import { snapshotsOf } from '../services/snapshots/store.ts';
import { desktopPolicy, desktopSnapshot, group, policy, snapshot } from './backups.ts';
import { localAccount } from './default-key.ts';
import { defaultDiskSize, desktopDiskSizes, momentOf } from './defaults.ts';
import type { Common } from './defaults.ts';
import { checkSeed } from './check.ts';
import type { Placed, Seed, SeedAccount, SeedContent, SeedDesktop, SeedDisk, SeedInstance } from './types.ts';

const firstRegion = 'cn-hangzhou';

/** The name of a region's first zone: `cn-hangzhou-h`, `ap-southeast-1a`. */
const zoneOf = (region: string): string => (/\d$/.test(region) ? `${region}a` : `${region}-h`);

/** Serials of one account; those of the next begin after them, so that no id is in two accounts. */
const serialsOfAccount = 1e12;

/**
 * The world that a seed describes, at this moment.
 * @throws InvalidInput for what is no seed, such as an id that comes twice, or that nothing has
 */
export function worldOf(seed: Seed, now: number): World {
  const { accounts: others = [], ...own } = checkSeed(seed);
  const world = contentOf(own, now, 0);
  if (others.length === 0) return world;
  const worlds = others.map((one, at) => [one.id, contentOf(seedOf(own, one), now, (at + 1) * serialsOfAccount)] as const);
  return { ...world, accounts: Object.fromEntries(worlds) };
}

/** An account has the regions of the seed, and else what it names itself. */
function seedOf({ region, regions, lacks }: Seed, { id, ...content }: SeedAccount): Seed {
  return { ...content, account: id, ...(region !== undefined && { region }), ...(regions && { regions }), ...(lacks && { lacks }) };
}

function contentOf(seed: Seed, now: number, serial: number): World {
  const region = seed.region ?? seed.regions?.[0] ?? firstRegion;
  const regions = [...new Set([region, ...(seed.regions ?? Object.keys(knownRegions))])];
  const world: World = {
    format: 1,
    account: seed.account ?? localAccount,
    regions,
    resourceGroups: seed.resourceGroups ?? [],
    ...(seed.lacks !== undefined && { lacks: seed.lacks }),
    ...(seed.kmsKeys !== undefined && { kmsKeys: seed.kmsKeys }),
    settings: { ...defaultSettings },
    ranUntil: now,
    serial,
    instances: new Table(),
    disks: new Table(),
    desktops: new Table(),
    resources: {},
    tokens: {},
    sessions: new Table(),
    ...(seed.roles !== undefined && { roles: seed.roles }),
    ...(seed.oidcProviders !== undefined && { oidcProviders: seed.oidcProviders }),
  };
  addSeed(world, seed, now);
  return world;
}

/** Adds the resources of a seed, which was checked, to a world. */
export function addSeed(world: World, seed: SeedContent & Pick<Seed, 'region'>, now: number): void {
  const region = seed.region ?? (world.regions[0] as string);
  const commonOf = (one: Placed): Common => {
    world.serial += 1;
    return {
      id: one.id,
      serial: world.serial,
      regionId: one.region ?? region,
      createdAt: momentOf(one.created) ?? now,
      name: one.name ?? '',
      tags: one.tags ?? {},
      resourceGroupId: one.resourceGroup ?? '',
    };
  };
  fill(world.instances, seed.instances, (one) => instance(one, commonOf(one)));
  fill(world.disks, seed.disks, (one) => disk(one, commonOf(one), world));
  if (seed.desktopPolicies) fill(desktopPoliciesOf(world), seed.desktopPolicies, (one) => desktopPolicy(one, commonOf(one), now));
  fill(world.desktops, seed.desktops, (one) => desktop(one, commonOf(one)));
  if (seed.policies) fill(policiesOf(world), seed.policies, (one) => policy(one, commonOf(one), world));
  if (seed.snapshots) fill(snapshotsOf(world), seed.snapshots, (one) => snapshot(one, commonOf(one), world));
  if (seed.groups) fill(groupsOf(world), seed.groups, (one) => group(one, commonOf(one), world));
  if (seed.desktopSnapshots) fill(desktopSnapshotsOf(world), seed.desktopSnapshots, (one) => desktopSnapshot(one, commonOf(one), world));
}

function fill<S, T extends Row>(table: Table<T>, seeds: readonly S[] | undefined, make: (seed: S) => T): void {
  for (const seed of seeds ?? []) table.insert(make(seed));
}

const instance = (one: SeedInstance, common: Common): Instance => ({
  ...common,
  zoneId: one.zone ?? zoneOf(common.regionId),
  status: one.status ?? 'Running',
  startedAt: one.neverStarted ? null : (momentOf(one.started) ?? common.createdAt),
  locks: one.locks ?? [],
  ...(one.conditions !== undefined && { conditions: one.conditions }),
});

/** A disk is in the region and zone of its instance. */
function disk(one: SeedDisk, common: Common, world: World): Disk {
  const instanceIds = one.instances ?? (one.instance === undefined ? [] : [one.instance]);
  const host = world.instances.find(instanceIds[0] ?? '');
  const regionId = one.region ?? host?.regionId ?? common.regionId;
  return {
    ...common,
    regionId,
    zoneId: one.zone ?? host?.zoneId ?? zoneOf(regionId),
    status: one.status ?? (instanceIds.length > 0 ? 'In_use' : 'Available'),
    type: one.type ?? 'data',
    category: one.category ?? 'cloud_essd',
    size: one.size ?? defaultDiskSize,
    instanceIds,
    attachedAt: one.neverAttached ? null : (momentOf(one.attached) ?? common.createdAt),
    multiAttach: one.multiAttach ?? (instanceIds.length > 1 ? 'Enabled' : 'Disabled'),
    encrypted: one.encrypted ?? false,
    kmsKeyId: one.kmsKeyId ?? '',
    locks: one.locks ?? [],
    ...(one.conditions !== undefined && { conditions: one.conditions }),
  };
}

const desktop = (one: SeedDesktop, common: Common): Desktop => ({
  ...common,
  status: one.status ?? 'Running',
  ...(one.policy !== undefined && { snapshotPolicyId: one.policy }),
  disks: (one.disks ?? ['system', 'data']).map((type) => ({ id: `d-${common.id}-${type}`, type, size: desktopDiskSizes[type] })),
});
