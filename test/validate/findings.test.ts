import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import { oneLine } from '../../src/report/findings/one-line.ts';
import { adviceRules } from '../../src/advice/list.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';

/** Advice has tests of its own (advice.test.ts); here it would stand beside what is shown. */
const advised = new Set(adviceRules.map((rule) => rule.code));

/** Findings of a spec, one line each, without the help and without advice. */
function findings(text: string, variables: { [name: string]: string } = {}): string[] {
  const { diagnostics, documents } = analyze([{ file: 'spec.yaml', content: text }], { year: 2026, unresolved: 'error', variables });
  return diagnostics.filter((one) => !advised.has(one.code)).map(({ help: _, ...found }) => oneLine(found, documents));
}

/** The same for one entry, given as the inside of its braces. */
const entry = (section: string, inside: string): string[] => findings(`${head}${section}: {a: {${inside}}}\n`);
const policy = (inside: string): string[] => entry('policies', inside);
const snapshot = (inside: string): string[] => entry('snapshots', inside);
const group = (inside: string): string[] => entry('groups', inside);
const desktop = (inside: string): string[] => entry('desktopSnapshots', inside);

const raw = 'schedule: {timePoints: [1], repeatWeekdays: [1]}';

describe('what is accepted silently', () => {
  const clean: readonly (readonly [string, string[]])[] = [
    ['the smallest spec', findings(head)],
    ['an empty section', findings(`${head}policies:\n`)],
    ['a raw schedule with quoted hours', policy('schedule: {timePoints: ["0", 23], repeatWeekdays: [1, "7"]}, retentionDays: -1')],
    ['the longest retention that no page disputes', policy(`${raw}, retentionDays: 65535`)],
    ['the longest retention of a snapshot', snapshot('diskId: d-1, retentionDays: 65536')],
    ['enumerations in any casing', desktop('desktopId: ecd-1, sourceDiskType: SyStEm')],
    ['16 tags', snapshot(`diskId: d-1, tags: {${Array.from({ length: 16 }, (_, index) => `k${index}: v`).join(', ')}}`)],
    ['a name of 128 characters', snapshot(`diskId: d-1, name: ${'n'.repeat(128)}`)],
    ['a group by disks alone', group('diskIds: [d-1, d-2]')],
    ['a tag value that is empty', snapshot('diskId: d-1, tags: {k: ""}')],
    [
      'a variable with a number as default',
      findings(`${head}variables: {n: {default: 7}}\nsnapshots: {a: {diskId: d-1, occurrence: "r\${var.n}"}}\n`),
    ],
    ['an escaped variable', findings(`${head}snapshots: {a: {diskId: d-1, description: "costs $\${x}"}}\n`)],
    [
      'a day and an instant',
      [...snapshot('diskId: d-1, takeUntil: 2026-12-31'), ...snapshot('diskId: d-1, takeUntil: "2026-12-31T18:00:00+08:00"')],
    ],
  ];
  test.each(clean)('%s', (_, found) => expect(found).toEqual([]));
});

