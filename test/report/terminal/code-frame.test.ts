import { describe, expect, test } from 'vitest';
import type { Diagnostic, Place } from '../../../src/base/diagnostic.ts';
import { displayWidth } from '../../../src/base/display-width.ts';
import type { Located } from '../../../src/read/source-span.ts';
import { parse } from '../../../src/read/parse.ts';
import { oneLine } from '../../../src/report/findings/one-line.ts';
import { inOrder } from '../../../src/report/findings/order.ts';
import { summary, textReport } from '../../../src/report/findings/text.ts';
import { codeFrame } from '../../../src/report/terminal/code-frame.ts';

const policy = `# a policy
apiVersion: snapspec/v1
stack: nightly-eu
region: eu-central-1
schedule:
  timezone: Europe/London
  days: [mon, tue, wed, thu, fri]
  at: ["02:00", "16:00"]
name: http://orders-db
retentionDays: 70000
`;

function documents(texts: Record<string, string>): Map<string, Located> {
  return new Map(Object.entries(texts).map(([file, text]) => [file, parse(file, text).value ?? { text }]));
}

const file = 'backup/eu.yaml';
const known = documents({ [file]: policy });
const plain = { color: false };

function finding(more: Partial<Diagnostic>): Diagnostic {
  return { code: 'a-code', severity: 'error', message: 'a message', ...more };
}

/** The lines of a frame, with the help lines left away. */
function picture(more: Partial<Diagnostic>, texts: Map<string, Located> = known): string {
  return codeFrame(finding(more), texts, plain).replace(/\n *= explain.*$/, '');
}

/** A picture of one line of text with the given characters marked. */
function marked(text: string, range: [number, number], label = 'here'): string[] {
  return picture({ place: { file: 'f', range }, label }, new Map([['f', { text }]]))
    .split('\n')
    .slice(3, -1);
}

test('a value out of range', () => {
  const found: Diagnostic = {
    code: 'retention-range',
    severity: 'error',
    message: 'retentionDays is 70000; CreateAutoSnapshotPolicy accepts -1 or 1 to 65535',
    place: { file, path: ['retentionDays'] },
    label: 'above the maximum, 65535',
    help: 'to keep snapshots until you delete them, write -1',
    notes: ['the Modify API page says 65536; the smaller limit counts'],
    sources: [{ page: 'ECS API CreateAutoSnapshotPolicy, retentionDays', read: '2026-04-21' }],
  };
  expect(codeFrame(found, known, plain)).toMatchInlineSnapshot(`
    "error[retention-range]: retentionDays is 70000; CreateAutoSnapshotPolicy accepts -1 or 1 to 65535
      --> backup/eu.yaml:10:16
       |
    10 | retentionDays: 70000
       |                ^^^^^ above the maximum, 65535
       |
       = help: to keep snapshots until you delete them, write -1
       = note: the Modify API page says 65536; the smaller limit counts
       = source: ECS API CreateAutoSnapshotPolicy, retentionDays (read 2026-04-21)
       = explain: snapspec explain retention-range"
  `);
});

test('a part of a value, with a fix', () => {
  const fix = { title: 'use "orders-db"', safe: false, edits: [] };
  expect(
    codeFrame(finding({ place: { file, path: ['name'], within: [0, 7] }, label: 'not allowed at the start', fix }), known, plain),
  ).toMatchInlineSnapshot(`
    "error[a-code]: a message
     --> backup/eu.yaml:9:7
      |
    9 | name: http://orders-db
      |       ^^^^^^^ not allowed at the start
      |
      = fix: use "orders-db" (unsafe: it may change what is backed up)
      = explain: snapspec explain a-code"
  `);
});

test('several places of one file fold into one frame, in the order of the lines', () => {
  expect(
    picture({
      place: { file, path: ['schedule', 'at', 1] },
      label: '00:00 the next day in winter',
      related: [
        { place: { file, path: ['schedule', 'days'] }, message: 'for 16:00: tue-sat in winter' },
        { place: { file, path: ['schedule', 'timezone'] }, message: 'UTC+0 in winter' },
      ],
    }),
  ).toMatchInlineSnapshot(`
    "error[a-code]: a message
     --> backup/eu.yaml:8:17
      |
    6 |   timezone: Europe/London
      |             ------------- UTC+0 in winter
    7 |   days: [mon, tue, wed, thu, fri]
      |         ------------------------- for 16:00: tue-sat in winter
    8 |   at: ["02:00", "16:00"]
      |                 ^^^^^^^ 00:00 the next day in winter
      |"
  `);
});

