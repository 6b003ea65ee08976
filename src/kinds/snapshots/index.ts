import type { Json } from '../../base/json.ts';
import { count } from '../../base/text.ts';
import { behindDisk, behindImage } from '../../facts/removal-conditions.ts';
import { idsInCall } from '../../facts/limits/calls.ts';
import { readCall, tagParams, writeCall } from '../call-builder.ts';
import type { Listing } from '../calls.ts';
import { kind } from '../kind.ts';
import { backupStatus } from '../live.ts';
import type { Live } from '../live.ts';
import { ownerTags, ownershipIn, userTags } from '../ownership-tags.ts';
import { progressIn } from '../progress.ts';
import { intAt, tagListAt, textAt, wordAt } from '../reply-reader.ts';
import { fields, relations } from './fields.ts';
import { preflight } from './preflight.ts';

const createAction = 'CreateSnapshot';

type Canonical = {
  readonly diskId: string;
  readonly name: string;
  readonly description: string;
  readonly retentionDays: number | null;
  readonly tags: { readonly [key: string]: string };
  readonly resourceGroupId: string | null;
};

/** What a copy was made from. A snapshot that is none may name itself, or its own region. */
function copyOf(item: Json, own: string): Pick<Live, 'copyOf'> {
  const id = textAt(item, 'SourceSnapshotId') || undefined;
  const region = textAt(item, 'SourceRegionId') || undefined;
  const copied = id !== undefined && id !== own;
  return copied || region !== undefined ? { copyOf: { ...(copied && { id }), ...(region !== undefined && { region }) } } : {};
}

/** The API does not say how it reports a snapshot that is kept indefinitely: absent, 0, or -1 as policies have it. */
function retentionOf(item: Json): number | null {
  const days = intAt(item, 'RetentionDays') ?? 0;
  return days > 0 ? days : null;
}

/** What its deletion depends on. */
const usages = [...new Set([...behindImage.values, ...behindDisk.values])];

function parse(item: Json): Live | undefined {
  const id = textAt(item, 'SnapshotId');
  const createdAt = textAt(item, 'CreationTime');
  const tags = tagListAt(item, 'Tags', 'Tag');
  if (id === undefined || createdAt === undefined || tags === undefined) return undefined;
  const statusText = textAt(item, 'Status') ?? '';
  const usage = wordAt(item, usages, 'Usage');
  const progress = progressIn(item);
  return {
    section: 'snapshots',
    id,
    ...ownershipIn(tags),
    ...copyOf(item, id),
    ...(usage !== undefined && { usage }),
    ...(progress && { progress }),
    status: backupStatus(statusText),
    statusText,
    createdAt,
    props: {
      diskId: textAt(item, 'SourceDiskId') ?? '',
      name: textAt(item, 'SnapshotName') ?? '',
      description: textAt(item, 'Description') ?? '',
      retentionDays: retentionOf(item),
      tags: userTags(tags),
      resourceGroupId: textAt(item, 'ResourceGroupId') ?? '',
    },
  };
}

/** Retention of a taken snapshot can grow; the service refuses anything shorter (ECS API ModifySnapshotAttribute). */
function immutableReason(field: string, before: Json, after: Json): string | undefined {
  if (field !== 'retentionDays') return undefined;
  if (after === null) return 'retention cannot be cleared once a snapshot is taken';
  const shorter = before === null || (after as number) < (before as number);
  return shorter ? 'retention of a taken snapshot can only grow' : undefined;
}

/** Manual snapshots, as far as a filter lets them through. */
const listingBy = (region: string, filter: { readonly DiskId?: string; readonly SnapshotIds?: string }): Listing => ({
  call: readCall(region, 'ecs', 'DescribeSnapshots', { RegionId: region, SnapshotType: 'user', ...filter }),
  paging: { type: 'token', size: 100 },
  items: ['Snapshots', 'Snapshot'],
  id: 'SnapshotId',
});

export const snapshots = kind<typeof fields, Canonical>({
  section: 'snapshots',
  code: 'snapshot',
  title: 'snapshot',
  plural: 'snapshots',
  doc: 'Snapshots of single disks, each taken once for every occurrence.',
  example: { diskId: 'd-bp1s5fnvk4gn2tws03ab', retentionDays: 30, takeUntil: '2026-12-31' },
  fields,
  relations,
  lifecycle: 'taken',
  service: 'ecs',
  ownership: 'tags',
  compile: (props, { stack, key }) => ({
    value: {
      diskId: props.diskId,
      name: props.name ?? `${stack}-${key}`,
      description: props.description ?? '',
      retentionDays: props.retentionDays ?? null,
      tags: props.tags ?? {},
      resourceGroupId: props.resourceGroupId ?? null,
    },
    issues: [],
  }),
  target: ({ diskId }) => diskId,
  needs: ({ diskId }) => [{ target: 'disk', ids: [diskId] }],
  roles: { diskId: 'target', name: 'modify', description: 'modify', retentionDays: 'modify', tags: 'tags', resourceGroupId: 'group' },
  immutableReason,
  expires: ({ retentionDays }) => retentionDays !== null,
  listing: (region) => listingBy(region, {}),
  targetListing: (region, target) => listingBy(region, { DiskId: String(target) }),
  idListing: { batch: idsInCall.DescribeSnapshots, listing: (region, ids) => listingBy(region, { SnapshotIds: JSON.stringify(ids) }) },
  parse,
  preflight,
  createAction,
  createdId: 'SnapshotId',
  // The operation has no region parameter: the endpoint decides it.
  create: (props, { region, token, owner }) =>
    writeCall(region, 'ecs', createAction, {
      DiskId: props.diskId,
      SnapshotName: props.name,
      Description: props.description || undefined,
      RetentionDays: props.retentionDays ?? undefined,
      ResourceGroupId: props.resourceGroupId ?? undefined,
      ClientToken: token,
      Tag: tagParams({ ...props.tags, ...ownerTags(owner) }),
    }),
  modify: (props, changed, id, region) =>
    writeCall(region, 'ecs', 'ModifySnapshotAttribute', {
      SnapshotId: id,
      SnapshotName: changed.includes('name') ? props.name : undefined,
      Description: changed.includes('description') ? props.description : undefined,
      RetentionDays: changed.includes('retentionDays') ? (props.retentionDays ?? undefined) : undefined,
    }),
  removing: {
    call: (region, id, force) => writeCall(region, 'ecs', 'DeleteSnapshot', { SnapshotId: id, Force: force || undefined }),
    sources: ({ diskId }) => [{ target: 'disk', id: diskId }],
    lockable: true,
    stillDoes: ({ props: { retentionDays } }) =>
      typeof retentionDays === 'number'
        ? `It is still kept and billed, until its retention of ${count(retentionDays, 'day')} is over.`
        : 'It is still kept and billed, for ever.',
  },
  resourceType: 'snapshot',
  requests: () => import('./requests.ts'),
});
