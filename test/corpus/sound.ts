import { casesOf, head } from './marked.ts';
import type { Case, Row } from './marked.ts';

const until = 'retentionDays: 7, takeUntil: 2026-12-31';
const disks = 'disks: {any: [{tags: {backup: nightly}}]}';
const policy = (inside: string): string => `${head}policies:\n  a: {retentionDays: 7, ${inside}}\n`;
const timed = (schedule: string): string => policy(`${disks}, schedule: {${schedule}}`);
const selected = (selection: string): string => policy(`schedule: {timePoints: [2], repeatWeekdays: [1]}, disks: ${selection}`);
const snapshot = (inside: string): string => `${head}snapshots:\n  a: {diskId: d-1, ${until}${inside === '' ? '' : `, ${inside}`}}\n`;
const group = (inside: string): string => `${head}groups:\n  a: {instanceId: i-1, ${inside}}\n`;
const desktop = (inside: string): string => `${head}desktopSnapshots:\n  a: {desktopId: ecd-1, sourceDiskType: system, ${inside}}\n`;
const keyed = (key: string): string => `${head}groups:\n  ${key}: {instanceId: i-1}\n`;
const many = (count: number, of: (index: number) => string): string => Array.from({ length: count }, (_, index) => of(index)).join(', ');

const each = (what: string, into: (value: string) => string, values: readonly string[]): Row[] =>
  values.map((value) => [`${what}: ${value}`, into(value), '']);

const layouts: Row[] = [
  ['the smallest spec', head, ''],
  ['without a line end at its end', head.trimEnd(), ''],
  ['CRLF', head.replaceAll('\n', '\r\n'), ''],
  ['a byte order mark', `\ufeff${head}`, ''],
  ['a directive and markers', `%YAML 1.2\n---\n${head}...\n`, ''],
  ['JSON', '{"apiVersion": "snapspec/v1", "stack": "payments", "region": "cn-hangzhou", "groups": {"a": {"instanceId": "i-1"}}}', ''],
  ['JSON with tabs', '{\n\t"apiVersion": "snapspec/v1",\n\t"stack": "payments",\n\t"region": "cn-hangzhou"\n}\n', ''],
  ['braces over lines', `${head}groups: {\n  a: {\n    instanceId: i-1,\n  },\n}\n`, ''],
  ['quotes everywhere', `"apiVersion": 'snapspec/v1'\n'stack': "payments"\n"region": 'cn-hangzhou'\n`, ''],
  ['explicit keys', '? apiVersion\n: snapspec/v1\n? stack\n: payments\n? region\n: cn-hangzhou\n', ''],
  ['comments everywhere', `# a\n${head}# b\ngroups: # c\n  # d\n  a: # e\n    instanceId: i-1 # f\n# g`, ''],
  ['any character in a comment', `${head}# \u001b[31m \u202e \u0000 ::error::x 备份\n`.replace('\u0000', ''), ''],
  ['sections in another order', `groups: {a: {instanceId: i-1}}\nregion: cn-hangzhou\nstack: payments\napiVersion: snapspec/v1\n`, ''],
  ['a list at the indentation of its key', `${head}groups:\n  a:\n    diskIds:\n    - d-1\n    - d-2\n`, ''],
  ['a deep indentation', `${head}groups:\n          a:\n                    instanceId: i-1\n`, ''],
  [
    'text over lines',
    `${head}snapshots:\n  a:\n    diskId: d-1\n    retentionDays: 7\n    takeUntil: 2026-12-31\n    description: Taken before\n      the release\n`,
    '',
  ],
  [
    'a block of text on one line',
    `${head}snapshots:\n  a:\n    diskId: d-1\n    retentionDays: 7\n    takeUntil: 2026-12-31\n    description: >-\n      Taken before\n      the release\n`,
    '',
  ],
  ['empty lines', `\n\n${head}\n\n\ngroups:\n\n  a:\n\n    instanceId: i-1\n\n`, ''],
  ['empty sections', `${head}policies:\nsnapshots: {}\ngroups: ~\nvariables:\n`, ''],
];

