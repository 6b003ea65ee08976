import { groupBy } from '../base/group-by.ts';
import { markerHash } from '../compile/identity.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import { elect } from './ownership-election.ts';
import type { Match, MatchOf, OwnershipScope } from './ownership-match.ts';
import { takingsOf } from './ownership-scope.ts';
import { counting, provenOf, taggedMatches } from './ownership-tagged.ts';
import type { Proven } from './ownership-tagged.ts';

export type { Match, MatchOf, OwnershipScope } from './ownership-match.ts';

/** The hashes that mark an address and occurrence: where it moved, the old ones too. */
export const markersOf = (address: string, occurrence: string, scope: OwnershipScope): string[] =>
  takingsOf(address, occurrence, scope).map((taking) => markerHash(taking.stack, taking.address, taking.occurrence));

/** The matches of a kind whose resources carry a marker: it is the whole proof, and what was one before is doubtful. */
function markedMatches(section: string, live: readonly Live[], scope: OwnershipScope): MatchOf {
  const byMarker = groupBy(live, (one) => one.marker ?? '');
  const byFormer = groupBy(live, (one) => one.formerMarker ?? '');
  return ({ address, occurrence }) => {
    const hashes = markersOf(address, occurrence, scope);
    const mine = hashes.flatMap((hash) => byMarker.get(hash) ?? []);
    return {
      ...elect(
        kindOf(section),
        counting(
          mine.filter((one) => one.status !== 'failed'),
          scope,
        ),
      ),
      failed: mine.filter((one) => one.status === 'failed'),
      earlier: [],
      doubtful: hashes.flatMap((hash) => byFormer.get(hash) ?? []).map((one) => ({ live: one, misfits: [] })),
      copies: [],
      // These create calls take no token, so that none can be spent.
      generation: 0,
    };
  };
}

/** Ids of what is part of something else: the members of groups, which may carry the group's tags. */
export const membersIn = (live: readonly Live[]): ReadonlySet<string> => new Set(live.flatMap((one) => one.members ?? []));

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

/** Proven resources of the stack, each under the present address of its entry. */
export function owned(live: readonly Live[], scope: OwnershipScope): Proven[] {
  const members = membersIn(live);
  const tagged = kinds.filter(({ ownership }) => ownership === 'tags');
  const originals = live.filter((one) => one.owner !== undefined && !members.has(one.id));
  return tagged.flatMap(({ section }) => provenOf(section, originals, scope));
}

/** Proven resources of the stack that the spec no longer declares. */
export function unmanaged(live: readonly Live[], scope: OwnershipScope): Live[] {
  const declared = new Set(scope.desired.map(({ address }) => address));
  const inOrder = new Map(live.map((one, index) => [one, index]));
  return owned(live, scope)
    .filter(({ address }) => !declared.has(address))
    .map((one) => one.live)
    .sort((a, b) => (inOrder.get(a) as number) - (inOrder.get(b) as number));
}
