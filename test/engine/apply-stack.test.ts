import { describe, expect, test } from 'vitest';
import { applyStack } from '../../src/engine/apply-stack.ts';
import type { ReadCall } from '../../src/kinds/calls.ts';
import type { Answer, ApplyStackOptions } from '../../src/engine/apply-stack.ts';
import { planStack } from '../../src/engine/plan-stack.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import type { Live } from '../../src/kinds/live.ts';
import { fakeClock, fakeReader, fakeWriter, lost } from '../support/fakes.ts';
import { listing } from '../support/listings.ts';
import { createOf, madeBy } from '../support/operations.ts';

/** The program of a spec, without its findings. */
function programOf(text: string): Program {
  const content = `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n${text}`;
  return analyze([{ file: 'snapspec.yaml', content }], { year: 2026, unresolved: 'error' }).program as Program;
}

const one = programOf('snapshots: {a: {diskId: d-1, retentionDays: 30}}\n');
const [entry] = one.desired as [Program['desired'][number]];
const made = madeBy(createOf(entry), entry, 's-1');

/** Applies a spec to a cloud with these resources, to which the create adds one. */
async function applied(program: Program, resources: readonly Live[], options: Partial<ApplyStackOptions> = {}) {
  const cloud = [...resources];
  const reader = fakeReader((call) => listing(call, cloud));
  const writer = fakeWriter(() => {
    cloud.push(made);
    return { SnapshotId: made.id };
  });
  const asked: number[] = [];
  const result = await applyStack(program, {
    reader,
    writer,
    clock: fakeClock(),
    settle: 0,
    wait: 'accepted',
    onEvent: () => {},
    ...options,
    approve: async (plan) => {
      asked.push(plan.operations.length);
      return (await options.approve?.(plan)) ?? { type: 'yes' };
    },
  });
  return { result, asked, sent: writer.sent.length };
}

describe('what comes of an apply', () => {
  test('it asks, sends, and reads again to see that nothing is left', async () => {
    const { result, asked, sent } = await applied(one, []);
    expect({ asked, sent }).toEqual({ asked: [1], sent: 1 });
    expect(result).toMatchObject({ type: 'applied', results: [{ outcome: 'done' }], after: { operations: [] } });
    expect(result.plan.operations).toHaveLength(1);
  });

  test.each<[string, Program, readonly Live[], Partial<ApplyStackOptions>, string, readonly number[]]>([
    ['nothing to do: nobody is asked', one, [made], {}, 'unchanged', []],
    ['declined', one, [], { approve: async () => ({ type: 'no' }) }, 'declined', [1]],
    ['a refused entry', programOf('snapshots: {a: {diskId: d-2, retentionDays: 30}}\n'), [made], {}, 'unchanged', []],
    ['a target that does not exist', programOf('snapshots: {a: {diskId: d-9, retentionDays: 30}}\n'), [], {}, 'unchanged', []],
  ])('%s: nothing is sent', async (_, program, resources, options, type, asked) =>
    expect(await applied(program, resources, options)).toMatchObject({ result: { type }, asked, sent: 0 }),
  );

  test('after an interruption nothing is read again', async () => {
    const controller = new AbortController();
    const onEvent = (): void => controller.abort('SIGINT');
    const clock = { ...fakeClock(), sleep: () => new Promise<void>(() => {}) };
    const { result } = await applied(one, [], { signal: () => controller.signal, onEvent, clock });
    expect(result).toMatchObject({ type: 'applied', results: [{ outcome: 'done' }] });
    expect(result).not.toHaveProperty('after');
  });

  test('where the cloud can no longer be read, what is known stands beside the failure', async () => {
    let sent = 0;
    const reader = fakeReader((call) => (sent > 0 ? lost() : listing(call, [])));
    const writer = fakeWriter(() => {
      sent += 1;
      return { SnapshotId: 's-1' };
    });
    const { result } = await applied(one, [], { reader, writer });
    expect(result).toMatchObject({ type: 'applied', results: [{ outcome: 'unknown', resourceId: 's-1' }] });
    expect(result).toHaveProperty('failure');
    expect(result).not.toHaveProperty('after');
  });

  test('an unanswered create that cannot be looked up is unknown, and what was not begun is cancelled', async () => {
    const disks = [1, 2, 3, 4, 5, 6].map((n) => `s${n}: {diskId: d-1, retentionDays: 30}`);
    let sent = 0;
    const reader = fakeReader((call) => (sent > 0 ? lost() : listing(call, [])));
    const writer = fakeWriter(() => {
      sent += 1;
      return lost();
    });
    const { result } = await applied(programOf(`snapshots: {${disks.join(', ')}}\n`), [], { reader, writer });
    const outcomes = result.type === 'applied' ? result.results.map(({ outcome }) => outcome) : [];
    expect(outcomes.filter((one) => one === 'unknown')).toHaveLength(sent);
    expect(outcomes.filter((one) => one === 'cancelled')).toHaveLength(6 - sent);
    expect(sent).toBeLessThan(6);
    expect(result).toHaveProperty('failure');
  });

  test('the signal is not asked for before the approval', async () => {
    const order: string[] = [];
    const signal = (): undefined => void order.push('signal');
    const approve = async (): Promise<Answer> => {
      order.push('approve');
      return { type: 'yes' };
    };
    await applied(one, [], { approve, signal });
    expect(order).toEqual(['approve', 'signal']);
  });
});

