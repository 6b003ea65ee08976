import { RefusedCall, defineOperation } from '../../model/world.ts';
import type { ReplyBody } from '../../model/world.ts';
import { commonErrors, missingParameter } from '../common-errors.ts';
import { pageByToken, plainKeys, progressOf, time } from '../../model/reply.ts';
import { tagFilter } from '../tag-parameters.ts';
import { instanceOf, listed, shownTags } from '../../model/resources.ts';
import type { ListingView } from '../../model/resources.ts';
import { availableAt } from '../snapshots/store.ts';
import type { Snapshot } from '../snapshots/store.ts';
import { errors } from './errors.ts';
import { groupStatusAt, groupsOf, membersOf } from './store.ts';
import type { Group } from './store.ts';

/** A member as the listing of groups shows it: it has no status of its own there. */
const memberView = (look: ListingView, one: Snapshot): ReplyBody => ({
  SnapshotId: one.id,
  SourceDiskId: one.diskId,
  SourceDiskType: one.diskType,
  Progress: `${progressOf(one, look.now)}%`,
  Available: availableAt(one, look.now),
  InstantAccess: one.instantAccess,
  InstantAccessRetentionDays: 0,
  Tags: plainKeys(shownTags(look, one)),
});

function view(look: ListingView, group: Group): ReplyBody {
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

export const describe = defineOperation({
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
    if (ids.length > mostIds) throw new RefusedCall(errors.tooManyIds);
    if (wanted.some((status) => !statuses.includes(status))) throw new RefusedCall(errors.statusUnknown);
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
