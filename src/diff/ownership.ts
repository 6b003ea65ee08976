import { markerHash } from '../compile/identity.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';

/** What is live of one entry and occurrence. */
export type Match = {
  /** The one that counts: the earliest that did not fail. */
  readonly live?: Live;
  /** Later ones of the same entry and occurrence. */
  readonly twins: readonly Live[];
  /** Takings that failed: they do not count, and each makes a new generation. */
  readonly failed: readonly Live[];
  /** Other occurrences of the same entry. */
  readonly earlier: readonly Live[];
};

const older = (a: Live, b: Live): number => (a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1);

/** Finds the live things of desired entries by their owner's tags or marker; names are never asked. */
export function ownershipIndex(live: readonly Live[], stack: string): (desired: Desired) => Match {
  const byAddress = new Map<string, Live[]>();
  const byMarker = new Map<string, Live[]>();
  const put = (map: Map<string, Live[]>, key: string, one: Live): void => {
    const known = map.get(key);
    if (known) known.push(one);
    else map.set(key, [one]);
  };
  for (const one of live) {
    // Members of a group may carry the group's tags; an address of another section is not theirs.
    if (one.owner?.stack === stack && one.owner.address.startsWith(`${one.section}/`)) put(byAddress, one.owner.address, one);
    if (one.marker !== undefined) put(byMarker, `${one.section} ${one.marker}`, one);
  }
  return (desired) => {
    const tagged = kindOf(desired.section).ownership === 'tags';
    const hash = tagged ? '' : markerHash(stack, desired.address, desired.occurrence);
    const all = (tagged ? byAddress.get(desired.address) : byMarker.get(`${desired.section} ${hash}`)) ?? [];
    const mine = (one: Live): boolean => !tagged || one.owner?.occurrence === desired.occurrence;
    const [first, ...twins] = all.filter((one) => mine(one) && one.status !== 'failed').sort(older);
    return {
      ...(first && { live: first }),
      twins,
      failed: all.filter((one) => mine(one) && one.status === 'failed'),
      earlier: all.filter((one) => !mine(one)),
    };
  };
}

/** What the stack owns of entries that the spec no longer has. */
export function unmanaged(live: readonly Live[], stack: string, desired: readonly Desired[]): Live[] {
  const known = new Set(desired.map((one) => one.address));
  return live.filter(
    (one) => one.owner?.stack === stack && one.owner.address.startsWith(`${one.section}/`) && !known.has(one.owner.address),
  );
}
