import { describe, expect, test } from 'vitest';
import { awaitListed, findMade, finished, listed } from '../../src/apply/confirm.ts';
import type { Live } from '../../src/kinds/live.ts';
import { fakeClock, fakeReader } from '../support/fakes.ts';
import { listing } from '../support/listings.ts';
import { createOf, madeBy } from '../support/operations.ts';
import { desired, live, region } from '../support/resources.ts';

const snapshot = desired('snapshots');
const desktop = desired('desktopSnapshots');
const create = createOf(snapshot);
const createDesktop = createOf(desktop);
const mine = (id: string, more: Partial<Live> = {}): Live => madeBy(create, snapshot, id, more);

/** Looks things up in listings that change from one to the next, the last one for ever. */
function lookup(settle: number, ...rounds: readonly (readonly Live[])[]) {
  const reader = fakeReader((call, number) => listing(call, rounds[Math.min(number, rounds.length) - 1] ?? []));
  const clock = fakeClock();
  return { reader, clock, region, settle };
}

describe('what an unclear create has made', () => {
  const { owner: _, ...unowned } = mine('s-1');
  test.each<[string, readonly Live[], string | undefined]>([
    ['nothing', [], undefined],
    ['ours, by its token', [mine('s-1')], 's-1'],
    ['of the same address, by another run with another token: not ours', [live(snapshot, 's-1', {}, 1)], undefined],
    ['without our tags', [unowned], undefined],
    ['two: the earlier', [mine('s-1', { createdAt: '2026-11-02T00:00:00Z' }), mine('s-2')], 's-2'],
    ['two of one instant: the smaller id', [mine('s-2'), mine('s-1')], 's-1'],
    ['one that failed was made all the same', [mine('s-1', { status: 'failed', statusText: 'failed' })], 's-1'],
  ])('%s', async (_name, resources, id) => expect((await findMade(lookup(0, resources), create))?.id).toBe(id));

  test.each<[string, Live, string | undefined]>([
    ['by its marker', live(desktop, 's-1'), 's-1'],
    ['not by the marker of another occurrence', live({ ...desktop, occurrence: 'x' }, 's-1'), undefined],
    ['not without a marker', live(desktop, 's-1', { marker: undefined as unknown as string }), undefined],
  ])('where there are no tags: %s', async (_name, one, id) => expect((await findMade(lookup(0, [one]), createDesktop))?.id).toBe(id));

  test('is looked for once the listing can be believed', async () => {
    const look = lookup(30_000, []);
    await findMade(look, create);
    expect(look.clock.sleeps).toEqual([30_000]);
  });
});

describe('until what was created is listed', () => {
  const wait = async (look: ReturnType<typeof lookup>, until: (live: Live) => boolean = listed, ids = ['s-1'], signal?: AbortSignal) => {
    const result = await awaitListed(look, new Map(ids.map((id) => [id, create])), until, signal);
    return { ...result, listings: look.reader.calls(), sleeps: look.clock.sleeps };
  };
  const pending = mine('s-1', { status: 'pending', statusText: 'progressing' });
  const failed = mine('s-1', { status: 'failed', statusText: 'failed' });

  test.each<[string, Parameters<typeof wait>, object]>([
    ['one listing is not enough, two alike are', [lookup(0, [mine('s-1')])], { missing: [], failed: [], listings: 2, sleeps: [] }],
    ['it appears later', [lookup(0, [], [], [mine('s-1')])], { missing: [], listings: 4, sleeps: [250, 250] }],
    [
      'a listing that forgets it again does not count',
      [lookup(0, [mine('s-1')], [], [mine('s-1')])],
      { missing: [], listings: 4, sleeps: [250] },
    ],
    ['one without our token is not it', [lookup(0, [live(snapshot, 's-1', {}, 1)])], { missing: ['s-1'] }],
    ['all of several', [lookup(0, [mine('s-1')], [mine('s-1'), mine('s-2')]), listed, ['s-1', 's-2']], { missing: [], listings: 3 }],
    ['a pending one is listed', [lookup(0, [pending])], { missing: [], failed: [], listings: 2 }],
    ['a pending one is not finished', [lookup(0, [pending], [mine('s-1')]), finished], { missing: [], failed: [], listings: 3 }],
    ['a failed one is finished, and named', [lookup(0, [failed]), finished], { missing: [], failed: ['s-1'] }],
    ['a failed one that is listed is named too', [lookup(0, [failed])], { missing: [], failed: ['s-1'] }],
  ])('%s', async (_, given, expected) => expect(await wait(...given)).toMatchObject(expected));

  const seconds = (sleeps: readonly number[]): number => Math.round(sleeps.reduce((sum, one) => sum + one, 0) / 1000);
  test.each<[string, number, typeof finished, number]>([
    ['five seconds at least', 0, listed, 5],
    ['the settle time where that is longer', 30_000, listed, 30],
    ['an hour more where all must be finished', 0, finished, 3_605],
  ])('what is missing is waited for: %s', async (_, settle, until, expected) => {
    const { missing, sleeps } = await wait(lookup(settle, []), until);
    expect(missing).toEqual(['s-1']);
    expect(seconds(sleeps)).toBe(expected);
  });

  test('an interruption ends it', async () => {
    const controller = new AbortController();
    controller.abort('SIGINT');
    expect(await wait(lookup(0, []), listed, ['s-1'], controller.signal)).toMatchObject({ missing: ['s-1'], listings: 1 });
  });

  test('each kind is listed by itself', async () => {
    const look = lookup(0, [mine('s-1'), madeBy(createDesktop, desktop, 's-2')]);
    await awaitListed(
      look,
      new Map([
        ['s-1', create],
        ['s-2', createDesktop],
      ]),
      listed,
    );
    expect(look.reader.sent.map((call) => call.service)).toEqual(['ecs', 'ecd', 'ecs', 'ecd']);
  });
});
