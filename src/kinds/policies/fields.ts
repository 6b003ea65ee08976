import { ownRule, pages } from '../../facts/fact.ts';
import type { Field, Relation, Fields } from '../../fields/field.ts';
import { daysHint } from '../../fields/value-hints.ts';
import { nameField, regionField, resourceGroupId, selectorTags, tagsField } from '../common-fields.ts';
import { weekdays } from '../../schedule/types.ts';
import { dayHint, timeHint } from '../../schedule/time-hints.ts';

const create = [pages.createPolicy, pages.sdk];
const invalid = { code: 'ParameterInvalid', status: 403 };
const retentionDispute =
  'CreateAutoSnapshotPolicy says 65535 days, ModifyAutoSnapshotPolicyEx and DescribeAutoSnapshotPolicyEx say 65536. 65536 is accepted with a warning.';

const daysOrEver = daysHint({ help: 'To keep it until somebody deletes it, write -1.', replacement: '-1' });

const selector = {
  type: 'object',
  doc: 'Disks chosen by what they are. Several keys in one item must all hold.',
  example: { tags: { backup: 'nightly' } },
  fields: {
    id: {
      type: 'text',
      doc: 'The disk with this id.',
      example: 'd-bp1s5fnvk4gn2tws03ab',
      length: { min: 1, max: 128, row: 'SNAP-DISKID-FMT', sources: [] },
      refersTo: 'disk',
    },
    instanceId: {
      type: 'text',
      doc: 'Disks attached to this instance.',
      example: 'i-bp1f4f6ie3wvfsd0zy14',
      length: { min: 1, max: 128, row: 'SEL-INSTANCE', sources: [] },
      refersTo: 'instance',
    },
    tags: selectorTags,
  },
  relations: [
    {
      type: 'any',
      fields: ['id', 'instanceId', 'tags'],
      code: 'empty-selector',
      severity: 'error',
      ...ownRule('SEL-EMPTY'),
      requirement: 'a selector item needs id, instanceId or tags',
      help: 'An empty item would choose every disk; name what it should choose.',
    },
  ],
} as const satisfies Field;

const schedule = {
  type: 'object',
  doc: 'When snapshots are taken: in local time, or raw in UTC+8.',
  required: { row: 'ASP-TIMES-REQ', sources: create, refusal: invalid },
  example: { timezone: 'Asia/Shanghai', at: ['02:00'] },
  fields: {
    timezone: {
      type: 'text',
      doc: 'IANA zone of the local times, such as Europe/London, or UTC.',
      example: 'Asia/Shanghai',
      length: { min: 1, max: 64, ...ownRule('OWN-ZONE') },
    },
    at: {
      type: 'list',
      doc: 'Local times of day, HH:MM. Each must be a whole hour in UTC+8.',
      example: ['02:00'],
      of: {
        type: 'text',
        doc: 'A local time of day, HH:MM.',
        example: '02:00',
        hint: timeHint,
        rules: [
          {
            ...ownRule('OWN-TIME'),
            code: 'format',
            pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$',
            highlight: '^[\\s\\S]*$',
            requirement: 'must be a time of day from "00:00" to "23:59", in quotes',
          },
        ],
      },
      count: { min: 1, max: 24, row: 'ASP-TIMES-COUNT', sources: create, refusal: invalid },
      unique: { row: 'ASP-TIMES-UNIQ', sources: [], severity: 'warning' },
    },
    days: {
      type: 'list',
      doc: 'Local weekdays.',
      absent: 'every day',
      example: ['mon', 'tue', 'wed', 'thu', 'fri'],
      of: { type: 'enum', doc: 'A weekday.', values: weekdays, example: 'mon', hint: dayHint, ...ownRule('OWN-DAYS') },
      count: { min: 1, max: 7, row: 'ASP-DAYS-COUNT', sources: create, refusal: invalid },
      unique: { row: 'ASP-DAYS-UNIQ', sources: [], severity: 'warning' },
    },
    dst: {
      type: 'enum',
      doc: 'Which of the zone’s two offsets the local times are meant in; the hour moves while the other one holds.',
      absent: 'standard',
      values: ['standard', 'daylight'],
      example: 'standard',
      ...ownRule('OWN-DST'),
    },
    timePoints: {
      type: 'list',
      doc: 'Hours of the day in UTC+8, whatever the region.',
      example: [2, 14],
      of: {
        type: 'int',
        doc: 'An hour in UTC+8.',
        example: 2,
        quoted: true,
        range: {
          min: 0,
          max: 23,
          help: 'Write whole hours of UTC+8; midnight is 0.',
          row: 'ASP-TIMES-RANGE',
          sources: create,
          refusal: invalid,
        },
      },
      count: { min: 1, max: 24, row: 'ASP-TIMES-COUNT', sources: create, refusal: invalid },
      unique: { row: 'ASP-TIMES-UNIQ', sources: [], severity: 'warning' },
    },
    repeatWeekdays: {
      type: 'list',
      doc: 'Weekdays in UTC+8: 1 is Monday, 7 is Sunday.',
      example: [1, 2, 3, 4, 5],
      of: {
        type: 'int',
        doc: 'A weekday; 1 is Monday.',
        example: 1,
        quoted: true,
        range: { min: 1, max: 7, help: 'Monday is 1 and Sunday is 7.', row: 'ASP-DAYS-RANGE', sources: create, refusal: invalid },
      },
      count: { min: 1, max: 7, row: 'ASP-DAYS-COUNT', sources: create, refusal: invalid },
      unique: { row: 'ASP-DAYS-UNIQ', sources: [], severity: 'warning' },
    },
  },
  relations: [
    {
      type: 'either',
      groups: [{ needs: ['timezone', 'at'], also: ['days', 'dst'] }, { needs: ['timePoints', 'repeatWeekdays'] }],
      code: 'form',
      severity: 'error',
      row: 'ASP-TIMES-REQ',
      sources: create,
      requirement: 'a schedule is either local (timezone, at, and optionally days, dst) or raw in UTC+8 (timePoints, repeatWeekdays)',
      help: 'Give timezone and at, or timePoints and repeatWeekdays.',
    },
  ],
} as const satisfies Field;

