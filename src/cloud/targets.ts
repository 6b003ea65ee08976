import type { Json } from '../base/json.ts';
import { mapLimit } from '../base/parallel.ts';
import type { MatchOf } from '../diff/ownership.ts';
import type { Target } from '../fields/field.ts';
import { kindOf } from '../kinds/registry.ts';
import { targets } from '../kinds/target-listings.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Inventory, Need, TargetResource } from '../kinds/targets.ts';
import { listAll } from './listing.ts';
import { concurrency } from './scope.ts';
import type { Reading, Scope } from './scope.ts';

/** The targets that the diff will ask for: of what is to be created, and of selectors. */
export function needsOf(desired: readonly Desired[], matchOf: MatchOf): Need[] {
  return desired.flatMap((one) => {
    const kind = kindOf(one.section);
    const wanted = matchOf(one).live === undefined ? kind.needs(one.props) : [];
    return [...wanted, ...(kind.attachments?.needs(one.props) ?? [])];
  });
}

async function listTargets(
  { reader, clock }: Reading,
  region: string,
  target: Target,
  needs: readonly Need[],
): Promise<Map<string, TargetResource>> {
  const how = targets[target];
  const mine = needs.filter((need) => need.target === target);
  const wanted = [...new Set(mine.flatMap((need) => ('ids' in need ? need.ids : [])))];
  const batches = Array.from({ length: Math.ceil(wanted.length / how.batch) }, (_, index) =>
    wanted.slice(index * how.batch, (index + 1) * how.batch),
  );
  const all = mine.some((need) => 'all' in need);
  const pages = await mapLimit(all ? [how.all(region)] : batches.map((part) => how.some(region, part)), concurrency, (listing) =>
    listAll(reader, clock, listing),
  );
  const found = pages
    .flat()
    .map((item: Json) => how.parse(item))
    .filter((one) => one !== undefined);
  return new Map(found.map((one) => [one.id, one]));
}

/** The live targets that are needed. */
export async function inventoryOf(reading: Reading, region: string, needs: readonly Need[]): Promise<Inventory> {
  const [disk, instance, desktop] = await Promise.all([
    listTargets(reading, region, 'disk', needs),
    listTargets(reading, region, 'instance', needs),
    listTargets(reading, region, 'desktop', needs),
  ]);
  return { disk, instance, desktop };
}

/** What is attached to the live resources whose attachments the spec manages. */
export async function attachedTo(
  { reader, clock }: Reading,
  scope: Scope,
  desired: readonly Desired[],
  matchOf: MatchOf,
): Promise<Map<string, readonly string[]>> {
  const managed = desired.flatMap((one) => {
    const how = kindOf(one.section).attachments;
    const found = matchOf(one).live;
    return how && found && one.props[how.field] !== null ? [{ id: found.id, how }] : [];
  });
  const pairs = await mapLimit(managed, concurrency, async ({ id, how }) => {
    const items = await listAll(reader, clock, how.listing(scope.region, id));
    return [id, [...new Set(items.map(how.idOf))].sort()] as const;
  });
  return new Map(pairs);
}
