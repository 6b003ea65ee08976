import { crashPhases } from './apply-run.ts';
import type { Crash, Executor } from './apply-run.ts';
import type { Violation } from './judge.ts';
import { simulate } from './simulate.ts';
import { goldenPlans, quietScenario } from './golden.ts';
import type { SimSpec } from './specs.ts';

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
  const scenario = quietScenario(goldenPlans[plan] as readonly SimSpec[], lag);
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
