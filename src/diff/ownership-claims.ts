import { digestIn, generations } from '../compile/identity.ts';
import type { Json } from '../base/json.ts';
import { canonicalJson, sameJson } from '../base/json.ts';
import { groupBy } from '../base/group-by.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import type { Mark } from '../kinds/ownership-tags.ts';
import { valuesOf } from './ownership-marks.ts';
import { generationOf, isHashable, laddersOf, liveTargets } from './ownership-proof.ts';
import type { Place, Taking } from './ownership-proof.ts';

/** An entry, and what the marks of its backup may say: its own address, or one that it had before. */
export type Claim = { readonly entry: Desired; readonly takings: readonly Taking[] };

/** An unproven live resource that carries marks. */
export type Suspect = { readonly live: Live; readonly marks: readonly Mark[] };

type Rung = { readonly claim: Claim; readonly digestAt: (generation: number) => string };

const rungsOf = (claim: Claim, target: Json, place: Place): Rung[] =>
  claim.takings.flatMap((taking) => laddersOf(claim.entry.section, taking, [target], place).map((digestAt) => ({ claim, digestAt })));

/** In whose tokens these digests are. First generations come first, since most tokens are of them. */
function search(digests: ReadonlySet<string>, rungs: readonly Rung[], below = generations): Map<string, Claim> {
  const found = new Map<string, Claim>();
  for (let generation = 0; generation < below && found.size < digests.size; generation++)
    for (const { claim, digestAt } of rungs) {
      const digest = digestAt(generation);
      if (digests.has(digest)) found.set(digest, claim);
    }
  return found;
}

const digestsIn = ({ marks }: Suspect): readonly string[] =>
  valuesOf(marks, 'op')
    .map(digestIn)
    .filter((digest) => digest !== undefined);

/** Whether one of the tokens of a suspect is an entry's own. */
export function hasTokenOf(suspect: Suspect, { entry, takings }: Claim, place: Place, below = generations): boolean {
  const targets = [entry.target, ...liveTargets(suspect.live)];
  const isOurs = (digest: string): boolean =>
    takings.some((taking) => generationOf(digest, entry.section, taking, targets, place, below) !== undefined);
  return digestsIn(suspect).some(isOurs);
}

/**
 * Tokens that are made for targets which entries had once. In a cloud with so many strange ops that it is passed, later
 * generations of such a target are left out.
 */
const mostComparisons = 200_000;

/** Suspects by the claim whose token they carry: first those with the target of an entry, which cost the least. */
export function byToken(
  suspects: readonly Suspect[],
  claims: readonly Claim[],
  open: readonly Claim[],
  place: Place,
): Map<Claim, Suspect[]> {
  const digests = new Set(suspects.flatMap(digestsIn));
  if (digests.size === 0) return new Map();
  const found = search(
    digests,
    claims.flatMap((claim) => rungsOf(claim, claim.entry.target, place)),
  );
  const left = byTarget(suspects.filter((one) => digestsIn(one).some((digest) => !found.has(digest))));
  // An entry whose target was edited since: it has nothing proven, or its backup would be there twice.
  const below = Math.max(1, Math.min(generations, Math.floor(mostComparisons / (left.length * open.length))));
  for (const [target, group] of left) {
    const others = open.filter(({ entry }) => !sameJson(entry.target, target));
    const rungs = others.flatMap((claim) => rungsOf(claim, target, place));
    for (const [digest, claim] of search(new Set(group.flatMap(digestsIn)), rungs, below)) found.set(digest, claim);
  }
  return suspectsOf(suspects, found);
}

function byTarget(suspects: readonly Suspect[]): (readonly [Json, readonly Suspect[]])[] {
  const pairs = suspects.flatMap((suspect) =>
    liveTargets(suspect.live)
      .filter(isHashable)
      .map((target) => ({ target, suspect })),
  );
  const groups = groupBy(pairs, ({ target }) => canonicalJson(target));
  return [...groups.values()].map((group) => [group[0].target, group.map(({ suspect }) => suspect)]);
}

function suspectsOf(suspects: readonly Suspect[], found: ReadonlyMap<string, Claim>): Map<Claim, Suspect[]> {
  const result = new Map<Claim, Suspect[]>();
  for (const suspect of suspects)
    for (const claim of new Set(digestsIn(suspect).map((digest) => found.get(digest))))
      if (claim !== undefined) result.set(claim, [...(result.get(claim) ?? []), suspect]);
  return result;
}
