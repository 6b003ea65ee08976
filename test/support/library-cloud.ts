import { expect } from 'vitest';
import { connectReader } from '../../src/cloud/client.ts';
import type { Reader } from '../../src/cloud/client.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { planStack } from '../../src/engine/plan-stack.ts';
import { systemClock } from '../../src/engine/system-clock.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import { localKey, startEmulator } from '../../src/emulator/index.ts';
import type { Emulator, Seed } from '../../src/emulator/index.ts';
import { apply } from '../../src/index.ts';
import { approvedByFlag } from '../../src/plan/gate.ts';
import type { Plan } from '../../src/plan/plan.ts';

const credentials = { accessKeyId: localKey.id, accessKeySecret: localKey.secret };

/** More reductions than any generated spec has. */
const all = 1_000_000;

/** A spec that lint has nothing against, compiled. */
export function programOf(text: string): Program {
  const { program, diagnostics } = analyze([{ file: 'spec.yaml', content: text }], { year: 2026, unresolved: 'error' });
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => [code, message]);
  expect(errors, text).toEqual([]);
  if (program === undefined) throw new Error('no program without errors');
  return program;
}

/** A local cloud and specs before it, by the library. */
export type LibraryCloud = {
  readonly emulator: Emulator;
  /** Plans a spec; reductions are approved, and it is seen that nothing is written. */
  readonly plan: (text: string, how?: { readonly wrap?: (reader: Reader) => Reader; readonly prune?: boolean }) => Promise<Plan>;
  /** Applies a spec with all its reductions approved: every operation is done. The plan that is left. */
  readonly apply: (text: string) => Promise<Plan>;
  readonly writes: () => number;
};

/** Runs a test with a cloud of its own. */
export async function withCloud(seed: Seed, run: (cloud: LibraryCloud) => Promise<void>): Promise<void> {
  const emulator = await startEmulator({ seed, snapshotSeconds: 0 });
  const endpoints = { ecs: emulator.url, ecd: emulator.url, sts: emulator.url };
  const at = endpointsOf('cn-hangzhou', endpoints);
  const writes = (): number => emulator.calls().filter(({ reads }) => !reads).length;
  try {
    await run({
      emulator,
      writes,
      plan: async (text, { wrap = (reader: Reader) => reader, prune = false } = {}) => {
        const before = writes();
        const reader = wrap(connectReader({ credentials, endpointsIn: () => at }));
        const made = await planStack({ ...programOf(text), prune }, reader, systemClock, { gate: approvedByFlag(all) });
        expect(writes(), 'a plan has written').toBe(before);
        return made;
      },
      apply: async (text) => {
        const files = [{ file: 'spec.yaml', content: text }];
        const { results, after, failure } = await apply(
          files,
          { credentials, endpoints, settle: 0 },
          { year: 2026, approveReductions: all },
        );
        if (failure !== undefined) throw failure;
        expect(
          results.filter(({ outcome }) => outcome !== 'done' && outcome !== 'already'),
          text,
        ).toEqual([]);
        return after as Plan;
      },
    });
  } finally {
    await emulator.close();
  }
}

/** How many cases of a property are tried: few in every run of the tests, with `RUNS=5000 npx vitest run FILE` as many as that. */
export const runsOr = (few: number): number => Number(process.env['RUNS'] ?? few);
