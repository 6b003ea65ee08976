import { Failure } from '../base/failure.ts';
import { mapLimit } from '../base/parallel.ts';
import { ownershipIndex } from '../diff/ownership.ts';
import type { MatchOf } from '../diff/ownership.ts';
import { kinds } from '../kinds/registry.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import { listAll } from './listing.ts';
import { concurrency } from './scope.ts';
import type { Reading, Scope } from './scope.ts';

/** Listings of one kind at most, until two in a row are alike. */
const maxListings = 6;

/** All live resources of one kind, whoever owns them. */
export async function listLive({ reader, clock }: Reading, kind: Kind, region: string): Promise<Live[]> {
  const items = await listAll(reader, clock, kind.listing(region));
  const live = items.map((item) => kind.parse(item)).filter((one) => one !== undefined);
  // Pages shift while others create, so that an item can be on two of them; the later reading counts.
  return [...new Map(live.map((one) => [one.id, one])).values()];
}

/** What must be the same in two listings: the stack's own resources. What others create meanwhile does not matter. */
const fingerprint = (live: readonly Live[], stack: string): string =>
  live
    .filter((one) => one.owner?.stack === stack || one.marks !== undefined || one.marker !== undefined || one.formerMarker !== undefined)
    .map((one) => `${one.id}${one.status === 'failed' ? ' failed' : ''}`)
    .sort()
    .join('\n');

/**
 * Lists until two listings in a row are alike: pages can shift while others create and delete,
 * and what only seems absent would be created a second time.
 */
async function listUntilStable(reading: Reading, kind: Kind, scope: Scope, first: readonly Live[]): Promise<readonly Live[]> {
  let previous = first;
  for (let listing = 2; listing <= maxListings; listing++) {
    const again = await listLive(reading, kind, scope.region);
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

/** Whose resources are looked for: the account is known before anything is listed. */
type OwnerScope = Scope & { readonly account: string };

/** Live resources, and who owns them. */
export type Owned = { readonly live: readonly Live[]; readonly matchOf: MatchOf };

/** One kind. Only what would be created must be believed absent, so only then is it listed again. */
async function ownedOf(reading: Reading, scope: OwnerScope, kind: Kind, desired: readonly Desired[]): Promise<readonly Live[]> {
  const first = await listLive(reading, kind, scope.region);
  const matchOf = ownershipIndex(first, { ...scope, desired });
  return desired.every((one) => matchOf(one).live !== undefined) ? first : listUntilStable(reading, kind, scope, first);
}

/** All live resources of the kinds that matter to the stack. */
export async function allOwned(reading: Reading, scope: OwnerScope, desired: readonly Desired[]): Promise<Owned> {
  const perKind = await mapLimit(listed(desired), concurrency, async (kind) => {
    const mine = desired.filter((one) => one.section === kind.section);
    return ownedOf(reading, scope, kind, mine);
  });
  // Members of groups are recognized by the listing of groups, so that one index holds all.
  const live = perKind.flat();
  return { live, matchOf: ownershipIndex(live, { ...scope, desired }) };
}
