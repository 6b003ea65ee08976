import type { ListLimits } from '../../facts/constraint.ts';
import { ownRule } from '../../facts/fact.ts';
import * as limits from '../../facts/limits/groups.ts';
import type { Field, Fields, Relation } from '../../fields/field.ts';
import type { ListField } from '../../fields/list.ts';
import { idHint } from '../../fields/value-hints.ts';
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
  hint: idHint('the disk'),
} as const satisfies Field;

const diskList = (doc: string, absent: string, constraint: ListLimits) =>
  ({
    ...constraint,
    doc,
    absent,
    example: ['d-bp1s5fnvk4gn2tws03ab'],
    of: diskId,
    unique: { ...ownRule('GRP-DUP-DISK'), severity: 'error' },
  }) as const satisfies ListField;

export const fields = {
  instanceId: {
    type: 'text',
    doc: 'The instance whose disks are taken together. All of them, without `diskIds` or `excludeDiskIds`.',
    absent: 'the disks in `diskIds`, of whichever instances',
    example: 'i-bp1f4f6ie3wvfsd0zy14',
    length: { min: 1, max: 128, ...ownRule('GRP-INSTANCE-REQ') },
    refersTo: 'instance',
    hint: idHint('the instance'),
  },
  diskIds: diskList('The disks to take together.', 'all disks of the instance', limits.diskIds),
  excludeDiskIds: diskList('Disks of the instance to leave out.', 'none is left out', limits.excludedDiskIds),
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
