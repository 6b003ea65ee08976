import { resourcesOf } from '../model/resources.ts';
import type { Table, Thing, World } from '../model/world.ts';
import { kinds } from '../../kinds/registry.ts';

/** Resource types of no kind. */
const common = (world: World): { readonly [type: string]: Table<Thing> } => ({ disk: world.disks, instance: world.instances });

/** The things of a ResourceType, as tagging knows it; undefined where there is no such type. Casing counts. */
export function resourceTable(world: World, type: string): Table<Thing> | undefined {
  const kind = kinds.find((one) => one.resourceType === type);
  if (kind !== undefined) return resourcesOf(world, kind.section);
  const tables = common(world);
  return Object.hasOwn(tables, type) ? tables[type] : undefined;
}

/** The section of a ResourceType; undefined for what no kind keeps. */
export const sectionOf = (type: string): string | undefined => kinds.find((one) => one.resourceType === type)?.section;

/** Whether things of the type can be moved to another resource group. */
export function joins(type: string): boolean {
  const kind = kinds.find((one) => one.resourceType === type);
  return kind === undefined || Object.values(kind.roles).includes('group');
}
