import type { Round, Scenario } from './scenario.ts';
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

/** A quiet world with lag, in which specs are applied one after the other: nothing goes wrong of itself. */
export function quietScenario(specs: readonly SimSpec[], lag: number): Scenario {
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