describe('what is wrong, once, at its place', () => {
  const cases: readonly (readonly [string, string[], string[]])[] = [
    ['an unknown key', findings(`${head}polices: {}\n`), ['spec.yaml:4:1: error unknown-key: The spec has the unknown key "polices".']],
    [
      'a Terraform name',
      snapshot('diskId: d-1, retention_days: 3'),
      ['spec.yaml:4:30: error unknown-key: snapshots/a has the unknown key "retention_days".'],
    ],
    ['a missing field', snapshot('name: ab'), ['spec.yaml:4:13: error missing-field: snapshots/a has no diskId, which is required.']],
    [
      'a missing head',
      findings('apiVersion: snapspec/v1\nstack: s\n'),
      ['spec.yaml:1:1: error missing-field: The spec has no region, which is required.'],
    ],
    [
      'a wrong type',
      policy(`${raw}, retentionDays: soon`),
      ['spec.yaml:4:81: error wrong-type: retentionDays is the text "soon"; it must be a whole number.'],
    ],
    [
      'an octal-looking number',
      policy(`${raw}, retentionDays: 010`),
      ['spec.yaml:4:81: error wrong-type: retentionDays is the number 010; it must be a whole number.'],
    ],
    [
      'a number that loses digits',
      findings(`${head}account: 12345678901234567890\n`),
      ['spec.yaml:4:10: error wrong-type: account is the number 12345678901234567890; it must be text.'],
    ],
    [
      'a retention above the range',
      policy(`${raw}, retentionDays: 65537`),
      ['spec.yaml:4:81: error policy-retention-days-range: retentionDays is 65537; CreateAutoSnapshotPolicy accepts -1 or 1 to 65535.'],
    ],
    [
      'a retention of no days',
      policy(`${raw}, retentionDays: 0`),
      ['spec.yaml:4:81: error policy-retention-days-range: retentionDays is 0; CreateAutoSnapshotPolicy accepts -1 or 1 to 65535.'],
    ],
    [
      'a retention that pages dispute',
      policy(`${raw}, retentionDays: 65536`),
      [
        'spec.yaml:4:81: warning policy-retention-days-disputed: retentionDays is 65536; CreateAutoSnapshotPolicy names 65535 as the largest.',
      ],
    ],
    [
      'the policy’s -1 on a snapshot',
      snapshot('diskId: d-1, retentionDays: -1'),
      ['spec.yaml:4:45: error snapshot-retention-days-range: retentionDays is -1; CreateSnapshot accepts 1 to 65536.'],
    ],
    [
      'an hour that no day has',
      policy('schedule: {timePoints: [24], repeatWeekdays: [1]}, retentionDays: 1'),
      ['spec.yaml:4:40: error policy-schedule-time-points-range: schedule.timePoints[0] is 24; CreateAutoSnapshotPolicy accepts 0 to 23.'],
    ],
    [
      'a repeated hour',
      policy('schedule: {timePoints: [1, "1"], repeatWeekdays: [1]}, retentionDays: 1'),
      ['spec.yaml:4:43: warning policy-schedule-time-points-repeated: schedule.timePoints lists "1" twice.'],
    ],
    [
      'two schedules in one',
      policy('schedule: {timezone: UTC, timePoints: [1], repeatWeekdays: [1]}, retentionDays: 1'),
      [
        'spec.yaml:4:42: error policy-schedule-form: schedule: a schedule is either local (timezone, at, and optionally days, dst) or raw in UTC+8 (timePoints, repeatWeekdays).',
      ],
    ],
    [
      'a name that starts with auto',
      snapshot('diskId: d-1, name: auto-1'),
      ['spec.yaml:4:36: error snapshot-name-auto: name is "auto-1"; it must not start with auto, which automatic snapshots use.'],
    ],
    [
      'a character that a name may not have',
      snapshot('diskId: d-1, name: "a b"'),
      ['spec.yaml:4:38: error snapshot-name-characters: name is "a b"; it may hold letters, digits and `:`, `_`, `.`, `-` only.'],
    ],
    [
      'a URL as name',
      group('instanceId: i-1, name: "http://x"'),
      ['spec.yaml:4:38: error group-name-url: name is "http://x"; it must not start with http:// or https://.'],
    ],
    [
      'a name of one character',
      snapshot('diskId: d-1, name: n'),
      ['spec.yaml:4:36: error snapshot-name-length: name has 1 character; CreateSnapshot accepts 2 to 128.'],
    ],
    [
      'a period in a policy’s name',
      policy(`${raw}, retentionDays: 1, name: a.b`),
      ['spec.yaml:4:91: warning policy-name-period: name is "a.b"; it holds a period.'],
    ],
    [
      'a default name that breaks the rules',
      findings('apiVersion: snapspec/v1\nstack: auto\nregion: cn-hangzhou\nsnapshots: {a: {diskId: d-1}}\n'),
      [
        'spec.yaml:4:13: error snapshot-name-auto: The default name of snapshots/a is "auto-a"; it must not start with auto, which automatic snapshots use.',
      ],
    ],
    [
      'an owner tag',
      snapshot('diskId: d-1, tags: {SnapSpec:x: v}'),
      [
        'spec.yaml:4:37: error snapshot-tags-key-owner: The key "SnapSpec:x" of tags must not start with snapspec:, which snapspec reserves for its owner tags (its own rule, not the cloud’s).',
      ],
    ],
    [
      'a tag value that policies refuse',
      policy(`${raw}, retentionDays: 1, tags: {k: "acs:x"}`),
      ['spec.yaml:4:95: error policy-tags-value-prefix: tags.k is "acs:x"; it must not start with acs:.'],
    ],
    [
      'the same on a snapshot is disputed',
      snapshot('diskId: d-1, tags: {k: "acs:x"}'),
      ['spec.yaml:4:41: warning snapshot-tags-value-prefix: tags.k is "acs:x"; it must not start with acs:.'],
    ],
    [
      '17 tags',
      snapshot(`diskId: d-1, tags: {${Array.from({ length: 17 }, (_, index) => `k${index}: v`).join(', ')}}`),
      ['spec.yaml:4:36: error snapshot-tags-count: tags has 17 entries; snapspec accepts at most 16.'],
    ],
    [
      'a group of nothing',
      group('name: ab'),
      ['spec.yaml:4:10: error group-target-missing: groups/a: a group needs instanceId or diskIds.'],
    ],
    [
      'a group that is left empty',
      findings(`${head}groups: {a: }\n`),
      ['spec.yaml:4:13: error empty-value: groups/a is empty; it must be a mapping.'],
    ],
    [
      'disks and excluded disks',
      group('instanceId: i-1, diskIds: [d-1], excludeDiskIds: [d-2]'),
      ['spec.yaml:4:31: error group-disks-with-excluded-disks: groups/a: diskIds and excludeDiskIds must not be given together.'],
    ],
    [
      'a disk twice in a group',
      group('diskIds: [d-1, d-1]'),
      ['spec.yaml:4:29: error group-disk-ids-repeated: diskIds lists "d-1" twice.'],
    ],
    [
      'retention on a group',
      group('instanceId: i-1, retentionDays: 3'),
      [
        'spec.yaml:4:31: error unsupported-field: groups/a has retentionDays: the snapshots of a group have no retention: they are kept, and billed, until somebody deletes them.',
      ],
    ],
    [
      'tags on a desktop snapshot',
      desktop('desktopId: ecd-1, sourceDiskType: data, tags: {}'),
      ['spec.yaml:4:64: error unsupported-field: desktopSnapshots/a has tags: desktop snapshots carry no tags.'],
    ],
    [
      'a description longer than the mark leaves',
      desktop(`desktopId: ecd-1, sourceDiskType: data, description: ${'x'.repeat(105)}`),
      ['spec.yaml:4:77: error desktop-snapshot-description-length: description has 105 characters; snapspec accepts at most 104.'],
    ],
    [
      'a retired parameter',
      snapshot('diskId: d-1, instantAccess: true'),
      [
        'spec.yaml:4:30: warning snapshot-instant-access-retired: instantAccess is retired: it no longer has any effect: every standard snapshot of an ESSD is usable at once.',
      ],
    ],
    [
      'a copy into the same region',
      policy(`${raw}, retentionDays: 1, crossRegionCopy: {region: cn-hangzhou}`),
      [
        'spec.yaml:4:110: warning policy-copy-into-same-region: crossRegionCopy.region is cn-hangzhou, the region of the stack; a copy there is lost with its region.',
      ],
    ],
    [
      'a key without encryption',
      policy(`${raw}, retentionDays: 1, crossRegionCopy: {region: cn-beijing, kmsKeyId: k1}`),
      [
        'spec.yaml:4:122: error policy-cross-region-copy-key-without-encryption: crossRegionCopy: kmsKeyId is given, so encrypted must be true.',
      ],
    ],
    [
      'a malformed region',
      findings('apiVersion: snapspec/v1\nstack: s\nregion: x@evil.example/\n'),
      [
        'spec.yaml:3:10: error region-format: region is "x@evil.example/"; it must have the form of a region id, such as cn-hangzhou or eu-central-1.',
      ],
    ],
    [
      'an unknown region of the right form',
      findings('apiVersion: snapspec/v1\nstack: s\nregion: xx-nowhere-9\n'),
      [
        'spec.yaml:3:9: warning region-unknown: region is "xx-nowhere-9"; it is not a region that snapspec knows; a new region is fine, a typing error is not.',
      ],
    ],
    [
      'a selector that would choose everything',
      policy(`${raw}, retentionDays: 1, disks: {any: [{}]}`),
      [
        'spec.yaml:4:98: error policy-disks-any-empty-selector: disks.any[0]: a selector item needs id, instanceId, tags, type, category, zone, resourceGroupId or name.',
      ],
    ],
    [
      'an undeclared variable',
      snapshot('diskId: d-1, name: "x-${var.y}"'),
      ['spec.yaml:4:39: error variable-undeclared: The variable y is not declared.'],
    ],
    [
      'a variable without a value',
      findings(`${head}variables: {r: {}}\nsnapshots: {a: {diskId: d-1, occurrence: "\${var.r}"}}\n`),
      ['spec.yaml:5:42: error variable-without-value: occurrence was not checked: the variable r has no value.'],
    ],
    [
      'something else in ${}',
      snapshot('diskId: d-1, name: "${env.X}"'),
      ['spec.yaml:4:37: error variable-malformed: "${env.X}" is not a variable; a variable is written ${var.NAME}.'],
    ],
    [
      'a day that no calendar has',
      snapshot('diskId: d-1, takeUntil: 2026-02-30'),
      [
        'spec.yaml:4:41: error snapshot-take-until-format: takeUntil is "2026-02-30"; it must be a day such as 2026-12-31, or an instant with its zone such as 2026-12-31T18:00:00Z.',
      ],
    ],
    [
      'an address that fits no tag',
      findings(`${head}desktopSnapshots: {${'k'.repeat(112)}: {desktopId: ecd-1, sourceDiskType: data, name: ab}}\n`),
      [
        `spec.yaml:4:20: error address-too-long: The address desktopSnapshots/${'k'.repeat(112)} has 129 characters; it must fit a tag value, which has at most 128.`,
      ],
    ],
  ];
  test.each(cases)('%s', (_, found, expected) => expect(found).toEqual(expected));
});

