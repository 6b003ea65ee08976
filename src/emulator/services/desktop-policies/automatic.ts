import type { Desktop, World } from '../../model/world.ts';
import { takeDesktopSnapshot } from '../desktop-snapshots/store.ts';
import { cronTimes } from './cron.ts';
import { desktopPoliciesOf, desktopsWith } from './store.ts';
import type { DesktopPolicy } from './store.ts';

const minute = 60_000;
const hour = 60 * minute;
/** The hours of a policy are assumed to be those of UTC+8. */
const beijing = 8 * hour;

function weekday(at: number, dayOne: 'sunday' | 'monday'): number {
  const day = new Date(at + beijing).getUTCDay();
  return dayOne === 'sunday' ? day + 1 : day || 7;
}

/** The moments after one and up to another at which a policy takes snapshots. */
function momentsOf({ settings }: World, { cron, ranUntil }: DesktopPolicy, now: number): readonly number[] {
  const times = cronTimes(cron);
  const found: number[] = [];
  for (let at = Math.floor(ranUntil / hour) * hour + times.minute * minute; at <= now; at += hour) {
    const isDue =
      times.hours.includes(new Date(at + beijing).getUTCHours()) && times.days.includes(weekday(at, settings.desktopCronDayOne));
    if (at > ranUntil && isDue) found.push(at);
  }
  return found;
}

function takeAll(world: World, policy: DesktopPolicy, desktop: Desktop, at: number): void {
  const covered = desktop.disks.filter(({ type }) => policy.diskType === '' || type.toUpperCase() === policy.diskType);
  for (const disk of covered)
    takeDesktopSnapshot(world, at, {
      desktop,
      disk,
      name: `auto_${policy.id}`,
      description: '',
      creator: 'system',
      retentionDays: policy.retentionDays,
    });
}

/** Lets the policies of desktops take what is due. */
export function runDesktopPolicies(world: World, now: number): void {
  const policies = desktopPoliciesOf(world);
  for (const policy of [...policies.rows]) {
    if (now - policy.ranUntil < minute) continue;
    for (const at of momentsOf(world, policy, now))
      for (const desktop of desktopsWith(world, policy.id)) takeAll(world, policy, desktop, at);
    policies.update(policy.id, { ranUntil: now });
  }
}
