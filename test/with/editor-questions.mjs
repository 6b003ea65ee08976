// What an editor must offer and show at a cursor, which stands at `|`.

const policy = (inside) => `policies:\n  nightly:\n    retentionDays: 14\n${inside}`;
const schedule = (inside) => policy(`    schedule:\n      ${inside}`);

/** Name, what stands below the head, labels that are offered with what they insert, and labels that are not. */
export const completions = [
  [
    'sections',
    '|',
    { account: 'account: ${1:"1234567890123456"}', snapshots: /^snapshots:\n {2}\$\{1:/, 'new spec with policies': /^policies:\n/ },
    [],
  ],
  [
    'an entry of a section',
    'policies:\n  |',
    {
      'new entry of policies':
        /^\$\{1:nightly\}:\n {2}schedule:\n {4}timezone: \$\{2:Asia\/Shanghai\}\n {4}at: \[\$\{3:"02:00"\}\]\n {2}retentionDays: /,
    },
    [],
  ],
  [
    'fields of a policy',
    'policies:\n  nightly:\n    |',
    { schedule: /^schedule:\n/, retentionDays: /^retentionDays: /, 'new automatic snapshot policy': /^schedule:\n/ },
    [],
  ],
  [
    'fields of a snapshot',
    'snapshots:\n  first:\n    |',
    { diskId: /^diskId: /, occurrence: /^occurrence: / },
    ['category', 'instantAccess', 'instantAccessRetentionDays'],
  ],
  [
    'fields of a group',
    'groups:\n  ledger:\n    |',
    { 'new snapshot-consistent group: instanceId': /^instanceId: /, 'new snapshot-consistent group: diskIds': /^diskIds: \[/ },
    ['retentionDays', 'category', 'instantAccess'],
  ],
  [
    'fields of a desktop snapshot',
    'desktopSnapshots:\n  image:\n    |',
    { desktopId: /^desktopId: /, sourceDiskType: 'sourceDiskType: ' },
    ['tags', 'retentionDays', 'adopt'],
  ],
  [
    'both forms of a schedule',
    schedule('|'),
    {
      'new schedule: timezone, at': 'timezone: ${1:Asia/Shanghai}\nat: [${2:"02:00"}]',
      'new schedule: timePoints, repeatWeekdays': /^timePoints: \[/,
    },
    [],
  ],
  [
    'time zones',
    schedule('timezone: |'),
    { 'Asia/Shanghai': 'Asia/Shanghai', 'Europe/Kyiv': 'Europe/Kyiv', 'America/Argentina/Buenos_Aires': /./, UTC: 'UTC' },
    ['Asia/Calcutta'],
  ],
  ['times of day, in quotes', schedule('at: [|]'), { '"02:00"': '"02:00"', '"23:00"': '"23:00"' }, []],
  ['weekdays', schedule('days: [m|]'), { mon: 'mon', sun: 'sun' }, []],
  ['which offset of a zone', schedule('dst: |'), { standard: 'standard', daylight: 'daylight' }, []],
  [
    'a cross-region copy',
    policy('    crossRegionCopy:\n      |'),
    { 'new crossRegionCopy': 'region: ${1:cn-beijing}\nretentionDays: ${2:30}', encrypted: 'encrypted: ' },
    [],
  ],
  [
    'regions',
    policy('    crossRegionCopy:\n      region: |'),
    { 'cn-hangzhou': 'cn-hangzhou', 'sa-east-1': 'sa-east-1', 'me-central-1': 'me-central-1' },
    [],
  ],
  [
    'items of a selector',
    policy('    disks:\n      any:\n        - |'),
    {
      'new item of disks.any: tags': 'tags:\n    ${1:backup}: ${2:nightly}',
      'new item of disks.any: name': /^name: /,
      instanceId: /^instanceId: /,
    },
    [],
  ],
  ['items of a selector, without a dash', policy('    disks:\n      any:\n        |'), { 'new item of disks.any: id': /^- id: / }, []],
  [
    'codes of findings',
    'lint:\n  rules:\n    |',
    { 'policy-name-period': /^policy-name-period/, 'schedule-shifts-with-dst': /./ },
    ['yaml-syntax'],
  ],
  ['severities', 'lint:\n  rules:\n    policy-name-period: |', { '"off"': '"off"', warning: 'warning' }, []],
  ['a variable', 'variables:\n  |', { 'new entry of variables': '${1:release}:\n  default: ${2:unreleased}' }, []],
  ['what is removed', 'removed:\n  - |', { 'new item of removed: address': /^address: /, 'new item of removed: id': /^id: / }, []],
  [
    'what moved',
    'moved:\n  |',
    { 'new item of moved: from, to': /^- from: .*\n {2}to: /, 'new item of moved: fromStack': /^- fromStack: / },
    [],
  ],
  ['days to keep', policy('').replace('14', '|'), { '-1': '-1', 14: '14' }, []],
];

/** Name, what stands below the head, and what is shown. */
export const hovers = [
  ['a section', 'poli|cies: {}\n', ['#### Automatic snapshot policies', 'how long they are kept', '../docs/spec.md#policies']],
  [
    'an entry',
    'policies:\n  nigh|tly: {retentionDays: 14}\n',
    ['#### automatic snapshot policy', '**Must have:** `schedule`, `retentionDays`'],
  ],
  [
    'a number',
    'policies:\n  nightly: {retention|Days: 14}\n',
    [
      '#### retentionDays of an automatic snapshot policy',
      '-1 or 1 to 65535, in days',
      '**Required**, here or in `defaults`',
      'ECS API CreateAutoSnapshotPolicy (page of 2024-04-11), read 2026-11-21',
      '**The pages differ:**',
      'snapspec explain policy-retention-days',
    ],
  ],
  [
    'a schedule',
    policy('    sched|ule: {}\n'),
    ['#### schedule of an automatic snapshot policy', 'in local time, or raw in UTC+8', 'snapspec explain policy-schedule-form'],
  ],
  ['a time zone', policy('    schedule: {time|zone: UTC}\n'), ['IANA zone', '1 to 64 characters', 'snapspec itself']],
  ['weekdays', policy('    schedule: {da|ys: [mon]}\n'), ['**Without it:** every day', 'list of 1 to 7 items']],
  ['a weekday', policy('    schedule: {days: [M|ON]}\n'), ['in any casing', '`wed`: Wednesday']],
  [
    'daylight saving',
    policy('    schedule: {d|st: daylight}\n'),
    ['**Without it:** standard', '`daylight`: The hours are right in daylight time'],
  ],
  ['a copy', policy('    crossRegion|Copy: {region: cn-beijing}\n'), ['**Without it:** no copy', '**Must have:** `region`']],
  [
    'a key of a copy',
    policy('    crossRegionCopy: {region: cn-beijing, encrypted: true, kms|KeyId: k}\n'),
    ['the default service key of that region'],
  ],
  [
    'a selector',
    policy('    disks: {any: [{na|me: x}]}\n'),
    ['#### disks.any.name of an automatic snapshot policy', '`*` stands for any characters'],
  ],
  [
    'a retired field',
    'snapshots:\n  first: {diskId: d-1, instant|Access: true}\n',
    ['**Retired:**', 'accepted, warned about and never sent'],
  ],
  [
    'an occurrence',
    'snapshots:\n  first: {diskId: d-1, occur|rence: x}\n',
    ['Another occurrence is another backup', '**Without it:** once'],
  ],
  [
    'a disk of a desktop',
    'desktopSnapshots:\n  image: {desktopId: ecd-1, sourceDisk|Type: system}\n',
    ['`data`: The data disk.', '**The pages differ:**'],
  ],
  ['a default', 'defaults: {retention|Days: 14}\n', ['#### defaults.retentionDays of the spec', 'An entry’s own value replaces it']],
  [
    'a code of a finding',
    'lint: {rules: {policy-name-|period: off, region-unknown: off}}\n',
    ['#### policy-name-period', 'holds a period'],
  ],
  ['an approval', 'approve: {reduc|tions: 2, reason: x}\n', ['**Required**', '0 to 1000000']],
];
