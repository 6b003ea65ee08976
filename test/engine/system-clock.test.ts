import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/engine/system-clock.ts';

describe('the system clock', () => {
  test('sleeps, and time passes', async () => {
    const before = systemClock.now();
    await systemClock.sleep(20);
    expect(systemClock.now()).toBeGreaterThanOrEqual(before + 19);
  });

  test('rejects with the reason of the signal: at once, or while it sleeps', async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(60_000, controller.signal);
    controller.abort('SIGINT');
    await expect(sleeping).rejects.toBe('SIGINT');
    await expect(systemClock.sleep(60_000, controller.signal)).rejects.toBe('SIGINT');
  });

  test('a signal that is never aborted changes nothing', () =>
    expect(systemClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined());
});
