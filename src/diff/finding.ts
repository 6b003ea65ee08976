import type { Diagnostic } from '../base/diagnostic.ts';

/** Something wrong with an entry that only the live state shows, and how much of the entry it keeps from being done. */
export type Finding = {
  readonly diagnostic: Diagnostic;
  readonly address: string;
  /** Ids of the disks that it is about; none where it is about the entry. */
  readonly about: readonly string[];
  /** What was meant may be more than what was found: nothing is taken off until it is settled. */
  readonly holdsDetaches: boolean;
};

/** A finding about a whole entry. */
export const aboutEntry = (diagnostic: Diagnostic, address: string): Finding => ({ diagnostic, address, about: [], holdsDetaches: false });
