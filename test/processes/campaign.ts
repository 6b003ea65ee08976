import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapLimit } from '../../src/base/parallel.ts';
import { chanceOf } from '../fuzz/chance.ts';
import type { Chance } from '../fuzz/chance.ts';
import { conditionsOf } from './conditions.ts';
import { interrupt, kill, pair } from './sorts.ts';
import type { Verdict } from './sorts.ts';
import { Trial } from './trial.ts';

type Sort = { readonly run: (trial: Trial, chance: Chance) => Promise<Verdict>; readonly settles: readonly number[] };

/** The sorts of trials, and the settle times where the cloud hides nothing: between two applies at once, 0 promises nothing. */
export const sorts = {
  kills: { run: kill, settles: [0, 2] },
  signals: { run: interrupt, settles: [0, 2] },
  pairs: { run: pair, settles: [2] },
} as const satisfies { readonly [name: string]: Sort };
export type SortName = keyof typeof sorts;

export type CampaignOptions = {
  /** The built command line. */
  readonly command: string;
  readonly count: number;
  /** The seed of the first trial; the others follow. */
  readonly seed: number;
  /** Every trial under lag, not every second. */
  readonly lag: boolean;
  /** Seconds that are declared as the settle time in place of those that hold: what is then broken shows that it is seen. */
  readonly settle?: number;
  /** Trials at once: most of their time they wait. */
  readonly atOnce: number;
  /** Where the logs of broken trials are kept. */
  readonly logs: string;
  /** Milliseconds since 1970 after which no further trial begins. */
  readonly until?: number;
  readonly onBroken?: (line: string) => void;
};

export type Tally = {
  runs: number;
  /** Of these, under lag. */
  lagging: number;
  missed: number;
  twice: number;
  lost: number;
  untrue: number;
  /** Foreign things touched, ends too late, and what never came to rest. */
  others: number;
  twins: number;
  inert: number;
  slowest: number;
  failed: number;
};

/** One trial: the same seed makes the same cloud and the same moment. */
export async function runTrial(
  name: SortName,
  seed: number,
  options: CampaignOptions,
): Promise<{ verdict: Verdict; isRough: boolean; lines: string[] }> {
  const { run, settles } = sorts[name];
  const chance = chanceOf(seed, Object.keys(sorts).indexOf(name));
  const isRough = options.lag || seed % 2 === 1;
  const conditions = conditionsOf(seed, isRough, settles, chance);
  const trial = await Trial.open(options.command, { ...conditions, settle: options.settle ?? conditions.settle });
  try {
    return { verdict: await run(trial, chance), isRough, lines: trial.lines };
  } finally {
    await trial.close();
  }
}

function add(tally: Tally, { broken, missed, twins = 0, inert, endedAfter = 0 }: Verdict, isRough: boolean): void {
  const count = (...what: readonly string[]): number => broken.filter((one) => what.includes(one.what)).length;
  tally.runs += 1;
  tally.lagging += isRough ? 1 : 0;
  tally.missed += missed ? 1 : 0;
  tally.twice += count('twice');
  tally.lost += count('lost');
  tally.untrue += count('untrue');
  tally.others += count('foreign', 'late', 'endless');
  tally.twins += twins;
  tally.inert += inert > 0 ? 1 : 0;
  tally.slowest = Math.max(tally.slowest, endedAfter);
  tally.failed += broken.length > 0 ? 1 : 0;
}

/** Runs trials of one sort; what is broken is said with its seed, and its log is kept. */
export async function campaign(name: SortName, options: CampaignOptions): Promise<Tally> {
  const tally: Tally = {
    runs: 0,
    lagging: 0,
    missed: 0,
    twice: 0,
    lost: 0,
    untrue: 0,
    others: 0,
    twins: 0,
    inert: 0,
    slowest: 0,
    failed: 0,
  };
  const seeds = Array.from({ length: options.count }, (_, at) => options.seed + at);
  await mapLimit(seeds, options.atOnce, async (seed) => {
    if (options.until !== undefined && Date.now() > options.until) return;
    const { verdict, isRough, lines } = await runTrial(name, seed, options);
    add(tally, verdict, isRough);
    if (verdict.broken.length === 0) return;
    mkdirSync(options.logs, { recursive: true });
    const file = join(options.logs, `${name}-${seed}.log`);
    const reasons = verdict.broken.map(({ what, why }) => `${what}: ${why}`);
    writeFileSync(file, `${[`${name}, seed ${seed}`, ...reasons, ...lines].join('\n')}\n`);
    options.onBroken?.(`${name}, seed ${seed}: ${reasons.join('; ')} (${file})`);
  });
  return tally;
}
