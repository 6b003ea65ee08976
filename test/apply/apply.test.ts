import { describe, expect, test } from 'vitest';
import { apply } from '../../src/apply/driver.ts';
import type { ApplyOptions } from '../../src/apply/driver.ts';
import type { Live } from '../../src/kinds/live.ts';
import type { WriteCall } from '../../src/kinds/calls.ts';
import type { Operation } from '../../src/plan/plan.ts';
import type { ApplyEvent } from '../../src/plan/receipt.ts';
import { fakeClock, fakeReader, fakeWriter, lost, refusal } from '../support/fakes.ts';
import type { Answer } from '../support/fakes.ts';
import { listing } from '../support/listings.ts';
import { createOf, madeBy, modifyOf, planOf } from '../support/operations.ts';
import { desired, live } from '../support/resources.ts';

const snapshot = desired('snapshots');
const create = createOf(snapshot);
const made = madeBy(create, snapshot, 's-1');
const step = (name: string, after: readonly string[] = [], more: Partial<Operation> = {}): Operation => ({
  ...modifyOf(snapshot),
  id: name,
  address: `snapshots/${name}`,
  call: { ...modifyOf(snapshot).call, action: name },
  after,
  ...more,
});

/** Applies operations; every call succeeds unless `answer` says otherwise, and `resources` is what is listed. */
async function applied(
  operations: readonly Operation[],
  options: Partial<ApplyOptions> & { readonly answer?: (call: WriteCall) => Answer | undefined; readonly resources?: readonly Live[] } = {},
) {
  const events: ApplyEvent[] = [];
  const writer = fakeWriter((call) => options.answer?.(call) ?? { SnapshotId: 's-1' });
  const reader = fakeReader((call) => listing(call, options.resources ?? [made]));
  const clock = fakeClock();
  const options_: ApplyOptions = {
    reader,
    writer,
    clock,
    settle: 0,
    wait: 'accepted',
    onEvent: (event) => void events.push(event),
    ...options,
  };
  const { results, failure } = await apply(planOf(...operations), options_, clock.now());
  const told = events.map((event) => ('operation' in event ? `${event.type} ${event.operation.id}` : `${event.type} ${event.what}`));
  return {
    results,
    failure,
    outcomes: results.map((one) => `${one.id} ${one.outcome}`),
    sent: writer.sent.map((call) => call.action),
    events: told,
    reader,
    sleeps: clock.sleeps,
  };
}

describe('a create', () => {
  test('is done once it is listed with our tags, and that is looked at by its id', async () => {
    const { results, events, reader } = await applied([create]);
    expect(results).toEqual([
      { id: create.id, address: 'snapshots/a', action: 'create', outcome: 'done', requestId: 'R-CreateSnapshot', resourceId: 's-1' },
    ]);
    expect(events).toEqual([`started ${create.id}`, `ended ${create.id}`]);
    expect(reader.sent.map((call) => call.params['SnapshotIds'])).toEqual(['["s-1"]']);
  });

  test('that is not to be waited for is done with its answer', async () => {
    const { results, reader } = await applied([create], { wait: 'none', resources: [] });
    expect(results).toMatchObject([{ outcome: 'done', resourceId: 's-1', message: 'Sent and answered; it was not looked for.' }]);
    expect(reader.sent).toEqual([]);
  });

  test.each<[string, Parameters<typeof applied>[1], object]>([
    [
      'refused',
      { answer: () => refusal('QuotaExceed.Snapshot') },
      {
        outcome: 'failed',
        code: 'QuotaExceed.Snapshot',
        requestId: 'R-refused',
        message: 'ECS Call was refused with QuotaExceed.Snapshot (403): No.',
        help: expect.any(String),
      },
    ],
    ['no answer, and it is found', { answer: lost }, { outcome: 'done', resourceId: 's-1' }],
    [
      'no answer, and it is not found',
      { answer: lost, resources: [] },
      {
        outcome: 'unknown',
        message: 'ECS Call got no definite answer: the connection failed.',
        help: expect.stringContaining('Run apply again'),
      },
    ],
    [
      'a spent token, and it is found: it was there already',
      { answer: () => refusal('IdempotentParameterMismatch') },
      { outcome: 'already', resourceId: 's-1' },
    ],
    ['an answer without an id, and it is found', { answer: () => ({}) }, { outcome: 'done', resourceId: 's-1' }],
    [
      'an answer without an id, and it is not found',
      { answer: () => ({}), resources: [] },
      { outcome: 'unknown', message: 'The reply has no id.' },
    ],
    [
      'ids that are never listed: one token after the other, to the last',
      { resources: [] },
      { outcome: 'failed', refused: true, message: expect.stringContaining('the last of the 64 tokens') },
    ],
    [
      'one that ends as failed',
      { resources: [{ ...made, status: 'failed', statusText: 'failed', createdAt: '2027-01-01T00:00:00Z' }] },
      { outcome: 'failed', resourceId: 's-1', message: 'The service started s-1, and it ended as failed.' },
    ],
  ])('%s', async (_, options, expected) => {
    const { results } = await applied([create], options);
    expect(results).toEqual([expect.objectContaining(expected)]);
  });

  test('with --wait finished is waited for until it is finished', async () => {
    const pending = { ...made, status: 'pending', statusText: 'progressing' } as const;
    let looks = 0;
    const reader = fakeReader((call) => listing(call, [looks++ < 5 ? pending : made]));
    const { results, sleeps } = await applied([create], { wait: 'finished', reader });
    expect(results[0]?.outcome).toBe('done');
    expect({ looks, waited: sleeps.length }).toEqual({ looks: 6, waited: 5 });
    expect((await applied([create], { wait: 'accepted', resources: [pending] })).results[0]?.outcome).toBe('done');
  });
});

