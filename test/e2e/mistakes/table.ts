import type { Emulator } from '../../../src/emulator/index.ts';
import { disks, instances } from '../../support/specs.ts';

/** What somebody does wrong, and what has to be said and what has to become of it. */
export type Mistake = {
  readonly what: string;
  /** The spec with the mistake in it; the sound one by default. */
  readonly spec?: string;
  /** What somebody does in the cloud. */
  readonly happen?: (cloud: Emulator) => void;
  /** The cloud that the run is sent to by mistake, where it is another one. */
  readonly elsewhere?: 'account' | 'permissions';
  /** Words of the report, of plan and of apply alike. */
  readonly said: readonly string[];
  /** Exit codes of plan, and of apply with --auto-approve. */
  readonly plan: number;
  readonly apply: number | readonly number[];
  /** Addresses of which something new is made, since it is new to this stack; nothing by default. */
  readonly made?: readonly string[];
};

type Row = { readonly id: string; readonly tags: { readonly [key: string]: string } };

const head = 'apiVersion: snapspec/v1\nstack: shop\nregion: cn-hangzhou\naccount: "1234567890123456"\n';
const schedule = 'schedule: {timePoints: [1, 13], repeatWeekdays: [1, 2, 3, 4, 5, 6, 7]}, retentionDays: 14';
const daily = `policies: {daily: {${schedule}, disks: {any: [{tags: {tier: gold}}]}}}\n`;
const cut = `snapshots: {cut: {diskId: ${disks[1]}, occurrence: r-1, takeUntil: 2099-01-01, retentionDays: 90}}\n`;
const ledger = `groups: {ledger: {instanceId: ${instances[1]}, takeUntil: 2099-01-01}}\n`;
const golden = 'desktopSnapshots: {golden: {desktopId: ecd-desk0000, sourceDiskType: system, takeUntil: 2099-01-01}}\n';

/** A sound stack of all kinds. */
export const sound = head + daily + cut + ledger + golden;
const edited = (from: string, to: string): string => {
  if (!sound.includes(from)) throw new Error(`the sound spec has no ${from}`);
  return sound.replace(from, to);
};

