import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import { oneLine } from '../../src/report/findings/one-line.ts';
import { adviceRules } from '../../src/advice/list.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';

/** Findings of a spec, one line each, without the help. */
function findings(below: string, year = 2026): string[] {
  const { diagnostics, documents } = analyze([{ file: 'spec.yaml', content: head + below }], { year, unresolved: 'error' });
  return diagnostics.map(({ help: _, ...found }) => oneLine(found, documents));
}
const codesOf = (below: string, year?: number): string[] => findings(below, year).map((line) => line.split(' ')[2]?.slice(0, -1) as string);

const policy = (timePoints: string, weekdays: string, retentionDays: number, more = ''): string =>
  `policies: {a: {schedule: {timePoints: ${timePoints}, repeatWeekdays: ${weekdays}}, retentionDays: ${retentionDays}, disks: {any: [{tags: {k: v}}]}${more}}}\n`;
const snapshot = (inside: string): string => `snapshots: {a: {diskId: d-1${inside}}}\n`;
const all = '[1, 2, 3, 4, 5, 6, 7]';

describe('every rule', () => {
  test('stands in a file of its name', () => {
    const files = readdirSync(join(import.meta.dirname, '../../src/advice/rules')).filter((file) => file !== 'index.ts');
    expect(files.sort()).toEqual(adviceRules.map((rule) => `${rule.code}.ts`).sort());
  });

  test.each(adviceRules)('$code: its bad example gives it and nothing else, its good one nothing', ({ code, severity, examples }) => {
    const found = (content: string) =>
      analyze([{ file: 'spec.yaml', content }], { year: 2026, unresolved: 'error' }).diagnostics.map((one) => [one.code, one.severity]);
    expect(found(examples.bad)).toEqual([[code, severity]]);
    expect(found(examples.good)).toEqual([]);
  });

  test.each(adviceRules)('$code points at a key or a value that is there', ({ examples }) => {
    const { diagnostics, documents } = analyze([{ file: 'spec.yaml', content: examples.bad }], { year: 2026, unresolved: 'error' });
    for (const one of diagnostics) expect(oneLine(one, documents)).not.toMatch(/^spec\.yaml:1:1:/);
  });
});

describe('a policy', () => {
  test.each([
    [
      '24 slots a day, kept indefinitely',
      policy('[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23]', all, -1),
      ['policy-hours-adjacent', 'policy-outgrows-quota'],
    ],
    ['24 slots a day for 41 days', policy('[0,2,4,6,8,10,12,14,16,18,20,22]', all, 41), []],
    ['exactly 1000 snapshots', policy('[0, 2, 4, 6, 8]', all, 200), []],
    ['one day more', policy('[0, 2, 4, 6, 8]', all, 201), ['policy-outgrows-quota']],
    ['daily, kept indefinitely: the quota is reached in three years', policy('[1]', all, -1), ['policy-outgrows-quota']],
    ['on working days, kept indefinitely: it is reached later', policy('[1]', '[1, 2, 3, 4, 5]', -1), ['policy-without-retention']],
    ['copies that are said to stay', policy('[1]', all, 7, ', crossRegionCopy: {region: cn-beijing, retentionDays: -1}'), []],
    ['copies of what stays', policy('[1]', '[1]', -1, ', crossRegionCopy: {region: cn-beijing}'), ['policy-without-retention']],
    ['hours over midnight are not looked at', policy('[0, 23]', all, 7), []],
  ])('%s', (_, text, expected) => expect(codesOf(text)).toEqual(expected));

  test('says after how many days the oldest goes', () => {
    expect(findings(policy('[0, 2, 4, 6]', all, 365))).toEqual([
      'spec.yaml:4:108: warning policy-outgrows-quota: policies/a takes 28 snapshots of a disk in a week and keeps them for 365 days; after 250 days a disk has 1000, and from then on the oldest is silently deleted.',
    ]);
  });

  const named = (key: string, any: string, not = ''): string =>
    `  ${key}: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [${any}]${not}}}\n`;
  const several = (many: number): string =>
    `policies:\n${Array.from({ length: many }, (_, index) => named(`p${index}`, '{id: d-1}')).join('')}`;
  test.each([
    ['one policy', several(1), []],
    ['two', several(2), ['disk-in-several-policies']],
    ['ten', several(10), ['disk-in-several-policies']],
    ['eleven', several(11), ['disk-in-too-many-policies']],
    ['left out by one', `policies:\n${named('a', '{id: d-1}')}${named('b', '{id: d-1}, {id: d-2}', ', not: [{id: d-1}]')}`, []],
    ['twice in one', `policies:\n${named('a', '{id: d-1}, {id: d-1, tags: {k: v}}')}`, []],
  ])('a disk in %s', (_, text, expected) => expect(codesOf(text)).toEqual(expected));

  test('a disk that is in too many keeps the program back', () => {
    expect(analyze([{ file: 'f', content: head + several(11) }], { year: 2026, unresolved: 'error' }).program).toBeUndefined();
    expect(analyze([{ file: 'f', content: head + several(10) }], { year: 2026, unresolved: 'error' }).program?.desired.length).toBe(10);
  });
});

