import { automaticQuota } from '../../../facts/live-conditions.ts';
import { newId } from '../../model/ids.ts';
import { defineOperation } from '../../model/operation.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { ResourceService } from '../../model/operation.ts';
import { quotaOf, resourceGroupOf, tagsOf } from '../../model/resources.ts';
import type { World } from '../../model/world.ts';
import { commonErrors, invalidParameter } from '../../model/common-errors.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import type { Pair, Parameter } from '../../model/parameters.ts';
import { tagPairs } from '../tag-parameters.ts';
import { associations } from './associations.ts';
import { apply, cancel, diskExtension } from './attach.ts';
import { refuseKey } from '../snapshots/conditions.ts';
import { snapshotsOf } from '../snapshots/store.ts';
import { runPolicies } from './automatic.ts';
import { describe } from './describe.ts';
import { errors } from './errors.ts';
import { tags } from '../../../facts/limits/tags.ts';
import { policiesPerDisk, policiesPerRegion, targetTagCount, targetTagLimits } from '../../../facts/limits/policies.ts';
import { checkedCopy, noCopy, settingParams } from './parameters.ts';
import { policiesOf, policyOf } from './store.ts';
import type { Policy } from './store.ts';
import { withTags } from './tag-association.ts';

const regionId = { type: 'region', required: errors.regionInvalid, malformed: errors.regionInvalid } as const satisfies Parameter;
const policyId = { type: 'text', required: errors.policyIdInvalid } as const satisfies Parameter;

const associationTypes = ['AssociatedWithDisk', withTags];

/** No page names the codes for a wrong association. */
function checkAssociation({ settings }: World, type: string | undefined, tags: readonly Pair[]): void {
  if (type !== undefined && !associationTypes.includes(type)) throw new RefusedCall(invalidParameter('AssociationType'));
  refuseIf(type === withTags && !settings.tagAssociationInvited, { refusal: errors.notInvited });
  if (type === withTags && tags.length === 0) throw new RefusedCall(invalidParameter('TargetTags'));
}

const targetTags = {
  type: 'pairs',
  limit: targetTagLimits,
  max: { ...invalidParameter('TargetTags'), count: targetTagCount.max },
} as const satisfies Parameter;

const refuseRegion = (world: World, region: string): void =>
  refuseIf(world.lacks?.[region]?.includes('policies') ?? false, { refusal: errors.regionUnsupported });

/** Whether the earlier snapshots of a policy follow its new retention is not documented: a setting decides. */
function moveRetention(world: World, policy: Policy, days: number): void {
  if (!world.settings.policyRetentionMoves) return;
  const retentionDays = days < 0 ? null : days;
  const snapshots = snapshotsOf(world);
  const taken = [...snapshots].filter(({ policyId }) => policyId === policy.id);
  for (const { id } of taken) snapshots.update(id, { retentionDays });
}

const create = defineOperation({
  service: 'ecs',
  action: 'CreateAutoSnapshotPolicy',
  reads: false,
  params: {
    regionId,
    ...settingParams,
    timePoints: { ...settingParams.timePoints, required: errors.timesInvalid },
    repeatWeekdays: { ...settingParams.repeatWeekdays, required: errors.daysInvalid },
    retentionDays: { ...settingParams.retentionDays, required: errors.retentionInvalid },
    ResourceGroupId: { type: 'text' },
    Tag: tagPairs(tags({ acsValues: 'error' })),
    AssociationType: { type: 'text' },
    TargetTags: targetTags,
  },
  run: ({ world, now, args }) => {
    const region = args.regionId;
    refuseRegion(world, region);
    checkAssociation(world, args.AssociationType, args.TargetTags);
    const copy = checkedCopy(world, region, noCopy, args);
    refuseKey(world, copy.copyKeyId, errors.keyNotFound);
    const resourceGroupId = resourceGroupOf(world, args.ResourceGroupId);
    const here = policiesOf(world).rows.filter((one) => one.regionId === region);
    refuseIf(here.length >= quotaOf(world, policiesPerRegion), policiesPerRegion);
    const ids = newId(world, 'sp', region);
    policiesOf(world).insert({
      ...ids,
      ...copy,
      regionId: region,
      createdAt: now,
      name: args.autoSnapshotPolicyName ?? '',
      timePoints: args.timePoints,
      repeatWeekdays: args.repeatWeekdays,
      retentionDays: args.retentionDays,
      association: args.AssociationType ?? 'AssociatedWithDisk',
      targetTags: args.TargetTags,
      type: 'Custom',
      tags: tagsOf(args.Tag),
      resourceGroupId,
      attached: {},
    });
    return { AutoSnapshotPolicyId: ids.id };
  },
});

const modify = defineOperation({
  service: 'ecs',
  action: 'ModifyAutoSnapshotPolicyEx',
  reads: false,
  params: { regionId, autoSnapshotPolicyId: policyId, ...settingParams, TargetTags: targetTags },
  run: ({ world, args }) => {
    refuseRegion(world, args.regionId);
    const policy = policyOf(world, args.autoSnapshotPolicyId, args.regionId, errors.policyGone);
    refuseIf(policy.type === 'System', { refusal: errors.systemPolicy });
    const copy = checkedCopy(world, args.regionId, policy, args);
    refuseKey(world, copy.copyKeyId, errors.keyGone);
    policiesOf(world).update(policy.id, {
      ...copy,
      // An empty name leaves the name unchanged.
      name: args.autoSnapshotPolicyName ?? policy.name,
      timePoints: args.timePoints ?? policy.timePoints,
      repeatWeekdays: args.repeatWeekdays ?? policy.repeatWeekdays,
      retentionDays: args.retentionDays ?? policy.retentionDays,
      targetTags: args.TargetTags.length > 0 ? args.TargetTags : policy.targetTags,
    });
    if (args.retentionDays !== undefined) moveRetention(world, policy, args.retentionDays);
    return {};
  },
});

const remove = defineOperation({
  service: 'ecs',
  action: 'DeleteAutoSnapshotPolicy',
  reads: false,
  params: { regionId, autoSnapshotPolicyId: policyId },
  run: ({ world, args }) => {
    // A policy in use can be deleted; its disks are then no longer protected.
    const policy = policyOf(world, args.autoSnapshotPolicyId, args.regionId, errors.policyGone);
    policiesOf(world).remove(policy.id);
    return {};
  },
});

export const policies: ResourceService = {
  section: 'policies',
  // The page of JoinResourceGroup does not list it; Terraform sends it.
  resourceType: { name: 'snapshotpolicy', joinsGroups: true },
  operations: [create, modify, remove, describe, apply, cancel, associations],
  advance: runPolicies,
  quotas: [policiesPerRegion, policiesPerDisk, automaticQuota],
  diskExtension,
  errors: { ...errors, ...commonErrors },
};
