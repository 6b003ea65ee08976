import { idsInCall } from '../../facts/limits/calls.ts';
import { invalidParameter } from '../model/common-errors.ts';
import { listRows, listedTags } from '../model/listing.ts';
import type { ListingContext } from '../model/listing.ts';
import { defineOperation } from '../model/operation.ts';
import { RefusedCall } from '../model/refused-call.ts';
import type { ReplyBody } from '../model/wire-value.ts';
import { pageByEither } from '../model/paging.ts';
import { tagKeys, time } from '../model/reply.ts';
import { selectRows } from '../model/resources.ts';
import type { Instance } from '../model/world.ts';
import { tagFilter } from './tag-parameters.ts';
import { RegionId } from './region-parameter.ts';

const sizes = { min: 10, max: 100, maxByNumber: 100 };

/** Filters on what no instance here has: they match nothing. */
const unmatchable = [
  'EipAddresses',
  'HpcClusterId',
  'ImageId',
  'InnerIpAddresses',
  'InstanceType',
  'InstanceTypeFamily',
  'KeyPairName',
  'PrivateIpAddresses',
  'PublicIpAddresses',
  'RdmaIpAddresses',
  'SecurityGroupId',
  'VSwitchId',
  'VpcId',
] as const;
type Unmatchable = { readonly [name in (typeof unmatchable)[number]]: { readonly type: 'text' } };

const view = (context: ListingContext, instance: Instance): ReplyBody => ({
  InstanceId: instance.id,
  InstanceName: instance.name,
  Status: instance.status,
  ZoneId: instance.zoneId,
  RegionId: instance.regionId,
  CreationTime: time(instance.createdAt),
  StartTime: instance.startedAt === null ? '' : time(instance.startedAt),
  StoppedMode: 'Not-applicable',
  OperationLocks: { LockReason: instance.locks.map((LockReason) => ({ LockReason, LockMsg: '' })) },
  ResourceGroupId: instance.resourceGroupId,
  Tags: tagKeys(listedTags(context, instance)),
});

export const describeInstances = defineOperation({
  service: 'ecs',
  action: 'DescribeInstances',
  reads: true,
  params: {
    RegionId,
    InstanceIds: { type: 'json' },
    InstanceName: { type: 'text' },
    Status: { type: 'text' },
    ZoneId: { type: 'text' },
    LockReason: { type: 'text' },
    ResourceGroupId: { type: 'text' },
    Tag: { ...tagFilter, lowerCase: true },
    Ipv6Address: { type: 'list' },
    ...(Object.fromEntries(unmatchable.map((name) => [name, { type: 'text' }])) as Unmatchable),
    DryRun: { type: 'bool' },
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
    PageNumber: { type: 'int' },
    PageSize: { type: 'int' },
  },
  run: ({ world, now, args, region }) => {
    const { InstanceIds: ids, InstanceName, Status, ZoneId, LockReason } = args;
    if (ids !== undefined && ids.length > idsInCall.DescribeInstances) throw new RefusedCall(invalidParameter('InstanceIds'));
    const matches = (one: Instance): boolean =>
      args.Ipv6Address.length === 0 &&
      unmatchable.every((name) => args[name] === undefined) &&
      (InstanceName === undefined || one.name === InstanceName) &&
      (Status === undefined || one.status === Status) &&
      (ZoneId === undefined || one.zoneId === ZoneId) &&
      (LockReason === undefined || one.locks.includes(LockReason));
    const context = { world, now, region };
    const page = pageByEither(listRows(context, selectRows(world.instances, ids), args, matches), args, sizes, world.settings);
    return { ...page.reply, Instances: { Instance: page.items.map((one) => view(context, one)) } };
  },
});