describe('a snapshot', () => {
  test.each([
    ['kept indefinitely', snapshot(''), ['snapshot-without-retention']],
    ['a retention and nothing else', snapshot(', retentionDays: 3'), ['fixed-occurrence-without-end']],
    ['an end', snapshot(', retentionDays: 3, takeUntil: 2026-12-31'), []],
    ['an occurrence with a variable', `variables: {r: {default: "1"}}\n${snapshot(', retentionDays: 3, occurrence: "${var.r}"')}`, []],
    ['the last moment before the retention is surely over', snapshot(', retentionDays: 3, takeUntil: "2027-01-04T00:00:00Z"'), []],
    ['one second later', snapshot(', retentionDays: 3, takeUntil: "2027-01-04T00:00:01Z"'), ['take-until-after-retention']],
    ['an end without a retention', snapshot(', takeUntil: 2030-01-01'), ['snapshot-without-retention']],
  ])('%s', (_, text, expected) => expect(codesOf(text)).toEqual(expected));

  const two = (occurrences: readonly [string, string], below: string): string =>
    `snapshots:\n  a: {diskId: d-1, retentionDays: 3, takeUntil: 2026-12-31, occurrence: ${occurrences[0]}}\n  b: {diskId: d-2, retentionDays: 3, takeUntil: 2026-12-31, occurrence: ${occurrences[1]}}\n${below}`;
  const selector =
    'policies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [{id: d-1, instanceId: i-1}, {id: d-2, instanceId: i-1}]}}}\n';
  test.each([
    ['members of one group', two(['r', 'r'], 'groups: {g: {diskIds: [d-1, d-2]}}\n'), ['disks-not-consistent']],
    ['disks of one instance, by a selector', two(['r', 'r'], selector), ['disks-not-consistent']],
    ['of another occurrence', two(['r', 's'], 'groups: {g: {diskIds: [d-1, d-2]}}\n'), []],
    ['of which nothing is known', two(['r', 'r'], ''), []],
    ['of which one is in the group', two(['r', 'r'], 'groups: {g: {diskIds: [d-1, d-3]}}\n'), []],
  ])('disks taken apart: %s', (_, text, expected) => expect(codesOf(text)).toEqual(expected));
});

describe('casing', () => {
  test('tag keys, also with those of defaults', () => {
    expect(findings(`defaults: {tags: {Team: x}}\ngroups: {a: {instanceId: i-1, tags: {team: y}}}\n`)).toEqual([
      'spec.yaml:5:38: warning tag-keys-differ-in-case: groups/a has the tag keys Team and team, which differ only in casing.',
    ]);
    expect(codesOf('defaults: {tags: {Team: x, team: y}}\ngroups: {a: {instanceId: i-1}}\n')).toEqual(['tag-keys-differ-in-case']);
  });

  test('keys of entries, in one section only', () => {
    expect(codesOf('groups: {a: {instanceId: i-1}, A: {instanceId: i-2}}\n')).toEqual(['keys-differ-in-case']);
    expect(codesOf(`groups: {a: {instanceId: i-1}}\ndesktopSnapshots: {A: {desktopId: ecd-1, sourceDiskType: data}}\n`)).toEqual([]);
  });
});

describe('a group', () => {
  const group = (many: number): string =>
    `groups: {a: {diskIds: [${Array.from({ length: many }, (_, index) => `d-${index}`).join(', ')}]}}\n`;
  test.each([
    [10, []],
    [11, ['group-of-many-disks']],
    [16, ['group-of-many-disks']],
    [17, ['group-disk-ids-disputed']],
  ])('of %i disks', (many, expected) => expect(codesOf(group(many))).toEqual(expected));
});

test('advice is given only where nothing is wrong', () => {
  expect(codesOf(`${snapshot('')}groups: {g: {instanceId: i-1, name: n}}\n`)).toEqual(['group-name-length']);
});

test('10,000 entries are advised in time that grows with them alone', () => {
  const many = (count: number): string =>
    `snapshots:\n${Array.from({ length: count }, (_, index) => `  k${index}: {diskId: d-${index}}\n`).join('')}`;
  expect(codesOf(many(10_000)).length).toBe(10_000);
});