describe('variables', () => {
  const text = `${head}variables: {release: {default: one}}\nsnapshots: {a: {diskId: d-1, occurrence: "\${var.release}"}}\n`;
  const occurrence = (variables: { [name: string]: string }): string | undefined =>
    analyze([{ file: 'spec.yaml', content: text }], { year: 2026, unresolved: 'error', variables }).program?.desired[0]?.occurrence;

  test('a given value wins over the default', () => {
    expect(occurrence({})).toBe('one');
    expect(occurrence({ release: 'two' })).toBe('two');
  });

  test('limits hold for the value, at the place of the text', () => {
    expect(findings(text, { release: 'https://x' })).toEqual([
      'spec.yaml:5:42: error snapshot-occurrence-format: occurrence is "https://x"; it must be 1 to 64 letters, digits, `.`, `_`, `:`, `/` or `-`, start with a letter or digit, and not contain ://.',
    ]);
  });

  test('a part of a text is pointed at only where it is what stands in the file', () => {
    expect(findings(text.replace('occurrence:', 'name: "${var.release} b", occurrence:'))).toEqual([
      'spec.yaml:5:36: error snapshot-name-characters: name is "one b"; it may hold letters, digits and `:`, `_`, `.`, `-` only.',
    ]);
  });

  test('a name that is made of a stack without a value is not checked', () => {
    const spec = 'apiVersion: snapspec/v1\nstack: "${var.s}"\nregion: cn-hangzhou\nvariables: {s: {}}\nsnapshots: {a: {diskId: d-1}}\n';
    const { diagnostics } = analyze([{ file: 'f', content: spec }], { year: 2026, unresolved: 'info' });
    expect(diagnostics.filter((one) => !advised.has(one.code)).map((one) => one.code)).toEqual(['variable-without-value']);
  });

  test('lint only notes that a value is missing', () => {
    const { diagnostics } = analyze([{ file: 'f', content: text.replace('default: one', '') }], { year: 2026, unresolved: 'info' });
    expect(diagnostics.map((one) => [one.code, one.severity])).toEqual([['variable-without-value', 'info']]);
  });
});

