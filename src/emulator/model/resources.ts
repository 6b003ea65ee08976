import type { Pair } from './parameters.ts';
import { commonErrors } from '../services/common-errors.ts';
import { matchesOf } from './reply.ts';
import type { Matches } from './reply.ts';
import { find } from './table.ts';
import { RefusedCall } from './world.ts';
import type { Disk, Instance, Table, Thing, World } from './world.ts';
import type { Range } from '../../facts/fact.ts';
import type { Tags } from '../../kinds/ownership-tags.ts';

/** Whether a thing is where the call looks: anywhere, where the endpoint serves all regions. */
export const isIn = (thing: Thing, region: string | undefined): boolean => region === undefined || thing.regionId === region;

/** What a kind keeps. The section decides the type of its things; the one cast of the store is here. */
export function resourcesOf<T extends Thing>(world: World, section: string): Table<T> {
  const table = Object.hasOwn(world.resources, section) ? world.resources[section] : undefined;
  if (table !== undefined) return table as unknown as Table<T>;
  const fresh: Table<T> = [];
  world.resources[section] = fresh as unknown as Table<Thing>;
  return fresh;
}

/** A disk that must be there. */
export function diskOf(world: World, id: string, region: string | undefined): Disk {
  const disk = find(world.disks, id);
  if (disk === undefined || !isIn(disk, region)) throw new RefusedCall(commonErrors.diskNotFound);
  return disk;
}

/** An instance that must be there. */
export function instanceOf(world: World, id: string, region: string | undefined): Instance {
  const instance = find(world.instances, id);
  if (instance === undefined || !isIn(instance, region)) throw new RefusedCall(commonErrors.instanceNotFound);
  return instance;
}

/** Refuses a resource group that does not exist. */
export function resourceGroupOf(world: World, id: string | undefined): string {
  if (id !== undefined && !world.resourceGroups.includes(id)) throw new RefusedCall(commonErrors.groupNotFound);
  return id ?? '';
}

/** The letters that ids start with in a region; ids elsewhere start with those of the first one. */
const regionLetters: { readonly [region: string]: string } = {
  'cn-hangzhou': 'bp1',
  'cn-beijing': '2ze',
  'cn-shanghai': 'uf6',
  'cn-shenzhen': 'wz9',
  'cn-qingdao': 'm5e',
  'cn-hongkong': 'j6c',
  'ap-southeast-1': 't4n',
};

/** The finaliser of SplitMix64: one to one on 64 bits, so that two counts never give one id. */
function mixed(count: number): bigint {
  let bits = BigInt.asUintN(64, BigInt(count) * 0x9e3779b97f4a7c15n);
  bits = BigInt.asUintN(64, (bits ^ (bits >> 30n)) * 0xbf58476d1ce4e5b9n);
  bits = BigInt.asUintN(64, (bits ^ (bits >> 27n)) * 0x94d049bb133111ebn);
  return bits ^ (bits >> 31n);
}

/** The next number of the world, and an id of the service's form made from it: `s-bp1…`, 20 characters after the dash. */
export function newId(world: World, prefix: string, region: string): { readonly id: string; readonly serial: number } {
  world.serial += 1;
  const bits = mixed(world.serial);
  const text = `${bits.toString(36).padStart(13, '0')}${(bits % 1679616n).toString(36).padStart(4, '0')}`;
  return { id: `${prefix}-${regionLetters[region] ?? 'bp1'}${text}`, serial: world.serial };
}

/** Tags as they were sent, as a record; a key twice is refused before. */
export const tagsOf = (pairs: readonly Pair[]): Tags => Object.fromEntries(pairs.map(({ Key, Value }) => [Key, Value]));

/** Whether a thing carries all of these tags; a filter without a value asks for the key alone. */
export function hasTags(tags: Tags, wanted: readonly Pair[]): boolean {
  return wanted.every(({ Key, Value }) => Object.hasOwn(tags, Key) && (Value === '' || tags[Key] === Value));
}

/** Who looks, where and when, and at which section; disks and the like, which nobody makes here, have none. */
export type ListingView = { readonly world: World; readonly now: number; readonly region: string | undefined; readonly section?: string };

const lagOf = (world: World, what: string): number => world.settings.listLagMs[what] ?? 0;

/** Whether listings show a thing already. */
export function isListed({ world, now, section }: ListingView, createdAt: number): boolean {
  if (section === undefined) return true;
  return now >= createdAt + (world.settings.listLagMs[section] ?? lagOf(world, '*'));
}

/** The tags that a listing shows. */
export function shownTags({ world, now, section }: ListingView, thing: Thing): Tags {
  const { tagged } = thing;
  if (tagged !== undefined) return now < tagged.at + lagOf(world, 'tags') ? tagged.before : thing.tags;
  return section !== undefined && now < thing.createdAt + lagOf(world, 'createTags') ? {} : thing.tags;
}

/** Sets the tags of a thing. */
export function setTags(thing: Thing, tags: Tags, now: number): void {
  thing.tagged = { before: thing.tags, at: now };
  thing.tags = tags;
}

/** A quota: the documented one, unless the settings say otherwise. */
export const quotaOf = (world: World, quota: Range): number => world.settings.quotas[quota.row] ?? quota.max;

/** Filters that most listings know, and which cover at most 1,000 matching resources. */
export type CommonFilters = { readonly Tag: readonly Pair[]; readonly ResourceGroupId: string | undefined };
const filteredAtMost = 1000;

/** Things of a region, newest first, through the filters by tag and resource group. */
export function listed<T extends Thing>(
  look: ListingView,
  table: Table<T>,
  filters: CommonFilters,
  keeps: (thing: T) => boolean,
): Matches<T> {
  const { Tag, ResourceGroupId } = filters;
  const fits = (thing: T): boolean =>
    isIn(thing, look.region) &&
    isListed(look, thing.createdAt) &&
    (ResourceGroupId === undefined || thing.resourceGroupId === ResourceGroupId) &&
    (Tag.length === 0 || hasTags(shownTags(look, thing), Tag)) &&
    keeps(thing);
  const filtered = Tag.length > 0 || ResourceGroupId !== undefined;
  if (filtered) return matchesOf([...newest(table, table.length, fits, filteredAtMost)]);
  return {
    total: () => table.reduce((count, thing) => (fits(thing) ? count + 1 : count), 0),
    after: (serial) => newest(table, serial === undefined ? table.length : positionOf(table, serial), fits, Number.POSITIVE_INFINITY),
  };
}

/** The things before a place in a table, from there backwards, as far as they fit and somebody asks. */
function* newest<T>(table: Table<T>, end: number, fits: (thing: T) => boolean, most: number): Iterable<T> {
  let found = 0;
  for (let at = end - 1; at >= 0 && found < most; at--) {
    const thing = table[at] as T;
    if (!fits(thing)) continue;
    found++;
    yield thing;
  }
}

/** Where the first thing stands that does not come before this number; numbers grow along a table. */
function positionOf(table: Table<Thing>, serial: number): number {
  let [from, to] = [0, table.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((table[middle] as Thing).serial < serial) from = middle + 1;
    else to = middle;
  }
  return from;
}
