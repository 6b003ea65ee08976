import { formatVersion } from '../../base/format-version.ts';
import { jsonText } from '../../escape/json.ts';
import { planStatus } from '../../plan/plan.ts';
import type { ReceiptFormat } from './format.ts';

/** What apply did, and what is left to do after it, as one JSON document. */
export const json: ReceiptFormat = {
  isDocument: true,
  print: ({ stack, account, region }, results, after) =>
    jsonText({
      formatVersion,
      kind: 'snapspec.receipt',
      stack,
      account,
      region,
      results,
      ...(after && {
        after: {
          matches: after.operations.length === 0 && planStatus(after) === 'ready',
          entries: after.entries,
          operations: after.operations,
        },
      }),
    }),
};
