import { RefusedCall } from '../../model/refused-call.ts';
import { isIn } from '../../model/resources.ts';
import { resourcesOf } from '../../model/world.ts';
import type { Resource, World } from '../../model/world.ts';
import { snapshotsOf, statusAt } from '../snapshots/store.ts';
import type { Snapshot } from '../snapshots/store.ts';
import { errors } from './errors.ts';

/** A snapshot-consistent group; its members are snapshots like others. */
export type Group = Resource & {
  readonly name: string;
  readonly description: string;
  /** The instance that all members were taken of; empty where they are of several, or of none. */
  readonly instanceId: string;
  /** Whether its disks were listed, and no instance was named. */
  readonly byDisks?: boolean;
  readonly memberIds: readonly string[];
};

export const groupsOf = (world: World) => resourcesOf<Group>(world, 'groups');

/** @throws RefusedCall where there is no such group in the region */
export function groupOf(world: World, id: string, region: string | undefined): Group {
  const group = groupsOf(world).find(id);
  if (group === undefined || !isIn(group, region)) throw new RefusedCall(errors.notFound);
  return group;
}

/** The members that still exist. */
export function membersOf(world: World, group: Group): readonly Snapshot[] {
  return group.memberIds.map((id) => snapshotsOf(world).find(id)).filter((one) => one !== undefined);
}

/** The status follows from the members: one that is being taken leaves the group unfinished, else one that failed makes it failed. */
export function groupStatusAt(members: readonly Snapshot[], now: number): string {
  const statuses = members.map((one) => statusAt(one, now));
  return (['progressing', 'failed'] as const).find((status) => statuses.includes(status)) ?? 'accomplished';
}
