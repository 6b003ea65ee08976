import type { Severity, Source } from './diagnostic.ts';

/** Documentation of a finding: what is wrong, why it matters, what to do. */
export type Explanation = { readonly what: string; readonly why: string; readonly fix: string };

/** A spec file of an example. */
export type ExampleFile = { readonly file: string; readonly text: string };

/** A spec that gives the finding, and the same without it. Several files where one does not show it. */
export type Example = { readonly bad: string | readonly ExampleFile[]; readonly good: string };

/** Documentation of a rule that is not a constraint of one field; it is next to the code that reports it. */
export type RuleDoc = Explanation & {
  /** Several where it depends, the most severe first. */
  readonly severity: Severity | readonly [Severity, ...Severity[]];
  readonly sources?: readonly Source[];
  /** Rows of docs/constraints.md. */
  readonly rows?: readonly string[];
  readonly disputed?: string;
  /** Absent where a text cannot show it: it needs a cloud, or bytes that are not text. */
  readonly example?: Example;
};

/** Findings by code. */
export type RuleDocs = { readonly [code: string]: RuleDoc };
