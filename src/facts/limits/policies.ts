import type { IntConstraint, ListConstraint, MapConstraint, TextConstraint } from '../constraint.ts';
import { pages } from '../fact.ts';
import type { Fact, Range, Refusal } from '../fact.ts';
import { tagKey } from './tags.ts';
import { nameLimits } from './texts.ts';

const create = [pages.createPolicy, pages.sdk];
const invalid: Refusal = { code: 'ParameterInvalid', status: 403 };

export const name = nameLimits({
  rows: 'ASP-NAME',
  sources: create,
  refusal: { code: 'InvalidSnapshotPolicyName.Malformed', status: 400 },
  also: ':_.\\-',
  alsoInWords: '`:`, `_`, `-`',
  warnings: [
    {
      row: 'ASP-NAME-CHARS',
      sources: [pages.createPolicy, pages.describePolicies],
      code: 'period',
      pattern: '^[^.]*$',
      highlight: '\\.',
      requirement: 'holds a period',
      disputed: 'CreateAutoSnapshotPolicy does not list the period; DescribeAutoSnapshotPolicyEx does. It is accepted.',
      help: 'Use - or _ to be safe.',
      bad: 'night.ly',
    },
  ],
});

/** A policy needs hours and weekdays. */
export const scheduleRequired: Fact = { row: 'ASP-TIMES-REQ', sources: create, refusal: invalid };

/** Hours of the day in UTC+8. */
export const timePoints = {
  type: 'list',
  of: { type: 'int', range: { min: 0, max: 23, row: 'ASP-TIMES-RANGE', sources: create, refusal: invalid } },
  count: { min: 1, max: 24, row: 'ASP-TIMES-COUNT', sources: create, refusal: invalid },
} as const satisfies ListConstraint;

/** Weekdays in UTC+8; Monday is 1. */
export const repeatWeekdays = {
  type: 'list',
  of: { type: 'int', range: { min: 1, max: 7, row: 'ASP-DAYS-RANGE', sources: create, refusal: invalid } },
  count: { min: 1, max: 7, row: 'ASP-DAYS-COUNT', sources: create, refusal: invalid },
} as const satisfies ListConstraint;

/** The largest retention: by the page of the create call, and by those of the other calls. */
export const retentionMax = { create: 65535, modify: 65536 } as const;

/** Keeps snapshots until somebody deletes them. */
export const unlimitedRetention = -1;

const retentionDispute = `CreateAutoSnapshotPolicy says ${retentionMax.create} days, ModifyAutoSnapshotPolicyEx and DescribeAutoSnapshotPolicyEx say ${retentionMax.modify}. ${retentionMax.modify} is accepted with a warning.`;

// A message names the first page with the number of the warning, which is that page's own.
const retentionPages = [pages.createPolicy, pages.modifyPolicy];

export const retentionDays = {
  type: 'int',
  required: {
    row: 'ASP-RET-REQ',
    sources: create,
    refusal: invalid,
    disputed: 'CreateAutoSnapshotPolicy marks it as required and prints a default of -1 beside that. It is required here.',
  },
  range: {
    min: 1,
    max: retentionMax.modify,
    also: [unlimitedRetention],
    row: 'ASP-RET-RANGE',
    sources: retentionPages,
    refusal: invalid,
    disputed: retentionDispute,
  },
  warning: {
    above: retentionMax.create,
    row: 'ASP-RET-RANGE',
    sources: retentionPages,
    disputed: retentionDispute,
    reason: `CreateAutoSnapshotPolicy names ${retentionMax.create} as the largest`,
  },
} as const satisfies IntConstraint;

/** The one region that copies go to. */
export const copyRegionRequired: Fact = {
  row: 'ASP-XR-TARGET',
  sources: create,
  refusal: { code: 'InvalidParameter.TargetCopyRegions', status: 403 },
};

export const copyRetentionDays = {
  type: 'int',
  range: {
    min: 1,
    max: 65535,
    also: [unlimitedRetention],
    row: 'ASP-XR-RET',
    sources: create,
    refusal: { code: 'InvalidParameter.CopiedSnapshotsRetentionDays', status: 403 },
  },
} as const satisfies IntConstraint;

/** The key of copies. No page states the form of its id; what names something else is doubted. */
export const copyKeyId = {
  type: 'text',
  warnings: [
    {
      row: 'ASP-ENC-KMS',
      sources: create,
      code: 'format',
      pattern: '^(?!arn:|projects/|/subscriptions/|https?:|(?:d|i|s|sp|ssg|rg|ecd)-)(?=.*[0-9:/])\\S+$',
      highlight: '^[\\s\\S]+$',
      requirement: 'does not look like the id of a key',
      bad: 'my-key',
    },
  ],
} as const satisfies TextConstraint;

/** A key for copies requires their encryption. */
export const copyKeyNeedsEncryption: Fact = {
  row: 'ASP-ENC-PAIR',
  sources: create,
  refusal: { code: 'InvalidParameter.EncryptedIllegal', status: 400 },
};

/** Policies of one account in one region. */
export const policiesPerRegion: Range = {
  min: 0,
  max: 100,
  row: 'ASP-QUOTA-REGION',
  sources: create,
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

const targets = [pages.sdk];
/** No page names a code for them. */
const noCode: Refusal = { code: 'InvalidParameter', status: 400 };

/** The tags of instances that a policy is associated with; an empty value is any value. */
export const targetTagCount: Range = {
  min: 1,
  max: 5,
  row: 'ASP-ASSOC-TAGS',
  sources: targets,
  disputed: 'The SDK says 5, the documentation of Terraform 10.',
};

export const targetTagLimits: MapConstraint = {
  type: 'map',
  keys: { ...tagKey, length: { ...tagKey.length, row: 'ASP-TARGET-KEY', sources: targets, refusal: noCode } },
  values: { type: 'text', length: { min: 0, max: 128, row: 'ASP-TARGET-VALUE', sources: targets, refusal: noCode } },
};