/** The stack of somebody else, with the names that this one has too. */
export const foreign = `${sound.replace('stack: shop', 'stack: theirs')}defaults: {tags: {owner: them}}\n`.replace(
  /(daily|cut|ledger|golden): \{/g,
  '$1: {name: shop-$1, ',
);

/** The things of the stack in a section. */
export const ownIn = (cloud: Emulator, section: string): readonly Row[] =>
  ((cloud.world().resources[section]?.rows ?? []) as unknown as readonly Row[]).filter(
    ({ tags = {} }) => tags['snapspec:stack'] === 'shop',
  );

const sections = ['policies', 'snapshots', 'groups'] as const;

/** Changes the tags of everything that the stack has. */
const retag =
  (edit: (tags: Row['tags']) => Row['tags']) =>
  (cloud: Emulator): void => {
    for (const section of sections) for (const { id, tags } of ownIn(cloud, section)) cloud.change(id, { tags: edit(tags) });
  };

const without = (name: string) => (tags: Row['tags']) => Object.fromEntries(Object.entries(tags).filter(([key]) => key !== name));

/** Puts the marks of the stack on things of others, of the same kinds. */
function copyMarks(cloud: Emulator): void {
  for (const section of ['policies', 'snapshots'] as const) {
    const [own] = ownIn(cloud, section);
    const marks = Object.fromEntries(Object.entries(own?.tags ?? {}).filter(([key]) => key !== 'snapspec:op'));
    const rows = (cloud.world().resources[section]?.rows ?? []) as unknown as readonly Row[];
    const other = rows.find(({ tags = {} }) => !('snapspec:stack' in tags) && tags['made'] === 'by hand');
    if (other === undefined) throw new Error(`there is no ${section} of nobody`);
    cloud.change(other.id, { tags: { ...other.tags, ...marks } });
  }
}

const unapproved = 'not approved';

export const mistakes: readonly Mistake[] = [
  { what: 'empty file', spec: '', said: ['is empty'], plan: 1, apply: 1 },
  { what: 'empty spec', spec: head, said: ['The spec declares nothing, and the stack shop owns 3 resources'], plan: 3, apply: 3 },
  { what: 'selector typo', spec: edited('tier: gold', 'tier: golld'), said: ['would protect nothing', 'any: []'], plan: 1, apply: 1 },
  {
    what: 'selector that lost most of its disks',
    happen: (cloud) => {
      for (const index of [0, 2, 4, 6, 8]) cloud.change(disks[index] as string, { tags: { Tier: 'gold' } });
    },
    said: ['5 reductions of protection are not approved', 'Tier'],
    plan: 3,
    apply: 3,
  },
  {
    what: 'renamed stack',
    spec: edited('stack: shop', 'stack: store'),
    said: ['are under other policies too', 'daily of stack shop'],
    plan: 0,
    apply: 0,
    made: ['policies/daily', 'snapshots/cut', 'groups/ledger', 'desktopSnapshots/golden'],
  },
  {
    what: 'renamed key of a policy',
    spec: edited('policies: {daily', 'policies: {nightly'),
    said: ['It still snapshots 6 disks', '`moved: [{from: policies/daily, to: policies/…}]`'],
    plan: 0,
    apply: 0,
    made: ['policies/nightly'],
  },
  {
    what: 'wrong account',
    elsewhere: 'account',
    said: ['The credentials belong to account 2222222222222222, and the spec is for account 1234567890123456.'],
    plan: 3,
    apply: 3,
  },
  {
    what: 'wrong region',
    spec: edited('region: cn-hangzhou', 'region: cn-beijing'),
    said: [`Disk ${disks[1]} does not exist in cn-beijing`, 'Check the id, the region'],
    plan: 1,
    apply: 1,
  },
  {
    what: 'region that does not exist',
    spec: edited('region: cn-hangzhou', 'region: cn-hangzhu'),
    said: ['cn-hangzhu', 'cn-hangzhou'],
    plan: 1,
    apply: 1,
  },
  { what: 'removed entry', spec: head + cut + ledger + golden, said: ['It still snapshots 6 disks', '--prune'], plan: 0, apply: 0 },
  {
    what: 'removed entry, to be deleted with `removed`',
    spec: `${head}${cut}${ledger}${golden}removed: [{address: policies/daily}]\n`,
    said: ['policies/daily: 6 disks lose this protection', unapproved],
    plan: 3,
    apply: 3,
  },
  {
    what: 'shortened retention',
    spec: edited('retentionDays: 14', 'retentionDays: 1'),
    said: ['6 disks lose retention: 14 days -> 1 day', unapproved],
    plan: 3,
    apply: 3,
  },
  {
    what: 'emptied days',
    spec: edited('repeatWeekdays: [1, 2, 3, 4, 5, 6, 7]', 'repeatWeekdays: []'),
    said: ['repeatWeekdays'],
    plan: 1,
    apply: 1,
  },
  {
    what: 'fewer days',
    spec: edited('repeatWeekdays: [1, 2, 3, 4, 5, 6, 7]', 'repeatWeekdays: [1]'),
    said: ['6 disks lose longest gap: 12 h -> 156 h', unapproved],
    plan: 3,
    apply: 3,
  },
  { what: 'missing permission', elsewhere: 'permissions', said: ['DescribeAutoSnapshotPolicyEx'], plan: 5, apply: 5 },
  {
    what: 'foreign twin of the same name',
    happen: (cloud) =>
      cloud.happen({
        add: { policies: [{ id: 'sp-same-name', name: 'shop-daily', timePoints: [1], repeatWeekdays: [1], retentionDays: 1 }] },
      }),
    said: ['No changes'],
    plan: 0,
    apply: 0,
  },
  {
    what: 'stripped marks: all of them',
    happen: retag(() => ({})),
    said: ['are under other policies too', 'of no stack'],
    plan: 0,
    // For their tokens the service answers with the old backups: they are not taken again, and that is said.
    apply: [3, 4],
    made: ['policies/daily'],
  },
  { what: 'stripped marks: one of them', happen: retag(without('snapspec:op')), said: ['snapspec:op is missing'], plan: 3, apply: 3 },
  {
    what: 'respelled marks',
    happen: retag((tags) => ({ ...tags, 'snapspec:address': (tags['snapspec:address'] ?? '').toUpperCase() })),
    said: ['snapspec:address is "POLICIES/DAILY", not "policies/daily"'],
    plan: 3,
    apply: 3,
  },
  { what: 'copied marks', happen: copyMarks, said: ['It is doubtful whether'], plan: 3, apply: 3 },
  {
    what: 'another repository with the same stack',
    spec: `${head}snapshots: {other: {diskId: ${disks[3]}, occurrence: r-1, takeUntil: 2099-01-01}}\n`,
    said: ['The stack shop owns 3 entries in cn-hangzhou, and this spec lacks 3 of them', 'Give each repository a stack of its own'],
    plan: 0,
    apply: 0,
    made: ['snapshots/other'],
  },
];

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The table as Markdown. */
export const markdown = [
  '| mistake | what is said | plan | apply | new |',
  '|---|---|---|---|---|',
  ...mistakes.map(({ what, said, plan, apply, made = [] }) =>
    ['', what, said.join(' … '), plan, [apply].flat().join(' or '), made.join(', ') || 'nothing', '']
      .map((one) => cell(String(one)))
      .join(' | ')
      .trim(),
  ),
  '',
  'After each of them: 0 things lost, 0 made twice, 0 of others changed.',
  '',
].join('\n');
