import { crashPhases } from './apply-run.ts';
import type { Crash, Executor } from './apply-run.ts';
import type { Violation } from './judge.ts';
import { simulate } from './simulate.ts';
import type { Outcome } from './simulate.ts';
import { goldenScenario } from './golden.ts';

/** A point at which a run is killed. */
export type Point = { readonly plan: string; readonly lag: number; readonly crashes: readonly (Crash | undefined)[] };
export type MatrixResult = { readonly points: number; readonly failed: readonly (Point & { readonly violation: Violation })[] };

const atEach = (what: 'call' | 'write', count: number): readonly Crash[] =>
  Array.from({ length: count }, (_, at) => crashPhases.map((phase) => ({ at: what, number: at + 1, phase }))).flat();

/** What of the pairs is tried. */
export type Pairs = {
  /** Both kills are at calls that change something, in each phase: all of these. */
  readonly ofWrites: boolean;
  /** Both are at any call: one in so many; none where it is 0. */
  readonly share: number;
};

/**
 * Kills the runs of a golden plan at each of their calls, in each phase of it, alone or also at calls of the run after that,
 * and lets further runs finish.
 */
export async function crashMatrix(plan: string, lag: number, { ofWrites, share }: Pairs, executor?: Executor): Promise<MatrixResult> {
  const scenario = goldenScenario(plan, lag);
  const failed: (Point & { readonly violation: Violation })[] = [];
  let points = 0;
  const attempt = async (crashes: readonly (Crash | undefined)[]): Promise<Outcome> => {
    const outcome = await simulate(scenario, { crashes, ...(executor && { executor }) });
    const { violation } = outcome;
    points += 1;
    if (violation !== undefined) failed.push({ plan, lag, crashes, violation });
    return outcome;
  };
  const whole = await attempt([]);
  for (let run = 0; run < scenario.rounds.length; run++) {
    const before = Array.from({ length: run }, () => undefined);
    for (const first of atEach('call', whole.callsOf[run] ?? 0)) {
      const { callsOf } = await attempt([...before, first]);
      if (share === 0) continue;
      for (const [at, second] of atEach('call', callsOf[run + 1] ?? 0).entries())
        if ((first.number + at) % share === 0) await attempt([...before, first, second]);
    }
    if (!ofWrites) continue;
    for (const first of atEach('write', whole.writesOf[run] ?? 0)) {
      const { writesOf } = await attempt([...before, first]);
      for (const second of atEach('write', writesOf[run + 1] ?? 0)) await attempt([...before, first, second]);
    }
  }
  return { points, failed };
}