describe('a change', () => {
  const changed = { ...live(snapshot, 's-1'), props: { ...live(snapshot, 's-1').props, name: 'new' } };

  test('names the resource that it changes, and is not looked for', async () => {
    const { results, reader } = await applied([modifyOf(snapshot, 's-7')]);
    expect(results).toMatchObject([{ outcome: 'done', resourceId: 's-7' }]);
    expect(reader.sent).toEqual([]);
  });
  test('that is so already', async () =>
    expect((await applied([modifyOf(snapshot)], { answer: () => refusal('NoAttributeToModify') })).results).toMatchObject([
      { outcome: 'already', code: 'NoAttributeToModify' },
    ]));
  test('without an answer is looked for, and sent again only where it is not seen', async () => {
    const seen = await applied([modifyOf(snapshot)], { answer: lost, resources: [changed] });
    expect(seen.results).toMatchObject([{ outcome: 'done', resourceId: 's-1' }]);
    expect(seen.sent).toHaveLength(1);
    const unseen = await applied([modifyOf(snapshot)], { answer: lost, resources: [live(snapshot, 's-1')] });
    expect(unseen.results).toMatchObject([{ outcome: 'unknown' }]);
    expect(unseen.sent).toHaveLength(3);
  });
  test('of what is gone, or no longer ours, is not sent again', async () => {
    const gone = await applied([modifyOf(snapshot)], { answer: lost, resources: [] });
    expect(gone.results).toMatchObject([{ outcome: 'unknown', message: expect.stringContaining('not listed any more') }]);
    const { owner: _, ...unowned } = live(snapshot, 's-1');
    const foreign = await applied([modifyOf(snapshot)], { answer: lost, resources: [unowned] });
    expect(foreign.results).toMatchObject([{ outcome: 'unknown', refused: true }]);
    expect([gone.sent.length, foreign.sent.length]).toEqual([1, 1]);
  });
});

