import { expect, test } from 'vitest';
import { crashPhases } from './apply-run.ts';
import { crashMatrix } from './crash-matrix.ts';
import { goldenScenario } from './golden.ts';
import regressions from './regressions.json' with { type: 'json' };
import { scenarioOf, without } from './scenario.ts';
import type { Sort } from './scenario.ts';
import { simulate } from './simulate.ts';

/** What seeds of a class break; `npm run sim -- --seed N --class NAME` tells the story. */
async function brokenIn(sort: Sort, seeds: readonly number[], left: readonly string[] = []): Promise<string[]> {
  const broken: string[] = [];
  for (const seed of seeds) {
    const { violation } = await simulate(without(scenarioOf(seed, sort), left));
    if (violation !== undefined) broken.push(`--class ${sort} --seed ${seed}: ${violation.invariant} ${violation.what}`);
  }
  return broken;
}

const seeds = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => from + at);

test.each<[Sort, number]>([
  ['main', 12],
  ['desktops', 3],
  ['expiring', 3],
  ['removals', 3],
  ['abandoned', 4],
  ['crowded', 4],
  ['cells', 3],
])('no promise breaks in seeds of class %s', async (sort, count) => expect(await brokenIn(sort, seeds(1, count))).toEqual([]));

test('seeds that broke a promise once break none', async () => {
  for (const { class: sort, seed, without: left = [] } of regressions) expect(await brokenIn(sort as Sort, [seed], left)).toEqual([]);
  expect(regressions.length).toBeGreaterThan(0);
});

test('a disk at its limit is protected again whenever the run that moves it is killed', async () => {
  const scenario = goldenScenario('a disk at its limit', 10_000);
  const whole = await simulate(scenario);
  // It is taken off, and attached.
  expect([whole.violation, whole.writesOf[1]]).toEqual([undefined, 2]);
  for (const number of [1, 2])
    for (const phase of crashPhases) {
      const { violation, crashes } = await simulate(scenario, { crashes: [undefined, { at: 'write', number, phase }] });
      expect([violation, crashes], `${phase} of call ${number}`).toEqual([undefined, 1]);
    }
});

test.each(['policy', 'desktop snapshot'])('a run that is killed at any call makes no second %s', async (plan) => {
  const { points, failed } = await crashMatrix(plan, 10_000, { ofWrites: false, share: 0 });
  expect(failed).toEqual([]);
  expect(points).toBeGreaterThan(50);
});
