import { Failure } from '../../base/failure.ts';
import { choices, quote } from '../../base/text.ts';
import { find, touch } from './table.ts';
import { setTags } from './resources.ts';
import type { Table, Thing, World } from './world.ts';
import { kinds } from '../../kinds/registry.ts';
import type { Tags } from '../../kinds/ownership-tags.ts';

/** Members of a thing with the values that they get. */
export type Attributes = { readonly [name: string]: unknown };

/** What identifies a thing stays. */
const fixed = ['id', 'serial', 'regionId', 'createdAt', 'tagged'];

const tables = (world: World): readonly Table<Thing>[] => [world.disks, world.instances, world.desktops, ...Object.values(world.resources)];

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);

/** A value fits where one of its type stands; null stands where a number may. */
function fits(before: unknown, after: unknown): boolean {
  const [was, is] = [kindOf(before), kindOf(after)];
  return was === is || (was === 'null' && is === 'number') || (was === 'number' && is === 'null');
}

function checkMember(thing: Thing, name: string, value: unknown): void {
  const known = Object.keys(thing).filter((one) => !fixed.includes(one));
  const before = name === 'conditions' ? [] : (thing as unknown as Attributes)[name];
  if (name !== 'conditions' && !known.includes(name))
    throw new Failure('usage', `${thing.id} has no ${name} that could be changed`, {
      help: `It has ${choices([...known, 'conditions'], 'and')}.`,
    });
  if (!fits(before, value))
    throw new Failure('usage', `${name} of ${thing.id} cannot be ${quote(value)}`, { help: `It is ${quote(before)} now.` });
}

/**
 * Changes a thing as somebody else would: its status, its locks, what was made from it, and so on.
 * @throws Failure `usage` for a thing or a member that is not there
 */
export function editResource(world: World, id: string, set: Attributes, now: number): void {
  const table = tables(world).find((one) => find(one, id) !== undefined);
  const thing = table && find(table, id);
  if (table === undefined || thing === undefined) throw new Failure('usage', `the local cloud has no ${quote(id)}`);
  for (const [name, value] of Object.entries(set)) checkMember(thing, name, value);
  const { tags, ...rest } = set;
  Object.assign(thing, rest);
  touch(table);
  if (tags !== undefined) setTags(thing, tags as Tags, now);
}

/** How many things of each section there are. */
export function counts(world: World): { readonly [section: string]: number } {
  const kept = kinds.map((kind) => [kind.section, world.resources[kind.section]?.length ?? 0] as const);
  return Object.fromEntries([
    ['disks', world.disks.length],
    ['instances', world.instances.length],
    ['desktops', world.desktops.length],
    ...kept,
  ]);
}
