import { astral, empty, of, tags, typed, upTo } from '../verdict.ts';
import type { Row } from '../verdict.ts';

const badName = 'InvalidSnapshotPolicyName.Malformed 400';
const invalid = 'ParameterInvalid 403';
const badRegion = 'InvalidParameter.TargetCopyRegions 403';
const local = 'the compiler turns local times into hours of UTC+8';
const planned = 'the plan resolves it; no call carries it';
const raw = { timePoints: [1], repeatWeekdays: [1] };
const utc = { timezone: 'UTC', at: ['02:00'] };
const times = (from: number, to: number): string[] => upTo(from, to).map((hour) => `${String(hour).padStart(2, '0')}:00`);
const disk = { any: [{ id: 'd-000' }] };
const copy = { region: 'cn-beijing' };

/** ECS CreateAutoSnapshotPolicy (page of 2024-04-11, SDK 7.11.6). */
const rows: readonly Omit<Row, 'section'>[] = [
  {
    field: 'name',
    by: 'ASP-NAME-LEN',
    accepted: ['ab', of(128)],
    refused: ['a', of(129), of(129, '備'), astral(129, '𠀀')],
    answer: badName,
  },
  { field: 'name', by: 'ASP-NAME-LEN', refused: [''], unsent: empty },
  {
    field: 'name',
    by: 'ASP-NAME-START',
    accepted: ['a1', 'auto', 'Auto-1'],
    disputed: ['備份', of(128, '備'), astral(128, '𠀀')],
    refused: ['1a', '_a', '-a', ':a', '.a', ' a', '😀a'],
    answer: badName,
  },
  // C-11: the period is listed by the page that describes, not by the one that creates.
  {
    field: 'name',
    by: 'ASP-NAME-CHARS',
    accepted: ['a:_-9'],
    disputed: ['a.b', 'a.'],
    refused: ['a b', 'a/b', 'a😀', 'a٣'],
    answer: badName,
  },
  { field: 'name', by: 'ASP-NAME-NOHTTP', accepted: ['http', 'http:a'], refused: ['http://a', 'https://a'], answer: badName },

  { field: '', by: 'ASP-TIMES-REQ', entry: {}, refused: [{ retentionDays: 1 }], answer: invalid },
  { field: 'schedule', by: 'ASP-TIMES-REQ', refused: [{ repeatWeekdays: [1] }], answer: invalid },
  { field: 'schedule', by: 'ASP-DAYS-REQ', refused: [{ timePoints: [1] }], answer: invalid },
  {
    field: 'schedule',
    by: 'ASP-TIMES-REQ',
    accepted: [utc, { ...utc, days: ['mon'] }],
    refused: [{}, { timezone: 'UTC' }, { at: ['02:00'] }, { days: ['mon'] }, { ...utc, timePoints: [1] }, { ...raw, dst: 'standard' }],
    unsent: local,
  },
  {
    field: 'schedule.timePoints',
    by: 'ASP-TIMES-RANGE',
    beside: { repeatWeekdays: [1] },
    accepted: [[0], [23], ['0'], ['23', 1]],
    refused: [[24], [-1], [1, 24], ['24']],
    answer: invalid,
  },
  {
    field: 'schedule.timePoints',
    by: 'ASP-TIMES-RANGE',
    beside: { repeatWeekdays: [1] },
    refused: [[1.5], ['x'], ['01'], [true]],
    code: 'wrong-type',
    unsent: typed,
  },
  {
    field: 'schedule.timePoints',
    by: 'ASP-TIMES-COUNT',
    beside: { repeatWeekdays: [1] },
    accepted: [upTo(0, 23)],
    refused: [[], [...upTo(0, 23), 0]],
    answer: invalid,
  },
  {
    field: 'schedule.timePoints',
    by: 'ASP-TIMES-UNIQ',
    beside: { repeatWeekdays: [1] },
    accepted: [[1, 11]],
    cautioned: [
      [1, 1],
      [1, '1'],
    ],
    unsent: 'repeats are dropped',
  },
  {
    field: 'schedule.repeatWeekdays',
    by: 'ASP-DAYS-RANGE',
    beside: { timePoints: [1] },
    accepted: [[1], [7], ['7', 1]],
    refused: [[0], [8], [1, 8], ['0']],
    answer: invalid,
  },
  {
    field: 'schedule.repeatWeekdays',
    by: 'ASP-DAYS-RANGE',
    beside: { timePoints: [1] },
    refused: [[1.5], ['mon']],
    code: 'wrong-type',
    unsent: typed,
  },
  {
    field: 'schedule.repeatWeekdays',
    by: 'ASP-DAYS-COUNT',
    beside: { timePoints: [1] },
    accepted: [upTo(1, 7)],
    refused: [[], [...upTo(1, 7), 7]],
    answer: invalid,
  },
  {
    field: 'schedule.repeatWeekdays',
    by: 'ASP-DAYS-UNIQ',
    beside: { timePoints: [1] },
    accepted: [[1, 2]],
    cautioned: [
      [2, 2],
      ['2', 2],
    ],
    unsent: 'repeats are dropped',
  },

  {
    field: 'schedule.at',
    by: 'OWN-TIME',
    beside: { timezone: 'UTC' },
    accepted: [['00:00'], ['23:00']],
    refused: [['24:00'], ['23:60'], ['2:00'], ['02:00:00'], ['']],
    unsent: local,
  },
  {
    field: 'schedule.at',
    by: 'ASP-TIMES-RANGE',
    beside: { timezone: 'UTC' },
    accepted: [['02:00']],
    refused: [['02:30'], ['02:01']],
    unsent: local,
    unsaid: 'which minutes are whole hours depends on the zone',
  },
  {
    field: 'schedule.at',
    by: 'ASP-TIMES-RANGE',
    beside: { timezone: 'Asia/Kolkata' },
    accepted: [['02:30']],
    refused: [['02:00']],
    unsent: local,
    unsaid: 'which minutes are whole hours depends on the zone',
  },
  {
    field: 'schedule.at',
    by: 'ASP-TIMES-COUNT',
    beside: { timezone: 'UTC' },
    accepted: [times(0, 23)],
    refused: [[], [...times(0, 23), '00:00']],
    unsent: local,
  },
  {
    field: 'schedule.at',
    by: 'ASP-TIMES-UNIQ',
    beside: { timezone: 'UTC' },
    accepted: [['02:00', '03:00']],
    cautioned: [['02:00', '02:00']],
    unsent: local,
  },
  {
    field: 'schedule.days',
    by: 'OWN-DAYS',
    beside: utc,
    accepted: [['mon'], ['SUN'], ['Tue']],
    refused: [['monday'], [''], ['mo']],
    unsent: local,
  },
  {
    field: 'schedule.days',
    by: 'ASP-DAYS-COUNT',
    beside: utc,
    accepted: [['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']],
    refused: [[], ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'sun']],
    unsent: local,
  },
  { field: 'schedule.days', by: 'ASP-DAYS-UNIQ', beside: utc, accepted: [['mon', 'tue']], cautioned: [['mon', 'MON']], unsent: local },
  {
    field: 'schedule.timezone',
    by: 'OWN-ZONE',
    beside: { at: ['02:00'] },
    accepted: ['UTC', 'Asia/Shanghai', 'Asia/Tokyo'],
    refused: ['', of(65)],
    unsent: local,
  },
  {
    field: 'schedule.timezone',
    by: 'OWN-ZONE',
    beside: { at: ['02:00'] },
    refused: ['CET', 'UTC+8', 'Mars/Base', 'asia/shanghai', of(64)],
    code: 'schedule-zone-unknown',
    unsent: local,
    unsaid: 'the list of zones is the runtime’s',
  },
  {
    field: 'schedule.dst',
    by: 'OWN-DST',
    beside: { timezone: 'Europe/London', at: ['02:00'] },
    accepted: ['standard', 'daylight', 'DAYLIGHT'],
    refused: ['winter', 'summer', ''],
    also: ['schedule-shifts-with-dst'],
    unsent: local,
  },

  {
    field: '',
    by: 'ASP-RET-REQ',
    entry: {},
    accepted: [{ schedule: raw, retentionDays: 1 }],
    refused: [{ schedule: raw }],
    answer: invalid,
  },
  // C-02: 65535 on create, 65536 on change and description.
  { field: 'retentionDays', by: 'ASP-RET-RANGE', accepted: [-1, 1, 65535], disputed: [65536], refused: [0, -2, 65537], answer: invalid },
  { field: 'retentionDays', by: 'ASP-RET-RANGE', refused: ['14', 1.5, false], code: 'wrong-type', unsent: typed },

  { field: 'crossRegionCopy', by: 'ASP-XR-TARGET', accepted: [copy], refused: [{ retentionDays: 1 }], answer: badRegion },
  {
    field: 'crossRegionCopy.region',
    by: 'ASP-XR-TARGET',
    refused: [['cn-beijing'], ['cn-beijing', 'cn-shanghai'], 7],
    code: 'wrong-type',
    unsent: typed,
  },
  {
    field: 'crossRegionCopy.region',
    by: 'COM-REGION-EXISTS',
    accepted: ['cn-beijing', 'ap-southeast-1', 'cn-shanghai-finance-1'],
    cautioned: ['xx-nowhere-9'],
    refused: ['CN-beijing', 'beijing', 'cn beijing', 'https://cn-beijing', 'cn-beijing.evil.example'],
    answer: badRegion,
  },
  {
    field: 'crossRegionCopy.region',
    by: 'ASP-XR-OTHER',
    accepted: ['cn-beijing'],
    // No page forbids it (CreateAutoSnapshotPolicy, and the provider's own tests send it).
    cautioned: ['cn-hangzhou'],
  },
  {
    field: 'crossRegionCopy.retentionDays',
    by: 'ASP-XR-RET',
    beside: copy,
    accepted: [-1, 1, 65535],
    refused: [0, -2, 65536],
    answer: 'InvalidParameter.CopiedSnapshotsRetentionDays 403',
  },
  { field: 'crossRegionCopy.encrypted', by: 'ASP-ENC-BOOL', beside: copy, accepted: [true, false], refused: ['true', 1], unsent: typed },
  {
    field: 'crossRegionCopy',
    by: 'ASP-ENC-PAIR',
    accepted: [
      { ...copy, encrypted: true },
      { ...copy, encrypted: true, kmsKeyId: 'k1' },
    ],
    refused: [
      { ...copy, kmsKeyId: 'k1' },
      { ...copy, encrypted: false, kmsKeyId: 'k1' },
    ],
    answer: 'InvalidParameter.EncryptedIllegal 400',
  },
  {
    field: 'crossRegionCopy.kmsKeyId',
    by: 'ASP-ENC-KMS',
    ours: true,
    beside: { ...copy, encrypted: true },
    accepted: ['k1', `1${of(127)}`, 'alias/k'],
    cautioned: ['k', 'd-000'],
    refused: ['', of(129)],
  },

  { field: 'disks', by: 'SEL-ANY', accepted: [disk], refused: [{}, { not: [{ id: 'd-000' }] }], code: 'missing-field', unsent: planned },
  { field: 'disks.any', by: 'SEL-ANY', accepted: [Array.from({ length: 1000 }, (_, index) => ({ id: `d-${index}` }))], unsent: planned },
  {
    field: 'disks.any',
    by: 'SEL-ANY',
    accepted: [[]],
    refused: [Array.from({ length: 1001 }, (_, index) => ({ id: `d-${index}` }))],
    unsent: planned,
  },
  { field: 'disks.any', by: 'SEL-EMPTY', accepted: [[{ instanceId: 'i-000' }]], refused: [[{}]], unsent: planned },
  {
    field: 'disks.any',
    by: 'SEL-UNIQ',
    accepted: [[{ id: 'd-000' }, { id: 'd-001' }]],
    cautioned: [[{ id: 'd-000' }, { id: 'd-000' }]],
    unsent: planned,
  },
  {
    field: 'disks.not',
    by: 'SEL-ANY',
    beside: disk,
    accepted: [[]],
    refused: [Array.from({ length: 1001 }, (_, index) => ({ id: `d-${index}` }))],
    unsent: planned,
  },
  { field: 'disks.not', by: 'SEL-EMPTY', beside: disk, accepted: [[{ tags: { k: 'v' } }]], refused: [[{}]], unsent: planned },
  { field: 'disks.not', by: 'SEL-UNIQ', beside: disk, cautioned: [[{ id: 'd-001' }, { id: 'd-001' }]], unsent: planned },
  ...(['any', 'not'] as const).flatMap((list): Omit<Row, 'section'>[] => {
    const at = { field: `disks.${list}`, ours: true, ...(list === 'not' && { beside: disk }) } as const;
    return [
      {
        ...at,
        by: 'SNAP-DISKID-FMT',
        accepted: [[{ id: `d-${of(126)}` }]],
        cautioned: [[{ id: 'D-000' }], [{ id: 'd-0*' }], [{ id: 'disk-1' }]],
        refused: [[{ id: '' }], [{ id: `d-${of(127)}` }]],
      },
      {
        ...at,
        by: 'SEL-INSTANCE',
        accepted: [[{ instanceId: `i-${of(126)}` }]],
        cautioned: [[{ instanceId: 'web-1' }], [{ instanceId: 'i-?' }]],
        refused: [[{ instanceId: '' }], [{ instanceId: `i-${of(127)}` }]],
      },
      {
        ...at,
        by: 'SEL-TAGS',
        accepted: [[{ tags: tags(20) }], [{ tags: { 'a?': 'b?' } }]],
        cautioned: [[{ tags: { Key: 'k', Value: 'v' } }], [{ tags: { k: 'night*' } }], [{ tags: { '*': 'v' } }]],
        refused: [[{ tags: {} }], [{ tags: tags(21) }]],
      },
      { ...at, by: 'SEL-TYPE', accepted: [[{ type: 'system' }], [{ type: 'DATA' }]], refused: [[{ type: 'boot' }], [{ type: '' }]] },
      {
        ...at,
        by: 'SEL-CATEGORY',
        accepted: [
          [{ category: 'cloud_essd' }],
          [{ category: 'Cloud' }],
          [{ category: 'local_ssd_pro' }],
          [{ category: 'cloud_essd_xc0' }],
        ],
        refused: [[{ category: 'essd' }], [{ category: 'cloud_ess' }], [{ category: '' }]],
      },
      {
        ...at,
        by: 'SEL-ZONE',
        accepted: [[{ zone: 'cn-hangzhou-h' }], [{ zone: 'cn-hangzhou-a' }]],
        cautioned: [
          [{ zone: 'ap-southeast-1a' }],
          [{ zone: 'cn-shanghai-finance-1b' }],
          [{ zone: 'cn-hangzhou' }],
          [{ zone: 'h' }],
          [{ zone: 'CN-HANGZHOU-H' }],
          [{ zone: 'cn-*-h' }],
        ],
        refused: [[{ zone: '' }], [{ zone: of(65) }]],
      },
      {
        ...at,
        by: 'SEL-GROUP',
        accepted: [[{ resourceGroupId: `rg-${of(61)}` }]],
        cautioned: [[{ resourceGroupId: 'production' }], [{ resourceGroupId: 'rg-*' }]],
        refused: [[{ resourceGroupId: '' }], [{ resourceGroupId: `rg-${of(62)}` }]],
      },
      {
        ...at,
        by: 'SEL-NAME',
        accepted: [[{ name: '*' }], [{ name: 'db-?.x*' }], [{ name: '数据库*' }], [{ name: of(128) }]],
        cautioned: [
          [{ name: 'd-bp1s5fnvk4gn2tws03ab' }],
          [{ name: 'db-.*' }],
          [{ name: '^db' }],
          [{ name: '(a|b)' }],
          [{ name: 'db[0-9]' }],
          [{ name: 'a\\d' }],
        ],
        refused: [[{ name: '' }], [{ name: of(129) }]],
      },
      { ...at, by: 'SEL-EMPTY', accepted: [[{ id: 'd-000', type: 'data', zone: 'cn-hangzhou-h', name: 'a' }]] },
      { ...at, by: 'TAG-KEY-LEN', accepted: [[{ tags: { [of(128)]: 'v', 'acs:x': 'v' } }]], refused: [[{ tags: { [of(129)]: 'v' } }]] },
      { ...at, by: 'TAG-VAL-LEN', accepted: [[{ tags: { k: of(128) } }], [{ tags: { k: '' } }]], refused: [[{ tags: { k: of(129) } }]] },
    ];
  }),

  { field: 'resourceGroupId', by: 'COM-RG-EXISTS', accepted: ['rg-one'] },
  {
    field: 'resourceGroupId',
    by: 'COM-RG-EXISTS',
    ours: true,
    accepted: [`rg-${of(61)}`],
    cautioned: ['default', 'production'],
    refused: ['', `rg-${of(62)}`],
  },
  // C-09.
  {
    field: 'tags',
    by: 'TAG-VAL-ACS',
    accepted: [{ k: 'v-acs:' }, { k: 'acs' }],
    refused: [{ k: 'acs:v' }, { k: 'acs:' }],
    answer: 'InvalidTagValue.Malformed 400',
  },
  { field: 'disks.unlisted', by: 'SEL-UNLISTED', ours: true, beside: { any: [] }, accepted: ['detach', 'Keep'], refused: ['leave', ''] },
  { field: 'adopt', by: 'OWN-ADOPT', ours: true, accepted: ['sp-bp1s5fnvk4gn2tws03ab'], refused: ['s-bp1', 'nightly', 'sp-', ''] },
];

export const policies: readonly Row[] = rows.map((row) => ({ section: 'policies', ...row }));