test('one line between two is shown, several are three dots', () => {
  expect(
    picture({
      place: { file, path: ['retentionDays'], part: 'key' },
      related: [
        { place: { file, path: ['stack'] }, message: 'a' },
        { place: { file, path: ['schedule'], part: 'key' }, message: 'b' },
      ],
    }),
  ).toMatchInlineSnapshot(`
    "error[a-code]: a message
      --> backup/eu.yaml:10:1
       |
     3 | stack: nightly-eu
       |        ---------- a
     4 | region: eu-central-1
     5 | schedule:
       | -------- b
    ...
    10 | retentionDays: 70000
       | ^^^^^^^^^^^^^
       |"
  `);
});

test('several places of one line get a row each', () => {
  const related = [{ place: { file, path: ['schedule', 'at', 0] }, message: 'first' }];
  expect(picture({ place: { file, path: ['schedule', 'at', 1] }, label: 'second', related })).toMatchInlineSnapshot(`
    "error[a-code]: a message
     --> backup/eu.yaml:8:17
      |
    8 |   at: ["02:00", "16:00"]
      |        ------- first
      |                 ^^^^^^^ second
      |"
  `);
});

test('other files have blocks of their own', () => {
  const two = documents({ 'a.yaml': 'policies:\n  nightly: 1\n', 'b.yaml': `${'#\n'.repeat(10)}policies:\n  nightly: 2\n` });
  const path = ['policies', 'nightly'];
  const related = [{ place: { file: 'a.yaml', path, part: 'key' as const }, message: 'first here' }];
  expect(codeFrame(finding({ place: { file: 'b.yaml', path, part: 'key' }, label: 'again', related }), two, plain)).toMatchInlineSnapshot(`
    "error[a-code]: a message
      --> b.yaml:12:3
       |
    12 |   nightly: 2
       |   ^^^^^^^ again
       |
      ::: a.yaml:2:3
       |
     2 |   nightly: 1
       |   ------- first here
       |
       = explain: snapspec explain a-code"
  `);
});

test('without a place there is no source', () => {
  expect(codeFrame(finding({ severity: 'warning', help: 'do this\nor that' }), known, plain)).toMatchInlineSnapshot(`
    "warning[a-code]: a message
      = help: do this
              or that
      = explain: snapspec explain a-code"
  `);
});

test('no line ends in spaces, also between the parts of a note', () => {
  const text = codeFrame(finding({ notes: ['first\n\nsecond\n  third'], help: 'one\n\ntwo' }), known, plain);
  expect(text.split('\n').filter((line) => /\s$/.test(line))).toEqual([]);
  expect(text).toMatchInlineSnapshot(`
    "error[a-code]: a message
      = help: one

              two
      = note: first

              second
                third
      = explain: snapspec explain a-code"
  `);
});

test('a file that is not known gets its name only', () => {
  const related = [{ place: { file: 'gone.yaml', path: ['a'] }, message: 'was here' }];
  expect(codeFrame(finding({ place: { file: 'lost.yaml', path: ['a'] }, related }), known, plain)).toMatchInlineSnapshot(`
    "error[a-code]: a message
     --> lost.yaml
      = note: gone.yaml: was here
      = explain: snapspec explain a-code"
  `);
  expect(
    codeFrame(finding({ place: { file: 'wide.yaml', range: [0, 0] } }), new Map([['wide.yaml', { text: '' }]]), plain),
  ).toMatchInlineSnapshot(`
    "error[a-code]: a message
     --> wide.yaml:1:1
      = explain: snapspec explain a-code"
  `);
});

