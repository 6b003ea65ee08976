import { account, at, copy, days, desktop, group, headed, item, kept, policy, region, snapshot, top, zone } from '../row.ts';
import type { Row } from '../row.ts';

/** Values of one field that are wrong in one way: what was written, what the help says, and what the text holds after the fix. */
const values =
  (about: string, made: (value: string) => string, code: string, cause: string) =>
  (given: readonly (readonly [wrong: string, way: string, fixed?: string, left?: string])[]): Row[] =>
    given.map(([wrong, way, fixed, left]) => ({
      what: `${about}: ${wrong}`,
      spec: made(`«${wrong}»`),
      codes: [code],
      cause: [cause],
      way: [way],
      ...(fixed !== undefined && { fixed }),
      ...(left !== undefined && { left: [left] }),
    }));

const keptAs = (days: string): string => `retentionDays: ${days}\n`;
const spans = values('retentionDays', kept, 'wrong-type', 'whole number');
const whole = (...wrong: readonly string[]): Row[] => spans(wrong.map((one) => [one, '14', keptAs('14')]));

export const spanValueRows: readonly Row[] = [
  ...whole('14# two weeks', '14 // two weeks', '14;', '14,', 'PT336H', '14d0h', '1209600s', 'two weeks', 'fourteen', 'a fortnight'),
  ...whole('十四天', '两周', '14 Tage', '14 jours', '2 semanas', '14 дней', '14日間', '0xE', '1.4e1', '+14', '{days: 14}', 'every 14 days'),
  ...spans([
    ['014', 'without a zero in front: 14'],
    ['PT36H', 'write 1 or 2'],
    ['1,5w', 'write 10 or 11'],
    ['last 7', 'not by their number'],
    ['7 copies', 'not by their number'],
    ['2026-12-31', 'It is no date'],
    ['TBD', 'in plain digits, such as 30'],
    ['indefinitely', 'write -1', keptAs('-1'), 'policy-outgrows-quota'],
    ['-1d', 'write -1', keptAs('-1'), 'policy-outgrows-quota'],
  ]),
];

const times = values('at', (value) => at(`[${value}]`), 'policy-schedule-at-format', 'time of day');
const lists = values('at', at, 'wrong-type', 'must be a list');

export const timeValueRows: readonly Row[] = [
  ...times([
    ['"T02:00"', '"02:00"', 'at: ["02:00"]'],
    ['"02:00Z"', 'timezone: UTC'],
    ['"02:00 UTC"', 'timezone: UTC'],
    ['"02:00+08:00"', 'timezone: Asia/Shanghai'],
    ['"02:00 Europe/Berlin"', 'timezone: Europe/Berlin'],
    ['"2026-11-26T02:00:00Z"', 'A schedule has no date'],
    ['"02:00 - 03:00"', 'not within a window'],
    ['"02:00-03:00"', 'not within a window'],
    ['"02:00/04:00"', 'not within a window'],
    ['02:00–04:00', 'not within a window'],
    ['"02:00 and 14:00"', '["02:00", "14:00"]', 'at: ["02:00", "14:00"]'],
    ['"02:00;14:00"', '["02:00", "14:00"]', 'at: ["02:00", "14:00"]'],
    ['"*/6"', '"18:00"', 'at: ["00:00", "06:00", "12:00", "18:00"]'],
    ['every 12h', '"12:00"', 'at: ["00:00", "12:00"]'],
    ['"*"', 'every hour as an item'],
    ['nightly', 'Write the time of day'],
    ['"mon 02:00"', 'weekdays stand in days'],
    ['2h30', '"02:00" or "03:00"'],
    ['2点30分', '"02:00" or "03:00"'],
    ['14 Uhr', '"14:00"', 'at: ["14:00"]'],
    ['凌晨两点', '"02:00"', 'at: ["02:00"]'],
    ['午前2時', '"02:00"', 'at: ["02:00"]'],
    ["2 o'clock", '"02:00"', 'at: ["02:00"]'],
    ['"24"', '"00:00"'],
    ['sunset', '24-hour clock'],
  ]),
  ...lists([
    ['{hour: 2}', '["02:00"]', 'at: ["02:00"]'],
    ['{hours: [2, 14]}', '["02:00", "14:00"]', 'at: ["02:00", "14:00"]'],
    ['hourly', 'every hour as an item'],
    ['• "02:00" • "14:00"', '["02:00", "14:00"]', 'at: ["02:00", "14:00"]'],
    ['【"02:00"】', '["02:00"]', 'at: ["02:00"]'],
  ]),
  {
    what: 'at: [{time: "02:00"}]',
    spec: at('[«{time: "02:00"}»]'),
    codes: ['wrong-type'],
    cause: ['a mapping'],
    way: ['"02:00"'],
    fixed: 'at: ["02:00"]',
  },
  {
    what: 'at: []',
    spec: at('«[]»'),
    codes: ['policy-schedule-at-count'],
    cause: ['0 items'],
    way: ['["02:00"]'],
    hand: ['[]', '["02:00"]'],
  },
];

