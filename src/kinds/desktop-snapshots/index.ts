import type { Json } from '../../base/json.ts';
import { readCall, writeCall } from '../call-builder.ts';
import type { Listing } from '../calls.ts';
import { kind } from '../kind.ts';
import { backupStatus } from '../live.ts';
import { progressIn } from '../progress.ts';
import type { Live } from '../live.ts';
import { splitMarker } from '../ownership-marker.ts';
import { textAt } from '../reply-reader.ts';
import { unsupportedParameters } from '../../facts/limits/desktop-snapshots.ts';
import { fields } from './fields.ts';
import { preflight } from './preflight.ts';

const createAction = 'CreateSnapshot';

type Canonical = { readonly desktopId: string; readonly sourceDiskType: string; readonly name: string; readonly description: string };

function parse(item: Json): Live | undefined {
  const id = textAt(item, 'SnapshotId');
  const createdAt = textAt(item, 'CreationTime');
  if (id === undefined || createdAt === undefined) return undefined;
  const { text, ...marker } = splitMarker(textAt(item, 'Description') ?? '');
  const statusText = textAt(item, 'Status') ?? '';
  const progress = progressIn(item);
  return {
    section: 'desktopSnapshots',
    id,
    ...marker,
    ...(progress && { progress }),
    status: backupStatus(statusText),
    statusText,
    createdAt,
    props: {
      desktopId: textAt(item, 'DesktopId') ?? '',
      sourceDiskType: (textAt(item, 'SourceDiskType') ?? '').toLowerCase(),
      name: textAt(item, 'SnapshotName') ?? '',
      description: text,
    },
  };
}

/** Manual snapshots, as far as a filter lets them through. */
const listingBy = (region: string, filter: { readonly DesktopId?: string; readonly SnapshotId?: string }): Listing => ({
  call: readCall(region, 'ecd', 'DescribeSnapshots', { RegionId: region, SnapshotType: 'user', ...filter }),
  paging: { type: 'token', size: 100 },
  items: ['Snapshots'],
  id: 'SnapshotId',
});

export const desktopSnapshots = kind<typeof fields, Canonical>({
  section: 'desktopSnapshots',
  code: 'desktop-snapshot',
  title: 'desktop snapshot',
  plural: 'desktop snapshots',
  doc: 'Snapshots of cloud desktops (ECD), each taken once for every occurrence.',
  example: { desktopId: 'ecd-gx2x1dhsmucyy0001', sourceDiskType: 'system' },
  fields,
  relations: [],
  rejectedKeys: {
    tags: { ...unsupportedParameters, why: 'desktop snapshots carry no tags' },
    unlistedTags: { ...unsupportedParameters, why: 'desktop snapshots carry no tags' },
    adopt: { ...unsupportedParameters, why: 'desktop snapshots carry no tags, so that none can be taken over' },
    retentionDays: { ...unsupportedParameters, why: 'desktop snapshots have no retention: they are kept until somebody deletes them' },
    resourceGroupId: { ...unsupportedParameters, why: 'desktop snapshots belong to no resource group' },
  },
  lifecycle: 'taken',
  service: 'ecd',
  ownership: 'marker',
  compile: (props, { stack, key }) => ({
    value: {
      desktopId: props.desktopId,
      sourceDiskType: props.sourceDiskType,
      name: props.name ?? `${stack}-${key}`,
      description: props.description ?? '',
    },
    issues: [],
  }),
  target: ({ desktopId, sourceDiskType }) => [desktopId, sourceDiskType],
  needs: ({ desktopId }) => [{ target: 'desktop', ids: [desktopId] }],
  roles: { desktopId: 'target', sourceDiskType: 'target', name: 'taking', description: 'taking' },
  listing: (region) => listingBy(region, {}),
  targetListing: (region, target) => listingBy(region, { DesktopId: String(Array.isArray(target) ? target[0] : target) }),
  idListing: { batch: 1, listing: (region, [id = '']) => listingBy(region, { SnapshotId: id }) },
  parse,
  preflight,
  createAction,
  createdId: 'SnapshotId',
  create: (props, { region, marker }) =>
    writeCall(region, 'ecd', createAction, {
      RegionId: region,
      DesktopId: props.desktopId,
      SnapshotName: props.name,
      SourceDiskType: props.sourceDiskType,
      Description: `${props.description}${marker}`,
    }),
  removing: {
    call: (region, id) => writeCall(region, 'ecd', 'DeleteSnapshot', { RegionId: region, SnapshotId: [id] }),
    sources: ({ desktopId, sourceDiskType }) => [{ target: 'desktop', id: desktopId, part: sourceDiskType }],
    stillDoes: () => 'It is still kept and billed, until somebody deletes it.',
  },
  // ECD has no SDK on the registry, and so no request models.
  requests: async () => ({ requests: {} }),
});