describe('one mistake hides no other', () => {
  const hour = 'at[0] "02:30" in UTC (UTC+0) is 10:30 in UTC+8, and a policy takes whole hours of UTC+8 only.';
  const half = 'schedule: {timezone: UTC, at: ["02:30"]}';

  test('what is right in an entry is checked although the rest is wrong', () =>
    expect(policy(`${half}, retentionDays: 0, crossRegionCopy: {region: cn-hangzhou}`)).toEqual([
      'spec.yaml:4:73: error policy-retention-days-range: retentionDays is 0; CreateAutoSnapshotPolicy accepts -1 or 1 to 65535.',
      `spec.yaml:4:47: error schedule-not-hourly: ${hour}`,
      'spec.yaml:4:102: warning policy-copy-into-same-region: crossRegionCopy.region is cn-hangzhou, the region of the stack; a copy there is lost with its region.',
    ]));
  test('and although a field is missing or waits for a variable', () => {
    expect(policy(half)).toEqual([
      'spec.yaml:4:12: error missing-field: policies/a has no retentionDays, which is required.',
      `spec.yaml:4:47: error schedule-not-hourly: ${hour}`,
    ]);
    expect(findings(`${head}variables: {n: {}}\npolicies: {a: {${half}, retentionDays: 1, name: "\${var.n}"}}\n`)).toEqual([
      'spec.yaml:5:82: error variable-without-value: name was not checked: the variable n has no value.',
      `spec.yaml:5:47: error schedule-not-hourly: ${hour}`,
    ]);
  });
  test('but nothing is checked by what is wrong itself', () => {
    expect(policy('schedule: {timezone: UTC, at: ["02:30"], day: [mon]}, retentionDays: 1')).toEqual([
      'spec.yaml:4:57: error unknown-key: schedule has the unknown key "day".',
    ]);
    expect(findings(`${head}snapshots: {"a b": {diskId: d-1}}\n`)).toEqual([
      'spec.yaml:4:13: error snapshots-key-format: The key "a b" of snapshots must start with a letter and contain only letters, digits, `_` and `-`.',
    ]);
    expect(findings(`${head.replace('stack: s', 'stack: auto')}snapshots: {a: {diskId: d-1, name: 5}}\n`)).toEqual([
      'spec.yaml:4:36: error wrong-type: name is the number 5; it must be text.',
    ]);
  });
});

