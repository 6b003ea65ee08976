import { describe, expect, test } from 'vitest';
import { answerOfError } from '../../src/apply/answer.ts';
import type { Answer } from '../../src/apply/answer.ts';
import type { Effect } from '../../src/apply/machine-state.ts';
import type { Reattachment } from '../../src/diff/attachment-room.ts';
import { operationsOf } from '../../src/plan/operations.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { lost, refusal } from '../support/fakes.ts';
import { Run, at, attachmentChange, settle, start } from '../support/machine-run.ts';
import { account, desired, live, region } from '../support/resources.ts';

const done: Answer = { type: 'success', body: {}, requestId: 'R-1', date: start };
const unanswered = answerOfError(lost(), 'ApplyAutoSnapshotPolicy');
const quota = 'QuotaExceed.AppliedAutoSnapshotPolicyQuota';
const refused = (code: string): Answer => answerOfError(refusal(code), 'ApplyAutoSnapshotPolicy');

const moving = (target: string): Reattachment => ({
  target,
  to: 'policies/new',
  from: { id: 'sp-old', address: 'policies/old' },
  limit: 10,
});
const operations = (ids: readonly string[], age?: number): Operation[] =>
  operationsOf(
    [attachmentChange('new', 'sp-new', ids, [], age), attachmentChange('old', 'sp-old', [], ids)],
    { account, region },
    new Map(),
    ids.map(moving),
  );
const [reattach] = operations(['d-1']) as [Operation];

const day = 24 * 3_600_000;
const apply = 'ApplyAutoSnapshotPolicy ["d-1"]';
const cancel = 'CancelAutoSnapshotPolicy ["d-1"]';
const policyOf = (effect: Effect | undefined): unknown =>
  effect?.type === 'write' ? effect.call.params['autoSnapshotPolicyId'] : undefined;
const written = (run: Run): unknown => policyOf(run.effects.find(({ type }) => type === 'write'));
const under = (...ids: readonly string[]): { attached: { [id: string]: string[] } } => ({
  attached: Object.fromEntries(ids.map((id) => [id, ['d-1']])),
});

/** Both policies, with the marks of their entries. */
const marked = ['new', 'old'].map((key) => live(desired('policies', { key }), `sp-${key}`, { createdAt: at(start - 30 * day) }));

/** A run that has taken it off, and has seen that. */
function takenOff(run = new Run([reattach])): Run {
  run.answer(reattach, done);
  run.show(under());
  return run;
}
/** The same, and the attach was refused. */
function turnedDown(): Run {
  const run = takenOff();
  run.answer(reattach, refused(quota));
  return run;
}