const fields: Row[] = [
  ...each('stack', (value) => `apiVersion: snapspec/v1\nstack: ${value}\nregion: cn-hangzhou\n`, [
    'a',
    'a-',
    'a--b',
    'null-and-void',
    'yes',
    'a'.repeat(63),
    '"no"',
    'y',
  ]),
  ...each('region', (value) => `apiVersion: snapspec/v1\nstack: s\nregion: ${value}\n`, [
    'cn-wuhan-lr',
    'eu-central-1',
    'ap-southeast-8',
    '"us-west-1"',
    'cn-north-2-gov-1',
    'cn-shanghai-finance-1',
    'me-central-1',
  ]),
  ...each('account', (value) => `${head}account: ${value}\n`, ['"1234567890123456"', "'00000'", '"12345678901234567890"']),
  ...each('key', keyed, ['a', 'Z', 'a_b-c', 'A1', 'null_', 'yes', 'on', '"no"', 'y', 'a'.repeat(100), 'toString']),
  ...each('hours', (value) => timed(`repeatWeekdays: [1], timePoints: ${value}`), ['[0]', '[23]', '["0", 12]', "['7']", '[2, 14]']),
  ...each('weekdays', (value) => timed(`timePoints: [2], repeatWeekdays: ${value}`), [
    '[1]',
    '[7]',
    '["1", 7]',
    '[1, 2, 3, 4, 5, 6, 7]',
    '[7, 1]',
  ]),
  ...each('local times', (value) => timed(`timezone: Asia/Shanghai, at: ${value}`), [
    '["02:00"]',
    '[02:00]',
    "['00:00', 23:00]",
    '[22:00]',
    '["08:00", "20:00"]',
  ]),
  ...each('zone', (value) => timed(`timezone: ${value}, at: ["12:00"]`), [
    'UTC',
    'Asia/Shanghai',
    'Asia/Tokyo',
    'Asia/Singapore',
    'Asia/Dubai',
    'America/Argentina/Buenos_Aires',
    '"Africa/Nairobi"',
  ]),
  ...each('half an hour', (value) => timed(`timezone: Asia/Kolkata, at: [${value}]`), ['"02:30"', '14:30']),
  ...each('days', (value) => timed(`timezone: Asia/Shanghai, at: ["12:00"], days: ${value}`), [
    '[mon]',
    '[MON, Tue]',
    '[sun, sat]',
    '[mon, tue, wed, thu, fri, sat, sun]',
  ]),
  ...each('retention', (value) => snapshot('').replace('retentionDays: 7', `retentionDays: ${value}`), ['365', '65536']),
  ...each('copies', (value) => timed('timePoints: [2], repeatWeekdays: [1]').replace('disks:', `crossRegionCopy: ${value}, disks:`), [
    '{region: cn-beijing, retentionDays: 1}',
    '{region: cn-beijing, retentionDays: -1}',
    '{region: eu-west-1, retentionDays: 65535, encrypted: true}',
    '{region: eu-west-1, retentionDays: 30, encrypted: TRUE, kmsKeyId: 0e478b7a-4262-4802-b8cb-00d3fb408260}',
  ]),
  ...each('selector', selected, [
    '{any: [{id: d-1}]}',
    '{any: [{instanceId: i-1}], not: [{id: d-2}]}',
    '{any: [{tags: {a: ""}}]}',
    '{any: [{tags: {a: b, c: d}, instanceId: i-1}, {id: d-1}], not: []}',
    '{any: [{id: d-1, instanceId: i-1, tags: {a: b}}]}',
    '{any: [{tags: {"acs:x": "acs:y"}}]}',
  ]),
  ...each('name', (value) => snapshot(`name: ${value}`), [
    'ab',
    'a1',
    'a:b',
    'a.b-c_d',
    'n'.repeat(128),
    '"yes"',
    'null-',
    'no',
    'Nightly-2026',
    'x.y',
  ]),
  ...each('name of a desktop snapshot', (value) => desktop(`name: ${value}`), ['ab', 'n'.repeat(127), 'golden_image-1']),
  ...each('description', (value) => snapshot(`description: ${value}`), [
    'ab',
    "'::error::x'",
    '"costs $${x}"',
    'see www.example.com',
    'd'.repeat(256),
    '数据库',
    '😀😀',
    '"[a](b)"',
    "'a\\b'",
    '"a:b # c"',
  ]),
  ...each('occurrence', (value) => snapshot(`occurrence: ${value}`), [
    'once',
    '"1"',
    '"2026-11"',
    '1.4.2',
    'a/b/c',
    'release:2',
    'v1_2-3',
    '"true"',
    'a'.repeat(64),
    '2026-11-21',
  ]),
  ...each('takeUntil', (value) => snapshot('').replace('2026-12-31', value), [
    '2026-11-21',
    '"2026-12-31"',
    '2026-12-31T18:00:00+08:00',
    '"2026-12-31T18:00Z"',
    '2026-12-31T23:59:59.999Z',
  ]),
  ...each('tags', (value) => group(`tags: ${value}`), [
    '{a: b}',
    '{a: ""}',
    "{'': x}".replace("''", 'k'),
    '{"a b": "c d"}',
    `{${many(16, (index) => `k${index}: v`)}}`,
    '{团队: 支付}',
    '{"1": "1"}',
    '{yes: no}',
    '{a: "true"}',
    '{Snapspec: x}',
  ]),
  ...each('disks of a group', (value) => `${head}groups:\n  a: {diskIds: ${value}}\n`, ['[d-1]', `[${many(10, (index) => `d-${index}`)}]`]),
  ...each('disks to leave out', (value) => group(`excludeDiskIds: ${value}`), ['[]', '[d-1]', '[d-1, d-2]']),
  ...each('disk of a desktop', (value) => desktop('').replace('system, ', value), ['system', 'data', 'SYSTEM', 'Data']),
  ...each('variables', (value) => `${head}variables: ${value}\n`, [
    '{a: {default: b}}',
    '{a: {default: 1.0}}',
    '{a: {default: 010}}',
    '{a: {}}',
    '{a: {default: ""}}',
    '{toString: {default: x}}',
  ]),
  ...each('lint', (value) => `${head}lint: ${value}\n`, [
    '{strict: true}',
    '{failOn: warning}',
    '{failOn: INFO}',
    '{rules: {policy-name-period: "off"}}',
    '{rules: {policy-name-period: off}}',
  ]),
  ...each('removed', (value) => `${head}removed: ${value}\n`, [
    '[]',
    '[{address: snapshots/a}]',
    '[{address: groups/A_1, occurrence: "2026-10", force: true}]',
  ]),
  ...each('defaults', (value) => `${head}defaults: ${value}\ngroups: {a: {instanceId: i-1}}\n`, [
    '{}',
    '{tags: {a: b}}',
    '{resourceGroupId: rg-1}',
  ]),
];

