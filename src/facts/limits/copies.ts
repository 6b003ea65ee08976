import type { IntConstraint } from '../constraint.ts';
import { pages } from '../fact.ts';
import type { Fact, Range } from '../fact.ts';

/** A plain copy goes to another region; the guide allows an encrypted one in the same region. */
export const copyToOtherRegion: Fact = {
  row: 'SNAP-COPY-REGION',
  sources: [pages.copySnapshot, pages.copyGuide],
  refusal: { code: 'InvalidOperation.NotSupportCopyInSameRegion', status: 403 },
};

/** Calls in 60 seconds: the only rate of an operation that a page states. Whether it counts by region, none does. */
export const copiesPerMinute: Range = { min: 0, max: 1000, row: 'COM-RATE', sources: [pages.copyRate] };

/** The least age, in days, of a snapshot that is archived. */
export const archiveAge: Range = { min: 14, max: Number.POSITIVE_INFINITY, row: 'SNAP-MOD-ARCHIVE', sources: [pages.archiveSnapshot] };

/** Days from when it was taken; an archive costs 60 of them whatever becomes of it. */
export const archiveRetentionDays = {
  type: 'int',
  range: { min: 74, max: 65536, row: 'SNAP-MOD-ARCHIVE', sources: [pages.archiveSnapshot, pages.sdk] },
} as const satisfies IntConstraint;
