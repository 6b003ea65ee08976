import type { ResourceService, TaggableType } from '../model/operation.ts';
import { resourcesOf } from '../model/world.ts';
import type { ResourceTable, World } from '../model/world.ts';

/** What the operations on tags and resource groups know of a ResourceType. */
export type ResourceType = {
  readonly table: (world: World) => ResourceTable;
  /** Absent for what no call creates. */
  readonly section?: string;
  readonly joinsGroups: boolean;
  /** The setting by which the operations on tags do not know it. */
  readonly refusedBy?: TaggableType['refusedBy'];
};

/** By name; casing counts. */
export type ResourceTypes = ReadonlyMap<string, ResourceType>;

const fixedTypes: readonly (readonly [string, ResourceType])[] = [
  ['disk', { table: (world) => world.disks, joinsGroups: true }],
  ['instance', { table: (world) => world.instances, joinsGroups: true }],
];

/** The resource types of some services, with disks and instances. */
export function resourceTypesOf(services: readonly ResourceService[]): ResourceTypes {
  const types = services.flatMap(({ section, resourceType }) =>
    section === undefined || resourceType === undefined
      ? []
      : [[resourceType.name, { ...resourceType, table: (world: World) => resourcesOf(world, section), section }] as const],
  );
  return new Map([...fixedTypes, ...types]);
}
