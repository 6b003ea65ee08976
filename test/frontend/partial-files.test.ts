import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import { parse } from '../../src/read/parse.ts';
import { oneLine } from '../../src/report/findings/one-line.ts';
import { fixText } from '../../src/rewrite/fix.ts';

const options = { year: 2026, unresolved: 'error' } as const;
const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const lint = (...contents: string[]) =>
  analyze(
    contents.map((content, index) => ({ file: `${index}.yaml`, content })),
    options,
  );

function lines(...contents: string[]): string[] {
  const { diagnostics, documents, program } = lint(...contents);
  expect(program).toBeUndefined();
  return diagnostics.map(({ help: _, ...found }) => oneLine(found, documents));
}

const retention = (at: string): string =>
  `${at}: error snapshot-retention-days-range: retentionDays is 0; CreateSnapshot accepts 1 to 65536.`;

describe('what is wrong with one key or text hides nothing else', () => {
  const twice = (at: string, key: string): string => `${at}: error duplicate-key: The key "${key}" is given twice in this map.`;

  test('of a key that stands twice the first one counts', () => {
    expect(lines(`${head}snapshots:\n  a:\n    diskId: d-1\n    retentionDays: 0\n    retentionDays: 1.5\n  b: {diskID: d-1}\n`)).toEqual([
      twice('0.yaml:8:5', 'retentionDays'),
      retention('0.yaml:7:20'),
      '0.yaml:9:7: error unknown-key: snapshots/b has the unknown key "diskID".',
    ]);
  });

  test('compiling goes on with what is left of an entry', () =>
    expect(
      lines(`${head}policies:\n  a:\n    name: ab\n    name: cd\n    retentionDays: 7\n    schedule: {timezone: Mars, at: ["02:00"]}\n`),
    ).toEqual([
      twice('0.yaml:7:5', 'name'),
      '0.yaml:9:26: error schedule-zone-unknown: timezone is "Mars"; it must be an IANA name of the form Area/Location, or UTC.',
    ]));

  test.each([
    ['a key without a name', '"": d-1', 'non-scalar-key'],
    ['a key with a character that cannot be seen', '"disk\\u200bId": d-1', 'hidden-character'],
    ['a reserved key', '__proto__: {diskId: d-1}', 'reserved-key'],
  ])('%s may be the one that seems to be missing', (_, key, code) => {
    const { diagnostics } = lint(`${head}snapshots:\n  a:\n    ${key}\n    retentionDays: 0\n`);
    expect(diagnostics.map((one) => one.code)).toEqual([code, 'snapshot-retention-days-range']);
    expect(({} as { diskId?: unknown }).diskId).toBeUndefined();
  });

  test('and so may the variable that such a key declared, or a field of an object', () => {
    expect(
      lint(
        `${head}variables: {"": {default: x}}\nsnapshots: {a: {diskId: d-1, occurrence: "\${var.r}", retentionDays: 0}}\n`,
      ).diagnostics.map((one) => one.code),
    ).toEqual(['non-scalar-key', 'snapshot-retention-days-range']);
    expect(
      lint(`${head}policies: {a: {retentionDays: 0, schedule: {timezone: UTC, "": ["02:00"]}}}\n`).diagnostics.map((one) => one.code),
    ).toEqual(['non-scalar-key', 'policy-retention-days-range']);
    expect(
      lint(
        `${head}policies: {a: {retentionDays: 0, schedule: {timezone: UTC, at: ["02:00"]}, disks: {any: [{"": x}, {tags: {"": y}}]}}}\n`,
      ).diagnostics.map((one) => one.code),
    ).toEqual(['non-scalar-key', 'non-scalar-key', 'policy-retention-days-range']);
  });

  test.each([
    ['a hidden character', '"a\\u200bb"', 'hidden-character'],
    ['letters and accents apart', '"nuit-e\\u0301"', 'not-normalized'],
  ])('a text with %s is judged for that only', (_, name, code) =>
    expect(lint(`${head}snapshots: {a: {diskId: d-1, name: ${name}, retentionDays: 0}}\n`).diagnostics.map((one) => one.code)).toEqual([
      code,
      'snapshot-retention-days-range',
    ]),
  );

  test('a second section of one name, and the head', () => {
    expect(lines(`${head}snapshots: {a: {diskId: d-1, retentionDays: 0}}\nsnapshots: {b: {}}\n`)).toEqual([
      twice('0.yaml:5:1', 'snapshots'),
      retention('0.yaml:4:45'),
    ]);
    expect(lines('apiVersion: snapspec/v1\n"": s\nregion: CN\nsnapshots: {a: {diskId: d-1, retentionDays: 0}}\n').slice(1)).toEqual([
      '0.yaml:3:9: error region-format: region is "CN"; it must have the form of a region id, such as cn-hangzhou or eu-central-1.',
      retention('0.yaml:4:45'),
    ]);
  });

  test('in several files', () =>
    expect(
      lines('apiVersion: snapspec/v1\nregion: cn-hangzhou\n', '"": s\nsnapshots: {a: {diskId: d-1, retentionDays: 0}}\n').slice(1),
    ).toEqual([retention('1.yaml:2:45')]));

  test('fixes wait until it is put right, and no document comes out', () => {
    const content = `${head}snapshots: {a: {diskId: d-1, diskId: d-2, retentionDays: "7"}}\n`;
    expect(lint(content).diagnostics.map(({ code, fix }) => [code, fix])).toEqual([
      ['duplicate-key', undefined],
      ['wrong-type', undefined],
    ]);
    expect(fixText([{ file: 'a.yaml', content }], options, true)).toMatchObject({ texts: new Map(), fixed: 0 });
    expect(parse('a.yaml', content).value).toBeUndefined();
  });

  test('an ignore of what is hidden is not called unused', () => {
    const content = `${head}snapshots:\n  a:\n    diskId: d-1\n    diskId: d-2\n    # snapspec: ignore[snapshot-name-period] an old name\n    name: a.b\n`;
    expect(
      analyze([{ file: 'a.yaml', content }], { ...options, codes: ['snapshot-name-period'] }).diagnostics.map(({ code }) => code),
    ).toEqual(['duplicate-key']);
  });

  test('where the text itself is in doubt nothing more is said', () =>
    expect(lint(`${head}snapshots: {a: &x {diskId: d-1, diskId: d-1, retentionDays: 0}}\n`).diagnostics.map(({ code }) => code)).toEqual([
      'yaml-anchor',
      'duplicate-key',
    ]));
});
