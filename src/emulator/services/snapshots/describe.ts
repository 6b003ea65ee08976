import { idsInCall } from '../../../facts/limits/calls.ts';
import { listRows, listedTags } from '../../model/listing.ts';
import type { ListingContext } from '../../model/listing.ts';
import { defineOperation } from '../../model/operation.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { ServiceError } from '../../model/refused-call.ts';
import type { ReplyBody } from '../../model/wire-value.ts';
import { pageByEither } from '../../model/paging.ts';
import { progressOf, secondsLeft, tagKeys, time } from '../../model/reply.ts';
import { selectRows } from '../../model/resources.ts';
import type { World } from '../../model/world.ts';
import type { Pair } from '../../model/parameters.ts';
import { tagFilter } from '../tag-parameters.ts';
import { errors } from './errors.ts';
import { availableAt, snapshotsListing, snapshotsOf, statusAt } from './store.ts';
import type { Snapshot } from './store.ts';
import { RegionId } from '../region-parameter.ts';

/** A snapshot as the listing shows it. What was never set is absent. */
function view(context: ListingContext, snapshot: Snapshot): ReplyBody {
  const { now } = context;
  const status = statusAt(snapshot, now);
  return {
    SnapshotId: snapshot.id,
    SnapshotName: snapshot.name || undefined,
    Description: snapshot.description,
    RegionId: snapshot.regionId,
    Status: status,
    Progress: `${progressOf(snapshot, now)}%`,
    RemainTime: secondsLeft(snapshot, now),
    Available: availableAt(snapshot, now),
    CreationTime: time(snapshot.createdAt),
    LastModifiedTime: time(snapshot.modifiedAt),
    RetentionDays: snapshot.retentionDays ?? undefined,
    SnapshotType: snapshot.type,
    Category: snapshot.category,
    Usage: snapshot.usage,
    SourceDiskId: snapshot.diskId,
    SourceDiskType: snapshot.diskType,
    SourceDiskSize: String(snapshot.diskSize),
    SourceStorageType: 'disk',
    SourceSnapshotId: snapshot.copyOf?.snapshotId,
    SourceRegionId: snapshot.copyOf?.regionId,
    SnapshotLinkId: linkOf(snapshot),
    Encrypted: snapshot.encrypted,
    KMSKeyId: snapshot.kmsKeyId,
    InstantAccess: snapshot.instantAccess,
    InstantAccessRetentionDays: 0,
    ResourceGroupId: snapshot.resourceGroupId,
    ProductCode: '',
    Tags: tagKeys(listedTags(context, snapshot)),
  };
}

/** Every disk has one chain of snapshots; its id is made from that of the disk. */
const linkOf = (snapshot: Snapshot): string => `sl-${snapshot.diskId.slice(2)}`;

/** A value out of a closed set in any casing; `all` and nothing at all mean no filter. */
function oneOf(value: string | undefined, words: readonly string[], unknown: ServiceError): string | undefined {
  const word = value?.toLowerCase();
  if (word === undefined || word === 'all') return undefined;
  if (!words.includes(word)) throw new RefusedCall(unknown);
  return word;
}

const moments = ['CreationStartTime', 'CreationEndTime'];

function momentOf({ Value }: Pair): number {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(Value) ? Date.parse(Value) : Number.NaN;
  if (Number.isNaN(at)) throw new RefusedCall(errors.filterValue);
  return at;
}

function between(filters: readonly Pair[]): { readonly from: number; readonly to: number } {
  if (filters.some(({ Key }) => !moments.includes(Key))) throw new RefusedCall(errors.filterKeyUnknown);
  const at = (key: string | undefined): number | undefined => filters.filter(({ Key }) => Key === key).map(momentOf)[0];
  return { from: at(moments[0]) ?? Number.NEGATIVE_INFINITY, to: at(moments[1]) ?? Number.POSITIVE_INFINITY };
}

