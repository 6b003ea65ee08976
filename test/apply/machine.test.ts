import { describe, expect, test } from 'vitest';
import { answerOfError } from '../../src/apply/answer.ts';
import type { Answer } from '../../src/apply/answer.ts';
import { atGeneration } from '../../src/apply/ours.ts';
import type { Create } from '../../src/apply/ours.ts';
import type { Live } from '../../src/kinds/live.ts';
import { lost, refusal } from '../support/fakes.ts';
import { Run, at, settle, start } from '../support/machine-run.ts';
import { createOf, madeBy, modifyOf, planOf } from '../support/operations.ts';
import { desired, live } from '../support/resources.ts';

const success = (id: string): Answer => ({ type: 'success', body: { SnapshotId: id }, requestId: 'R-1', date: start });
const unanswered: Answer = answerOfError(lost(), 'CreateSnapshot');
const refused = (code: string): Answer => answerOfError(refusal(code), 'CreateSnapshot');

const snapshot = desired('snapshots');
const taking = createOf(snapshot);
const made = madeBy(taking, snapshot, 's-1', { createdAt: at(start + 1_000) });

describe('a create with a token', () => {
  test('that was not answered is looked for until the settle time is over, then sent once more with the same token', () => {
    const run = new Run([taking]);
    run.now += 100;
    run.answer(taking, unanswered);
    run.seeNothingFor(settle - 1_000);
    expect(run.written).toHaveLength(1);
    run.seeNothingFor(3_000);
    expect(run.written).toEqual([run.written[0], run.written[0]]);
    run.answer(taking, unanswered);
    run.seeNothingFor(2 * settle);
    expect(run.results).toMatchObject([{ outcome: 'unknown' }]);
    expect(run.written).toHaveLength(2);
  });

  test('that rests on an old look is sent once two looks in a row lack it: one listing may have lost it', () => {
    const old = { plannedAt: start - settle - 1 };
    const run = new Run([taking], old);
    run.see();
    expect(run.written).toEqual([]);
    run.see(made);
    expect(run.results).toMatchObject([{ outcome: 'already', resourceId: 's-1' }]);
    const lacking = new Run([taking], old);
    lacking.see();
    lacking.see();
    expect(lacking.written).toHaveLength(1);
  });

  test('that is found meanwhile is done, and not sent again', () => {
    const run = new Run([taking]);
    run.answer(taking, unanswered);
    run.wait(5_000);
    run.see(made);
    expect(run.results).toMatchObject([{ outcome: 'done', resourceId: 's-1' }]);
    expect(run.written).toHaveLength(1);
  });

  test('whose answer names what two looks lack when the settle time is over, goes on with the next token', () => {
    const run = new Run([taking]);
    run.answer(taking, success('s-gone'));
    run.seeNothingFor(settle - 1_000);
    expect(run.written).toHaveLength(1);
    run.seeNothingFor(8_000);
    expect(new Set(run.written).size).toBe(2);
  });

  test('whose answer names what two looks lack and a third one shows as failed, is left to the next run', () => {
    const run = new Run([taking]);
    run.answer(taking, success('s-late'));
    while (run.written.length === 1 && !run.state.isOver) {
      if (!run.effects.some(({ type }) => type === 'look')) run.wait(1_000);
      else if (run.effects.some((one) => one.type === 'look' && one.ask.of === 'target'))
        run.see(madeBy(taking, snapshot, 's-late', { status: 'failed', createdAt: at(start + 1_000) }));
      else run.see();
    }
    expect(run.written).toHaveLength(1);
    expect(run.results).toMatchObject([{ outcome: 'failed', resourceId: 's-late' }]);
  });

  test.each(['IdempotentFailed', 'IdempotentParameterMismatch'])(
    'after %s: the next token, after two looks a settle time apart',
    (code) => {
      const run = new Run([taking]);
      run.answer(taking, refused(code));
      run.seeNothingFor(settle - 1_000);
      expect(run.written).toHaveLength(1);
      run.seeNothingFor(8_000);
      expect(new Set(run.written).size).toBe(2);
    },
  );

  test('after IdempotentProcessing the same token, for two settle times at most, then unknown', () => {
    const run = new Run([taking]);
    for (let sent = 1; !run.state.isOver && sent < 60; sent++) {
      run.answer(taking, refused('IdempotentProcessing'));
      run.seeNothingFor(10_500);
    }
    expect(new Set(run.written).size).toBe(1);
    expect(run.results).toMatchObject([{ outcome: 'unknown' }]);
    expect(run.now - start).toBeLessThan(90_000);
  });

  test('whose answer names something living without our marks: refused, once its tags would be listed', () => {
    const { owner: _, ...unmarked } = made;
    const run = new Run([taking]);
    run.answer(taking, success('s-1'));
    run.see(unmarked);
    expect(run.state.isOver).toBe(false);
    run.wait(settle);
    if (run.effects.some(({ type }) => type === 'look')) run.see(unmarked);
    expect(run.results).toMatchObject([{ refused: true, resourceId: 's-1' }]);
    expect(run.written).toHaveLength(1);
  });

  test('that was not answered is still looked for where an earlier attempt, seen as being taken by an old replica, has failed', () => {
    const [earlier] = [madeBy(taking, snapshot, 's-0', { status: 'pending', createdAt: at(start - 3_000) })];
    const second = atGeneration(taking as Create, 1, planOf(taking));
    const run = new Run([second], { wait: 'finished' });
    run.answer(second, unanswered);
    run.wait(1_000);
    run.see(earlier);
    run.wait(2_000);
    run.see({ ...earlier, status: 'failed' });
    expect(run.state.isOver).toBe(false);
    run.see({ ...earlier, status: 'failed' }, madeBy(second, snapshot, 's-1', { createdAt: at(start + 1_000) }));
    expect(run.results).toMatchObject([{ outcome: 'done', resourceId: 's-1' }]);
    expect(run.written).toHaveLength(1);
  });

  test('that was seen as being taken stays seen for a settle time, whatever one listing lacks', () => {
    const pending = { ...made, status: 'pending' as const };
    const run = new Run([taking], { wait: 'finished' });
    run.answer(taking, success('s-1'));
    run.see(pending);
    run.wait(1_000);
    run.see();
    expect(run.state.isOver).toBe(false);
    run.wait(1_000);
    run.see(pending);
    run.wait(1_000);
    run.see();
    run.seeNothingFor(settle - 1_000);
    expect(run.state.isOver).toBe(false);
    run.seeNothingFor(5_000);
    expect(run.results).toMatchObject([
      { outcome: 'unknown', resourceId: 's-1', message: 's-1 was being taken, and is not listed any more.' },
    ]);
  });

  test('planned too long ago is looked for first', () => {
    const run = new Run([taking], { plannedAt: start - settle - 1 });
    expect(run.written).toEqual([]);
    run.see(made);
    expect(run.results).toMatchObject([{ outcome: 'already', resourceId: 's-1' }]);
    expect(run.written).toEqual([]);
  });
});

