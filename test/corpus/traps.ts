import { casesOf, head } from './marked.ts';
import type { Case, Row } from './marked.ts';

const raw = 'schedule: {timePoints: [2], repeatWeekdays: [1]}';
const disks = 'disks: {any: [{tags: {backup: nightly}}]}';
const until = 'takeUntil: 2026-12-31';
const policy = (inside: string): string => `${head}policies:\n  a: {${inside}}\n`;
const snapshot = (inside: string): string => `${head}snapshots:\n  a: {diskId: d-1, ${inside}}\n`;
const group = (inside: string): string => `${head}groups:\n  a: {${inside}}\n`;
const desktop = (inside: string): string => `${head}desktopSnapshots:\n  a: {${inside}}\n`;

/** Values of one field, each with its finding; the place is that of the value, unless it holds a mark of its own. */
const of = (what: string, into: (value: string) => string, values: readonly (readonly [value: string, codes: string])[]): Row[] =>
  values.map(([value, codes]) => [`${what}: ${value}`, into(value.includes('¶') ? value : `¶${value}`), codes]);

const range = 'policy-retention-days-range';
const retention = of('retentionDays', (value) => policy(`${raw}, ${disks}, retentionDays: ${value}`), [
  ...['010', '0x1F', '0o17', '1e3', '1.5', '14.0', '.inf', '-.INF', '.nan', '-0', '+7', '00', '0.0', '1E1'].map(
    (value) => [value, 'wrong-type'] as const,
  ),
  ...['1_000', '14d', 'P14D', '14 days', '2026-01-01', '1:30', 'forever', '"14"', "'-1'", '""', 'yes', '0b11', '١٤'].map(
    (value) => [value, 'wrong-type'] as const,
  ),
  ...['true', 'FALSE', '[14]', '[]', '{}', '{days: 14}'].map((value) => [value, 'wrong-type'] as const),
  ...['0', '-2', '65537', '99999999', '12345678901234567890', '-12345678901234567890', '9007199254740993'].map(
    (value) => [value, range] as const,
  ),
  ...['~', 'null', 'Null'].map((value) => [value, 'empty-value'] as const),
]);

const truth = of(
  'encrypted',
  (value) => policy(`${raw}, ${disks}, retentionDays: 7, crossRegionCopy: {region: cn-beijing, retentionDays: 7, encrypted: ${value}}`),
  [
    ...['yes', 'no', 'on', 'off', 'y', 'N', '1', '0', '"true"', "'false'", 'tRue', 'enabled', '[]', '{}', '""'].map(
      (value) => [value, 'wrong-type'] as const,
    ),
    ['~', 'empty-value'],
  ],
);

const text = of('name', (value) => snapshot(`${until}, retentionDays: 7, name: ${value}`), [
  ...['1', '1.0', '010', 'true', 'False', '.inf', '.NaN', '[]', '[a]', '{}', '{a: b}', '0x1F', '1e400'].map(
    (value) => [value, 'wrong-type'] as const,
  ),
  ...['~', 'null'].map((value) => [value, 'empty-value'] as const),
  ...['""', 'a'].map((value) => [value, 'snapshot-name-length'] as const),
  ...['2026-01-01', '22:22', '1_000', '-a', '_a', '.a'].map((value) => [value, 'snapshot-name-start'] as const),
]);

const hours = of('timePoints', (value) => policy(`${disks}, retentionDays: 7, schedule: {repeatWeekdays: [1], timePoints: ${value}}`), [
  ...['2', '"2"', '{}', '02:00', 'true', '"[2]"'].map((value) => [value, 'wrong-type'] as const),
  ['~', 'empty-value'],
  ['[]', 'policy-schedule-time-points-count'],
]);

const hour = of(
  'an item of timePoints',
  (value) => policy(`${disks}, retentionDays: 7, schedule: {repeatWeekdays: [1], timePoints: [${value}]}`),
  [
    ...['2.5', '02', '0x2', '"02"', '"2h"', '02:00', '[2]', '{}', 'true', '" 2"', '2.0', '"2.0"', '""', 'two'].map(
      (value) => [value, 'wrong-type'] as const,
    ),
    ...['24', '-1', '"24"', '1200', '2359'].map((value) => [value, 'policy-schedule-time-points-range'] as const),
    ['~', 'empty-value'],
  ],
);

