// One line a rule.
export { copyWithoutRetention } from './copy-without-retention.ts';
export { diskInSeveralPolicies } from './disk-in-several-policies.ts';
export { diskInTooManyPolicies } from './disk-in-too-many-policies.ts';
export { disksNotConsistent } from './disks-not-consistent.ts';
export { fixedOccurrenceWithoutEnd } from './fixed-occurrence-without-end.ts';
export { groupOfManyDisks } from './group-of-many-disks.ts';
export { keysDifferInCase } from './keys-differ-in-case.ts';
export { policyHoursAdjacent } from './policy-hours-adjacent.ts';
export { policyOutgrowsQuota } from './policy-outgrows-quota.ts';
export { policyProtectsNothing } from './policy-protects-nothing.ts';
export { policyWithoutRetention } from './policy-without-retention.ts';
export { snapshotWithoutRetention } from './snapshot-without-retention.ts';
export { tagKeysDifferInCase } from './tag-keys-differ-in-case.ts';
export { takeUntilAfterRetention } from './take-until-after-retention.ts';