const oneDay = values('days', (value) => days(`[${value}]`), 'policy-schedule-days-value', 'it must be mon, tue');
const allDays = values('days', days, 'wrong-type', 'must be a list');
const without = 'at: ["02:00"]}';

export const dayValueRows: readonly Row[] = [
  ...allDays([
    ['daily', 'Remove days', without],
    ['"*"', 'Remove days', without],
    ['all', 'Remove days', without],
    ['every day', 'Remove days', without],
    ['mon-sun', 'Remove days', without],
    ['mon–fri', 'tue, wed, thu', 'days: [mon, tue, wed, thu, fri]'],
    ['Mo-Fr', 'tue, wed, thu', 'days: [mon, tue, wed, thu, fri]'],
    ['lun-ven', 'tue, wed, thu', 'days: [mon, tue, wed, thu, fri]'],
    ['MWF', '[mon, wed, fri]', 'days: [mon, wed, fri]'],
    ['all except sunday', '[mon, tue, wed, thu, fri, sat]', 'days: [mon, tue, wed, thu, fri, sat]'],
    ['FREQ=WEEKLY;BYDAY=MO', '[mon]', 'days: [mon]'],
    ['{mon: true}', '[mon]', 'days: [mon]'],
    ['{mon: true, tue: false, fri: yes}', '[mon, fri]', 'days: [mon, fri]'],
    ['"*/2"', 'name each of them'],
    ['every other day', 'name each of them'],
    ['none', 'at least one weekday'],
    ['monthly', 'an occurrence'],
  ]),
  ...oneDay([
    ['montag', 'Write mon', 'days: [mon]'],
    ['lundi', 'Write mon', 'days: [mon]'],
    ['понедельник', 'Write mon', 'days: [mon]'],
    ['月曜日', 'Write mon', 'days: [mon]'],
    ['월요일', 'Write mon', 'days: [mon]'],
    ['Di', 'Write tue', 'days: [tue]'],
    ['tusday', 'Did you mean tue', 'days: [tue]'],
    ['every monday', 'Write mon', 'days: [mon]'],
    ['not sun', '[mon, tue, wed, thu, fri, sat]', 'days: [mon, tue, wed, thu, fri, sat]'],
    ['first monday', 'an occurrence'],
    ['MON#1', 'an occurrence'],
    ['holidays', 'name the weekdays'],
    ['weekly', 'Name the weekday'],
    ['someday', 'mon, tue, wed'],
  ]),
];

const zones = values('timezone', zone, 'schedule-zone-unknown', 'IANA name');
const china = (...wrong: readonly string[]): Row[] => zones(wrong.map((one) => [one, '"Asia/Shanghai"', 'timezone: Asia/Shanghai']));
const schedules = values('schedule', (value) => policy({ schedule: `schedule: ${value}` }), 'wrong-type', 'must be a mapping');
const nightly = 'at: ["02:00"]}';

