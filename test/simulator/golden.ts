import { policiesOfADisk } from './crowded.ts';
import type { Round, Scenario } from './scenario.ts';
import { addressOf, occurrenceOf } from './specs.ts';
import type { Entry, Removed } from './specs.ts';
import { desktops, disks, foreignIds, instances } from './worlds.ts';

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

/** What is applied at once. */
export type GoldenRound = Pick<Round, 'spec' | 'prune'>;

const specOf = (...entries: readonly Entry[]): GoldenRound => ({ spec: { entries, moved: [] } });
const removing = (spec: GoldenRound, ...removed: readonly Removed[]): GoldenRound => ({ spec: { ...spec.spec, removed } });
const gone = (one: Entry): Removed => ({ address: addressOf(one), occurrence: occurrenceOf(one), force: true, forget: false });

const both = specOf(policy('nightly', [a, b]), policy('hourly', [c]));
const merged = specOf(policy('nightly', [a, b, c]));

/**
 * What is applied, one after the other: each kind alone, all together, disks that move from one policy to another, changes in
 * place, and what is renamed, removed, pruned, let go of and taken over.
 */
export const goldenPlans: { readonly [name: string]: readonly GoldenRound[] } = {
  policy: [specOf(policy('nightly', [a, b]))],
  snapshot: [specOf(snapshot)],
  group: [specOf(group)],
  'desktop snapshot': [specOf(desktop)],
  'all kinds': [specOf(policy('nightly', [a]), snapshot, group, desktop)],
  'a disk that moves': [both, specOf(policy('nightly', [a]), policy('hourly', [b, c]))],
  'changes in place': [
    specOf(policy('nightly', [a]), snapshot, group),
    specOf(
      { ...policy('nightly', [a, b]), name: 'sim-renamed', tags: 'payments' },
      { ...snapshot, name: 'sim-renamed', tags: 'payments' },
      { ...group, name: 'sim-renamed' },
    ),
  ],
  'a renamed key': [
    specOf(policy('nightly', [a]), snapshot),
    {
      spec: {
        entries: [policy('hourly', [a]), { ...snapshot, key: 'weekly' }],
        moved: [
          { from: 'policies/nightly', to: 'policies/hourly' },
          { from: 'snapshots/release', to: 'snapshots/weekly' },
        ],
      },
    },
  ],
  'backups removed': [
    specOf(policy('nightly', [a]), snapshot, group, desktop),
    removing(specOf(policy('nightly', [a])), gone(snapshot), gone(group), gone(desktop)),
  ],
  'a policy removed': [both, removing(merged, gone(policy('hourly', [c])))],
  'a policy pruned': [both, { ...merged, prune: true }],
  'a backup let go of': [
    specOf(policy('nightly', [a]), snapshot),
    removing(specOf(policy('nightly', [a])), { ...gone(snapshot), forget: true }),
  ],
  'removed and taken again': [
    specOf(policy('nightly', [a]), snapshot),
    removing(specOf(policy('nightly', [a])), gone(snapshot)),
    specOf(snapshot),
  ],
  'a disk at its limit': [both, specOf(policy('nightly', [a]), policy('hourly', [b, c]))],
  'a disk at its limit whose policy is removed': [both, removing(merged, gone(policy('hourly', [c])))],
  'taken over': [specOf({ ...policy('nightly', [a, b]), adopt: foreignIds.policy }, { ...snapshot, adopt: foreignIds.snapshot })],
};

/** The others have room for all policies of the stack. */
const crowdedPlans = ['a disk at its limit', 'a disk at its limit whose policy is removed'];

/** The scenario of a golden plan. */
export function goldenScenario(plan: string, lag: number): Scenario {
  const quiet = quietScenario(goldenPlans[plan] as readonly GoldenRound[], lag);
  return crowdedPlans.includes(plan) ? { ...quiet, crowd: disks.map(() => policiesOfADisk - 1) } : quiet;
}

/** A quiet world with lag, in which specs are applied one after the other: nothing goes wrong of itself. */
export function quietScenario(rounds: readonly GoldenRound[], lag: number): Scenario {
  const round = (one: GoldenRound): Round => ({ ...one, edit: '', runs: 1, approved: true, careful: false, wait: 'accepted' });
  return {
    seed: 1,
    sort: 'main',
    rounds: rounds.map(round),
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
