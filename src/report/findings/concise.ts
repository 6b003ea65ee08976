import type { FindingsFormat } from './format.ts';
import { oneLine } from './one-line.ts';
import { inOrder } from './order.ts';

/** Findings, one line each. */
export const concise: FindingsFormat = {
  print: (found, documents) =>
    inOrder(found, documents)
      .map((one) => `${oneLine(one, documents)}\n`)
      .join(''),
};
