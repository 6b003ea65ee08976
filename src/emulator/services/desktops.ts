import { idsInCall } from '../../facts/limits/calls.ts';
import { invalidParameter } from '../model/common-errors.ts';
import { listRows } from '../model/listing.ts';
import { defineOperation } from '../model/operation.ts';
import { RefusedCall } from '../model/refused-call.ts';
import type { ReplyBody } from '../model/wire-value.ts';
import { pageByEither } from '../model/paging.ts';
import { selectRows } from '../model/resources.ts';
import type { Desktop, World } from '../model/world.ts';
import { desktopPoliciesOf } from './desktop-policies/store.ts';
import { tagFilter } from './tag-parameters.ts';
import { RegionId } from './region-parameter.ts';

const sizes = { min: 1, max: 100, maxByNumber: 100 };

/** The policy of a desktop, where it is asked for; a setting lists it always. */
function policyMembers(world: World, { snapshotPolicyId: id }: Desktop, asked: boolean | undefined): ReplyBody {
  if (id === undefined || !(asked || world.settings.desktopPolicyListed)) return {};
  return { SnapshotPolicyId: id, SnapshotPolicyName: desktopPoliciesOf(world).find(id)?.name };
}

const view = (world: World, desktop: Desktop, withPolicy: boolean | undefined): ReplyBody => ({
  ...policyMembers(world, desktop, withPolicy),
  DesktopId: desktop.id,
  DesktopName: desktop.name,
  DesktopStatus: desktop.status,
  Disks: desktop.disks.map((disk) => ({
    DiskId: disk.id,
    DiskType: disk.type.toUpperCase(),
    DiskSize: disk.size,
    DiskCategory: 'cloud_essd',
    PerformanceLevel: 'PL0',
  })),
  ManagementFlag: 'NoFlag',
  ResourceGroups: desktop.resourceGroupId === '' ? [] : [{ Id: desktop.resourceGroupId, Name: desktop.resourceGroupId }],
  Tags: Object.entries(desktop.tags).map(([Key, Value]) => ({ Key, Value })),
});

export const describeDesktops = defineOperation({
  service: 'ecd',
  action: 'DescribeDesktops',
  reads: true,
  params: {
    RegionId,
    DesktopId: { type: 'list' },
    DesktopStatus: { type: 'text' },
    DesktopStatusList: { type: 'list' },
    DesktopName: { type: 'text' },
    SnapshotPolicyId: { type: 'text' },
    IncludeAutoSnapshotPolicy: { type: 'bool' },
    ResourceGroupId: { type: 'text' },
    Tag: tagFilter,
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
    PageNumber: { type: 'int' },
    PageSize: { type: 'int' },
  },
  run: ({ world, now, args, region }) => {
    const { DesktopId: ids, DesktopStatus, DesktopStatusList: statuses, DesktopName } = args;
    if (ids.length > idsInCall.DescribeDesktops) throw new RefusedCall(invalidParameter('DesktopId'));
    const matches = (one: Desktop): boolean =>
      (DesktopStatus === undefined || one.status === DesktopStatus) &&
      (statuses.length === 0 || statuses.includes(one.status)) &&
      (args.SnapshotPolicyId === undefined || one.snapshotPolicyId === args.SnapshotPolicyId) &&
      (DesktopName === undefined || one.name === DesktopName);
    const page = pageByEither(
      listRows({ world, now, region }, selectRows(world.desktops, ids.length === 0 ? undefined : ids), args, matches),
      args,
      sizes,
      world.settings,
    );
    return { ...page.reply, Desktops: page.items.map((one) => view(world, one, args.IncludeAutoSnapshotPolicy)) };
  },
});
