import { choices } from '../../base/text.ts';
import type { TargetResource } from '../targets.ts';
import { nameMatcher } from './selector-name.ts';

/** One item of a selector: all of its keys must hold. */
export type SelectorItem = {
  readonly id?: string;
  readonly instanceId?: string;
  readonly tags?: { readonly [key: string]: string };
  readonly type?: string;
  readonly category?: string;
  readonly zone?: string;
  readonly resourceGroupId?: string;
  readonly name?: string;
};

export type Test = (disk: TargetResource) => boolean;

/** Words that the API may answer in another casing than its page. */
const sameWord = (wanted: string, found: string | undefined): boolean => wanted.toLowerCase() === found?.toLowerCase();

/** The tests of an item, key by key, apart from the texts that people choose. */
function fixedTests({ id, instanceId, type, category, zone, resourceGroupId }: SelectorItem): Test[] {
  return [
    ...(id === undefined ? [] : [(disk: TargetResource) => disk.id === id]),
    ...(instanceId === undefined ? [] : [(disk: TargetResource) => disk.instanceIds.includes(instanceId)]),
    ...(type === undefined ? [] : [(disk: TargetResource) => sameWord(type, disk.type)]),
    ...(category === undefined ? [] : [(disk: TargetResource) => sameWord(category, disk.category)]),
    ...(zone === undefined ? [] : [(disk: TargetResource) => disk.zone === zone]),
    ...(resourceGroupId === undefined ? [] : [(disk: TargetResource) => disk.resourceGroupId === resourceGroupId]),
  ];
}

const all =
  (tests: readonly Test[]): Test =>
  (disk) =>
    tests.every((test) => test(disk));

/** Whether all that nobody can misspell unnoticed holds: everything but tags and name. */
export const holdsButTexts = (item: SelectorItem): Test => all(fixedTests(item));

/** Whether a disk is what an item says. */
export function testOf(item: SelectorItem): Test {
  const tags = Object.entries(item.tags ?? {});
  const matches = item.name === undefined ? undefined : nameMatcher(item.name);
  return all([
    ...fixedTests(item),
    (disk) => tags.every(([key, value]) => Object.hasOwn(disk.tags, key) && disk.tags[key] === value),
    ...(matches === undefined ? [] : [(disk: TargetResource) => disk.name !== undefined && matches(disk.name)]),
  ]);
}

const tagTexts = ({ tags = {} }: SelectorItem): string[] => Object.entries(tags).map(([key, value]) => `${key}=${value}`);

/** An item in words: `tag backup=nightly and zone cn-hangzhou-h`. */
export function itemText(item: SelectorItem): string {
  const { id, instanceId, type, category, zone, resourceGroupId, name } = item;
  const named: readonly (readonly [string, string | undefined])[] = [
    ['id', id],
    ['instance', instanceId],
    ...tagTexts(item).map((text) => ['tag', text] as const),
    ['type', type],
    ['category', category],
    ['zone', zone],
    ['resource group', resourceGroupId],
    ['name', name],
  ];
  return choices(
    named.filter(([, value]) => value !== undefined).map(([key, value]) => `${key} ${value}`),
    'and',
  );
}

/** By what an item chooses, for a count: ids are not told apart. */
export const itemKind = (item: SelectorItem): string => (Object.keys(item).join() === 'id' ? 'id' : itemText(item));
