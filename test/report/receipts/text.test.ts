import { styleText } from 'node:util';
import { describe, expect, test } from 'vitest';
import { notStarted } from '../../../src/plan/receipt.ts';
import type { OperationResult } from '../../../src/plan/receipt.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { afterText, resultsText } from '../../../src/report/receipts/text.ts';
import { nextSteps } from '../../../src/report/receipts/next-steps.ts';

const result = (
  action: OperationResult['action'],
  outcome: OperationResult['outcome'] = 'done',
  more: Partial<OperationResult> = {},
): OperationResult => ({
  id: `policies/p#${action}`,
  address: 'policies/p',
  action,
  outcome,
  ...more,
});
const left = (many: number): OperationResult[] =>
  Array.from({ length: many }, (_, index) => result('create', 'cancelled', { address: `snapshots/s${index}`, message: notStarted }));
const plan = (addresses: readonly string[]): Plan =>
  ({
    entries: [],
    problems: [],
    leftOut: [],
    gate: { passed: true },
    operations: addresses.map((address) => ({ address })),
  }) as unknown as Plan;

describe('how operations ended', () => {
  test.each([
    ['create', '+', 'green'],
    ['tag', '+', 'green'],
    ['attach', '+', 'green'],
    ['modify', '~', 'magenta'],
    ['join', '~', 'magenta'],
    ['untag', '-', 'red'],
    ['detach', '-', 'red'],
  ] as const)('%s that is done has %s in %s', (action, sign, color) => {
    expect(resultsText([result(action)], { color: false })).toContain(`  ${sign} policies/p ${action}: done\n`);
    expect(resultsText([result(action)], { color: true })).toContain(`  ${styleText(color, sign, { validateStream: false })} policies/p`);
  });

  test('what did nothing has the sign of no change, whatever it would have done', () => {
    for (const outcome of ['already', 'skipped'] as const)
      expect(resultsText([result('detach', outcome)], { color: false })).toContain(`  = policies/p detach: ${outcome}\n`);
    expect(resultsText([result('detach', 'failed')], { color: false })).toContain('  ! policies/p detach: failed\n');
    expect(resultsText([result('detach', 'unknown')], { color: false })).toContain('  ? policies/p detach: unknown\n');
  });

  test('what an interruption prevented is one line: addresses if few, else a number', () => {
    const waited = result('modify', 'cancelled', { message: 'Given up while waiting: the run was interrupted.' });
    const few = resultsText([result('create'), waited, ...left(2)], { color: false });
    expect(few).toBe(
      [
        '  + policies/p create: done',
        '  = policies/p modify: cancelled',
        '      Given up while waiting: the run was interrupted.',
        '  = 2 operations not started: snapshots/s0, snapshots/s1',
        '',
        '4 operations: 1 done, 3 cancelled.',
        '',
      ].join('\n'),
    );
    expect(resultsText(left(40), { color: false }).split('\n')[0]).toBe('  = 40 operations not started: of 40 entries');
  });
});

describe('the last line says what to do next', () => {
  test.each<[string, readonly OperationResult[], Plan | undefined, string | RegExp]>([
    ['nothing, where all is as specified', [result('create')], plan([]), ''],
    [
      'after an interruption',
      [result('create'), ...left(2)],
      undefined,
      /^Next: run snapspec apply again\. It continues from here, and repeats nothing\.\n$/,
    ],
    [
      'after a refusal',
      [result('create', 'failed'), result('attach', 'skipped')],
      plan(['policies/p']),
      /^Next: do what the help of each failed line \(!\) says, and run snapspec apply again/,
    ],
    [
      'where something is unknown, also beside a refusal',
      [result('create', 'unknown'), result('create', 'failed')],
      plan(['policies/p']),
      /^Next: do what the help of each unknown line \(\?\) and each failed one \(!\) says; snapspec plan looks again/,
    ],
    ['where a listing lags', [result('attach')], plan(['policies/p']), /^Next: wait a minute and run snapspec plan\./],
  ])('%s', (_, results, after, expected) => {
    if (typeof expected === 'string') expect(nextSteps(results, after)).toBe(expected);
    else expect(nextSteps(results, after)).toMatch(expected);
  });

  test('where a backup is still being taken', () => {
    const still = { ...plan([]), entries: [{ address: 'policies/p', pending: true }] } as unknown as Plan;
    expect(nextSteps([result('create')], still)).toMatch(/^Next: 1 backup is still being taken\. snapspec wait waits until it is finished/);
    expect(nextSteps([result('tag')], still)).toBe('');
  });

  test('what still differs is named', () => {
    expect(afterText(plan(['policies/p', 'policies/p', 'snapshots/a']), [])).toBe(
      'The cloud was read again: 3 operations would still be needed, for policies/p, snapshots/a.\n',
    );
    expect(afterText(plan([...Array(10).keys()].map((n) => `snapshots/s${n}`)), [])).toContain('snapshots/s7 and 2 more.');
  });
});
