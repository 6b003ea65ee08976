import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { unlessAborted } from '../../src/engine/unless-aborted.ts';

test.each([
  ['before', AbortSignal.abort(new Error('over'))],
  ['meanwhile', AbortSignal.timeout(1)],
])('nobody hears what becomes of work that is given up: aborted %s', async (_, signal) => {
  const unheard: unknown[] = [];
  const hear = (reason: unknown): void => void unheard.push(reason);
  process.on('unhandledRejection', hear);
  try {
    const work = setTimeout(5).then(() => Promise.reject(new Error('no reader')));
    await expect(unlessAborted(work, signal)).rejects.toBe(signal.reason);
    await setTimeout(20);
    expect(unheard).toEqual([]);
  } finally {
    process.off('unhandledRejection', hear);
  }
});
