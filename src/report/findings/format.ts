import type { Diagnostic, Severity } from '../../base/diagnostic.ts';
import type { Suppressed } from '../../suppressions/suppress.ts';
import type { Documents } from '../location.ts';
import type { ProjectLinks } from './project-links.ts';

/** What a rule is about, for reports that list all rules. */
export type RuleText = {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly severity: Severity;
};

/** What a report can use beside the findings; each format takes what it has a place for. */
export type FindingsOptions = {
  readonly color: boolean;
  /** Every finding is shown, however many there are, where the format is for people. */
  readonly all?: boolean;
  /** Cells of a line of the terminal that it is for. */
  readonly width?: number;
  /** Findings that comments in the spec suppress. */
  readonly suppressed?: readonly Suppressed[];
  /** All rules; given to formats that need them. */
  readonly rules?: readonly RuleText[];
  /** The lowest severity that makes lint fail. */
  readonly failOn?: Severity;
  /** The folder that file names are relative to: an absolute path. */
  readonly root?: string;
  /** Where the project is; what package.json says by default. */
  readonly links?: ProjectLinks;
  /** The verb whose findings they are; lint by default. */
  readonly verb?: string;
};

/** A format of findings. */
export type FindingsFormat = {
  /** Findings as text. It ends with a line feed, or is empty. */
  readonly print: (found: readonly Diagnostic[], documents: Documents, options: FindingsOptions) => string;
  /** It lists all rules; loading their texts takes time. */
  readonly needsRules?: true;
  /** Its lines are commands that a CI runner is meant to obey. */
  readonly hasCommands?: true;
};
