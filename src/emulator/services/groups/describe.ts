import { idsInCall } from '../../../facts/limits/calls.ts';
import { listRows, listedTags } from '../../model/listing.ts';
import type { ListingContext } from '../../model/listing.ts';
import { defineOperation } from '../../model/operation.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { ReplyBody } from '../../model/wire-value.ts';
import { pageByToken } from '../../model/paging.ts';
import { plainKeys, progressOf, time } from '../../model/reply.ts';
import { instanceOf } from '../../model/resources.ts';
import type { World } from '../../model/world.ts';
import { commonErrors } from '../../model/common-errors.ts';
import { tagFilter } from '../tag-parameters.ts';
import { availableAt } from '../snapshots/store.ts';
import type { Snapshot } from '../snapshots/store.ts';
import { errors } from './errors.ts';
import { groupStatusAt, groupsOf, membersOf } from './store.ts';
import type { Group } from './store.ts';
import { RegionId } from '../region-parameter.ts';

/** A member as the listing of groups shows it: it has no status of its own there. */
const memberView = (context: ListingContext, one: Snapshot): ReplyBody => ({
  SnapshotId: one.id,
  SourceDiskId: one.diskId,
  SourceDiskType: one.diskType,
  Progress: `${progressOf(one, context.now)}%`,
  Available: availableAt(one, context.now),
  InstantAccess: one.instantAccess,
  InstantAccessRetentionDays: 0,
  Tags: plainKeys(listedTags(context, one)),
});

/** The instance that the listing shows; for a group that was created by its disks a setting decides. */
const instanceIdOf = ({ settings }: World, { instanceId, byDisks }: Group): string =>
  byDisks === true && !settings.diskGroupInstanceListed ? '' : instanceId;

function view(context: ListingContext, group: Group): ReplyBody {
  const { world, now } = context;
  const members = membersOf(world, group);
  return {
    SnapshotGroupId: group.id,
    Name: group.name || undefined,
    Description: group.description,
    InstanceId: instanceIdOf(world, group) || undefined,
    Status: groupStatusAt(members, now),
    CreationTime: time(group.createdAt),
    ResourceGroupId: group.resourceGroupId,
    Tags: plainKeys(listedTags(context, group)),
    Snapshots: { Snapshot: members.map((one) => memberView(context, one)) },
  };
}

const statuses = ['progressing', 'accomplished', 'failed'];

export const describe = defineOperation({
  service: 'ecs',
  action: 'DescribeSnapshotGroups',
  reads: true,
  params: {
    RegionId,
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
    const { SnapshotGroupId: ids, Status: statusFilter, InstanceId, Name } = args;
    if (ids.length > idsInCall.DescribeSnapshotGroups) throw new RefusedCall(errors.tooManyIds);
    if (statusFilter.some((status) => !statuses.includes(status))) throw new RefusedCall(errors.statusUnknown);
    if (InstanceId !== undefined) instanceOf(world, InstanceId, region);
    const matches = (one: Group): boolean =>
      (ids.length === 0 || ids.includes(one.id)) &&
      (InstanceId === undefined || instanceIdOf(world, one) === InstanceId) &&
      (Name === undefined || one.name === Name) &&
      (statusFilter.length === 0 || statusFilter.includes(groupStatusAt(membersOf(world, one), now)));
    const context = { world, now, region, section: 'groups' };
    const page = pageByToken(listRows(context, groupsOf(world).rows, args, matches), args, { min: 1, max: 100 });
    return { ...page.reply, SnapshotGroups: { SnapshotGroup: page.items.map((one) => view(context, one)) } };
  },
});
