import type { Dice } from './dice.ts';
import type { Round, Scenario } from './scenario.ts';
import { addressOf, canonicalAddress, occurrenceOf } from './specs.ts';
import type { Entry, Move, Removed, Section, SimSpec } from './specs.ts';
import { disks, foreignIds, othersIds } from './worlds.ts';

type Named = Removed & { readonly address: string };

/** Whether an address is one that goes, or was one before it was moved. */
const comesFrom = (address: string, gone: readonly Named[], moved: readonly Move[]): boolean =>
  gone.some((one) => one.address === address || canonicalAddress(one.address, moved) === address);

/** A spec without what goes, and with the lines that say so. */
function withoutGone(spec: SimSpec, gone: readonly Named[]): SimSpec {
  const entries = spec.entries.filter((one) => !comesFrom(addressOf(one), gone, spec.moved));
  if (entries.length === 0 || gone.length === 0) return spec;
  const declared = new Set(entries.map(addressOf));
  const moved = spec.moved.filter(({ to }) => declared.has(canonicalAddress(to, spec.moved)));
  return { ...spec, entries, moved, removed: gone };
}

/** An entry of the spec before that is not to be any more. */
function goingEntry(before: SimSpec, dice: Dice): Named {
  const entry = dice.pick(before.entries);
  return { address: addressOf(entry), occurrence: occurrenceOf(entry), force: dice.chance(0.5), forget: dice.chance(0.25) };
}

/** Takes over what others have made: the snapshot is one of the first disk. */
const adopting = (entry: Entry, ids: typeof foreignIds): Entry => {
  if (entry.section === 'groups' || entry.section === 'desktopSnapshots') return entry;
  return entry.section === 'policies' ? { ...entry, adopt: ids.policy } : { ...entry, disk: disks[0] as string, adopt: ids.snapshot };
};

/** Lets the first entry of a section take something over, in every round. */
function withAdoption(spec: SimSpec, section: Section, ids: typeof foreignIds): SimSpec {
  const at = spec.entries.findIndex((one) => one.section === section);
  return { ...spec, entries: spec.entries.map((one, index) => (index === at ? adopting(one, ids) : one)) };
}

function roundsWithWays(rounds: readonly Round[], dice: Dice, adopted?: Section): readonly Round[] {
  const drawn = dice.chance(0.3) ? dice.pick(['policies', 'snapshots'] as const) : undefined;
  const adopts = adopted ?? drawn;
  const ids = dice.chance(0.2) ? othersIds : foreignIds;
  const prunes = dice.chance(0.5);
  let gone: readonly Named[] = [];
  return rounds.map((round, at): Round => {
    const before = rounds[at - 1]?.spec;
    // A line that goes declares its entry again.
    gone = gone.filter(() => !dice.chance(0.25));
    if (before !== undefined && dice.chance(0.6)) {
      const one = goingEntry(before, dice);
      if (!gone.some(({ address }) => address === one.address)) gone = [...gone, one];
    }
    const spec = adopts === undefined ? round.spec : withAdoption(round.spec, adopts, ids);
    const answer = at > 0 && dice.chance(0.5) ? { answer: dice.pick(['adopt', 'forget'] as const) } : {};
    return { ...round, spec: withoutGone(spec, gone), ...(prunes && dice.chance(0.7) && { prune: true as const }), ...answer };
  });
}

/** Rounds of their own, so that something can be removed that was there before. */
const more = (rounds: readonly Round[], dice: Dice): readonly Round[] =>
  rounds.length < 3 && dice.chance(0.6) ? [...rounds, { ...(rounds[rounds.length - 1] as Round), edit: '' }] : rounds;

/**
 * A scenario in which specs also remove, prune and take over, or in which credentials expire.
 * @param share how many do
 * @param adopted the section of which an entry takes something over in each of them
 */
export function withWays(scenario: Scenario, dice: Dice, share = 0.35, adopted?: Section): Scenario {
  const rounds = dice.chance(share) ? roundsWithWays(more(scenario.rounds, dice), dice, adopted) : scenario.rounds;
  const expiry = dice.chance(0.1) ? { expiry: { life: Math.round(10 ** (3 + 2 * dice.next())), renews: dice.chance(0.5) } } : {};
  return { ...scenario, rounds, ...expiry };
}
