import { comparators } from './comparators/index.ts';
import { Coverage } from './coverage.ts';
import type { Violation } from './judge.ts';
import { scenarioOf, without } from './scenario.ts';
import type { Sort } from './scenario.ts';
import { simulate } from './simulate.ts';

/** The seeds that one worker runs: `from`, `from + step`, and so on below `until`. */
export type Batch = {
  readonly sort: Sort;
  readonly from: number;
  readonly step: number;
  readonly until: number;
  /** Ends at the first violation. */
  readonly first?: boolean;
  /** Classes of faults that are left out. */
  readonly without?: readonly string[];
  /** Another executor, to compare with. */
  readonly executor?: keyof typeof comparators;
};

export type Failed = Violation & { readonly seed: number };

/** What came of seeds since the last tally. */
export type Tally = {
  readonly seeds: number;
  readonly calls: number;
  readonly writes: number;
  readonly runs: number;
  readonly crashes: number;
  /** Seeds with second backups that their class may have. */
  readonly twins: number;
  /** The most calls of one run. */
  readonly most: number;
  /** The longest seed, in virtual milliseconds. */
  readonly longest: number;
  readonly failed: readonly Failed[];
  readonly coverage: readonly (readonly [string, number])[];
  readonly isLast: boolean;
};

const none: Omit<Tally, 'failed' | 'coverage' | 'isLast'> = {
  seeds: 0,
  calls: 0,
  writes: 0,
  runs: 0,
  crashes: 0,
  twins: 0,
  most: 0,
  longest: 0,
};
/** Seeds between two tallies. */
const every = 50;

/** Runs seeds one after the other. */
export async function runSeeds(
  { sort, from, step, until, first = false, without: left = [], executor }: Batch,
  tell: (tally: Tally) => void,
): Promise<void> {
  let counts = none;
  let failed: Failed[] = [];
  let coverage = new Coverage();
  const report = (isLast: boolean): void => {
    tell({ ...counts, failed, coverage: [...coverage.counts], isLast });
    counts = none;
    failed = [];
    coverage = new Coverage();
  };
  for (let seed = from; seed < until; seed += step) {
    const outcome = await simulate(without(scenarioOf(seed, sort), left), {
      coverage,
      ...(executor && { executor: comparators[executor] }),
    });
    counts = {
      seeds: counts.seeds + 1,
      calls: counts.calls + outcome.calls,
      writes: counts.writes + outcome.writes,
      runs: counts.runs + outcome.runs,
      crashes: counts.crashes + outcome.crashes,
      twins: counts.twins + (outcome.twins > 0 ? 1 : 0),
      most: Math.max(counts.most, ...outcome.callsOf),
      longest: Math.max(counts.longest, outcome.took),
    };
    if (outcome.violation !== undefined) failed.push({ ...outcome.violation, seed });
    if (first && failed.length > 0) break;
    if (counts.seeds === every) report(false);
  }
  report(true);
}
