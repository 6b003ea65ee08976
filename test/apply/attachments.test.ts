import { describe, expect, test } from 'vitest';
import { answerOfError } from '../../src/apply/answer.ts';
import type { Answer } from '../../src/apply/answer.ts';
import type { Change } from '../../src/diff/change.ts';
import { operationsOf } from '../../src/plan/operations.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { lost, refusal } from '../support/fakes.ts';
import { Run, at, attachmentChange, settle, start } from '../support/machine-run.ts';
import { modifyOf } from '../support/operations.ts';
import { account, desired, live, region } from '../support/resources.ts';

const done: Answer = { type: 'success', body: {}, requestId: 'R-1', date: start };
const unanswered = answerOfError(lost(), 'ApplyAutoSnapshotPolicy');
const refused = (code: string): Answer => answerOfError(refusal(code), 'ApplyAutoSnapshotPolicy');

const operations = (changes: readonly Change[], moved = new Map<string, ReadonlyMap<string, string>>()): Operation[] =>
  operationsOf(changes, { account, region }, moved);

const [attaching] = operations([attachmentChange('p', 'sp-1', ['d-1', 'd-2', 'd-3', 'd-4'], [])]) as [Operation];

const owned = live(desired('policies', { key: 'p' }), 'sp-1', { createdAt: at(start - 30 * 24 * 3_600_000) });

/** Answers what was written last. */
const tell = (run: Run, answer: Answer, operation = attaching): void => run.answer(operation, answer);

describe('an attach', () => {
  test('is done once it is seen', () => {
    const run = new Run([attaching]);
    tell(run, done);
    run.show({ attached: { 'sp-1': ['d-1', 'd-2'] } });
    expect(run.state.isOver).toBe(false);
    run.wait(250);
    run.show({ attached: { 'sp-1': ['d-1', 'd-2', 'd-3', 'd-4'] } });
    expect(run.results).toMatchObject([{ outcome: 'done', requestId: 'R-1' }]);
    expect(run.written).toHaveLength(1);
  });

  test('of which a part is not seen when the settle time is over, sends that part again', () => {
    const run = new Run([attaching]);
    tell(run, done);
    while (run.written.length === 1 && run.now < start + 2 * settle) {
      if (run.effects.some(({ type }) => type === 'look')) run.show({ attached: { 'sp-1': ['d-1', 'd-2'] } });
      else run.wait(500);
    }
    expect(run.written[1]).toBe('ApplyAutoSnapshotPolicy ["d-3","d-4"]');
  });

  test('that was not answered is looked at first, and sends only what is missing', () => {
    const run = new Run([attaching]);
    tell(run, unanswered);
    run.wait(settle);
    run.show({ attached: { 'sp-1': ['d-1', 'd-2', 'd-3', 'd-4'] } });
    expect(run.results).toMatchObject([{ outcome: 'done' }]);
    expect(run.written).toHaveLength(1);
  });

  test('that is sent again asks first whose the policy is by now', () => {
    const run = new Run([attaching], { plannedAt: start - 1_000 });
    tell(run, unanswered);
    while (run.now < start + settle) {
      if (run.effects.some(({ type }) => type === 'look')) run.show({});
      else run.wait(500);
    }
    run.show({});
    expect(run.effects.flatMap((effect) => (effect.type === 'look' ? [effect.ask.of] : [])).sort()).toEqual(['attached', 'kind']);
    const { owner: _, ...unowned } = owned;
    while (!run.state.isOver && run.now < start + 4 * settle) {
      if (run.effects.some(({ type }) => type === 'look')) run.show({ live: [unowned] });
      else run.wait(500);
    }
    expect(run.written).toHaveLength(1);
    expect(run.results).toMatchObject([{ outcome: 'skipped', message: expect.stringContaining('not listed as ours any more') }]);
  });

  test('that is refused for one disk is halved until it is found, and the others are attached', () => {
    const run = new Run([attaching]);
    tell(run, refused('QuotaExceed.AppliedAutoSnapshotPolicyQuota'));
    tell(run, done);
    tell(run, refused('QuotaExceed.AppliedAutoSnapshotPolicyQuota'));
    tell(run, refused('QuotaExceed.AppliedAutoSnapshotPolicyQuota'));
    tell(run, done);
    run.show({ attached: { 'sp-1': ['d-1', 'd-2', 'd-4'] } });
    expect(run.written.map((one) => one.split(' ')[1])).toEqual([
      '["d-1","d-2","d-3","d-4"]',
      '["d-1","d-2"]',
      '["d-3","d-4"]',
      '["d-3"]',
      '["d-4"]',
    ]);
    expect(run.results).toMatchObject([
      {
        outcome: 'failed',
        message: expect.stringContaining('3 other disks were attached'),
        code: 'QuotaExceed.AppliedAutoSnapshotPolicyQuota',
      },
    ]);
    expect(run.results[0]?.message).toContain('Disk d-3');
  });

  test('that is halved slowly looks again once what it rests on is older than the settle time', () => {
    const run = new Run([attaching]);
    run.now += settle + 1;
    tell(run, refused('QuotaExceed.AppliedAutoSnapshotPolicyQuota'));
    expect(run.written).toHaveLength(1);
    run.show({ live: [owned], attached: { 'sp-1': ['d-2'] } });
    expect(run.written.slice(1)).toEqual(['ApplyAutoSnapshotPolicy ["d-1"]']);
    tell(run, done);
    expect(run.written.slice(2)).toEqual(['ApplyAutoSnapshotPolicy ["d-3","d-4"]']);
  });

  test('that waited long sends nothing more where the policy is not ours any more, and says so', () => {
    const { owner: _, ...unmarked } = owned;
    const run = new Run([attaching]);
    run.now += settle + 1;
    tell(run, refused('QuotaExceed.AppliedAutoSnapshotPolicyQuota'));
    // One listing may have lost its marks: they are looked for until the settle time is over.
    run.show({ live: [unmarked] });
    expect(run.state.isOver).toBe(false);
    run.wait(settle);
    run.show({ live: [unmarked] });
    expect(run.written).toHaveLength(1);
    expect(run.results).toMatchObject([{ outcome: 'skipped', message: 'sp-1 is not listed as ours any more. Nothing was attached.' }]);
  });

  test('from a policy that is gone nothing is left to take off', () => {
    const [detaching] = operations([attachmentChange('p', 'sp-1', [], ['d-1'])]) as [Operation];
    const run = new Run([detaching], { plannedAt: start - settle - 1 });
    run.show({});
    expect(run.state.isOver).toBe(false);
    run.wait(settle);
    run.show({});
    expect(run.results).toMatchObject([{ outcome: 'already' }]);
    expect(run.written).toEqual([]);
  });

  test('a disk is not taken off what is not ours any more either', () => {
    const [detaching] = operations([attachmentChange('p', 'sp-1', [], ['d-1'])]) as [Operation];
    const { owner: _, ...unmarked } = owned;
    const run = new Run([detaching], { plannedAt: start - settle - 1 });
    run.show({ live: [unmarked], attached: { 'sp-1': ['d-1'] } });
    run.wait(settle);
    run.show({ live: [unmarked], attached: { 'sp-1': ['d-1'] } });
    expect(run.written).toEqual([]);
    expect(run.results).toMatchObject([{ outcome: 'skipped', message: 'sp-1 is not listed as ours any more. Nothing was taken off.' }]);
  });

  test('whose policy has no id is not sent', () => {
    const { resourceId: _, ...unknown } = attaching;
    const run = new Run([unknown as Operation]);
    expect(run.written).toEqual([]);
    expect(run.results).toMatchObject([{ outcome: 'skipped', message: 'Not started: no resource of policies/p is known.' }]);
  });

  test('that is refused for the account is not halved', () => {
    const run = new Run([attaching]);
    tell(run, refused('Forbidden.RAM'));
    expect(run.results).toMatchObject([{ outcome: 'failed', code: 'Forbidden.RAM' }]);
    expect(run.written).toHaveLength(1);
  });

  test('to a policy that is young waits until none that is earlier can still show up, and is not sent where one does', () => {
    const [young] = operations([attachmentChange('p', 'sp-1', ['d-1'], [], 2_000)]) as [Operation];
    const entry = desired('policies', { key: 'p' });
    const run = new Run([young]);
    const mine = live(entry, 'sp-1', { createdAt: at(start - 2_000) });
    run.see(mine);
    expect(run.written).toEqual([]);
    run.wait(settle);
    run.see(mine, live(entry, 'sp-0', { createdAt: at(start - 3_000) }));
    expect(run.results).toMatchObject([{ outcome: 'failed', refused: true, message: expect.stringContaining('sp-0 was created earlier') }]);
    const alone = new Run([young]);
    alone.see(mine);
    alone.wait(settle);
    alone.see(mine);
    expect(alone.written).toEqual(['ApplyAutoSnapshotPolicy ["d-1"]']);
  });
});

