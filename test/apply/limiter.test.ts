import { describe, expect, test } from 'vitest';
import { allowedAt, counted, throttled } from '../../src/apply/limiter.ts';
import type { Limits } from '../../src/apply/limiter.ts';
import { chanceOf } from '../fuzz/chance.ts';
import { Scheduler } from '../simulator/scheduler.ts';

const minute = 60_000;
const start = Date.UTC(2026, 10, 26, 3, 0, 0);
const key = 'ecs CreateSnapshot cn-hangzhou';

/** Sends as many as are allowed at a moment. */
function sendAll(limits: Limits, now: number, most: number): { readonly limits: Limits; readonly sent: number } {
  let left = limits;
  let sent = 0;
  for (; sent < most && allowedAt(left, key, now) <= now; sent++) left = counted(left, key, now);
  return { limits: left, sent };
}

/** What is known after so many calls went through in the first minute, and some more were refused. */
function learned(through: number, refused: number, chance = 0): Limits {
  let { limits } = sendAll(new Map(), start, through + refused);
  for (let at = 0; at < refused; at++) limits = throttled(limits, key, start, chance);
  return limits;
}

describe('the limiter', () => {
  test('knows no limit before one is met', () => expect(sendAll(new Map(), start, 5_000).sent).toBe(5_000));

  test('learns how many went through: no more are sent in the next minute', () => {
    const limits = learned(60, 8);
    expect(allowedAt(limits, key, start + 1)).toBe(start + minute);
    const next = sendAll(limits, start + minute, 1_000);
    expect(next.sent).toBe(60);
    expect(allowedAt(next.limits, key, start + minute)).toBe(start + 2 * minute);
  });

  test('grows by a tenth after a minute that was used up, and not after one that was not', () => {
    const full = sendAll(learned(60, 1), start + minute, 1_000);
    expect(sendAll(full.limits, start + 2 * minute, 1_000).sent).toBe(66);
    const half = sendAll(learned(60, 1), start + minute, 30);
    expect(sendAll(half.limits, start + 2 * minute, 1_000).sent).toBe(60);
  });

  test('grows faster with every minute in a row, up to four tenths, and slowly again after a refusal', () => {
    let limits = learned(100, 1);
    const sent = [1, 2, 3, 4, 5].map((at) => {
      const next = sendAll(limits, start + at * minute, 1_000);
      ({ limits } = next);
      return next.sent;
    });
    expect(sent).toEqual([100, 110, 132, 188, 264]);
    limits = throttled(counted(limits, key, start + 6 * minute), key, start + 6 * minute, 0);
    const after = [7, 8, 9].map((at) => {
      const next = sendAll(limits, start + at * minute, 1_000);
      ({ limits } = next);
      return next.sent;
    });
    expect(after).toEqual([1, 2, 4]);
  });

  test('always lets one call through in a minute', () => expect(sendAll(learned(0, 5), start + minute, 1_000).sent).toBe(1));

  test('counts each operation and region by itself', () =>
    expect(allowedAt(learned(60, 1), 'ecs CreateSnapshot cn-beijing', start)).toBe(start));

  test('spreads what waits by chance, further with every minute that was refused', () => {
    const begin = (chance: number): number => allowedAt(learned(10, 1, chance), key, start) - start - minute;
    expect([0, 0.5, 1].map(begin)).toEqual([0, 1_000, 2_000]);
    let limits: Limits = new Map();
    const spreads = [0, 1, 2, 3, 4, 5].map((at) => {
      const now = start + at * minute + 30_000;
      limits = throttled(counted(limits, key, now), key, now, 1);
      return allowedAt(limits, key, now) - (start + (at + 1) * minute);
    });
    expect(spreads).toEqual([2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  });

  test.each([
    [0, 1_000],
    [1, 1_000],
    [30, 30_000],
    [60, 60_000],
    [500, 1_000],
    [30_000, 30_000],
    [900_000, 60_000],
  ])('takes a header of %s as %s ms, between a second and a minute', (header, wait) =>
    expect(allowedAt(throttled(new Map(), key, start, 0, header), key, start) - start).toBe(wait),
  );
});

type Fleet = { readonly refused: readonly number[]; readonly accepted: readonly number[] };

/** Processes that each have calls to send, several in flight, under one limit that none of them knows. */
async function fleet(processes: number, callsEach: number, limit: number, minutes: number, seed: number): Promise<Fleet> {
  const scheduler = new Scheduler(start + 5_000);
  const refused = Array<number>(minutes).fill(0);
  const accepted = Array<number>(minutes).fill(0);
  const minuteNow = (): number => Math.floor((scheduler.now - start) / minute);
  let left = processes * callsEach;
  for (let number = 0; number < processes; number++) {
    const chance = chanceOf(seed, number);
    let limits: Limits = new Map();
    let mine = callsEach;
    let inFlight = 0;
    const goOn = (): void => {
      while (mine > 0 && inFlight < 8) {
        const at = allowedAt(limits, key, scheduler.now);
        if (at > scheduler.now) {
          if (inFlight === 0) scheduler.after(at - scheduler.now, goOn);
          return;
        }
        limits = counted(limits, key, scheduler.now);
        mine -= 1;
        inFlight += 1;
        scheduler.after(30 + chance.below(40), () => {
          const at = minuteNow();
          const isRefused = (accepted[at] ?? 0) >= limit;
          if (at < minutes) (isRefused ? refused : accepted)[at]! += 1;
          scheduler.after(30 + chance.below(40), () => {
            inFlight -= 1;
            if (isRefused) {
              mine += 1;
              limits = throttled(limits, key, scheduler.now, chance.below(1_000) / 1_000);
            } else left -= 1;
            goOn();
          });
        });
      }
    };
    scheduler.after(chance.below(500), goOn);
  }
  await scheduler.run(() => left === 0 || minuteNow() >= minutes);
  return { refused, accepted };
}

test('twenty processes at once do not storm: after the first minute few calls are refused, and the limit is used', async () => {
  const limit = 200;
  for (const seed of [1, 2, 3]) {
    const { refused, accepted } = await fleet(20, 80, limit, 9, seed);
    // Nobody knows the limit before it is met, and each process has at most eight calls on their way then.
    expect(refused[0]).toBeLessThanOrEqual(20 * 8);
    expect(Math.max(...refused.slice(1)), `refused by minute: ${refused}`).toBeLessThanOrEqual(limit / 5);
    const used = accepted.slice(0, 8).reduce((sum, one) => sum + one, 0) / (8 * limit);
    expect(used, `accepted by minute: ${accepted}`).toBeGreaterThan(0.85);
  }
});