describe('what a run does not know, and its last look shows', () => {
  /** The create is not answered, and nothing is listed before the last look: one that reads the regions again. */
  async function seenLate(wait: 'accepted' | 'finished', late: Live) {
    let looks = 0;
    const reader = fakeReader((call) => {
      if (call.action === 'DescribeRegions') looks += 1;
      return listing(call, looks > 1 ? [late] : []);
    });
    const writer = fakeWriter(() => lost());
    return (await applied(one, [], { reader, writer, wait })).result;
  }
  const pending: Live = { ...made, status: 'pending', statusText: 'progressing' };

  test('is done; while it is being taken, only where that is not waited for', async () => {
    expect(await seenLate('accepted', made)).toMatchObject({ results: [{ outcome: 'done', resourceId: 's-1' }] });
    expect(await seenLate('accepted', pending)).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(await seenLate('finished', made)).toMatchObject({ results: [{ outcome: 'done' }] });
    expect(await seenLate('finished', pending)).toMatchObject({
      results: [{ outcome: 'unknown', resourceId: 's-1', message: 'It is there, and still being taken.' }],
    });
  });
});

test('a backup that fails before the last look is told to have failed, and is not waited for', async () => {
  let looks = 0;
  const reader = fakeReader((call) => {
    if (call.action === 'DescribeRegions') looks += 1;
    return listing(call, sent === 0 ? [] : [looks > 1 ? { ...made, status: 'failed', statusText: 'failed' } : made]);
  });
  let sent = 0;
  const writer = fakeWriter(() => {
    sent += 1;
    return { SnapshotId: made.id };
  });
  const clock = fakeClock();
  const { result } = await applied(one, [], { reader, writer, clock, settle: 30_000 });
  expect(result).toMatchObject({
    results: [{ outcome: 'failed', resourceId: 's-1', message: 'The service started s-1, and it ended as failed.' }],
    after: { entries: [{ outcome: 'create', failed: ['s-1'] }] },
  });
  expect(clock.sleeps.filter((time) => time >= 1_000)).toEqual([]);
});

describe('one entry’s trouble is its own', () => {
  const two = (other: string): Program =>
    programOf(`snapshots: {a: {diskId: d-1, retentionDays: 30}, b: {diskId: ${other}, retentionDays: 30}}\n`);

  test('what is not refused is carried out, and what is held back is skipped with its reason', async () => {
    const { result, sent } = await applied(two('d-9'), []);
    expect(sent).toBe(1);
    expect(result).toMatchObject({
      type: 'applied',
      results: [
        { id: 'snapshots/a#create', outcome: 'done' },
        { id: 'snapshots/b#create', outcome: 'skipped', message: 'Held back: Disk d-9 does not exist in cn-hangzhou.' },
      ],
      after: { operations: [{ id: 'snapshots/b#create', held: { cause: 'failed' } }] },
    });
  });
});

describe('a person’s yes', () => {
  const late = madeBy(createOf(entry), entry, 's-7');

  test('counts for the plan that was shown: what changed meanwhile is shown again', async () => {
    const cloud: Live[] = [];
    const { result, asked, sent } = await applied(one, cloud, { interactive: true });
    expect({ asked, sent, type: result.type }).toEqual({ asked: [1], sent: 1, type: 'applied' });
    let listings: readonly Live[] = [];
    const reader = fakeReader((call) => listing(call, listings));
    const approve = async (): Promise<Answer> => {
      listings = [late];
      return { type: 'yes' };
    };
    const again = await applied(one, [], { interactive: true, approve, reader });
    expect({ asked: again.asked, sent: again.sent, type: again.result.type }).toEqual({ asked: [1], sent: 0, type: 'unchanged' });
  });

  test('is taken back by an interruption while the plan is made again, and nothing is sent', async () => {
    const controller = new AbortController();
    const listings = fakeReader((call) => listing(call, []));
    let asked = false;
    const reader = { ...listings, read: async (call: ReadCall) => (asked ? new Promise<never>(() => {}) : listings.read(call)) };
    const approve = async (): Promise<Answer> => {
      asked = true;
      setTimeout(() => controller.abort('SIGINT'), 5);
      return { type: 'yes' };
    };
    const { result, sent } = await applied(one, [], { interactive: true, approve, reader, signal: () => controller.signal });
    expect({ type: result.type, sent }).toEqual({ type: 'declined', sent: 0 });
  });
});

test('an empty spec for a stack that owns something is refused', () =>
  expect(
    planStack(
      programOf(''),
      fakeReader((call) => listing(call, [made])),
      fakeClock(),
    ),
  ).rejects.toMatchObject({ type: 'refused' }));

test('an empty spec for a stack that owns nothing has an empty plan', async () => {
  const plan = await planStack(
    programOf(''),
    fakeReader((call) => listing(call, [])),
    fakeClock(),
  );
  expect(plan.entries).toEqual([]);
});
