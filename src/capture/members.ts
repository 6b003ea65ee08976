import type { Json } from '../base/json.ts';
import type { Placed } from '../emulator/seed/types.ts';
import { boolAt, intAt, tagsAt, textAt } from '../kinds/reply-reader.ts';

type Maybe<T> = { readonly [K in keyof T]: T[K] | undefined };
type Present<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

/** The members that have a value. A seed says nothing of the others, which have their defaults. */
export function present<T extends object>(members: Maybe<T>): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** A text that is not empty. */
export const given = (item: Json, ...path: readonly string[]): string | undefined => textAt(item, ...path) || undefined;

/** A value, unless it is the default. */
export const unless = <T>(value: T | undefined, fallback: T): T | undefined => (value === fallback ? undefined : value);

/** A flag where it is set. */
export const flagOf = (value: boolean): true | undefined => (value ? true : undefined);

export const isTrue = (item: Json, ...path: readonly string[]): boolean => boolAt(item, ...path) === true;

/** A size in GiB; an odd one is left to the default. */
export function sizeOf(item: Json, name: string): number | undefined {
  const size = intAt(item, name);
  return size !== undefined && size > 0 ? size : undefined;
}

/** What every resource of a seed may have. */
export function common(item: Json, id: string, name: string, region: string, tags = tagsAt(item, 'Tags', 'Tag')): Placed {
  return present({
    id: textAt(item, id) ?? '',
    name: given(item, name),
    region: unless(given(item, 'RegionId'), region),
    created: given(item, 'CreationTime'),
    tags: Object.keys(tags).length > 0 ? tags : undefined,
    resourceGroup: given(item, 'ResourceGroupId'),
  });
}
