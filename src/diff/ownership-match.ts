import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import type { Owner } from '../kinds/ownership-tags.ts';
import type { Misfit } from './ownership-marks.ts';
import type { Place } from './ownership-proof.ts';

/** What may be an entry's, and what does not fit. */
export type Doubtful = { readonly live: Live; readonly misfits: readonly Misfit[] };

/** What an entry that adopts something does with it. */
export type Adoption =
  /** It is `live` of the match, and gets these marks. */
  | { readonly type: 'take'; readonly live: Live; readonly owner: Owner }
  | { readonly type: 'missing'; readonly id: string }
  | { readonly type: 'refused'; readonly id: string; readonly reason: string; readonly help: string };

/** The live resources of one entry. */
export type Match = {
  /** The one that counts: proven, of the occurrence, and elected where there are several. */
  readonly live?: Live;
  /** Other proven ones of the entry and occurrence. Without `live`: several have something attached, and none is elected. */
  readonly twins: readonly Live[];
  /** Proven ones of the occurrence that failed: they do not count. */
  readonly failed: readonly Live[];
  /** Proven ones of other occurrences: history. */
  readonly earlier: readonly Live[];
  /** Unproven ones whose marks are nearly the entry's, or whose op is. */
  readonly doubtful: readonly Doubtful[];
  /** Copies of the entry's backup: they are no entry's. */
  readonly copies: readonly Live[];
  /** What its `adopt` comes to; absent where it has none, or what it names is the entry's already. */
  readonly adoption?: Adoption;
  /** The generation of the next attempt: one above the largest that anything listed carries. */
  readonly generation: number;
};

/** Finds what is live of a desired entry. */
export type MatchOf = (desired: Desired) => Match;

/** Whose resources are looked for, and where. */
export type OwnershipScope = Place & {
  readonly stack: string;
  readonly desired: readonly Desired[];
  /** Addresses that an entry had before, by its address: their marks count as its own. */
  readonly formerAddresses?: ReadonlyMap<string, readonly string[]>;
  /** Names that the stack had before: their marks count as its own. */
  readonly formerStacks?: readonly string[];
  /** Ids that are to be removed: of an entry that has another one, they do not count. */
  readonly released?: ReadonlySet<string>;
};
