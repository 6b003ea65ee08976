import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import type { Json } from '../base/json.ts';
import { mapLimit } from '../base/parallel.ts';
import { ownershipIndex } from '../diff/ownership.ts';
import type { MatchOf } from '../diff/ownership.ts';
import type { LiveState } from '../diff/live-state.ts';
import { readCall } from '../kinds/call-builder.ts';
import type { Target } from '../fields/field.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import { targets } from '../kinds/target-listings.ts';
import type { Desired, Inventory, Kind, Live, Need, TargetResource } from '../kinds/kind.ts';
import { textAt } from '../kinds/reply-reader.ts';
import type { Reader } from './client.ts';
import { listAll, readOnce } from './listing.ts';

/** The stack that is read for. */
export type Scope = { readonly stack: string; readonly region: string; readonly account?: string };

/** Listings in flight at once. */
const concurrency = 8;
/** Listings of one kind at most, until two in a row are alike. */
const maxListings = 6;

type Parts = { readonly reader: Reader; readonly clock: Clock };

/**
 * The account of the credentials.
 * @throws Failure `refused` where the spec names another
 */
export async function accountOf({ reader, clock }: Parts, scope: Scope): Promise<string> {
  const { body } = await readOnce(reader, clock, readCall('sts', 'GetCallerIdentity', {}));
  const account = textAt(body, 'AccountId') ?? '';
  if (scope.account !== undefined && scope.account !== account)
    throw new Failure('refused', `The credentials belong to account ${account}, and the spec is for account ${scope.account}.`, {
      help: 'Use credentials of that account, or change `account` in the spec if it moved. Nothing else was read, and nothing was changed.',
    });
  return account;
}

/** All live resources of one kind, whoever owns them. */
export async function listLive({ reader, clock }: Parts, kind: Kind, region: string): Promise<Live[]> {
  const items = await listAll(reader, clock, kind.listing(region));
  return items.map((item) => kind.parse(item)).filter((one) => one !== undefined);
}

/** What must be the same in two listings: the stack's own resources. What others create meanwhile does not matter. */
const fingerprint = (live: readonly Live[], stack: string): string =>
  live
    .filter((one) => one.owner?.stack === stack || one.marker !== undefined)
    .map((one) => `${one.id}${one.status === 'failed' ? ' failed' : ''}`)
    .sort()
    .join('\n');

/**
 * Lists until two listings in a row are alike: pages can shift while others create and delete,
 * and what only seems absent would be created a second time.
 */
async function listUntilStable(parts: Parts, kind: Kind, scope: Scope, first: readonly Live[]): Promise<readonly Live[]> {
  let previous = first;
  for (let listing = 2; listing <= maxListings; listing++) {
    const again = await listLive(parts, kind, scope.region);
    if (fingerprint(again, scope.stack) === fingerprint(previous, scope.stack)) return again;
    previous = again;
  }
  throw new Failure('cloud', `The list of ${kind.plural} keeps changing while it is read.`, {
    help: 'Something is creating or deleting many of them: run it again later.',
  });
}

/** The kinds to list. Those with owner tags always: the stack may own what the spec no longer declares. */
function listed(desired: readonly Desired[]): Kind[] {
  const used = new Set(desired.map((one) => one.section));
  return kinds.filter((kind) => kind.ownership === 'tags' || used.has(kind.section));
}

type Owned = { readonly live: readonly Live[]; readonly matchOf: MatchOf };

/** One kind, and who owns it. Only what would be created must be believed absent, so only then is it listed again. */
async function ownedOf(parts: Parts, scope: Scope, kind: Kind, desired: readonly Desired[]): Promise<Owned> {
  const first = await listLive(parts, kind, scope.region);
  const matchOf = ownershipIndex(first, scope.stack);
  if (desired.every((one) => matchOf(one).live !== undefined)) return { live: first, matchOf };
  const live = await listUntilStable(parts, kind, scope, first);
  return { live, matchOf: ownershipIndex(live, scope.stack) };
}

async function allOwned(parts: Parts, scope: Scope, desired: readonly Desired[]): Promise<Owned> {
  const perKind = await mapLimit(listed(desired), concurrency, async (kind) => {
    const mine = desired.filter((one) => one.section === kind.section);
    return [kind.section, await ownedOf(parts, scope, kind, mine)] as const;
  });
  const bySection = new Map(perKind);
  return {
    live: perKind.flatMap(([, { live }]) => live),
    matchOf: (one) => (bySection.get(one.section) as Owned).matchOf(one),
  };
}

function needsOf(desired: readonly Desired[], matchOf: MatchOf): Need[] {
  return desired.flatMap((one) => {
    const kind = kindOf(one.section);
    const wanted = matchOf(one).live === undefined ? kind.needs(one.props) : [];
    return [...wanted, ...(kind.attachments?.needs(one.props) ?? [])];
  });
}

async function listTargets(
  { reader, clock }: Parts,
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

async function inventoryOf(parts: Parts, region: string, needs: readonly Need[]): Promise<Inventory> {
  const [disk, instance, desktop] = await Promise.all([
    listTargets(parts, region, 'disk', needs),
    listTargets(parts, region, 'instance', needs),
    listTargets(parts, region, 'desktop', needs),
  ]);
  return { disk, instance, desktop };
}

async function attachedTo(
  { reader, clock }: Parts,
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

/**
 * Reads everything that a plan is made from: lists in full pages, never one call for every entry.
 * @throws Failure `cloud` for an incomplete read, `refused` for another account
 */
export async function observe(reader: Reader, clock: Clock, scope: Scope, desired: readonly Desired[]): Promise<LiveState> {
  const parts = { reader, clock };
  const before = reader.calls();
  const account = await accountOf(parts, scope);
  const { live, matchOf } = await allOwned(parts, scope, desired);
  const [inventory, attached] = await Promise.all([
    inventoryOf(parts, scope.region, needsOf(desired, matchOf)),
    attachedTo(parts, scope, desired, matchOf),
  ]);
  return { account, region: scope.region, live, matchOf, attached, inventory, calls: reader.calls() - before };
}
