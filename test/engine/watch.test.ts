import { describe, expect, test } from 'vitest';
import { dueLooks, looked, nextAt, watchedIn } from '../../src/engine/watch.ts';
import type { Watched } from '../../src/engine/watch.ts';
import type { Live } from '../../src/kinds/live.ts';
import type { PlanEntry } from '../../src/plan/plan.ts';

const entry = (address: string, more: object = {}): PlanEntry => ({ address, id: `id-${address}`, pending: true, ...more }) as never;
const live = (id: string, status: Live['status'], remaining?: number): Live =>
  ({ section: 'snapshots', id, status, statusText: status, ...(remaining !== undefined && { progress: { remaining } }) }) as never;
const one: readonly Watched[] = watchedIn([entry('snapshots/a')], 0);
const look = { section: 'snapshots', ids: ['id-snapshots/a'] };
const seenAs = (status: Live['status'], now: number, remaining?: number): Watched =>
  looked(one, look, [live('id-snapshots/a', status, remaining)], { now, since: 0, settle: 0 })[0] as Watched;

describe('what is looked at when', () => {
  test('only what is being taken and has an id is watched, first after a second', () => {
    const entries = [entry('snapshots/a'), { address: 'snapshots/b', id: 's-b' } as never, entry('groups/c', { id: undefined })];
    expect(watchedIn(entries, 5_000)).toMatchObject([{ address: 'snapshots/a', section: 'snapshots', state: 'pending', at: 6_000 }]);
  });

  test.each([
    ['half of what is left', 40, 20_000],
    ['a second at least', 1, 1_000],
    ['half a minute at most', 7_200, 30_000],
  ])('the next look is after %s', (_, remaining, pause) => {
    expect(seenAs('pending', 10_000, remaining).at).toBe(10_000 + pause);
  });

  test('where the service says nothing of what is left, looks become rarer', () => {
    expect([1_000, 20_000, 3_600_000].map((now) => seenAs('pending', now).at - now)).toEqual([1_000, 5_000, 30_000]);
  });

  test('what is due within two seconds of each other is one look of each kind; what has ended is none', () => {
    const at = (address: string, due: number, state: Watched['state'] = 'pending'): Watched => ({
      address,
      section: address.split('/')[0] as string,
      id: address,
      state,
      status: '',
      at: due,
    });
    const all = [
      at('snapshots/a', 10),
      at('snapshots/b', 2_000),
      at('snapshots/c', 2_011),
      at('groups/g', 10),
      at('snapshots/d', 0, 'finished'),
    ];
    expect(nextAt(all)).toBe(10);
    expect(dueLooks(all, 9)).toEqual([]);
    expect(dueLooks(all, 10)).toEqual([
      { section: 'snapshots', ids: ['snapshots/a', 'snapshots/b'] },
      { section: 'groups', ids: ['groups/g'] },
    ]);
  });
});

describe('what a look shows', () => {
  test('finished and failed end the waiting', () => {
    expect([seenAs('ready', 1_000).state, seenAs('failed', 1_000).state]).toEqual(['finished', 'failed']);
    expect(nextAt([seenAs('ready', 1_000), seenAs('failed', 1_000)])).toBeUndefined();
  });

  test('what is not listed is gone once that lasts for the settle time, and not before', () => {
    const missing = (before: readonly Watched[], now: number) => looked(before, look, [], { now, since: 0, settle: 30_000 });
    const first = missing(one, 1_000);
    expect(missing(first, 30_999)).toMatchObject([{ state: 'pending', missingSince: 1_000 }]);
    expect(missing(first, 31_000)).toMatchObject([{ state: 'gone' }]);
    const back = looked(first, look, [live('id-snapshots/a', 'pending')], { now: 2_000, since: 0, settle: 30_000 });
    expect(missing(back, 31_000)).toMatchObject([{ state: 'pending', missingSince: 31_000 }]);
  });

  test('a look of another kind or of other ids says nothing', () => {
    expect(looked(one, { section: 'groups', ids: look.ids }, [], { now: 1, since: 0, settle: 0 })).toEqual(one);
    expect(looked(one, { section: 'snapshots', ids: ['other'] }, [], { now: 1, since: 0, settle: 0 })).toEqual(one);
  });
});