const at = of('an item of at', (value) => policy(`${disks}, retentionDays: 7, schedule: {timezone: Asia/Shanghai, at: [${value}]}`), [
  ...['2', '0200', '02.00', '7200', '2.5', 'true', '[]', '{}', '{02: 00}'].map((value) => [value, 'wrong-type'] as const),
  ...['2:00', '24:00', '02:60', '"02:00:00"', 'midnight', '2am', '"02:00 "', '" 02:00"', '-2:00', '""', '02:0', '０２:００'].map(
    (value) => [value, 'policy-schedule-at-format'] as const,
  ),
  ...['02:30', '00:01', '23:59'].map((value) => [value, 'schedule-not-hourly'] as const),
  ['~', 'empty-value'],
]);

const day = of(
  'an item of days',
  (value) => policy(`${disks}, retentionDays: 7, schedule: {timezone: Asia/Shanghai, at: ["02:00"], days: [${value}]}`),
  [
    ...['1', 'true', '[]'].map((value) => [value, 'wrong-type'] as const),
    ...['monday', 'Mo', '"1"', 'mon-fri', '*', 'weekdays', '""'].map(
      (value) => [value, value === '*' ? 'yaml-alias' : 'policy-schedule-days-value'] as const,
    ),
    ['~', 'empty-value'],
  ],
);

const moments = of('takeUntil', (value) => snapshot(`retentionDays: 7, takeUntil: ${value}`), [
  ...[
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '0000-00-00',
    '2026-12-31T18:00',
    '2026-12-31 18:00:00Z',
    '"2026-12-31T25:00Z"',
    'tomorrow',
  ].map((value) => [value, 'snapshot-take-until-format'] as const),
  ...[
    '"2026-12-31T18:00:00+99:00"',
    '"2026-12-31T18:60Z"',
    '"2026-12-31t18:00z"',
    '2025-02-29',
    '"2026-12-31T24:00:01Z"',
    '31.12.2026',
    '12/31/2026',
  ].map((value) => [value, 'snapshot-take-until-format'] as const),
  ...['2026', '20261231', '1798761600', 'true', '[]'].map((value) => [value, 'wrong-type'] as const),
  ['~', 'empty-value'],
]);

const tags = of('tags', (value) => snapshot(`${until}, retentionDays: 7, tags: ${value}`), [
  ...['[]', '[a, b]', 'a', '1', 'true', '"a=b"', '[{key: a, value: b}]'].map((value) => [value, 'wrong-type'] as const),
  ['~', 'empty-value'],
]);

const tag = of('a value of tags', (value) => snapshot(`${until}, retentionDays: 7, tags: {a: ${value}}`), [
  ...['1', '1.10', 'true', '010', '.inf', '[]', '{}', '1e400', '0x10'].map((value) => [value, 'wrong-type'] as const),
  ...['~', 'null'].map((value) => [value, 'empty-value'] as const),
]);

const heads: Row[] = [
  ...of('stack', (value) => `apiVersion: snapspec/v1\nstack: ${value}\nregion: cn-hangzhou\n`, [
    ...['1', 'true', '[]', '{}', '0x1F'].map((value) => [value, 'wrong-type'] as const),
    ...['""', 'Payments', '-a', 'a¶_b', 'a¶.b', 'a¶ b', 'a¶/b', '1a', 'оrders', 'a'.repeat(64), '../x'].map(
      (value) => [value, 'stack-format'] as const,
    ),
    ['~', 'empty-value'],
  ]),
  ...of('account', (value) => `${head}account: ${value}\n`, [
    ...['1234567890123456', '0123456789012345', '1e15', 'true', '[]', '0x462D53C8ABAC0'].map((value) => [value, 'wrong-type'] as const),
    ...['"12¶ 34"', '"1234"', 'root', '"123456789012345678901"', '"¶１２３４５６"', '""', '"¶acs:ram::1234567890123456:root"'].map(
      (value) => [value, 'account-format'] as const,
    ),
    ['~', 'empty-value'],
  ]),
  ...of('apiVersion', (value) => `apiVersion: ${value}\nstack: payments\nregion: cn-hangzhou\n`, [
    ...['v1', 'snapspec/v2', 'snapspec/v1beta1', '"snapspec/v1 "', 'apps/v1', '""'].map((value) => [value, 'api-version-value'] as const),
    ...['1', 'true'].map((value) => [value, 'wrong-type'] as const),
    ['~', 'empty-value'],
  ]),
];

