import { idsInCall } from '../../../facts/limits/calls.ts';
import * as limits from '../../../facts/limits/locks.ts';
import { invalidParameter, missingParameter } from '../../model/common-errors.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import { isListed } from '../../model/listing.ts';
import { defineOperation } from '../../model/operation.ts';
import { pageByToken, pageable } from '../../model/paging.ts';
import type { Parameter } from '../../model/parameters.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import { time } from '../../model/reply.ts';
import { isIn, selectRows } from '../../model/resources.ts';
import type { ReplyBody } from '../../model/wire-value.ts';
import { refuseLock } from './conditions.ts';
import { errors } from './errors.ts';
import { availableAt, lockEnd, snapshotsOf } from './store.ts';
import { snapshotOf } from './snapshot-of.ts';
import type { Snapshot, SnapshotLock } from './store.ts';
import { RegionId } from '../region-parameter.ts';

const hour = 3_600_000;
const day = 24 * hour;
const statuses = ['compliance-cooloff', 'compliance', 'expired'] as const;
type LockStatus = (typeof statuses)[number];

const coolOffEnd = ({ startsAt, coolOffHours }: SnapshotLock): number => startsAt + coolOffHours * hour;

function statusOf(lock: SnapshotLock, now: number): LockStatus {
  if (now >= lockEnd(lock)) return 'expired';
  return now < coolOffEnd(lock) ? 'compliance-cooloff' : 'compliance';
}

const view = (id: string, lock: SnapshotLock, now: number): ReplyBody => ({
  SnapshotId: id,
  LockMode: 'compliance',
  LockStatus: statusOf(lock, now),
  LockCreationTime: time(lock.createdAt),
  CoolOffPeriod: lock.coolOffHours,
  CoolOffPeriodExpiredTime: time(coolOffEnd(lock)),
  LockDuration: lock.days,
  LockDurationStartTime: time(lock.startsAt),
  LockExpiredTime: time(lockEnd(lock)),
});

/** The lock after a call. Once the time to think it over has passed, a lock can only be made longer. */
function lockAfter({ lock, endsAt }: Snapshot, days: number, coolOffHours: number, now: number): SnapshotLock {
  if (lock === undefined || statusOf(lock, now) !== 'compliance')
    return { createdAt: now, startsAt: Math.max(now, endsAt), days, coolOffHours };
  refuseIf(coolOffHours !== 0 || days <= lock.days, { refusal: errors.coolOffExpired });
  return { ...lock, days };
}

function checkRetention({ retentionDays, createdAt }: Snapshot, lock: SnapshotLock): void {
  refuseIf(retentionDays !== null && lockEnd(lock) >= createdAt + retentionDays * day, limits.lockWithinRetention);
}

const snapshotId = { type: 'text', required: missingParameter('SnapshotId') } as const satisfies Parameter;

export const lock = defineOperation({
  service: 'ecs',
  action: 'LockSnapshot',
  reads: false,
  params: {
    RegionId,
    SnapshotId: snapshotId,
    LockMode: { type: 'text', required: missingParameter('LockMode'), limit: limits.lockMode },
    LockDuration: { type: 'int', required: missingParameter('LockDuration'), limit: limits.lockDuration },
    CoolOffPeriod: { type: 'int', required: missingParameter('CoolOffPeriod'), limit: limits.coolOffPeriod },
    ClientToken: { type: 'text' },
    DryRun: { type: 'bool' },
  },
  run: ({ world, now, args }) => {
    const snapshot = snapshotOf(world, args.SnapshotId, args.RegionId);
    refuseIf(args.CoolOffPeriod * hour >= args.LockDuration * day, limits.coolOffWithinLock);
    refuseLock(snapshot);
    refuseIf(!availableAt(snapshot, now), { refusal: errors.notAvailable });
    const after = lockAfter(snapshot, args.LockDuration, args.CoolOffPeriod, now);
    checkRetention(snapshot, after);
    snapshotsOf(world).update(snapshot.id, { lock: after });
    return { LockedSnapshotInfo: view(snapshot.id, after, now) };
  },
});

export const unlock = defineOperation({
  service: 'ecs',
  action: 'UnlockSnapshot',
  reads: false,
  params: { RegionId, SnapshotId: snapshotId, ClientToken: { type: 'text' }, DryRun: { type: 'bool' } },
  run: ({ world, now, args }) => {
    const { id, lock: held } = snapshotOf(world, args.SnapshotId, args.RegionId);
    if (held === undefined) throw new RefusedCall(errors.lockNotFound);
    refuseIf(statusOf(held, now) !== 'compliance-cooloff', { refusal: errors.coolOffExpired });
    snapshotsOf(world).update(id, { lock: undefined });
    return {};
  },
});

/** Lists locks that have ended, too. */
export const describeLocks = defineOperation({
  service: 'ecs',
  action: 'DescribeLockedSnapshots',
  reads: true,
  params: {
    RegionId,
    SnapshotIds: { type: 'list' },
    LockStatus: { type: 'text' },
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
    DryRun: { type: 'bool' },
  },
  run: ({ world, now, args, region }) => {
    const { SnapshotIds: ids, LockStatus } = args;
    if (ids.length > idsInCall.DescribeLockedSnapshots) throw new RefusedCall(invalidParameter('SnapshotIds'));
    if (LockStatus !== undefined && !statuses.some((one) => one === LockStatus)) throw new RefusedCall(invalidParameter('LockStatus'));
    const context = { world, now, region, section: 'snapshots' };
    const locked = selectRows(snapshotsOf(world), ids.length === 0 ? undefined : ids).flatMap((one) => {
      const isShown = one.lock !== undefined && isIn(one, region) && isListed(context, one.createdAt);
      return isShown && (LockStatus === undefined || statusOf(one.lock, now) === LockStatus) ? [{ ...one, lock: one.lock }] : [];
    });
    const page = pageByToken(pageable(locked.reverse()), args, { min: 10, max: 100 });
    return { ...page.reply, LockedSnapshotsInfo: page.items.map((one) => view(one.id, one.lock, now)) };
  },
});
