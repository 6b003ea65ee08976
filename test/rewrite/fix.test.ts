import { describe, expect, test } from 'vitest';
import { fixText } from '../../src/rewrite/fix.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const options = { year: 2026, unresolved: 'info' } as const;

/** A text after its fixes (without the head), how many were made, and the codes of what is left. */
function fix(text: string, unsafe = false): { text: string; fixed: number; left: string[] } {
  const { texts, fixed, left } = fixText([{ file: 'f', content: head + text }], options, unsafe);
  const errors = left.diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
  return { text: (texts.get('f') ?? head + text).slice(head.length), fixed, left: errors.map(({ code }) => code) };
}

/** The inside of one entry in braces after its safe fixes. */
function inside(section: string, text: string, unsafe = false): string {
  const { text: made } = fix(`${section}: {a: {${text}}}\n`, unsafe);
  return made.slice(`${section}: {a: {`.length, -'}}\n'.length);
}

const raw = 'schedule: {timePoints: [1], repeatWeekdays: [1]}';

describe('safe fixes', () => {
  test.each([
    ['quoted digits where a number is wanted', 'snapshots', 'diskId: d-1, retentionDays: "14"', 'diskId: d-1, retentionDays: 14'],
    [
      'a quoted truth value',
      'policies',
      `${raw}, retentionDays: 1, crossRegionCopy: {region: cn-beijing, encrypted: 'true'}`,
      `${raw}, retentionDays: 1, crossRegionCopy: {region: cn-beijing, encrypted: true}`,
    ],
    [
      'numbers and truth values as tag values',
      'snapshots',
      'diskId: d-1, tags: {a: 1, b: True, c: 0x1F, d: 010}',
      'diskId: d-1, tags: {a: "1", b: "True", c: "0x1F", d: "010"}',
    ],
    ['a number as description', 'snapshots', 'diskId: d-1, description: 2026', 'diskId: d-1, description: "2026"'],
    ['a retired parameter', 'snapshots', 'diskId: d-1, category: Standard', 'diskId: d-1'],
    [
      'retired parameters that exclude each other',
      'snapshots',
      'category: Standard, diskId: d-1, instantAccess: true, instantAccessRetentionDays: 1',
      'diskId: d-1',
    ],
    [
      'repeated hours, quoted or not',
      'policies',
      'schedule: {timePoints: [1, "1", 2, 1], repeatWeekdays: [7, 7]}, retentionDays: 1',
      'schedule: {timePoints: [1, 2], repeatWeekdays: [7]}, retentionDays: 1',
    ],
    [
      'repeated times and days in any casing',
      'policies',
      'schedule: {timezone: UTC, at: ["02:00", "02:00"], days: [mon, MON]}, retentionDays: 1',
      'schedule: {timezone: UTC, at: ["02:00"], days: [mon]}, retentionDays: 1',
    ],
    [
      'a repeated selector, its keys in another order',
      'policies',
      `${raw}, retentionDays: 1, disks: {any: [{id: d-1, tags: {a: b}}, {tags: {a: b}, id: d-1}]}`,
      `${raw}, retentionDays: 1, disks: {any: [{id: d-1, tags: {a: b}}]}`,
    ],
    ['a disk twice in a group', 'groups', 'diskIds: [d-1, d-2, d-1]', 'diskIds: [d-1, d-2]'],
    [
      'dst where there is no daylight saving',
      'policies',
      'schedule: {timezone: Asia/Tokyo, at: ["02:00"], dst: daylight}, retentionDays: 1',
      'schedule: {timezone: Asia/Tokyo, at: ["02:00"]}, retentionDays: 1',
    ],
  ])('%s', (_, section, before, after) => expect(inside(section, before)).toBe(after));

  test('an account without quotes keeps every digit', () => {
    expect(fix('account: 12345678901234567890 # ours\n').text).toBe('account: "12345678901234567890" # ours\n');
  });

  test('a default that is a truth value stays one', () => {
    expect(fix('variables: {a: {default: yes}, b: {default: FALSE}}\n').text).toBe('variables: {a: {default: yes}, b: {default: FALSE}}\n');
  });

  test('in block style, with comments and CRLF and a byte order mark', () => {
    const before = [
      'policies:',
      '  p:',
      '    schedule:',
      '      timePoints:',
      '        - 1 # first',
      '        # kept',
      '        - "1" # again',
      '        - 2',
      '      repeatWeekdays: [1]',
      "    retentionDays: '7' # a week",
      'snapshots:',
      '  s:',
      '    # kept too',
      '    instantAccess: true # goes',
      '',
      '    diskId: d-1',
      '',
    ];
    const after = [
      'policies:',
      '  p:',
      '    schedule:',
      '      timePoints:',
      '        - 1 # first',
      '        # kept',
      '        - 2',
      '      repeatWeekdays: [1]',
      '    retentionDays: 7 # a week',
      'snapshots:',
      '  s:',
      '    # kept too',
      '',
      '    diskId: d-1',
      '',
    ];
    const content = `\ufeff${(head + before.join('\n')).replaceAll('\n', '\r\n')}`;
    const { texts, fixed } = fixText([{ file: 'f', content }], options, false);
    expect(texts.get('f')).toBe(`\ufeff${(head + after.join('\n')).replaceAll('\n', '\r\n')}`);
    expect(fixed).toBe(3);
    expect(fixText([{ file: 'f', content: Buffer.from(content) }], options, false).texts.get('f')).toBe(texts.get('f'));
  });
});