test('a file that could not be parsed is shown all the same', () => {
  const text = 'stack: payments\npolicies:\n\tnightly: {}\n';
  const [found] = parse('bad.yaml', text).diagnostics;
  expect(codeFrame(found!, new Map([['bad.yaml', { text }]]), plain)).toMatchInlineSnapshot(`
    "error[yaml-syntax]: YAML does not allow tabs as indentation.
     --> bad.yaml:3:1
      |
    3 |     nightly: {}
      | ^^^^ a tab
      |
      = help: Indent with spaces.
      = fix: Write two spaces for each of them (unsafe: it may change what is backed up)
      = explain: snapspec explain yaml-syntax"
  `);
});

describe('marks stand under what they mean', () => {
  test('after wide characters', () => {
    expect(marked('名称: 备份x\n', [4, 7])).toEqual(['1 | 名称: 备份x', '  |       ^^^^^ here']);
  });
  test('after emoji', () => {
    expect(marked('😀: x\n', [4, 5])).toEqual(['1 | 😀: x', '  |     ^ here']);
  });
  test('under combining marks', () => {
    expect(marked('e\u0301e\u0301: xy\n', [6, 8])).toEqual(['1 | e\u0301e\u0301: xy', '  |     ^^ here']);
    expect(marked('e\u0301e\u0301: xy\n', [0, 4])).toEqual(['1 | e\u0301e\u0301: xy', '  | ^^ here']);
  });
  test('after tabs, which become four spaces', () => {
    expect(marked('a:\tx\ty\n', [5, 6])).toEqual(['1 | a:    x    y', '  |            ^ here']);
    expect(marked('a:\tx\n', [2, 3])).toEqual(['1 | a:    x', '  |   ^^^^ here']);
  });
  test('under escapes of hidden characters', () => {
    expect(marked('a: x\u200by\u202e\n', [4, 5])).toEqual(['1 | a: x\\u{200b}y\\u{202e}', '  |     ^^^^^^^^ here']);
    expect(marked('a: \u001b[31mx\n', [8, 9])).toEqual(['1 | a: \\u{1b}[31mx', '  |              ^ here']);
  });
  test('with one caret where nothing stands', () => {
    expect(marked('a:\nb: 1\n', [2, 2])).toEqual(['1 | a:', '  |   ^ here']);
    expect(marked('a: 1\n', [5, 5])).toEqual(['2 |', '  | ^ here']);
  });
  test('to the end of the first line of several', () => {
    expect(marked('a: |\r\n  x\r\n  y\r\n', [3, 16])).toEqual(['1 | a: |', '  |    ^ here']);
    expect(marked('a: one\n  two\n', [3, 12])).toEqual(['1 | a: one', '  |    ^^^ here']);
  });
  test('without CR', () => {
    expect(marked('a: 1\r\nb: 2\r\n', [9, 10])).toEqual(['2 | b: 2', '  |    ^ here']);
  });
});

