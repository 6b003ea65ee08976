import { describe, expect, test } from 'vitest';
import type { Place } from '../../src/base/diagnostic.ts';
import { find, type Entry, type MapNode } from '../../src/read/syntax-tree.ts';
import { locate, nodeAt } from '../../src/read/source-span.ts';
import { parse } from '../../src/read/parse.ts';

const text = [
  'stack: payments', // 1
  'policies:', // 2
  '  nightly:', // 3
  '    schedule:', // 4
  '      at: ["02:00", "14:00"]', // 5
  "    name: 'it''s'", // 6
  '    description: http://x', // 7
  '    quoted: "http://y"', // 8
  '    escaped: "\\x41bc"', // 9
  '    folded: one', // 10
  '      two', // 11
  '    empty:', // 12
  '    text: |', // 13
  '      a', // 14
  '      b', // 15
  '    any:', // 16
  '      - id: x', // 17
  '        n: 1', // 18
  '      - plain', // 19
  '',
].join('\n');
const document = parse('f', text).value!;
const nightly = ['policies', 'nightly'];

/** `line:column-line:column` and the text there. */
function at(place: Partial<Place> & { path?: (string | number)[] }, on = document): string {
  const { line, column, endLine, endColumn, start, end } = locate(on, { file: 'f', ...place } as Place);
  return `${line}:${column}-${endLine}:${endColumn} ${on.text.slice(start, end)}`;
}

test('the value of a path', () => {
  expect(at({ path: ['stack'] })).toBe('1:8-1:16 payments');
  expect(at({ path: [...nightly, 'schedule', 'at', 1] })).toBe('5:21-5:28 "14:00"');
  expect(at({ path: [...nightly, 'any', 0, 'n'] })).toBe('18:12-18:13 1');
  expect(at({ path: [...nightly, 'empty'] })).toBe('12:11-12:11 ');
  expect(at({ path: [...nightly, 'text'] })).toBe('13:11-15:8 |\n      a\n      b');
});

test('the key of a path', () => {
  expect(at({ path: nightly, part: 'key' })).toBe('3:3-3:10 nightly');
  expect(at({ path: ['stack'], part: 'key' })).toBe('1:1-1:6 stack');
});

test('an item has no key, so its value is meant', () => {
  expect(at({ path: [...nightly, 'schedule', 'at', 0], part: 'key' })).toBe('5:12-5:19 "02:00"');
});

describe('a path that leads nowhere', () => {
  test('gives the key of the map in which it should stand', () => {
    expect(at({ path: [...nightly, 'retentionDays'] })).toBe('3:3-3:10 nightly');
    expect(at({ path: [...nightly, 'schedule', 'timezone', 'x', 3] })).toBe('4:5-4:13 schedule');
    expect(at({ path: ['stack', 'x'] })).toBe('1:1-1:6 stack');
  });
  test('gives the first key of the file at its root', () => {
    expect(at({ path: ['region'] })).toBe('1:1-1:6 stack');
    expect(at({ path: ['region'], part: 'key' })).toBe('1:1-1:6 stack');
  });
  test('gives the first key of a map in a list, else the item or the key of the list', () => {
    expect(at({ path: [...nightly, 'any', 0, 'tags'] })).toBe('17:9-17:11 id');
    expect(at({ path: [...nightly, 'any', 1, 'tags'] })).toBe('19:9-19:14 plain');
    expect(at({ path: [...nightly, 'any', 7] })).toBe('16:5-16:8 any');
  });
  test('gives all of a root without keys', () => {
    expect(at({ path: ['a'] }, parse('f', '{}\n').value!)).toBe('1:1-1:3 {}');
    expect(at({ path: ['a'] }, parse('f', '# c\nhello\n').value!)).toBe('2:1-2:6 hello');
  });
});

describe('a part of a text', () => {
  test('is found where the file holds the value as it is', () => {
    expect(at({ path: [...nightly, 'description'], within: [0, 7] })).toBe('7:18-7:25 http://');
    expect(at({ path: [...nightly, 'quoted'], within: [0, 7] })).toBe('8:14-8:21 http://');
    expect(at({ path: [...nightly, 'description'], within: [7, 99] })).toBe('7:25-7:26 x');
  });
  test('is the whole value where quotes, escapes, folds or blocks changed it', () => {
    expect(at({ path: [...nightly, 'name'], within: [0, 1] })).toBe("6:11-6:18 'it''s'");
    expect(at({ path: [...nightly, 'escaped'], within: [0, 1] })).toBe('9:14-9:22 "\\x41bc"');
    expect(at({ path: [...nightly, 'folded'], within: [0, 1] })).toBe('10:13-11:10 one\n      two');
    expect(at({ path: [...nightly, 'text'], within: [0, 1] })).toBe('13:11-15:8 |\n      a\n      b');
  });
  test('is the whole value where a variable was put in', () => {
    const root = {
      type: 'map',
      start: 0,
      end: 13,
      entries: [
        {
          key: 'a',
          keyStart: 0,
          keyEnd: 1,
          value: { type: 'text', value: 'release-7', style: 'plain', substituted: true, start: 3, end: 13 },
        },
      ],
    } as const;
    expect(at({ path: ['a'], within: [0, 3] }, { file: 'f', text: 'a: ${var.rel}\n', root })).toBe('1:4-1:14 ${var.rel}');
  });
});

describe('offsets', () => {
  test('become lines and columns in UTF-16 units', () => {
    expect(at({ range: [0, 1] }, parse('f', '名😀: x\n').value!)).toBe('1:1-1:2 名');
    expect(at({ path: ['名😀'] }, parse('f', '名😀: x\n').value!)).toBe('1:6-1:7 x');
  });
  test('skip no CR', () => {
    expect(at({ path: ['b'] }, parse('f', 'a: 1\r\nb: 2\r\n').value!)).toBe('2:4-2:5 2');
  });
  test('beyond the text are its end', () => {
    expect(locate({ text: 'ab\n' }, { file: 'f', range: [99, 100] })).toEqual({
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 1,
      start: 3,
      end: 3,
    });
    expect(locate({ text: '' }, { file: 'f', range: [0, 0] })).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 });
  });
  test('are all that a file without a root can give', () => {
    expect(locate({ text: 'a\nb' }, { file: 'f', range: [2, 3] })).toMatchObject({ line: 2, column: 1 });
    expect(locate({ text: 'a\nb' }, { file: 'f', path: ['a'] })).toMatchObject({ line: 1, column: 1 });
  });
});

test('nodeAt gives the node, or nothing', () => {
  expect(nodeAt(document.root, [...nightly, 'any', 1])).toMatchObject({ type: 'text', value: 'plain' });
  expect(nodeAt(document.root, [])).toBe(document.root);
  expect(nodeAt(document.root, [...nightly, 'any', 'id'])).toBeUndefined();
  expect(nodeAt(document.root, ['toString'])).toBeUndefined();
});

test('looking up every key of a large map reads each entry a few times, not thousands', () => {
  const many = 10_000;
  let reads = 0;
  const entries = Array.from(
    { length: many },
    (_, i): Entry => ({ key: `k${i}`, keyStart: i, keyEnd: i, value: { type: 'null', start: i, end: i } }),
  );
  const counted = new Proxy(entries, { get: (target, name, self) => (reads++, Reflect.get(target, name, self)) });
  const map: MapNode = { type: 'map', start: 0, end: many, entries: counted };
  for (let i = 0; i < many; i++) expect(find(map, `k${i}`)?.keyStart).toBe(i);
  expect(find(map, 'none')).toBeUndefined();
  expect(reads).toBeLessThan(5 * many);
});
