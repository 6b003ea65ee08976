import type { FaultList } from '../../src/emulator/index.ts';
import type { EmulatorOptions } from '../../src/emulator/index.ts';
import type { Chance } from '../fuzz/chance.ts';

/** What one local cloud is like, and the settle time that is declared for it in seconds. */
export type Conditions = {
  readonly settle: number;
  readonly settings: NonNullable<EmulatorOptions['settings']>;
  readonly faults: FaultList;
};

const everything = (milliseconds: number) => ({
  '*': milliseconds,
  attachments: milliseconds,
  tags: milliseconds,
  createTags: milliseconds,
});

/** Listings that lag and replicas of different age: together they lag by a second at most. */
const lags = [
  { listLagMs: everything(1_000), replicaLagMs: [] },
  { listLagMs: {}, replicaLagMs: [0, 300, 1_000] },
  { listLagMs: everything(500), replicaLagMs: [0, 500] },
];

/** A cloud that hides nothing. */
const calm = (settle: number, chance: Chance): Conditions => ({
  settle,
  settings: { latencyMs: [0, chance.below(80)], listLagMs: {}, replicaLagMs: [] },
  faults: { rules: [] },
});

/** Late arrival and lag together take two seconds at most: what is left of the settle time is for a busy machine. */
function rough(seed: number, chance: Chance): Conditions {
  const share = (): number => chance.below(3) * 0.06;
  return {
    settle: 3,
    settings: { latencyMs: [0, chance.below(150)], ...chance.pick(lags) },
    faults: {
      seed,
      rules: [
        { type: 'late-commit', only: 'writes', probability: share(), seconds: 1 },
        { type: 'lost-after-commit', only: 'writes', probability: share() },
        { type: 'lost-before', only: 'writes', probability: share() },
        { type: 'error-after', only: 'writes', probability: share() },
        { type: 'lost-before', only: 'reads', probability: 0.02 },
      ],
    },
  };
}

/** @param settles the settle times of a cloud that hides nothing */
export const conditionsOf = (seed: number, isRough: boolean, settles: readonly number[], chance: Chance): Conditions =>
  isRough ? rough(seed, chance) : calm(chance.pick(settles), chance);