export const zoneValueRows: readonly Row[] = [
  ...china(
    'China Standard Time',
    '北京时间',
    '中国标准时间',
    '中国',
    '东八区',
    'Beijing Time',
    'cn-hangzhou',
    'CN',
    'Asia_Shanghai',
    'Asia.Shanghai',
  ),
  ...zones([
    ['Tokyo Standard Time', '"Asia/Tokyo"', 'timezone: Asia/Tokyo'],
    ['ROK', '"Asia/Seoul"', 'timezone: Asia/Seoul'],
    ['UTC+0', '"UTC"', 'timezone: UTC'],
    ['UTC+1', '"Africa/Lagos"'],
    ['India Standard Time', '"Asia/Kolkata"'],
    ['none', 'name of a place'],
    ['server', 'name of a place'],
    ['auto', 'name of a place'],
    ['Asia', 'name of a place'],
  ]),
  ...values(
    'timezone as a number',
    zone,
    'wrong-type',
    'must be text',
  )([
    ['8', '"Asia/Shanghai"', 'timezone: "Asia/Shanghai"'],
    ['+8', '"Asia/Shanghai"', 'timezone: "Asia/Shanghai"'],
    ['480', '"Asia/Shanghai"', 'timezone: "Asia/Shanghai"'],
    ['-5', '"America/Lima"'],
    ['true', 'name of a place'],
  ]),
  ...schedules([
    ['"rate(1 day)"', nightly],
    ['"rate(12 hours)"', '["00:00", "12:00"]'],
    ['"@every 24h"', nightly],
    ['"*-*-* 02:00:00"', nightly],
    ['"Mon-Fri 02:00"', 'days: [mon, tue, wed, thu, fri]'],
    ['"every monday at 2am"', 'days: [mon]'],
    ['"每天凌晨2点"', nightly],
    ['"FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=3"', 'at: ["03:00"], days: [mon, fri]'],
    ['"CRON_TZ=UTC 0 2 * * *"', '{timezone: UTC, at: ["02:00"]}'],
    ['"0 25 * * *"', 'no cron expression'],
    ['monthly', 'an occurrence'],
  ]),
  ...values(
    'dst',
    (value) => policy({ schedule: `schedule: {timezone: Asia/Shanghai, at: ["02:00"], dst: ${value}}` }),
    'policy-schedule-dst-value',
    'standard or daylight',
  )([
    ['summer', 'Write daylight', 'at: ["02:00"]}'],
    ['auto', 'Write standard or daylight'],
  ]),
];

const disk = 'd-bp1s5fnvk4gn2tws03ab';
const instance = 'i-bp1f4f6ie3wvfsd0zy14';
const looks = 'does not look like';
const instances = values('group: instanceId', (value) => group(`instanceId: ${value}`), 'group-instance-id-format', looks);
const groupDisks = values('group: diskIds', (value) => group(`diskIds: [${value}]`), 'group-disk-ids-format', looks);
const desktops = values(
  'desktopId',
  (value) => desktop(`desktopId: ${value}, sourceDiskType: data`),
  'desktop-snapshot-desktop-id-format',
  looks,
);
const resourceGroups = values(
  'resourceGroupId',
  (value) => policy({ more: `resourceGroupId: ${value}` }),
  'policy-resource-group-id-format',
  looks,
);
const snapshotDisks = values('snapshot: diskId', (value) => snapshot('').replace(disk, value), 'snapshot-disk-id-format', looks);

export const idValueRows: readonly Row[] = [
  ...instances([
    ['web-01', 'named by its id'],
    ['10.0.0.5', 'an address of the network'],
    ['i-0123456789abcdef0', 'AWS'],
    ['all', 'a word for all'],
    ['i-xxxxxxxx', 'a placeholder'],
    ['I-BP1F4F6IE3WVFSD0ZY14', 'in lower case', `instanceId: ${instance}`],
    ['bp1f4f6ie3wvfsd0zy14', 'begins with i-', `instanceId: ${instance}`],
    [`acs:ecs:cn-hangzhou:1234567890123456:instance/${instance}`, 'the id alone', `instanceId: ${instance}`],
    [disk, 'the id of a disk'],
  ]),
  ...groupDisks([
    ['data-01', 'named by its id'],
    ['vol-0abc1234', 'a volume of AWS'],
    ['/dev/vdb', 'a device'],
    [`"${disk} "`, 'without the space', `diskIds: ["${disk}"]`],
  ]),
  ...values(
    'group: excludeDiskIds',
    (value) => group(`instanceId: ${instance}, excludeDiskIds: ${value}`),
    'wrong-type',
    'must be a list',
  )([
    ['all', 'list the ids'],
    ['none', 'Remove excludeDiskIds'],
    ['system', 'by their ids'],
  ]),
  ...desktops([
    ['my-desktop', 'named by its id'],
    ['ws-0abc', 'ecd-'],
    ['user@example.com', 'the address of a person'],
    ['ECD-GX2X1DHSMUCYY0001', 'in lower case', 'desktopId: ecd-gx2x1dhsmucyy0001'],
  ]),
  ...values(
    'sourceDiskType',
    (value) => desktop(`desktopId: ecd-gx2x1dhsmucyy0001, sourceDiskType: ${value}`),
    'desktop-snapshot-source-disk-type-value',
    'system or data',
  )([
    ['SYSTEM_DISK', 'Write system', 'sourceDiskType: system'],
    ['"C:"', 'Write system', 'sourceDiskType: "system"'],
    ['all', 'an entry for the system disk'],
    ['home', 'Write system or data'],
  ]),
  ...resourceGroups([
    ['default', 'Remove resourceGroupId', 'retentionDays: 14'],
    ['production', 'named by its id'],
    ['rg_bp67acfmxazb4p', 'begins with rg-', 'resourceGroupId: rg-bp67acfmxazb4p'],
  ]),
  ...snapshotDisks([
    ['d—bp1s5fnvk4gn2tws03ab', 'a plain hyphen', `diskId: ${disk}`],
    ['d_bp1s5fnvk4gn2tws03ab', 'begins with d-', `diskId: ${disk}`],
    [`"${disk}, d-bp1s5fnvk4gn2tws03ac"`, 'an entry for each'],
    ['<disk-id>', 'a placeholder'],
  ]),
  ...values(
    'adopt',
    (value) => policy({ more: `adopt: ${value}` }),
    'policy-adopt-format',
    'begins with sp-',
  )([
    ['nightly', 'begins with sp-'],
    ['sp_bp1s5fnvk4gn2tws03ab', 'sp-bp1s5fnvk4gn2tws03ab', 'adopt: sp-bp1s5fnvk4gn2tws03ab'],
    ['policies/nightly', 'begins with sp-'],
  ]),
  ...values(
    'kmsKeyId',
    (value) => copy(`{region: cn-beijing, retentionDays: 30, encrypted: true, kmsKeyId: ${value}}`),
    'policy-cross-region-copy-kms-key-id-format',
    looks,
  )([
    ['my-key', 'the console of KMS'],
    ['"arn:aws:kms:us-east-1:123456789012:key/0e478b7a"', 'another cloud'],
  ]),
];

