import { head } from './marked.ts';

const lines = (many: number, of: (index: number) => string): string => Array.from({ length: many }, (_, index) => of(index)).join('');
const section =
  (name: string, of: (index: number) => string): ((many: number) => string) =>
  (many) =>
    `${head}${name}:\n${lines(many, of)}`;
const raw = 'schedule: {timePoints: [2], repeatWeekdays: [1]}, retentionDays: 7';
const policy = (inside: (many: number) => string) => (many: number) => `${head}policies:\n  a: {${raw}, ${inside(many)}}\n`;
const listed = (of: (index: number) => string) => (many: number) => `[${lines(many, (index) => `${of(index)}, `)}]`;

/**
 * Files that grow: honest ones, wide and long ones, and those with a mistake in every line. What is done to a file
 * of four times the size must be about four times as much.
 */
export const growing: readonly (readonly [name: string, textOf: (many: number) => string])[] = [
  [
    'snapshots',
    section('snapshots', (index) => `  s${index}: {diskId: d-${index}, retentionDays: 7, takeUntil: 2026-12-31, tags: {a: b}}\n`),
  ],
  ['policies', section('policies', (index) => `  p${index}: {${raw}, disks: {any: [{id: d-${index}}]}}\n`)],
  ['policies of one disk', section('policies', (index) => `  p${index}: {${raw}, disks: {any: [{id: d-1}]}}\n`)],
  ['groups that share a disk', section('groups', (index) => `  g${index}: {diskIds: [d-${index}, d-0]}\n`)],
  [
    'schedules that are not indented',
    section(
      'policies',
      (index) => `  p${index}:\n    schedule:\n    timezone: UTC\n    at: ["02:00"]\n    retentionDays: 7\n    disks: {any: [{id: d-1}]}\n`,
    ),
  ],
  ['keys that stand twice', section('groups', (index) => `  g${index}: {instanceId: i-1, instanceId: i-2}\n`)],
  ['entries on one line', (many) => `${head}groups: {${lines(many, (index) => `g${index}: {instanceId: i-1}, `)}}\n`],
  [
    'entries with variables',
    (many) =>
      `${head}variables: {r: {default: x}}\ngroups:\n${lines(many, (index) => `  g${index}: {instanceId: i-1, name: "n-\${var.r}"}\n`)}`,
  ],
  ['variables', (many) => `${head}variables:\n${lines(many, (index) => `  v${index}: {default: x}\n`)}`],
  ['removals', (many) => `${head}removed:\n${lines(many, (index) => `  - {address: snapshots/s${index}}\n`)}`],
  ['unknown keys at the root', (many) => head + lines(many, (index) => `k${index}: 1\n`)],
  ['unknown keys in an entry', (many) => `${head}groups:\n  a:\n    instanceId: i-1\n${lines(many, (index) => `    k${index}: 1\n`)}`],
  ['unknown keys in every entry', section('groups', (index) => `  g${index}: {instanceId: i-1, foo: 1}\n`)],
  ['missing fields', section('snapshots', (index) => `  s${index}: {}\n`)],
  ['wrong types', section('snapshots', (index) => `  s${index}: {diskId: 7}\n`)],
  ['wrong types on one line', (many) => `${head}snapshots: {${lines(many, (index) => `s${index}: {diskId: 7}, `)}}\n`],
  ['keys that are wrong', section('groups', (index) => `  "1${index}": {instanceId: i-1}\n`)],
  ['tags that are wrong', (many) => `${head}defaults:\n  tags:\n${lines(many, (index) => `    acs:k${index}: v\n`)}`],
  [
    'retired parameters',
    section('snapshots', (index) => `  s${index}: {diskId: d-1, retentionDays: 7, takeUntil: 2026-12-31, instantAccess: true}\n`),
  ],
  [
    'repeated items',
    policy((many) => `disks: {any: ${listed(() => '{id: d-1}')(Math.min(many, 1000))}, not: ${listed(() => '{id: d-1}')(many)}}`),
  ],
  ['hours', (many) => `${head}policies: {a: {retentionDays: 7, schedule: {timezone: UTC, at: ${listed(() => '"02:30"')(many)}}}}\n`],
  ['variables that are not declared', section('groups', (index) => `  g${index}: {instanceId: i-1, name: "n\${var.v${index}}"}\n`)],
  [
    'variables that are no variables, in one text',
    (many) => `${head}groups: {a: {instanceId: i-1, description: "${'${a}'.repeat(many)}"}}\n`,
  ],
  [
    'a long value used many times',
    (many) =>
      `${head}variables: {a: {default: ${'x'.repeat(many)}}}\ngroups: {a: {instanceId: i-1, description: "${'${var.a}'.repeat(many)}"}}\n`,
  ],
  [
    'keys that differ in case',
    section('groups', (index) => `  ${index.toString(2).padStart(17, '0').replaceAll('0', 'a').replaceAll('1', 'A')}: {instanceId: i-1}\n`),
  ],
  ['ignores', section('snapshots', (index) => `  s${index}: {diskId: d-1} # snapspec: ignore[snapshot-without-retention] kept\n`)],
  [
    'ignores of nothing, above one another',
    (many) => `${head}${'# snapspec: ignore[unknown-key] kept\n'.repeat(many)}groups: {a: {instanceId: i-1}}\n`,
  ],
  ['rules that are none', (many) => `${head}lint:\n  rules:\n${lines(many, (index) => `    a${index}: off\n`)}`],
  ['comments', (many) => `${head}${'# a comment\n'.repeat(many)}groups: {a: {instanceId: i-1}}\n`],
  ['long text', (many) => `${head}groups: {a: {instanceId: i-1, description: ${'x '.repeat(many)}}}\n`],
  ['marks on one letter', (many) => `a: a${'\u0301\u0316'.repeat(many)}\n`],
  ['hidden characters', (many) => lines(many, (index) => `k${index}: a\u200bb\n`)],
  ['the same key', (many) => 'a: 1\n'.repeat(many)],
  ['anchors', (many) => lines(many, (index) => `k${index}: &a 1\n`)],
  ['missing commas', (many) => `{"a": "b"${'['.repeat(many)}`],
  ['tabs', (many) => `a:\n${'\tb: 1\n'.repeat(many)}`],
  ['empty keys', (many) => ':\n'.repeat(many)],
];
