import * as limits from '../../../facts/limits/desktop-policies.ts';
import { missingParameter } from '../../model/common-errors.ts';
import { newId } from '../../model/ids.ts';
import { listRows } from '../../model/listing.ts';
import { defineOperation } from '../../model/operation.ts';
import type { ResourceService } from '../../model/operation.ts';
import { pageByToken } from '../../model/paging.ts';
import type { Parameter, Parameters } from '../../model/parameters.ts';
import { time } from '../../model/reply.ts';
import type { ReplyBody } from '../../model/wire-value.ts';
import type { World } from '../../model/world.ts';
import { desktopOf } from '../desktop-snapshots/desktop-of.ts';
import { runDesktopPolicies } from './automatic.ts';
import { cronTimes } from './cron.ts';
import { errors } from './errors.ts';
import { desktopPoliciesOf, desktopPolicyOf, desktopsWith } from './store.ts';
import type { DesktopPolicy } from './store.ts';
import { RegionId } from '../region-parameter.ts';

const PolicyId = { type: 'text', required: missingParameter('PolicyId') } as const satisfies Parameter;
const settings = {
  PolicyName: { type: 'text', limit: limits.name },
  RetentionDays: { type: 'int', limit: limits.retentionDays },
  CronExpression: { type: 'text' },
  DiskType: { type: 'text', limit: limits.diskType },
} as const satisfies Parameters;

const diskTypeOf = (given: string | undefined): DesktopPolicy['diskType'] => (given?.toUpperCase() ?? '') as DesktopPolicy['diskType'];

const create = defineOperation({
  service: 'ecd',
  action: 'CreateAutoSnapshotPolicy',
  reads: false,
  params: {
    RegionId,
    PolicyName: { ...settings.PolicyName, required: missingParameter('PolicyName') },
    RetentionDays: { ...settings.RetentionDays, required: missingParameter('RetentionDays') },
    CronExpression: { ...settings.CronExpression, required: missingParameter('CronExpression') },
    DiskType: settings.DiskType,
  },
  run: ({ world, now, args }) => {
    cronTimes(args.CronExpression);
    const ids = newId(world, 'sp', args.RegionId);
    desktopPoliciesOf(world).insert({
      ...ids,
      regionId: args.RegionId,
      createdAt: now,
      name: args.PolicyName,
      retentionDays: args.RetentionDays,
      cron: args.CronExpression,
      diskType: diskTypeOf(args.DiskType),
      ranUntil: now,
      tags: {},
      resourceGroupId: '',
    });
    return { PolicyId: ids.id };
  },
});

const modify = defineOperation({
  service: 'ecd',
  action: 'ModifyAutoSnapshotPolicy',
  reads: false,
  params: { RegionId, PolicyId, ...settings },
  run: ({ world, args }) => {
    const policy = desktopPolicyOf(world, args.PolicyId, args.RegionId);
    const cron = args.CronExpression ?? policy.cron;
    cronTimes(cron);
    desktopPoliciesOf(world).update(policy.id, {
      name: args.PolicyName ?? policy.name,
      retentionDays: args.RetentionDays ?? policy.retentionDays,
      cron,
      diskType: args.DiskType === undefined ? policy.diskType : diskTypeOf(args.DiskType),
    });
    return {};
  },
});

/** A policy as ECD lists it: its retention is a text, and its hours are the text of a JSON array. */
const view = (world: World, policy: DesktopPolicy): ReplyBody => ({
  PolicyId: policy.id,
  PolicyName: policy.name,
  RegionId: policy.regionId,
  CronExpression: policy.cron,
  TimePoints: JSON.stringify(cronTimes(policy.cron).hours.map(String)),
  RetentionDays: String(policy.retentionDays),
  DiskType: policy.diskType || undefined,
  DesktopNum: desktopsWith(world, policy.id).length,
  Status: 'Normal',
  CreationTime: time(policy.createdAt),
});

const pageSize = 50;

const describe = defineOperation({
  service: 'ecd',
  action: 'DescribeAutoSnapshotPolicy',
  reads: true,
  params: {
    RegionId,
    PolicyId: { type: 'text' },
    PolicyName: { type: 'text' },
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
  },
  run: ({ world, now, args, region }) => {
    const context = { world, now, region, section: 'desktopPolicies' };
    const matches = (one: DesktopPolicy): boolean =>
      (args.PolicyId === undefined || one.id === args.PolicyId) && (args.PolicyName === undefined || one.name === args.PolicyName);
    const found = listRows(context, desktopPoliciesOf(world).rows, { Tag: [], ResourceGroupId: undefined }, matches);
    const page = pageByToken(found, { ...args, MaxResults: args.MaxResults ?? pageSize }, { min: 1, max: pageSize });
    return { ...page.reply, AutoSnapshotPolicies: page.items.map((one) => view(world, one)) };
  },
});

/** A desktop has one policy: another one takes its place. */
const apply = defineOperation({
  service: 'ecd',
  action: 'ApplyAutoSnapshotPolicy',
  reads: false,
  params: { RegionId, PolicyId, DesktopId: { type: 'list', required: missingParameter('DesktopId'), limit: limits.appliedDesktops } },
  run: ({ world, args }) => {
    const policy = desktopPolicyOf(world, args.PolicyId, args.RegionId);
    const desktops = args.DesktopId.map((id) => desktopOf(world, id, args.RegionId));
    for (const { id } of desktops) world.desktops.update(id, { snapshotPolicyId: policy.id });
    return {};
  },
});

const cancel = defineOperation({
  service: 'ecd',
  action: 'CancelAutoSnapshotPolicy',
  reads: false,
  params: {
    RegionId,
    PolicyId: { type: 'text' },
    DesktopId: { type: 'list', required: missingParameter('DesktopId'), limit: limits.cancelledDesktops },
  },
  run: ({ world, args }) => {
    const desktops = args.DesktopId.map((id) => desktopOf(world, id, args.RegionId));
    const attached = desktops.filter(({ snapshotPolicyId }) => args.PolicyId === undefined || snapshotPolicyId === args.PolicyId);
    for (const { id } of attached) world.desktops.update(id, { snapshotPolicyId: undefined });
    return {};
  },
});

const remove = defineOperation({
  service: 'ecd',
  action: 'DeleteAutoSnapshotPolicy',
  reads: false,
  params: { RegionId, PolicyId: { type: 'list', required: missingParameter('PolicyId'), limit: limits.deletedPolicies } },
  run: ({ world, args }) => {
    const policies = desktopPoliciesOf(world);
    for (const policyId of args.PolicyId.filter((id) => policies.find(id)?.regionId === args.RegionId)) {
      for (const { id } of [...desktopsWith(world, policyId)]) world.desktops.update(id, { snapshotPolicyId: undefined });
      policies.remove(policyId);
    }
    return {};
  },
});

export const desktopPolicies: ResourceService = {
  section: 'desktopPolicies',
  operations: [create, modify, describe, apply, cancel, remove],
  errors: { ...errors },
  advance: runDesktopPolicies,
};
