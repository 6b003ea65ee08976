import { ApiError, operation } from '../emulation.ts';
import type { Reply } from '../emulation.ts';
import { commonErrors, missingParameter } from '../emulation-errors.ts';
import { pageByToken, plainKeys, progressOf, time } from '../emulation-reply.ts';
import { tagFilter } from '../emulation-tags.ts';
import { instanceOf, listed, shownTags } from '../emulation-world.ts';
import type { Look } from '../emulation-world.ts';
import { availableAt } from '../snapshots/store.ts';
import type { Snapshot } from '../snapshots/store.ts';
import { errors } from './errors.ts';
import { groupStatusAt, groupsOf, membersOf } from './store.ts';
import type { Group } from './store.ts';

/** A member as the listing of groups shows it: it has no status of its own there. */
const memberView = (look: Look, one: Snapshot): Reply => ({
  SnapshotId: one.id,
  SourceDiskId: one.diskId,
  SourceDiskType: one.diskType,
  Progress: `${progressOf(one, look.now)}%`,
  Available: availableAt(one, look.now),
  InstantAccess: one.instantAccess,
  InstantAccessRetentionDays: 0,
  Tags: plainKeys(shownTags(look, one)),
});

function view(look: Look, group: Group): Reply {
  const { world, now } = look;
  const members = membersOf(world, group);
  return {
    SnapshotGroupId: group.id,
    Name: group.name || undefined,
    Description: group.description,
    InstanceId: group.instanceId || undefined,
    Status: groupStatusAt(members, now),
    CreationTime: time(group.createdAt),
    ResourceGroupId: group.resourceGroupId,
    Tags: plainKeys(shownTags(look, group)),
    Snapshots: { Snapshot: members.map((one) => memberView(look, one)) },
  };
}

const statuses = ['progressing', 'accomplished', 'failed'];
const mostIds = 10;

export const describe = operation({
  service: 'ecs',
  action: 'DescribeSnapshotGroups',
  reads: true,
  params: {
    RegionId: { type: 'region', required: missingParameter('RegionId'), malformed: commonErrors.regionNotFound },
    SnapshotGroupId: { type: 'list' },
    Status: { type: 'list' },
    InstanceId: { type: 'text' },
    Name: { type: 'text' },
    ResourceGroupId: { type: 'text' },
    Tag: { ...tagFilter, repeated: commonErrors.duplicateTagKey },
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
  },
  run: ({ world, now, args, region }) => {
    const { SnapshotGroupId: ids, Status: wanted, InstanceId, Name } = args;
    if (ids.length > mostIds) throw new ApiError(errors.tooManyIds);
    if (wanted.some((status) => !statuses.includes(status))) throw new ApiError(errors.statusUnknown);
    if (InstanceId !== undefined) instanceOf(world, InstanceId, region);
    const keeps = (one: Group): boolean =>
      (ids.length === 0 || ids.includes(one.id)) &&
      (InstanceId === undefined || one.instanceId === InstanceId) &&
      (Name === undefined || one.name === Name) &&
      (wanted.length === 0 || wanted.includes(groupStatusAt(membersOf(world, one), now)));
    const look = { world, now, region, section: 'groups' };
    const page = pageByToken(listed(look, groupsOf(world), args, keeps), args, { min: 1, max: 100 });
    return { ...page.reply, SnapshotGroups: { SnapshotGroup: page.items.map((one) => view(look, one)) } };
  },
});
