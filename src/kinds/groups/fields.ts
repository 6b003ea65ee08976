import { ownRule, pages } from '../../facts/fact.ts';
import type { Refusal } from '../../facts/fact.ts';
import type { Field, Relation, Fields } from '../../fields/field.ts';
import type { ListField } from '../../fields/list.ts';
import { descriptionField, nameField, occurrence, resourceGroupId, retiredInstantAccess, tagsField, takeUntil } from '../common-fields.ts';

const create = [pages.createGroup, pages.createGroupOld, pages.sdk];
const tooMany = { code: 'NumberExceed.TooManyDisks', status: 403 };
const countDispute =
  'Pages say 10 (2021), 16 (until mid 2026) and 128 disks, the last at first in some regions only. 128 is accepted; above 16 is warned about.';

const diskId = {
  type: 'text',
  doc: 'A disk id.',
  example: 'd-bp1s5fnvk4gn2tws03ab',
  length: { min: 1, max: 128, row: 'SNAP-DISKID-FMT', sources: [] },
  refersTo: 'disk',
} as const satisfies Field;

/** No page names the code for too many excluded disks. */
const diskList = (doc: string, row: string, min: number, absent: string, refusal?: Refusal) =>
  ({
    type: 'list',
    doc,
    absent,
    example: ['d-bp1s5fnvk4gn2tws03ab'],
    of: diskId,
    count: { min, max: 128, row, sources: create, disputed: countDispute, ...(refusal && { refusal }) },
    warning: {
      above: 16,
      row,
      sources: create,
      disputed: countDispute,
      reason: 'more than 16 disks in a group are not accepted in every region',
    },
    unique: { ...ownRule('GRP-DUP-DISK'), severity: 'error' },
  }) as const satisfies ListField;

export const fields = {
  instanceId: {
    type: 'text',
    doc: 'The instance whose disks are taken together. All of them, without `diskIds` or `excludeDiskIds`.',
    absent: 'the disks in `diskIds`, of whichever instances',
    example: 'i-bp1f4f6ie3wvfsd0zy14',
    length: { min: 1, max: 128, row: 'GRP-INSTANCE-REQ', sources: [] },
    refersTo: 'instance',
  },
  diskIds: diskList('The disks to take together.', 'GRP-DISKID-COUNT', 1, 'all disks of the instance', tooMany),
  excludeDiskIds: diskList('Disks of the instance to leave out.', 'GRP-EXCL-COUNT', 0, 'none is left out'),
  name: nameField({
    rows: 'GRP-NAME',
    sources: create,
    refusal: { code: 'InvalidParameter.Name', status: 400 },
    also: ':_.\\-',
    alsoSays: '`:`, `_`, `.`, `-`',
    digitFirst: true,
    warnings: [
      {
        row: 'GRP-NAME-START',
        sources: create,
        code: 'start',
        pattern: '^[^0-9]',
        highlight: '^[0-9]',
        requirement: 'starts with a digit',
        disputed:
          'The page of 2021 and Terraform’s page allow a digit first; the SDK and Terraform’s code want a letter. A digit is accepted.',
        help: 'Start it with a letter to be safe.',
      },
    ],
  }),
  description: descriptionField({ length: 'GRP-DESC', url: 'GRP-DESC' }, create),
  occurrence,
  takeUntil,
  tags: tagsField({ acsValues: 'error' }),
  resourceGroupId,
  instantAccess: {
    type: 'bool',
    doc: 'Retired. Whether the snapshots are usable at once.',
    example: false,
    retired: retiredInstantAccess('GRP-IA', create),
  },
  instantAccessRetentionDays: {
    type: 'int',
    doc: 'Retired. Days that instant access lasts.',
    example: 1,
    range: {
      min: 1,
      max: 65535,
      help: 'Remove it: it has no effect today.',
      row: 'GRP-IARET-RANGE',
      sources: create,
      // The service names the code after another parameter.
      refusal: { code: 'InvalidRetentionDays.Malformed', status: 400 },
    },
    retired: retiredInstantAccess('GRP-IA', create),
  },
} as const satisfies Fields;

export const relations: readonly Relation[] = [
  {
    type: 'any',
    fields: ['instanceId', 'diskIds'],
    code: 'target-missing',
    severity: 'error',
    row: 'GRP-TARGET-ONE',
    sources: create,
    refusal: { code: 'MissingParamter.InstanceId', status: 400 },
    disputed: 'The page of 2021 requires instanceId; today’s pages accept diskIds in its place.',
    requirement: 'a group needs instanceId or diskIds',
    help: 'Name the instance whose disks belong together, or list the disks.',
  },
  {
    type: 'excludes',
    field: 'diskIds',
    other: 'excludeDiskIds',
    code: 'disks-with-excluded-disks',
    severity: 'error',
    row: 'GRP-XOR',
    sources: create,
    refusal: { code: 'InvalidParam.ExcludeDiskIdsAndDiskIds.Conflict', status: 400 },
    requirement: 'diskIds and excludeDiskIds must not be given together',
    help: 'List the disks to take, or the disks of the instance to leave out.',
    covers: ['excluded-disks-without-instance'],
  },
  {
    type: 'needs',
    field: 'excludeDiskIds',
    other: 'instanceId',
    code: 'excluded-disks-without-instance',
    severity: 'error',
    row: 'GRP-EXCL-NEEDS-INST',
    sources: create,
    refusal: { code: 'MissingParamter.InstanceId', status: 400 },
    requirement: 'excludeDiskIds leaves out disks of an instance, and no instanceId is given',
    help: 'Name the instance in instanceId.',
    covers: ['target-missing'],
  },
  {
    type: 'needs',
    field: 'instantAccessRetentionDays',
    other: 'instantAccess',
    value: true,
    code: 'instant-access-days-without-instant-access',
    severity: 'warning',
    row: 'GRP-IARET-NEEDS-IA',
    sources: create,
    requirement: 'instantAccessRetentionDays counts only with instantAccess: true',
    help: 'Remove both: neither has any effect today.',
  },
];
