import { describe, expect, test } from 'vitest';
import { answerOfError } from '../../src/apply/answer.ts';
import type { Answer } from '../../src/apply/answer.ts';
import type { Change } from '../../src/diff/change.ts';
import type { Live } from '../../src/kinds/live.ts';
import { operationsOf } from '../../src/plan/operations.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { lost } from '../support/fakes.ts';
import { Run, at, attachmentChange, settle, start } from '../support/machine-run.ts';
import { createOf, madeBy, modifyOf } from '../support/operations.ts';
import { account, desired, live, region } from '../support/resources.ts';

const unanswered: Answer = answerOfError(lost(), 'ModifySnapshotAttribute');
const snapshot = desired('snapshots');
const taking = createOf(snapshot);
const made = madeBy(taking, snapshot, 's-1', { createdAt: at(start - 3_600_000) });
const renaming = modifyOf(snapshot, 's-1');
const renamed: Live = { ...made, props: { ...made.props, name: 'new' } };

const one = (change: Change): Operation => operationsOf([change], { account, region }, new Map())[0] as Operation;
const attaching = one(attachmentChange('p', 'sp-1', ['d-1'], []));
const detaching = one(attachmentChange('p', 'sp-1', [], ['d-1']));
const deleting = one({ type: 'delete', address: 'snapshots/a', live: made, force: false, notes: [] } as never);

type Seen = Parameters<Run['show']>[0];

/** A second after the call it is seen to be done, by another run as far as anybody can tell. */
function seenAfter(operation: Operation, seen: Seen): Run {
  const run = new Run([operation]);
  while (run.written.length === 0) run.show(seen);
  run.wait(100);
  run.answer(operation, unanswered);
  run.wait(1_000);
  run.show(seen);
  return run;
}

describe('what is seen to be done, and whose own call was not answered', () => {
  test.each<[string, Operation, Seen]>([
    ['a change', renaming, { live: [renamed] }],
    ['an attach', attaching, { attached: { 'sp-1': ['d-1'] } }],
    ['a detach', detaching, {}],
  ])('ends once that call cannot take effect any more: %s', (_, operation, seen) => {
    const run = seenAfter(operation, seen);
    expect(run.state.isOver).toBe(false);
    run.now = start + settle - 1;
    run.take({ type: 'woke' });
    expect(run.state.isOver).toBe(false);
    run.wait(1);
    expect(run.results).toMatchObject([{ outcome: 'done' }]);
    expect(run.written).toHaveLength(1);
  });

  test('is told to be waited for', () => {
    const run = seenAfter(renaming, { live: [renamed] });
    expect(run.effects).toContainEqual(
      expect.objectContaining({
        type: 'tell',
        event: expect.objectContaining({ type: 'waiting', why: expect.stringContaining('not answered') }),
      }),
    );
  });

  test('is unknown where the run is interrupted before', () => {
    const run = seenAfter(renaming, { live: [renamed] });
    run.take({ type: 'interrupted' });
    expect(run.state.isOver).toBe(true);
    expect(run.results).toMatchObject([
      { outcome: 'unknown', resourceId: 's-1', message: expect.stringContaining('could still take effect') },
    ]);
  });

  test('and is unknown where it is seen only after the interruption', () => {
    const run = new Run([renaming]);
    run.answer(renaming, unanswered);
    run.take({ type: 'interrupted' });
    run.see(renamed);
    expect(run.results).toMatchObject([{ outcome: 'unknown' }]);
  });

  test('ends at once where a second call of it does no harm: a create with its token, and a deletion', () => {
    const creating = new Run([taking]);
    creating.answer(taking, unanswered);
    creating.wait(1_000);
    creating.see(madeBy(taking, snapshot, 's-1', { createdAt: at(start + 1_000) }));
    expect(creating.results).toMatchObject([{ outcome: 'done' }]);

    const gone = new Run([deleting]);
    gone.answer(deleting, unanswered);
    gone.wait(1_000);
    gone.see();
    expect(gone.results).toMatchObject([{ outcome: 'done' }]);
  });

  const golden = desired('desktopSnapshots');
  const desktop = createOf(golden);
  const desktopAt = (id: string, more: Partial<Live> = {}): Live =>
    live(golden, id, { marker: desktop.marker as string, createdAt: at(start + settle + 1_000), ...more });

  /** A desktop snapshot is sent after two looks and one more, and is not answered. */
  function takingADesktop(wait: 'accepted' | 'finished' = 'accepted'): { readonly run: Run; readonly sentAt: number } {
    const run = new Run([desktop], { wait });
    run.see();
    run.wait(settle);
    run.see();
    run.see();
    const sentAt = run.now;
    run.answer(desktop, unanswered);
    run.wait(1_000);
    return { run, sentAt };
  }

  test('is not another run’s desktop snapshot: its own may still come, since it takes no token', () => {
    const { run, sentAt } = takingADesktop();
    run.see(desktopAt('s-other'));
    expect(run.state.isOver).toBe(false);
    run.wait(sentAt + settle - run.now);
    expect(run.results).toMatchObject([{ outcome: 'done', resourceId: 's-other' }]);
    expect(run.written).toHaveLength(1);
  });

  test.each(['accepted', 'finished'] as const)('is not what another run’s desktop snapshot ended as: --wait %s', (wait) => {
    const { run, sentAt } = takingADesktop(wait);
    if (wait === 'finished') {
      run.see(desktopAt('s-other', { status: 'pending' }));
      run.wait(5_000);
    }
    run.see(desktopAt('s-other', { status: 'failed' }));
    expect(run.state.isOver).toBe(false);
    while (!run.state.isOver && run.now < sentAt + 2 * settle) {
      if (run.effects.some(({ type }) => type === 'look')) run.see(desktopAt('s-other', { status: 'failed' }), desktopAt('s-own'));
      else run.wait(500);
    }
    expect(run.results).toMatchObject([{ outcome: 'done', resourceId: 's-own' }]);
  });

  test('is what a desktop snapshot ended as where nothing else came within the settle time', () => {
    const { run, sentAt } = takingADesktop();
    while (!run.state.isOver && run.now < sentAt + 2 * settle) {
      if (run.effects.some(({ type }) => type === 'look')) run.see(desktopAt('s-own', { status: 'failed' }));
      else run.wait(500);
    }
    expect(run.results).toMatchObject([{ outcome: 'failed', resourceId: 's-own' }]);
    expect(run.now).toBeGreaterThanOrEqual(sentAt + settle);
  });

  test('is not a policy that another run made long ago, as a lagging listing shows only now', () => {
    const policy = desired('policies');
    const making = createOf(policy);
    const run = new Run([making]);
    run.answer(making, unanswered);
    run.wait(1_000);
    run.see(madeBy(making, policy, 'sp-other', { createdAt: at(start - 2 * settle) }));
    expect(run.state.isOver).toBe(false);
    run.now = start + settle;
    run.take({ type: 'woke' });
    expect(run.results).toMatchObject([{ outcome: 'done', resourceId: 'sp-other' }]);
  });

  test('keeps what needs it from starting', () => {
    const next = { ...renaming, id: `${renaming.id}-2`, sets: { name: 'newer' }, after: [renaming.id] };
    const run = new Run([renaming, next]);
    run.answer(renaming, unanswered);
    run.wait(1_000);
    run.see(renamed);
    expect(run.written).toHaveLength(1);
    run.wait(settle);
    run.see(renamed);
    expect(run.written).toHaveLength(2);
  });

  test('is not waited for after an answer', () => {
    const run = new Run([renaming]);
    run.answer(renaming, { type: 'success', body: {}, requestId: 'R-1', date: start });
    expect(run.results).toMatchObject([{ outcome: 'done' }]);
  });
});

