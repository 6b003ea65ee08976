import { pages } from './fact.ts';
import type { Fact } from './fact.ts';

// What keeps the service from deleting a snapshot, as the live data shows it, each with its answer.

/** It is still being taken: deleting it would end its taking, which the operation also refuses. */
export const stillBeingTaken: Fact = {
  row: 'SNAP-DEL-CREATING',
  sources: [pages.sdk],
  refusal: { code: 'IncorrectDiskStatus.CreatingSnapshot', status: 400 },
};

/** Usages of a snapshot that images were made from. */
export const behindImage: Fact & { readonly values: readonly string[] } = {
  values: ['image', 'image_disk'],
  row: 'SNAP-DEL-IMAGE',
  sources: [pages.sdk],
  refusal: { code: 'SnapshotCreatedImage', status: 403 },
};

/** Usages of a snapshot that disks were made from; it can be deleted by force. */
export const behindDisk: Fact & { readonly values: readonly string[] } = {
  values: ['disk', 'image_disk'],
  row: 'SNAP-DEL-FORCE',
  sources: [pages.sdk],
  refusal: { code: 'SnapshotCreatedDisk', status: 403 },
};

/** It is locked. No page states the status of the answer; that of its family is assumed. */
export const locked: Fact = {
  row: 'SNAP-DEL-LOCKED',
  sources: [pages.sdk, pages.lockGuide],
  refusal: { code: 'InvalidOperation.SnapshotIsLocked', status: 403 },
};
