import { describe, expect, test } from 'vitest';
import { answerOfError } from '../../src/apply/answer.ts';
import type { Answer } from '../../src/apply/answer.ts';
import { operationsOf } from '../../src/plan/operations.ts';
import type { Operation, PlanEntry } from '../../src/plan/plan.ts';
import { lost } from '../support/fakes.ts';
import { Run, at, attachmentChange, settle, start } from '../support/machine-run.ts';
import { planOf } from '../support/operations.ts';
import { account, desired, live, region } from '../support/resources.ts';

const done: Answer = { type: 'success', body: {}, requestId: 'R-1', date: start };
const unanswered: Answer = answerOfError(lost(), 'ApplyAutoSnapshotPolicy');

const policyOf = (key: string, id: string) => live(desired('policies', { key }), id, { createdAt: at(start - 30 * 24 * 3_600_000) });
const all = [policyOf('p', 'sp-p'), policyOf('a', 'sp-a'), policyOf('b', 'sp-b')];
const owner = all[0]?.owner as NonNullable<(typeof all)[number]['owner']>;

const entryOf = (key: string, id: string, outcome: PlanEntry['outcome'] = 'update') =>
  ({ address: `policies/${key}`, id, outcome }) as PlanEntry;
const entries = [entryOf('a', 'sp-0', 'move'), entryOf('a', 'sp-a'), entryOf('b', 'sp-b'), entryOf('p', 'sp-p')];

/** A run in which disks of one policy are already under others, or come under them, before they are taken off. */
function moving(movedTo: { readonly [disk: string]: string }, attach: readonly string[], plannedAt: number): Run {
  const changes = [
    ...attach.map((disk) => {
      const key = (movedTo[disk] as string).slice('policies/'.length);
      return attachmentChange(key, `sp-${key}`, [disk], []);
    }),
    attachmentChange('p', 'sp-p', [], Object.keys(movedTo)),
  ];
  const operations = operationsOf(changes, { account, region }, new Map([['sp-p', new Map(Object.entries(movedTo))]]));
  return new Run(operations, { plan: { ...planOf(...operations), entries }, plannedAt });
}

const operationIn = (run: Run, id: string): Operation => run.state.settings.plan.operations.find((one) => one.id === id) as Operation;

/** Looks show the same until something is sent, the run ends or the time is over. */
function seeUntil(run: Run, seen: Parameters<Run['show']>[0], end: number): void {
  const { length } = run.written;
  while (!run.state.isOver && run.written.length === length && run.now < end) {
    if (run.effects.some(({ type }) => type === 'look')) run.show(seen);
    else run.wait(500);
  }
}

const under = (attached: { readonly [id: string]: readonly string[] }): Parameters<Run['show']>[0] => ({ live: all, attached });

describe('a disk that moves', () => {
  test('is looked for under the entry itself, not under a duplicate of it that gets new marks', () => {
    const run = moving({ 'd-1': 'policies/a' }, [], start);
    seeUntil(run, under({ 'sp-a': ['d-1'], 'sp-p': ['d-1'] }), start + 2 * settle);
    expect(run.written).toEqual(['CancelAutoSnapshotPolicy ["d-1"]']);
    expect(run.now - start).toBeGreaterThanOrEqual(settle);
  });

  test('is taken off after one look where this run has attached it', () => {
    const run = moving({ 'd-1': 'policies/a' }, ['d-1'], start);
    run.answer(operationIn(run, 'policies/a#attach'), done);
    seeUntil(run, under({ 'sp-a': ['d-1'], 'sp-p': ['d-1'] }), start + settle);
    expect(run.written[1]).toBe('CancelAutoSnapshotPolicy ["d-1"]');
    expect(run.now - start).toBeLessThan(settle);
  });

  test('is seen twice, a settle time apart, where this run has attached only another one', () => {
    const run = moving({ 'd-1': 'policies/a', 'd-2': 'policies/b' }, ['d-1'], start);
    run.answer(operationIn(run, 'policies/a#attach'), done);
    const seen = under({ 'sp-a': ['d-1'], 'sp-b': ['d-2'], 'sp-p': ['d-1', 'd-2'] });
    seeUntil(run, seen, start + settle);
    expect(run.written).toHaveLength(1);
    seeUntil(run, seen, start + 2 * settle);
    expect(run.written).toHaveLength(2);
  });

  test('is not taken off a policy that another stack has marked, though the plan is long ago', () => {
    const run = moving({ 'd-1': 'policies/a' }, [], start - 2 * settle);
    const [own, ...others] = all as [(typeof all)[number], ...typeof all];
    const seen = { live: [{ ...own, owner: { ...owner, stack: 'other' } }, ...others], attached: { 'sp-a': ['d-1'], 'sp-p': ['d-1'] } };
    seeUntil(run, seen, start + 4 * settle);
    expect(run.written).toEqual([]);
    expect(run.results).toMatchObject([{ outcome: 'skipped' }]);
  });

  test('is looked for again where it moves to before it is sent once more', () => {
    const run = moving({ 'd-1': 'policies/a' }, ['d-1'], start);
    run.answer(operationIn(run, 'policies/a#attach'), done);
    seeUntil(run, under({ 'sp-a': ['d-1'], 'sp-p': ['d-1'] }), start + settle);
    run.answer(operationIn(run, 'policies/p#detach'), unanswered);
    // Meanwhile somebody takes it off there, too: were the call sent again, it would be under none.
    seeUntil(run, under({ 'sp-p': ['d-1'] }), start + 4 * settle);
    expect(run.written).toHaveLength(2);
    expect(run.results[1]).toMatchObject({
      outcome: 'skipped',
      message: 'Not gone on with: d-1 is not seen under the entry that takes over.',
    });
  });
});
