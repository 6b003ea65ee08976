import { generations, isToken } from '../compile/identity.ts';
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

type Rung = { readonly claim: Claim; readonly tokenAt: (generation: number) => string };

const rungsOf = (claim: Claim, target: Json, place: Place): Rung[] =>
  claim.takings.flatMap((taking) => laddersOf(claim.entry.section, taking, [target], place).map((tokenAt) => ({ claim, tokenAt })));

/** Whose these tokens are. First generations come first, since most tokens are of them. */
function search(ops: ReadonlySet<string>, rungs: readonly Rung[]): Map<string, Claim> {
  const found = new Map<string, Claim>();
  for (let generation = 0; generation < generations && found.size < ops.size; generation++)
    for (const { claim, tokenAt } of rungs) {
      const op = tokenAt(generation);
      if (ops.has(op)) found.set(op, claim);
    }
  return found;
}

const tokensIn = ({ marks }: Suspect): readonly string[] => valuesOf(marks, 'op').filter(isToken);

/** Whether one of the tokens of a suspect is an entry's own. */
export function hasTokenOf(suspect: Suspect, { entry, takings }: Claim, place: Place, below = generations): boolean {
  const targets = [entry.target, ...liveTargets(suspect.live)];
  const isOurs = (op: string): boolean =>
    takings.some((taking) => generationOf(op, entry.section, taking, targets, place, below) !== undefined);
  return tokensIn(suspect).some(isOurs);
}

/** Suspects by the claim whose token they carry: first those with the target of an entry, which cost the least. */
export function byToken(
  suspects: readonly Suspect[],
  claims: readonly Claim[],
  open: readonly Claim[],
  place: Place,
): Map<Claim, Suspect[]> {
  const ops = new Set(suspects.flatMap(tokensIn));
  if (ops.size === 0) return new Map();
  const found = search(
    ops,
    claims.flatMap((claim) => rungsOf(claim, claim.entry.target, place)),
  );
  const left = suspects.filter((one) => tokensIn(one).some((op) => !found.has(op)));
  // An entry whose target was edited since: it has nothing proven, or its backup would be twice there.
  for (const [target, group] of byTarget(left)) {
    const others = open.filter(({ entry }) => !sameJson(entry.target, target));
    const more = search(
      new Set(group.flatMap(tokensIn)),
      others.flatMap((claim) => rungsOf(claim, target, place)),
    );
    for (const [op, claim] of more) found.set(op, claim);
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
    for (const claim of new Set(tokensIn(suspect).map((op) => found.get(op))))
      if (claim !== undefined) result.set(claim, [...(result.get(claim) ?? []), suspect]);
  return result;
}
