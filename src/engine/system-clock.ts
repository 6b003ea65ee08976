import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';

/** The time of the machine: the one place where time enters. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    // The timer's own rejection hides which signal it was.
    await setTimeout(milliseconds, undefined, { ...(signal && { signal }) }).catch(() => signal?.throwIfAborted());
  },
};