describe('order', () => {
  test('an operation waits for those that it comes after, and for no other', async () => {
    const { sent } = await applied([step('c', ['b']), step('b', ['a']), step('a'), step('x')]);
    expect(sent.indexOf('a')).toBeLessThan(sent.indexOf('b'));
    expect(sent.indexOf('b')).toBeLessThan(sent.indexOf('c'));
    expect(sent.indexOf('x')).toBeLessThan(sent.indexOf('b'));
  });

  test('results keep the order of the plan', async () =>
    expect((await applied([step('c', ['a']), step('a')])).outcomes).toEqual(['c done', 'a done']));

  test('at most eight are in flight', async () => {
    let [now, most] = [0, 0];
    const write = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return { body: {}, requestId: 'R' };
    };
    const { outcomes } = await applied(
      Array.from({ length: 12 }, (_, index) => step(`s${index}`)),
      { writer: { write } },
    );
    expect(outcomes).toHaveLength(12);
    expect(most).toBe(8);
  });

  test('two of one entry are never in flight at the same time', async () => {
    const flying = new Set<string>();
    const overlaps: string[] = [];
    const write = async ({ action }: WriteCall) => {
      const [entry = ''] = action;
      if (flying.has(entry)) overlaps.push(action);
      flying.add(entry);
      await new Promise((resolve) => setImmediate(resolve));
      flying.delete(entry);
      return { body: {}, requestId: 'R' };
    };
    const steps = ['a1', 'a2', 'b1', 'a3', 'b2'].map((name) => step(name, [], { address: `snapshots/${name[0]}` }));
    expect((await applied(steps, { writer: { write } })).outcomes).toHaveLength(5);
    expect(overlaps).toEqual([]);
  });

  test('what takes something away is begun when all else has ended, also where it needs none of it', async () => {
    const risky = step('less', [], { risk: 'reduces-protection' });
    const gone = step('gone', [], { action: 'delete', risk: 'irreversible' });
    expect((await applied([gone, risky, step('a'), step('b', ['a'])])).sent).toEqual(['a', 'b', 'less', 'gone']);
  });

  test.each<[string, () => Answer]>([
    ['failed', () => refusal('QuotaExceed.Snapshot')],
    ['unknown', lost],
  ])('nothing is taken away after one that is %s; what only moves is', async (_, answer) => {
    const risky = step('less', [], { risk: 'reduces-protection' });
    const moved = step('off', [], { action: 'detach' });
    const { outcomes, results, sent } = await applied([step('a'), risky, moved], {
      answer: (call) => (call.action === 'a' ? answer() : undefined),
    });
    expect(outcomes.slice(1)).toEqual(['less skipped', 'off already']);
    expect(results[1]?.message).toBe('Not started: a did not succeed, and nothing is taken away in a run in which something failed.');
    expect(sent).not.toContain('less');
  });

  test('what is held back is skipped with its reason, and is no failure', async () => {
    const held = step('a', [], { held: { cause: 'refused', reason: 'Not approved.' } });
    const risky = step('less', [], { risk: 'reduces-protection' });
    const { outcomes, results, sent } = await applied([held, step('b', ['a']), risky]);
    expect(outcomes).toEqual(['a skipped', 'b skipped', 'less done']);
    expect(results[0]?.message).toBe('Held back: Not approved.');
    expect(sent).toEqual(['less']);
  });

  test.each<[string, () => Answer, string]>([
    ['failed', () => refusal('QuotaExceed.Snapshot'), 'skipped'],
    ['unknown', lost, 'skipped'],
    ['already', () => refusal('NoAttributeToModify'), 'done'],
  ])('after one that is %s: only what depends on it may be skipped', async (outcome, answer, dependent) => {
    const { outcomes, results, sent } = await applied([step('a'), step('b', ['a']), step('c', ['b']), step('x')], {
      answer: (call) => (call.action === 'a' ? answer() : undefined),
    });
    expect(outcomes).toEqual([`a ${outcome}`, `b ${dependent}`, `c ${dependent}`, 'x done']);
    expect(sent.includes('b')).toBe(dependent === 'done');
    if (dependent === 'skipped') expect(results[1]?.message).toBe('Not started: a did not succeed.');
  });
});

describe('an interruption', () => {
  test('starts nothing new, and looks once more at what was sent', async () => {
    const controller = new AbortController();
    const { outcomes, results, sent, reader } = await applied([create, step('b', [create.id]), step('x', ['b'])], {
      signal: controller.signal,
      clock: { ...fakeClock(), sleep: () => new Promise(() => {}) },
      answer: () => void controller.abort('SIGINT') as undefined,
    });
    expect(outcomes).toEqual([`${create.id} done`, 'b cancelled', 'x cancelled']);
    expect(results[1]?.message).toBe('Not started: the run was interrupted.');
    expect(sent).toEqual(['CreateSnapshot']);
    expect(reader.sent).toHaveLength(1);
  });

  test('while waiting to send again gives up, and says that nothing was done', async () => {
    const controller = new AbortController();
    const { results } = await applied([modifyOf(snapshot)], {
      signal: controller.signal,
      clock: fakeClock(() => controller.abort('SIGINT')),
      answer: () => refusal('IncorrectDiskStatus.CreatingSnapshot'),
    });
    expect(results).toMatchObject([{ outcome: 'cancelled', message: 'Given up while waiting: nothing of it was done.' }]);
  });

  test('while something is not listed yet leaves it unknown, with its id', async () => {
    const controller = new AbortController();
    const { results } = await applied([create], {
      signal: controller.signal,
      clock: fakeClock(() => controller.abort('SIGINT')),
      settle: 30_000,
      resources: [],
    });
    expect(results).toMatchObject([{ outcome: 'unknown', resourceId: 's-1' }]);
  });

  test('after a call that may have taken effect is unknown, never cancelled', async () => {
    const controller = new AbortController();
    const { results } = await applied([modifyOf(snapshot)], {
      signal: controller.signal,
      clock: fakeClock(() => controller.abort('SIGINT')),
      settle: 30_000,
      answer: lost,
      resources: [live(snapshot, 's-1')],
    });
    expect(results).toMatchObject([{ outcome: 'unknown' }]);
  });
});

test('a defect of ours stops the run, and hides nothing of what was done', async () => {
  const { failure, results } = await applied([step('x'), create], {
    answer: (call) => (call.action === 'CreateSnapshot' ? new TypeError('no such parameter') : {}),
  });
  expect(failure).toMatchObject({ message: 'no such parameter' });
  expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'unknown']);
});
