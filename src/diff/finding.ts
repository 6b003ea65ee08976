import type { Diagnostic } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import type { Desired } from '../kinds/desired.ts';
import type { SelectionIssue } from '../kinds/targets.ts';

/** What the service would refuse: making the entry, changing its fields or its tags, or attaching something to it. */
export type Part = 'create' | 'modify' | 'tag' | 'attach';

/** Something wrong with an entry that only the live state shows, and how much of the entry it keeps from being done. */
export type Finding = {
  readonly diagnostic: Diagnostic;
  readonly address: string;
  /** Ids of the disks that it is about; none where it is about the entry. */
  readonly about: readonly string[];
  /** The part of the entry that it is about; absent where it is about all of it. */
  readonly blocks?: Part;
  /** What was meant may be more than what was found: nothing is taken off until it is settled. */
  readonly holdsDetaches: boolean;
  /** An error that `lint.rules` may weigh for plan and apply too; all others stand. */
  readonly weighable?: true;
};

/** A finding about a whole entry. */
export const aboutEntry = (diagnostic: Diagnostic, address: string): Finding => ({ diagnostic, address, about: [], holdsDetaches: false });

/** What is wrong with a selector, at its place in the spec. */
export const selectionFinding = ({ issue, about, holdsDetaches, weighable }: SelectionIssue, entry: Desired): Finding => ({
  diagnostic: diagnosticAt(issue, entry),
  address: entry.address,
  about,
  holdsDetaches,
  ...(weighable && { weighable }),
});
