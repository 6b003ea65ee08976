import { ownRule } from '../../facts/fact.ts';
import * as limits from '../../facts/limits/policies.ts';
import type { Field, Fields, Relation } from '../../fields/field.ts';
import { daysHint } from '../../fields/days-hint.ts';
import { kmsKeyHint } from './kms-key-hint.ts';
import { wordHint } from '../../fields/word-hints.ts';
import { offsets, unlistedDisks } from '../../aliases/words.ts';
import { adoptField, nameField, regionField, resourceGroupId, tagsField, unlistedTags } from '../common-fields.ts';
import { weekdays } from '../../schedule/types.ts';
import { dayHint, dayNumberHint } from '../../schedule/day-hints.ts';
import { zoneNumberHint } from '../../schedule/offset-hints.ts';
import { hourHint, scheduleHint, timeHint } from '../../schedule/time-hints.ts';
import { selectorItem } from './selector-fields.ts';
import { copyMeant, disksMeant } from './meanings.ts';

const retentionHint = daysHint({ help: 'To keep it until somebody deletes it, write -1.', replacement: '-1' });

/** What the numbers and the short names of weekdays stand for. */
const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const dayNames = Object.fromEntries(names.map((name) => [name.slice(0, 3).toLowerCase(), name]));
const dayNumbers = Object.fromEntries(names.map((name, index) => [index + 1, name]));

const untilDeleted = { '-1': 'Until somebody deletes it.' };

const schedule = {
  type: 'object',
  inherited: true,
  doc: 'When snapshots are taken: in local time, or raw in UTC+8.',
  hint: scheduleHint,
  required: limits.scheduleRequired,
  example: { timezone: 'Asia/Shanghai', at: ['02:00'] },
  fields: {
    timezone: {
      type: 'text',
      doc: 'IANA zone of the local times, such as Europe/London, or UTC.',
      example: 'Asia/Shanghai',
      hint: zoneNumberHint,
      suggests: 'time-zones',
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
        suggests: 'hours',
        rules: [
          {
            ...ownRule('OWN-TIME'),
            code: 'format',
            pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$',
            highlight: '^[\\s\\S]*$',
            requirement: 'must be a time of day from "00:00" to "23:59", in quotes',
            bad: '2:00',
          },
        ],
      },
      count: limits.timePoints.count,
      unique: { ...ownRule('ASP-TIMES-UNIQ'), severity: 'warning' },
    },
    days: {
      type: 'list',
      doc: 'Local weekdays.',
      absent: 'every day',
      example: ['mon', 'tue', 'wed', 'thu', 'fri'],
      of: { type: 'enum', doc: 'A weekday.', values: weekdays, means: dayNames, example: 'mon', hint: dayHint, ...ownRule('OWN-DAYS') },
      count: limits.repeatWeekdays.count,
      unique: { ...ownRule('ASP-DAYS-UNIQ'), severity: 'warning' },
    },
    dst: {
      type: 'enum',
      doc: 'Which of the zone’s two offsets the local times are meant in; the hour moves while the other one holds.',
      absent: 'standard',
      values: ['standard', 'daylight'],
      means: {
        standard: 'The hours are right in standard time, with the smaller offset; in summer they are an hour later.',
        daylight: 'The hours are right in daylight time; in winter they are an hour earlier.',
      },
      example: 'standard',
      hint: wordHint(offsets),
      ...ownRule('OWN-DST'),
    },
    timePoints: {
      type: 'list',
      doc: 'Hours of the day in UTC+8, whatever the region.',
      example: [2, 14],
      of: {
        ...limits.timePoints.of,
        doc: 'An hour in UTC+8.',
        example: 2,
        quoted: true,
        unit: 'hours of UTC+8',
        hint: hourHint,
        range: { ...limits.timePoints.of.range, help: 'Write whole hours of UTC+8; midnight is 0.' },
      },
      count: limits.timePoints.count,
      unique: { ...ownRule('ASP-TIMES-UNIQ'), severity: 'warning' },
    },
    repeatWeekdays: {
      type: 'list',
      doc: 'Weekdays in UTC+8: 1 is Monday, 7 is Sunday.',
      example: [1, 2, 3, 4, 5],
      of: {
        ...limits.repeatWeekdays.of,
        doc: 'A weekday; 1 is Monday.',
        example: 1,
        quoted: true,
        means: dayNumbers,
        hint: dayNumberHint,
        range: { ...limits.repeatWeekdays.of.range, help: 'Monday is 1 and Sunday is 7.' },
      },
      count: limits.repeatWeekdays.count,
      unique: { ...ownRule('ASP-DAYS-UNIQ'), severity: 'warning' },
    },
  },
  relations: [
    {
      type: 'either',
      groups: [{ needs: ['timezone', 'at'], also: ['days', 'dst'] }, { needs: ['timePoints', 'repeatWeekdays'] }],
      code: 'form',
      severity: 'error',
      row: limits.scheduleRequired.row,
      sources: limits.scheduleRequired.sources,
      requirement: 'a schedule is either local (timezone, at, and optionally days, dst) or raw in UTC+8 (timePoints, repeatWeekdays)',
      help: 'Give timezone and at, or timePoints and repeatWeekdays.',
    },
  ],
} as const satisfies Field;

