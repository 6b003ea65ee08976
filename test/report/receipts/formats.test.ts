import { describe, expect, test } from 'vitest';
import type { OperationResult } from '../../../src/plan/receipt.ts';
import { formatNames, formatOf } from '../../../src/report/formats.ts';
import * as planFormats from '../../../src/report/plans/index.ts';
import * as receiptFormats from '../../../src/report/receipts/index.ts';
import { entry, harmful, hostilePlan, hostileResults, operation, plan } from '../sample-plan.ts';

const names = formatNames(receiptFormats);
const done: OperationResult = { id: 'policies/p#modify', address: 'policies/p', action: 'modify', outcome: 'done', requestId: 'R-1' };

test('the formats that there are, each but the stream of events a format of plans too', () => {
  expect(names).toEqual(['text', 'json', 'markdown', 'ndjson']);
  expect(Object.keys(planFormats)).toEqual(expect.arrayContaining(names.filter((name) => name !== 'ndjson')));
});

describe.each(names)('%s', (name) => {
  const { print } = formatOf(receiptFormats, name);
  const options = { color: false };

  test('names every operation with its outcome and RequestId', () => {
    for (const part of ['policies/p', 'modify', 'done', 'R-1']) expect(print(plan(), [done], plan(), options)).toContain(part);
  });

  test('says whether something is left, and nothing of it after an interruption', () => {
    const left = plan({ operations: [operation({ address: 'policies/left' })], entries: [entry({ address: 'policies/left' })] });
    expect(print(plan(), [done], left, options)).toContain('policies/left');
    expect(print(plan(), [done], undefined, options)).not.toMatch(/policies\/left|"after"|read again/);
  });

  test('ends with one line feed', () => {
    for (const after of [plan(), undefined]) expect(print(plan(), [done], after, options)).toMatch(/[^\n]\n$/);
  });

  test('holds no character that moves the cursor, hides text or begins a command', () =>
    expect(print(hostilePlan, hostileResults, hostilePlan, options)).not.toMatch(harmful));
});
