import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSeed } from '../../src/emulator/index.ts';
import type { Emulator, Seed } from '../../src/emulator/index.ts';
import type { LibraryOptions, SourceFile } from '../../src/index.ts';

const root = join(import.meta.dirname, '../..');
const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const file = (path: string, content = text(path)): SourceFile => ({ file: path, content });

/** One run of the life of a spec, and what others have done before it. */
export type Step = {
  readonly spec: readonly SourceFile[];
  readonly options?: LibraryOptions;
  /** What somebody with all rights applies before. */
  readonly applied?: readonly SourceFile[];
  readonly before?: (cloud: Emulator) => void;
};

/** A spec with everything that may become of it: what each of its policies allows is used once at least. */
export type Life = {
  readonly name: string;
  readonly seed: Seed;
  readonly steps: readonly Step[];
  /** A tag that is set over another takes its place; by default it has to be taken off before. */
  readonly tagsOverwritten?: true;
};

type Row = { readonly id: string; readonly tags?: { readonly [key: string]: string } };
const rows = (cloud: Emulator, section: string): readonly Row[] => (cloud.world().resources[section]?.rows ?? []) as never;

/** Somebody renames what there is, tags it anew, moves it to another group and attaches another disk. */
function meddle(stranger: string, group = false): (cloud: Emulator) => void {
  return (cloud) => {
    const tags = (id: string): object => {
      const { tags: now } = Object.values(cloud.world().resources)
        .flatMap((table) => table.rows as readonly { readonly id: string; readonly tags: { readonly [key: string]: string } }[])
        .find((one) => one.id === id) as { readonly tags: { readonly [key: string]: string } };
      const own = Object.entries(now).map(([key, value]) => [key, key.startsWith('snapspec:') ? value : 'theirs']);
      return { ...Object.fromEntries(own), added: 'by others' };
    };
    for (const section of ['policies', 'snapshots', 'groups'])
      for (const { id } of rows(cloud, section))
        cloud.change(id, { name: 'renamed', tags: tags(id), ...(group && section !== 'groups' && { resourceGroupId: '' }) });
    for (const { id } of rows(cloud, 'policies')) cloud.change(id, { attached: { [stranger]: 1 } });
  };
}

const yaml = (content: string): readonly SourceFile[] => [{ file: 'snapspec.yaml', content }];

function quickstart(): Life {
  const spec = [file('examples/quickstart/snapspec.yaml')];
  const more = String(spec[0]?.content).replace(
    '\nsnapshots:',
    '\n  gone:\n    schedule: {timePoints: [1], repeatWeekdays: [1]}\n    retentionDays: 2\nsnapshots:',
  );
  const seed = parseSeed(text('examples/quickstart/local-cloud.yaml'), 'local-cloud.yaml');
  return {
    name: 'quickstart',
    seed,
    steps: [{ spec }, { spec, before: meddle('d-bp1cachedata00000001') }, { spec, applied: yaml(more), options: { prune: true } }],
  };
}

function environment(name: string): Life {
  const spec = [file('examples/environments/snapspec.yaml')];
  const variableFiles = [file(`examples/environments/${name}.yaml`)];
  const disks = ['d-bp1s5fnvk4gn2tws03ab', 'd-bp1ledger0000000002', 'd-bp1staging000000001'];
  const seed: Seed = {
    account: '1234567890123456',
    instances: [{ id: 'i-1' }],
    disks: [
      ...disks.map((id) => ({ id, instance: 'i-1', tags: { backup: 'nightly', environment: name } })),
      { id: 'd-stranger', instance: 'i-1' },
    ],
  };
  return {
    name: `environments, ${name}`,
    seed,
    steps: [
      { spec, options: { variableFiles } },
      { spec, options: { variableFiles }, before: meddle('d-stranger') },
    ],
  };
}

const head = 'apiVersion: snapspec/v1\nstack: all\nregion: cn-hangzhou\naccount: "1234567890123456"\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';
const sections = {
  policies: `  named: {${schedule}, disks: {any: [{id: d-1}, {id: d-2}], not: [{id: d-2}], unlisted: keep}, tags: {a: b}, resourceGroupId: rg-1}\n  bare: {${schedule}}\n`,
  snapshots: '  disk: {diskId: d-1, retentionDays: 30, tags: {a: b}, resourceGroupId: rg-1}\n',
  groups: '  two: {diskIds: [d-1, d-2], tags: {a: b}}\n',
  desktopSnapshots: '  golden: {desktopId: ecd-1, sourceDiskType: system}\n',
};
const whole = Object.entries(sections).map(([name, entries]) => `${name}:\n${entries}`);
const everythingSeed: Seed = {
  account: '1234567890123456',
  resourceGroups: ['rg-1'],
  instances: [{ id: 'i-1' }],
  disks: ['d-1', 'd-2', 'd-stranger'].map((id) => ({ id, instance: 'i-1' })),
  desktops: [{ id: 'ecd-1' }],
  snapshots: [{ id: 's-bp1adopted00000000001', disk: 'd-1' }],
};

/** All kinds by ids, with tags and groups. */
const byId: Life = {
  name: 'all kinds, by ids',
  seed: everythingSeed,
  steps: [
    { spec: yaml(head + whole.join('')) },
    { spec: yaml(head + whole.join('')), before: meddle('d-2', true) },
    {
      spec: yaml(head + whole.join('')),
      applied: yaml(head + whole.join('').replace('  bare:', `  gone: {${schedule}}\n  bare:`)),
      options: { prune: true },
    },
  ],
};

const removal = yaml(
  `${head}policies:\n  bare: {${schedule}}\nremoved:\n  - {address: policies/named}\n  - {address: snapshots/disk}\n  - {address: groups/two, force: true}\n  - {address: desktopSnapshots/golden}\n`,
);
const renamePolicies = (cloud: Emulator): void => {
  for (const { id } of rows(cloud, 'policies')) cloud.change(id, { name: 'renamed' });
};

/** Everything but a policy is removed by its address; of the disks another good copy stands. */
const removed: Life = {
  name: 'removed by address',
  seed: everythingSeed,
  steps: [
    { spec: removal },
    {
      applied: yaml(`${head}${whole.join('')}  spare: {desktopId: ecd-1, sourceDiskType: system}\n`),
      before: renamePolicies,
      spec: removal,
    },
  ],
};

const renaming = (occurrence: string): readonly SourceFile[] =>
  yaml(
    `${head}snapshots:\n  taken: {diskId: d-1, adopt: s-bp1adopted00000000001, occurrence: ${occurrence}}\npolicies:\n  other: {${schedule}}\nmoved:\n  - {from: policies/bare, to: policies/other}\nremoved:\n  - {address: groups/two, forget: true}\n`,
  );

/** What stands is let go of, taken over, and known under another name; the next backup is taken as ever. */
const renamed: Life = {
  name: 'adopted, moved and forgotten',
  seed: everythingSeed,
  tagsOverwritten: true,
  steps: [
    { applied: yaml(head + whole.join('')), before: renamePolicies, spec: renaming('once') },
    {
      before: (cloud) => {
        const other = rows(cloud, 'policies').find(({ tags }) => tags?.['snapspec:address'] === 'policies/other');
        cloud.happen({ id: String(other?.id), delete: true });
      },
      spec: renaming('later'),
      options: { prune: true },
    },
  ],
};

export const lives: readonly Life[] = [quickstart(), environment('production'), environment('staging'), byId, removed, renamed];
