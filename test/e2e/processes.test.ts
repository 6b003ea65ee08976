import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mapLimit } from '../../src/base/parallel.ts';
import { runTrial, sorts } from '../processes/campaign.ts';
import type { SortName } from '../processes/campaign.ts';
import { conditionsOf } from '../processes/conditions.ts';
import { chanceOf } from '../fuzz/chance.ts';
import { foreignIn, judgeRun, judgeWorld } from '../processes/judge.ts';
import { Trial } from '../processes/trial.ts';
import { built } from '../support/built.ts';

/** The share of every test run; more is `npm run processes -- --kills N --signals N --pairs N`. */
const share: readonly (readonly [SortName, number])[] = [
  ['kills', 1],
  ['kills', 2],
  ['signals', 1],
  ['signals', 2],
  ['pairs', 1],
  ['pairs', 2],
];

describe('the built command line in processes of its own', () => {
  test('killed, interrupted and run twice at once makes each backup exactly once, and says what is true', async () => {
    const options = { command: built, count: 1, seed: 1, lag: false, atOnce: 1, logs: join(tmpdir(), 'snapspec-processes') };
    const ran = await mapLimit(share, share.length, async ([name, seed]) => {
      const { verdict, lines } = await runTrial(name, seed, options);
      return { name, seed, broken: verdict.broken, log: verdict.broken.length === 0 ? '' : lines.join('\n') };
    });
    expect(ran).toEqual(share.map(([name, seed]) => ({ name, seed, broken: [], log: '' })));
    expect(Object.keys(sorts)).toEqual([...new Set(share.map(([name]) => name))]);
  }, 120_000);

  test('what is wrong in a world, and what is untrue in a run, is seen', async () => {
    const trial = await Trial.open(built, conditionsOf(2, false, [0], chanceOf(2, 0)));
    try {
      const before = foreignIn(trial);
      expect(judgeWorld(trial, false).map(({ what }) => what)).toEqual(['lost', 'lost', 'lost', 'lost']);
      const run = await trial.start('apply').ended;
      expect([run.code, judgeRun(trial, run, true), judgeWorld(trial, false), foreignIn(trial) === before]).toEqual([0, [], [], true]);
      const [policy, snapshot] = ['policies', 'snapshots'].map(
        (section) => run.results?.find(({ address, action }) => address.startsWith(section) && action === 'create')?.resourceId ?? '',
      ) as [string, string];
      const cancelled = run.results?.map((one) => ({ ...one, outcome: 'cancelled' as const })) ?? [];
      expect(judgeRun(trial, { ...run, code: 130, results: cancelled }, true).map(({ what }) => what)).toEqual(Array(4).fill('untrue'));
      trial.emulator.happen({ id: snapshot, delete: true });
      trial.emulator.happen({ id: policy, delete: true });
      expect(judgeWorld(trial, false).map(({ why }) => why)).toEqual([
        'snapshots/release is not there',
        'the policy does not have exactly its disks',
      ]);
      expect(judgeRun(trial, run, true)).toHaveLength(5);
      trial.emulator.change('sp-bp1procforeign00001', { name: 'mine' });
      expect(foreignIn(trial)).not.toBe(before);
    } finally {
      await trial.close();
    }
  });
});
