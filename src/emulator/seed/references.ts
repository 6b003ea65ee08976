import type { Path } from '../../base/diagnostic.ts';
import type { Issue } from '../../base/issue.ts';
import { worldsOf } from '../model/accounts.ts';
import type { World } from '../model/world.ts';
import { sections } from './types.ts';
import type { SeedContent, SeedSection } from './types.ts';

type Reference = { readonly to: SeedSection; readonly mayBeGone?: true };

/** Members of a resource that hold ids of other ones: of one, or of several in a list. */
export const references: { readonly [S in SeedSection]?: { readonly [member: string]: Reference } } = {
  disks: { instance: { to: 'instances' }, instances: { to: 'instances' } },
  desktops: { policy: { to: 'desktopPolicies' } },
  policies: { disks: { to: 'disks' } },
  snapshots: { disk: { to: 'disks', mayBeGone: true }, policy: { to: 'policies', mayBeGone: true } },
  groups: { instance: { to: 'instances', mayBeGone: true }, snapshots: { to: 'snapshots' } },
  desktopSnapshots: { desktop: { to: 'desktops', mayBeGone: true } },
};

type Item = { readonly id: string; readonly [member: string]: unknown };
const itemsOf = (content: SeedContent, section: SeedSection): readonly Item[] => (content[section] ?? []) as readonly Item[];

const unknownId = (section: SeedSection, { id }: Item, other: string, { to }: Reference, path: Path): Issue => ({
  code: 'unknown-id',
  severity: 'error',
  message: `${id}, one of the ${section}, names ${other}, which is not one of the ${to}.`,
  place: { path },
  help: `Add it under \`${to}\`.`,
});

/** What the account of a world has already. */
export const idsIn = (world: World, section: SeedSection): ReadonlySet<string> => {
  const table = section === 'instances' || section === 'disks' || section === 'desktops' ? world[section] : world.resources[section];
  return new Set(table?.rows.map(({ id }) => id));
};

/** Ids that an account names and does not have. `base` is where its content begins. */
export function referenceIssues(content: SeedContent, base: Path, world?: World): readonly Issue[] {
  const ids = (section: SeedSection): ReadonlySet<string> =>
    new Set([...itemsOf(content, section).map(({ id }) => id), ...(world ? idsIn(world, section) : [])]);
  return sections.flatMap((section) =>
    Object.entries(references[section] ?? {}).flatMap(([member, reference]) => {
      if (reference.mayBeGone) return [];
      const known = ids(reference.to);
      return itemsOf(content, section).flatMap((item, at) => {
        const named = (item[member] ?? []) as string | readonly string[];
        const path = (index: number): Path => [...base, section, at, member, ...(Array.isArray(named) ? [index] : [])];
        const others = [named].flat();
        return others.flatMap((other, index) => (known.has(other) ? [] : unknownId(section, item, other, reference, path(index))));
      });
    }),
  );
}

type Taken = { readonly path?: Path; readonly account: string };
type Owned = { readonly content: SeedContent; readonly base: Path; readonly account: string };

function twice(id: string, account: string, path: Path, first: Taken): Issue {
  return {
    code: 'duplicate-id',
    severity: 'error',
    message: `The seed has ${id} ${first.account === account ? 'twice' : 'in two accounts'}.`,
    place: { path },
    label: 'again here',
    ...(first.path && { related: [{ place: { path: first.path }, message: 'first here' }] }),
    help: 'Give every account and every resource an id of its own.',
  };
}

/** Ids that come twice, in whichever account; in a world also what it has already. */
export function duplicateIssues(all: readonly Owned[], world?: World): readonly Issue[] {
  const known = new Map<string, Taken>();
  for (const one of world ? worldsOf(world) : [])
    for (const section of sections) for (const id of idsIn(one, section)) known.set(id, { account: one.account });
  return all.flatMap(({ content, base, account }) =>
    sections.flatMap((section) =>
      itemsOf(content, section).flatMap(({ id }, at) => {
        const path = [...base, section, at, 'id'];
        const first = known.get(id);
        if (first !== undefined) return twice(id, account, path, first);
        known.set(id, { path, account });
        return [];
      }),
    ),
  );
}
