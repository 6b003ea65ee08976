import { groupBy } from '../base/group-by.ts';
import { generations } from '../compile/identity.ts';
import { regions } from '../facts/regions.ts';
import { foldMark } from '../kinds/ownership-tags.ts';
import { byToken, hasTokenOf } from './ownership-claims.ts';
import type { Claim, Suspect } from './ownership-claims.ts';
import { misfits, nameTaking, valuesOf } from './ownership-marks.ts';
import type { Match } from './ownership-match.ts';
import type { Place, Taking } from './ownership-proof.ts';

/** What is nearly an entry's, and what is a copy of its backup. */
export type Doubts = Pick<Match, 'doubtful' | 'copies'>;

/** Finds the doubts about an entry. */
export type DoubtsOf = (claim: Claim) => Doubts;

const names = ({ marks }: Suspect, { takings }: Claim): boolean => takings.some((taking) => nameTaking(marks, taking));

/** The taking that fits the marks best: the address that an entry had before counts as its own. */
const nearest = ({ live, marks }: Suspect, { takings }: Claim): Taking =>
  takings.find(({ address }) => (live.owner?.address ?? valuesOf(marks, 'address')[0]) === address) ?? (takings[0] as Taking);

/** Whether its token is right for an entry in another region: copies keep the tags of what they were made from. */
const isFromElsewhere = (suspect: Suspect, claim: Claim, { account, region }: Place, below: number): boolean =>
  Object.keys(regions).some((other) => other !== region && hasTokenOf(suspect, claim, { account, region: other }, below));

/** Suspects by the addresses that their marks name, folded; without an address they are in none. */
const byAddress = (suspects: readonly Suspect[]): ReadonlyMap<string, readonly Suspect[]> => {
  const pairs = suspects.flatMap((suspect) =>
    [...new Set(valuesOf(suspect.marks, 'address').map(foldMark))].map((address) => ({ address, suspect })),
  );
  const groups = groupBy(pairs, ({ address }) => address);
  return new Map([...groups].map(([address, group]) => [address, group.map(({ suspect }) => suspect)]));
};

/** What the doubts of a section are found in. */
export type Doubtable = {
  readonly suspects: readonly Suspect[];
  /** What the listing itself calls copies. */
  readonly copies: readonly Suspect[];
  readonly claims: readonly Claim[];
  /** Whether something proven counts for an entry. */
  readonly isSettled: (claim: Claim) => boolean;
  readonly place: Place;
};

/** Looks for what is doubtful once, for all entries of a section. */
export function doubtIndex({ suspects, copies, claims, isSettled, place }: Doubtable): DoubtsOf {
  const open = claims.filter((claim) => !isSettled(claim));
  const ofToken = byToken(suspects, claims, open, place);
  const ofAddress = byAddress(suspects);
  const copiesOf = byAddress(copies);
  const nameless = suspects.filter(({ marks }) => valuesOf(marks, 'address').length === 0);
  const named = (claim: Claim, index: typeof ofAddress): readonly Suspect[] =>
    [...new Set(claim.takings.flatMap(({ address }) => index.get(foldMark(address)) ?? []))].filter((one) => names(one, claim));
  return (claim) => {
    // The op of its edited target may have been missed above; of few entries it can be asked directly.
    const candidates = named(claim, ofAddress);
    const ours = new Set([...(ofToken.get(claim) ?? []), ...candidates.filter((one) => hasTokenOf(one, claim, place))]);
    const loose = isSettled(claim) ? [] : nameless.filter((one) => !ours.has(one) && names(one, claim));
    const other = candidates.filter((one) => !ours.has(one));
    // An op without an address is compared with every entry, so only its first generation is.
    const foreign = new Set([
      ...other.filter((one) => isFromElsewhere(one, claim, place, generations)),
      ...loose.filter((one) => isFromElsewhere(one, claim, place, 1)),
    ]);
    const doubtful = [...ours, ...other, ...loose].filter((one) => !foreign.has(one));
    return {
      doubtful: doubtful.map((one) => ({ live: one.live, misfits: misfits(one.live, nearest(one, claim), ours.has(one)) })),
      copies: [...named(claim, copiesOf), ...foreign].map(({ live }) => live),
    };
  };
}
