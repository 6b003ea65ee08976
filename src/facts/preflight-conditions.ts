import { pages } from './fact.ts';
import type { Fact, Range } from './fact.ts';
import { tagCount } from './limits/tags.ts';

/** What the calls name exists in the region of the stack. The pages name no code for desktops; this one is that of clients of others. */
export const existing: { readonly [what in 'disk' | 'instance' | 'desktop']: Fact } = {
  disk: {
    row: 'SNAP-DISK-EXISTS',
    sources: [pages.createSnapshot, pages.applyPolicy],
    refusal: { code: 'InvalidDiskId.NotFound', status: 404 },
  },
  instance: { row: 'GRP-INSTANCE-REQ', sources: [pages.createGroup], refusal: { code: 'InvalidInstanceId.NotFound', status: 404 } },
  desktop: { row: 'DSK-EXISTS', sources: [pages.createDesktopSnapshot], refusal: { code: 'InvalidDesktopId.NotFound', status: 404 } },
};

// Conditions beside those of live-conditions.ts that only data of the cloud decides, each with the answer of the service.

/** Nothing is allowed on a disk while it, or its instance, is locked for this reason. */
export const securityLock: Fact & { readonly reason: string } = {
  reason: 'security',
  row: 'SNAP-SECLOCK',
  sources: [pages.createSnapshot, pages.createGroupOld],
  refusal: { code: 'InstanceLockedForSecurity', status: 403 },
};

/** A disk that is locked for this reason, or whose time is over, is one with an open bill. */
export const arrears: Fact & { readonly reason: string } = {
  reason: 'financial',
  row: 'SNAP-ARREARS',
  sources: [pages.createSnapshot],
  refusal: { code: 'DiskInArrears', status: 403 },
  disputed:
    'CreateSnapshot says that snapshots of expired disks can be taken, and lists an error for disks that are expired over an open bill.',
};

export const neverUsed: Fact = {
  row: 'SNAP-NEVER-USED',
  sources: [pages.createSnapshot],
  refusal: { code: 'IncorrectDiskStatus.NeverUsed', status: 403 },
};

export const hibernation: Fact = {
  row: 'SNAP-HIBERNATE',
  sources: [pages.createSnapshot],
  refusal: { code: 'HibernationConfigured.InstanceOperationForbidden', status: 403 },
};

/** A snapshot that is still being taken cannot be changed. */
export const finishedFirst: Fact = {
  row: 'SNAP-MOD-READY',
  sources: [pages.modifySnapshot],
  refusal: { code: 'InvalidSnapshotId.NotReady', status: 400 },
};

export const groupNotEmpty: Fact = {
  row: 'GRP-NOT-EMPTY',
  sources: [pages.createGroup],
  refusal: { code: 'InvalidInstance.NoDisk', status: 403 },
};

export const groupInOneZone: Fact = {
  row: 'GRP-SAME-ZONE',
  sources: [pages.sdk, pages.createGroup],
  refusal: { code: 'InvalidDiskIds.NotInSameZone', status: 400 },
};

/** No page names the code; to the instance the disk does not exist. */
export const groupOfItsInstance: Fact = {
  row: 'GRP-DISK-OF-INST',
  sources: [pages.sdk],
  refusal: { code: 'InvalidDiskId.NotFound', status: 404 },
};

export const groupWithoutMultiAttach: Fact & { readonly value: string } = {
  value: 'Enabled',
  row: 'GRP-MULTIATTACH',
  sources: [pages.sdk, pages.createGroup],
  refusal: { code: 'InvalidOperation.MultiAttachDisk', status: 403 },
};

export const groupWithoutShared: Fact & { readonly value: string } = {
  value: 'LegacyShared',
  row: 'GRP-SHARED',
  sources: [pages.createGroupOld, pages.createGroup],
  refusal: { code: 'InvalidDisk.ShareVolume', status: 403 },
};

/** A policy takes snapshots of disks in a steady state only; no page names a code. */
export const protectedInSteadyState: Fact = { row: 'ASP-APPLY-STATE', sources: [pages.attachGuide] };

/** Policies that the cloud made itself cannot be changed. */
export const systemPolicy: Fact & { readonly type: string } = {
  type: 'System',
  row: 'ASP-MOD-SYSTEM',
  sources: [pages.sdk, pages.modifyPolicy],
  refusal: { code: 'InvalidOperation.PolicyTypeUnsupported', status: 403 },
};

/** A region must be one that the service has. */
export const knownRegion: Fact = {
  row: 'COM-REGION-EXISTS',
  sources: [pages.createPolicy, pages.createGroupOld],
  refusal: { code: 'InvalidRegionId.NotFound', status: 404 },
};

/** What is derived from the SDK: the desktop has a disk of the sort that is to be taken. */
export const desktopHasDisk: Fact = { row: 'DSK-HASDISK', sources: [pages.ecdSdk] };

/** Tags of one resource: the pages give no number; that of one call is the common figure. */
export const resourceTags: Range = {
  min: 0,
  max: tagCount.max,
  row: 'TAG-RES-QUOTA',
  sources: [pages.tagResources],
  refusal: { code: 'OperationDenied.QuotaExceed', status: 400 },
  disputed: `No page gives the number of tags that one resource can carry; ${tagCount.max} is the common figure.`,
};

/** From this many manual snapshots of a disk on, its quota is nearly used up. */
export const manualQuotaNear = 240;
