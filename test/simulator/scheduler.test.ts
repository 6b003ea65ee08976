import { expect, test } from 'vitest';
import { Scheduler } from './scheduler.ts';

test('what is due happens by time, and at one moment in the order in which it was asked for', async () => {
  const scheduler = new Scheduler(1000);
  const seen: string[] = [];
  for (const [name, delay] of [
    ['c', 30],
    ['a', 10],
    ['b', 10],
    ['d', 31.5],
  ] as const)
    scheduler.after(delay, () => seen.push(`${name}@${scheduler.now}`));
  scheduler.after(20, () => seen.push('taken back'))();
  expect(await scheduler.run(() => false)).toBe(false);
  expect(seen).toEqual(['a@1010', 'b@1010', 'c@1030', 'd@1032']);
});

test('time stands still until every promise that can settle has settled', async () => {
  const scheduler = new Scheduler(0);
  const seen: string[] = [];
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => void scheduler.after(ms, resolve));
  const long = async (name: string): Promise<void> => {
    await sleep(1);
    for (let step = 0; step < 500; step++) await Promise.resolve();
    seen.push(`${name}@${scheduler.now}`);
  };
  const both = Promise.all([long('a'), long('b')]);
  scheduler.after(2, () => seen.push('later'));
  await scheduler.run(() => false);
  await both;
  expect(seen).toEqual(['a@1', 'b@1', 'later']);
});
