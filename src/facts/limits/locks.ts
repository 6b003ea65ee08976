import type { EnumConstraint, IntConstraint } from '../constraint.ts';
import { pages } from '../fact.ts';
import type { Fact } from '../fact.ts';

const sources = [pages.lockSnapshot, pages.sdk];

export const lockMode = {
  type: 'enum',
  values: ['compliance'],
  row: 'SNAP-LOCK-MODE',
  sources,
  refusal: { code: 'InvalidLockMode.Malformed', status: 400 },
} as const satisfies EnumConstraint;

/** Days from the moment of locking, or from when the snapshot is finished. */
export const lockDuration = {
  type: 'int',
  range: { min: 1, max: 36500, row: 'SNAP-LOCK-DUR', sources },
} as const satisfies IntConstraint;

/** Hours in which a lock can be changed and removed; they are the first ones of its duration. */
export const coolOffPeriod = { type: 'int', range: { min: 0, max: 72, row: 'SNAP-LOCK-COOL', sources } } as const satisfies IntConstraint;

/** A lock ends before the retention of its snapshot does; the guide allows both to end at once. */
export const lockWithinRetention: Fact = {
  row: 'SNAP-LOCK-DUR',
  sources: [pages.lockSnapshot, pages.lockGuide],
  refusal: { code: 'InvalidLockDuration.ExceedRetentionDays', status: 400 },
};

export const coolOffWithinLock: Fact = {
  row: 'SNAP-LOCK-COOL',
  sources: [pages.lockSnapshot, pages.lockGuide],
  refusal: { code: 'InvalidCoolOffPeriod.ExceedLockDuration', status: 400 },
};