describe('what is not fixed', () => {
  test.each([
    ['digits that are not plain decimal', 'snapshots', 'diskId: d-1, retentionDays: 010'],
    ['quoted digits out of the range', 'snapshots', 'diskId: d-1, retentionDays: "0"'],
    ['a number that is no name either', 'snapshots', 'diskId: d-1, name: 7'],
    [
      'a word where a truth value is wanted',
      'policies',
      `${raw}, retentionDays: 1, crossRegionCopy: {region: cn-beijing, encrypted: "perhaps"}`,
    ],
    [
      'selectors that differ in the casing of a tag',
      'policies',
      `${raw}, retentionDays: 1, disks: {any: [{tags: {a: b}}, {tags: {a: B}}]}`,
    ],
    ['a retired parameter that is all there is', 'snapshots', 'instantAccess: true'],
  ])('%s', (_, section, before) => expect(inside(section, before, true)).toBe(before));

  test('items that are the same only for one value of a variable', () => {
    const text =
      'variables: {x: {default: nightly}}\npolicies:\n  a:\n    schedule: {timePoints: [1], repeatWeekdays: [1]}\n    retentionDays: 1\n    disks:\n      any:\n        - tags: {a: nightly}\n        - tags: {a: "${var.x}"}\n';
    expect(fix(text, true)).toMatchObject({ text, fixed: 0, left: expect.arrayContaining(['policy-disks-any-repeated']) });
  });

  test('a file that cannot be read', () => {
    expect(fix('a: [\n', true)).toMatchObject({ fixed: 0, left: ['yaml-syntax'] });
  });
});

describe('unsafe fixes', () => {
  test.each([
    ['an unknown key', 'policies', `${raw}, retentionDay: 3`, `${raw}, retentionDays: 3`],
    ['an unknown key in quotes', 'snapshots', '"disk_id":"d-1"', '"diskId":"d-1"'],
    [
      'a value of an enumeration',
      'desktopSnapshots',
      'desktopId: ecd-1, sourceDiskType: "sytem"',
      'desktopId: ecd-1, sourceDiskType: "system"',
    ],
    [
      'the casing of a time zone',
      'policies',
      'schedule: {timezone: \'asia/shanghai\', at: ["02:00"]}, retentionDays: 1',
      'schedule: {timezone: \'Asia/Shanghai\', at: ["02:00"]}, retentionDays: 1',
    ],
    [
      'a time zone with a typing error',
      'policies',
      'schedule: {timezone: Asia/Singapor, at: ["02:00"]}, retentionDays: 1',
      'schedule: {timezone: Asia/Singapore, at: ["02:00"]}, retentionDays: 1',
    ],
  ])('%s', (_, section, before, after) => {
    expect(inside(section, before)).toBe(before);
    expect(inside(section, before, true)).toBe(after);
  });

  test('a variable that is not declared', () => {
    const text = (name: string): string =>
      `variables: {release: {default: a}}\nsnapshots: {a: {diskId: d-1, description: "of \${var.${name}}, ok"}}\n`;
    expect(fix(text('relase'), true).text).toBe(text('release'));
  });

  test('a key is not renamed to one that stands there', () => {
    expect(inside('snapshots', 'diskId: d-1, disk_id: d-2', true)).toBe('diskId: d-1, disk_id: d-2');
  });

  test('a round after which the text could not be read is undone', () => {
    const text = 'snapshots: {a: {disk_id: d-1, diskid: d-2}}\n';
    const { texts, fixed, stopped } = fixText([{ file: 'f', content: head + text }], options, true);
    expect([texts.size, fixed, stopped?.why]).toEqual([0, 0, 'undone']);
  });

  test('in a text that cannot be read whole anyway, what has a fix is fixed', () => {
    const text = ': 1\nlint:\n  rules: {schedule-drifts: off}\n';
    const { texts, fixed, stopped } = fixText([{ file: 'f', content: text }], options, false);
    expect([texts.get('f'), fixed, stopped]).toEqual([text.replace('schedule-drifts', 'schedule-shifts-with-dst'), 1, undefined]);
  });

  test('fixes that others make room for come in later rounds', () => {
    const { text, left } = fix('snapshots:\n  a:\n    disk_id: d-1\n    retentionDays: "7"\n    catgory: Standard\n', true);
    expect(text).toBe('snapshots:\n  a:\n    diskId: d-1\n    retentionDays: 7\n');
    expect(left.filter((code) => code !== 'snapshot-take-until-missing')).not.toContain('unknown-key');
  });
});

test('each file of a spec is fixed where the finding stands', () => {
  const files = [
    { file: 'a', content: `${head}snapshots: {a: {diskId: d-1, instantAccess: true}}\n` },
    { file: 'b', content: 'snapshots: {b: {diskId: d-2, instantAccess: true}}\n' },
    { file: 'c', content: 'snapshots: {c: {diskId: d-3}}\n' },
  ];
  const { texts, fixed } = fixText(files, options, false);
  expect([...texts]).toEqual([
    ['a', `${head}snapshots: {a: {diskId: d-1}}\n`],
    ['b', 'snapshots: {b: {diskId: d-2}}\n'],
  ]);
  expect(fixed).toBe(2);
});
