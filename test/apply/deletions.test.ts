import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/apply/answer.ts';
import type { Change } from '../../src/diff/change.ts';
import { operationsOf } from '../../src/plan/operations.ts';
import type { Operation } from '../../src/plan/plan.ts';
import type { Live } from '../../src/kinds/live.ts';
import { refusal } from '../support/fakes.ts';
import { answerOfError } from '../../src/apply/answer.ts';
import { Run, settle, start } from '../support/machine-run.ts';
import { createOf, madeBy, planOf } from '../support/operations.ts';
import { account, desired, region } from '../support/resources.ts';

const entry = desired('policies', { key: 'old' });
const owned = madeBy(createOf(entry), entry, 'sp-1');
const removing: Change = { type: 'delete', address: entry.address, live: owned, force: false, notes: [] };

/** The deletion of a policy that the plan has seen with these disks. */
const deletionOf = (...attached: readonly string[]): Operation =>
  operationsOf([removing], { account, region, attached: new Map([['sp-1', attached]]) }, new Map())[0] as Operation;

/** What a plan says of an entry, as far as it matters here. */
const planEntry = { title: '', summary: [], summaryFields: [], values: {}, fields: [], attach: [], detach: [], notes: [] };

const done: Answer = { type: 'success', body: {}, requestId: 'R-1', date: start };

/** A run of a deletion that has seen this. */
function seeing(operation: Operation, live: readonly Live[], attached: readonly string[]): Run {
  const run = new Run([operation], { plannedAt: start - settle });
  expect(run.written).toEqual([]);
  run.show({ live, attached: { 'sp-1': attached } });
  return run;
}

describe('a policy is looked at right before it is deleted', () => {
  test('and goes with the disks that the plan has counted', () => {
    const operation = deletionOf('d-1', 'd-2');
    const run = seeing(operation, [owned], ['d-1']);
    expect(run.written).toHaveLength(1);
    run.answer(operation, done);
    expect(run.results).toMatchObject([{ outcome: 'done', resourceId: 'sp-1' }]);
  });

  test('and once more when the settle time is over since the plan was made: what was attached before it is listed then', () => {
    const run = new Run([deletionOf()]);
    run.show({ live: [owned], attached: { 'sp-1': [] } });
    run.wait(settle - 1);
    expect(run.written).toEqual([]);
    run.wait(1);
    run.show({ live: [owned], attached: { 'sp-1': ['d-1'] } });
    expect(run.written).toEqual([]);
    expect(run.results).toMatchObject([{ outcome: 'skipped', message: expect.stringContaining('d-1') }]);
  });

  test('and stays where it protects a disk that the plan has not seen', () => {
    const run = seeing(deletionOf('d-1'), [owned], ['d-1', 'd-2']);
    expect(run.written).toEqual([]);
    expect(run.results).toMatchObject([
      {
        outcome: 'skipped',
        resourceId: 'sp-1',
        message: 'Not deleted: sp-1 protects 1 disk that it did not when the plan was made: d-2.',
        help: 'Run snapspec plan: it says what would lose its protection.',
      },
    ]);
  });

  test('and stays where its marks are not ours any more', () => {
    const { owner: _, ...unmarked } = owned;
    for (const live of [unmarked, { ...owned, owner: { ...(owned.owner as NonNullable<Live['owner']>), address: 'policies/other' } }]) {
      const run = seeing(deletionOf(), [live], []);
      // One listing may have lost them: they are looked for until the settle time is over.
      expect(run.state.isOver).toBe(false);
      run.wait(settle);
      run.show({ live: [live] });
      expect(run.written).toEqual([]);
      expect(run.results).toMatchObject([{ outcome: 'skipped', refused: true }]);
    }
  });

  test('and is looked at as well before it is sent again', () => {
    const operation = deletionOf();
    const run = seeing(operation, [owned], []);
    run.answer(operation, answerOfError(refusal('ServiceUnavailable'), 'DeleteAutoSnapshotPolicy'));
    while (!run.state.isOver) {
      if (run.effects.some(({ type }) => type === 'look')) run.show({ live: [owned], attached: { 'sp-1': ['d-9'] } });
      else run.wait(1_000);
    }
    expect(run.written).toHaveLength(1);
    expect(run.results).toMatchObject([{ outcome: 'skipped' }]);
    // What was sent may take effect until the settle time is over.
    expect(run.now - start).toBeGreaterThanOrEqual(settle);
  });
});

test('a duplicate stays where what counted is not there any more, or not ours', () => {
  const counted = { ...owned, id: 'sp-0' };
  const entryOf = { ...planEntry, address: entry.address, id: 'sp-0', outcome: 'unchanged' as const };
  const operation = deletionOf();
  const { owner: _, ...unmarked } = counted;
  for (const live of [[owned], [owned, unmarked]]) {
    const run = new Run([operation], { plannedAt: start - settle, plan: { ...planOf(operation), entries: [entryOf] } });
    run.show({ live });
    expect(run.written).toEqual([]);
    expect(run.results).toMatchObject([
      { outcome: 'skipped', message: expect.stringContaining('sp-0, which counted for policies/old, is not listed as ours any more') },
    ]);
  }
  const run = new Run([operation], { plannedAt: start - settle, plan: { ...planOf(operation), entries: [entryOf] } });
  run.show({ live: [owned, counted] });
  expect(run.written).toHaveLength(1);
});

test('what is gone already is not deleted', () => {
  const run = seeing(deletionOf('d-1'), [], []);
  expect(run.written).toEqual([]);
  expect(run.results).toMatchObject([{ outcome: 'already' }]);
});

test('a backup protects nothing, and is deleted on what the plan has seen', () => {
  const snapshot = desired('snapshots', { key: 'old' });
  const change: Change = {
    type: 'delete',
    address: snapshot.address,
    live: madeBy(createOf(snapshot), snapshot, 's-1'),
    force: false,
    notes: [],
  };
  const run = new Run(operationsOf([change], { account, region }, new Map()));
  expect(run.written).toHaveLength(1);
});
