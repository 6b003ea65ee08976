import type { Pair } from './parameters.ts';
import { pageable } from './paging.ts';
import type { Pageable } from './paging.ts';
import { hasTags, isIn } from './resources.ts';
import { countBefore } from './table.ts';
import type { Resource, Tags, World } from './world.ts';

/** What a listing depends on beside its filters. The section is absent for what no call creates, such as disks. */
export type ListingContext = {
  readonly world: World;
  readonly now: number;
  readonly region: string | undefined;
  readonly section?: string;
};

const lagOf = (world: World, what: string): number => world.settings.listLagMs[what] ?? 0;

/** Whether listings show a resource yet. */
export function isListed({ world, now, section }: ListingContext, createdAt: number): boolean {
  if (section === undefined) return true;
  return now >= createdAt + (world.settings.listLagMs[section] ?? lagOf(world, '*'));
}

/** The tags that a listing shows. */
export function listedTags({ world, now, section }: ListingContext, resource: Resource): Tags {
  const { tagged } = resource;
  if (tagged !== undefined) return now < tagged.at + lagOf(world, 'tags') ? tagged.before : resource.tags;
  return section !== undefined && now < resource.createdAt + lagOf(world, 'createTags') ? {} : resource.tags;
}

/** Filters that most listings have, and which cover at most 1,000 matching resources. */
export type CommonFilters = { readonly Tag: readonly Pair[]; readonly ResourceGroupId: string | undefined };
const filteredMax = 1000;

/** The rows of a region that the filters match, newest first. Rows are given oldest first. */
export function listRows<T extends Resource>(
  context: ListingContext,
  rows: readonly T[],
  { Tag, ResourceGroupId }: CommonFilters,
  matches: (row: T) => boolean,
): Pageable<T> {
  const isShown = (row: T): boolean =>
    isIn(row, context.region) &&
    isListed(context, row.createdAt) &&
    (ResourceGroupId === undefined || row.resourceGroupId === ResourceGroupId) &&
    (Tag.length === 0 || hasTags(listedTags(context, row), Tag)) &&
    matches(row);
  const filtered = Tag.length > 0 || ResourceGroupId !== undefined;
  if (filtered) return pageable([...newestFirst(rows, rows.length, isShown, filteredMax)]);
  return {
    total: () => rows.reduce((count, row) => (isShown(row) ? count + 1 : count), 0),
    after: (serial) => newestFirst(rows, serial === undefined ? rows.length : countBefore(rows, serial), isShown, Number.POSITIVE_INFINITY),
  };
}

/** The rows before a position, from there backwards, computed as far as somebody asks. */
function* newestFirst<T>(rows: readonly T[], end: number, isShown: (row: T) => boolean, max: number): Iterable<T> {
  let found = 0;
  for (let at = end - 1; at >= 0 && found < max; at--) {
    const row = rows[at] as T;
    if (!isShown(row)) continue;
    found++;
    yield row;
  }
}
