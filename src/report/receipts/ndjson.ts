import { jsonLine } from '../../escape/json.ts';
import type { ApplyEvent } from '../../plan/receipt.ts';
import { receiptDocument } from './document.ts';
import type { ReceiptFormat } from './format.ts';

/** An event without the call that it is about, which the plan has. */
function eventDocument(event: ApplyEvent): object {
  if (event.type === 'settling') return event;
  const { id, address, action } = event.operation;
  return { ...event, operation: { id, address, action } };
}

/** Events as they happen, a JSON document a line, and the receipt as the last one. */
export const ndjson: ReceiptFormat = {
  isDocument: true,
  event: (event) => `${jsonLine(eventDocument(event))}\n`,
  print: (plan, results, after) => `${jsonLine(receiptDocument(plan, results, after))}\n`,
};
