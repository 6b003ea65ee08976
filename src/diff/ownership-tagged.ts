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
import { isCopy, proofOf } from './ownership-proof.ts';

/** A proven resource: of which taking, and of which attempt. */
export type Proven = { readonly live: Live; readonly address: string; readonly occurrence: string; readonly generation: number };

type ClaimOf = ReadonlyMap<string, Claim>;

/** The entries of one section, and the addresses that they have or had. */
function claimsOf(section: string, { stack, desired, formerAddresses }: OwnershipScope): Claim[] {
  return desired
    .filter((entry) => entry.section === section)
    .map((entry) => {
      const addresses = [entry.address, ...(formerAddresses?.get(entry.address) ?? [])];
      return { entry, takings: addresses.map((address) => ({ stack, address, occurrence: entry.occurrence })) };
    });
}

/** An address that another entry had before is that of the entry which has it now. */
const claimsByAddress = (claims: readonly Claim[]): ClaimOf =>
  new Map([
    ...claims.flatMap((claim) => claim.takings.map(({ address }) => [address, claim] as const)),
    ...claims.map((claim) => [claim.entry.address, claim] as const),
  ]);

/** The resources of the stack whose marks are proven, under the present address of their entry. */
export function provenIn(live: readonly Live[], claimOf: ClaimOf, scope: OwnershipScope): Proven[] {
  return live.flatMap((one) => {
    if (one.owner?.stack !== scope.stack) return [];
    const { address, occurrence } = one.owner;
    const entry = claimOf.get(address)?.entry;
    const generation = proofOf(one, entry, scope);
    return generation === undefined ? [] : [{ live: one, address: entry?.address ?? address, occurrence, generation }];
  });
}

/** Marks that are proven for another stack are that stack's own, however much they look like this one's. */
const isOfOtherStack = (live: Live, scope: OwnershipScope): boolean =>
  live.owner !== undefined && live.owner.stack !== scope.stack && proofOf(live, undefined, scope) !== undefined;

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
        all.filter((one) => one.status !== 'failed'),
      ),
      failed: all.filter((one) => one.status === 'failed'),
      earlier: (byAddress.get(desired.address) ?? []).map((one) => one.live).filter((one) => !all.includes(one)),
      ...(claim ? doubtsOf(claim) : { doubtful: [], copies: [] }),
      generation: Math.max(-1, ...generations) + 1,
    };
  };
}
