import { Failure } from '../../base/failure.ts';
import { choices, quote } from '../../base/text.ts';
import { worldsOf } from './accounts.ts';
import { setTags } from './resources.ts';
import type { Resource, ResourceTable, Tags, World } from './world.ts';

/** Members of a resource with their new values. */
export type ResourceEdit = { readonly [name: string]: unknown };

/** What identifies a resource cannot be edited. */
const fixed = ['id', 'serial', 'regionId', 'createdAt', 'tagged'];

const tablesOf = (world: World): readonly ResourceTable[] => [
  world.disks,
  world.instances,
  world.desktops,
  ...Object.values(world.resources),
];

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);

/** A value has to be of the type of the one before; null stands where a number may. */
function isSameType(before: unknown, after: unknown): boolean {
  const types = [typeOf(before), typeOf(after)];
  return types[0] === types[1] || (types.includes('null') && types.includes('number'));
}

function checkMember(resource: Resource, name: string, value: unknown): void {
  const known = [...new Set([...Object.keys(resource).filter((one) => !fixed.includes(one)), 'conditions'])];
  if (!known.includes(name))
    throw new Failure('usage', `${resource.id} has no ${name} that can be changed.`, { help: `It has ${choices(known, 'and')}.` });
  const before = (resource as ResourceEdit)[name] ?? (name === 'conditions' ? [] : undefined);
  if (!isSameType(before, value))
    throw new Failure('usage', `The ${name} of ${resource.id} cannot be ${quote(value)}.`, { help: `It is ${quote(before)} now.` });
}

/**
 * Changes a resource as somebody else would: its status, its locks, what was made from it, and so on.
 * @throws Failure `usage` for a resource or a member that does not exist
 */
export function editResource(world: World, id: string, set: ResourceEdit, now: number): void {
  const table = worldsOf(world)
    .flatMap(tablesOf)
    .find((one) => one.find(id) !== undefined);
  const resource = table?.find(id);
  if (table === undefined || resource === undefined) throw new Failure('usage', `The local cloud has no ${quote(id)}.`);
  for (const [name, value] of Object.entries(set)) checkMember(resource, name, value);
  const { tags, ...rest } = set;
  table.update(id, rest);
  if (tags !== undefined) setTags(table, resource, tags as Tags, now);
}
