import { describe, expect, test } from 'vitest';
import { valid } from '../corpus/valid.ts';
import { formatFile, formatText } from '../../src/rewrite/format.ts';

const lines = (...all: string[]): string => `${all.join('\n')}\n`;
const head = ['apiVersion: snapspec/v1', 'stack: s', 'region: cn-hangzhou'];

describe('order and blank lines', () => {
  test('the head, then the sections, then what is removed; an empty line between sections', () => {
    const text = lines(
      'removed: [{occurrence: a, address: snapshots/x}]',
      'snapshots: {}',
      'policies: {}',
      'region: cn-hangzhou',
      'defaults: {tags: {b: x, a: y}}',
      'unknown: 1',
      'stack: s',
      'variables: {b: {}, a: {}}',
      'account: "12345"',
      'apiVersion: snapspec/v1',
    );
    expect(formatText(text)).toBe(
      lines(
        'apiVersion: snapspec/v1',
        'stack: s',
        'region: cn-hangzhou',
        'account: "12345"',
        '',
        'variables: {b: {}, a: {}}',
        '',
        'defaults: {tags: {b: x, a: y}}',
        '',
        'snapshots: {}',
        '',
        'policies: {}',
        '',
        'removed: [{address: snapshots/x, occurrence: a}]',
        '',
        'unknown: 1',
      ),
    );
  });

  test('as they are where a key that is not known may belong below an empty one', () => {
    const text = 'region: cn-hangzhou\npolicies:\nnightly: {retentionDays: 7}\nstack: s\n';
    expect(formatText(text).replaceAll('\n\n', '\n')).toBe(text);
    expect(formatText(text.replace('policies:', 'policies: {}')).replaceAll('\n\n', '\n')).toBe(
      'stack: s\nregion: cn-hangzhou\npolicies: {}\nnightly: {retentionDays: 7}\n',
    );
  });

  test('fields in the order of the kind, at every depth, unknown ones last; entries in their own', () => {
    const text = lines(
      'policies:',
      '  z:',
      '    retentionDays: 1',
      '    oops: 2',
      '    schedule:',
      '      repeatWeekdays: [1]',
      '      timePoints: [2]',
      '  a:',
      '    disks: {not: [{tags: {x: y}, id: d-1}], any: []}',
      '    name: ab',
    );
    expect(formatText(text)).toBe(
      lines(
        'policies:',
        '  z:',
        '    schedule:',
        '      timePoints: [2]',
        '      repeatWeekdays: [1]',
        '    retentionDays: 1',
        '    oops: 2',
        '',
        '  a:',
        '    name: ab',
        '    disks: {any: [], not: [{id: d-1, tags: {x: y}}]}',
      ),
    );
  });

  test('entries of one line stand together, others are parted', () => {
    const text = lines(
      'variables:',
      '    a: {default: x}',
      '',
      '',
      '    b: {default: y}',
      'snapshots:',
      '    a: {diskId: d-1}',
      '    b:',
      '        diskId: d-2',
      '    c: {diskId: d-3}',
    );
    expect(formatText(text)).toBe(
      lines(
        'variables:',
        '  a: {default: x}',
        '  b: {default: y}',
        '',
        'snapshots:',
        '  a: {diskId: d-1}',
        '',
        '  b:',
        '    diskId: d-2',
        '',
        '  c: {diskId: d-3}',
      ),
    );
  });

  test('empty lines inside an entry go, but for one above a comment', () => {
    const text = lines('snapshots:', '  a:', '', '    diskId: d-1', '', '    name: ab', '', '', '    # why', '    retentionDays: 3');
    expect(formatText(text)).toBe(lines('snapshots:', '  a:', '    diskId: d-1', '    name: ab', '', '    # why', '    retentionDays: 3'));
  });
});

