import { ownRule } from '../../facts/fact.ts';
import * as limits from '../../facts/limits/snapshots.ts';
import type { Fields, Relation } from '../../fields/field.ts';
import { daysHint } from '../../fields/days-hint.ts';
import { idHint } from '../../fields/id-hints.ts';
import {
  adoptField,
  descriptionField,
  nameField,
  occurrence,
  resourceGroupId,
  tagsField,
  takeUntil,
  unlistedTags,
} from '../common-fields.ts';

const keepHelp = 'To keep the snapshot until somebody deletes it, remove retentionDays.';

const several = 'A snapshot is of one disk: write an entry for each, or take them together in a group: groups: {…: {diskIds: […]}}.';

export const fields = {
  diskId: {
    ...limits.diskId,
    doc: 'The disk to take a snapshot of. It must be in the stack’s region.',
    example: 'd-bp1s5fnvk4gn2tws03ab',
    length: { min: 1, max: 128, ...ownRule('SNAP-DISKID-FMT') },
    refersTo: 'disk',
    several,
    hint: idHint({
      several,
      prefix: 'd-',
      of: 'the disk',
      otherwise: 'Write the id of the disk, as the console shows it; its name is not known to the API.',
    }),
  },
  name: nameField(limits.name),
  description: descriptionField(limits.description),
  retentionDays: {
    ...limits.retentionDays,
    doc: 'Days to keep the snapshot, counted from when it was taken; then the cloud releases it.',
    absent: 'kept, and billed, until somebody deletes it',
    example: 30,
    unit: 'days',
    hint: daysHint({ help: keepHelp }),
    range: { ...limits.retentionDays.range, help: keepHelp },
  },
  occurrence,
  takeUntil,
  tags: tagsField({ acsValues: 'warning' }),
  unlistedTags,
  resourceGroupId,
  adopt: adoptField('s', 'snapshot'),
  category: { ...limits.category, doc: 'Retired. The sort of snapshot.', example: 'Standard' },
  instantAccess: {
    type: 'bool',
    doc: 'Retired. Whether the snapshot is usable at once.',
    example: false,
    retired: limits.instantAccessRetired,
  },
  instantAccessRetentionDays: {
    ...limits.instantAccessRetentionDays,
    doc: 'Retired. Days that instant access lasts.',
    example: 1,
    unit: 'days',
    range: { ...limits.instantAccessRetentionDays.range, help: 'Remove it: it has no effect today.' },
  },
} as const satisfies Fields;

export const relations: readonly Relation[] = [
  {
    ...limits.categoryExcludesInstantAccess,
    type: 'excludes',
    field: 'category',
    other: 'instantAccess',
    code: 'category-with-instant-access',
    severity: 'error',
    requirement: 'category and instantAccess must not be given together',
    help: 'Remove both: neither has any effect today.',
  },
  {
    ...limits.instantAccessDaysNeedInstantAccess,
    type: 'needs',
    field: 'instantAccessRetentionDays',
    other: 'instantAccess',
    value: true,
    code: 'instant-access-days-without-instant-access',
    severity: 'warning',
    requirement: 'instantAccessRetentionDays counts only with instantAccess: true',
    help: 'Remove both: neither has any effect today.',
  },
];