describe('a disk that moves', () => {
  const moved = new Map([['sp-1', new Map([['d-1', 'policies/to']])]]);
  const [attach, detach] = operations(
    [attachmentChange('to', 'sp-2', ['d-1'], []), attachmentChange('from', 'sp-1', [], ['d-1'])],
    moved,
  ) as [Operation, Operation];
  const entry = { address: 'policies/to', id: 'sp-2' };
  const running = (...all: Operation[]): Run => {
    const run = new Run(all);
    // The plan of these runs has no entries of its own.
    (run.state.settings.plan as { entries: unknown }).entries = [entry];
    return run;
  };

  test('is taken off only once it is seen where it moves to', () => {
    const run = running(attach, detach);
    run.answer(attach, done);
    run.show({ attached: { 'sp-2': ['d-1'] } });
    expect(run.written).toEqual(['ApplyAutoSnapshotPolicy ["d-1"]']);
    run.show({ attached: { 'sp-2': [] } });
    expect(run.written).toHaveLength(1);
    run.wait(250);
    run.show({ attached: { 'sp-2': ['d-1'] } });
    expect(run.written[1]).toBe('CancelAutoSnapshotPolicy ["d-1"]');
  });

  test('that this run did not attach is seen twice, a settle time apart', () => {
    const run = running({ ...detach, after: [] });
    run.wait(0);
    const alone = { ...detach, after: [] as string[] };
    const fresh = new Run([alone], { plan: { ...run.state.settings.plan, operations: [alone] } });
    fresh.show({ attached: { 'sp-2': ['d-1'] } });
    expect(fresh.written).toEqual([]);
    fresh.wait(settle);
    fresh.show({ attached: { 'sp-2': ['d-1'] } });
    expect(fresh.written).toEqual(['CancelAutoSnapshotPolicy ["d-1"]']);
  });
});

test('a change that was not answered is looked at, and sent again only where it is not seen', () => {
  const entry = desired('snapshots');
  const rename = modifyOf(entry);
  const run = new Run([rename]);
  run.answer(rename, answerOfError(lost(), 'ModifySnapshotAttribute'));
  run.wait(1_000);
  run.see(live(entry, 's-1'));
  expect(run.written).toHaveLength(1);
  run.wait(settle);
  run.see(live(entry, 's-1'));
  expect(run.written).toHaveLength(2);
});
