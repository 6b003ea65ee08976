import { commonErrors, invalidParameter, missingParameter } from './common-errors.ts';
import { pageByEither, tagKeys, time } from '../model/reply.ts';
import { chosen } from '../model/table.ts';
import { tagFilter } from './tag-parameters.ts';
import { listed, shownTags } from '../model/resources.ts';
import type { ListingView } from '../model/resources.ts';
import { RefusedCall, defineOperation } from '../model/world.ts';
import type { Instance, ReplyBody } from '../model/world.ts';

const mostIds = 100;
const sizes = { min: 10, max: 100, maxByNumber: 100 };

/** Filters over what no instance here has: who asks for one of these finds nothing. */
const lacking = [
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
type Lacking = { readonly [name in (typeof lacking)[number]]: { readonly type: 'text' } };

const view = (look: ListingView, instance: Instance): ReplyBody => ({
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
  Tags: tagKeys(shownTags(look, instance)),
});

export const describeInstances = defineOperation({
  service: 'ecs',
  action: 'DescribeInstances',
  reads: true,
  params: {
    RegionId: { type: 'region', required: missingParameter('RegionId'), malformed: commonErrors.regionNotFound },
    InstanceIds: { type: 'json' },
    InstanceName: { type: 'text' },
    Status: { type: 'text' },
    ZoneId: { type: 'text' },
    LockReason: { type: 'text' },
    ResourceGroupId: { type: 'text' },
    Tag: { ...tagFilter, lowerCase: true },
    Ipv6Address: { type: 'list' },
    ...(Object.fromEntries(lacking.map((name) => [name, { type: 'text' }])) as Lacking),
    DryRun: { type: 'bool' },
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
    PageNumber: { type: 'int' },
    PageSize: { type: 'int' },
  },
  run: ({ world, now, args, region }) => {
    const { InstanceIds: ids, InstanceName, Status, ZoneId, LockReason } = args;
    if (ids !== undefined && ids.length > mostIds) throw new RefusedCall(invalidParameter('InstanceIds'));
    const keeps = (one: Instance): boolean =>
      args.Ipv6Address.length === 0 &&
      lacking.every((name) => args[name] === undefined) &&
      (InstanceName === undefined || one.name === InstanceName) &&
      (Status === undefined || one.status === Status) &&
      (ZoneId === undefined || one.zoneId === ZoneId) &&
      (LockReason === undefined || one.locks.includes(LockReason));
    const look = { world, now, region };
    const page = pageByEither(listed(look, chosen(world.instances, ids), args, keeps), args, sizes);
    return { ...page.reply, Instances: { Instance: page.items.map((one) => view(look, one)) } };
  },
});
