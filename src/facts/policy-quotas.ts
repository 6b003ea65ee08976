import { pages } from './fact.ts';
import type { Range } from './fact.ts';

/** Policies of one account in one region. */
export const policiesPerRegion: Range = {
  min: 0,
  max: 100,
  row: 'ASP-QUOTA-REGION',
  sources: [pages.createPolicy, pages.sdk],
  refusal: { code: 'AutoSnapshotPolicy.QuotaExceed', status: 403 },
};

/** Policies that one disk is attached to. */
export const policiesPerDisk: Range = {
  min: 0,
  max: 10,
  row: 'ASP-APPLY-MAX10',
  sources: [pages.applyPolicy, pages.sdk],
  refusal: { code: 'QuotaExceed.AppliedAutoSnapshotPolicyQuota', status: 403 },
  disputed: 'Older pages say one, and that applying replaces; since January 2026 it is ten, and applying adds.',
};
