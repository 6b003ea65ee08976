import { createApiOf, tokenOf } from '../../src/compile/identity.ts';
import { loadModel, localAccount, worldOf } from '../../src/emulator/index.ts';
import type { Model, Seed, World } from '../../src/emulator/index.ts';
import { copyWorld } from '../../src/emulator/index.ts';
import { ownerTags } from '../../src/kinds/ownership-tags.ts';

export const region = 'cn-hangzhou';
export const stack = 'sim';
export const account = localAccount;

export const model: Model = loadModel();

const id = (prefix: string, name: string): string => `${prefix}-bp1sim${name.padStart(14, '0')}`;
const named = (prefix: string, names: readonly string[]): readonly string[] => names.map((name) => id(prefix, name));

export const instances = named('i', ['one', 'two']);
/** The first three are of the first instance, the next two of the second, the last is attached to none. */
export const disks = named('d', ['a', 'b', 'c', 'd', 'e', 'f']);
export const desktops = ['ecd-sim0000000000001', 'ecd-sim0000000000002'];
/** The disks that selectors by tag choose. */
export const taggedDisks = [disks[0], disks[3]] as readonly string[];
export const backupTag = { backup: 'nightly' };

const hostOf = (at: number): string | undefined => (at < 3 ? instances[0] : at < 5 ? instances[1] : undefined);

/** The marks of a stack that is not ours, which prove that it is that stack's. */
function othersMarks(section: string, address: string, target: string | null): { readonly [key: string]: string } {
  const owner = { stack: 'other', address, occurrence: 'once' };
  const op = tokenOf({ account, region, api: createApiOf(section), ...owner, target, generation: 0 });
  return ownerTags({ ...owner, op });
}

/** What others have made and marked with nothing: an entry can take it over. */
export const foreignIds = { policy: id('sp', 'foreign'), snapshot: id('s', 'foreign') };

/** What another stack has: nobody takes it over. */
export const othersIds = { policy: id('sp', 'other'), snapshot: id('s', 'other') };

/** What others have: things of the same names as ours, and things that another stack marks as its own. */
const foreign: Pick<Seed, 'policies' | 'snapshots' | 'desktopSnapshots'> = {
  policies: [
    {
      id: foreignIds.policy,
      name: 'sim-nightly',
      timePoints: [1],
      repeatWeekdays: [1, 2, 3],
      retentionDays: 3,
      disks: [disks[0] as string],
    },
    {
      id: othersIds.policy,
      name: 'other-nightly',
      timePoints: [5],
      repeatWeekdays: [1, 7],
      retentionDays: 9,
      disks: [disks[1] as string, disks[5] as string],
      tags: othersMarks('policies', 'policies/nightly', null),
    },
  ],
  snapshots: [
    { id: foreignIds.snapshot, disk: disks[0] as string, name: 'sim-release', created: '2026-11-01T00:00:00Z' },
    {
      id: othersIds.snapshot,
      disk: disks[1] as string,
      name: 'sim-release',
      created: '2026-11-02T00:00:00Z',
      tags: othersMarks('snapshots', 'snapshots/release', disks[1] as string),
    },
  ],
  desktopSnapshots: [
    {
      id: id('s', 'desktop'),
      desktop: desktops[0] as string,
      diskType: 'system',
      name: 'sim-golden',
      description: 'By hand',
      created: '2026-11-03T00:00:00Z',
    },
  ],
};

/** How many policies of others each disk is under, those that are there anyway counted in. */
export type Crowd = readonly number[];

/** Policies of others, so many that each disk is under as many as a crowd says. */
function crowdOf(crowd: Crowd): NonNullable<Seed['policies']> {
  const known = foreign.policies ?? [];
  const missing = disks.map((disk, at) => (crowd[at] ?? 0) - known.filter((one) => one.disks?.includes(disk)).length);
  return Array.from({ length: Math.max(0, ...missing) }, (_, at) => ({
    id: id('sp', `crowd${at}`),
    name: `crowd-${at}`,
    timePoints: [at],
    repeatWeekdays: [1],
    retentionDays: 3,
    disks: disks.filter((_disk, index) => (missing[index] ?? 0) > at),
  }));
}

/** @param category that of the disks: those of the ESSD series take several snapshots at once */
function seedOf(category: string, crowd: Crowd = []): Seed {
  return {
    account,
    region,
    regions: [region],
    instances: instances.map((one) => ({ id: one, created: '2026-01-01T00:00:00Z' })),
    disks: disks.map((one, at) => ({
      id: one,
      type: at === 0 || at === 3 ? 'system' : 'data',
      category,
      created: '2026-01-01T00:00:00Z',
      tags: taggedDisks.includes(one) ? backupTag : {},
      ...(hostOf(at) !== undefined && { instance: hostOf(at) as string }),
    })),
    desktops: desktops.map((one) => ({ id: one, created: '2026-01-01T00:00:00Z' })),
    ...foreign,
    policies: [...(foreign.policies ?? []), ...crowdOf(crowd)],
  };
}

/** The time at which every run begins, before what its seed adds. */
export const epoch = Date.UTC(2026, 10, 26, 3, 10, 0);
const templates = new Map<string, World>();

export type Category = 'cloud_essd' | 'cloud_efficiency';

/** A fresh world; its ids do not depend on what other runs did. */
export function freshWorld(category: Category, crowd?: Crowd): World {
  const name = [category, ...(crowd ?? [])].join(' ');
  const template = templates.get(name) ?? worldOf(seedOf(category, crowd), epoch);
  templates.set(name, template);
  return copyWorld(template);
}
