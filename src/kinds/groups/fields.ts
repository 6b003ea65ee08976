import type { ListLimits } from '../../facts/constraint.ts';
import { ownRule } from '../../facts/fact.ts';
import * as limits from '../../facts/limits/groups.ts';
import { diskId as snapshotDisk } from '../../facts/limits/snapshots.ts';
import type { Field, Fields, Hint, Relation } from '../../fields/field.ts';
import type { ListField } from '../../fields/list.ts';
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

const diskId = {
  type: 'text',
  doc: 'A disk id.',
  example: 'd-bp1s5fnvk4gn2tws03ab',
  length: { min: 1, max: 128, ...ownRule('SNAP-DISKID-FMT') },
  refersTo: 'disk',
  warnings: snapshotDisk.warnings,
  hint: idHint({
    prefix: 'd-',
    of: 'the disk',
    otherwise: 'A disk is named by its id, as the console shows it; its name is not known to the API.',
  }),
} as const satisfies Field;

/** Words that stand for disks, by what to do about each; disks of a group are named one by one. */
const wordHint =
  (help: { readonly all: string; readonly none: string }) =>
  (wrong: string): Hint | undefined => {
    if (/^(?:all|any|every|everything|\*)$/i.test(wrong.trim())) return { help: help.all };
    if (/^(?:none|no|nothing|null|false|-)$/i.test(wrong.trim())) return { help: help.none };
    return /^(?:system|data|boot|root|os)(?:[ _-]?disks?)?$/i.test(wrong.trim())
      ? { help: 'Disks of a group are named by their ids, and not by what they are to the instance: [d-…].' }
      : undefined;
  };

const diskList = (doc: string, absent: string, constraint: ListLimits, hint: ListField['hint']) =>
  ({
    ...constraint,
    doc,
    absent,
    ...(hint && { hint }),
    example: ['d-bp1s5fnvk4gn2tws03ab'],
    of: diskId,
    unique: { ...ownRule('GRP-DUP-DISK'), severity: 'error' },
  }) as const satisfies ListField;

const several = 'A group is of one instance: write a group for each, or list disks in diskIds.';

export const fields = {
  instanceId: {
    type: 'text',
    doc: 'The instance whose disks are taken together. All of them, without `diskIds` or `excludeDiskIds`.',
    absent: 'the disks in `diskIds`, of whichever instances',
    example: 'i-bp1f4f6ie3wvfsd0zy14',
    length: { min: 1, max: 128, ...ownRule('GRP-INSTANCE-REQ') },
    refersTo: 'instance',
    warnings: limits.instanceId.warnings,
    several,
    hint: idHint({
      several,
      prefix: 'i-',
      of: 'the instance',
      otherwise: 'An instance is named by its id, as the console shows it; its name is not known to the API.',
    }),
  },
  diskIds: diskList(
    'The disks to take together.',
    'all disks of the instance',
    limits.diskIds,
    wordHint({
      all: 'Remove diskIds and name the instance in instanceId: then all of its disks are taken.',
      none: 'Remove diskIds, and name the instance in instanceId.',
    }),
  ),
  excludeDiskIds: diskList(
    'Disks of the instance to leave out.',
    'none is left out',
    limits.excludedDiskIds,
    wordHint({
      all: 'A group takes at least one disk: list the ids of those to leave out.',
      none: 'Remove excludeDiskIds: without it no disk is left out.',
    }),
  ),
  name: nameField(limits.name),
  description: descriptionField(limits.description),
  occurrence,
  takeUntil,
  tags: tagsField({ acsValues: 'error' }),
  unlistedTags,
  resourceGroupId,
  adopt: adoptField('ssg', 'snapshot-consistent group'),
  instantAccess: {
    type: 'bool',
    doc: 'Retired. Whether the snapshots are usable at once.',
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
    ...limits.targetRequired,
    type: 'any',
    fields: ['instanceId', 'diskIds'],
    code: 'target-missing',
    severity: 'error',
    requirement: 'a group needs instanceId or diskIds',
    help: 'Name the instance whose disks belong together, or list the disks.',
  },
  {
    ...limits.disksExcludeExcludedDisks,
    type: 'excludes',
    field: 'diskIds',
    other: 'excludeDiskIds',
    code: 'disks-with-excluded-disks',
    severity: 'error',
    requirement: 'diskIds and excludeDiskIds must not be given together',
    help: 'List the disks to take, or the disks of the instance to leave out.',
    covers: ['excluded-disks-without-instance'],
  },
  {
    ...limits.excludedDisksNeedInstance,
    type: 'needs',
    field: 'excludeDiskIds',
    other: 'instanceId',
    code: 'excluded-disks-without-instance',
    severity: 'error',
    requirement: 'excludeDiskIds leaves out disks of an instance, and no instanceId is given',
    help: 'Name the instance in instanceId.',
    covers: ['target-missing'],
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