describe('comments', () => {
  test('above, beside and below stay with their node when it moves', () => {
    const text = lines(
      '# of the region',
      'region: cn-hangzhou   # beside',
      'apiVersion: snapspec/v1',
      'snapshots: # of the section',
      '  a: # of the entry',
      '    # of the retention',
      '    retentionDays: 3  # days',
      '    # of the disk',
      '    diskId: d-1',
      '    # at the end of a',
      '  # at the end of the section',
      '# at the end',
    );
    expect(formatText(text)).toBe(
      lines(
        'apiVersion: snapspec/v1',
        '# of the region',
        'region: cn-hangzhou # beside',
        '',
        'snapshots: # of the section',
        '  a: # of the entry',
        '    # of the disk',
        '    diskId: d-1',
        '    # of the retention',
        '    retentionDays: 3 # days',
        '    # at the end of a',
        '  # at the end of the section',
        '# at the end',
      ),
    );
  });

  test('entries that are commented out stay where they are', () => {
    const text = lines(
      'snapshots:',
      '    # first:',
      '    #   diskId: d-0',
      '',
      '    a:',
      '        diskId: d-1',
      '    # middle:',
      '    #   diskId: d-2',
      '    b:',
      '        diskId: d-3',
      '        # name: old',
      '',
      '    # last:',
      '    #   diskId: d-4',
      'policies:',
      '    # none: yet',
    );
    expect(formatText(text)).toBe(
      lines(
        'snapshots:',
        '  # first:',
        '  #   diskId: d-0',
        '',
        '  a:',
        '    diskId: d-1',
        '',
        '  # middle:',
        '  #   diskId: d-2',
        '  b:',
        '    diskId: d-3',
        '    # name: old',
        '',
        '  # last:',
        '  #   diskId: d-4',
        '',
        'policies:',
        '  # none: yet',
      ),
    );
  });

  test('what speaks of the whole file stays on top', () => {
    expect(formatText(lines('# yaml-language-server: $schema=x', 'region: cn-hangzhou', 'apiVersion: snapspec/v1'))).toBe(
      lines('# yaml-language-server: $schema=x', 'apiVersion: snapspec/v1', 'region: cn-hangzhou'),
    );
    expect(formatText(lines('# Payments.', '#', '', '# the region', 'region: cn-hangzhou', 'apiVersion: snapspec/v1'))).toBe(
      lines('# Payments.', '#', '', 'apiVersion: snapspec/v1', '# the region', 'region: cn-hangzhou'),
    );
    expect(formatText(lines('# snapspec: ignore-file[a] because', 'stack: s', 'apiVersion: snapspec/v1'))).toBe(
      lines('# snapspec: ignore-file[a] because', 'apiVersion: snapspec/v1', 'stack: s'),
    );
    expect(formatText('%YAML 1.2  \n---  # doc\n\n# c\nstack: s\n...\n# end\n')).toBe('%YAML 1.2\n---  # doc\n# c\nstack: s\n# end\n');
  });

  test('brackets with comments in them are opened', () => {
    const text = lines(
      'groups:',
      '  g:',
      '    diskIds: [ # open',
      '      d-1, # one',
      '      # two',
      '      d-2',
      '      # end',
      '    ] # close',
      '    excludeDiskIds: [',
      '      # none',
      '    ]',
    );
    expect(formatText(text)).toBe(
      lines(
        'groups:',
        '  g:',
        '    # close',
        '    diskIds:',
        '      # open',
        '      - d-1 # one',
        '      # two',
        '      - d-2',
        '      # end',
        '    # none',
        '    excludeDiskIds: []',
      ),
    );
  });

  test('comments at items', () => {
    const text = lines(
      'policies:',
      '  p:',
      '    disks:',
      '      any:',
      '      # first',
      '      - # dash',
      '        id: d-1 # id',
      '      - tags: {a: b}',
      '        # the id',
      '        id: d-2',
      '      # end',
      '      not:',
      '      -',
      '        # nothing',
    );
    expect(formatText(text)).toBe(
      lines(
        'policies:',
        '  p:',
        '    disks:',
        '      any:',
        '        # first',
        '        # dash',
        '        - id: d-1 # id',
        '        # the id',
        '        - id: d-2',
        '          tags: {a: b}',
        '      # end',
        '      not:',
        '        -',
        '          # nothing',
      ),
    );
  });

  test('a comment between a key and its value', () => {
    expect(formatText(lines('stack: # odd', '  s', 'defaults:', '  # tags', '  {tags: {a: b}}'))).toBe(
      lines('# odd', 'stack: s', '', '# tags', 'defaults: {tags: {a: b}}'),
    );
  });
});

