import { casesOf, head } from './marked.ts';
import type { Case, Row } from './marked.ts';

const raw = 'schedule: {timePoints: [2], repeatWeekdays: [1]}';
const disks = 'disks: {any: [{tags: {backup: nightly}}]}';
const policy = (inside: string): string => `${head}policies:\n  a: {${inside}}\n`;
const zoned = (schedule: string): string => policy(`retentionDays: 7, ${disks}, schedule: {${schedule}}`);
const hours = (schedule: string): string => policy(`retentionDays: 7, ${disks}, schedule: {${schedule}}`);
const selected = (any: string): string => policy(`${raw}, retentionDays: 7, disks: ${any}`);
const snapshot = (inside: string): string => `${head}snapshots:\n  a: {diskId: d-1, ${inside}}\n`;
const kept = 'retentionDays: 7, takeUntil: 2026-12-31';
const group = (inside: string): string => `${head}groups:\n  a: {${inside}}\n`;
const tags = (many: number): string => Array.from({ length: many }, (_, index) => `k${index}: v`).join(', ');
const ids = (many: number): string => Array.from({ length: many }, (_, index) => `d-${index}`).join(', ');

const refused: Row[] = [
  ['no retention on a policy', policy(`${raw}, ${disks}`).replace('  a:', '  ¶a:'), 'missing-field'],
  ['a retention of no days on a snapshot', snapshot('takeUntil: 2026-12-31, retentionDays: ¶0'), 'snapshot-retention-days-range'],
  ['indefinite retention on a snapshot', snapshot('takeUntil: 2026-12-31, retentionDays: ¶-1'), 'snapshot-retention-days-range'],
  [
    'a retention of no days for copies',
    policy(`${raw}, ${disks}, retentionDays: 7, crossRegionCopy: {region: cn-beijing, retentionDays: ¶0}`),
    'policy-cross-region-copy-retention-days-range',
  ],
  ['a copy to nowhere', policy(`${raw}, ${disks}, retentionDays: 7, ¶crossRegionCopy: {retentionDays: 7}`), 'missing-field'],
  [
    'a key without encryption',
    policy(
      `${raw}, ${disks}, retentionDays: 7, crossRegionCopy: {region: cn-beijing, retentionDays: 7, ¶kmsKeyId: 0e478b7a-4262-4802-b8cb-00d3fb408260}`,
    ),
    'policy-cross-region-copy-key-without-encryption',
  ],
  [
    'a key with encryption off',
    policy(
      `${raw}, ${disks}, retentionDays: 7, crossRegionCopy: {region: cn-beijing, retentionDays: 7, encrypted: false, ¶kmsKeyId: 0e478b7a-4262-4802-b8cb-00d3fb408260}`,
    ),
    'policy-cross-region-copy-key-without-encryption',
  ],
  ['an empty selector, which would be every disk', selected('{any: [¶{}]}'), 'policy-disks-any-empty-selector'],
  ['an empty selector among others', selected('{any: [{id: d-1}, ¶{}]}'), 'policy-disks-any-empty-selector'],
  ['an empty item of not', selected('{any: [{id: d-1}], not: [¶{}]}'), 'policy-disks-not-empty-selector'],
  ['only what to leave out', selected('{not: [{id: d-1}]}').replace('disks: {not', '¶disks: {not'), 'missing-field'],
  ['a selector with no tags', selected('{any: [{tags: ¶{}}]}'), 'policy-disks-any-tags-count'],
  ['a selector with an empty id', selected('{any: [{id: ¶""}]}'), 'policy-disks-any-id-length'],
  ['a misspelt selector', selected('{any: [{id: d-1, ¶tag: {a: b}}]}'), 'unknown-key'],
  ['no hours', hours('repeatWeekdays: [1], timePoints: ¶[]'), 'policy-schedule-time-points-count'],
  ['no weekdays', hours('timePoints: [2], repeatWeekdays: ¶[]'), 'policy-schedule-repeat-weekdays-count'],
  ['a weekday that is none', hours('timePoints: [2], repeatWeekdays: [¶0]'), 'policy-schedule-repeat-weekdays-range'],
  ['an eighth weekday', hours('timePoints: [2], repeatWeekdays: [1, ¶8]'), 'policy-schedule-repeat-weekdays-range'],
  ['hours without weekdays', policy(`retentionDays: 7, ${disks}, ¶schedule: {timePoints: [2]}`), 'policy-schedule-form'],
  ['a zone without hours', policy(`retentionDays: 7, ${disks}, ¶schedule: {timezone: UTC}`), 'policy-schedule-form'],
  ['both ways to say a schedule', hours('timezone: UTC, at: ["02:00"], ¶timePoints: [2], repeatWeekdays: [1]'), 'policy-schedule-form'],
  ['an empty schedule', policy(`retentionDays: 7, ${disks}, ¶schedule: {}`), 'policy-schedule-form'],
  ['a half hour', zoned('timezone: Asia/Shanghai, at: [¶"02:30"]'), 'schedule-not-hourly'],
  ['a whole hour of a zone that has none of UTC+8', zoned('timezone: Asia/Kolkata, at: [¶"02:00"]'), 'schedule-not-hourly'],
  ['hours that no one list of weekdays can say', zoned('timezone: UTC, at: ["02:00", ¶"20:00"], days: [mon]'), 'schedule-mixed-weekdays'],
  [
    'an hour whose weekday changes with daylight saving',
    zoned('timezone: Europe/London, at: [¶"16:00"], days: [mon]'),
    'schedule-weekday-shifts',
  ],
  ['17 tags', `${head}groups:\n  a: {instanceId: i-1, tags: ¶{${tags(17)}}}\n`, 'group-tags-count'],
  [
    '17 tags with those of defaults',
    `${head}defaults: {tags: {x: y}}\ngroups:\n  ¶a: {instanceId: i-1, tags: {${tags(16)}}}\n`,
    'group-tags-count',
  ],
  ['17 tags as defaults', `${head}defaults: {tags: ¶{${tags(17)}}}\n`, 'defaults-tags-count'],
  ['our own tags', group('instanceId: i-1, tags: {¶"snapspec:stack": x}'), 'group-tags-key-owner'],
  ['our own tags in another casing', group('instanceId: i-1, tags: {¶"SnapSpec:op": x}'), 'group-tags-key-owner'],
  [
    'tags of the cloud',
    group('instanceId: i-1, tags: {¶"acs:x": y, ¶aliyun: z}').replace('¶aliyun', 'aliyun'),
    'group-tags-key-prefix group-tags-key-prefix',
  ],
  ['a URL in a tag', group('instanceId: i-1, tags: {a: "see ¶http://x"}'), 'group-tags-value-url'],
  ['a group of nothing', group('').replace('  a:', '  ¶a:'), 'group-target-missing'],
  [
    'a group that leaves out and lists',
    group('instanceId: i-1, ¶diskIds: [d-1], excludeDiskIds: [d-2]'),
    'group-disks-with-excluded-disks',
  ],
  ['a group that leaves out of nothing', group('¶excludeDiskIds: [d-1]'), 'group-excluded-disks-without-instance'],
  ['a disk twice in a group', group('diskIds: [d-1, ¶d-1]'), 'group-disk-ids-repeated'],
  ['129 disks in a group', group(`diskIds: ¶[${ids(129)}]`), 'group-disk-ids-count'],
  ['a name that automatic snapshots use', snapshot(`${kept}, name: ¶auto-x`), 'snapshot-name-auto'],
  ['a name that is a URL', snapshot(`${kept}, name: "¶https://x"`), 'snapshot-name-url'],
  ['a description that is a URL', snapshot(`${kept}, description: "¶http://x"`), 'snapshot-description-url'],
  ['a description of 257 characters', snapshot(`${kept}, description: ¶${'d'.repeat(257)}`), 'snapshot-description-length'],
  ['a name of 129 characters', snapshot(`${kept}, name: ¶${'d'.repeat(129)}`), 'snapshot-name-length'],
  ['an entry without a disk', `${head}snapshots:\n  ¶a: {${kept}}\n`, 'missing-field'],
  [
    'the same disk in eleven policies',
    `${head}policies:\n${Array.from({ length: 11 }, (_, index) => `  p${index}: {${raw}, retentionDays: 7, disks: {any: [{id: ${index === 10 ? '¶' : ''}d-1}]}}\n`).join('')}`,
    'disk-in-too-many-policies',
  ],
  ['a variable that is not declared', snapshot(`${kept}, name: "a-¶\${var.relase}"`), 'variable-undeclared'],
  ['a variable in a default', `${head}variables: {a: {default: ¶"\${var.b}"}, b: {default: x}}\n`, 'variable-in-default'],
  ['a variable of the environment', snapshot(`${kept}, name: "a-¶\${env.HOME}"`), 'variable-malformed'],
  ['a variable that is not closed', snapshot(`${kept}, name: "a-¶\${var.x"`), 'variable-malformed'],
  ['a variable in a key', `${head}variables: {x: {default: y}}\nsnapshots:\n  ¶"\${var.x}": {diskId: d-1}\n`, 'snapshots-key-format'],
  ['a section under another name', `${head}¶Policies: {}\n`, 'unknown-key'],
  ['a section of another tool', `${head}¶resources: []\n`, 'unknown-key'],
  ['a field of Terraform', snapshot(`${kept}, ¶disk_id: d-1`), 'unknown-key'],
  ['a field of the API', snapshot(`¶RetentionDays: 7, takeUntil: 2026-12-31`), 'unknown-key'],
  ['retention under a misspelt name', snapshot(`¶retentionDay: 7`), 'unknown-key'],
  [
    'a category beside instant access',
    snapshot(`${kept}, ¶category: Standard, instantAccess: true`),
    'snapshot-category-retired snapshot-category-with-instant-access snapshot-instant-access-retired',
  ],
  ['what to remove without an address', `${head}removed: [¶{force: true}]\n`, 'removed-form'],
  ['an ignore without a reason', `${head}groups: {a: {instanceId: i-1}} ¶# snapspec: ignore[unknown-key]\n`, 'ignore-without-reason'],
  ['an ignore without a code', `${head}groups: {a: {instanceId: i-1}} ¶# snapspec: ignore all of it\n`, 'ignore-without-code'],
  [
    'an ignore that is not closed',
    `${head}groups: {a: {instanceId: i-1}} ¶# snapspec: ignore[unknown-key because\n`,
    'ignore-without-code',
  ],
  [
    'an ignore of the file at its end',
    `${head}groups: {a: {instanceId: i-1}}\n¶# snapspec: ignore-file[unknown-key] no reason\n`,
    'ignore-file-not-first',
  ],
  ['a severity that is none', `${head}lint: {rules: {unknown-key: ¶never}}\n`, 'lint-rules-value-format'],
  ['every finding at once', `${head}lint: {¶all: off}\n`, 'unknown-key'],
];