const shapes: Row[] = [
  ...['[]', 'x', '1', 'true', '[{name: a}]'].flatMap((value) =>
    of('policies', (it) => `${head}policies: ${it}\n`, [[value, 'wrong-type']]),
  ),
  ...['[]', 'x', '1', 'true'].flatMap((value) => of('an entry', (it) => `${head}snapshots: {a: ${it}}\n`, [[value, 'wrong-type']])),
  ...of('an entry', (value) => `${head}snapshots: {a: ${value}}\n`, [['~', 'empty-value']]),
  ...of('schedule', (value) => policy(`${disks}, retentionDays: 7, schedule: ${value}`), [
    ['"0 2 * * *"', 'wrong-type'],
    ['daily', 'wrong-type'],
    ['[]', 'wrong-type'],
    ['~', 'empty-value'],
  ]),
  ...of('disks', (value) => policy(`${raw}, retentionDays: 7, disks: ${value}`), [
    ...['[]', 'd-1', '[d-1]', '"*"', 'all', 'true'].map((value) => [value, 'wrong-type'] as const),
    ['~', 'empty-value'],
  ]),
  ...of('disks.any', (value) => policy(`${raw}, retentionDays: 7, disks: {any: ${value}}`), [
    ...['d-1', '{}', '{id: d-1}', 'true'].map((value) => [value, 'wrong-type'] as const),
    ['~', 'empty-value'],
  ]),
  ...of('an item of disks.any', (value) => policy(`${raw}, retentionDays: 7, disks: {any: [${value}]}`), [
    ...['d-1', '[]', '1', 'true', '"*"'].map((value) => [value, 'wrong-type'] as const),
    ['~', 'empty-value'],
  ]),
  ...of('diskIds', (value) => group(`diskIds: ${value}`), [
    ...['d-1', '"d-1,d-2"', '{}', '1'].map((value) => [value, 'wrong-type'] as const),
    ['[]', 'group-disk-ids-count'],
    ['~', 'empty-value'],
  ]),
  ...of('sourceDiskType', (value) => desktop(`desktopId: ecd-1, ${until}, sourceDiskType: ${value}`), [
    ...['1', 'true', '[]'].map((value) => [value, 'wrong-type'] as const),
    ...['disk', '""', 'all', 'ѕystem', '"system "'].map((value) => [value, 'desktop-snapshot-source-disk-type-value'] as const),
    ['~', 'empty-value'],
  ]),
  ...of(
    'variables',
    (value) => `${head}variables: ${value}\n`,
    ['[]', 'x', '1'].map((value) => [value, 'wrong-type'] as const),
  ),
  ...of(
    'a variable',
    (value) => `${head}variables: {a: ${value}}\n`,
    ['[]', 'x', '1'].map((value) => [value, 'wrong-type'] as const),
  ),
  ...of('a default', (value) => `${head}variables: {a: {default: ${value}}}\n`, [['{}', 'wrong-type']]),
  ...of(
    'removed',
    (value) => `${head}removed: ${value}\n`,
    ['{}', 'x', 'true'].map((value) => [value, 'wrong-type'] as const),
  ),
  ...of(
    'an item of removed',
    (value) => `${head}removed: [${value}]\n`,
    ['snapshots/a', '1', '[]'].map((value) => [value, 'wrong-type'] as const),
  ),
  ...of(
    'force',
    (value) => `${head}removed: [{address: snapshots/a, force: ${value}}]\n`,
    ['yes', '1', '"true"'].map((value) => [value, 'wrong-type'] as const),
  ),
  ...of(
    'defaults',
    (value) => `${head}defaults: ${value}\n`,
    ['[]', 'x', '1'].map((value) => [value, 'wrong-type'] as const),
  ),
  ...of('the root', (value) => `${value}\n`, [
    ...['[]', 'x', '1', 'true', '- a', '"apiVersion: snapspec/v1"'].map((value) => [value, 'wrong-type'] as const),
    ['null', 'empty-value'],
  ]),
];

/** Values that one reader of YAML takes for another thing than the next. */
export const traps: readonly Case[] = casesOf(1, [
  ...retention,
  ...truth,
  ...text,
  ...hours,
  ...hour,
  ...at,
  ...day,
  ...moments,
  ...tags,
  ...tag,
  ...heads,
  ...shapes,
]);
