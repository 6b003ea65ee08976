import { pages } from './fact.ts';
import type { Fact, Range } from './fact.ts';

/** A condition that live data decides, with the values that it lists. */
export type ListFact = Fact & { readonly values: readonly string[] };

/** Disk states in which a snapshot can be taken. */
export const diskStates: ListFact = {
  row: 'SNAP-DISK-STATE',
  sources: [pages.createSnapshot],
  refusal: { code: 'IncorrectDiskStatus', status: 403 },
  values: ['In_use', 'Available'],
};

/** Instance states in which snapshots of its disks can be taken. */
export const instanceStates: ListFact = {
  row: 'SNAP-INST-STATE',
  sources: [pages.createSnapshot, pages.createGroup],
  refusal: { code: 'IncorrectInstanceStatus', status: 400 },
  values: ['Running', 'Stopped'],
};

/** Desktop states in which a snapshot can be taken. The pages name no code; this one is assumed. */
export const desktopStates: ListFact = {
  row: 'DSK-STATE',
  sources: [pages.createDesktopSnapshot],
  refusal: { code: 'IncorrectDesktopStatus', status: 403 },
  values: ['Running', 'Stopped'],
};

/** Categories of disks that can neither be snapshotted nor protected by a policy. */
export const unsupportedCategories: ListFact = {
  row: 'SNAP-DISK-TYPE',
  sources: [pages.createSnapshot, pages.applyPolicy],
  refusal: { code: 'DiskCategory.OperationNotSupported', status: 400 },
  values: [
    'local_ssd_pro',
    'local_hdd_pro',
    'ephemeral',
    'ephemeral_ssd',
    'elastic_ephemeral_disk_standard',
    'elastic_ephemeral_disk_premium',
  ],
};

/** Categories of the ESSD series: their snapshots are usable at once, several can be taken at a time, and only they can be in groups. */
export const essdCategories: ListFact = {
  row: 'GRP-DISK-TYPE',
  sources: [pages.createGroup, pages.groupGuide, pages.sdk],
  refusal: { code: 'DiskCategory.OperationNotSupported', status: 400 },
  values: ['cloud_essd', 'cloud_auto', 'cloud_essd_entry', 'cloud_regional_disk_auto'],
};

/** The ESSD categories that lie in several zones; a group has either no such disks or only such disks. */
export const regionalCategories: ListFact = {
  row: 'GRP-REGIONAL-ONLY',
  sources: [pages.groupGuide],
  refusal: { code: 'InvalidDisk.DiskCategoryInconsistent', status: 403 },
  values: ['cloud_regional_disk_auto'],
};

/** An available disk must have been attached at least once. */
export const attachedOnce: Fact = {
  row: 'SNAP-NEVER-ATTACHED',
  sources: [pages.createSnapshot, pages.attachGuide],
  refusal: { code: 'IncorrectDiskStatus.NeverAttached', status: 403 },
};

/** Manual snapshots of one disk. */
export const manualQuota: Range = {
  min: 0,
  max: 256,
  row: 'SNAP-QUOTA-MANUAL',
  sources: [pages.createSnapshot],
  refusal: { code: 'QuotaExceed.Snapshot', status: 403 },
  disputed: 'CreateSnapshot says 256; the SDK refers to a page of limits without a number.',
};

/** Automatic snapshots of one disk; at the limit the oldest is released silently. */
export const automaticQuota: Range = { min: 0, max: 1000, row: 'ASP-AUTO-QUOTA', sources: [pages.applyPolicy, pages.sdk] };

/** Snapshots of one disk of the ESSD series that are being taken at a time. */
export const concurrentOnEssd: Range = {
  min: 0,
  max: 10,
  row: 'SNAP-INPROGRESS',
  sources: [pages.groupGuide],
  refusal: { code: 'QuotaExceed.ConcurrentSnapshotQuota', status: 403 },
};

/** Snapshots of one disk of another category that are being taken at a time. */
export const concurrentOnOtherDisks: Range = {
  min: 0,
  max: 1,
  row: 'SNAP-INPROGRESS',
  sources: [pages.createSnapshot, pages.groupGuide],
  refusal: { code: 'IncorrectDiskStatus.CreatingSnapshot', status: 403 },
};