describe('defaults', () => {
  const defaults = 'defaults: {tags: {k: "acs:v"}}\n';
  const disputed = 'spec.yaml:4:23: warning defaults-tags-value-prefix: defaults.tags.k is "acs:v"; it must not start with acs:.';
  const refused = (kind: string) => [
    `spec.yaml:4:23: error ${kind}-tags-value-prefix: defaults.tags.k is "acs:v"; it must not start with acs:.`,
  ];

  test('what reaches a kind that refuses it is an error, once', () => {
    expect(findings(`${head}${defaults}snapshots: {a: {diskId: d-1}}\n`)).toEqual([disputed]);
    expect(findings(`${head}${defaults}groups: {a: {instanceId: i-1}, b: {instanceId: i-2}}\n`)).toEqual(refused('group'));
    expect(findings(`${head}${defaults}policies: {a: {${raw}, retentionDays: 1, tags: {other: v}}}\n`)).toEqual(refused('policy'));
  });
  test('an entry with a value of its own does not take it', () =>
    expect(findings(`${head}${defaults}groups: {a: {instanceId: i-1, tags: {k: v}}}\n`)).toEqual([disputed]));
});

describe('several files', () => {
  const first = `${head}snapshots: {a: {diskId: d-1}}\n`;
  const both = (second: string) =>
    analyze(
      [
        { file: 'one.yaml', content: first },
        { file: 'two.yaml', content: second },
      ],
      { year: 2026, unresolved: 'error' },
    );

  test('sections merge, and a finding names the file that it stands in', () => {
    expect(both('snapshots: {b: {diskId: d-2}}\n').program?.desired.map((one) => one.address)).toEqual(['snapshots/a', 'snapshots/b']);
    const { diagnostics, documents } = both('snapshots: {b: {diskld: d-2}}\n');
    // One finding: the disk is there under another name, so it is not missing as well.
    expect(diagnostics.map((one) => oneLine(one, documents))).toEqual([
      'two.yaml:1:17: error unknown-key: snapshots/b has the unknown key "diskld". help: Did you mean diskId?',
    ]);
  });

  test('an address twice is an error that shows both', () => {
    const { diagnostics } = both('snapshots: {a: {diskId: d-2}}\n');
    expect(diagnostics).toMatchObject([
      { code: 'duplicate-address', place: { file: 'two.yaml' }, related: [{ place: { file: 'one.yaml' } }] },
    ]);
  });

  test('the rest must agree', () => {
    expect(both('stack: s\n').diagnostics.filter((one) => !advised.has(one.code))).toEqual([]);
    expect(both('stack: other\n').diagnostics).toMatchObject([{ code: 'conflicting-files', place: { file: 'two.yaml', path: ['stack'] } }]);
  });
});
