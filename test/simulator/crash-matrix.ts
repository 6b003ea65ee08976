import { crashPhases } from './apply-run.ts';
import type { Crash, Executor } from './apply-run.ts';
import type { Violation } from './judge.ts';
import type { Round, Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';
import type { Entry, SimSpec } from './specs.ts';
import { desktops, disks, instances } from './worlds.ts';

const policy = (key: string, of: readonly string[]): Entry => ({
  section: 'policies',
  key,
  name: `sim-${key}`,
  tags: '',
  retention: 7,
  hours: [2],
  disks: of,
});
const [a, b, c] = disks as readonly [string, string, string];
const snapshot: Entry = { section: 'snapshots', key: 'release', name: 'sim-release', tags: '', retention: 7, occurrence: 'v1', disk: a };
const group: Entry = { section: 'groups', key: 'ledger', name: 'sim-ledger', tags: '', occurrence: 'v1', of: instances[0] as string };
const desktop: Entry = {
  section: 'desktopSnapshots',
  key: 'golden',
  name: 'sim-golden',
  tags: '',
  occurrence: 'v1',
  desktop: desktops[0] as string,
};

const specOf = (...entries: readonly Entry[]): SimSpec => ({ entries, moved: [] });

/** What is applied, one after the other: each kind alone, all together, a disk that moves from one policy to another, and changes in place. */
export const goldenPlans: { readonly [name: string]: readonly SimSpec[] } = {
  policy: [specOf(policy('nightly', [a, b]))],
  snapshot: [specOf(snapshot)],
  group: [specOf(group)],
  'desktop snapshot': [specOf(desktop)],
  'all kinds': [specOf(policy('nightly', [a]), snapshot, group, desktop)],
  'a disk that moves': [specOf(policy('nightly', [a, b]), policy('hourly', [c])), specOf(policy('nightly', [a]), policy('hourly', [b, c]))],
  'changes in place': [
    specOf(policy('nightly', [a]), snapshot),
    specOf({ ...policy('nightly', [a, b]), name: 'sim-renamed', tags: 'payments' }, { ...snapshot, name: 'sim-renamed', tags: 'payments' }),
  ],
};

/** A quiet world with lag: nothing goes wrong but the crashes. */
function scenarioOf(specs: readonly SimSpec[], lag: number): Scenario {
  const round = (spec: SimSpec): Round => ({ spec, edit: '', runs: 1, approved: true, careful: false, wait: 'accepted' });
  return {
    seed: 1,
    sort: 'main',
    rounds: specs.map(round),
    settle: 30_000,
    latest: 30_000 - lag,
    rates: {},
    settings: { listLagMs: { '*': lag, tags: lag, createTags: lag, attachments: lag } },
    category: 'cloud_essd',
    crashes: 0,
    people: 0,
    interrupts: false,
    minutes: false,
    skew: 0,
  };
}

/** A point at which a run is killed. */
export type Point = { readonly plan: string; readonly lag: number; readonly crashes: readonly (Crash | undefined)[] };
export type MatrixResult = { readonly points: number; readonly failed: readonly (Point & { readonly violation: Violation })[] };

const atEach = (calls: number): readonly Crash[] =>
  Array.from({ length: calls }, (_, at) => crashPhases.map((phase) => ({ at: 'call' as const, number: at + 1, phase }))).flat();

/**
 * Kills the runs of a golden plan at each of their calls, in each phase of it, alone or also at each call of the run after
 * that, and lets further runs finish.
 * @param share every so many of the pairs; none where it is 0
 */
export async function crashMatrix(plan: string, lag: number, share: number, executor?: Executor): Promise<MatrixResult> {
  const scenario = scenarioOf(goldenPlans[plan] as readonly SimSpec[], lag);
  const failed: (Point & { readonly violation: Violation })[] = [];
  let points = 0;
  const attempt = async (crashes: readonly (Crash | undefined)[]): Promise<readonly number[]> => {
    const { violation, callsOf } = await simulate(scenario, { crashes, ...(executor && { executor }) });
    points += 1;
    if (violation !== undefined) failed.push({ plan, lag, crashes, violation });
    return callsOf;
  };
  const whole = await attempt([]);
  for (let run = 0; run < scenario.rounds.length; run++) {
    const before = Array.from({ length: run }, () => undefined);
    for (const first of atEach(whole[run] ?? 0)) {
      const callsOf = await attempt([...before, first]);
      if (share === 0) continue;
      for (const [at, second] of atEach(callsOf[run + 1] ?? 0).entries())
        if ((first.number + at) % share === 0) await attempt([...before, first, second]);
    }
  }
  return { points, failed };
}