describe('a create of an entry that had another name', () => {
  const was = desired('snapshots', { key: 'before' });
  const renamed = createOf(snapshot, { formerly: [{ stack: was.stack, address: was.address }] });
  const old = madeBy(createOf(was), was, 's-old', { createdAt: at(start - 5_000) });

  test('is sent after two looks alike a settle time apart, though it has a token', () => {
    const run = new Run([renamed]);
    run.see();
    run.wait(settle);
    run.see();
    expect(run.written).toEqual([]);
    run.see();
    expect(run.written).toHaveLength(1);
  });

  test('is not sent where a backup shows up that carries its former name, and says so', () => {
    const run = new Run([renamed]);
    run.see();
    run.wait(settle);
    run.see(old);
    expect(run.results).toMatchObject([
      {
        outcome: 'already',
        resourceId: 's-old',
        message: `It carries the marks of ${was.address}.`,
        help: expect.stringContaining('again'),
      },
    ]);
    expect(run.written).toEqual([]);
  });

  test('is sent where that one failed', () => {
    const run = new Run([renamed]);
    const failed: Live = { ...old, status: 'failed' };
    for (let look = 0; look < 4 && run.written.length === 0; look++) {
      if (!run.effects.some(({ type }) => type === 'look')) run.wait(settle);
      run.see(failed);
    }
    expect(run.written).toHaveLength(1);
  });

  test('a policy that shows up under its former name counts, and no second one is created', () => {
    const [policy, before] = [desired('policies'), desired('policies', { key: 'before' })];
    const making = createOf(policy, { formerly: [{ stack: before.stack, address: before.address }] });
    const run = new Run([making]);
    run.see();
    expect(run.written).toEqual([]);
    run.wait(settle);
    run.see(madeBy(createOf(before), before, 'sp-old', { createdAt: at(start - 5_000) }));
    expect(run.results).toMatchObject([
      { outcome: 'already', resourceId: 'sp-old', message: `It carries the marks of ${before.address}.` },
    ]);
    expect(run.written).toEqual([]);
  });

  test('a policy that never shows up is created after two looks', () => {
    const policy = desired('policies');
    const run = new Run([createOf(policy, { formerly: [{ stack: policy.stack, address: 'policies/before' }] })]);
    run.see();
    run.wait(settle);
    run.see();
    expect(run.written).toHaveLength(1);
  });
});

