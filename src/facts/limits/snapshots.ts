import type { EnumConstraint, IntConstraint, TextConstraint } from '../constraint.ts';
import { pages } from '../fact.ts';
import type { Fact } from '../fact.ts';
import { instantAccessDays, retiredInstantAccess } from './instant-access.ts';
import { descriptionLimits, nameLimits } from './texts.ts';

const create = [pages.createSnapshot, pages.sdk];

export const diskId = {
  type: 'text',
  required: { row: 'SNAP-DISKID-REQ', sources: create, refusal: { code: 'MissingParameter', status: 400 } },
  warnings: [
    {
      row: 'SNAP-DISKID-FMT',
      sources: create,
      code: 'format',
      pattern: '^d-(?!x{3,}$)[a-z0-9]+$',
      highlight: '^[\\s\\S]+$',
      requirement: 'does not look like a disk id (d- and lower-case letters and digits)',
      bad: 'disk-1',
    },
  ],
} as const satisfies TextConstraint;

export const name = nameLimits({
  rows: 'SNAP-NAME',
  sources: create,
  refusal: { code: 'InvalidSnapshotName.Malformed', status: 400 },
  also: ':_.\\-',
  alsoInWords: '`:`, `_`, `.`, `-`',
  noAuto: true,
  warnings: [
    {
      row: 'SNAP-NAME-NOAUTO',
      sources: create,
      code: 'auto',
      pattern: '^(?![aA][uU][tT][oO])',
      highlight: '^[aA][uU][tT][oO]',
      requirement: 'starts with auto in another casing; the pages forbid `auto` and do not say whether casing counts',
      bad: 'Auto-nightly',
    },
  ],
});

export const description = descriptionLimits({ length: 'SNAP-DESC-LEN', url: 'SNAP-DESC-NOHTTP' }, create);

/** Days from when it was taken. */
export const retentionDays = {
  type: 'int',
  range: {
    min: 1,
    max: 65536,
    row: 'SNAP-RET-RANGE',
    sources: [pages.createSnapshot, pages.sdk, pages.terraform],
    refusal: { code: 'InvalidRetentionDays.Malformed', status: 400 },
  },
} as const satisfies IntConstraint;

export const category = {
  type: 'enum',
  values: ['Standard', 'Flash'],
  row: 'SNAP-CAT-ENUM',
  sources: create,
  refusal: { code: 'InvalidSnapshotCategory.Malformed', status: 403 },
  retired: { row: 'SNAP-CAT-DEPR', sources: create, why: 'the service no longer uses it: every new snapshot is a standard one' },
} as const satisfies EnumConstraint;

export const instantAccessRetired = retiredInstantAccess('SNAP-IA-DEPR', create);

export const instantAccessRetentionDays = {
  ...instantAccessDays('SNAP-IARET-RANGE', create, { code: 'InvalidInstantAccessRetentionDays.Malformed', status: 403 }),
  retired: instantAccessRetired,
} as const satisfies IntConstraint;

export const categoryExcludesInstantAccess: Fact = {
  row: 'SNAP-CAT-IA-XOR',
  sources: [pages.createSnapshot],
  refusal: { code: 'InvalidCategoryAndInstantAccess.Malformed', status: 403 },
};

export const instantAccessDaysNeedInstantAccess: Fact = { row: 'SNAP-IARET-NEEDS-IA', sources: create };
