import type { Settings } from '../../src/emulator/model/settings.ts';
import { aimed } from './aims.ts';
import type { Cell } from './coverage-table.ts';
import { Dice } from './dice.ts';
import { edited, newSpec } from './edits.ts';
import { focused, focusedSorts, focusOf } from './focus.ts';
import type { DeedName } from './people.ts';
import type { Section, SimSpec } from './specs.ts';
import { withWays } from './ways.ts';
import type { Category, Crowd } from './worlds.ts';

/** Classes of faults, each of which a seed turns on or off. */
export const faultClasses = [
  'lost',
  'late',
  'slow',
  'throttled',
  'limits',
  'errors',
  'repeated',
  'garbled',
  'processing',
  'spent',
  'pages',
  'partial',
  'late-effect',
  'failing',
  'busy',
  'quotas',
  'denied',
] as const;
/** Classes that are on only where a class of seeds asks for them (focus.ts). */
export const aimedFaultClasses = ['unheard', 'unnamed', 'unanswered', 'held-up', 'mislaid', 'queued'] as const;
export type FaultClass = (typeof faultClasses)[number] | (typeof aimedFaultClasses)[number];

/** How likely each class of faults is for a call that it can hit; absent where it is off. */
export type Rates = { readonly [C in FaultClass]?: number };

/** One spec, and the runs that apply it at the same time. */
export type Round = {
  readonly spec: SimSpec;
  /** What was edited since the round before. */
  readonly edit: string;
  readonly runs: number;
  /** Reductions are approved. */
  readonly approved: boolean;
  readonly careful: boolean;
  readonly wait: 'accepted' | 'finished';
  /** Policies go that the spec no longer declares. */
  readonly prune?: true;
  /** What the spec says of things whose marks were damaged, by the time it is applied; or of one whose marks were not, by mistake. */
  readonly answer?: 'adopt' | 'forget' | 'misname';
};

/** How credentials of a run expire: how long they are good for, and whether there are next ones. Milliseconds. */
export type Expiry = { readonly life: number; readonly renews: boolean };

/** Everything that a seed decides before its run begins. */
export type Scenario = {
  readonly seed: number;
  readonly sort: Sort;
  readonly rounds: readonly Round[];
  /** The settle time that the runs are told. */
  readonly settle: number;
  /** How late a call may arrive, after it was sent: with the lag no later than the settle time. */
  readonly latest: number;
  readonly rates: Rates;
  readonly settings: Partial<Settings>;
  readonly category: Category;
  /** How many policies of others each disk is under; absent where there is room for more than there are entries. */
  readonly crowd?: Crowd;
  /** How often runs of a round are killed and started again at most. */
  readonly crashes: number;
  /** How many things people do. */
  /** How often what was killed is not started again before the spec is edited; always started again where it is absent. */
  readonly abandons?: number;
  readonly people: number;
  /** What they do; anything where it is absent. */
  readonly deeds?: readonly DeedName[];
  readonly interrupts: boolean;
  /** Times in minutes only. */
  readonly minutes: boolean;
  /** By how much the clock of a client is ahead. */
  readonly skew: number;
  /** Absent where they never do. */
  readonly expiry?: Expiry;
  /** What runs are to meet, in the order in which they start. */
  readonly aims?: readonly Cell[];
};

/** Whether nothing goes wrong, but that what is written is listed late. */
export const isUndisturbed = ({ rates, crashes, people, interrupts, expiry }: Scenario): boolean =>
  Object.keys(rates).length === 0 && crashes === 0 && people === 0 && !interrupts && expiry === undefined;

/**
 * The classes of seeds. `main` must hold in all of them. Of the others the text says what may happen:
 *
 * - `quiet`: nothing goes wrong
 * - `desktops`: two or three applies at once that make desktop snapshots, which take no token: twins, which must be named
 * - `expiring`: tokens that are spent by failures and expire as well, and with several runs at once soon: twins, which must be named
 * - `lagging`: the lag is longer than the settle time, so that nothing is promised
 * - `cells`: each run is aimed at one cell of the table of what was tried (aims.ts)
 *
 * The others look closer at a part of what `main` draws from, and must hold as it does (focus.ts), but for `rivals` and
 * `ladder`, in which only mutants are looked for: there several runs make what the last two lines speak of.
 */