describe('what the spec lets go of', () => {
  const letting = createOf(snapshot, { letGo: ['s-1'] });
  const { owner: _, ...unmarked } = made;

  test('spends its token: the next one is sent', () => {
    const run = new Run([letting]);
    run.answer(letting, success('s-1'));
    run.see(unmarked);
    run.wait(settle);
    while (run.written.length === 1 && !run.state.isOver) {
      if (run.effects.some(({ type }) => type === 'look')) run.see(unmarked);
      else run.wait(1_000);
    }
    expect(new Set(run.written).size).toBe(2);
  });

  test('is in nobody’s way while its marks are still there', () => {
    const run = new Run([letting], { plannedAt: start - settle - 1 });
    for (let looks = 0; looks < 2; looks++)
      run.see({ ...unmarked, marks: [{ member: 'op', key: 'snapspec:op', value: letting.token as string }] });
    expect(run.written).toHaveLength(1);
  });
});

describe('what takes no token', () => {
  const entry = desired('desktopSnapshots');
  const desktop = createOf(entry);

  test('a desktop snapshot is taken after two looks alike a settle time apart, and one right before', () => {
    const run = new Run([desktop]);
    run.see();
    expect(run.written).toEqual([]);
    run.wait(settle - 1);
    expect(run.effects.some(({ type }) => type === 'look')).toBe(false);
    run.wait(1);
    run.see();
    expect(run.written).toEqual([]);
    run.see();
    expect(run.written).toHaveLength(1);
  });

  test('a desktop snapshot that was not answered is never sent again', () => {
    const run = new Run([desktop]);
    run.see();
    run.wait(settle);
    run.see();
    run.see();
    run.answer(desktop, unanswered);
    run.seeNothingFor(4 * settle);
    expect(run.results).toMatchObject([{ outcome: 'unknown' }]);
    expect(run.written).toHaveLength(1);
  });

  const policy = desired('policies');
  const making = createOf(policy);
  const policyAt = (id: string, moment: number, disks = 0): Live =>
    madeBy(making, policy, id, { createdAt: at(moment), props: { ...live(policy, id).props, diskNums: disks } });

  test('of policies the earliest counts, once none that is earlier can still show up', () => {
    const run = new Run([making]);
    run.answer(making, { type: 'success', body: { AutoSnapshotPolicyId: 'sp-2' }, requestId: 'R', date: start });
    run.wait(settle + 1_500);
    const [mine, other] = [policyAt('sp-2', start), policyAt('sp-1', start - 5_000)];
    run.see(mine, other);
    expect(run.results).toMatchObject([{ outcome: 'done', resourceId: 'sp-1' }]);
    expect(run.written).toHaveLength(1);
  });

  test('of policies the one with disks counts, and with disks on two none does', () => {
    const run = new Run([making]);
    run.answer(making, { type: 'success', body: { AutoSnapshotPolicyId: 'sp-2' }, requestId: 'R', date: start });
    run.wait(settle + 1_500);
    run.see(policyAt('sp-2', start, 3), policyAt('sp-1', start - 5_000));
    expect(run.results).toMatchObject([{ outcome: 'done', resourceId: 'sp-2' }]);
    const both = new Run([making]);
    both.answer(making, { type: 'success', body: { AutoSnapshotPolicyId: 'sp-2' }, requestId: 'R', date: start });
    both.wait(settle + 1_500);
    both.see(policyAt('sp-2', start, 3), policyAt('sp-1', start - 5_000, 1));
    expect(both.results).toMatchObject([{ outcome: 'failed', refused: true }]);
  });
});

describe('an interruption', () => {
  test('starts nothing, and ends after six seconds whatever is in flight', () => {
    const rename = modifyOf(desired('snapshots', { key: 'b' }), 's-9');
    const run = new Run([taking, { ...rename, after: [taking.id] }]);
    run.take({ type: 'interrupted' });
    expect(run.state.isOver).toBe(false);
    run.wait(5_999);
    expect(run.state.isOver).toBe(false);
    run.wait(1);
    expect(run.results.map(({ outcome }) => outcome)).toEqual(['unknown', 'cancelled']);
    expect(run.written).toHaveLength(1);
  });

  test('after a definite refusal nothing is unknown', () => {
    const run = new Run([taking]);
    run.answer(taking, refused('IncorrectDiskStatus.CreatingSnapshot'));
    run.take({ type: 'interrupted' });
    expect(run.results).toMatchObject([{ outcome: 'cancelled' }]);
  });
});
