import {
  concurrentOnOtherDisks,
  concurrentOnEssd,
  essdCategories,
  manualQuota,
  attachedOnce,
  diskStates,
  instanceStates,
  unsupportedCategories,
} from '../../../facts/live-conditions.ts';
import type { ListFact } from '../../../facts/live-conditions.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { ServiceError } from '../../model/refused-call.ts';
import { diskOf, instanceOf, quotaOf } from '../../model/resources.ts';
import type { Disk, World } from '../../model/world.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import type { Fact } from '../../../facts/fact.ts';
import { refuseDisk, refuseInstance, refuseKey } from './conditions.ts';
import { errors } from './errors.ts';
import { snapshotsOfDisk, statusAt } from './store.ts';

const among = (fact: ListFact, value: string): boolean => fact.values.includes(value);

function checkDisk(disk: Disk): void {
  const shared = disk.multiAttach === 'LegacyShared';
  refuseIf(among(unsupportedCategories, disk.category), unsupportedCategories);
  refuseIf(!among(diskStates, disk.status), shared ? { refusal: errors.volumeStatus } : diskStates);
  refuseIf(disk.instanceIds.length === 0 && disk.attachedAt === null, attachedOnce);
  refuseIf(disk.locks.includes('financial'), { refusal: errors.arrears });
  refuseDisk(disk);
}

/** The disk to take a snapshot of. Ids of shared block storage have a form, and an answer, of their own. */
export function targetDisk(world: World, id: string, region: string | undefined): Disk {
  if (id.startsWith('v-') && world.disks.find(id) === undefined) throw new RefusedCall(errors.volumeNotFound);
  return diskOf(world, id, region);
}

/** An instance must be steady, and nothing is allowed while it is locked for security. */
export function checkInstance(world: World, id: string, region?: string): void {
  const instance = instanceOf(world, id, region);
  refuseIf(!among(instanceStates, instance.status), instanceStates);
  refuseIf(instance.locks.includes('security'), { refusal: errors.securityLock });
  refuseInstance(instance);
}

/** A disk whose instances were never started holds nothing. */
const neverUsed = (world: World, disk: Disk): boolean =>
  disk.instanceIds.length > 0 && disk.instanceIds.every((id) => world.instances.find(id)?.startedAt === null);

/** How many snapshots of one disk are taken at a time depends on its category. */
function checkConcurrency(world: World, now: number, disk: Disk, creating: Fact): void {
  const progressing = snapshotsOfDisk(world, disk.id).filter((one) => statusAt(one, now) === 'progressing').length;
  const essd = among(essdCategories, disk.category);
  refuseIf(essd && progressing >= quotaOf(world, concurrentOnEssd), creating);
  refuseIf(!essd && progressing >= quotaOf(world, concurrentOnOtherDisks), concurrentOnOtherDisks);
}

function checkQuotas(world: World, now: number, disk: Disk, creating: Fact): void {
  const manual = snapshotsOfDisk(world, disk.id).filter((one) => one.type === 'user').length;
  refuseIf(manual >= quotaOf(world, manualQuota), manualQuota);
  checkConcurrency(world, now, disk, creating);
}

/** What must hold of a disk and its instances. */
function checkState(world: World, disk: Disk, missingKey: ServiceError): void {
  checkDisk(disk);
  for (const id of disk.instanceIds) checkInstance(world, id);
  refuseIf(neverUsed(world, disk), { refusal: errors.neverUsed });
  refuseIf(disk.locks.includes('security'), { refusal: errors.securityLock });
  if (disk.encrypted) refuseKey(world, disk.kmsKeyId, missingKey);
}

/** Whether a policy can take a snapshot of a disk now; where it cannot, it leaves the disk out silently. */
export function canTake(world: World, now: number, disk: Disk): boolean {
  try {
    checkState(world, disk, errors.keyMissing);
    checkConcurrency(world, now, disk, concurrentOnEssd);
    return true;
  } catch (error) {
    if (error instanceof RefusedCall) return false;
    throw error;
  }
}

/** The errors for which a group has other codes than a single snapshot. */
export type SpecificErrors = { readonly creating: Fact; readonly missingKey: ServiceError };
const snapshotErrors: SpecificErrors = { creating: concurrentOnEssd, missingKey: errors.keyMissing };

/** All that must hold before a snapshot of a disk is taken, alone or in a group. */
export function checkSnapshottable(world: World, now: number, disk: Disk, specific: SpecificErrors = snapshotErrors): void {
  checkState(world, disk, specific.missingKey);
  checkQuotas(world, now, disk, specific.creating);
}