const warned: Row[] = [
  [
    'a retention that pages dispute',
    policy(`${raw}, ${disks}, retentionDays: ¶65536`),
    'policy-outgrows-quota policy-retention-days-disputed',
  ],
  [
    'more snapshots than a disk can have',
    policy(`${disks}, schedule: {timePoints: [0, 4, 8, 12, 16, 20], repeatWeekdays: [1, 2, 3, 4, 5, 6, 7]}, retentionDays: ¶365`),
    'policy-outgrows-quota',
  ],
  ['kept indefinitely', policy(`${raw}, ${disks}, retentionDays: ¶-1`), 'policy-without-retention'],
  [
    'copies kept indefinitely',
    policy(`${raw}, ${disks}, retentionDays: 7, ¶crossRegionCopy: {region: cn-beijing}`),
    'copy-without-retention',
  ],
  ['protects nothing', policy(`${raw}, retentionDays: 7`).replace('  a:', '  ¶a:'), 'policy-protects-nothing'],
  ['hours side by side', hours('timePoints: [2, 3], repeatWeekdays: [1]').replace('schedule:', '¶schedule:'), 'policy-hours-adjacent'],
  ['an hour twice', hours('timePoints: [2, ¶2], repeatWeekdays: [1]'), 'policy-schedule-time-points-repeated'],
  ['an hour twice, once in quotes', hours('timePoints: [2, ¶"2"], repeatWeekdays: [1]'), 'policy-schedule-time-points-repeated'],
  ['a day twice in another casing', zoned('timezone: UTC, at: ["02:00"], days: [mon, ¶Mon]'), 'policy-schedule-days-repeated'],
  ['an hour that moves with daylight saving', zoned('timezone: ¶Europe/London, at: ["02:00"]'), 'schedule-shifts-with-dst'],
  ['daylight saving where there is none', zoned('timezone: UTC, at: ["02:00"], dst: ¶daylight'), 'schedule-dst-without-effect'],
  ['a region that we do not know', head.replace('cn-hangzhou', '¶cn-atlantis'), 'region-unknown'],
  [
    'a disk in two policies',
    `${head}policies:\n  a: {${raw}, retentionDays: 7, disks: {any: [{id: d-1}]}}\n  b: {${raw}, retentionDays: 7, disks: {any: [{id: ¶d-1}]}}\n`,
    'disk-in-several-policies',
  ],
  ['keys that differ in casing', `${head}groups: {a: {instanceId: i-1}, ¶A: {instanceId: i-1}}\n`, 'keys-differ-in-case'],
  ['tag keys that differ in casing', group('instanceId: i-1, tags: {¶team: a, Team: b}'), 'tag-keys-differ-in-case'],
  ['a name in letters that look alike', snapshot(`${kept}, name: r¶еlease`), 'snapshot-name-non-ascii'],
  ['a disk that looks like none', `${head}snapshots: {a: {diskId: ¶D-1, ${kept}}}\n`, 'snapshot-disk-id-format'],
  ['no retention', `${head}snapshots: {¶a: {diskId: d-1}}\n`, 'snapshot-without-retention'],
  ['taken again and again', `${head}snapshots: {¶a: {diskId: d-1, retentionDays: 7}}\n`, 'fixed-occurrence-without-end'],
  ['a takeUntil after the retention', snapshot('retentionDays: 7, takeUntil: ¶2030-12-31'), 'take-until-after-retention'],
  ['17 disks in a group', group(`diskIds: ¶[${ids(17)}]`), 'group-disk-ids-disputed'],
  ['11 disks in a group', group(`¶diskIds: [${ids(11)}]`), 'group-of-many-disks'],
  ['a retired parameter', snapshot(`${kept}, ¶instantAccess: false`), 'snapshot-instant-access-retired'],
  ['a name that starts with AUTO', snapshot(`${kept}, name: ¶AUTO-x`), 'snapshot-name-auto'],
  ['an ignore of nothing', `${head}groups: {a: {instanceId: i-1}} # snapspec: ignore[¶unknown-key] it was there once\n`, 'ignore-unused'],
  [
    'an ignore of a code that is none',
    `${head}groups: {a: {instanceId: i-1}} # snapspec: ignore[¶unknown-keys] it was there once\n`,
    'ignore-unknown-code',
  ],
  ['a rule that is none', `${head}lint: {rules: {¶unknown-keys: off}}\n`, 'rule-unknown'],
  [
    'a variable without a value',
    `${head}variables: {r: {}}\ngroups: {a: {instanceId: i-1, name: ¶"n-\${var.r}"}}\n`,
    'variable-without-value',
  ],
];

/** Good YAML, bad backups: what must be said before anything is sent. */
export const dangers: readonly Case[] = [...casesOf(1, refused), ...casesOf(0, warned)];
