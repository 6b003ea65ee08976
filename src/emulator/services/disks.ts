import { idsInCall } from '../../facts/limits/calls.ts';
import { invalidParameter } from '../model/common-errors.ts';
import type { Parameters } from '../model/parameters.ts';
import { listRows, listedTags } from '../model/listing.ts';
import type { ListingContext } from '../model/listing.ts';
import { defineOperation } from '../model/operation.ts';
import { RefusedCall } from '../model/refused-call.ts';
import type { DiskExtension, ServiceOperation } from '../model/operation.ts';
import type { ReplyBody } from '../model/wire-value.ts';
import { pageByEither } from '../model/paging.ts';
import { tagKeys, time } from '../model/reply.ts';
import { selectRows } from '../model/resources.ts';
import { countBefore } from '../model/table.ts';
import type { Disk, World } from '../model/world.ts';
import { tagFilter } from './tag-parameters.ts';
import { RegionId } from './region-parameter.ts';

const sizes = { min: 10, max: 500, maxByNumber: 100 };

const params = {
  RegionId,
  DiskIds: { type: 'json' },
  DiskName: { type: 'text' },
  InstanceId: { type: 'text' },
  ZoneId: { type: 'text' },
  Status: { type: 'text' },
  DiskType: { type: 'text' },
  Category: { type: 'text' },
  DiskChargeType: { type: 'text' },
  Portable: { type: 'bool' },
  DeleteAutoSnapshot: { type: 'bool' },
  DeleteWithInstance: { type: 'bool' },
  EnableAutoSnapshot: { type: 'bool' },
  SnapshotId: { type: 'text' },
  MultiAttach: { type: 'text' },
  LockReason: { type: 'text' },
  Encrypted: { type: 'bool' },
  KMSKeyId: { type: 'text' },
  ResourceGroupId: { type: 'text' },
  Tag: { ...tagFilter, lowerCase: true },
  DryRun: { type: 'bool' },
  MaxResults: { type: 'int' },
  NextToken: { type: 'text' },
  PageNumber: { type: 'int' },
  PageSize: { type: 'int' },
} as const satisfies Parameters;

/** The sample of the page; no test is known that needs others. */
const sampleIops = 4000;
const chargeType = 'PostPaid';
const deleteAutoSnapshot = false;
const isDeletedWithInstance = (disk: Disk): boolean => disk.deleteWithInstance ?? true;
const enableAutoSnapshot = true;
const isPortable = (disk: Disk): boolean => disk.type === 'data';
const onlyInstance = (disk: Disk): string => (disk.multiAttach === 'Enabled' ? '' : (disk.instanceIds[0] ?? ''));

/** A disk as the listing shows it. With several attachments InstanceId is empty. */
function view(
  context: ListingContext,
  disk: Disk,
  extensions: readonly DiskExtension[],
  args: { readonly [name: string]: unknown },
): ReplyBody {
  const attachedAt = disk.attachedAt === null ? '' : time(disk.attachedAt);
  const devices = disk.instanceIds.map((id) => deviceOf(context.world, disk, id));
  const mounts = disk.instanceIds.map((InstanceId, at) => ({ InstanceId, Device: devices[at], AttachedTime: attachedAt }));
  const extra = extensions.map((one) => one.members(context.world, disk, args));
  return Object.assign(
    {
      DiskId: disk.id,
      DiskName: disk.name,
      Status: disk.status,
      Type: disk.type,
      Category: disk.category,
      Size: disk.size,
      PerformanceLevel: levelOf(disk),
      IOPS: sampleIops,
      IOPSRead: sampleIops,
      IOPSWrite: sampleIops,
      Description: '',
      ZoneId: disk.zoneId,
      RegionId: disk.regionId,
      InstanceId: onlyInstance(disk),
      Device: devices[0] ?? '',
      Attachments: { Attachment: mounts },
      MountInstances: { MountInstance: mounts },
      AttachedTime: attachedAt,
      DetachedTime: '',
      CreationTime: time(disk.createdAt),
      ExpiredTime: '',
      DiskChargeType: chargeType,
      MultiAttach: disk.multiAttach,
      Encrypted: disk.encrypted,
      KMSKeyId: disk.kmsKeyId,
      DeleteAutoSnapshot: deleteAutoSnapshot,
      DeleteWithInstance: isDeletedWithInstance(disk),
      EnableAutoSnapshot: enableAutoSnapshot,
      ResourceGroupId: disk.resourceGroupId,
      Portable: isPortable(disk),
      OperationLocks: { OperationLock: disk.locks.map((LockReason) => ({ LockReason })) },
      Tags: tagKeys(listedTags(context, disk)),
    },
    ...extra,
  ) as ReplyBody;
}

