import { pages } from '../../facts/fact.ts';
import { descriptionField, nameField, occurrence, resourceGroupId, retiredInstantAccess, tagsField, takeUntil } from '../common-fields.ts';
import type { Relation, Fields } from '../../fields/field.ts';
import { daysHint } from '../../fields/value-hints.ts';

const create = [pages.createSnapshot, pages.sdk];

export const fields = {
  diskId: {
    type: 'text',
    doc: 'The disk to take a snapshot of. It must be in the stack’s region.',
    example: 'd-bp1s5fnvk4gn2tws03ab',
    required: { row: 'SNAP-DISKID-REQ', sources: create, refusal: { code: 'MissingParameter', status: 400 } },
    length: { min: 1, max: 128, row: 'SNAP-DISKID-FMT', sources: [] },
    warnings: [
      {
        row: 'SNAP-DISKID-FMT',
        sources: create,
        code: 'format',
        pattern: '^d-[a-z0-9]+$',
        highlight: '^[\\s\\S]+$',
        requirement: 'does not look like a disk id (d- and lower-case letters and digits)',
      },
    ],
    refersTo: 'disk',
  },
  name: nameField({
    rows: 'SNAP-NAME',
    sources: create,
    refusal: { code: 'InvalidSnapshotName.Malformed', status: 400 },
    also: ':_.\\-',
    alsoSays: '`:`, `_`, `.`, `-`',
    noAuto: true,
    warnings: [
      {
        row: 'SNAP-NAME-NOAUTO',
        sources: create,
        code: 'auto',
        pattern: '^(?![aA][uU][tT][oO])',
        highlight: '^[aA][uU][tT][oO]',
        requirement: 'starts with auto in another casing; the pages forbid `auto` and do not say whether casing counts',
      },
    ],
  }),
  description: descriptionField({ length: 'SNAP-DESC-LEN', url: 'SNAP-DESC-NOHTTP' }, [pages.createSnapshot, pages.sdk]),
  retentionDays: {
    type: 'int',
    doc: 'Days to keep the snapshot, counted from when it was taken; then the cloud releases it.',
    absent: 'kept, and billed, until somebody deletes it',
    example: 30,
    hint: daysHint({ help: 'To keep the snapshot until somebody deletes it, remove retentionDays.' }),
    range: {
      min: 1,
      max: 65536,
      help: 'To keep the snapshot until somebody deletes it, remove retentionDays.',
      row: 'SNAP-RET-RANGE',
      sources: [pages.createSnapshot, pages.sdk, pages.terraform],
      refusal: { code: 'InvalidRetentionDays.Malformed', status: 400 },
    },
  },
  occurrence,
  takeUntil,
  tags: tagsField({ acsValues: 'warning' }),
  resourceGroupId,
  category: {
    type: 'enum',
    doc: 'Retired. The sort of snapshot.',
    values: ['Standard', 'Flash'],
    example: 'Standard',
    row: 'SNAP-CAT-ENUM',
    sources: create,
    refusal: { code: 'InvalidSnapshotCategory.Malformed', status: 403 },
    retired: { row: 'SNAP-CAT-DEPR', sources: create, why: 'the service no longer uses it: every new snapshot is a standard one' },
  },
  instantAccess: {
    type: 'bool',
    doc: 'Retired. Whether the snapshot is usable at once.',
    example: false,
    retired: retiredInstantAccess('SNAP-IA-DEPR', create),
  },
  instantAccessRetentionDays: {
    type: 'int',
    doc: 'Retired. Days that instant access lasts.',
    example: 1,
    range: {
      min: 1,
      max: 65535,
      help: 'Remove it: it has no effect today.',
      row: 'SNAP-IARET-RANGE',
      sources: create,
      refusal: { code: 'InvalidInstantAccessRetentionDays.Malformed', status: 403 },
    },
    retired: retiredInstantAccess('SNAP-IA-DEPR', create),
  },
} as const satisfies Fields;

export const relations: readonly Relation[] = [
  {
    type: 'excludes',
    field: 'category',
    other: 'instantAccess',
    code: 'category-with-instant-access',
    severity: 'error',
    row: 'SNAP-CAT-IA-XOR',
    sources: [pages.createSnapshot],
    refusal: { code: 'InvalidCategoryAndInstantAccess.Malformed', status: 403 },
    requirement: 'category and instantAccess must not be given together',
    help: 'Remove both: neither has any effect today.',
  },
  {
    type: 'needs',
    field: 'instantAccessRetentionDays',
    other: 'instantAccess',
    value: true,
    code: 'instant-access-days-without-instant-access',
    severity: 'warning',
    row: 'SNAP-IARET-NEEDS-IA',
    sources: create,
    requirement: 'instantAccessRetentionDays counts only with instantAccess: true',
    help: 'Remove both: neither has any effect today.',
  },
];
