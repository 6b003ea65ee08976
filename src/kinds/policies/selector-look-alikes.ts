import { foldLookAlikes } from '../../base/look-alike.ts';
import { choices } from '../../base/text.ts';
import type { TargetResource } from '../targets.ts';
import { differenceOf, nameDifference } from './selector-difference.ts';
import { holdsButTexts, testOf } from './selector-items.ts';
import type { SelectorItem } from './selector-items.ts';
import { nameMatcher } from './selector-name.ts';

type Disks = ReadonlyMap<string, TargetResource>;

/** Disks that an item does not match, although they look as if it did, and how they differ. */
export type NearMiss = { readonly ids: readonly string[]; readonly text: string };

/** The disks by what their tags look like, and then by what they are; names by what they look like. */
type Index = {
  readonly tags: ReadonlyMap<string, ReadonlyMap<string, readonly TargetResource[]>>;
  readonly names: ReadonlyMap<string, string>;
};

const pair = (key: string, value: string): string => `${key}\0${value}`;
const folded = (key: string, value: string): string => pair(foldLookAlikes(key), foldLookAlikes(value));

function makeIndex(disks: Disks): Index {
  const tags = new Map<string, Map<string, TargetResource[]>>();
  for (const disk of disks.values())
    for (const [key, value] of Object.entries(disk.tags)) {
      const look = folded(key, value);
      const exact = tags.get(look) ?? new Map<string, TargetResource[]>();
      const same = exact.get(pair(key, value));
      if (same === undefined) tags.set(look, exact.set(pair(key, value), [disk]));
      else same.push(disk);
    }
  return { tags, names: new Map([...disks.values()].map((disk) => [disk.id, foldLookAlikes(disk.name ?? '')])) };
}

const indexes = new WeakMap<Disks, Index>();

/** Made at the first use: all selectors of a run ask about the same disks. */
function indexOf(disks: Disks): Index {
  const known = indexes.get(disks) ?? makeIndex(disks);
  indexes.set(disks, known);
  return known;
}

const hasTag = ({ tags }: TargetResource, key: string, value: string): boolean => Object.hasOwn(tags, key) && tags[key] === value;

/** How the tags of a disk differ from one that is wanted; undefined where none looks like it. */
function tagDifference(disk: TargetResource, key: string, value: string): string | undefined {
  const look = folded(key, value);
  const alike = Object.entries(disk.tags).filter(([otherKey, other]) => folded(otherKey, other) === look);
  const [found] = alike.sort(([a], [b]) => (a < b ? -1 : 1));
  if (found === undefined) return undefined;
  const parts = [
    ...(found[0] === key ? [] : [differenceOf(key, found[0])]),
    ...(found[1] === value ? [] : [differenceOf(value, found[1])]),
  ];
  return `${found[0]}=${found[1]}: ${choices(parts, 'and')}`;
}

/** How a disk differs from an item that it does not match, in words; of disks that differ in the same way the words are the same. */
function differenceText(item: SelectorItem, disk: TargetResource, example: (difference: string) => string): string | undefined {
  const wanted = Object.entries(item.tags ?? {}).filter(([key, value]) => !hasTag(disk, key, value));
  const found = wanted.map(([key, value]) => tagDifference(disk, key, value));
  if (found.includes(undefined)) return undefined;
  const named = item.name === undefined || nameMatcher(item.name)(disk.name ?? '');
  return choices([...(found as string[]), ...(named ? [] : [example(nameDifference(item.name, disk.name ?? ''))])], 'and');
}

function candidates(item: SelectorItem, disks: Disks): Set<TargetResource> {
  const { tags, names } = indexOf(disks);
  const alike = Object.entries(item.tags ?? {}).flatMap(([key, value]) => {
    const exact = tags.get(folded(key, value)) ?? new Map<string, readonly TargetResource[]>();
    return [...exact].flatMap(([text, found]) => (text === pair(key, value) ? [] : found));
  });
  if (item.name === undefined) return new Set(alike);
  const looksLike = nameMatcher(foldLookAlikes(item.name));
  // A name that is right looks right too.
  return new Set([...disks.values()].filter(({ id }) => looksLike(names.get(id) as string)));
}

const byId = (a: TargetResource, b: TargetResource): number => (a.id < b.id ? -1 : 1);

/** The disks that an item misses by a casing, a space or a character that looks like another one; most disks first. */
export function nearMisses(item: SelectorItem, disks: Disks): NearMiss[] {
  if (item.tags === undefined && item.name === undefined) return [];
  const [holds, fits] = [testOf(item), holdsButTexts(item)];
  const examples = new Map<string, string>();
  const groups = new Map<string, string[]>();
  for (const disk of [...candidates(item, disks)].sort(byId)) {
    if (!fits(disk) || holds(disk)) continue;
    // Names differ from disk to disk, and what is wrong with them does not: the first one stands for all.
    const example = (difference: string): string => {
      examples.set(difference, examples.get(difference) ?? `a name such as ${disk.name}: ${difference}`);
      return examples.get(difference) as string;
    };
    const text = differenceText(item, disk, example);
    if (text !== undefined)
      groups
        .set(text, groups.get(text) ?? [])
        .get(text)
        ?.push(disk.id);
  }
  return [...groups]
    .map(([text, ids]) => ({ ids: ids.sort(), text }))
    .sort((a, b) => b.ids.length - a.ids.length || (a.text < b.text ? -1 : 1));
}
