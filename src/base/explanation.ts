import type { Severity, Source } from './diagnostic.ts';

/** What a finding means, for a person who asks: what is wrong, why it matters, what to do. */
export type Explanation = { readonly what: string; readonly why: string; readonly fix: string };

/** A spec file of an example. */
export type ExampleFile = { readonly file: string; readonly text: string };

/** A spec that gives the finding, and the same without it. Several files where one does not show it. */
export type Example = { readonly bad: string | readonly ExampleFile[]; readonly good: string };

/** A finding that is no fact about one field: what stands beside the place where it is made. */
export type RuleDoc = Explanation & {
  /** What it weighs; several where it depends, the heaviest first. */
  readonly severity: Severity | readonly [Severity, ...Severity[]];
  readonly sources?: readonly Source[];
  /** Rows of docs/constraints.md. */
  readonly rows?: readonly string[];
  readonly disputed?: string;
  /** Absent where a text cannot show it: it needs a cloud, or bytes that are no text. */
  readonly example?: Example;
};

/** Findings by code. */
export type RuleDocs = { readonly [code: string]: RuleDoc };
