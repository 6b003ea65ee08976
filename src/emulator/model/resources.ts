import type { Range } from '../../facts/fact.ts';
import { commonErrors } from './common-errors.ts';
import { RefusedCall } from './refused-call.ts';
import type { Pair } from './parameters.ts';
import type { Row, Table } from './table.ts';
import type { Disk, Instance, Resource, ResourceTable, Tags, World } from './world.ts';

/** Whether a resource is in the region of a call: in any, where the endpoint serves all regions. */
export const isIn = (resource: Resource, region: string | undefined): boolean => region === undefined || resource.regionId === region;

/** The rows with these ids, oldest first; all of them where no ids are given. */
export function selectRows<T extends Row>(table: Pick<Table<T>, 'find' | 'rows'>, ids: readonly string[] | undefined): readonly T[] {
  if (ids === undefined) return table.rows;
  const found = [...new Set(ids)].map((id) => table.find(id)).filter((one) => one !== undefined);
  return found.sort((a, b) => a.serial - b.serial);
}

/** @throws RefusedCall where there is no such disk in the region */
export function diskOf(world: World, id: string, region: string | undefined): Disk {
  const disk = world.disks.find(id);
  if (disk === undefined || !isIn(disk, region)) throw new RefusedCall(commonErrors.diskNotFound);
  return disk;
}

/** @throws RefusedCall where there is no such instance in the region */
export function instanceOf(world: World, id: string, region: string | undefined): Instance {
  const instance = world.instances.find(id);
  if (instance === undefined || !isIn(instance, region)) throw new RefusedCall(commonErrors.instanceNotFound);
  return instance;
}

/** The resource group of a call; empty for the default one. @throws RefusedCall for one that does not exist */
export function resourceGroupOf(world: World, id: string | undefined): string {
  if (id !== undefined && !world.resourceGroups.includes(id)) throw new RefusedCall(commonErrors.groupNotFound);
  return id ?? '';
}

/** Tags as they were sent, as a record; a key twice was refused before. */
export const tagsOf = (pairs: readonly Pair[]): Tags => Object.fromEntries(pairs.map(({ Key, Value }) => [Key, Value]));

/** Whether all of these tags are there; a filter without a value asks for the key alone. */
export function hasTags(tags: Tags, filters: readonly Pair[]): boolean {
  return filters.every(({ Key, Value }) => Object.hasOwn(tags, Key) && (Value === '' || tags[Key] === Value));
}

/** Sets the tags of a resource. */
export function setTags(table: ResourceTable, { id, tags: before }: Resource, tags: Tags, now: number): void {
  table.update(id, { tags, tagged: { before, at: now } });
}

/** A quota: the documented one, unless the settings say otherwise. */
export const quotaOf = (world: World, quota: Range): number => world.settings.quotas[quota.row] ?? quota.max;
