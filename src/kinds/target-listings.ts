import { idsInCall } from '../facts/limits/calls.ts';
import type { Json } from '../base/json.ts';
import { readCall } from './call-builder.ts';
import { desktopStates, diskStates, instanceStates, unsupportedCategories } from '../facts/live-conditions.ts';
import type { Target } from '../fields/field.ts';
import type { Listing } from './calls.ts';
import { desktopCondition, diskCondition, instanceCondition } from './target-conditions.ts';
import type { TargetResource } from './targets.ts';
import { isMalformed, listAt, tagListAt, textAt, wordAt } from './reply-reader.ts';

function unsupportedReasonOf(item: Json): string | undefined {
  const category = textAt(item, 'Category') ?? '';
  if (unsupportedCategories.values.includes(category.toLowerCase())) return `its category ${category} does not support snapshots`;
  const attached = textAt(item, 'AttachedTime') ?? '';
  // A disk that was attached once keeps the time of it after it is detached.
  if (wordAt(item, diskStates.values, 'Status') === 'Available' && attached === '') return 'it was never attached to an instance';
  return undefined;
}

/** The members of a disk that selectors choose by. */
const selectedBy = { name: 'DiskName', type: 'Type', category: 'Category', zone: 'ZoneId', resourceGroupId: 'ResourceGroupId' } as const;

function diskOf(item: Json): TargetResource | undefined {
  const id = textAt(item, 'DiskId');
  const tags = tagListAt(item, 'Tags', 'Tag');
  const unknownInstance = isMalformed(item, 'text', 'InstanceId') || isMalformed(item, 'list', 'Attachments', 'Attachment');
  if (id === undefined || tags === undefined || unknownInstance) return undefined;
  const attachments = listAt(item, 'Attachments', 'Attachment').map((one) => textAt(one, 'InstanceId'));
  const instanceIds = [textAt(item, 'InstanceId'), ...attachments].filter((one) => one !== undefined && one !== '') as string[];
  const unsupportedReason = unsupportedReasonOf(item);
  const said = Object.entries(selectedBy).flatMap(([key, member]) => {
    const value = textAt(item, member);
    return value === undefined ? [] : [[key, value]];
  });
  return {
    target: 'disk',
    id,
    status: wordAt(item, diskStates.values, 'Status') ?? '',
    tags,
    instanceIds: [...new Set(instanceIds)],
    ...Object.fromEntries(said),
    ...diskCondition(item),
    ...(unsupportedReason !== undefined && { unsupportedReason }),
  };
}

/** A name, where the service says one. */
function nameAt(item: Json, member: string): { readonly name?: string } {
  const name = textAt(item, member);
  return name === undefined ? {} : { name };
}

function instanceOf(item: Json): TargetResource | undefined {
  const id = textAt(item, 'InstanceId');
  const tags = tagListAt(item, 'Tags', 'Tag');
  return id === undefined || tags === undefined
    ? undefined
    : {
        target: 'instance',
        id,
        status: wordAt(item, instanceStates.values, 'Status') ?? '',
        tags,
        instanceIds: [],
        ...nameAt(item, 'InstanceName'),
        ...instanceCondition(item),
      };
}

function desktopOf(item: Json): TargetResource | undefined {
  const id = textAt(item, 'DesktopId');
  const tags = tagListAt(item, 'Tags');
  return id === undefined || tags === undefined
    ? undefined
    : {
        target: 'desktop',
        id,
        status: wordAt(item, desktopStates.values, 'DesktopStatus') ?? '',
        tags,
        instanceIds: [],
        ...nameAt(item, 'DesktopName'),
        ...desktopCondition(item),
      };
}

/** How one type of target is listed: all of them, or up to `batch` by id in one call. */
export type TargetListing = {
  readonly batch: number;
  readonly all: (region: string) => Listing;
  readonly some: (region: string, ids: readonly string[]) => Listing;
  readonly parse: (item: Json) => TargetResource | undefined;
};

const disks = (region: string, filter: { DiskIds?: string }, size: number): Listing => ({
  call: readCall(region, 'ecs', 'DescribeDisks', { RegionId: region, ...filter }),
  paging: { type: 'token', size },
  items: ['Disks', 'Disk'],
  id: 'DiskId',
});

const instances = (region: string, filter: { InstanceIds?: string }): Listing => ({
  call: readCall(region, 'ecs', 'DescribeInstances', { RegionId: region, ...filter }),
  paging: { type: 'token', size: 100 },
  items: ['Instances', 'Instance'],
  id: 'InstanceId',
});

const desktops = (region: string, filter: { DesktopId?: readonly string[] }): Listing => ({
  call: readCall(region, 'ecd', 'DescribeDesktops', { RegionId: region, ...filter }),
  paging: { type: 'token', size: 100 },
  items: ['Desktops'],
  id: 'DesktopId',
});

/** Page sizes and ids in one call are the largest that the pages allow. */
export const targets: { readonly [T in Target]: TargetListing } = {
  disk: {
    batch: idsInCall.DescribeDisks,
    all: (region) => disks(region, {}, 500),
    some: (region, ids) => disks(region, { DiskIds: JSON.stringify(ids) }, 100),
    parse: diskOf,
  },
  instance: {
    batch: idsInCall.DescribeInstances,
    all: (region) => instances(region, {}),
    some: (region, ids) => instances(region, { InstanceIds: JSON.stringify(ids) }),
    parse: instanceOf,
  },
  desktop: {
    batch: idsInCall.DescribeDesktops,
    all: (region) => desktops(region, {}),
    some: (region, ids) => desktops(region, { DesktopId: ids }),
    parse: desktopOf,
  },
};
