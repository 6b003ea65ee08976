import { describe, expect, test } from 'vitest';
import { answerOfError } from '../../src/apply/answer.ts';
import type { Answer } from '../../src/apply/answer.ts';
import { identityOf } from '../../src/compile/identity.ts';
import type { Change } from '../../src/diff/change.ts';
import type { Live } from '../../src/kinds/live.ts';
import { operationsOf } from '../../src/plan/operations.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { lost } from '../support/fakes.ts';
import { Run, at, settle, start } from '../support/machine-run.ts';
import { account, desired, live, region } from '../support/resources.ts';

const done: Answer = { type: 'success', body: {}, requestId: 'R-1', date: start };
const entry = desired('policies', { key: 'nightly' });
const { owner } = identityOf(entry, account, region, 0);
const marked: Live = { ...live(entry, 'sp-1', { createdAt: at(start - 600_000) }), owner };
const { owner: _, ...unmarked } = marked;

const base = { address: entry.address, live: unmarked, notes: [] };
const adopt: Change = { type: 'adopt', ...base, owner };
const update = (more: Partial<Change & { readonly type: 'update' }>): Change => ({
  type: 'update',
  ...base,
  desired: entry,
  fields: [],
  losses: [],
  attach: [],
  detach: [],
  ...more,
});
const planned = (change: Change): [Operation, Operation] =>
  operationsOf([adopt, change], { account, region }, new Map()) as [Operation, Operation];

/** Lets a minute pass at most, with the same to be seen in every look. */
function seeOnly(run: Run, one: Live): void {
  while (!run.state.isOver && run.now < start + 2 * settle) {
    if (run.effects.some(({ type }) => type === 'look')) run.see(one);
    else run.wait(500);
  }
}

describe('what a run has taken over does not carry its marks in a listing that lags', () => {
  const [adopting, attaching] = planned(update({ attach: ['d-1'] }));
  const rename = { field: 'name', before: 'old', after: 'new', reduces: false };
  const [, renaming] = planned(update({ fields: [rename] }));

  test('and marks that the service keeps are not taken off so that others can be written', () => {
    const other: Live = { ...marked, owner: { ...(owner as NonNullable<Live['owner']>), address: 'policies/before' } };
    const [moving] = operationsOf([{ ...adopt, type: 'move', live: other }], { account, region }, new Map()) as [Operation];
    expect(moving.overwrites).toEqual(['snapspec:address']);
    const run = new Run([moving]);
    run.answer(moving, done);
    seeOnly(run, other);
    expect(run.written).toEqual(['TagResources']);
    expect(run.results).toMatchObject([{ outcome: 'failed', message: expect.stringContaining('left the values that were there') }]);
    expect(run.now - start).toBeGreaterThanOrEqual(settle);

    const seen = new Run([moving]);
    seen.answer(moving, done);
    seen.see(marked);
    expect(seen.results).toMatchObject([{ outcome: 'done' }]);
  });

  test('and is attached to once they are listed', () => {
    const run = new Run([adopting, attaching]);
    run.answer(adopting, done);
    run.see(unmarked);
    expect(run.state.isOver).toBe(false);
    expect(run.written).toHaveLength(1);
    run.wait(1_000);
    run.see(marked);
    expect(run.written[1]).toBe('ApplyAutoSnapshotPolicy ["d-1"]');
  });

  test('and is changed once they are listed', () => {
    const run = new Run([adopting, renaming]);
    run.answer(adopting, done);
    run.answer(renaming, answerOfError(lost(), 'ModifyAutoSnapshotPolicyEx'));
    run.wait(1_000);
    run.see(unmarked);
    expect(run.state.isOver).toBe(false);
    run.wait(settle);
    run.see(marked);
    expect(run.written).toEqual(['TagResources', 'ModifyAutoSnapshotPolicyEx', 'ModifyAutoSnapshotPolicyEx']);
  });

  test('and is left alone where they are still not listed when the settle time is over', () => {
    const run = new Run([adopting, attaching]);
    run.answer(adopting, done);
    seeOnly(run, unmarked);
    expect(run.results).toMatchObject([{ outcome: 'done' }, { outcome: 'skipped' }]);
    expect(run.now - start).toBeGreaterThanOrEqual(settle);
    expect(run.written).toHaveLength(1);
  });

  test('and what the plan has seen stays seen for a settle time, whatever another replica says', () => {
    const owned = { ...attaching, after: [] };
    const run = new Run([owned]);
    run.see();
    run.wait(1_000);
    run.see(unmarked);
    expect(run.state.isOver).toBe(false);
    run.wait(1_000);
    run.see(marked);
    expect(run.written).toEqual(['ApplyAutoSnapshotPolicy ["d-1"]']);

    // Also where the plan began to read long before: it may have seen this only at its end.
    const late = new Run([owned], { plannedAt: start - 10 * settle });
    late.see(unmarked);
    expect(late.state.isOver).toBe(false);
    late.wait(settle);
    late.see(unmarked);
    expect(late.results).toMatchObject([{ outcome: 'skipped' }]);
    expect(late.written).toEqual([]);
  });
});

test('a mark of others that stands alone is written over like all four: it is seen whether the service does that', () => {
  const marks = [{ member: 'stack', key: 'snapspec:stack', value: 'other' }] as const;
  const [adopting] = operationsOf([{ ...adopt, live: { ...unmarked, marks } }], { account, region }, new Map()) as [Operation];
  expect(adopting.overwrites).toEqual(['snapspec:stack']);
  const run = new Run([adopting]);
  run.answer(adopting, done);
  expect(run.state.isOver).toBe(false);
  run.see(marked);
  expect(run.results).toMatchObject([{ outcome: 'done' }]);
});
