import { listRows } from '../../model/listing.ts';
import { defineOperation } from '../../model/operation.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { ReplyBody } from '../../model/wire-value.ts';
import { pageByToken } from '../../model/paging.ts';
import { progressOf, secondsLeft, time } from '../../model/reply.ts';
import type { World } from '../../model/world.ts';
import { invalidParameter } from '../../model/common-errors.ts';
import { desktopSnapshotsOf } from './store.ts';
import type { DesktopSnapshot } from './store.ts';
import { RegionId } from '../region-parameter.ts';

const statusAt = (one: DesktopSnapshot, now: number): string => (now < one.endsAt ? 'progressing' : one.end).toUpperCase();

const typeOf = ({ deletedAt }: DesktopSnapshot): string => (deletedAt === undefined ? 'user' : 'auto');

/** A snapshot as ECD lists it: flat, enum values in upper case, the size as text. */
function view(world: World, one: DesktopSnapshot, now: number): ReplyBody {
  const desktop = world.desktops.find(one.desktopId);
  return {
    SnapshotId: one.id,
    SnapshotName: one.name,
    Description: one.description,
    DesktopId: one.desktopId,
    DesktopName: desktop?.name,
    DesktopStatus: desktop?.status,
    SourceDiskType: one.diskType.toUpperCase(),
    SourceDiskSize: String(one.diskSize),
    SnapshotType: typeOf(one).toUpperCase(),
    DeletionTime: one.deletedAt === undefined ? undefined : time(one.deletedAt),
    Status: statusAt(one, now),
    Progress: `${progressOf(one, now)}%`,
    RemainTime: secondsLeft(one, now),
    CreationTime: time(one.createdAt),
    Creator: one.creator,
    VolumeEncryptionEnabled: false,
  };
}

/** A filter word in any casing; nothing and `all` filter nothing. */
function oneOf(name: string, value: string | undefined, words: readonly string[]): string | undefined {
  const word = value?.toLowerCase();
  if (word === undefined || word === 'all') return undefined;
  if (!words.includes(word)) throw new RefusedCall(invalidParameter(name));
  return word;
}

function momentOf(name: string, text: string | undefined, absent: number): number {
  if (text === undefined) return absent;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new RefusedCall(invalidParameter(name));
  return at;
}

export const describe = defineOperation({
  service: 'ecd',
  action: 'DescribeSnapshots',
  reads: true,
  params: {
    RegionId,
    DesktopId: { type: 'text' },
    DesktopName: { type: 'text' },
    SnapshotId: { type: 'text' },
    SnapshotName: { type: 'text' },
    SnapshotType: { type: 'text' },
    SourceDiskType: { type: 'text' },
    Creator: { type: 'text' },
    StartTime: { type: 'text' },
    EndTime: { type: 'text' },
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
  },
  run: ({ world, now, args, region }) => {
    const type = oneOf('SnapshotType', args.SnapshotType, ['auto', 'user']);
    const diskType = oneOf('SourceDiskType', args.SourceDiskType, ['system', 'data']);
    const from = momentOf('StartTime', args.StartTime, Number.NEGATIVE_INFINITY);
    const to = momentOf('EndTime', args.EndTime, Number.POSITIVE_INFINITY);
    const equal: readonly (readonly [string | undefined, (one: DesktopSnapshot) => string | undefined])[] = [
      [args.SnapshotId, (one) => one.id],
      [args.SnapshotName, (one) => one.name],
      [args.DesktopId, (one) => one.desktopId],
      [args.DesktopName, (one) => world.desktops.find(one.desktopId)?.name],
      [args.Creator, (one) => one.creator],
      [diskType, (one) => one.diskType],
      [type, typeOf],
    ];
    const matches = (one: DesktopSnapshot): boolean =>
      equal.every(([wanted, read]) => wanted === undefined || read(one) === wanted) && one.createdAt >= from && one.createdAt <= to;
    const context = { world, now, region, section: 'desktopSnapshots' };
    const found = listRows(context, desktopSnapshotsOf(world).rows, { Tag: [], ResourceGroupId: undefined }, matches);
    const page = pageByToken(found, args, { min: 1, max: 100 });
    return { ...page.reply, Snapshots: page.items.map((one) => view(world, one, now)) };
  },
});
