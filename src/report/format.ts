import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import type { Suppressed } from '../suppressions/suppress.ts';
import type { Documents } from './location.ts';

/** What a rule is about, for reports that list all rules. */
export type RuleText = {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly severity: Severity;
};

/** What a report can use beside the findings; each takes what it has a place for. */
export type FindingsOptions = {
  readonly color: boolean;
  /** What comments in the spec keep back. */
  readonly suppressed?: readonly Suppressed[];
  /** All rules that there are. */
  readonly rules?: readonly RuleText[];
  /** From which severity on lint fails. */
  readonly failOn?: Severity;
  /** The folder from which files are named: an absolute path. */
  readonly root?: string;
};

/** Findings as text. It ends with a line feed, or is empty. */
export type FindingsFormat = (found: readonly Diagnostic[], documents: Documents, options: FindingsOptions) => string;