const fields = (name: string, code: string, cause: string) => values(name, (value) => item(`{${name}: ${value}}`), code, cause);

export const selectorValueRows: readonly Row[] = [
  ...fields(
    'zone',
    'policy-zone-of-another-region',
    'no zone of cn-hangzhou',
  )([
    ['cn-beijing-a', 'such as cn-hangzhou-h'],
    ['us-east-1a', 'such as cn-hangzhou-h'],
  ]),
  ...fields(
    'zone',
    'policy-disks-any-zone-format',
    looks,
  )([
    ['h', 'that of the region'],
    ['CN-HANGZHOU-H', 'cn-hangzhou-h', 'zone: cn-hangzhou-h'],
    ['cn-hangzhou', 'This is a region'],
    ['all', 'Remove zone'],
  ]),
  ...fields(
    'type',
    'policy-disks-any-type-value',
    'system or data',
  )([
    ['SYSTEM_DISK', 'Write system', 'type: system'],
    ['os', 'Write system', 'type: system'],
    ['数据盘', 'Write data', 'type: data'],
    ['all', 'Remove type'],
    ['ESSD', 'write category: cloud_essd'],
  ]),
  ...fields(
    'category',
    'policy-disks-any-category-value',
    'cloud_essd',
  )([
    ['ESSD', 'Write cloud_essd', 'category: cloud_essd'],
    ['ESSD AutoPL', 'Write cloud_auto', 'category: cloud_auto'],
    ['cloud-essd', 'Write cloud_essd', 'category: cloud_essd'],
    ['高效云盘', 'Write cloud_efficiency', 'category: cloud_efficiency'],
    ['gp3', 'such as cloud_essd'],
  ]),
  ...fields('name', 'policy-disks-any-name-id', 'looks like an id')([[disk, 'Write id for a disk']]),
  ...values(
    'selector: id',
    (value) => item(`{id: ${value}}`),
    'wrong-type',
    'a list',
  )([[`[${disk}, d-bp1s5fnvk4gn2tws03ac]`, 'an item of the list for each']]),
  {
    what: 'tags: {Key: …, Value: …}',
    spec: policy({ more: 'tags: {«Key»: team, Value: payments}' }),
    codes: ['policy-tags-key-pair'],
    cause: ['what the API calls a part of a tag'],
    way: ['{team: payments}'],
    hand: ['{Key: team, Value: payments}', '{team: payments}'],
  },
  {
    what: 'selector: tags: {Key: …, Value: …}',
    spec: item('{tags: {«Key»: backup, Value: nightly}}'),
    codes: ['policy-disks-any-tags-key-pair'],
    cause: ['what the API calls a part of a tag'],
    way: ['{team: payments}'],
    hand: ['{Key: backup, Value: nightly}', '{backup: nightly}'],
  },
  ...values(
    'tags',
    (value) => policy({ more: `tags: ${value}` }),
    'wrong-type',
    'must be a mapping',
  )([
    ['[{TagKey: team, TagValue: a}]', '{team: a}', 'tags: {team: a}'],
    ['team=a;env=b', '{team: a, env: b}', 'tags: {team: a, env: b}'],
    ['"{team: a}"', '{team: a}', 'tags: {team: a}'],
  ]),
];

