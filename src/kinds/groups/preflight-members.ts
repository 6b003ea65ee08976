import { choices } from '../../base/text.ts';
import type { Fact } from '../../facts/fact.ts';
import { attachedOnce, diskStates, essdCategories } from '../../facts/live-conditions.ts';
import { groupOfItsInstance, groupWithoutMultiAttach, groupWithoutShared } from '../../facts/preflight-conditions.ts';
import { pages } from '../../facts/fact.ts';
import { diskChecks, diskStatus, instanceChecks } from '../disk-checks.ts';
import { finding } from '../preflight.ts';
import type { Finding, Subject } from '../preflight.ts';
import type { TargetResource } from '../targets.ts';
import { memberPath, membersOf } from './members.ts';
import type { Canonical } from './members.ts';

/** The older pages take disks in use only. */
const inUseOnly: Fact = {
  row: 'GRP-DISK-STATE',
  sources: [pages.createGroupOld, pages.groupGuide, pages.createGroup],
  ...(diskStates.refusal && { refusal: diskStates.refusal }),
  disputed: 'The page of 2021 and the guide take disks that are In_use; newer pages also Available ones that were attached once.',
};

type At = { readonly path: readonly (string | number)[] };
const leaveOut = 'Leave it out with excludeDiskIds, or list the disks without it.';

function statusOf(disk: TargetResource, at: At): Finding[] {
  if (disk.status !== 'Available') return diskStatus(disk, at);
  const never = disk.attachedTime === '';
  return [
    finding(never ? attachedOnce : inUseOnly, {
      ...at,
      code: 'disk-status',
      severity: never ? 'error' : 'warning',
      message: `Disk ${disk.id} is Available${never ? ', and was never attached to an instance' : ': older pages take disks that are In_use only'}.`,
      label: 'is Available',
      help: never ? `Attach it once. ${leaveOut}` : `Attach it, if the service refuses it. ${leaveOut}`,
    }),
  ];
}

function categoryOf({ id, category }: TargetResource, at: At): Finding[] {
  if (category === undefined || essdCategories.values.includes(category.toLowerCase())) return [];
  return [
    finding(essdCategories, {
      ...at,
      code: 'group-disk-category',
      message: `Disk ${id} is of the category ${category}, and a group takes disks of ${choices(essdCategories.values)}.`,
      label: `is ${category}`,
      help: `${leaveOut} A snapshot of its own can be taken of it.`,
    }),
  ];
}

function sharingOf({ id, multiAttach }: TargetResource, at: At): Finding[] {
  return [groupWithoutMultiAttach, groupWithoutShared]
    .filter(({ value }) => value === multiAttach)
    .map((fact) =>
      finding(fact, {
        ...at,
        code: 'group-shared-disk',
        message: `Disk ${id} can be attached by several instances (MultiAttach ${fact.value}), and no group takes it.`,
        label: 'is shared',
        help: leaveOut,
      }),
    );
}

function foreign({ id, instanceIds }: TargetResource, instanceId: string | null, at: At): Finding[] {
  if (instanceId === null || instanceIds.includes(instanceId)) return [];
  return [
    finding(groupOfItsInstance, {
      ...at,
      code: 'group-disk-of-other-instance',
      message: `Disk ${id} is not attached to instance ${instanceId}, which the group names too.`,
      label: instanceIds.length === 0 ? 'attached to nothing' : `attached to ${instanceIds.join(', ')}`,
      help: 'Remove instanceId to take disks of several instances, or remove the disk.',
    }),
  ];
}

/** A listed disk that can have no snapshot at all is found with all named targets. */
const isSaid = ({ unsupportedReason }: TargetResource, { diskIds }: Canonical): boolean =>
  diskIds !== null && unsupportedReason !== undefined;

/** What is wrong with the instance and with single disks of a group. A group is taken of all of its disks or not at all. */
export function groupMembers(subject: Subject<Canonical>): Finding[] {
  const { canonical, inventory, now, at } = subject;
  const instance = inventory.instance.get(canonical.instanceId ?? '');
  const ofInstance = instance === undefined ? [] : instanceChecks(instance, { path: at('instanceId') });
  const ofDisks = membersOf(canonical, inventory).flatMap((disk) => {
    const place = { path: memberPath(subject, disk.id) };
    return [
      ...(isSaid(disk, canonical) ? [] : [...statusOf(disk, place), ...categoryOf(disk, place)]),
      ...sharingOf(disk, place),
      ...foreign(disk, canonical.instanceId, place),
      ...diskChecks(disk, inventory, now, place, canonical.instanceId),
    ];
  });
  return [...ofInstance, ...ofDisks];
}
