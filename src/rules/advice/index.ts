import { copiesKeptForEver } from './copies-kept-for-ever.ts';
import { diskInSeveralPolicies } from './disk-in-several-policies.ts';
import { diskInTooManyPolicies } from './disk-in-too-many-policies.ts';
import { disksSnapshottedApart } from './disks-snapshotted-apart.ts';
import { fixedOccurrenceWithoutEnd } from './fixed-occurrence-without-end.ts';
import { groupOfManyDisks } from './group-of-many-disks.ts';
import { keysDifferInCase } from './keys-differ-in-case.ts';
import { policyHoursAdjacent } from './policy-hours-adjacent.ts';
import { policyKeepsForEver } from './policy-keeps-for-ever.ts';
import { policyOutgrowsQuota } from './policy-outgrows-quota.ts';
import { policyProtectsNothing } from './policy-protects-nothing.ts';
import { snapshotWithoutRetention } from './snapshot-without-retention.ts';
import { tagKeysDifferInCase } from './tag-keys-differ-in-case.ts';
import { takeUntilAfterRetention } from './take-until-after-retention.ts';
import type { AdviceRule } from './rule.ts';

/** Every rule, a line each. */
export const advice: readonly AdviceRule[] = [
  copiesKeptForEver,
  diskInSeveralPolicies,
  diskInTooManyPolicies,
  disksSnapshottedApart,
  fixedOccurrenceWithoutEnd,
  groupOfManyDisks,
  keysDifferInCase,
  policyHoursAdjacent,
  policyKeepsForEver,
  policyOutgrowsQuota,
  policyProtectsNothing,
  snapshotWithoutRetention,
  tagKeysDifferInCase,
  takeUntilAfterRetention,
];
