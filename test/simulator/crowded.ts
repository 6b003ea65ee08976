import type { Dice } from './dice.ts';
import type { Round, Scenario } from './scenario.ts';
import type { PolicyEntry, Removed, SimSpec } from './specs.ts';
import { disks } from './worlds.ts';

const keys = ['nightly', 'hourly', 'weekly'];
/** Policies that a disk can have. */
export const policiesOfADisk = 10;

/** Which policy has each disk; none has it where that is -1. No two have the same, since there is room for one. */
type Places = readonly number[];

const policyOf = (key: string, at: number, places: Places, retention: number): PolicyEntry => ({
  section: 'policies',
  key,
  name: `sim-${key}`,
  tags: '',
  retention,
  hours: [2],
  disks: disks.filter((_, disk) => places[disk] === at),
});

const placeOf = (dice: Dice, policies: readonly number[]): number => (dice.chance(0.15) ? -1 : dice.pick(policies));

/** Each policy keeps a disk of its own, since one that selects nothing is an error; others go elsewhere, and those of one that is gone. */
const moved = (places: Places, dice: Dice, policies: readonly number[]): Places =>
  places.map((at, disk) => {
    if (policies.includes(disk)) return disk;
    return dice.chance(0.6) || !policies.includes(at) ? placeOf(dice, policies) : at;
  });

function roundsOf(given: Scenario, dice: Dice): readonly Round[] {
  const [first] = given.rounds as readonly [Round];
  const retentions = keys.map(() => dice.pick([7, 7, 14]));
  let policies: readonly number[] = keys.map((_, at) => at).slice(0, dice.between(2, 3));
  let places: Places = disks.map(() => -1);
  let removed: readonly Removed[] = [];
  return Array.from({ length: dice.between(2, 4) }, (_, at): Round => {
    if (at > 0 && policies.length > 1 && dice.chance(0.25)) {
      const gone = dice.pick(policies);
      policies = policies.filter((one) => one !== gone);
      removed = [...removed, { address: `policies/${keys[gone]}`, occurrence: 'once', force: dice.chance(0.5), forget: false }];
    }
    places = moved(places, dice, policies);
    const entries = policies.map((one) => policyOf(keys[one] as string, one, places, retentions[one] as number));
    const spec: SimSpec = { entries, moved: [], ...(removed.length > 0 && { removed }) };
    return {
      ...first,
      spec,
      edit: at === 0 ? '' : 'places',
      approved: dice.chance(0.7),
      ...(dice.chance(0.5) && { prune: true as const }),
    };
  });
}

/** A scenario in which disks have no room for two policies of the stack, or just that. */
export function crowded(scenario: Scenario, dice: Dice): Scenario {
  const crowd = disks.map(() => policiesOfADisk - (dice.chance(0.8) ? 1 : 2));
  return { ...scenario, rounds: roundsOf(scenario, dice), crowd, people: 0 };
}