describe('long lines', () => {
  const letters = (many: number): string => 'abcdefghij'.repeat(many / 10);
  test('of 160 cells are whole', () => {
    expect(marked(letters(160), [150, 151])[0]).toBe(`1 | ${letters(160)}`);
  });
  test('are cut at the end', () => {
    const [line, marks] = marked(`X${letters(500)}`, [0, 1]);
    expect(line).toBe(`1 | X${letters(150)}abcdefg…`);
    expect(marks).toBe('  | ^ here');
  });
  test('are cut at both ends, the mark under its place', () => {
    const [line, marks] = marked(`${letters(1000)}XYZ${letters(1000)}`, [1000, 1003]);
    expect(line).toBe(`1 | …${letters(60)}XYZ${letters(90)}abcde…`);
    expect(marks).toBe(`  | ${' '.repeat(61)}^^^ here`);
  });
  test('are cut at the start', () => {
    const [line, marks] = marked(`${letters(1000)}XYZ`, [1000, 1003]);
    expect(line).toBe(`1 | …${letters(60)}XYZ`);
    expect(marks).toBe(`  | ${' '.repeat(61)}^^^ here`);
  });
  test('that are marked all along are marked as far as they are shown', () => {
    const [line, marks] = marked(letters(500), [0, 500]);
    expect(line).toBe(`1 | ${letters(150)}abcdefgh…`);
    expect(marks).toBe(`  | ${'^'.repeat(158)} here`);
  });
  test('of wide characters fit too, and no character is halved', () => {
    for (const char of ['备', '😀', '\u202e', '\t', 'e\u0301\u0301']) {
      for (const at of [0, 159, 160, 161, 162, 500]) {
        const [line] = marked(char.repeat(600), [at, at + 1]);
        expect(displayWidth(line!.slice(4))).toBeLessThanOrEqual(160);
        expect(line).not.toMatch(/\\u\{d/);
        expect(line!.isWellFormed()).toBe(true);
      }
    }
  });
  test('of a megabyte cost no more', () => {
    expect(marked(`${'x'.repeat(1_000_000)}Y`, [1_000_000, 1_000_001])[0]).toBe(`1 | …${'x'.repeat(60)}Y`);
  });
});

test('text from outside moves no cursor and begins no line', () => {
  const evil = 'x\u001b]8;;http://e\u0007\r\n::error::\u202e\u0085\u009b';
  const found = finding({
    code: evil,
    message: evil,
    label: evil,
    help: evil,
    notes: [evil],
    place: { file: evil, range: [0, 1] },
    related: [{ place: { file: `::error ${evil}`, range: [0, 1] }, message: evil }],
    sources: [{ page: evil, read: evil }],
    fix: { title: evil, safe: true, edits: [] },
  });
  const text = codeFrame(
    found,
    new Map([
      [evil, { text: evil }],
      [`::error ${evil}`, { text: evil }],
    ]),
    plain,
  );
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(text).not.toMatch(/^(?:::(?!: )|##\[)/m);
  expect(oneLine(found, new Map())).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(oneLine(finding({ place: { file: '::error title=x::y', range: [0, 0] } }), new Map())).toBe(
    './::error title=x::y: error a-code: a message',
  );
});

test('colour only where it is asked for', () => {
  const found = finding({
    place: { file, path: ['stack'] },
    label: 'here',
    related: [{ place: { file, path: ['region'] }, message: 'there' }],
  });
  const coloured = codeFrame(found, known, { color: true });
  expect(coloured).toContain('\u001b[1m\u001b[31merror[a-code]');
  expect(coloured).toContain('\u001b[31m^^^^^^^^^^ here');
  expect(coloured).toContain('\u001b[34m------------ there');
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(codeFrame(found, known, plain));
});

describe('the report', () => {
  const two = documents({ 'a.yaml': 'x: 1\ny: 2\n', 'b.yaml': 'x: 1\n' });
  const at = (name: string, key: string): Place => ({ file: name, path: [key], part: 'key' });
  const all = [
    finding({ code: 'z', place: at('b.yaml', 'x') }),
    finding({ code: 'c', severity: 'warning', place: at('a.yaml', 'y') }),
    finding({ code: 'b', place: at('a.yaml', 'x') }),
    finding({ code: 'a', severity: 'info', place: at('a.yaml', 'x') }),
    finding({ code: 'whole' }),
  ];

  test('is sorted by file, place and code', () => {
    expect(inOrder(all, two).map(({ code }) => code)).toEqual(['whole', 'a', 'b', 'c', 'z']);
  });

  test('holds the frames, blank lines between, and a summary', () => {
    expect(textReport(all.slice(1, 3), two, plain)).toMatchInlineSnapshot(`
      "error[b]: a message
       --> a.yaml:1:1
        |
      1 | x: 1
        | ^
        |
        = explain: snapspec explain b

      warning[c]: a message
       --> a.yaml:2:1
        |
      2 | y: 2
        | ^
        |
        = explain: snapspec explain c

      Found 1 error and 1 warning in 1 file.
      "
    `);
  });

  test('counts', () => {
    expect(summary([], two)).toBe('No findings in 2 files.');
    expect(summary(all, two)).toBe('Found 3 errors, 1 warning and 1 info in 2 files.');
    expect(summary([finding({})], two)).toBe('Found 1 error.');
  });

  test('has a form of one line', () => {
    expect(oneLine(finding({ place: at('a.yaml', 'y'), message: 'y is 2', help: 'write 1' }), two)).toBe(
      'a.yaml:2:1: error a-code: y is 2 help: write 1',
    );
    expect(oneLine(finding({ help: 'a\nb' }), two)).toBe('error a-code: a message help: a b');
  });
});
