import { RefusedCall } from '../../model/refused-call.ts';
import type { ServiceError } from '../../model/refused-call.ts';
import type { Disk, Instance, Resource, World } from '../../model/world.ts';
import { errors } from './errors.ts';

type Refusals = { readonly [condition: string]: ServiceError };

/** Exceptional conditions of a disk, with the errors that they cause. */
const ofDisk: Refusals = { transferring: errors.transferring, invalid: errors.invalidDisk, copying: errors.copyUnfinished };
const ofInstance: Refusals = { hibernation: errors.hibernation };
/** Conditions of a snapshot, for changing and for deleting it. */
const ofChanging: Refusals = { managed: errors.managed, free: errors.defaultFree };
const ofDeleting: Refusals = { managed: errors.managed, related: errors.relatedUnfinished, shared: errors.shared, locked: errors.locked };

const ofLocking: Refusals = { managed: errors.managed, shared: errors.lockShared };
const ofArchiving: Refusals = { managed: errors.managed, shared: errors.archiveRefused };

function refuse(thing: Resource, refusals: Refusals): void {
  const found = thing.conditions?.find((one) => Object.hasOwn(refusals, one));
  if (found !== undefined) throw new RefusedCall(refusals[found] as ServiceError);
}

export const refuseDisk = (disk: Disk): void => refuse(disk, ofDisk);
export const refuseInstance = (instance: Instance): void => refuse(instance, ofInstance);
export const refuseChange = (snapshot: Resource): void => refuse(snapshot, ofChanging);
export const refuseDeletion = (snapshot: Resource): void => refuse(snapshot, ofDeleting);
export const refuseLock = (snapshot: Resource): void => refuse(snapshot, ofLocking);
export const refuseArchive = (snapshot: Resource): void => refuse(snapshot, ofArchiving);

/** States in which a KMS key cannot be used. */
const ofKey: Refusals = { disabled: errors.keyDisabled, untagged: errors.keyUntagged, unauthorized: errors.keyUnauthorized };

/** Refuses a key that cannot be used. In a world without keys, every key can be used. */
export function refuseKey(world: World, keyId: string, missing: ServiceError): void {
  if (keyId === '' || world.kmsKeys === undefined) return;
  const state = Object.hasOwn(world.kmsKeys, keyId) ? (world.kmsKeys[keyId] as string) : 'missing';
  if (state === 'missing') throw new RefusedCall(missing);
  if (Object.hasOwn(ofKey, state)) throw new RefusedCall(ofKey[state] as ServiceError);
}
