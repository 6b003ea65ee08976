import { instancesOf } from '../disk-checks.ts';
import { groupLimits } from './preflight-limits.ts';
import { groupMembers } from './preflight-members.ts';
import { memberPath, membersOf } from './members.ts';
import type { Canonical } from './members.ts';
import type { Preflight } from '../preflight.ts';
import { unreadGroup, unreadKeys } from '../unread.ts';

/** What the service refuses of groups, as far as live data shows it. */
export const preflight: Preflight<Canonical> = {
  // Which disks an instance has is seen in the list of disks only, and one call for every entry would be too many.
  needs: (canonical, inventory) => [
    ...(canonical.diskIds === null ? [{ target: 'disk' as const, all: true as const }] : []),
    instancesOf(
      membersOf(canonical, inventory).map(({ id }) => id),
      inventory,
    ),
  ],
  create: (subject) => [...groupMembers(subject), ...groupLimits(subject)],
  takes: ({ canonical, inventory, at }) =>
    membersOf(canonical, inventory).map(({ id }) => ({ id, path: memberPath({ canonical, at }, id) })),
  unread: (canonical, inventory) => [
    ...unreadGroup(canonical.resourceGroupId),
    ...unreadKeys(
      'diskIds',
      membersOf(canonical, inventory).map(({ id }) => id),
      inventory,
    ),
  ],
};
