import type { Diagnostic, Severity } from '../base/diagnostic.ts';
import type { RuleDoc } from '../base/explanation.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Spec } from '../spec/spec.ts';

/** A valid spec: what was written, what it compiles to, and the civil year of the run in UTC. */
export type AdviceInput = { readonly spec: Spec; readonly desired: readonly Desired[]; readonly year: number };

/** Reports one finding; its code, severity and sources are those of the rule. */
export type ReportAdvice = (found: Omit<Diagnostic, 'code' | 'severity' | 'sources'>) => void;

/** Advice on a valid spec: what is expensive, unsafe, or works only in part. Its code is the name of its file. */
export type AdviceRule = Omit<RuleDoc, 'example' | 'severity'> & {
  readonly code: string;
  readonly severity: Severity;
  /** The bad one gives this finding and no other; the good one gives none. */
  readonly examples: { readonly bad: string; readonly good: string };
  readonly check: (input: AdviceInput, report: ReportAdvice) => void;
};