export const sorts = ['main', 'quiet', 'desktops', 'expiring', 'lagging', 'cells', ...focusedSorts] as const;
export type Sort = (typeof sorts)[number];

const likely = [0.02, 0.05, 0.1, 0.2] as const;

function ratesOf(dice: Dice, share: number): Rates {
  return Object.fromEntries(faultClasses.filter(() => dice.chance(share)).map((one) => [one, dice.pick(likely)]));
}

type Lags = { readonly list: { readonly [what: string]: number }; readonly replicas: readonly number[]; readonly most: number };

/** Lags of up to `longest` together: a replica lags, and what it shows lags behind that. */
function lagsOf(dice: Dice, longest: number): Lags {
  const list = dice.chance(0.6) ? dice.between(0, longest) : 0;
  const oldest = dice.chance(0.4) ? dice.between(0, longest - list) : 0;
  const what = ['*', 'tags', 'createTags', 'attachments'].filter(() => dice.chance(0.7));
  return {
    list: Object.fromEntries(what.map((one) => [one, list])),
    replicas: oldest === 0 ? [] : [0, Math.floor(oldest / 2), oldest].slice(dice.between(0, 1)),
    most: list + oldest,
  };
}

const allSections: readonly Section[] = ['policies', 'snapshots', 'groups', 'desktopSnapshots'];

/** @param grouping whether the disks can be members of groups: only those of the ESSD series can */
function roundsOf(dice: Dice, sort: Sort, grouping: boolean): readonly Round[] {
  const focus = focusOf(sort);
  const many = sort === 'desktops' ? dice.between(2, 3) : sort === 'quiet' ? 1 : dice.pick(focus?.runs ?? [1, 1, 1, 2, 3]);
  // A desktop snapshot takes no token: two runs at once may make two, which is a class of its own.
  const sections = allSections.filter(
    (one) => (one !== 'desktopSnapshots' || many === 1 || sort === 'desktops') && (one !== 'groups' || grouping),
  );
  const chosen = sort === 'desktops' ? (['desktopSnapshots', 'policies'] as const) : (focus?.sections ?? sections);
  const history = [
    newSpec(
      chosen.filter((one) => one !== 'groups' || grouping),
      dice,
      focus?.whole,
      focus?.lists,
    ),
  ];
  const rounds: Round[] = [];
  const count = sort === 'quiet' ? dice.between(1, 2) : (focus?.rounds ?? dice.between(1, 3));
  for (let at = 0; at < count; at++) {
    const change = at > 0 && dice.chance(focus?.edited ?? 0.75) ? edited(history, dice, focus?.edits, focus?.back) : undefined;
    if (change !== undefined) history.push(change.spec);
    rounds.push({
      spec: history[history.length - 1] as SimSpec,
      edit: change?.edit ?? '',
      runs: many,
      approved: dice.chance(focus?.approved ?? 0.5),
      careful: dice.chance(0.1),
      wait: dice.chance(0.15) ? 'finished' : 'accepted',
    });
  }
  return rounds;
}

type Tokens = Pick<Settings, 'tokenLifeMs' | 'tokenPoisoned' | 'tokenSeconds'>;

/**
 * Milliseconds for which a token lives at least where it expires: a run sends the same token once more within two minutes, and
 * what it sent then may arrive within the settle time.
 */
const leastLife = (settle: number): number => 120_000 + 2 * settle;

/** Tokens live for ever, expire, or are spent by failures; both, and a shorter life, only in a class of its own. */
function tokensOf(dice: Dice, sort: Sort, least: number): Tokens {
  const life = Math.max(60_000 * dice.between(1, 10), sort === 'expiring' ? 0 : least);
  const tokenSeconds = dice.chance(0.3) ? dice.between(1, 5) : 0;
  if (sort === 'expiring') return { tokenLifeMs: life, tokenPoisoned: true, tokenSeconds };
  const drawn = dice.pick(['for ever', 'expire', 'spent'] as const);
  const way = focusOf(sort)?.tokens ?? drawn;
  return { tokenLifeMs: way === 'expire' || way === 'both' ? life : null, tokenPoisoned: way === 'spent' || way === 'both', tokenSeconds };
}