/** The ESSD level that a new disk has. */
const levelOf = ({ category }: Disk): string | undefined => (category === 'cloud_essd' ? 'PL1' : undefined);

const dataByInstance = (disk: Disk): readonly string[] => (disk.type === 'data' ? disk.instanceIds : []);

/** The name under which an instance sees a disk: a for the system disk, the others from b, in the order in which they are listed. */
function deviceOf(world: World, disk: Disk, instanceId: string): string {
  if (disk.type === 'system') return '/dev/xvda';
  return `/dev/xvd${letters(countBefore(world.disks.where(dataByInstance, instanceId), disk.serial) + 1)}`;
}

/** a to z, then aa, ab, … */
const letters = (at: number): string => `${at < 26 ? '' : letters(Math.floor(at / 26) - 1)}${String.fromCharCode(97 + (at % 26))}`;

type Equal = readonly [string | boolean | undefined, (disk: Disk) => string | boolean];

/** The filters that were given. */
const givenOf = (filters: readonly Equal[]): readonly Equal[] => filters.filter(([value]) => value !== undefined);

/** The listing of disks, with the filters and members that services add to it. */
export function describeDisks(extensions: readonly DiskExtension[]): ServiceOperation {
  return defineOperation({
    service: 'ecs',
    action: 'DescribeDisks',
    reads: true,
    params: Object.assign({}, ...extensions.map((one) => one.params), params) as typeof params,
    run: ({ world, now, args, region }) => {
      const ids = args.DiskIds;
      if (ids !== undefined && ids.length > idsInCall.DescribeDisks) throw new RefusedCall(invalidParameter('DiskIds'));
      const all = (value: string | undefined): string | undefined => (value?.toLowerCase() === 'all' ? undefined : value);
      const equal = givenOf([
        [args.DiskName, (disk) => disk.name],
        [args.ZoneId, (disk) => disk.zoneId],
        [all(args.Status), (disk) => disk.status],
        [all(args.DiskType), (disk) => disk.type],
        [all(args.Category), (disk) => disk.category],
        [args.MultiAttach, (disk) => disk.multiAttach],
        [args.Encrypted, (disk) => disk.encrypted],
        [args.KMSKeyId, (disk) => disk.kmsKeyId],
        [args.DiskChargeType, () => chargeType],
        [args.Portable, isPortable],
        [args.DeleteAutoSnapshot, () => deleteAutoSnapshot],
        [args.DeleteWithInstance, isDeletedWithInstance],
        [args.EnableAutoSnapshot, () => enableAutoSnapshot],
        // No disk here was made from a snapshot.
        [args.SnapshotId, () => ''],
      ]);
      const matches = (disk: Disk): boolean =>
        (args.InstanceId === undefined || disk.instanceIds.includes(args.InstanceId)) &&
        (args.LockReason === undefined || disk.locks.includes(args.LockReason)) &&
        equal.every(([value, read]) => read(disk) === value) &&
        extensions.every((one) => one.matches(world, disk, args));
      const context = { world, now, region };
      const page = pageByEither(listRows(context, selectRows(world.disks, ids), args, matches), args, sizes, world.settings);
      return { ...page.reply, Disks: { Disk: page.items.map((disk) => view(context, disk, extensions, args)) } };
    },
  });
}
