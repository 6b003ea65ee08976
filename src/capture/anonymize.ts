import { createHmac } from 'node:crypto';
import type { Json } from '../base/json.ts';
import { isRecord } from '../base/json.ts';
import { references } from '../emulator/seed/references.ts';
import type { Seed, SeedSection, SeedSnapshot } from '../emulator/seed/types.ts';

/** Whether a member holds ids of other resources of the seed. */
const isReference = (section: string, name: string): boolean =>
  Object.hasOwn(references, section) && Object.hasOwn(references[section as SeedSection] ?? {}, name);

/** Keys of tags that the service and well-known tools set: they say nothing of their owner, and much about a backup. */
const publicKey = /^(?:acs:|aliyun|createdby$|snapspec:|[a-z0-9.-]*(?:kubernetes\.io|k8s\.io|aliyun\.com|alibabacloud\.com)(?:\/|$))/;

type Maps = {
  readonly id: (id: string) => string;
  readonly text: (what: string, text: string) => string;
  readonly account: (id: string) => string;
  /** Whether a text is an id of the seed. */
  readonly knows: (text: string) => boolean;
};

const digest = (secret: string, what: string, text: string): bigint =>
  BigInt(`0x${createHmac('sha256', secret).update(`${what}\0${text}`).digest('hex')}`);

/** So many letters and digits of a number. */
const lettersOf = (number: bigint, count: number): string => number.toString(36).padStart(count, '0').slice(-count);

const isItems = (value: Json): value is readonly Json[] => Array.isArray(value) && value.every(isRecord);

const sectionsOf = (seed: Seed): readonly (readonly [string, readonly Json[]])[] =>
  Object.entries(seed as unknown as { readonly [name: string]: Json }).flatMap(([name, value]) =>
    isItems(value) ? [[name, value] as const] : [],
  );

function mapsOf(seed: Seed, secret: string): Maps {
  const known = new Set(sectionsOf(seed).flatMap(([, items]) => items.map((item) => (isRecord(item) ? item['id'] : ''))));
  const text = (what: string, given: string): string => (given === '' ? '' : `${what}-${lettersOf(digest(secret, what, given), 10)}`);
  return {
    id: (id) => `${/^[a-z]+/.exec(id)?.[0] ?? 'id'}-${lettersOf(digest(secret, 'id', id), 20)}`,
    text,
    account: (id) =>
      `1${String(digest(secret, 'account', id))
        .slice(-15)
        .padStart(15, '0')}`,
    knows: (given) => known.has(given),
  };
}

const ofPolicy = /^(auto2\.0_\d{8}_)(.+)$/;

/** A name; that of an automatic snapshot names its policy. */
function mapName(maps: Maps, name: string): string {
  const [, start, policy] = ofPolicy.exec(name) ?? [];
  return start !== undefined && policy !== undefined ? `${start}${maps.id(policy)}` : maps.text('name', name);
}

const mapTags = (maps: Maps, tags: Json): Json =>
  Object.fromEntries(
    Object.entries(tags as { [key: string]: string }).map(([key, value]) => [
      publicKey.test(key) ? key : maps.text('key', key),
      maps.knows(value) ? maps.id(value) : maps.text('value', value),
    ]),
  );

const mapIds = (maps: Maps, value: Json): Json =>
  Array.isArray(value) ? value.map((one) => maps.id(String(one))) : maps.id(String(value));

const mapSource = (maps: Maps, { snapshot, region }: NonNullable<SeedSnapshot['copyOf']>): Json => ({
  snapshot: maps.id(snapshot),
  region,
});

function mapMember(maps: Maps, seed: Seed, section: string, name: string, value: Json): Json {
  if (name === 'id' || isReference(section, name)) return mapIds(maps, value);
  if (name === 'copyOf') return mapSource(maps, value as NonNullable<SeedSnapshot['copyOf']>);
  if (name === 'tags' || name === 'targetTags') return mapTags(maps, value);
  if (name === 'copy') return mapItem(maps, seed, section, value);
  if (name === 'name') return mapName(maps, String(value));
  if (name === 'description') return maps.text('text', String(value));
  if (name === 'kmsKeyId') return maps.text('key', String(value));
  if (name === 'resourceGroup') return maps.text('rg', String(value));
  if (name === 'creator') return value === seed.account ? maps.account(String(value)) : maps.text('user', String(value));
  return value;
}

const mapItem = (maps: Maps, seed: Seed, section: string, item: Json): Json =>
  Object.fromEntries(
    Object.entries(item as { [name: string]: Json }).map(([name, value]) => [name, mapMember(maps, seed, section, name, value)]),
  );

/**
 * The same seed with other ids, names, descriptions, tags, accounts, keys and resource groups: a hash of each, so that the
 * same seed and secret give the same, and what refers to one another still does. Regions, dates, sizes and states stay.
 */
export function anonymize(seed: Seed, secret: string): Seed {
  const maps = mapsOf(seed, secret);
  const sections = sectionsOf(seed).map(([section, items]) => [section, items.map((item) => mapItem(maps, seed, section, item))] as const);
  return {
    ...seed,
    ...Object.fromEntries(sections),
    ...(seed.account !== undefined && { account: maps.account(seed.account) }),
    ...(seed.resourceGroups && { resourceGroups: seed.resourceGroups.map((id) => maps.text('rg', id)).sort() }),
  };
}