const crossRegionCopy = {
  type: 'object',
  inherited: true,
  doc: 'Copies every snapshot to another region.',
  absent: 'no copy',
  meant: copyMeant,
  example: { region: 'cn-beijing', retentionDays: 30 },
  fields: {
    region: {
      ...regionField('The region that the copies go to; not the stack’s own.', limits.copyRegionRequired),
      several: 'A policy copies into one region: a second policy with the same disks copies into another.',
    },
    retentionDays: {
      ...limits.copyRetentionDays,
      doc: 'Days to keep a copy; -1 keeps it until somebody deletes it.',
      absent: '-1, kept indefinitely',
      example: 30,
      unit: 'days',
      means: untilDeleted,
      hint: retentionHint,
      range: { ...limits.copyRetentionDays.range, help: 'To keep copies until somebody deletes them, write -1.' },
    },
    encrypted: { type: 'bool', doc: 'Whether the copies are encrypted.', absent: 'false', example: true },
    kmsKeyId: {
      type: 'text',
      doc: 'The KMS key of the copies, in the region they go to.',
      absent: 'the default service key of that region',
      example: '0e478b7a-4262-4802-b8cb-00d3fb408260',
      hint: kmsKeyHint,
      length: { min: 1, max: 128, ...ownRule('ASP-ENC-KMS') },
      warnings: limits.copyKeyId.warnings,
    },
  },
  relations: [
    {
      ...limits.copyKeyNeedsEncryption,
      type: 'needs',
      field: 'kmsKeyId',
      other: 'encrypted',
      value: true,
      code: 'key-without-encryption',
      severity: 'error',
      requirement: 'kmsKeyId is given, so encrypted must be true',
      help: 'Add encrypted: true, or remove kmsKeyId.',
    },
  ],
} as const satisfies Field;

export const fields = {
  name: nameField(limits.name),
  schedule,
  retentionDays: {
    ...limits.retentionDays,
    inherited: true,
    doc: 'Days to keep each snapshot; -1 keeps it until somebody deletes it.',
    example: 14,
    unit: 'days',
    means: untilDeleted,
    hint: retentionHint,
    range: { ...limits.retentionDays.range, help: 'To keep snapshots until somebody deletes them, write -1.' },
    warning: {
      ...limits.retentionDays.warning,
      help: `Use ${limits.retentionDays.warning.above}, or -1 to keep snapshots until somebody deletes them.`,
    },
  },
  crossRegionCopy,
  disks: {
    type: 'object',
    doc: 'The disks that it protects, resolved when the plan is made.',
    absent: 'what it is attached to is not managed here',
    meant: disksMeant,
    example: { any: [{ tags: { backup: 'nightly' } }] },
    fields: {
      any: {
        type: 'list',
        doc: 'Disks that any of these items choose. An empty list, written here and not by a variable, says that nothing is protected on purpose.',
        required: ownRule('SEL-ANY'),
        example: [{ tags: { backup: 'nightly' } }],
        of: selectorItem,
        count: { min: 0, max: 1000, ...ownRule('SEL-ANY') },
        emptyByHand: true,
        unique: { ...ownRule('SEL-UNIQ'), severity: 'warning' },
      },
      not: {
        type: 'list',
        doc: 'Disks to leave out, whatever chose them.',
        absent: 'none is left out',
        example: [{ id: 'd-bp1scratchdisk000001' }],
        of: selectorItem,
        count: { min: 0, max: 1000, ...ownRule('SEL-ANY') },
        unique: { ...ownRule('SEL-UNIQ'), severity: 'warning' },
      },
      unlisted: {
        type: 'enum',
        doc: 'What becomes of disks that are attached and not chosen: they are detached, or they are kept, since others attach too. What stands under `not` is always detached.',
        absent: 'detach',
        values: ['detach', 'keep'],
        means: {
          detach: 'They are taken off the policy, which is a reduction and needs approval.',
          keep: 'They stay under the policy; plan says so.',
        },
        example: 'keep',
        hint: wordHint(unlistedDisks),
        ...ownRule('SEL-UNLISTED'),
      },
    },
  },
  tags: tagsField({ acsValues: 'error' }),
  unlistedTags,
  resourceGroupId,
  adopt: adoptField('sp', 'automatic snapshot policy'),
} as const satisfies Fields;

export const relations: readonly Relation[] = [];
