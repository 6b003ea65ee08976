import { groupBy } from '../base/group-by.ts';
import { markerHash } from '../compile/identity.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import { elect } from './ownership-election.ts';
import type { Match, MatchOf, OwnershipScope } from './ownership-match.ts';
import { isCopy } from './ownership-proof.ts';
import { provenIn, taggedMatches } from './ownership-tagged.ts';

export type { Match, MatchOf, OwnershipScope } from './ownership-match.ts';

/** The matches of a kind whose resources carry a marker: it is the whole proof, and what was one before is doubtful. */
function markedMatches(section: string, live: readonly Live[], { stack }: OwnershipScope): MatchOf {
  const byMarker = groupBy(live, (one) => one.marker ?? '');
  const byFormer = groupBy(live, (one) => one.formerMarker ?? '');
  return ({ address, occurrence }) => {
    const hash = markerHash(stack, address, occurrence);
    const mine = byMarker.get(hash) ?? [];
    return {
      ...elect(
        kindOf(section),
        mine.filter((one) => one.status !== 'failed'),
      ),
      failed: mine.filter((one) => one.status === 'failed'),
      earlier: [],
      doubtful: (byFormer.get(hash) ?? []).map((one) => ({ live: one, misfits: [] })),
      copies: [],
      // These create calls take no token, so that none can be spent.
      generation: 0,
    };
  };
}

/** Ids of what is part of something else: the members of groups, which may carry the group's tags. */
const membersIn = (live: readonly Live[]): ReadonlySet<string> => new Set(live.flatMap((one) => one.members ?? []));

/**
 * Finds live resources by the proof that their marks give, never by name. Built once for a set of listings: a section is
 * looked at when it is first asked for, and matches are remembered, since proofs are hashes.
 */
export function ownershipIndex(live: readonly Live[], scope: OwnershipScope): MatchOf {
  const members = membersIn(live);
  const bySection = groupBy(
    live.filter((one) => !members.has(one.id)),
    (one) => one.section,
  );
  const sections = new Map<string, MatchOf>();
  const matchesIn = (section: string): MatchOf => {
    const make = kindOf(section).ownership === 'tags' ? taggedMatches : markedMatches;
    const made = sections.get(section) ?? make(section, bySection.get(section) ?? [], scope);
    sections.set(section, made);
    return made;
  };
  const known = new Map<Desired, Match>();
  return (desired) => {
    const match = known.get(desired) ?? matchesIn(desired.section)(desired);
    known.set(desired, match);
    return match;
  };
}

/** Proven resources of the stack that the spec no longer declares. */
export function unmanaged(live: readonly Live[], scope: OwnershipScope): Live[] {
  const { desired, formerAddresses, region } = scope;
  const declared = new Set(desired.flatMap(({ address }) => [address, ...(formerAddresses?.get(address) ?? [])]));
  const members = membersIn(live);
  const candidates = live.filter(
    (one) => one.owner !== undefined && !declared.has(one.owner.address) && !members.has(one.id) && !isCopy(one, region),
  );
  return provenIn(candidates, new Map(), scope).map((one) => one.live);
}
