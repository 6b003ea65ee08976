import { groupBy } from '../base/group-by.ts';
import { markerHash } from '../compile/identity.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';

/** The live resources of one entry. */
export type Match = {
  /** The one that counts: the earliest of the occurrence that did not fail. */
  readonly live?: Live;
  /** Later ones of the same entry and occurrence. */
  readonly twins: readonly Live[];
  /** Failed ones of the same occurrence: they do not count, and each one makes a new generation. */
  readonly failed: readonly Live[];
  /** Other occurrences of the same entry. */
  readonly earlier: readonly Live[];
};

const older = (a: Live, b: Live): number => (a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1);

/** Finds what is live of a desired entry. */
export type MatchOf = (desired: Desired) => Match;

const ownedBy = (stack: string, one: Live): boolean =>
  // Members of a group may carry the group's tags; an address of another section is not theirs.
  one.owner?.stack === stack && one.owner.address.startsWith(`${one.section}/`);

/** Finds live resources by their owner's tags or marker, never by name. Matches are remembered, since markers are hashes. */
export function ownershipIndex(live: readonly Live[], stack: string): MatchOf {
  const byAddress = groupBy(
    live.filter((one) => ownedBy(stack, one)),
    (one) => one.owner?.address ?? '',
  );
  const byMarker = groupBy(
    live.filter((one) => one.marker !== undefined),
    (one) => `${one.section} ${one.marker}`,
  );
  const known = new Map<Desired, Match>();
  return (desired) => {
    const match = known.get(desired) ?? matchIn(byAddress, byMarker, desired, stack);
    known.set(desired, match);
    return match;
  };
}

type Groups = ReadonlyMap<string, readonly Live[]>;

function matchIn(byAddress: Groups, byMarker: Groups, desired: Desired, stack: string): Match {
  const tagged = kindOf(desired.section).ownership === 'tags';
  const hash = tagged ? '' : markerHash(stack, desired.address, desired.occurrence);
  const all = (tagged ? byAddress.get(desired.address) : byMarker.get(`${desired.section} ${hash}`)) ?? [];
  const current = all.filter((one) => !tagged || one.owner?.occurrence === desired.occurrence);
  const [first, ...twins] = current.filter((one) => one.status !== 'failed').sort(older);
  return {
    ...(first && { live: first }),
    twins,
    failed: current.filter((one) => one.status === 'failed'),
    earlier: all.filter((one) => !current.includes(one)),
  };
}

/** Resources that the stack owns and the spec no longer declares. */
export function unmanaged(live: readonly Live[], stack: string, desired: readonly Desired[]): Live[] {
  const known = new Set(desired.map((one) => one.address));
  return live.filter((one) => ownedBy(stack, one) && !known.has(one.owner?.address ?? ''));
}
