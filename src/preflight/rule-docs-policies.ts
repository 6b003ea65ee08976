import type { RuleDocs } from '../base/explanation.ts';
import { automaticQuota } from '../facts/live-conditions.ts';
import * as limits from '../facts/limits/policies.ts';
import * as facts from '../facts/preflight-conditions.ts';

const bills = 'Each policy takes, keeps and bills its own snapshots: applying one adds it to those that a disk has.';

/** Findings about policies and regions, and what could not be looked at. */
export const policyRuleDocs: RuleDocs = {
  'region-not-found': {
    what: 'The service does not list the region of the stack for this account.',
    why: 'Nothing can be read or made there.',
    fix: 'Check the region and the account.',
    severity: 'error',
    sources: facts.knownRegion.sources,
    rows: ['COM-REGION-EXISTS'],
  },
  'target-region-not-found': {
    what: 'The service does not list the region that copies are to go to for this account.',
    why: 'The service refuses the policy.',
    fix: 'Check the region and the account.',
    severity: 'error',
    sources: limits.copyRegionRequired.sources,
    rows: ['ASP-XR-TARGET'],
  },
  'region-quota': {
    what: `With the policies of this plan an account would have more than ${limits.policiesPerRegion.max} in the region, whoever made them.`,
    why: 'The service refuses the ones beyond the quota.',
    fix: 'Delete policies that are no longer needed, put several entries into one, or ask for a higher quota.',
    severity: 'error',
    sources: limits.policiesPerRegion.sources,
    rows: ['ASP-QUOTA-REGION'],
  },
  'disk-policy-limit': {
    what: `A disk that is to be attached is under ${limits.policiesPerDisk.max} policies already, and no policy of this plan lets go of it; the message names them and whose they are.`,
    why: 'The service refuses the whole call for this one disk. The disk is held back, the others are attached.',
    fix: 'Take the disk out of one of its policies, or leave it out here.',
    severity: 'error',
    sources: limits.policiesPerDisk.sources,
    rows: ['ASP-APPLY-MAX10'],
    ...(limits.policiesPerDisk.disputed !== undefined && { disputed: limits.policiesPerDisk.disputed }),
  },
  'disk-detached-first': {
    what: `A disk that goes from one policy of the stack to another is under ${limits.policiesPerDisk.max} policies, so that there is no room for both.`,
    why: 'Else a disk is attached to the new policy and seen there before it is taken off the old one. Here it is taken off first: for a moment it is under neither, which counts as a reduction of protection.',
    fix: 'Approve the reduction. Or take the disk out of one of its other policies before: then it is never without both.',
    severity: 'info',
    sources: limits.policiesPerDisk.sources,
    rows: ['ASP-APPLY-MAX10'],
    ...(limits.policiesPerDisk.disputed !== undefined && { disputed: limits.policiesPerDisk.disputed }),
  },
  'disk-under-other-policies': {
    what: 'Disks that are about to be attached are under policies of others already; the notes name them, and whose they are.',
    why: bills,
    fix: 'Nothing, if that is intended. Else detach them from one of the policies.',
    severity: 'info',
    sources: limits.policiesPerDisk.sources,
    rows: ['ASP-APPLY-ADD'],
  },
  'disk-under-policies-of-stack': {
    what: 'Disks that are about to be attached are, or will be, under another policy of the same stack, too.',
    why: bills,
    fix: 'Nothing, if that is intended. Else narrow one of the selectors.',
    severity: 'info',
    sources: limits.policiesPerDisk.sources,
    rows: ['ASP-APPLY-ADD'],
  },
  'automatic-snapshot-quota': {
    what: `All policies of a disk together keep more than ${automaticQuota.max} automatic snapshots of it, though none does alone.`,
    why: 'At the limit the service silently deletes the oldest, so that the configured retention is not reached.',
    fix: 'Keep them for fewer days, or take the disk out of a policy.',
    severity: 'warning',
    sources: automaticQuota.sources,
    rows: ['ASP-AUTO-QUOTA'],
  },
  'system-policy': {
    what: 'A policy that the cloud made itself is to be changed.',
    why: 'The service refuses it.',
    fix: 'Declare a policy of your own.',
    severity: 'error',
    sources: facts.systemPolicy.sources,
    rows: ['ASP-MOD-SYSTEM'],
  },
  'not-checked-before': {
    what: 'The plan depends on resource groups or KMS keys, which snapspec does not read, or on what it may not read.',
    why: 'Whether they exist, and may be used, shows only when the call is sent.',
    fix: 'Nothing. If the service refuses the call, its code says what is missing.',
    severity: 'info',
    rows: ['COM-RG-EXISTS', 'GRP-RG', 'ASP-RG', 'SNAP-KMS', 'ASP-ENC-KMS'],
  },
};