/** Disks of an instance, by whose id snapshots can be listed. */
const disksOf = (world: World, instanceId: string): ReadonlySet<string> =>
  new Set(world.disks.rows.filter((disk) => disk.instanceIds.includes(instanceId)).map((disk) => disk.id));

const sizes = { min: 1, max: 100, maxByNumber: 100 };

export const describe = defineOperation({
  service: 'ecs',
  action: 'DescribeSnapshots',
  reads: true,
  params: {
    RegionId,
    SnapshotIds: { type: 'json', malformed: errors.idsMalformed },
    DiskId: { type: 'text' },
    InstanceId: { type: 'text' },
    SnapshotLinkId: { type: 'text' },
    SnapshotName: { type: 'text' },
    Status: { type: 'text' },
    SnapshotType: { type: 'text' },
    SourceDiskType: { type: 'text' },
    Category: { type: 'text' },
    Usage: { type: 'text' },
    Encrypted: { type: 'bool' },
    KMSKeyId: { type: 'text' },
    ResourceGroupId: { type: 'text' },
    Tag: { ...tagFilter, lowerCase: true },
    Filter: { type: 'pairs' },
    DryRun: { type: 'bool' },
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
    PageNumber: { type: 'int' },
    PageSize: { type: 'int' },
  },
  run: ({ world, now, args, region }) => {
    if (args.SnapshotIds !== undefined && args.SnapshotIds.length > idsInCall.DescribeSnapshots) throw new RefusedCall(errors.idsMalformed);
    const status = oneOf(args.Status, ['progressing', 'accomplished', 'failed'], errors.statusUnknown);
    const type = oneOf(args.SnapshotType, ['auto', 'user'], errors.typeUnknown);
    const diskType = oneOf(args.SourceDiskType, ['system', 'data'], errors.diskTypeUnknown);
    const category = oneOf(args.Category, ['standard', 'flash', 'archive'], errors.categoryMalformed);
    const usage = oneOf(args.Usage, ['image', 'disk', 'image_disk', 'none'], errors.usageUnknown);
    const { from, to } = between(args.Filter);
    const disks = args.InstanceId === undefined ? undefined : disksOf(world, args.InstanceId);
    const wanted: readonly (readonly [unknown, (one: Snapshot) => boolean])[] = [
      [type, (one) => one.type === type],
      [args.DiskId, (one) => one.diskId === args.DiskId],
      [disks, (one) => disks?.has(one.diskId) ?? true],
      [args.SnapshotName, (one) => one.name === args.SnapshotName],
      [args.SnapshotLinkId, (one) => linkOf(one) === args.SnapshotLinkId],
      [status, (one) => statusAt(one, now) === status],
      [diskType, (one) => one.diskType === diskType],
      [category, (one) => one.category === category],
      [usage, (one) => one.usage === usage],
      [args.Encrypted, (one) => one.encrypted === args.Encrypted],
      [args.KMSKeyId, (one) => one.kmsKeyId === args.KMSKeyId],
      [args.Filter[0], (one) => one.createdAt >= from && one.createdAt <= to],
    ];
    const tests = wanted.filter(([value]) => value !== undefined).map(([, holds]) => holds);
    if (args.SnapshotLinkId !== undefined && !snapshotsOf(world).rows.some((one) => linkOf(one) === args.SnapshotLinkId))
      throw new RefusedCall(errors.linkNotFound);
    const context = { world, now, region, section: 'snapshots' };
    const rows =
      args.SnapshotIds === undefined && args.DiskId !== undefined
        ? snapshotsListing(world, args.DiskId)
        : selectRows(snapshotsOf(world), args.SnapshotIds);
    const page = pageByEither(
      listRows(context, rows, args, (one) => tests.every((holds) => holds(one))),
      args,
      sizes,
      world.settings,
    );
    return { ...page.reply, Snapshots: { Snapshot: page.items.map((one) => view(context, one)) } };
  },
});
