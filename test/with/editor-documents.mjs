// Documents with one mistake each, and what an editor must say of it.

const policy = (inside) => `policies:\n  nightly:\n    retentionDays: 14\n    schedule: {timePoints: [2], repeatWeekdays: [1]}\n${inside}`;
const scheduled = (schedule) => `policies:\n  nightly:\n    retentionDays: 14\n    schedule: ${schedule}\n`;
const kept = (days) => policy('').replace('14', days);

/** Name, what stands below the head, the text that is marked, and the message. */
export const broken = [
  ['an unknown key', policy('    retention: 14\n'), 'retention:', 'Property retention is not allowed.'],
  ['an unknown section', 'policy: {}\n', 'policy', 'Property policy is not allowed.'],
  ['a number out of range', kept('70000'), '70000', 'retentionDays must be a whole number: -1 or 1 to 65535, in days.'],
  ['a number in the gap of a range', kept('0'), '0\n', 'retentionDays must be a whole number: -1 or 1 to 65535, in days.'],
  [
    'a number with a unit',
    kept('14d'),
    '14d',
    'retentionDays must be a whole number without quotes, -1 or 1 to 65535, or one variable, such as ${var.NAME}.',
  ],
  ['no value', kept(''), '\n    schedule', 'retentionDays must be a whole number: -1 or 1 to 65535, in days.'],
  ['cron', scheduled('"0 2 * * *"'), '"0 2', 'schedule must be a mapping, such as {timezone: Asia/Shanghai, at: ["02:00"]}.'],
  [
    'half a schedule',
    scheduled('{timezone: UTC}'),
    'schedule',
    /^A schedule is either local .* Give timezone and at, or timePoints and repeatWeekdays\.$/,
  ],
  ['two schedules in one', scheduled('{timezone: UTC, at: ["02:00"], timePoints: [2]}'), 'timePoints', /^A schedule is either local /],
  [
    'a weekday that does not exist',
    scheduled('{timezone: UTC, at: ["02:00"], days: [mom]}'),
    'mom',
    'An item of schedule.days must be mon, tue, wed, thu, fri, sat or sun.',
  ],
  [
    'a time that is none',
    scheduled('{timezone: UTC, at: ["2:00"]}'),
    '"2:00"',
    'An item of schedule.at must be a time of day from "00:00" to "23:59", in quotes.',
  ],
  [
    'one value where a list is wanted',
    scheduled('{timezone: UTC, at: "02:00"}'),
    '"02:00"',
    'schedule.at must be a list, such as ["02:00"], or one variable, such as ${var.NAME}.',
  ],
  ['nothing of what is required', 'policies:\n  nightly: {retentionDays: 14}\n', 'nightly', 'schedule is required, here or in defaults.'],
  ['a snapshot of nothing', 'snapshots:\n  first: {retentionDays: 14}\n', 'first', 'Missing property "diskId".'],
  ['a group of nothing', 'groups:\n  ledger: {name: ledger}\n', 'ledger:', /^A group needs instanceId or diskIds\. /],
  [
    'disks of no instance left out',
    'groups:\n  ledger: {excludeDiskIds: [d-1]}\n',
    'ledger',
    /^excludeDiskIds leaves out disks of an instance, and no instanceId is given\. /,
  ],
  [
    'disks listed and left out',
    'groups:\n  ledger: {instanceId: i-1, diskIds: [d-1], excludeDiskIds: [d-2]}\n',
    'excludeDiskIds',
    /^diskIds and excludeDiskIds must not be given together\. /,
  ],
  ['a disk twice', 'groups:\n  ledger: {diskIds: [d-1, d-1]}\n', '[d-1', 'Array has duplicate items.'],
  [
    'a field that another kind has',
    'desktopSnapshots:\n  image: {desktopId: ecd-1, sourceDiskType: system, retentionDays: 7}\n',
    '7}',
    'There is no retentionDays here: desktop snapshots have no retention: they are kept until somebody deletes them.',
  ],
  ['a name that a page forbids', policy('    name: http://nightly\n'), 'http', 'name must not start with http:// or https://.'],
  [
    'a key of a tag that is reserved',
    policy('    tags: {"acs:team": payments}\n'),
    '"acs:',
    'A key of tags must not start with acs: or aliyun, which the cloud reserves.',
  ],
  [
    'a number where text is wanted',
    policy('    tags: {floor: 7}\n'),
    '7}',
    'A value of tags must be text, such as payments; a number, true or false needs quotes.',
  ],
  [
    'yes',
    policy('    crossRegionCopy: {region: cn-beijing, encrypted: yes}\n'),
    'yes',
    /^crossRegionCopy\.encrypted must be true or false, without quotes \(yes, no, on and off are text\)/,
  ],
  [
    'a key without encryption',
    policy('    crossRegionCopy: {region: cn-beijing, kmsKeyId: k-1}\n'),
    'crossRegionCopy',
    /^kmsKeyId is given, so encrypted must be true\. /,
  ],
  [
    'the name of a city',
    policy('    crossRegionCopy: {region: Beijing}\n'),
    'Beijing',
    /^crossRegionCopy\.region must have the form of a region id, such as cn-hangzhou /,
  ],
  [
    'a selector of everything',
    policy('    disks: {any: [{}]}\n'),
    '{}',
    /^A selector item needs id, .* An empty item would choose every disk/,
  ],
  [
    'an id where a selector is wanted',
    policy('    disks: {any: [d-1]}\n'),
    'd-1',
    'An item of disks.any must be a mapping, such as {tags: {backup: nightly}}.',
  ],
  [
    'a key of an entry that is none',
    'snapshots:\n  "1st": {diskId: d-1}\n',
    '"1st"',
    'A key of snapshots must start with a letter and contain only letters, digits, `_` and `-`.',
  ],
  [
    'a day that is none',
    'snapshots:\n  first: {diskId: d-1, takeUntil: soon}\n',
    'soon',
    /^takeUntil must be a day such as 2026-12-31, or an instant/,
  ],
  [
    'something removed by nothing',
    'removed:\n  - {force: true}\n',
    'force',
    'What is removed has an address, with an occurrence where its kind has them, or an id. Give address, or id.',
  ],
  [
    'a severity that is none',
    'lint: {rules: {policy-name-period: warn}}\n',
    'warn}',
    /^A value of lint\.rules must be off, info, warning, error/,
  ],
  [
    'an account without quotes',
    'account: 1234567890123456\n',
    '1234',
    'account must be text, such as "1234567890123456"; a number, true or false needs quotes.',
  ],
];

/** What lint takes, however unusual it is. */
export const sound = [
  ['any casing', policy('    unlistedTags: REMOVE\n')],
  [
    'variables in the place of values',
    'variables: {days: {default: 7}}\ndefaults: {retentionDays: "${var.days}"}\npolicies:\n  nightly: {schedule: {timezone: UTC, at: "${var.hours}"}}\n',
  ],
  ['retired fields', 'groups:\n  ledger: {instanceId: i-1, instantAccess: true}\n'],
  ['a region that is not known yet', policy('    crossRegionCopy: {region: eu-north-9}\n')],
  ['a disputed number', kept('65536')],
  ['as many characters as a name may have, outside of Unicode’s first plane', policy(`    name: ${'𠀀'.repeat(128)}\n`)],
  ['an empty section, and an empty variable', 'groups:\nvariables: {v: }\n'],
  ['what defaults give', 'defaults: {retentionDays: 7, schedule: {timePoints: ["2"], repeatWeekdays: [1]}}\npolicies: {nightly: {}}\n'],
  ['a code that is gone or to come', 'lint: {rules: {some-new-code: off}}\n'],
];
