import type { Json } from '../../base/json.ts';
import { idsInCall } from '../../facts/limits/calls.ts';
import { readCall, tagParams, writeCall } from '../call-builder.ts';
import { noCategory, noRetention } from '../../facts/limits/groups.ts';
import type { Listing } from '../calls.ts';
import { kind } from '../kind.ts';
import { backupStatus } from '../live.ts';
import type { Live } from '../live.ts';
import { failureInProgress } from '../removing.ts';
import { ownerTags, ownershipIn, userTags } from '../ownership-tags.ts';
import { listAt, tagListAt, textAt } from '../reply-reader.ts';
import { fields, relations } from './fields.ts';
import { preflight } from './preflight.ts';

const createAction = 'CreateSnapshotGroup';

type Canonical = {
  readonly instanceId: string | null;
  readonly diskIds: readonly string[] | null;
  readonly excludeDiskIds: readonly string[];
  readonly name: string;
  readonly description: string;
  readonly tags: { readonly [key: string]: string };
  readonly resourceGroupId: string | null;
};

const sorted = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

function parse(item: Json): Live | undefined {
  const id = textAt(item, 'SnapshotGroupId');
  const createdAt = textAt(item, 'CreationTime');
  const tags = tagListAt(item, 'Tags', 'Tag');
  if (id === undefined || createdAt === undefined || tags === undefined) return undefined;
  const statusText = textAt(item, 'Status') ?? '';
  const snapshots = listAt(item, 'Snapshots', 'Snapshot');
  const textsAt = (name: string): string[] => snapshots.map((one) => textAt(one, name)).filter((text) => text !== undefined);
  return {
    section: 'groups',
    id,
    ...ownershipIn(tags),
    members: sorted(textsAt('SnapshotId')),
    status: backupStatus(statusText),
    statusText,
    createdAt,
    props: {
      instanceId: textAt(item, 'InstanceId') ?? '',
      diskIds: sorted(textsAt('SourceDiskId')),
      name: textAt(item, 'Name') ?? '',
      description: textAt(item, 'Description') ?? '',
      tags: userTags(tags),
      resourceGroupId: textAt(item, 'ResourceGroupId') ?? '',
    },
  };
}

/** Excluded disks cannot be read back; whether one of them is a member can. */
function notes(canonical: Canonical, live: Live): readonly string[] {
  const members = (live.props['diskIds'] ?? []) as readonly string[];
  const taken = canonical.excludeDiskIds.filter((id) => members.includes(id));
  return taken.length === 0
    ? []
    : [
        `It was taken with ${taken.join(', ')}, which excludeDiskIds now leaves out; it stays as taken, and the next occurrence leaves it out.`,
      ];
}

const listingBy = (region: string, filter: { readonly SnapshotGroupId?: readonly string[] }): Listing => ({
  call: readCall(region, 'ecs', 'DescribeSnapshotGroups', { RegionId: region, ...filter }),
  paging: { type: 'token', size: 100 },
  items: ['SnapshotGroups', 'SnapshotGroup'],
  id: 'SnapshotGroupId',
});

export const groups = kind<typeof fields, Canonical>({
  section: 'groups',
  code: 'group',
  title: 'snapshot-consistent group',
  plural: 'snapshot-consistent groups',
  doc: 'Snapshots of several disks taken at one instant, once for every occurrence.',
  example: { instanceId: 'i-bp1f4f6ie3wvfsd0zy14' },
  fields,
  relations,
  rejectedKeys: {
    retentionDays: {
      ...noRetention,
      why: 'the snapshots of a group have no retention: they are kept, and billed, until somebody deletes them',
    },
    category: { ...noCategory, why: 'a group has no category' },
  },
  lifecycle: 'taken',
  service: 'ecs',
  ownership: 'tags',
  compile: (props, { stack, key }) => ({
    value: {
      instanceId: props.instanceId ?? null,
      diskIds: props.diskIds ? sorted(props.diskIds) : null,
      excludeDiskIds: sorted(props.excludeDiskIds ?? []),
      name: props.name ?? `${stack}-${key}`,
      description: props.description ?? '',
      tags: props.tags ?? {},
      resourceGroupId: props.resourceGroupId ?? null,
    },
    issues: [],
  }),
  target: ({ instanceId, diskIds }) => diskIds ?? instanceId,
  liveTargets: ({ instanceId, diskIds }) => [instanceId, diskIds],
  needs: ({ instanceId, diskIds, excludeDiskIds }) => [
    { target: 'instance', ids: instanceId === null ? [] : [instanceId] },
    { target: 'disk', ids: [...(diskIds ?? []), ...excludeDiskIds] },
  ],
  roles: {
    instanceId: 'target',
    diskIds: 'target',
    excludeDiskIds: 'taking',
    name: 'modify',
    description: 'modify',
    tags: 'tags',
    resourceGroupId: 'taking',
  },
  immutableReason: (field, _before, after) =>
    field === 'description' && after === '' ? 'the description of a group can be changed but not cleared' : undefined,
  notes,
  // A group by its disks has no filter, and that by an instance is refused once the instance is gone.
  listing: (region) => listingBy(region, {}),
  idListing: { batch: idsInCall.DescribeSnapshotGroups, listing: (region, ids) => listingBy(region, { SnapshotGroupId: ids }) },
  parse,
  preflight,
  createAction,
  createdId: 'SnapshotGroupId',
  create: (props, { region, token, owner }) =>
    writeCall(region, 'ecs', createAction, {
      RegionId: region,
      InstanceId: props.instanceId ?? undefined,
      DiskId: props.diskIds ?? undefined,
      ExcludeDiskId: props.excludeDiskIds.length > 0 ? props.excludeDiskIds : undefined,
      Name: props.name,
      Description: props.description || undefined,
      ResourceGroupId: props.resourceGroupId ?? undefined,
      ClientToken: token,
      Tag: tagParams({ ...props.tags, ...ownerTags(owner) }),
    }),
  modify: (props, changed, id, region) =>
    writeCall(region, 'ecs', 'ModifySnapshotGroup', {
      RegionId: region,
      SnapshotGroupId: id,
      Name: changed.includes('name') ? props.name : undefined,
      Description: changed.includes('description') ? props.description : undefined,
    }),
  removing: {
    call: (region, id) => writeCall(region, 'ecs', 'DeleteSnapshotGroup', { RegionId: region, SnapshotGroupId: id }),
    failureIn: failureInProgress,
    sources: ({ diskIds }) => (diskIds ?? []).map((id) => ({ target: 'disk', id })),
    lockable: true,
    stillDoes: () => 'Its snapshots are still kept and billed, for ever.',
  },
  resourceType: 'snapshotgroup',
  unlistedResourceType: true,
  requests: () => import('./requests.ts'),
});