describe('a disk at its limit', () => {
  test('is taken off, seen gone, attached at once, and seen there', () => {
    const run = new Run([reattach]);
    expect([run.written, written(run)]).toEqual([[cancel], 'sp-old']);
    run.answer(reattach, done);
    run.show(under('sp-old'));
    expect(run.written).toEqual([cancel]);
    run.wait(250);
    run.show(under());
    expect([run.written, written(run)]).toEqual([[cancel, apply], 'sp-new']);
    run.answer(reattach, { ...done, requestId: 'R-2' });
    run.show(under());
    expect(run.state.isOver).toBe(false);
    run.wait(250);
    run.show(under('sp-new'));
    expect(run.results).toEqual([
      { id: 'policies/new#reattach', address: 'policies/new', action: 'reattach', outcome: 'done', resourceId: 'sp-new', requestId: 'R-2' },
    ]);
  });

  test('is looked at also where nothing is waited for', () => {
    const run = new Run([reattach], { wait: 'none' });
    run.answer(reattach, done);
    expect(run.written).toEqual([cancel]);
    run.show(under());
    expect(run.written).toEqual([cancel, apply]);
  });

  test('is put back where the attach is refused, and the report says so', () => {
    const run = turnedDown();
    expect([run.written, written(run)]).toEqual([[cancel, apply, apply], 'sp-old']);
    run.answer(reattach, done);
    run.show(under('sp-old'));
    run.wait(settle);
    run.show(under('sp-old'));
    expect(run.results).toMatchObject([
      { action: 'reattach', address: 'policies/new', outcome: 'failed', code: quota, resourceId: 'sp-new' },
    ]);
    expect(run.results[0]?.message).toMatch(
      /^Disk d-1 was not attached to sp-new \(policies\/new\): .*It was put back under sp-old \(policies\/old\)\.$/,
    );
  });

  test('counts as back once that is seen when nothing that was sent before can take it off any more', () => {
    const run = turnedDown();
    run.wait(1_000);
    run.answer(reattach, done);
    run.show(under('sp-old'));
    expect(run.state.isOver).toBe(false);
    // What a look of an old replica called gone is taken off only now, late.
    run.wait(settle - 1_000);
    run.show(under());
    expect(run.written).toEqual([cancel, apply, apply, apply]);
    run.answer(reattach, done);
    run.show(under('sp-old'));
    expect(run.results).toMatchObject([{ outcome: 'failed', message: expect.stringContaining('put back under sp-old') }]);
  });

  test('that cannot be put back is told to be under neither, and what to do', () => {
    const run = turnedDown();
    run.answer(reattach, refused(quota));
    expect(run.results).toMatchObject([
      {
        outcome: 'failed',
        message: expect.stringMatching(/could not be put back: .* It is under neither of the two now\.$/),
        help: expect.stringContaining('Make room for d-1'),
      },
    ]);
  });

  test('is put back where the attach is never seen, and nobody calls that certain', () => {
    const run = takenOff();
    for (let turn = 0; turn < 3; turn++) {
      run.answer(reattach, done);
      run.show(under());
      run.wait(settle);
      // Before it is sent again, it is looked whose the policy is by now.
      for (let looks = 0; looks < 2 && run.effects.some(({ type }) => type === 'look'); looks++) run.show({ ...under(), live: marked });
    }
    expect(written(run)).toBe('sp-old');
    run.answer(reattach, done);
    run.show(under('sp-old'));
    expect(run.results).toMatchObject([{ outcome: 'unknown', message: expect.stringContaining('It was put back under sp-old') }]);
  });

  test('is not attached where it could not be taken off', () => {
    const run = new Run([reattach]);
    run.answer(reattach, refused('Forbidden.RAM'));
    expect(run.written).toEqual([cancel]);
    expect(run.results).toMatchObject([
      { outcome: 'failed', code: 'Forbidden.RAM', message: expect.stringContaining('Disk d-1 was not taken off sp-old') },
    ]);
    expect(run.results[0]?.resourceId).toBe('sp-new');
  });

  test('whose taking off was not answered is looked at first', () => {
    const run = new Run([reattach]);
    run.answer(reattach, unanswered);
    run.wait(1_000);
    run.show(under('sp-old'));
    expect(run.written).toEqual([cancel]);
    run.wait(settle);
    run.show(under());
    expect(run.written).toEqual([cancel, apply]);
  });

  test('that somebody else has taken off is attached, and not put back where that is refused', () => {
    const run = new Run([reattach], { plannedAt: start - settle - 1 });
    run.show({
      ...under(),
      live: ['new', 'old'].map((key) => live(desired('policies', { key }), `sp-${key}`, { createdAt: at(start - day) })),
    });
    expect(run.written).toEqual([apply]);
    run.answer(reattach, refused(quota));
    expect(run.written).toEqual([apply]);
    expect(run.results).toMatchObject([{ outcome: 'failed', code: quota }]);
  });

  test('stays where it is until it is known which policy counts', () => {
    const [young] = operations(['d-1'], 2_000) as [Operation];
    const entry = desired('policies', { key: 'new' });
    const mine = live(entry, 'sp-new', { createdAt: at(start - 2_000) });
    const run = new Run([young]);
    run.see(mine);
    expect(run.written).toEqual([]);
    run.wait(settle);
    run.see(mine);
    expect(run.written).toEqual([cancel]);
    const other = new Run([young]);
    other.see(mine);
    other.wait(settle);
    other.see(mine, live(entry, 'sp-first', { createdAt: at(start - 3_000) }));
    expect(other.written).toEqual([]);
    expect(other.results).toMatchObject([{ action: 'reattach', outcome: 'failed', refused: true }]);
  });

  test('of several of one entry each has its turn', () => {
    const all = operations(['d-1', 'd-2']);
    const [first, second] = all as [Operation, Operation];
    const run = new Run(all);
    expect(run.written).toEqual([cancel]);
    run.answer(first, done);
    run.show(under());
    run.answer(first, done);
    expect(run.written).toEqual([cancel, apply]);
    run.show(under('sp-new'));
    expect(run.written[2]).toBe('CancelAutoSnapshotPolicy ["d-2"]');
    expect(second.id).toBe('policies/new#reattach-2');
  });
});

