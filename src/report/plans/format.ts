import type { Plan } from '../../plan/plan.ts';
import type { RuleText } from '../findings/format.ts';
import type { Documents } from '../location.ts';

export type PlanOptions = {
  readonly color: boolean;
  /** Cells of a line of the terminal that it is for. */
  readonly width?: number;
  /** One line for each entry. */
  readonly brief?: boolean;
  /** What each item of a selector matched. */
  readonly explainSelectors?: boolean;
  /** Every id, address and entry, where a list is cut otherwise. */
  readonly all?: boolean;
  /** All rules; given to formats that need them. */
  readonly rules?: readonly RuleText[];
  /** The folder that file names are relative to: an absolute path. */
  readonly root?: string;
};

/** A format of plans. */
export type PlanFormat = {
  /** A plan as text that ends with a line feed. */
  readonly print: (plan: Plan, documents: Documents, options: PlanOptions) => string;
  /** The plan's findings are part of it; otherwise they are printed beside it. */
  readonly hasFindings?: true;
  /** It lists all rules; loading their texts takes time. */
  readonly needsRules?: true;
  /** Its lines are commands that a CI runner is meant to obey. */
  readonly hasCommands?: true;
};
