import { describe, expect, test } from 'vitest';
import { ServiceError } from '../../src/cloud/errors.ts';
import { patientReader } from '../../src/cloud/patient-reader.ts';
import type { Patience, ReadWait } from '../../src/cloud/patient-reader.ts';
import { readCall } from '../../src/kinds/call-builder.ts';
import { fakeClock, fakeReader, lost, refusal, unsent } from '../support/fakes.ts';
import type { Answer } from '../support/fakes.ts';

const call = readCall('cn-hangzhou', 'ecs', 'DescribeSnapshots', {});

/** Sends one call to a service that gives these answers, one after the other; the last one for ever. */
async function read(answers: readonly Answer[], more: Partial<Patience> = {}, at = 0) {
  const reader = fakeReader((_, number) => answers[Math.min(number, answers.length) - 1]);
  const clock = fakeClock();
  await clock.sleep(at);
  clock.sleeps.length = 0;
  const waits: ReadWait[] = [];
  const patient = patientReader(reader, { clock, onWait: (wait) => waits.push(wait), ...more });
  const result = await patient.read(call).then(
    ({ body }) => body,
    (error: Error & { help?: string }) => error,
  );
  return { result, calls: reader.calls(), sleeps: clock.sleeps, waits, patient };
}

const throttled = (retryAfter?: number): ServiceError =>
  new ServiceError(
    { service: 'ecs', action: 'Call' },
    { code: 'Throttling.User', status: 400, message: '', requestId: 'R', ...(retryAfter !== undefined && { retryAfter }) },
  );

describe('throttling is waited out to the end of the minute', () => {
  test.each([
    [0, 60],
    [1_000, 59],
    [59_999, 0.001],
  ])('%i ms into the minute: %d s', async (at, seconds) => {
    const { result, sleeps, waits } = await read([throttled(), {}], {}, at);
    expect(result).toEqual({});
    expect(sleeps).toEqual([seconds * 1000]);
    expect(waits).toEqual([{ action: 'DescribeSnapshots', seconds, why: 'throttled' }]);
  });

  test('as many minutes as it takes', async () => {
    const { result, sleeps } = await read([...Array.from({ length: 30 }, () => throttled()), {}]);
    expect(result).toEqual({});
    expect(sleeps).toEqual(Array.from({ length: 30 }, () => 60_000));
  });

  test.each([
    [0, 1],
    [1, 1],
    [23, 23],
    [60, 60],
    [5_000, 5],
    [90_000, 60],
    [-4, 1],
  ])('where the service says %i, which may be seconds or milliseconds: %i s', async (given, seconds) =>
    expect((await read([throttled(given), {}])).sleeps).toEqual([seconds * 1000]),
  );

  test('spread over two seconds by chance', async () => {
    expect((await read([throttled(10), {}], { chance: () => 0.5 })).sleeps).toEqual([11_000]);
    expect((await read([throttled(10), {}], { chance: () => 0.999 })).sleeps).toEqual([11_998]);
  });

  test('the end of the run ends the waiting', async () => {
    const clock = { ...fakeClock(), sleep: () => Promise.reject(new Error('over')) };
    expect((await read([throttled()], { clock })).result).toMatchObject({ message: 'over' });
  });
});

describe('what is not answered', () => {
  test('is sent again three times, ever later', async () => {
    const { result, calls, sleeps, waits } = await read([lost(), lost(), lost(), {}]);
    expect({ result, calls, sleeps }).toEqual({ result: {}, calls: 4, sleeps: [1000, 2000, 4000] });
    expect(waits.map(({ why }) => why)).toEqual(['unanswered', 'unanswered', 'unanswered']);
    expect(await read([lost()])).toMatchObject({ result: { type: 'cloud', help: expect.stringContaining('run it again') }, calls: 4 });
  });

  test('a throttle in between does not count as an attempt', async () => {
    const { result, calls } = await read([lost(), throttled(1), lost(), throttled(1), lost(), {}]);
    expect({ result, calls }).toEqual({ result: {}, calls: 6 });
  });

  test.each<[string, Error, object]>([
    [
      'a refusal',
      refusal('Forbidden.RAM'),
      { type: 'cloud', message: expect.stringContaining('Forbidden.RAM'), help: expect.stringMatching(/\.$/) },
    ],
    ['nobody listens', unsent(), { type: 'cloud', help: expect.stringContaining('Check the network') }],
    ['a defect of ours', new TypeError('no parameter'), { name: 'TypeError' }],
  ])('%s is final', async (_, error, expected) => {
    expect(await read([error, {}])).toMatchObject({ result: expected, calls: 1, sleeps: [] });
  });
});

describe('the most calls of a run', () => {
  test('end it before the next one is sent, attempts included', async () => {
    const { result, calls } = await read([lost()], { maxCalls: 2 });
    expect(result).toMatchObject({ type: 'cloud', message: 'Reading was ended before call 3, as --max-calls asks.' });
    expect(calls).toBe(2);
    const enough = await read([{}], { maxCalls: 1 });
    expect(enough.result).toEqual({});
    await expect(enough.patient.read(call)).rejects.toMatchObject({ type: 'cloud' });
    expect(enough.patient.calls()).toBe(1);
  });
});
