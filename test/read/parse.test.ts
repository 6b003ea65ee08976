import { describe, expect, test, vi } from 'vitest';
import { parseRuleDocs } from '../../src/read/rule-docs.ts';
import { compose } from '../../src/read/compose.ts';
import type { MapNode, Node } from '../../src/read/syntax-tree.ts';
import { maxIssues } from '../../src/read/parse-issue.ts';
import { locate } from '../../src/read/source-span.ts';
import { parse } from '../../src/read/parse.ts';

function rootOf(text: string): Node {
  const { value, diagnostics } = parse('f.yaml', text);
  expect(diagnostics).toEqual([]);
  return value!.root;
}

/** The one value of `a: …`. */
function valueOf(text: string): Node {
  return (rootOf(text) as MapNode).entries[0]!.value;
}

/** `line:column-line:column code: message | label | help` of every finding. */
function findings(text: string): string[] {
  return parse('f.yaml', text).diagnostics.map(({ code, message, label, help, place }) => {
    const { line, column, endLine, endColumn } = locate({ text }, place!);
    return `${line}:${column}-${endLine}:${endColumn} ${code}: ${message} | ${label ?? ''} | ${help}`;
  });
}

describe('nodes', () => {
  test('have offsets of what is written, quotes included', () => {
    expect(rootOf('a: one\nb: "two"\n')).toEqual({
      type: 'map',
      start: 0,
      end: 15,
      entries: [
        { key: 'a', keyStart: 0, keyEnd: 1, value: { type: 'text', value: 'one', style: 'plain', start: 3, end: 6 } },
        { key: 'b', keyStart: 7, keyEnd: 8, value: { type: 'text', value: 'two', style: 'double', start: 10, end: 15 } },
      ],
    });
  });

  test('numbers keep how they were written', () => {
    for (const [source, value] of [
      ['10', 10],
      ['010', 10],
      ['0x1F', 31],
      ['0o17', 15],
      ['1e3', 1000],
      ['-0', -0],
      ['+5', 5],
      ['.5', 0.5],
      ['.inf', Infinity],
      ['.nan', NaN],
      ['1e400', Infinity],
      ['12345678901234567890', 12345678901234567000],
    ] as const) {
      expect(valueOf(`a: ${source}\n`)).toEqual({ type: 'number', value, source, start: 3, end: 3 + source.length });
    }
  });

  test('a missing value is an empty null after its colon', () => {
    expect(valueOf('a:\n')).toEqual({ type: 'null', start: 2, end: 2 });
    expect(valueOf('a: # c\n')).toEqual({ type: 'null', start: 3, end: 3 });
    expect(valueOf('a: ~\n')).toEqual({ type: 'null', start: 3, end: 4 });
    expect(valueOf('{a}')).toEqual({ type: 'null', start: 2, end: 2 });
  });

  test('a block of text ends with its last character', () => {
    expect(valueOf('a: |\n  x\n\n')).toEqual({ type: 'text', value: 'x\n', style: 'block', start: 3, end: 8 });
    expect(valueOf('a: >-\r\n  x\r\n')).toEqual({ type: 'text', value: 'x', style: 'block', start: 3, end: 10 });
  });

  test('block maps and lists end with their last value, not with the comments after it', () => {
    const list = valueOf('a:\n  - 1\n  - 2 # c\n# d\nb: 1\n');
    expect(list).toMatchObject({ type: 'list', start: 5, end: 14 });
    expect(valueOf('a: {b: 1 }\n')).toMatchObject({ type: 'map', start: 3, end: 10 });
  });

  test('a byte order mark counts in no offset, and CR in no value', () => {
    expect(valueOf('\ufeffa: x\r\n')).toEqual({ type: 'text', value: 'x', style: 'plain', start: 3, end: 4 });
    expect(parse('f', '\ufeffa: x\r\n').value!.text).toBe('a: x\r\n');
  });

  test('words of YAML 1.1 are text', () => {
    for (const word of ['yes', 'no', 'on', 'off', 'y', 'n']) expect(valueOf(`a: ${word}\n`)).toMatchObject({ type: 'text', value: word });
  });
});

