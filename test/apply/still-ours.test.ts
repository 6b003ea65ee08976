import { describe, expect, test } from 'vitest';
import { answerOfError } from '../../src/apply/answer.ts';
import type { Answer } from '../../src/apply/answer.ts';
import type { Change } from '../../src/diff/change.ts';
import type { Live } from '../../src/kinds/live.ts';
import { operationsOf } from '../../src/plan/operations.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { lost } from '../support/fakes.ts';
import { Run, at, attachmentChange, settle, start } from '../support/machine-run.ts';
import { account, desired, live, region } from '../support/resources.ts';

const done: Answer = { type: 'success', body: {}, requestId: 'R-1', date: start };
const unanswered: Answer = answerOfError(lost(), 'TagResources');

const entry = desired('policies', { key: 'p' });
const owned = live(entry, 'sp-1', { createdAt: at(start - 30 * 24 * 3_600_000) });
const owner = owned.owner as NonNullable<Live['owner']>;
const ofAnother: Live = { ...owned, owner: { ...owner, stack: 'other' } };
const { owner: _, ...unmarked } = owned;

const planned = (...changes: readonly Change[]): Operation[] => operationsOf(changes, { account, region }, new Map());

const renaming = (from: Live): Change =>
  ({
    ...attachmentChange('p', 'sp-1', [], []),
    live: from,
    fields: [{ field: 'name', before: 'old', after: 'new', reduces: false }],
  }) as Change;

/** Looks show the same until the run ends, or something was sent. */
function seeOnly(run: Run, seen: Parameters<Run['show']>[0]): void {
  const { length } = run.written;
  while (!run.state.isOver && run.written.length === length && run.now < start + 4 * settle) {
    if (run.effects.some(({ type }) => type === 'look')) run.show(seen);
    else run.wait(1_000);
  }
}

describe('a policy that another stack has marked after a plan that is long ago', () => {
  test.each([
    ['attached to it', attachmentChange('p', 'sp-1', ['d-1'], []), {}],
    ['taken off it', attachmentChange('p', 'sp-1', [], ['d-1']), { 'sp-1': ['d-1'] }],
  ] as const)('nothing is %s', (_name, change, attached) => {
    const run = new Run(planned(change), { plannedAt: start - 2 * settle });
    seeOnly(run, { live: [ofAnother], attached });
    expect(run.written).toEqual([]);
    expect(run.results).toMatchObject([{ outcome: 'skipped', message: expect.stringContaining('is not listed as ours any more') }]);
    expect(run.now - start).toBeGreaterThanOrEqual(settle);
  });
});

describe('a move whose marks the service keeps', () => {
  const former: Live = { ...owned, owner: { ...owner, address: 'policies/before' } };
  const move: Change = { type: 'move', address: entry.address, live: former, owner, notes: [] };

  test.each([
    ['changed', renaming(former), 'ModifyAutoSnapshotPolicyEx'],
    ['attached to', { ...attachmentChange('p', 'sp-1', ['d-1'], []), live: former } as Change, 'ApplyAutoSnapshotPolicy'],
  ])('leaves the entry to be %s: while the line stands it counts', (_name, update, call) => {
    const [moving, other] = planned(move, update) as [Operation, Operation];
    const run = new Run([moving, other], { plannedAt: start - 2 * settle });
    seeOnly(run, { live: [former] });
    expect(run.written).toEqual(['TagResources']);
    run.answer(moving, done);
    seeOnly(run, { live: [former] });
    expect(run.results[0]).toMatchObject({ outcome: 'failed', message: expect.stringContaining('left the values that were there') });
    expect(run.written[1]).toContain(call);
  });

  test('leaves a group to be changed whose tags the service does not change at all', () => {
    const group = desired('groups');
    const was = live(group, 'ssg-1');
    const before: Live = { ...was, owner: { ...(was.owner as NonNullable<Live['owner']>), address: 'groups/before' } };
    const change = { ...renaming(before), address: group.address, desired: group } as Change;
    const run = new Run(planned(change), { plannedAt: start - 2 * settle });
    seeOnly(run, { live: [before] });
    expect(run.written).toEqual(['ModifySnapshotGroup']);
  });

  test('and what carries the marks of a third entry is left alone', () => {
    const [moving, other] = planned(move, renaming(former)) as [Operation, Operation];
    const run = new Run([moving, other], { plannedAt: start - 2 * settle });
    seeOnly(run, { live: [{ ...owned, owner: { ...owner, address: 'policies/third' } }] });
    expect(run.written).toEqual([]);
    expect(run.results).toMatchObject([
      { outcome: 'skipped', refused: true },
      { outcome: 'skipped', refused: true },
    ]);
  });
});

describe('what was seen to be ours stays seen for a settle time', () => {
  /** Its marks are not listed once, then they are, and again not when a settle time is over since the first look. */
  function flickering(change: Change, first: Live): Run {
    const [operation] = planned(change) as [Operation];
    const run = new Run([operation], { plannedAt: start - 2 * settle });
    run.show({ live: [unmarked] });
    run.wait(250);
    run.show({ live: [first] });
    if (run.written.length > 0) run.answer(operation, unanswered);
    run.wait(settle + 2_000);
    return run;
  }

  test('of a change', () => {
    const run = flickering(renaming(owned), owned);
    run.show({ live: [unmarked] });
    expect(run.state.isOver).toBe(false);
    run.wait(settle);
    run.show({ live: [unmarked] });
    expect(run.results).toMatchObject([{ outcome: 'unknown', refused: true }]);
  });

  test('of an election', () => {
    const young = { ...owned, createdAt: at(start - 10_000) };
    const change = { ...attachmentChange('p', 'sp-1', ['d-1'], []), live: young } as Change;
    const run = flickering(change, { ...young, createdAt: at(start) });
    run.show({ live: [unmarked] });
    expect(run.state.isOver).toBe(false);
  });
});