describe('marks that are to change', () => {
  const entry = desired('policies', { key: 'nightly' });
  const owner = { stack: 'prod', address: entry.address, occurrence: 'standing', op: 'op-1' };
  const former = { ...owner, address: 'policies/before', op: 'op-0' };
  const { owner: _, ...bare } = live(entry, 'sp-1', { createdAt: at(start - 600_000) });
  const marked = (as: Live['owner']): Live => ({ ...bare, ...(as && { owner: as }) });
  const base = { address: entry.address, notes: [], owner };
  const moving = one({ ...base, type: 'move', live: marked(former) });
  const adopting = one({ ...base, type: 'adopt', live: bare });
  const forgetting = one({ ...base, type: 'forget', live: marked(former), keys: ['snapspec:address', 'snapspec:stack'] } as never);

  /** The plan is so old that it is looked again before anything is sent, for as long as a settle time. */
  function lookedAgain(operation: Operation, seen: Live): Run {
    const run = new Run([operation], { plannedAt: start - 2 * settle });
    while (run.written.length === 0 && !run.state.isOver) {
      if (run.effects.some(({ type }) => type === 'look')) run.see(seen);
      else run.wait(1_000);
    }
    return run;
  }

  test.each<[string, Operation, Live]>([
    ['a move, of what still carries the former ones', moving, marked(former)],
    ['a move, of what carries one of the new ones already', moving, marked({ ...former, op: owner.op })],
    ['an adoption, of what carries none', adopting, bare],
    ['letting go, of what carries all', forgetting, marked(former)],
  ])('are changed while they are as the plan has seen them: %s', (_, operation, seen) => {
    const run = lookedAgain(operation, seen);
    expect(run.now).toBe(start);
    expect(run.written).toHaveLength(1);
  });

  test.each<[string, Operation, Live]>([
    ['a move, of what carries none any more', moving, bare],
    ['a move, of what carries those of another entry', moving, marked({ ...former, address: 'policies/third' })],
    ['an adoption, of what another stack has marked', adopting, marked({ ...owner, stack: 'other' })],
    ['letting go, of what another stack has marked', forgetting, marked({ ...owner, stack: 'other' })],
  ])('are left alone where a settle time does not bring back what the plan has seen: %s', (_, operation, seen) => {
    const run = lookedAgain(operation, seen);
    expect(run.written).toEqual([]);
    expect(run.results).toMatchObject([{ outcome: 'skipped', refused: true, resourceId: 'sp-1' }]);
    expect(run.now - start).toBeGreaterThanOrEqual(settle);
  });

  test('and a change of what keeps the marks of a former name is made while it carries them', () => {
    const group = desired('groups');
    const before = { ...owner, address: 'groups/before' };
    const kept = { ...live(group, 'ssg-1', { createdAt: at(start - 600_000) }), owner: before };
    const fields = [{ field: 'name', before: 'old', after: 'new', reduces: false }];
    const changing = one({
      type: 'update',
      address: group.address,
      desired: group,
      live: kept,
      fields,
      losses: [],
      attach: [],
      detach: [],
      notes: [],
    });
    expect(lookedAgain(changing, kept).written).toEqual(['ModifySnapshotGroup']);
    expect(lookedAgain(changing, { ...kept, owner: { ...before, address: 'groups/third' } }).written).toEqual([]);
  });

  test('and a call that was not answered is not sent again over marks that somebody has taken off', () => {
    const run = new Run([moving]);
    run.answer(moving, unanswered);
    while (!run.state.isOver && run.now < start + 4 * settle) {
      if (run.effects.some(({ type }) => type === 'look')) run.see(bare);
      else run.wait(1_000);
    }
    expect(run.written).toHaveLength(1);
    expect(run.results).toMatchObject([{ outcome: 'unknown' }]);
  });
});
