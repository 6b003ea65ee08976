import type { Thing, World } from '../../model/world.ts';
import { RefusedCall } from '../../model/world.ts';
import { find } from '../../model/table.ts';
import { isIn, resourcesOf } from '../../model/resources.ts';
import { snapshotsOf, statusAt } from '../snapshots/store.ts';
import type { Snapshot } from '../snapshots/store.ts';
import { errors } from './errors.ts';

/** A snapshot-consistent group, as the local cloud keeps it; its members are snapshots like others. */
export type Group = Thing & {
  name: string;
  description: string;
  /** The instance that all members were taken of; empty where they are of several, or of none. */
  readonly instanceId: string;
  readonly memberIds: readonly string[];
};

export const groupsOf = (world: World) => resourcesOf<Group>(world, 'groups');

/** A group that must be there. */
export function groupOf(world: World, id: string, region: string | undefined): Group {
  const group = find(groupsOf(world), id);
  if (group === undefined || !isIn(group, region)) throw new RefusedCall(errors.notFound);
  return group;
}

/** The members that are still there. */
export function membersOf(world: World, group: Group): readonly Snapshot[] {
  return group.memberIds.map((id) => find(snapshotsOf(world), id)).filter((one) => one !== undefined);
}

/** A group is what its members are: one that failed makes it failed, one that is being taken leaves it unfinished. */
export function groupStatusAt(members: readonly Snapshot[], now: number): string {
  const statuses = members.map((one) => statusAt(one, now));
  return (['progressing', 'failed'] as const).find((status) => statuses.includes(status)) ?? 'accomplished';
}
