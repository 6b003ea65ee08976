import type { Plan } from '../../plan/plan.ts';
import type { ApplyEvent, OperationResult } from '../../plan/receipt.ts';

export type ReceiptOptions = {
  readonly color: boolean;
  /** Cells of a line of the terminal that it is for. */
  readonly width?: number;
  /** Every address, where a list is cut otherwise. */
  readonly all?: boolean;
};

/** A format of receipts: what apply did, and what is left to do. */
export type ReceiptFormat = {
  /**
   * The receipt as text that ends with a line feed.
   * @param after what is left to do; undefined where the cloud was not read again
   */
  readonly print: (plan: Plan, results: readonly OperationResult[], after: Plan | undefined, options: ReceiptOptions) => string;
  /** Of a stream: an event on a line of its own, as it happens. */
  readonly event?: (event: ApplyEvent) => string;
  /** It is a document for programs: beside it, standard output holds nothing. */
  readonly isDocument?: true;
};