describe('a run that ends in the middle', () => {
  test('begins nothing more once it is interrupted', () => {
    const all = operations(['d-1', 'd-2']);
    const run = takenOff(new Run(all));
    run.answer(reattach, done);
    run.take({ type: 'interrupted' });
    expect(run.results[1]).toMatchObject({ outcome: 'cancelled', message: 'Not started: the run was interrupted.' });
    expect(run.written).toEqual([cancel, apply]);
  });

  test('does not send again what takes it off: it attaches it, and puts it back where there is no room', () => {
    const run = new Run([reattach]);
    run.answer(reattach, unanswered);
    run.wait(1_000);
    run.show(under('sp-old'));
    run.take({ type: 'interrupted' });
    expect([run.written, written(run)]).toEqual([[cancel, apply], 'sp-new']);
    run.answer(reattach, refused(quota));
    expect([run.written.length, written(run)]).toEqual([3, 'sp-old']);
  });

  test('attaches at once what it has taken off, whether that is seen or not, and sees it', () => {
    const run = new Run([reattach]);
    run.answer(reattach, done);
    run.show(under('sp-old'));
    run.take({ type: 'interrupted' });
    expect([run.written, written(run)]).toEqual([[cancel, apply], 'sp-new']);
    run.answer(reattach, done);
    run.show(under('sp-new'));
    expect(run.results).toMatchObject([{ outcome: 'done', resourceId: 'sp-new' }]);
  });

  test('waits for the answer of the call that takes it off, and attaches then', () => {
    const run = new Run([reattach]);
    run.take({ type: 'interrupted' });
    expect(run.state.isOver).toBe(false);
    run.answer(reattach, done);
    expect(run.written).toEqual([cancel, apply]);
  });

  test('puts it back where the attach is refused', () => {
    const run = takenOff();
    run.take({ type: 'interrupted' });
    run.answer(reattach, refused(quota));
    expect([run.written.length, written(run)]).toEqual([3, 'sp-old']);
    run.answer(reattach, done);
    run.show(under('sp-old'));
    run.wait(6_000);
    expect(run.results).toMatchObject([{ outcome: 'unknown', message: expect.stringContaining('before it was seen back under sp-old') }]);
  });

  test('puts it back where the service does not take the attach yet', () => {
    const run = takenOff();
    run.answer(reattach, refused('OperationConflict'));
    expect(run.written).toEqual([cancel, apply]);
    run.take({ type: 'interrupted' });
    expect([run.written.length, written(run)]).toEqual([3, 'sp-old']);
  });

  test('says what is not known when time is up', () => {
    const run = new Run([reattach]);
    run.take({ type: 'interrupted' });
    run.wait(6_000);
    expect(run.results).toMatchObject([
      { outcome: 'unknown', message: expect.stringContaining('before it was known whether disk d-1 was taken off sp-old') },
    ]);
    const taken = takenOff();
    taken.take({ type: 'interrupted' });
    taken.wait(6_000);
    expect(taken.results).toMatchObject([
      { outcome: 'unknown', message: expect.stringContaining('disk d-1, which was taken off sp-old (policies/old)') },
    ]);
  });

  test('attaches it also where the cloud can no longer be read', () => {
    const run = new Run([reattach]);
    run.answer(reattach, done);
    const look = run.effects.find(({ type }) => type === 'look') as Effect & { type: 'look' };
    run.take({ type: 'failed', reason: new Error('no'), look: look.look });
    expect([run.written, written(run)]).toEqual([[cancel, apply], 'sp-new']);
    run.answer(reattach, done);
    expect(run.results).toMatchObject([{ outcome: 'unknown' }]);
  });

  test('attaches it also where something else fails while it waits', () => {
    const run = new Run([reattach]);
    run.answer(reattach, done);
    run.show(under('sp-old'));
    run.take({ type: 'failed', reason: new Error('no') });
    expect(run.written).toEqual([cancel, apply]);
  });
});
