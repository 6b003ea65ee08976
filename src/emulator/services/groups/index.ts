import { newId } from '../../model/ids.ts';
import { defineOperation } from '../../model/operation.ts';
import type { OperationContext, ResourceService } from '../../model/operation.ts';
import type { WireValue } from '../../model/wire-value.ts';
import { resourceGroupOf, tagsOf } from '../../model/resources.ts';
import type { Disk, World } from '../../model/world.ts';
import { commonErrors, missingParameter } from '../../model/common-errors.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import type { Parameter } from '../../model/parameters.ts';
import { tagPairs } from '../tag-parameters.ts';
import type { Tags } from '../../model/world.ts';
import { errors as snapshotErrors } from '../snapshots/errors.ts';
import { isLocked, snapshotsOf, take } from '../snapshots/store.ts';
import type { Snapshot } from '../snapshots/store.ts';
import { describe } from './describe.ts';
import { errors } from './errors.ts';
import * as limits from '../../../facts/limits/groups.ts';
import { tags } from '../../../facts/limits/tags.ts';
import { checkGroupable, disksOf } from './preconditions.ts';
import { groupOf, groupsOf, membersOf } from './store.ts';
import { RegionId } from '../region-parameter.ts';

const groupId = { type: 'text', required: missingParameter('SnapshotGroupId') } as const satisfies Parameter;

/** The instance that all these disks are attached to, if there is one. */
function sharedInstance(disks: readonly Disk[]): string {
  const ids = new Set(disks.map((disk) => disk.instanceIds[0] ?? ''));
  return ids.size === 1 ? ([...ids][0] ?? '') : '';
}

/** The tag that the cloud sets on a member: the instance that it was taken of. */
const madeFrom = (disk: Disk): Tags => (disk.instanceIds[0] === undefined ? {} : { 'acs:ecs:createFrom': disk.instanceIds[0] });

type Made = {
  readonly tags: Tags;
  readonly resourceGroupId: string;
  readonly name: string;
  readonly description: string;
  readonly byDisks: boolean;
};

function makeGroup({ world, now }: Pick<OperationContext<never>, 'world' | 'now'>, disks: readonly Disk[], made: Made): string {
  const regionId = disks[0]?.regionId ?? '';
  const ids = newId(world, 'ssg', regionId);
  const memberTags = world.settings.groupTagsOnMembers ? made.tags : {};
  const members = disks.map((disk) =>
    take(world, now, {
      disk,
      name: made.name,
      description: made.description,
      retentionDays: null,
      tags: { ...memberTags, ...madeFrom(disk) },
      resourceGroupId: made.resourceGroupId,
      groupId: ids.id,
    }),
  );
  groupsOf(world).insert({
    ...made,
    ...ids,
    regionId,
    createdAt: now,
    instanceId: sharedInstance(disks),
    memberIds: members.map((one) => one.id),
  });
  return ids.id;
}

function checkTargets(instanceId: string | undefined, diskIds: readonly string[], excludedIds: readonly string[]): void {
  refuseIf(instanceId === undefined && diskIds.length === 0, limits.targetRequired);
  refuseIf(diskIds.length > 0 && excludedIds.length > 0, limits.disksExcludeExcludedDisks);
  refuseIf(excludedIds.length > 0 && instanceId === undefined, limits.excludedDisksNeedInstance);
}

const create = defineOperation({
  service: 'ecs',
  action: 'CreateSnapshotGroup',
  reads: false,
  params: {
    RegionId,
    InstanceId: { type: 'text' },
    DiskId: { type: 'list', limit: limits.diskIds },
    ExcludeDiskId: { type: 'list', limit: limits.excludedDiskIds },
    Name: { type: 'text', limit: limits.name },
    Description: { type: 'text', limit: limits.description },
    InstantAccess: { type: 'bool' },
    StorageLocationArn: { type: 'text' },
    InstantAccessRetentionDays: { type: 'int', limit: limits.instantAccessRetentionDays, malformed: errors.retentionMalformed },
    ResourceGroupId: { type: 'text' },
    Tag: tagPairs(tags({ acsValues: 'error' })),
    ClientToken: { type: 'text' },
  },
  run: ({ world, now, args, region: regionId }) => {
    checkTargets(args.InstanceId, args.DiskId, args.ExcludeDiskId);
    const lacks = world.lacks?.[args.RegionId] ?? [];
    refuseIf(lacks.includes('groups'), { refusal: errors.regionUnsupported });
    refuseIf(args.InstantAccess === true && lacks.includes('instant-access'), { refusal: errors.instantAccessRegion });
    refuseIf(args.StorageLocationArn !== undefined, { refusal: errors.storageLocation });
    const resourceGroupId = resourceGroupOf(world, args.ResourceGroupId);
    const disks = disksOf(world, { instanceId: args.InstanceId, diskIds: args.DiskId, excludedIds: args.ExcludeDiskId, region: regionId });
    checkGroupable(world, now, disks);
    const made = {
      name: args.Name ?? '',
      description: args.Description ?? '',
      tags: tagsOf(args.Tag),
      resourceGroupId,
      byDisks: args.InstanceId === undefined,
    };
    return { SnapshotGroupId: makeGroup({ world, now }, disks, made) };
  },
});

const modify = defineOperation({
  service: 'ecs',
  action: 'ModifySnapshotGroup',
  reads: false,
  params: {
    RegionId,
    SnapshotGroupId: groupId,
    Name: { type: 'text', limit: limits.name },
    Description: { type: 'text', limit: limits.description, refusal: errors.descriptionMalformed },
  },
  run: ({ world, args, region: regionId }) => {
    const group = groupOf(world, args.SnapshotGroupId, regionId);
    groupsOf(world).update(group.id, { name: args.Name ?? group.name, description: args.Description ?? group.description });
    return {};
  },
});

/** The result for one member, in the reply of a deletion that can succeed in part. */
function removeMember(world: World, member: Snapshot, now: number): WireValue {
  const { id, usage } = member;
  const item = { RelatedItemSet: { RelatedItem: [{ Name: 'SnapshotId', Value: id }] } };
  if (isLocked(member, now))
    return { OperationStatus: 'Failed', ErrorCode: snapshotErrors.locked.code, ErrorMsg: snapshotErrors.locked.message, ...item };
  if (usage === 'image' || usage === 'image_disk')
    return { OperationStatus: 'Failed', ErrorCode: errors.madeImage.code, ErrorMsg: errors.madeImage.message, ...item };
  snapshotsOf(world).remove(id);
  return { OperationStatus: 'Success', ErrorCode: '', ErrorMsg: '', ...item };
}

const remove = defineOperation({
  service: 'ecs',
  action: 'DeleteSnapshotGroup',
  reads: false,
  params: { RegionId, SnapshotGroupId: groupId },
  run: ({ world, now, args, region: regionId }) => {
    const group = groupOf(world, args.SnapshotGroupId, regionId);
    const members = membersOf(world, group);
    // No page says what becomes of a group with a locked member: a setting decides.
    refuseIf(!world.settings.lockedMembersLeft && members.some((one) => isLocked(one, now)), { refusal: snapshotErrors.locked });
    const done = members.map((one) => removeMember(world, one, now));
    groupsOf(world).remove(group.id);
    return { OperationProgressSet: { OperationProgress: done } };
  },
});

export const groups: ResourceService = {
  section: 'groups',
  // No page lists it; Terraform and the CLI send it. No page lets it join a resource group.
  resourceType: { name: 'snapshotgroup', joinsGroups: false, refusedBy: 'groupTagsRefused' },
  operations: [create, modify, remove, describe],
  errors: { ...errors, ...commonErrors },
};