const hangzhou = 'region: cn-hangzhou\n';

export const headValueRows: readonly Row[] = [
  ...values(
    'unknown region',
    region,
    'region-unknown',
    'not a region that snapspec knows',
  )([
    ['cn-hangzou', 'cn-hangzhou', hangzhou],
    ['cn-hk', 'cn-hongkong', 'region: cn-hongkong'],
  ]),
  ...[
    ['«C»hina East 1', 'cn-hangzhou', hangzhou] as const,
    ['cn«.»hangzhou', 'cn-hangzhou', hangzhou] as const,
    ['«G»ermany (Frankfurt)', 'eu-central-1', 'region: eu-central-1'] as const,
    ['cn-hangzhou«|»cn-beijing', 'another region is another spec'] as const,
  ].map(
    ([wrong, way, fixed]): Row => ({
      what: `region: ${wrong.replaceAll(/[«»]/g, '')}`,
      spec: region(wrong),
      codes: ['region-format'],
      cause: ['form of a region id'],
      way: [way],
      ...(fixed !== undefined && { fixed }),
    }),
  ),
  ...values(
    'crossRegionCopy',
    copy,
    'wrong-type',
    'must be a mapping',
  )([['cn-beijing-h', '{region: cn-beijing}', 'crossRegionCopy: {region: cn-beijing}', 'copy-without-retention']]),
  ...values(
    'encrypted',
    (value) => copy(`{region: cn-beijing, retentionDays: 30, encrypted: ${value}}`),
    'wrong-type',
    'true or false',
  )([
    ['yes', 'Write true', 'encrypted: true'],
    ['off', 'Write false', 'encrypted: false'],
    ['1', 'Write true', 'encrypted: true'],
    ['是', 'Write true', 'encrypted: true'],
    ['perhaps', 'true or false'],
  ]),
  ...values(
    'lint.rules',
    (value) => top(`lint: {rules: {policy-name-period: ${value}}}`),
    'lint-rules-value-format',
    'off, info, warning or error',
  )([
    ['warn', 'Write warning', 'policy-name-period: warning'],
    ['ignore', 'Write off', 'policy-name-period: off'],
  ]),
  ...values(
    'lint.failOn',
    (value) => top(`lint: {failOn: ${value}}`),
    'lint-fail-on-value',
    'error, warning or info',
  )([
    ['warn', 'Write warning', 'failOn: warning'],
    ['never', 'write error'],
  ]),
  ...values(
    'removed',
    (value) => top(`removed: [{address: ${value}}]`),
    'removed-address-format',
    'SECTION/KEY',
  )([
    ['policies.old', 'policies/old', 'address: policies/old'],
    ['policy/old', 'policies/old', 'address: policies/old'],
    ['alicloud_ecs_auto_snapshot_policy.old', 'policies/old', 'address: policies/old'],
    ['old', 'policies/old, snapshots/old'],
  ]),
  ...values(
    'takeUntil',
    (value) => snapshot('').replace('takeUntil: 2026-12-31', `takeUntil: ${value}`),
    'snapshot-take-until-format',
    'a day such as',
  )([
    ['01/02/2026', '2026-01-02 or 2026-02-01'],
    ['2026-12', '2026-12-31'],
    ['never', 'Remove takeUntil', 'retentionDays: 30}', 'fixed-occurrence-without-end'],
    ['30 days', 'write the day itself'],
    ['tomorrow', 'write the day itself'],
    ['"2026-12-31T18:00:00+0800"', '2026-12-31T18:00:00+08:00', '2026-12-31T18:00:00+08:00'],
    ['2026–12–31', '2026-12-31', 'takeUntil: "2026-12-31"'],
    ['Q4', 'in digits'],
  ]),
  {
    what: 'account as the name of a principal',
    spec: account('"«a»cs:ram::1234567890123456:root"'),
    codes: ['account-format'],
    cause: ['in quotes'],
    way: ['"1234567890123456" alone'],
    fixed: 'account: "1234567890123456"',
  },
  {
    what: 'account as an access key',
    spec: account('«L»TAI5tExample'),
    codes: ['account-format'],
    cause: ['in quotes'],
    way: ['an access key', 'GetCallerIdentity'],
  },
  ...values(
    'apiVersion',
    (value) => headed('apiVersion: snapspec/v1', `apiVersion: ${value}`),
    'api-version-value',
    'it must be snapspec/v1',
  )([['snapspec-v1', 'Write snapspec/v1', 'apiVersion: snapspec/v1']]),
];
