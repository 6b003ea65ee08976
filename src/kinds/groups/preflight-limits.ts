import { groupBy } from '../../base/group-by.ts';
import { count } from '../../base/text.ts';
import { regionalCategories } from '../../facts/live-conditions.ts';
import { diskCounts, diskIds, groupSize, groupTebibytes } from '../../facts/limits/groups.ts';
import { groupInOneZone, groupNotEmpty } from '../../facts/preflight-conditions.ts';
import { finding } from '../preflight.ts';
import type { Finding, Subject } from '../preflight.ts';
import type { TargetResource } from '../targets.ts';
import { memberPath, membersOf } from './members.ts';
import type { Canonical } from './members.ts';

const { newest, everywhere, oldest } = diskCounts;
const tebibyte = 1024;

/** How many disks an instance has is seen in the cloud only; those that a list names are counted by lint. */
function tooMany({ canonical, at }: Subject<Canonical>, disks: readonly TargetResource[]): Finding[] {
  if (canonical.diskIds !== null || disks.length <= oldest) return [];
  const severity = disks.length > newest ? 'error' : disks.length > everywhere ? 'warning' : 'info';
  const most = severity === 'error' ? newest : severity === 'warning' ? everywhere : oldest;
  return [
    finding(diskIds.count, {
      code: 'group-disk-count',
      severity,
      path: at('instanceId'),
      message: `Instance ${canonical.instanceId} has ${count(disks.length, 'disk')} for the group, and ${severity === 'error' ? 'a group takes' : 'pages name'} up to ${most}.`,
      label: count(disks.length, 'disk'),
      help: 'Leave disks out with excludeDiskIds, or take several groups.',
    }),
  ];
}

function tooLarge(subject: Subject<Canonical>, disks: readonly TargetResource[]): Finding[] {
  const size = disks.reduce((sum, disk) => sum + (disk.size ?? 0), 0);
  const { newest: largest, oldest: older } = groupTebibytes;
  if (size <= older * tebibyte) return [];
  const severity = size > groupSize.max ? 'error' : 'warning';
  return [
    finding(groupSize, {
      code: 'group-size',
      severity,
      path: memberPath(subject),
      message: `The disks of the group have ${size} GiB together, and ${severity === 'error' ? `a group takes up to ${largest}` : `older pages name up to ${older}`} TiB.`,
      label: `${size} GiB`,
      help: 'Take fewer disks, or several groups.',
    }),
  ];
}

function nothingLeft({ canonical, inventory, at }: Subject<Canonical>, disks: readonly TargetResource[]): Finding[] {
  const { instanceId, diskIds, excludeDiskIds } = canonical;
  if (diskIds !== null || disks.length > 0 || !inventory.instance.has(instanceId ?? '')) return [];
  const some = [...inventory.disk.values()].some((one) => one.instanceIds.includes(instanceId ?? ''));
  return [
    finding(groupNotEmpty, {
      code: 'group-without-disks',
      path: some ? at('excludeDiskIds') : at('instanceId'),
      message: some
        ? `excludeDiskIds leaves out all ${excludeDiskIds.length} disks of instance ${instanceId}: nothing is left for the group.`
        : `Instance ${instanceId} has no disk for the group.`,
      label: some ? 'leaves nothing' : 'has no disk',
      help: some ? 'Leave fewer disks out.' : 'Name another instance, or remove the entry.',
    }),
  ];
}

const isRegional = ({ category }: TargetResource): boolean => regionalCategories.values.includes(category?.toLowerCase() ?? '');

function mixed(subject: Subject<Canonical>, disks: readonly TargetResource[]): Finding[] {
  const regional = disks.filter(isRegional);
  if (regional.length === 0 || regional.length === disks.length) return [];
  return [
    finding(regionalCategories, {
      code: 'group-mixes-regional-disks',
      path: memberPath(subject, regional[0]?.id),
      message: `${regional.map(({ id }) => id).join(', ')} ${regional.length === 1 ? 'is a regional disk' : 'are regional disks'} (${regionalCategories.values.join()}), and the other disks of the group are not.`,
      label: 'regional',
      help: 'Take regional disks in a group of their own.',
    }),
  ];
}

/** Regional disks lie in several zones. */
function scattered(subject: Subject<Canonical>, disks: readonly TargetResource[]): Finding[] {
  const zones = groupBy(
    disks.filter((disk) => disk.zone !== undefined && !isRegional(disk)),
    ({ zone }) => zone ?? '',
  );
  if (zones.size < 2) return [];
  const ids = [...zones].map(
    ([zone, [first, ...others]]) => `${first.id}${others.length > 0 ? ` and ${others.length} more` : ''} in ${zone}`,
  );
  return [
    finding(groupInOneZone, {
      code: 'group-spans-zones',
      path: memberPath(subject),
      message: `The disks of the group lie in ${zones.size} zones: ${ids.join(', ')}.`,
      label: 'several zones',
      help: 'Take one group in each zone.',
    }),
  ];
}

/** What is wrong with the disks of a group together. */
export function groupLimits(subject: Subject<Canonical>): Finding[] {
  const disks = membersOf(subject.canonical, subject.inventory);
  return [tooMany, tooLarge, nothingLeft, mixed, scattered].flatMap((check) => check(subject, disks));
}