describe('values', () => {
  test('quotes only where they are needed; times and digits keep them', () => {
    const tags = (...values: string[]): string => lines('defaults:', '  tags:', ...values.map((value, index) => `    k${index}: ${value}`));
    expect(
      formatText(
        tags(
          '"plain"',
          "'single'",
          "'02:00'",
          '2:30',
          "'123'",
          '"2026-11"',
          '2026-11',
          '"true"',
          '"no"',
          'no',
          '""',
          "'a: b'",
          '"a #b"',
          "'it''s'",
          `'"x" said'`,
          '"c:\\\\d: x"',
          "'- x'",
          '"${var.x}"',
          '"[a]"',
          '"ends:"',
          '"数据"',
          "'0e47-a'",
          '"1_0"',
          '"~"',
        ),
      ),
    ).toBe(
      tags(
        'plain',
        'single',
        '"02:00"',
        '"2:30"',
        '"123"',
        '"2026-11"',
        '2026-11',
        '"true"',
        '"no"',
        'no',
        '""',
        '"a: b"',
        '"a #b"',
        "it's",
        `'"x" said'`,
        `'c:\\d: x'`,
        '"- x"',
        '${var.x}',
        '"[a]"',
        '"ends:"',
        '数据',
        '0e47-a',
        '"1_0"',
        '"~"',
      ),
    );
  });

  test('in brackets more needs quotes', () => {
    expect(formatText('defaults: {tags: {a: \'${var.x}\', b: "x, y", c: "plain", "d": "http://x"}}\n')).toBe(
      'defaults: {tags: {a: "${var.x}", b: "x, y", c: plain, d: http://x}}\n',
    );
  });

  test('brackets stay where they fit 100 columns, and are opened from outside where they do not', () => {
    const fitting = `defaults: {tags: {a: ${'x'.repeat(77)}}}\n`;
    expect(fitting.length).toBe(101);
    expect(formatText(fitting)).toBe(fitting);
    expect(formatText(fitting.replace('xx', 'xxx'))).toBe(`defaults:\n  tags: {a: ${'x'.repeat(78)}}\n`);
    expect(formatText('groups:\n  g:\n    diskIds: [\n      d-1,\n      d-2\n    ]\n')).toBe('groups:\n  g:\n    diskIds: [d-1, d-2]\n');
    expect(formatText('groups:\n  g:\n    diskIds:\n    - d-1\n')).toBe('groups:\n  g:\n    diskIds:\n      - d-1\n');
  });

  test('blocks of text keep every character', () => {
    const text =
      'snapshots:\n    a:\n        description: |-   # c\n            x\n\n              deeper  \n            y\n        name: >2\n            z\n    b:\n        description: |+\n          k\n\n\n    c: {}\n';
    expect(formatText(text)).toBe(
      'snapshots:\n  a:\n    name: >2\n        z\n    description: |- # c\n      x\n\n        deeper  \n      y\n\n  b:\n    description: |+\n      k\n\n\n  c: {}\n',
    );
  });

  test('text over several lines is filled anew, or goes on one line where it fits', () => {
    const text = lines(
      'snapshots:',
      '  a:',
      '    name: one',
      '      two',
      `    description: "${'word '.repeat(12).trim()}`,
      `       ${'word '.repeat(20).trim()}" # c`,
    );
    expect(formatText(text)).toBe(
      lines(
        'snapshots:',
        '  a:',
        '    name: one two',
        `    description: ${'word '.repeat(16).trim()}`,
        `      ${'word '.repeat(16).trim()} # c`,
      ),
    );
  });

  test('JSON', () => {
    expect(
      formatText('{"stack": "s", "apiVersion": "snapspec/v1", "snapshots": {"a": {"name": null, "diskId": "d-1"}}, "policies": {}}'),
    ).toBe(lines('apiVersion: snapspec/v1', 'stack: s', '', 'snapshots: {a: {diskId: d-1, name: null}}', '', 'policies: {}'));
  });
});

describe('a file', () => {
  const options = { year: 2026, unresolved: 'info' } as const;

  test('keeps its byte order mark and its line ends', () => {
    expect(formatFile({ file: 'f', content: '\ufeffstack:  s\r\nregion: r\r\n' }, options)).toMatchObject({
      type: 'formatted',
      text: '\ufeffstack: s\r\nregion: r\r\n',
    });
    expect(formatFile({ file: 'f', content: Buffer.from('\ufeffstack:  s') }, options)).toMatchObject({
      type: 'formatted',
      from: '\ufeffstack:  s',
      text: '\ufeffstack: s\n',
    });
  });

  test('that cannot be read is left alone, with what is wrong', () => {
    expect(formatFile({ file: 'f', content: 'a: [' }, options)).toMatchObject({ type: 'unread', diagnostics: [{ code: 'yaml-syntax' }] });
    expect(formatFile({ file: 'f', content: Uint8Array.of(0xff) }, options)).toMatchObject({
      type: 'unread',
      diagnostics: [{ code: 'not-utf8' }],
    });
    expect(formatFile({ file: 'f', content: '# only\n' }, options)).toMatchObject({
      type: 'unread',
      diagnostics: [{ code: 'empty-file' }],
    });
  });

  test.each(valid)('everything that can be read: %s', (_, text) => {
    const made = formatFile({ file: 'f', content: text }, options);
    if (made.type !== 'formatted') throw new Error(made.type);
    expect(formatFile({ file: 'f', content: made.text }, options)).toEqual({ type: 'formatted', from: made.text, text: made.text });
  });

  test('of 20,000 entries', () => {
    const text = lines(...head, 'snapshots:', ...Array.from({ length: 20_000 }, (_, index) => `  a${index}:\n    diskId: d-1`));
    expect(formatText(text).split('\n').length).toBe(3 + 1 + 1 + 3 * 20_000);
  });
});