describe('refusals say what is wrong, where, and what to do', () => {
  test.each([
    [
      'a: "x\nb: 1\n',
      '1:4-1:5 yaml-syntax: This quote is never closed. | opened here, still open at the end of the file | Write the closing quote; lines after the first must be indented deeper than the key.',
    ],
    [
      'a: [1,\nb: 1\n',
      '1:4-1:5 yaml-syntax: This bracket is never closed: ] is missing. | opened here, still open 1 line below | Close it; lines after the first must be indented deeper than the key.',
    ],
    ['a:\n\tb: 1\n', '2:1-2:2 yaml-syntax: YAML does not allow tabs as indentation. | a tab | Indent with spaces.'],
    [
      'a:\n   bee: 1\n  cee: 2\n',
      '3:3-3:6 yaml-syntax: This line does not begin in the same column as the other keys of its map. | indented differently | Align it with the other keys of its map.',
    ],
    ['name: db: main\n', '1:7-1:15 yaml-syntax: A value with ": " in it must be in quotes. |  | Put the whole value in quotes: "db: main"'],
    ['stack:x\nregion: y\n', '1:1-1:8 yaml-syntax: A colon after a key must be followed by a space. |  | Write "stack: x".'],
    [
      'a: 1\nb\n',
      '2:1-2:2 yaml-syntax: This line is not a key-value pair: the colon is missing. |  | Write a colon and a space after the key; indent text that continues the line above.',
    ],
    ['a: {b: ${var.x}}\n', '1:8-1:16 yaml-syntax: Inside [ ] and { } a value with ${…} must be in quotes. |  | Write "${var.x}".'],
    [
      'a: "\\d"\n',
      '1:5-1:7 yaml-syntax: "\\d" is not an escape sequence of double-quoted text. |  | Write two backslashes for one, or use single quotes, where a backslash is only itself.',
    ],
    [
      'a: &x 1\n',
      '1:4-1:6 yaml-anchor: The anchor "&x" is not allowed: a spec has no anchors. |  | Nothing refers to it: remove it; put text that begins with & in quotes.',
    ],
    [
      'a: !Ref x\n',
      '1:4-1:8 yaml-tag: The tag "!Ref" is not allowed: a spec has no explicit tags. |  | Functions of templates have no place in a spec: write the value out, or a variable, "${var.NAME}", which is given from outside.',
    ],
    [
      'a: !x y\n',
      '1:4-1:6 yaml-tag: The tag "!x" is not allowed: a spec has no explicit tags. |  | Remove the tag; put text that begins with ! in quotes.',
    ],
    [
      '%TAG ! x # c\n---\na: 1\n',
      '1:1-1:9 yaml-directive: The directive "%TAG ! x" is not allowed; only one %YAML 1.2 is. |  | Remove the line.',
    ],
    [
      'a: x\u200by\n',
      '1:5-1:6 hidden-character: This value holds U+200B (zero width space), which cannot be seen. |  | Delete the character; it often comes from copied text.',
    ],
    [
      'a: 1\rb: 2\n',
      '1:5-1:6 hidden-character: A carriage return without a line feed ends a line for some readers and not for others. |  | Save the file with LF or CRLF line ends.',
    ],
    [
      'a: 1\nb: 2\n...\n---\nc: 3\n',
      '4:1-4:4 yaml-several-documents: This file holds a second YAML document; one file is one spec. | the second document begins here | Put it into a file of its own, and run snapspec for each of the two: a stack is one spec.',
    ],
    [
      `a: ${'['.repeat(70)}`,
      '1:67-1:68 too-deep: Maps and lists are nested more than 64 deep. | level 65 | A spec needs about eight levels; check the brackets and the indentation from here upwards.',
    ],
  ])('%j', (text, expected) => {
    expect(findings(text)).toEqual([expected]);
  });

  test('a duplicate key points to the first one', () => {
    const [found] = parse('f.yaml', 'a: 1\nb: 2\n"a": 3\n').diagnostics;
    expect(found).toEqual({
      code: 'duplicate-key',
      severity: 'error',
      message: 'The key "a" is given twice in this map.',
      place: { file: 'f.yaml', range: [10, 13] },
      label: 'here again',
      help: 'Remove or rename one of the two.',
      related: [{ place: { file: 'f.yaml', range: [0, 1] }, message: 'first here' }],
    });
  });

  test('several independent mistakes come in one run, in the order of the text', () => {
    const text = 'b: x\u200b\na: 1\na: 2\n<<: {c: &x 1}\n__proto__: 3\n';
    expect(parse('f', text).diagnostics.map(({ code }) => code)).toEqual([
      'hidden-character',
      'duplicate-key',
      'yaml-merge-key',
      'yaml-anchor',
      'reserved-key',
    ]);
  });

  test('a flood of mistakes is cut', () => {
    expect(parse('f', 'a: 1\n'.repeat(1000)).diagnostics).toHaveLength(maxIssues);
    expect(parse('f', 'a: "x" y\n'.repeat(1000)).diagnostics).toHaveLength(maxIssues);
    expect(parse('f', 'a: &x 1\n'.repeat(1000)).diagnostics.length).toBeLessThanOrEqual(maxIssues);
  });

  test('a text beyond 64 MiB is not looked at', () => {
    const { diagnostics } = parse('f', 'x'.repeat(64 * 1024 * 1024 + 1));
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: 'too-large', message: 'This file is larger than 64 MiB.', place: { file: 'f', range: [0, 0] } }),
    ]);
  });

  test('bytes count, not characters', () => {
    expect(parse('f', `# ${'名'.repeat(22_400_000)}`).diagnostics[0]).toMatchObject({ code: 'too-large' });
  });

  test('every code that is given is explained, in sentences', () => {
    for (const explanation of Object.values(parseRuleDocs)) {
      for (const sentence of Object.values(explanation)) expect(sentence).toMatch(/^[A-Z"].*\.$/);
    }
  });
});

describe('cost', () => {
  test('the library compares no keys: that would be quadratic', () => {
    expect(compose('a: 1\na: 2\n', []).document.errors).toEqual([]);
  });

  test('the keys of a map are looked up, not compared', () => {
    const text = (keys: number): string => Array.from({ length: keys }, (_, i) => `k${i}: 1\n`).join('');
    const lookups = (keys: number): number => {
      const spy = vi.spyOn(Map.prototype, 'get');
      try {
        parse('f', text(keys));
        return spy.mock.calls.length;
      } finally {
        spy.mockRestore();
      }
    };
    expect(lookups(2000)).toBeLessThanOrEqual(2 * lookups(1000) + 10);
  });

  test('nesting is refused before it is built', () => {
    const { diagnostics } = parse('f', '['.repeat(5_000_000));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: 'too-deep', place: { range: [64, 65] } });
  });
});
