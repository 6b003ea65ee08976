import { describe, expect, test } from 'vitest';
import { sendCall, withIds } from '../../src/apply/call.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { fakeClock, fakeWriter, lost, refusal, unsent } from '../support/fakes.ts';
import type { Answer } from '../support/fakes.ts';
import { createOf, modifyOf } from '../support/operations.ts';
import { desired } from '../support/resources.ts';

const create = createOf(desired('snapshots'));
const modify = modifyOf(desired('snapshots'));
const transient = (): Error => refusal('IncorrectDiskStatus.CreatingSnapshot');

/** Sends an operation to a service that gives these answers, the last one for ever. */
async function sent(operation: Operation, ...answers: readonly (() => Answer)[]) {
  const clock = fakeClock();
  const writer = fakeWriter((_, number) => answers[Math.min(number, answers.length) - 1]?.());
  const waits: string[] = [];
  const outcome = await sendCall(writer, clock, operation, operation.call, (seconds, why) => waits.push(`${seconds} ${why}`));
  return { type: outcome.type, times: writer.sent.length, sleeps: clock.sleeps, waits, calls: writer.sent };
}

const done = (): Answer => ({ RequestId: 'R' });

describe('what comes of a call', () => {
  test.each<[string, Operation, () => Answer, string, number]>([
    ['success', create, done, 'done', 1],
    ['it is so already', modify, () => refusal('NoAttributeToModify'), 'already', 1],
    [
      'a spent token is unclear, not refused: something may have been made',
      create,
      () => refusal('IdempotentParameterMismatch'),
      'unclear',
      1,
    ],
    ['another spent token', create, () => refusal('IdempotentFailed'), 'unclear', 1],
    ['a final refusal', create, () => refusal('QuotaExceed.Snapshot'), 'refused', 1],
    ['an unknown code is final', modify, () => refusal('Never.Heard.Of.It'), 'refused', 1],
    ['a create without a definite answer is never sent again', create, lost, 'unclear', 1],
    ['a create that never left is sent four times', create, unsent, 'unclear', 4],
    ['a change without a definite answer is sent four times', modify, lost, 'unclear', 4],
    ['a change that never left is sent four times', modify, unsent, 'unclear', 4],
    ['a transient refusal is sent twenty times', create, transient, 'refused', 20],
  ])('%s', async (_, operation, answer, type, times) => expect(await sent(operation, answer)).toMatchObject({ type, times }));

  test.each<[string, Operation, readonly (() => Answer)[], string, number]>([
    ['a token in use is waited for', create, [() => refusal('IdempotentProcessing'), done], 'done', 2],
    ['a transient refusal, then success', create, [transient, transient, done], 'done', 3],
    ['a transient refusal, then a lost reply', create, [transient, lost], 'unclear', 2],
    [
      'a change whose first reply is lost and whose second says that it is so',
      modify,
      [lost, () => refusal('NoAttributeToModify')],
      'already',
      2,
    ],
  ])('%s', async (_, operation, answers, type, times) => expect(await sent(operation, ...answers)).toMatchObject({ type, times }));

  test('it is always the same call, with the same token', async () => {
    const { calls } = await sent(create, transient, transient, done);
    expect(new Set(calls).size).toBe(1);
    expect(calls[0]?.params['ClientToken']).toBe(create.token);
  });

  test('it waits ever longer, to half a minute, and says why', async () => {
    const { sleeps, waits } = await sent(create, transient);
    expect(sleeps.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(waits[0]).toMatch(/^1 ECS Call was refused with IncorrectDiskStatus\.CreatingSnapshot \(403, RequestId R-refused\): No\.$/);
  });

  test('a defect of ours is thrown', () =>
    expect(sent(create, () => new TypeError('no such parameter'))).rejects.toThrow('no such parameter'));

  test('an interruption ends the waiting', async () => {
    const controller = new AbortController();
    const writer = fakeWriter(transient);
    const sending = sendCall(
      writer,
      fakeClock(() => controller.abort('SIGINT')),
      create,
      create.call,
      () => {},
      controller.signal,
    );
    await expect(sending).rejects.toBe('SIGINT');
    expect(writer.sent).toHaveLength(1);
  });
});

describe('ids of what was created', () => {
  const call = (params: Operation['call']['params']): Operation['call'] => ({ ...create.call, params });
  test.each<[string, Operation['call']['params'], Operation['call']['params']]>([
    ['as a value', { Id: { idOf: 'policies/p' }, Other: 1 }, { Id: 'sp-1', Other: 1 }],
    ['in lists and records', { Ids: [{ idOf: 'policies/p' }], In: { Id: { idOf: 'policies/p' } } }, { Ids: ['sp-1'], In: { Id: 'sp-1' } }],
    ['one that is not known yet is empty, which no service takes', { Id: { idOf: 'policies/q' } }, { Id: '' }],
    ['nothing to do', { A: 'b', C: [true] }, { A: 'b', C: [true] }],
  ])('%s', (_, params, expected) => expect(withIds(call(params), new Map([['policies/p', 'sp-1']])).params).toEqual(expected));
});