const crossRegionCopy = {
  type: 'object',
  doc: 'Copies every snapshot to another region.',
  absent: 'no copy',
  example: { region: 'cn-beijing', retentionDays: 30 },
  fields: {
    region: regionField('The region that the copies go to; not the stack’s own.', {
      row: 'ASP-XR-TARGET',
      sources: create,
      refusal: { code: 'InvalidParameter.TargetCopyRegions', status: 403 },
    }),
    retentionDays: {
      type: 'int',
      doc: 'Days to keep a copy; -1 keeps it until somebody deletes it.',
      absent: '-1, kept for ever',
      example: 30,
      hint: daysOrEver,
      range: {
        min: 1,
        max: 65535,
        also: [-1],
        help: 'To keep copies until somebody deletes them, write -1.',
        row: 'ASP-XR-RET',
        sources: create,
        refusal: { code: 'InvalidParameter.CopiedSnapshotsRetentionDays', status: 403 },
      },
    },
    encrypted: { type: 'bool', doc: 'Whether the copies are encrypted.', absent: 'false', example: true },
    kmsKeyId: {
      type: 'text',
      doc: 'The KMS key of the copies, in the region they go to.',
      absent: 'the default service key of that region',
      example: '0e478b7a-4262-4802-b8cb-00d3fb408260',
      length: { min: 1, max: 128, row: 'ASP-ENC-KMS', sources: [] },
    },
  },
  relations: [
    {
      type: 'needs',
      field: 'kmsKeyId',
      other: 'encrypted',
      value: true,
      code: 'key-without-encryption',
      severity: 'error',
      row: 'ASP-ENC-PAIR',
      sources: create,
      refusal: { code: 'InvalidParameter.EncryptedIllegal', status: 400 },
      requirement: 'kmsKeyId is given, so encrypted must be true',
      help: 'Add encrypted: true, or remove kmsKeyId.',
    },
  ],
} as const satisfies Field;

export const fields = {
  name: nameField({
    rows: 'ASP-NAME',
    sources: create,
    refusal: { code: 'InvalidSnapshotPolicyName.Malformed', status: 400 },
    also: ':_.\\-',
    alsoSays: '`:`, `_`, `-`',
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
      },
    ],
  }),
  schedule,
  retentionDays: {
    type: 'int',
    doc: 'Days to keep each snapshot; -1 keeps it until somebody deletes it.',
    example: 14,
    hint: daysOrEver,
    required: {
      row: 'ASP-RET-REQ',
      sources: create,
      refusal: invalid,
      disputed: 'CreateAutoSnapshotPolicy marks it as required and prints a default of -1 beside that. It is required here.',
    },
    range: {
      min: 1,
      max: 65536,
      also: [-1],
      help: 'To keep snapshots until somebody deletes them, write -1.',
      row: 'ASP-RET-RANGE',
      // A message names the first page with the number of the warning, which is that page's own.
      sources: [pages.createPolicy, pages.modifyPolicy],
      refusal: invalid,
      disputed: retentionDispute,
    },
    warning: {
      above: 65535,
      row: 'ASP-RET-RANGE',
      sources: [pages.createPolicy, pages.modifyPolicy],
      disputed: retentionDispute,
      reason: 'CreateAutoSnapshotPolicy names 65535 as the largest',
      help: 'Use 65535, or -1 to keep snapshots until somebody deletes them.',
    },
  },
  crossRegionCopy,
  disks: {
    type: 'object',
    doc: 'The disks that it protects, resolved when the plan is made.',
    absent: 'what it is attached to is not managed here',
    example: { any: [{ tags: { backup: 'nightly' } }] },
    fields: {
      any: {
        type: 'list',
        doc: 'Disks that any of these items choose.',
        required: ownRule('SEL-ANY'),
        example: [{ tags: { backup: 'nightly' } }],
        of: selector,
        count: { min: 1, max: 1000, ...ownRule('SEL-ANY') },
        unique: { ...ownRule('SEL-UNIQ'), severity: 'warning' },
      },
      not: {
        type: 'list',
        doc: 'Disks to leave out, whatever chose them.',
        absent: 'none is left out',
        example: [{ id: 'd-bp1scratchdisk000001' }],
        of: selector,
        count: { min: 0, max: 1000, ...ownRule('SEL-ANY') },
        unique: { ...ownRule('SEL-UNIQ'), severity: 'warning' },
      },
    },
  },
  tags: tagsField({ acsValues: 'error' }),
  resourceGroupId,
} as const satisfies Fields;

export const relations: readonly Relation[] = [];
