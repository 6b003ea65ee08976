import { describe, expect, test } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import type { ApplyOptions } from '../../src/apply/run.ts';
import type { Live } from '../../src/kinds/live.ts';
import type { WriteCall } from '../../src/kinds/calls.ts';
import type { Operation } from '../../src/plan/plan.ts';
import type { ApplyEvent } from '../../src/plan/receipt.ts';
import { fakeClock, fakeReader, fakeWriter, lost, refusal } from '../support/fakes.ts';
import type { Answer } from '../support/fakes.ts';
import { listing } from '../support/listings.ts';
import { createOf, madeBy, modifyOf, planOf } from '../support/operations.ts';
import { desired } from '../support/resources.ts';

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
  const results = await apply(planOf(...operations), {
    reader,
    writer,
    clock: fakeClock(),
    settle: 0,
    wait: 'accepted',
    onEvent: (event) => void events.push(event),
    ...options,
  });
  const told = events.map((event) => ('operation' in event ? `${event.type} ${event.operation.id}` : `${event.type} ${event.what}`));
  return {
    results,
    outcomes: results.map((one) => `${one.id} ${one.outcome}`),
    sent: writer.sent.map((call) => call.action),
    events: told,
    reader,
  };
}

describe('a create', () => {
  test('is done once it is listed with our tags, and that is looked at', async () => {
    const { results, events, reader } = await applied([create]);
    expect(results).toEqual([
      { id: create.id, address: 'snapshots/a', action: 'create', outcome: 'done', requestId: 'R-CreateSnapshot', resourceId: 's-1' },
    ]);
    expect(events).toEqual([`started ${create.id}`, `ended ${create.id}`, 'settling waiting until everything is listed']);
    expect(reader.sent.map((call) => call.action)).toEqual(['DescribeSnapshots', 'DescribeSnapshots']);
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
      'a spent token, and it is found: done, not refused',
      { answer: () => refusal('IdempotentParameterMismatch') },
      { outcome: 'done', resourceId: 's-1' },
    ],
    [
      'a spent token, and nothing is found: unknown, not refused',
      { answer: () => refusal('IdempotentParameterMismatch'), resources: [] },
      { outcome: 'unknown' },
    ],
    ['an answer without an id, and it is found', { answer: () => ({}) }, { outcome: 'done', resourceId: 's-1' }],
    [
      'an answer without an id, and it is not found',
      { answer: () => ({}), resources: [] },
      { outcome: 'unknown', message: 'The reply has no id.' },
    ],
    [
      'an id that is never listed',
      { resources: [] },
      { outcome: 'unknown', resourceId: 's-1', message: 'The service returned s-1, but does not list it as ours yet.' },
    ],
    [
      'one that ends as failed',
      { resources: [{ ...made, status: 'failed', statusText: 'failed' }] },
      { outcome: 'failed', resourceId: 's-1', message: 'The service started s-1, and it ended as failed.' },
    ],
  ])('%s', async (_, options, expected) => {
    const { results } = await applied([create], options);
    expect(results).toEqual([expect.objectContaining(expected)]);
  });

  test('with --wait finished is waited for until it is finished', async () => {
    const pending = { ...made, status: 'pending', statusText: 'progressing' } as const;
    const { results, events } = await applied([create], { wait: 'finished', resources: [pending] });
    expect(results[0]?.outcome).toBe('unknown');
    expect(events).toContain('settling waiting until everything is finished');
    expect((await applied([create], { wait: 'accepted', resources: [pending] })).results[0]?.outcome).toBe('done');
  });

  test('without a create nothing is waited for', async () => {
    const { reader, events } = await applied([modifyOf(snapshot)]);
    expect(reader.sent).toEqual([]);
    expect(events.filter((event) => event.startsWith('settling'))).toEqual([]);
  });
});

describe('a change', () => {
  test('names the resource that it changes', async () =>
    expect((await applied([modifyOf(snapshot, 's-7')])).results).toMatchObject([{ outcome: 'done', resourceId: 's-7' }]));
  test('that is so already', async () =>
    expect((await applied([modifyOf(snapshot)], { answer: () => refusal('NoAttributeToModify') })).results).toMatchObject([
      { outcome: 'already', code: 'NoAttributeToModify' },
    ]));
  test('without an answer is unknown, and is not looked for', async () => {
    const { results, reader } = await applied([modifyOf(snapshot)], { answer: lost });
    expect(results).toMatchObject([{ outcome: 'unknown' }]);
    expect(reader.sent).toEqual([]);
  });
  test('of what this run creates gets its id', async () => {
    const attach = step('attach', [create.id], {
      address: create.address,
      call: { ...create.call, action: 'Attach', params: { Id: { idOf: 'snapshots/a' } } },
    });
    const { resourceId: _, ...without } = attach;
    let params: WriteCall['params'] | undefined;
    const { results } = await applied([create, without], {
      answer: (call) => (call.action === 'Attach' ? ((params = call.params), {}) : undefined),
    });
    expect(params).toEqual({ Id: 's-1' });
    expect(results[1]).toMatchObject({ outcome: 'done', resourceId: 's-1' });
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

  test('at most four are in flight', async () => {
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
    expect(most).toBe(4);
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
    const off = step('off', [], { action: 'detach' });
    expect((await applied([risky, off, step('a'), step('b', ['a'])])).sent).toEqual(['a', 'b', 'less', 'off']);
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
    expect(outcomes.slice(1)).toEqual(['less skipped', 'off done']);
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
  test('starts nothing new, ends what is in flight, and looks at nothing', async () => {
    const controller = new AbortController();
    const { outcomes, results, sent, reader } = await applied([create, step('b', [create.id]), step('x', ['b'])], {
      signal: controller.signal,
      answer: () => void controller.abort('SIGINT') as undefined,
    });
    expect(outcomes).toEqual([`${create.id} done`, 'b cancelled', 'x cancelled']);
    expect(results[1]?.message).toBe('Not started: the run was interrupted.');
    expect(sent).toEqual(['CreateSnapshot']);
    expect(reader.sent).toEqual([]);
  });

  test('while waiting to send again gives up', async () => {
    const controller = new AbortController();
    const { results } = await applied([modifyOf(snapshot)], {
      signal: controller.signal,
      clock: fakeClock(() => controller.abort('SIGINT')),
      answer: () => refusal('IncorrectDiskStatus.CreatingSnapshot'),
    });
    expect(results).toMatchObject([{ outcome: 'cancelled', message: 'Given up while waiting: the run was interrupted.' }]);
  });

  test('while waiting for a listing leaves what was answered', async () => {
    const controller = new AbortController();
    const { results } = await applied([create], {
      signal: controller.signal,
      clock: fakeClock(() => controller.abort('SIGINT')),
      resources: [],
    });
    expect(results).toMatchObject([{ outcome: 'done', resourceId: 's-1' }]);
  });
});

test('a defect of ours stops the run', () =>
  expect(applied([create], { answer: () => new TypeError('no such parameter') })).rejects.toThrow('no such parameter'));
