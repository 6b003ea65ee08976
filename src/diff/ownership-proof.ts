import { canonicalJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { createApiOf, digestIn, digestsOf, generations } from '../compile/identity.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import type { Owner } from '../kinds/ownership-tags.ts';
import { kindOf } from '../kinds/registry.ts';

/** Where something was made: part of every token. */
export type Place = { readonly account: string; readonly region: string };

/** Whose a backup is, as a token says it. */
export type Taking = Omit<Owner, 'op'>;

/** What something live may have been taken of, as it stands in a token. */
export function liveTargets({ section, props }: Live): readonly Json[] {
  const kind = kindOf(section);
  return kind.liveTargets?.(props) ?? [kind.target(props)];
}

/** Texts of the cloud may hold half of a surrogate pair, which has no canonical form, so that no token is of it. */
export const isHashable = (value: Json): boolean =>
  typeof value === 'string' ? value.isWellFormed() : Array.isArray(value) ? value.every(isHashable) : true;

/** The digests in the tokens of one taking, by generation, for each of these targets. */
export function laddersOf(
  section: string,
  { stack, address, occurrence }: Taking,
  targets: readonly Json[],
  { account, region }: Place,
): ((generation: number) => string)[] {
  if (![stack, address, occurrence].every(isHashable)) return [];
  const distinct = new Map(targets.filter(isHashable).map((target) => [canonicalJson(target), target]));
  const api = createApiOf(section);
  return [...distinct.values()].map((target) => digestsOf({ account, region, api, stack, address, occurrence, target }));
}

/** The generation whose token holds a digest, for one of these targets; undefined where none does. */
export function generationOf(
  digest: string,
  section: string,
  taking: Taking,
  targets: readonly Json[],
  place: Place,
  below = generations,
): number | undefined {
  const ladders = laddersOf(section, taking, targets, place);
  for (let generation = 0; generation < below; generation++)
    if (ladders.some((digestAt) => digestAt(generation) === digest)) return generation;
  return undefined;
}

/** An address is of the kind that it names; members of a group may carry the group's. */
const fitsSection = ({ section, owner }: Live): boolean => owner?.address.startsWith(`${section}/`) ?? false;

/** Of which attempt something is, and as what its op says it. */
export type Proof = { readonly generation: number; readonly taking: Taking };

/**
 * The proof of a live resource: the generation of which its op is the token that its other marks and its target give.
 * @param entry the entry that its address names, whose target counts as well as the live one
 * @param takings what its marks may say; what they do say by default
 */
export function proofIn(live: Live, entry: Desired | undefined, place: Place, takings?: readonly Taking[]): Proof | undefined {
  const { owner } = live;
  if (owner === undefined || !fitsSection(live)) return undefined;
  const digest = digestIn(owner.op);
  if (digest === undefined) return undefined;
  const targets = [...(entry ? [entry.target] : []), ...liveTargets(live)];
  for (const taking of takings ?? [owner]) {
    const generation = generationOf(digest, live.section, taking, targets, place);
    if (generation !== undefined) return { generation, taking };
  }
  return undefined;
}

/** The target that a proof is of. */
export function provenTarget(live: Live, entry: Desired | undefined, { generation, taking }: Proof, place: Place): Json {
  const digest = digestIn(live.owner?.op ?? '') ?? '';
  const targets = [...(entry ? [entry.target] : []), ...liveTargets(live)];
  return targets.find((one) => generationOf(digest, live.section, taking, [one], place, generation + 1) !== undefined) ?? null;
}

/** The generation of that proof. */
export const proofOf = (live: Live, entry: Desired | undefined, place: Place): number | undefined =>
  proofIn(live, entry, place)?.generation;

/** A copy of a backup is not the backup, whatever marks were copied with it. */
export const isCopy = ({ copyOf }: Live, region: string): boolean =>
  copyOf?.id !== undefined || (copyOf?.region !== undefined && copyOf.region !== region);
