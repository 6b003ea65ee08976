import { automaticQuota } from '../../../facts/live-conditions.ts';
import { quotaOf } from '../../model/resources.ts';
import type { Disk, World } from '../../model/world.ts';
import { canTake } from '../snapshots/preconditions.ts';
import { makeRoom, release, take } from '../snapshots/store.ts';
import { policiesOf } from './store.ts';
import { disksByTag } from './tag-association.ts';
import type { Policy } from './store.ts';

const hour = 3_600_000;
/** The hours of a policy are those of UTC+8, in every region. */
const beijing = 8 * hour;

type Slot = { readonly at: number; readonly hourOfDay: string; readonly weekday: string; readonly day: string };

/** A full hour as policies know it: Monday is 1, Sunday 7. */
function slotAt(at: number): Slot {
  const there = new Date(at + beijing);
  const day = there.toISOString().slice(0, 10).replaceAll('-', '');
  return { at, hourOfDay: String(there.getUTCHours()), weekday: String(there.getUTCDay() || 7), day };
}

const holds = (texts: readonly string[], wanted: string): boolean => texts.some((text) => Number(text) === Number(wanted));
const isDue = (policy: Policy, slot: Slot): boolean =>
  holds(policy.timePoints, slot.hourOfDay) && holds(policy.repeatWeekdays, slot.weekday);

/** The disks of a policy: those that it is attached to, and those of the instances that carry one of its tags. */
function disksOf(world: World, policy: Policy): readonly Disk[] {
  const attached = Object.keys(policy.attached).map((id) => world.disks.find(id));
  return [...new Set([...attached, ...disksByTag(world, policy)])].filter((disk) => disk !== undefined);
}

function takeOne(world: World, policy: Policy, disk: Disk, slot: Slot): void {
  if (!canTake(world, slot.at, disk)) return;
  if (!makeRoom(world, disk.id, quotaOf(world, automaticQuota), slot.at)) return;
  take(world, slot.at, {
    disk,
    name: `auto2.0_${slot.day}_${policy.id}`,
    description: '',
    retentionDays: policy.retentionDays < 0 ? null : policy.retentionDays,
    tags: {},
    resourceGroupId: disk.resourceGroupId,
    groupId: '',
    policyId: policy.id,
  });
}

/**
 * Lets the policies take the snapshots of every full hour that has passed, one hour after the other: the result is the
 * same however often the world is looked at in between.
 */
export function runPolicies(world: World, now: number): void {
  const from = world.ranUntil;
  if (from !== undefined && Math.floor(now / hour) <= Math.floor(from / hour)) return;
  world.ranUntil = now;
  if (from === undefined || policiesOf(world).length === 0) return;
  for (let at = (Math.floor(from / hour) + 1) * hour; at <= now; at += hour) runHour(world, slotAt(at));
}

function runHour(world: World, slot: Slot): void {
  const due = policiesOf(world).rows.filter((policy) => isDue(policy, slot));
  if (due.length === 0) return;
  release(world, slot.at);
  for (const policy of due) for (const disk of disksOf(world, policy)) takeOne(world, policy, disk, slot);
}
