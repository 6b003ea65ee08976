import { copyWithoutRetention } from './copy-without-retention.ts';
import { diskInSeveralPolicies } from './disk-in-several-policies.ts';
import { diskInTooManyPolicies } from './disk-in-too-many-policies.ts';
import { disksNotConsistent } from './disks-not-consistent.ts';
import { fixedOccurrenceWithoutEnd } from './fixed-occurrence-without-end.ts';
import { groupOfManyDisks } from './group-of-many-disks.ts';
import { keysDifferInCase } from './keys-differ-in-case.ts';
import { policyHoursAdjacent } from './policy-hours-adjacent.ts';
import { policyWithoutRetention } from './policy-without-retention.ts';
import { policyOutgrowsQuota } from './policy-outgrows-quota.ts';
import { policyProtectsNothing } from './policy-protects-nothing.ts';
import { snapshotWithoutRetention } from './snapshot-without-retention.ts';
import { tagKeysDifferInCase } from './tag-keys-differ-in-case.ts';
import { takeUntilAfterRetention } from './take-until-after-retention.ts';
import type { AdviceRule } from '../rule.ts';

/** Every rule, a line each. */
export const advice: readonly AdviceRule[] = [
  copyWithoutRetention,
  diskInSeveralPolicies,
  diskInTooManyPolicies,
  disksNotConsistent,
  fixedOccurrenceWithoutEnd,
  groupOfManyDisks,
  keysDifferInCase,
  policyHoursAdjacent,
  policyWithoutRetention,
  policyOutgrowsQuota,
  policyProtectsNothing,
  snapshotWithoutRetention,
  tagKeysDifferInCase,
  takeUntilAfterRetention,
];
