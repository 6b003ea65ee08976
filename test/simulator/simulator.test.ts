import { describe, expect, test } from 'vitest';
import { comparators } from './comparators/index.ts';
import { crashMatrix } from './crash-matrix.ts';
import { coverageTable, keyOf } from './coverage-table.ts';
import { Coverage } from './coverage.ts';
import { scenarioOf } from './scenario.ts';
import { simulate } from './simulate.ts';

describe('one seed, one run', () => {
  test.each(['main', 'expiring', 'cells', 'removals'] as const)(
    'the same seed of class %s is told in the same words twice',
    async (sort) => {
      for (let seed = 1; seed <= 2; seed++) {
        const [first, second] = [
          await simulate(scenarioOf(seed, sort), { told: true }),
          await simulate(scenarioOf(seed, sort), { told: true }),
        ];
        expect(first.story.lines.length).toBeGreaterThan(10);
        expect(first.story.hash).toBe(second.story.hash);
      }
    },
  );

  test('a story that is not told goes the same way', async () => {
    for (let seed = 11; seed <= 12; seed++) {
      const told = await simulate(scenarioOf(seed, 'main'), { told: true });
      const silent = await simulate(scenarioOf(seed, 'main'));
      expect({ ...silent, story: 0 }).toEqual({ ...told, story: 0 });
      expect(silent.story.lines).toEqual([]);
    }
  });
});

test.each(Object.keys(comparators))('an executor that is %s makes a second backup after a crash', async (name) => {
  const executor = comparators[name] as (typeof comparators)[string];
  const { failed } = await crashMatrix('desktop snapshot', 10_000, { ofWrites: false, share: 0 }, executor);
  expect(failed.map(({ violation }) => violation.invariant)).toContain('I1');
});

test('runs meet what they are aimed at, and cells that cannot be are never hit', async () => {
  const coverage = new Coverage();
  let met = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const scenario = scenarioOf(seed, 'cells');
    const { violation } = await simulate(scenario, { coverage });
    expect(violation).toBeUndefined();
    met += scenario.aims?.filter((aim) => coverage.counts.has(keyOf(aim))).length ?? 0;
  }
  expect(met).toBeGreaterThan(16);
  for (let seed = 1; seed <= 4; seed++) await simulate(scenarioOf(seed, 'main'), { coverage });
  expect(coverageTable(coverage.counts).unexpected).toEqual([]);
  expect(coverageTable(new Map([['DescribeDisks late-commit none', 1]])).unexpected).toEqual(['DescribeDisks late-commit none']);
});

test('the table of what was tried names the cell with the least hits, and what cannot be', () => {
  const coverage = new Coverage();
  coverage.hit('CreateSnapshot', 'late-commit', 'under way');
  const { cells, least, empty, impossible, lines } = coverageTable(coverage.counts);
  expect(cells).toBeGreaterThan(500);
  expect(least).toBe(0);
  expect(empty).toHaveLength(cells - 1);
  expect(empty).not.toContain('CreateSnapshot, late-commit, killed under way');
  expect(impossible.every(({ why }) => why.length > 10)).toBe(true);
  expect(lines.join('\n')).toContain('late-commit 1');
});