/** Quotas that are reached soon: others have two policies and a snapshot or two already. */
const smallQuotas = (dice: Dice): Settings['quotas'] => ({
  'ASP-QUOTA-REGION': dice.between(2, 4),
  'ASP-APPLY-MAX10': dice.between(1, 3),
  'SNAP-QUOTA-MANUAL': dice.between(1, 4),
});

/** Draws what a seed is about. */
export function scenarioOf(seed: number, sort: Sort): Scenario {
  if (sort === 'cells') return aimed(seed, new Dice(seed));
  const plain = plainScenario(seed, sort);
  // Dice of their own, so that a seed without them is the one that it was before there were any.
  const dice = new Dice(seed ^ 0x2545f491);
  return sort === 'quiet' ? plain : focused(withWays(plain, dice, focusOf(sort)?.ways, focusOf(sort)?.adopts), sort, dice);
}

function plainScenario(seed: number, sort: Sort): Scenario {
  const dice = new Dice(seed);
  const quiet = sort === 'quiet';
  const drawn = dice.pick([30_000, 30_000, 30_000, 12_000, 60_000]);
  const settle = focusOf(sort)?.settle ?? drawn;
  const lags = quiet ? { list: {}, replicas: [], most: 0 } : lagsOf(dice, sort === 'lagging' ? settle * 2 : settle / 3);
  const category = dice.chance(0.8) ? 'cloud_essd' : 'cloud_efficiency';
  const rates = quiet ? {} : ratesOf(dice, dice.pick([0.15, 0.35, 0.6]));
  const rounds = roundsOf(dice, sort, category === 'cloud_essd');
  const tokens = quiet ? {} : tokensOf(dice, sort, leastLife(settle));
  const { spent: _, ...withoutSpent } = rates;
  return {
    seed,
    sort,
    rounds,
    settle,
    // A moment less, for the time that a reply is under way.
    latest: Math.max(1_000, settle - lags.most - 1_000),
    rates: 'tokenPoisoned' in tokens && tokens.tokenPoisoned ? rates : withoutSpent,
    settings: {
      ...tokens,
      listLagMs: lags.list,
      replicaLagMs: lags.replicas,
      snapshotSeconds: dice.pick([1, 1, 20, 120]),
      attachLimit: dice.chance(0.15) ? dice.between(1, 3) : null,
      groupTagsRefused: dice.chance(0.1),
      equalRetentionRefused: dice.chance(0.2),
      quotas: rates.quotas === undefined ? {} : smallQuotas(dice),
      callsPerMinute: rates.limits === undefined ? {} : { '*': dice.pick([10, 20, 40]) },
    },
    category,
    crashes: quiet || dice.chance(0.3) ? 0 : dice.between(1, 4),
    people: quiet || dice.chance(0.55) ? 0 : dice.between(1, 4),
    interrupts: !quiet && dice.chance(0.15),
    minutes: !quiet && dice.chance(0.25),
    skew: quiet || dice.chance(0.6) ? 0 : dice.between(-300_000, 300_000),
  };
}

/**
 * The same scenario without some classes of faults, or of what else goes wrong: `attach-limit`, `people`, `interrupts`,
 * `skew`, `crashes`, `minutes`, `ways` (what specs say of things that they do not declare), `expiry`.
 */
export function without(given: Scenario, names: readonly string[]): Scenario {
  const left = <T>(name: string, value: T, none: T): T => (names.includes(name) ? none : value);
  const { expiry, ...rest } = given;
  const scenario = left('ways', rest, { ...rest, rounds: plainScenario(rest.seed, rest.sort).rounds });
  return {
    ...scenario,
    ...(expiry !== undefined && !names.includes('expiry') && { expiry }),
    rates: Object.fromEntries(Object.entries(scenario.rates).filter(([name]) => !names.includes(name))),
    settings: { ...scenario.settings, attachLimit: left('attach-limit', scenario.settings.attachLimit ?? null, null) },
    crashes: left('crashes', scenario.crashes, 0),
    people: left('people', scenario.people, 0),
    interrupts: left('interrupts', scenario.interrupts, false),
    minutes: left('minutes', scenario.minutes, false),
    skew: left('skew', scenario.skew, 0),
  };
}
