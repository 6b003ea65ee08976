import { formatVersion } from '../../base/format-version.ts';
import { planStatus } from '../../plan/plan.ts';
import type { Plan } from '../../plan/plan.ts';
import type { OperationResult } from '../../plan/receipt.ts';

/** What apply did, and what is left to do after it, as one document. */
export const receiptDocument = ({ stack, account, region }: Plan, results: readonly OperationResult[], after: Plan | undefined) => ({
  formatVersion,
  kind: 'snapspec.receipt',
  stack,
  account,
  region,
  results,
  ...(after && {
    after: {
      matches: after.operations.length === 0 && planStatus(after) === 'ready',
      ...(after.leftOut.length > 0 && { leftOut: after.leftOut }),
      entries: after.entries,
      operations: after.operations,
    },
  }),
});
