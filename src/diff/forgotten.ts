import { digestIn } from '../compile/identity.ts';
import type { Desired } from '../kinds/desired.ts';
import { marksOf, valuesOf } from './ownership-marks.ts';
import type { Doubtful, Match } from './ownership-match.ts';
import { generationOf, liveTargets } from './ownership-proof.ts';
import type { Place } from './ownership-proof.ts';

/** The generations whose tokens something carries of an entry. */
function generationsIn({ live }: Doubtful, { section, stack, address, occurrence, target }: Desired, place: Place): number[] {
  const targets = [target, ...liveTargets(live)];
  return valuesOf(marksOf(live), 'op').flatMap((op) => {
    const digest = digestIn(op);
    const found = digest === undefined ? undefined : generationOf(digest, section, { stack, address, occurrence }, targets, place);
    return found === undefined ? [] : [found];
  });
}

/** A match without what the spec lets go of. The service may still know its token, so the next one is above it. */
export function withoutForgotten(match: Match, desired: Desired, place: Place, going: ReadonlySet<string>): Match {
  const forgotten = match.doubtful.filter(({ live }) => going.has(live.id));
  if (forgotten.length === 0) return match;
  const spent = forgotten.flatMap((one) => generationsIn(one, desired, place));
  return {
    ...match,
    doubtful: match.doubtful.filter(({ live }) => !going.has(live.id)),
    generation: Math.max(match.generation, ...spent.map((one) => one + 1)),
  };
}
