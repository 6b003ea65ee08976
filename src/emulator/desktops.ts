import { commonErrors, invalidParameter, missingParameter } from '../kinds/emulation-errors.ts';
import { pageByEither } from '../kinds/emulation-reply.ts';
import { chosen } from '../kinds/emulation-table.ts';
import { tagFilter } from '../kinds/emulation-tags.ts';
import { listed } from '../kinds/emulation-world.ts';
import { ApiError, operation } from '../kinds/emulation.ts';
import type { Desktop, Reply } from '../kinds/emulation.ts';

const mostIds = 100;
const sizes = { min: 1, max: 100, maxByNumber: 100 };

const view = (desktop: Desktop): Reply => ({
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

export const describeDesktops = operation({
  service: 'ecd',
  action: 'DescribeDesktops',
  reads: true,
  params: {
    RegionId: { type: 'region', required: missingParameter('RegionId'), malformed: commonErrors.regionNotFound },
    DesktopId: { type: 'list' },
    DesktopStatus: { type: 'text' },
    DesktopStatusList: { type: 'list' },
    DesktopName: { type: 'text' },
    ResourceGroupId: { type: 'text' },
    Tag: tagFilter,
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
    PageNumber: { type: 'int' },
    PageSize: { type: 'int' },
  },
  run: ({ world, now, args, region }) => {
    const { DesktopId: ids, DesktopStatus, DesktopStatusList: statuses, DesktopName } = args;
    if (ids.length > mostIds) throw new ApiError(invalidParameter('DesktopId'));
    const keeps = (one: Desktop): boolean =>
      (DesktopStatus === undefined || one.status === DesktopStatus) &&
      (statuses.length === 0 || statuses.includes(one.status)) &&
      (DesktopName === undefined || one.name === DesktopName);
    const page = pageByEither(
      listed({ world, now, region }, chosen(world.desktops, ids.length === 0 ? undefined : ids), args, keeps),
      args,
      sizes,
    );
    return { ...page.reply, Desktops: page.items.map(view) };
  },
});
