import { jsonText } from '../../escape/json.ts';
import { receiptDocument } from './document.ts';
import type { ReceiptFormat } from './format.ts';

/** What apply did, and what is left to do after it, as one JSON document. */
export const json: ReceiptFormat = {
  isDocument: true,
  print: (plan, results, after) => jsonText(receiptDocument(plan, results, after)),
};
