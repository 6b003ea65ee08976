import { setTimeout } from 'node:timers/promises';
import type { Chance } from '../fuzz/chance.ts';
import { backupsOf, foreignIn, inertPolicies, judgeRun, judgeWorld } from './judge.ts';
import type { Broken } from './judge.ts';
import type { Run, Running, Trial } from './trial.ts';

/** What came of one trial. */
export type Verdict = {
  readonly broken: readonly Broken[];
  /** Seconds from a signal to the end of the process. */
  readonly endedAfter?: number;
  /** The signal came before anything was approved, or after the end. */
  readonly missed?: true;
  /** Desktop snapshots that are there twice, and are named. */
  readonly twins?: number;
  /** Policies without disks that were left beside the one that counts. */
  readonly inert: number;
};

/** Applies until it matches. */
const mostApplies = 6;

/** Seconds in which a process has to end after a signal: six, and what a busy machine takes. */
const signalLimit = 8;

/** Waits for a moment of a run that chance chooses: by the clock, or by what the local cloud hears. */
async function moment(trial: Trial, { ended }: Running, chance: Chance): Promise<string> {
  const over = ended.then(() => 'its end');
  const sort = chance.below(4);
  if (sort === 0) {
    const milliseconds = chance.below(2_000 + trial.conditions.settle * 2_000);
    return Promise.race([setTimeout(milliseconds, `${milliseconds} ms`), over]);
  }
  const onlyWrites = sort > 1;
  const number = 1 + chance.below(onlyWrites ? 5 : 40);
  const pause = chance.below(chance.once(2) ? 60 : 1_500);
  let seen = 0;
  let stop = (): void => {};
  const heard = new Promise<void>((resolve) => {
    stop = trial.onCall(({ reads }) => {
      if (onlyWrites && reads) return;
      seen += 1;
      if (seen === number) resolve();
    });
  });
  const name = `${onlyWrites ? 'write' : 'call'} ${number} and ${pause} ms`;
  return Promise.race([heard.then(() => setTimeout(pause, name)), over]).finally(() => stop());
}

/** Applies again and again until the cloud matches; what is without disks beside the policy that counts is pruned. */
async function goOn(
  trial: Trial,
  mayBeTwins: boolean,
): Promise<{ readonly broken: Broken[]; readonly inert: number; readonly last: string }> {
  const broken: Broken[] = [];
  let inert = 0;
  let code: number | string = 0;
  for (let number = 1; number <= mostApplies; number++) {
    // A policy without disks beside the one that counts is harmless, and a refusal until somebody has it removed.
    const flags: readonly string[] = code === 3 && inert > 0 ? ['--prune'] : [];
    const run: Run = await trial.start(`apply-${number}`, ...flags).ended;
    code = run.code;
    broken.push(...judgeRun(trial, run, true));
    inert = Math.max(inert, inertPolicies(trial));
    const twins = backupsOf(trial, 'desktopSnapshots/golden').length > 1;
    const isEnd = code === 0 || (mayBeTwins && twins && code === 3 && inertPolicies(trial) === 0);
    if (isEnd) return { broken, inert, last: run.stdout };
  }
  return { broken: [...broken, { what: 'endless', why: `not at rest after ${mostApplies} applies` }], inert, last: '' };
}

const isForeignTouched = (trial: Trial, before: string): Broken[] =>
  foreignIn(trial) === before
    ? []
    : [{ what: 'foreign', why: 'what belongs to others was changed, or something appeared that is nobody’s' }];

/** SIGKILL at some moment, then apply until it matches. */
export async function kill(trial: Trial, chance: Chance): Promise<Verdict> {
  const before = foreignIn(trial);
  const first = trial.start('killed');
  const where = await moment(trial, first, chance);
  trial.tell(`SIGKILL at ${where}`);
  first.child.kill('SIGKILL');
  const run = await first.ended;
  const missed = run.code !== 'SIGKILL';
  const said = missed ? judgeRun(trial, run, true) : [];
  const { broken, inert } = await goOn(trial, false);
  return {
    broken: [...said, ...broken, ...judgeWorld(trial, false), ...isForeignTouched(trial, before)],
    inert,
    ...(missed && { missed: true as const }),
  };
}

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** A signal at some moment: how long the process still takes, and whether it says what became of it. */
export async function interrupt(trial: Trial, chance: Chance): Promise<Verdict> {
  const before = foreignIn(trial);
  const name = chance.pick(Object.keys(signals) as (keyof typeof signals)[]);
  const first = trial.start('interrupted');
  const where = await moment(trial, first, chance);
  trial.tell(`${name} at ${where}`);
  const began = performance.now();
  first.child.kill(name);
  const run = await first.ended;
  const seconds = (performance.now() - began) / 1_000;
  const broken: Broken[] = judgeRun(trial, run, true);
  const isHeard = run.code === signals[name] || run.code === 4;
  if (run.code === name) {
    if (run.calls.some(({ reads }) => !reads))
      broken.push({ what: 'untrue', why: `${name} ended it without a word after something was sent` });
  } else if (!isHeard && run.code !== 0 && run.code !== 3) broken.push({ what: 'untrue', why: `exit ${run.code} after ${name}` });
  else if (!/\d+ operations?: /.test(run.stdout) || run.results === undefined)
    broken.push({ what: 'untrue', why: `no report, or no receipt, after ${name} (exit ${run.code})` });
  if (seconds > signalLimit) broken.push({ what: 'late', why: `${seconds.toFixed(1)} s after ${name}` });
  const rest = await goOn(trial, false);
  return {
    broken: [...broken, ...rest.broken, ...judgeWorld(trial, false), ...isForeignTouched(trial, before)],
    inert: rest.inert,
    ...(isHeard ? { endedAfter: seconds } : { missed: true as const }),
  };
}

/** Two applies at once, then others until it matches: a desktop snapshot may then be there twice, and is named. */
export async function pair(trial: Trial, chance: Chance): Promise<Verdict> {
  const before = foreignIn(trial);
  const first = trial.start('first');
  await setTimeout(chance.once(2) ? chance.below(100) : chance.below(2_500));
  const second = trial.start('second');
  const runs = await Promise.all([first.ended, second.ended]);
  const said = runs.flatMap((run) => judgeRun(trial, run, false));
  const { broken, inert, last } = await goOn(trial, true);
  const made = backupsOf(trial, 'desktopSnapshots/golden');
  const twins = Math.max(0, made.length - 1);
  const unnamed = twins > 0 && made.filter(({ id }) => last.includes(id)).length < twins;
  return {
    broken: [
      ...said,
      ...broken,
      ...judgeWorld(trial, true),
      ...isForeignTouched(trial, before),
      ...(unnamed ? [{ what: 'untrue' as const, why: 'a second desktop snapshot is not named in the next plan' }] : []),
    ],
    inert,
    twins,
  };
}
