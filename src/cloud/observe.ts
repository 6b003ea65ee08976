import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import type { Json } from '../base/json.ts';
import { mapLimit } from '../base/parallel.ts';
import { ownershipIndex } from '../diff/ownership.ts';
import type { LiveState } from '../diff/live-state.ts';
import { readCall } from '../kinds/call-builder.ts';
import type { Target } from '../fields/field.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import { targets } from '../kinds/target-listings.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import type { Inventory, Need, TargetResource } from '../kinds/targets.ts';
import { textAt } from '../kinds/reply-reader.ts';
import type { Reader } from './client.ts';
import { listAll, readOnce } from './listing.ts';

/** For whom the world is read. */
export type Scope = { readonly stack: string; readonly region: string; readonly account?: string };

/** Listings under way at once. */
const lanes = 8;
const listings = 6;

type Parts = { readonly reader: Reader; readonly clock: Clock };

/**
 * The account of the credentials.
 * @throws Failure `refused` where the spec names another
 */
export async function accountOf({ reader, clock }: Parts, scope: Scope): Promise<string> {
  const { body } = await readOnce(reader, clock, readCall('sts', 'GetCallerIdentity', {}));
  const account = textAt(body, 'AccountId') ?? '';
  if (scope.account !== undefined && scope.account !== account)
    throw new Failure('refused', `the credentials belong to account ${account}, and the spec is for account ${scope.account}`, {
      help: 'Use credentials of that account, or change `account` in the spec if it moved. Nothing else was read, and nothing was changed.',
    });
  return account;
}

/** Everything that is live of one kind, whoever owns it. */
export async function listLive({ reader, clock }: Parts, kind: Kind, region: string): Promise<Live[]> {
  const items = await listAll(reader, clock, kind.listing(region));
  return items.map((item) => kind.parse(item)).filter((one) => one !== undefined);
}

/** What a listing shows of the stack's own. What others make and finish meanwhile does not matter. */
const ids = (live: readonly Live[], stack: string): string =>
  live
    .filter((one) => one.owner?.stack === stack || one.marker !== undefined)
    .map((one) => `${one.id}${one.status === 'failed' ? ' failed' : ''}`)
    .sort()
    .join('\n');

/**
 * Lists until two listings are alike: pages can shift while others create and delete,
 * and what seems absent would be taken a second time.
 */
async function listTwice(parts: Parts, kind: Kind, scope: Scope, first: readonly Live[]): Promise<readonly Live[]> {
  let before = first;
  for (let round = 1; round < listings; round++) {
    const again = await listLive(parts, kind, scope.region);
    if (ids(again, scope.stack) === ids(before, scope.stack)) return again;
    before = again;
  }
  throw new Failure('cloud', `the list of ${kind.plural} keeps changing while it is read`, {
    help: 'Something creates or deletes many of them just now: run it again later.',
  });
}

/** The kinds to list: what carries owner tags always, since the stack may own what the spec no longer has. */
function listed(desired: readonly Desired[]): Kind[] {
  const used = new Set(desired.map((one) => one.section));
  return kinds.filter((kind) => kind.ownership === 'tags' || used.has(kind.section));
}

async function allLive(parts: Parts, scope: Scope, desired: readonly Desired[]): Promise<Live[]> {
  const perKind = await mapLimit(listed(desired), lanes, async (kind) => {
    const first = await listLive(parts, kind, scope.region);
    const matchOf = ownershipIndex(first, scope.stack);
    const lacking = desired.some((one) => one.section === kind.section && matchOf(one).live === undefined);
    return lacking ? listTwice(parts, kind, scope, first) : first;
  });
  return perKind.flat();
}

function needsOf(desired: readonly Desired[], live: readonly Live[], stack: string): Need[] {
  const matchOf = ownershipIndex(live, stack);
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
  const pages = await mapLimit(all ? [how.all(region)] : batches.map((part) => how.some(region, part)), lanes, (listing) =>
    listAll(reader, clock, listing),
  );
  const things = pages
    .flat()
    .map((item: Json) => how.parse(item))
    .filter((one) => one !== undefined);
  return new Map(things.map((thing) => [thing.id, thing]));
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
  live: readonly Live[],
): Promise<Map<string, readonly string[]>> {
  const matchOf = ownershipIndex(live, scope.stack);
  const managed = desired.flatMap((one) => {
    const how = kindOf(one.section).attachments;
    const found = matchOf(one).live;
    return how && found && one.props[how.field] !== null ? [{ id: found.id, how }] : [];
  });
  const pairs = await mapLimit(managed, lanes, async ({ id, how }) => {
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
  const live = await allLive(parts, scope, desired);
  const [inventory, attached] = await Promise.all([
    inventoryOf(parts, scope.region, needsOf(desired, live, scope.stack)),
    attachedTo(parts, scope, desired, live),
  ]);
  return { account, region: scope.region, live, attached, inventory, calls: reader.calls() - before };
}
