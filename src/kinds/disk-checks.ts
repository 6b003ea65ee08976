import type { Path } from '../base/diagnostic.ts';
import { choices } from '../base/text.ts';
import { diskStates, instanceStates } from '../facts/live-conditions.ts';
import type { Fact } from '../facts/fact.ts';
import { arrears, hibernation, neverUsed, securityLock } from '../facts/preflight-conditions.ts';
import { finding } from './preflight.ts';
import type { Finding } from './preflight.ts';
import type { Inventory, Need, TargetResource } from './targets.ts';

/** A target, and where the entry names it. A status that the service does not give is no finding. */
type At = { readonly path: Path; readonly target?: string };

/** The instances that these disks are attached to. */
export function instancesOf(ids: readonly string[], { disk }: Inventory): Need {
  return { target: 'instance', ids: [...new Set(ids.flatMap((id) => disk.get(id)?.instanceIds ?? []))] };
}

export function diskStatus({ id, status }: TargetResource, at: At): Finding[] {
  if (status === '' || diskStates.values.includes(status)) return [];
  return [
    finding(diskStates, {
      ...at,
      code: 'disk-status',
      message: `Disk ${id} is ${status}, and a backup is taken of disks that are ${choices(diskStates.values)}.`,
      label: `is ${status}`,
      help: 'Wait until the disk has settled, and run it again.',
    }),
  ];
}

const isExpired = ({ expiredTime }: TargetResource, now: number): boolean => {
  const at = expiredTime === undefined ? Number.NaN : Date.parse(expiredTime);
  return at < now;
};

function openBill(disk: TargetResource, now: number, at: At): Finding[] {
  const locked = disk.locks?.includes(arrears.reason) ?? false;
  if (!locked && !isExpired(disk, now)) return [];
  return [
    finding(arrears, {
      ...at,
      code: 'disk-in-arrears',
      severity: 'warning',
      message: `Disk ${disk.id} ${locked ? `is locked (${arrears.reason})` : `expired at ${disk.expiredTime}`}.`,
      label: locked ? 'is locked' : 'has expired',
      help: 'Pay the open bill or renew the disk. When it is released, a snapshot that is still being taken goes with it.',
    }),
  ];
}

function securityLocks(one: TargetResource, at: At, title: string, more = ''): Finding[] {
  if (!(one.locks?.includes(securityLock.reason) ?? false)) return [];
  return [
    finding(securityLock, {
      ...at,
      code: 'locked-for-security',
      message: `${title} ${one.id}${more} is locked for security, and nothing can be done with it.`,
      label: 'is locked',
      help: 'Have the lock lifted: the message center of the account says why it was set.',
    }),
  ];
}

export function instanceStatus(one: TargetResource, at: At, fact: Fact, more = ''): Finding[] {
  if (one.status === '' || instanceStates.values.includes(one.status)) return [];
  const severity = fact.refusal === undefined ? 'warning' : 'error';
  return [
    finding(fact, {
      ...at,
      severity,
      code: 'instance-status',
      message: `Instance ${one.id}${more} is ${one.status}; a backup is taken while it is ${choices(instanceStates.values)}.`,
      label: `its instance is ${one.status}`,
      help: 'Wait until the instance is steady, or start or stop it.',
    }),
  ];
}

/** What holds of an instance whose disks are to be taken. */
export function instanceChecks(one: TargetResource, at: At, more = ''): Finding[] {
  const asleep = finding(hibernation, {
    ...at,
    code: 'instance-hibernation',
    severity: 'warning',
    message: `Instance ${one.id}${more} is set up to hibernate, which can forbid snapshots of its disks.`,
    label: 'its instance hibernates',
    help: 'If the service refuses it, wake the instance up first.',
  });
  return [
    ...instanceStatus(one, at, instanceStates, more),
    ...securityLocks(one, at, 'Instance', more),
    ...(one.hibernates ? [asleep] : []),
  ];
}

/** What was never started holds nothing. */
function neverStarted(disk: TargetResource, instances: readonly TargetResource[], at: At): Finding[] {
  if (instances.length === 0 || instances.length < disk.instanceIds.length || instances.some((one) => one.startTime !== '')) return [];
  return [
    finding(neverUsed, {
      ...at,
      code: 'disk-never-used',
      severity: 'warning',
      message: `Disk ${disk.id} is attached to ${instances.map(({ id }) => id).join(', ')}, which was never started: there is nothing to back up yet.`,
      label: 'never used',
      help: 'Start the instance once.',
    }),
  ];
}

/** What holds of any disk that is to be taken, alone or in a group, and of its instances but those that are checked already. */
export function diskChecks(disk: TargetResource, inventory: Inventory, now: number, at: At, checked?: string | null): Finding[] {
  const instances = disk.instanceIds.map((id) => inventory.instance.get(id)).filter((one) => one !== undefined);
  return [
    ...securityLocks(disk, at, 'Disk'),
    ...openBill(disk, now, at),
    ...instances.filter(({ id }) => id !== checked).flatMap((one) => instanceChecks(one, at, `, which disk ${disk.id} is attached to,`)),
    ...neverStarted(disk, instances, at),
  ];
}
