import type { Seed, SeedDisk } from '../emulator/seed/types.ts';

/** Which disks a first spec protects: those with a tag, or all. */
export type Chosen = { readonly type: 'tag'; readonly key: string; readonly value: string } | { readonly type: 'all' };

/** Everything that a first spec is made of. */
export type Answers = {
  readonly stack: string;
  readonly region: string;
  /** The account that the spec is bound to, if any. */
  readonly account?: string;
  readonly disks: Chosen;
  readonly timezone: string;
  /** `HH:MM`, local. */
  readonly at: string;
  /** Text, since a typed one may be no number. */
  readonly retentionDays: string;
  /** One policy, or a snapshot a day, a week and a month. */
  readonly pattern: 'daily' | 'gfs';
  /** The month of the first monthly snapshot: `YYYY-MM`. */
  readonly month: string;
};

/** The region of what names none. */
export const defaultRegion = 'cn-hangzhou';

/** The tag of a first spec where nothing says which tags there are. */
export const exampleTag = { type: 'tag', key: 'backup', value: 'nightly' } as const;

/** Where a resource of a seed is. */
export const regionOf = (one: { readonly region?: string }, seed: Seed): string => one.region ?? seed.region ?? defaultRegion;

/** The disks of a seed in a region. */
export const disksIn = (seed: Seed, region: string): readonly SeedDisk[] =>
  (seed.disks ?? []).filter((disk) => regionOf(disk, seed) === region);

/** The disks of a region that a first spec protects. */
export const chosenDisks = (seed: Seed, { region, disks }: Pick<Answers, 'region' | 'disks'>): readonly SeedDisk[] =>
  disksIn(seed, region).filter(({ tags }) => disks.type === 'all' || tags?.[disks.key] === disks.value);

/** A choice of disks in words. */
export const chosenInWords = (disks: Chosen): string => (disks.type === 'all' ? 'all disks' : `tag ${disks.key}=${disks.value}`);

/** What the answers are before anything was said. */
export const firstAnswers = (stack: string, now: number): Answers => ({
  stack,
  region: defaultRegion,
  disks: exampleTag,
  timezone: 'Asia/Shanghai',
  at: '02:00',
  retentionDays: '14',
  pattern: 'daily',
  month: new Date(now).toISOString().slice(0, 7),
});
