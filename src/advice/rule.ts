import type { Diagnostic, Path, Severity } from '../base/diagnostic.ts';
import type { RuleDoc } from '../base/explanation.ts';
import type { Desired } from '../kinds/kind.ts';
import type { Spec } from '../spec/spec.ts';

/** A whole spec that is right by itself: what was written, what it compiles to, and the civil year of the run in UTC. */
export type AdviceInput = { readonly spec: Spec; readonly desired: readonly Desired[]; readonly year: number };

/** What a rule says of one place. */
export type Advice = Pick<Diagnostic, 'message' | 'label' | 'help' | 'notes' | 'disputed'> & {
  readonly file: string;
  readonly path: Path;
  /** The key is marked rather than its value. */
  readonly part?: 'key';
  readonly related?: readonly { readonly file: string; readonly path: Path; readonly part?: 'key'; readonly message: string }[];
};

/** Says one finding. */
export type ReportAdvice = (remark: Advice) => void;

/** Advice on a spec that is right: what is dear, unsafe, or works only in part. Its code is the name of its file. */
export type AdviceRule = Omit<RuleDoc, 'example' | 'severity'> & {
  readonly code: string;
  readonly severity: Severity;
  /** The bad one gives this finding and no other; the good one gives none. */
  readonly examples: { readonly bad: string; readonly good: string };
  readonly check: (whole: AdviceInput, report: ReportAdvice) => void;
};
