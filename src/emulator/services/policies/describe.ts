import { defineOperation } from '../../model/world.ts';
import type { ReplyBody } from '../../model/world.ts';
import { missingParameter } from '../common-errors.ts';
import { pageByNumber, tagKeys, time } from '../../model/reply.ts';
import { tagFilter } from '../tag-parameters.ts';
import { listed, shownTags } from '../../model/resources.ts';
import type { ListingView } from '../../model/resources.ts';
import { errors } from './errors.ts';
import { policiesOf } from './store.ts';
import type { Policy } from './store.ts';

/** A policy as the listing shows it: its lists are the texts of JSON arrays. */
const view = (look: ListingView, policy: Policy): ReplyBody => ({
  AutoSnapshotPolicyId: policy.id,
  AutoSnapshotPolicyName: policy.name,
  RegionId: policy.regionId,
  TimePoints: JSON.stringify(policy.timePoints),
  RepeatWeekdays: JSON.stringify(policy.repeatWeekdays),
  RetentionDays: policy.retentionDays,
  EnableCrossRegionCopy: policy.copy,
  TargetCopyRegions: JSON.stringify(policy.copyRegions),
  CopiedSnapshotsRetentionDays: policy.copyRetentionDays,
  CopyEncryptionConfiguration: { Encrypted: policy.copyEncrypted, KMSKeyId: policy.copyKeyId },
  AssociationType: policy.association,
  TargetTags: { TargetTag: policy.targetTags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })) },
  Status: 'Normal',
  Type: policy.type,
  DiskNums: Object.keys(policy.attached).length,
  VolumeNums: 0,
  CreationTime: time(policy.createdAt),
  ResourceGroupId: policy.resourceGroupId,
  Tags: tagKeys(shownTags(look, policy)),
});

export const describe = defineOperation({
  service: 'ecs',
  action: 'DescribeAutoSnapshotPolicyEx',
  reads: true,
  params: {
    RegionId: { type: 'region', required: missingParameter('RegionId'), malformed: errors.regionUnknown },
    AutoSnapshotPolicyId: { type: 'text' },
    AutoSnapshotPolicyName: { type: 'text' },
    ResourceGroupId: { type: 'text' },
    Tag: tagFilter,
    PageNumber: { type: 'int' },
    PageSize: { type: 'int' },
  },
  run: ({ world, now, args, region }) => {
    const look = { world, now, region, section: 'policies' };
    const { AutoSnapshotPolicyId: id, AutoSnapshotPolicyName: name } = args;
    const keeps = (one: Policy): boolean => (id === undefined || one.id === id) && (name === undefined || one.name === name);
    const page = pageByNumber(listed(look, policiesOf(world), args, keeps), args, { min: 1, max: 100 });
    return { ...page.reply, AutoSnapshotPolicies: { AutoSnapshotPolicy: page.items.map((one) => view(look, one)) } };
  },
});
