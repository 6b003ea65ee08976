import { parse } from 'yaml';
import { Failure } from '../../base/failure.ts';
import { find, put } from '../model/table.ts';
import { defaultSettings } from '../model/settings.ts';
import type { Desktop, Disk, Instance, Table, World } from '../model/world.ts';
import { kinds } from '../../kinds/registry.ts';
import type { Tags } from '../../kinds/ownership-tags.ts';
import { regions as knownRegions } from '../../facts/regions.ts';
import { localAccount } from './default-key.ts';
import { checkSeed } from './shape.ts';
import type { Placed, SeedDisk, SeedInstance, SeedDesktop, Seed } from './types.ts';

/**
 * Reads a seed file.
 * @throws Failure `usage` for what is no YAML, or not of a seed's shape
 */
export function parseSeed(text: string, file: string): Seed {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    throw new Failure('usage', `${file} is not YAML: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}`, {
      cause,
    });
  }
  return checkSeed(value ?? {}, file);
}

const firstRegion = 'cn-hangzhou';
const diskSize = 40;
const desktopSizes = { system: 80, data: 100 } as const;

/** The name of a region's first zone: `cn-hangzhou-h`, `ap-southeast-1a`. */
const zoneOf = (region: string): string => (/\d$/.test(region) ? `${region}a` : `${region}-h`);

/** The world that a seed describes, at this moment. */
export function worldOf(seed: Seed, now: number): World {
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
    serial: 0,
    instances: [],
    disks: [],
    desktops: [],
    resources: Object.fromEntries(kinds.map((kind) => [kind.section, []])),
    tokens: {},
  };
  const place = (one: Placed): Place => {
    world.serial += 1;
    return {
      id: one.id,
      serial: world.serial,
      regionId: one.region ?? region,
      createdAt: now,
      name: one.name ?? '',
      tags: one.tags ?? {},
      resourceGroupId: one.resourceGroup ?? '',
    };
  };
  fill(world.instances, seed.instances, (one) => instance(one, place(one)));
  fill(world.disks, seed.disks, (one) => disk(one, place(one), world, now));
  fill(world.desktops, seed.desktops, (one) => desktop(one, place(one)));
  return world;
}

function fill<S, T extends { readonly id: string }>(table: Table<T>, seeds: readonly S[] | undefined, make: (seed: S) => T): void {
  for (const seed of seeds ?? []) {
    const thing = make(seed);
    if (find(table, thing.id) !== undefined)
      throw new Failure('usage', `the seed of the local cloud names ${thing.id} twice`, { help: 'Give every thing an id of its own.' });
    put(table, thing);
  }
}

type Place = {
  readonly id: string;
  readonly serial: number;
  readonly regionId: string;
  readonly createdAt: number;
  name: string;
  tags: Tags;
  resourceGroupId: string;
};

const instance = (one: SeedInstance, place: Place): Instance => ({
  ...place,
  zoneId: one.zone ?? zoneOf(place.regionId),
  status: one.status ?? 'Running',
  startedAt: one.neverStarted ? null : place.createdAt,
  locks: one.locks ?? [],
  ...(one.conditions !== undefined && { conditions: one.conditions }),
});

/** A disk is where its instance is. */
function disk(one: SeedDisk, place: Place, world: World, now: number): Disk {
  const instanceIds = one.instances ?? (one.instance === undefined ? [] : [one.instance]);
  const unknown = instanceIds.find((id) => find(world.instances, id) === undefined);
  if (unknown !== undefined)
    throw new Failure('usage', `the seed of the local cloud attaches disk ${one.id} to ${unknown}, which is not among its instances`, {
      help: 'Add the instance under `instances`.',
    });
  const host = find(world.instances, instanceIds[0] ?? '');
  const regionId = one.region ?? host?.regionId ?? place.regionId;
  return {
    ...place,
    regionId,
    zoneId: one.zone ?? host?.zoneId ?? zoneOf(regionId),
    status: one.status ?? (instanceIds.length > 0 ? 'In_use' : 'Available'),
    type: one.type ?? 'data',
    category: one.category ?? 'cloud_essd',
    size: one.size ?? diskSize,
    instanceIds,
    attachedAt: one.neverAttached ? null : now,
    multiAttach: one.multiAttach ?? (instanceIds.length > 1 ? 'Enabled' : 'Disabled'),
    encrypted: one.encrypted ?? false,
    kmsKeyId: one.kmsKeyId ?? '',
    locks: one.locks ?? [],
    ...(one.conditions !== undefined && { conditions: one.conditions }),
  };
}

const desktop = (one: SeedDesktop, place: Place): Desktop => ({
  ...place,
  status: one.status ?? 'Running',
  disks: (one.disks ?? ['system', 'data']).map((type) => ({ id: `d-${place.id}-${type}`, type, size: desktopSizes[type] })),
});