const whole: Row[] = [
  [
    'a variable in a name',
    `${head}variables: {r: {default: 1.4.2}}\nsnapshots:\n  a: {diskId: d-1, ${until}, name: "before-\${var.r}", occurrence: "\${var.r}"}\n`,
    '',
  ],
  [
    'a variable that is a number',
    `${head}variables: {r: {default: 1.10}}\nsnapshots:\n  a: {diskId: d-1, ${until}, occurrence: "\${var.r}"}\n`,
    '',
  ],
  [
    'the same key in two sections',
    `${head}groups: {a: {instanceId: i-1}}\ndesktopSnapshots: {a: {desktopId: ecd-1, sourceDiskType: data}}\n`,
    '',
  ],
  ['two entries of one disk', `${head}snapshots:\n  a: {diskId: d-1, ${until}}\n  b: {diskId: d-1, ${until}}\n`, ''],
  ['two entries of one name', `${head}groups:\n  a: {instanceId: i-1, name: same}\n  b: {instanceId: i-2, name: same}\n`, ''],
  ['an ignore with a reason', `${head}snapshots:\n  a: {diskId: d-1} # snapspec: ignore[snapshot-without-retention] kept by law\n`, ''],
  ['an ignore of the file', `# snapspec: ignore-file[snapshot-without-retention] kept by law\n${head}snapshots: {a: {diskId: d-1}}\n`, ''],
  [
    '1,000 entries',
    `${head}groups:\n${Array.from({ length: 1000 }, (_, index) => `  a${index}: {instanceId: i-${index}}\n`).join('')}`,
    '',
  ],
  ['an entry of 50,000 comments', `${head}${'# a comment\n'.repeat(50_000)}groups: {a: {instanceId: i-1}}\n`, ''],
];

/** Honest specs, however odd they look: strictness must not cost these. */
export const sound: readonly Case[] = casesOf(0, [...layouts, ...fields, ...whole]);
