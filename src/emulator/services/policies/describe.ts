import { listRows, listedTags } from '../../model/listing.ts';
import type { ListingContext } from '../../model/listing.ts';
import { defineOperation } from '../../model/operation.ts';
import type { ReplyBody } from '../../model/wire-value.ts';
import { pageByNumber } from '../../model/paging.ts';
import type { Settings } from '../../model/settings.ts';
import { tagKeys, time } from '../../model/reply.ts';
import { missingParameter } from '../../model/common-errors.ts';
import { tagFilter } from '../tag-parameters.ts';
import { errors } from './errors.ts';
import { policiesOf } from './store.ts';
import type { Policy } from './store.ts';
import { listedByTag } from './tag-association.ts';

/** Whether the listing has the block for copies that are not encrypted is a setting. */
const encryptionOf = (settings: Settings, { copyEncrypted, copyKeyId }: Policy): ReplyBody | undefined =>
  copyEncrypted || settings.plainCopyListed ? { Encrypted: copyEncrypted, KMSKeyId: copyKeyId } : undefined;

/** A policy as the listing shows it: its lists are the texts of JSON arrays. */
const view = (context: ListingContext, policy: Policy): ReplyBody => ({
  AutoSnapshotPolicyId: policy.id,
  AutoSnapshotPolicyName: policy.name,
  RegionId: policy.regionId,
  TimePoints: JSON.stringify(policy.timePoints),
  RepeatWeekdays: JSON.stringify(policy.repeatWeekdays),
  RetentionDays: policy.retentionDays,
  EnableCrossRegionCopy: policy.copy,
  TargetCopyRegions: JSON.stringify(policy.copyRegions),
  CopiedSnapshotsRetentionDays: policy.copyRetentionDays,
  CopyEncryptionConfiguration: encryptionOf(context.world.settings, policy),
  AssociationType: policy.association,
  TargetTags: { TargetTag: policy.targetTags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })) },
  Status: 'Normal',
  Type: policy.type,
  DiskNums: Object.keys(policy.attached).length + listedByTag(context.world, policy).length,
  VolumeNums: 0,
  CreationTime: time(policy.createdAt),
  ResourceGroupId: policy.resourceGroupId,
  Tags: tagKeys(listedTags(context, policy)),
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
    const context = { world, now, region, section: 'policies' };
    const { AutoSnapshotPolicyId: id, AutoSnapshotPolicyName: name } = args;
    const matches = (one: Policy): boolean => (id === undefined || one.id === id) && (name === undefined || one.name === name);
    const page = pageByNumber(listRows(context, policiesOf(world).rows, args, matches), args, { min: 1, max: 100 });
    return { ...page.reply, AutoSnapshotPolicies: { AutoSnapshotPolicy: page.items.map((one) => view(context, one)) } };
  },
});
