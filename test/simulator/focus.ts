import { aimedFocuses } from './aimed-focuses.ts';
import { crowded } from './crowded.ts';
import type { Dice } from './dice.ts';
import type { DeedName } from './people.ts';
import type { Rates, Round, Scenario } from './scenario.ts';
import type { Section } from './specs.ts';

/** A part of what seeds are drawn from, in which some mistakes are far more likely than in all of it. */
export type Focus = {
  readonly sections?: readonly Section[];
  /** Every entry that these sections can have is declared. */
  readonly whole?: true;
  /** Policies list their disks. */
  readonly lists?: true;
  /** Runs at once, one of these. */
  readonly runs?: readonly number[];
  readonly rounds?: number;
  /** What is edited between rounds, by its name; everything where it is absent. */
  readonly edits?: readonly string[];
  /** How often something is edited between rounds, and how often that is to take the last edit back. */
  readonly edited?: number;
  readonly back?: number;
  /** How often reductions are approved. */
  readonly approved?: number;
  /** Faults that are likelier than otherwise. */
  readonly rates?: Rates;
  /** There are no other faults than these. */
  readonly only?: true;
  /** Nothing goes wrong, but that what is written is listed late. */
  readonly undisturbed?: true;
  /** How many specs remove, prune and take over. */
  readonly ways?: number;
  /** Every round prunes. */
  readonly prunes?: true;
  /** The section of which an entry takes something over. */
  readonly adopts?: Section;
  /** What every round says of what was damaged, or of what was not. */
  readonly answer?: Round['answer'];
  /** How much of each there is at least. */
  readonly crashes?: number;
  /** How often what was killed is not started again before the spec is edited. */
  readonly abandons?: number;
  readonly people?: number;
  /** What people do. */
  readonly deeds?: readonly DeedName[];
  readonly interrupts?: true;
  readonly settle?: number;
  readonly tokens?: 'for ever' | 'expire' | 'spent' | 'both';
  readonly settings?: Scenario['settings'];
  /** Times in minutes only. */
  readonly minutes?: true;
  /** Every run is asked to be careful. */
  readonly careful?: true;
  /** By how much the clock of a client is ahead, one of these. */
  readonly skews?: readonly number[];
};

const focuses = {
  /** What takes a token: spent, expiring, in use, and answered late or not at all. */
  tokens: {
    sections: ['snapshots', 'groups'],
    runs: [1, 1, 2],
    edits: ['rename', 'tags', 'occurrence', 'moved', 'removed'],
    rates: { late: 0.1, lost: 0.05, spent: 0.1, processing: 0.1, failing: 0.1 },
    crashes: 3,
    people: 2,
  },
  /** Desktop snapshots of one run at a time: no token, so that looking is all there is. */
  untokened: { sections: ['desktopSnapshots'], runs: [1], edits: ['occurrence'], rates: { late: 0.2, lost: 0.1 }, crashes: 4 },
  /** Policies that several runs create at once. */
  election: { sections: ['policies'], runs: [2, 3], rates: { late: 0.1, lost: 0.1, slow: 0.02 }, crashes: 2 },
  /** Disks that go from one policy to another. */
  moves: {
    sections: ['policies'],
    whole: true,
    rounds: 3,
    edits: ['shift-disks', 'shift-disks', 'other-target', 'retention'],
    approved: 0.5,
    rates: { late: 0.05, lost: 0.05, partial: 0.1, 'late-effect': 0.1, denied: 0.05 },
    crashes: 2,
    people: 2,
  },
  /** What is removed, pruned, let go of and taken over. */
  removals: { rounds: 3, ways: 1, approved: 0.7, rates: { late: 0.05, lost: 0.05 }, crashes: 2, people: 2 },
  /** Disks at their limit of policies, which move from one policy of the stack to another (crowded.ts). */
  crowded: {
    sections: ['policies'],
    runs: [1, 1, 2],
    ways: 0,
    rates: { late: 0.1, lost: 0.05, 'late-effect': 0.1, denied: 0.05 },
    crashes: 3,
  },
  /** Runs that are killed, and of which the spec is edited before the next one. */
  abandoned: { abandons: 0.7, crashes: 4 },
  /** Runs that are interrupted by a signal. */
  signals: { interrupts: true, rates: { late: 0.1, slow: 0.1 } },
  ...aimedFocuses,
} as const satisfies { readonly [name: string]: Focus };

type FocusedSort = keyof typeof focuses;
export const focusedSorts = Object.keys(focuses) as readonly FocusedSort[] as readonly [FocusedSort, ...FocusedSort[]];

export const focusOf = (sort: string): Focus | undefined => (focuses as { readonly [name: string]: Focus })[sort];

function focusedRates({ rates = {}, only }: Focus, scenario: Scenario, dice: Dice): Rates {
  const { spent: _, ...unspent } = rates;
  const likelier = scenario.settings.tokenPoisoned === true ? rates : unspent;
  return only ? likelier : { ...scenario.rates, ...(dice.chance(0.8) && likelier) };
}

/** A scenario as its class looks at it. */
export function focused(given: Scenario, sort: string, dice: Dice): Scenario {
  const focus = focusOf(sort);
  if (focus === undefined) return given;
  const scenario = sort === 'crowded' ? crowded(given, dice) : given;
  const { settings, crashes, people, interrupts, rounds } = scenario;
  return {
    ...scenario,
    rates: focusedRates(focus, scenario, dice),
    settings: { ...settings, ...focus.settings },
    crashes: Math.max(crashes, focus.crashes ?? 0),
    people: Math.max(people, focus.people ?? 0),
    interrupts: interrupts || focus.interrupts === true,
    ...(focus.abandons !== undefined && { abandons: focus.abandons }),
    ...(focus.deeds && { deeds: focus.deeds }),
    ...(focus.minutes && { minutes: true }),
    ...(focus.skews && { skew: dice.pick(focus.skews) }),
    rounds: rounds.map((one) => ({
      ...one,
      ...(focus.prunes && { prune: true as const }),
      ...(focus.careful && { careful: true }),
      ...(focus.answer && { answer: focus.answer }),
    })),
    ...(focus.undisturbed && { rates: {}, crashes: 0, people: 0, interrupts: false, skew: 0 }),
  };
}
