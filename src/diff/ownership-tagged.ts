import { groupBy } from '../base/group-by.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Claim, Suspect } from './ownership-claims.ts';
import { doubtIndex } from './ownership-doubt.ts';
import type { DoubtsOf } from './ownership-doubt.ts';
import { elect } from './ownership-election.ts';
import { marksOf } from './ownership-marks.ts';
import type { MatchOf, OwnershipScope } from './ownership-match.ts';
import { isCopy, proofIn, proofOf } from './ownership-proof.ts';
import type { Proof } from './ownership-proof.ts';
import { stacksOf, takingsOf } from './ownership-scope.ts';

/** A proven resource: of which taking under its present names, and of which attempt. */
export type Proven = Proof & { readonly live: Live; readonly address: string; readonly occurrence: string };

type ClaimOf = ReadonlyMap<string, Claim>;

/** The entries of one section, and the names that they have or had. */
export const claimsOf = (section: string, scope: OwnershipScope): Claim[] =>
  scope.desired
    .filter((entry) => entry.section === section)
    .map((entry) => ({ entry, takings: takingsOf(entry.address, entry.occurrence, scope) }));

/** An address that another entry had before is that of the entry which has it now. */
const claimsByAddress = (claims: readonly Claim[]): ClaimOf =>
  new Map([
    ...claims.flatMap((claim) => claim.takings.map(({ address }) => [address, claim] as const)),
    ...claims.map((claim) => [claim.entry.address, claim] as const),
  ]);

/** The proof of a resource of the stack. While names are moving, marks that are partly old and partly new count as well. */
function proofAs(one: Live, address: string, entry: Desired | undefined, scope: OwnershipScope): Proof | undefined {
  const own = proofIn(one, entry, scope);
  if (own !== undefined || one.owner === undefined) return own;
  const takings = takingsOf(address, one.owner.occurrence, scope);
  return takings.length > 1 ? proofIn(one, entry, scope, takings) : undefined;
}

/** The resources of the stack whose marks are proven, under the present address of their entry. */
export function provenIn(live: readonly Live[], claimOf: ClaimOf, scope: OwnershipScope): Proven[] {
  const stacks = new Set(stacksOf(scope));
  return live.flatMap((one) => {
    if (one.owner === undefined || !stacks.has(one.owner.stack)) return [];
    const { occurrence } = one.owner;
    const entry = claimOf.get(one.owner.address)?.entry;
    const address = entry?.address ?? one.owner.address;
    const proof = proofAs(one, address, entry, scope);
    return proof === undefined ? [] : [{ live: one, address, occurrence, ...proof }];
  });
}

/** All of a section that is proven for the stack: no copies. */
export const provenOf = (section: string, live: readonly Live[], scope: OwnershipScope): Proven[] =>
  provenIn(
    live.filter((one) => one.section === section && !isCopy(one, scope.region)),
    claimsByAddress(claimsOf(section, scope)),
    scope,
  );

/** Marks that are proven for another stack are that stack's own, however much they look like this one's. */
export const isOfOtherStack = (live: Live, scope: OwnershipScope): boolean =>
  live.owner !== undefined && !stacksOf(scope).includes(live.owner.stack) && proofOf(live, undefined, scope) !== undefined;

/** What counts: what is to be removed does not, as long as something else is there. */
export function counting(found: readonly Live[], { released }: OwnershipScope): readonly Live[] {
  const kept = found.filter(({ id }) => !released?.has(id));
  return kept.length > 0 ? kept : found;
}

const suspectsIn = (live: readonly Live[]): Suspect[] =>
  live.map((one) => ({ live: one, marks: marksOf(one) })).filter(({ marks }) => marks.length > 0);

type CurrentOf = (desired: Desired) => readonly Proven[];

/** Proven ones by entry and occurrence. */
function currentIn(proven: readonly Proven[]): CurrentOf {
  const index = groupBy(proven, ({ address, occurrence }) => `${address}\0${occurrence}`);
  return ({ address, occurrence }) => index.get(`${address}\0${occurrence}`) ?? [];
}

function doubtsIn(
  originals: readonly Live[],
  copies: readonly Live[],
  proven: readonly Proven[],
  currentOf: CurrentOf,
  claims: readonly Claim[],
  scope: OwnershipScope,
): DoubtsOf {
  const sure = new Set(proven.map((one) => one.live));
  return doubtIndex({
    suspects: suspectsIn(originals.filter((one) => !sure.has(one) && !isOfOtherStack(one, scope))),
    copies: suspectsIn(copies),
    claims,
    isSettled: ({ entry }) => currentOf(entry).some(({ live }) => live.status !== 'failed'),
    place: scope,
  });
}

/** The matches of a kind whose resources carry tags: by the proof that four of them give. */
export function taggedMatches(section: string, live: readonly Live[], scope: OwnershipScope): MatchOf {
  const claims = claimsOf(section, scope);
  const claimOf = claimsByAddress(claims);
  const copies = live.filter((one) => isCopy(one, scope.region));
  const originals = live.filter((one) => !isCopy(one, scope.region));
  const proven = provenIn(originals, claimOf, scope);
  const byAddress = groupBy(proven, ({ address }) => address);
  const currentOf = currentIn(proven);
  // A copy within the region carries the op of a backup that may be gone: its token is spent all the same.
  const copiedOf = currentIn(provenIn(copies, claimOf, scope));
  const doubtsOf = doubtsIn(originals, copies, proven, currentOf, claims, scope);
  return (desired) => {
    const current = currentOf(desired);
    const claim = claimOf.get(desired.address);
    const all = current.map((one) => one.live);
    const generations = [...current, ...copiedOf(desired)].map((one) => one.generation);
    return {
      ...elect(
        kindOf(section),
        counting(
          all.filter((one) => one.status !== 'failed'),
          scope,
        ),
      ),
      failed: all.filter((one) => one.status === 'failed'),
      earlier: (byAddress.get(desired.address) ?? []).map((one) => one.live).filter((one) => !all.includes(one)),
      ...(claim ? doubtsOf(claim) : { doubtful: [], copies: [] }),
      generation: Math.max(-1, ...generations) + 1,
    };
  };
}
