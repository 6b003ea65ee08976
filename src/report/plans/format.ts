import type { Plan } from '../../plan/plan.ts';
import type { Documents } from '../location.ts';

export type PlanOptions = {
  readonly color: boolean;
  /** One line for each entry. */
  readonly brief?: boolean;
  /** What each item of a selector matched. */
  readonly explainSelectors?: boolean;
};

/** A format of plans. */
export type PlanFormat = {
  /** A plan as text that ends with a line feed. */
  readonly print: (plan: Plan, documents: Documents, options: PlanOptions) => string;
  /** The plan's findings are part of it; otherwise they are printed beside it. */
  readonly hasFindings?: true;
};
