import { describe, expect, test } from 'vitest';
import { compose } from '../../src/read/compose.ts';
import { syntaxMessages } from '../../src/read/syntax-messages.ts';

/** For each row, in its order: the reader's message, a text that gives it, and what is made of it. */
const golden: readonly (readonly [raw: string, text: string, message: string])[] = [
  ['Missing closing "quote', 'a: "x\nb: 1\n', 'This quote is never closed.'],
  ['Flow sequence must end with a ]', '[', 'This bracket is never closed: ] is missing.'],
  [
    'Flow sequence in block collection must be sufficiently indented and end with a ]',
    'a: [1,\nb: 1\n',
    'This bracket is never closed: ] is missing.',
  ],
  ['Missing , or : between flow map items', 'a: {b [1]}\n', 'A comma is missing between two items.'],
  ['Implicit map keys need to be followed by map values', 'a: 1\nb\n', 'This line is not a key-value pair: the colon is missing.'],
  ['Implicit keys need to be on a single line', 'stack\nregion: y\n', 'This line is not a key-value pair: the colon is missing.'],
  ['Comments must be separated from other tokens by white space characters', 'a: "x"#c\n', 'A comment needs a space before its #.'],
  ['Missing directives-end indicator line', '%YAML 1.2', 'The %YAML line is not followed by a line of three dashes.'],
  ['Block collection cannot start on same line with directives-end marker', '--- a: 1\n', 'A map or list cannot begin on the line of ---.'],
  ['Missing space after : in flow sequence', '[*y :b', 'A colon after a key must be followed by a space.'],
  ['Sequence item without - indicator', '- [a]\n "b"\n', 'A list item must begin with "- ".'],
  [
    'Block scalars with more-indented leading empty lines must use an explicit indentation indicator',
    'a: |\n    \n  x\n',
    'An empty line is indented deeper than the text after it.',
  ],
  ['Tabs are not allowed as indentation', 'a:\n\tb: 1\n', 'YAML does not allow tabs as indentation.'],
  [
    'All mapping items must start at the same column',
    'a:\n   b: 1\n  c: 2\n',
    'This line does not begin in the same column as the other keys of its map.',
  ],
  [
    'All sequence items must start at the same column',
    '- a: 1\n - b\n',
    'This line does not begin in the same column as the other items of its list.',
  ],
  ['Block scalar values in collections must be indented', 'a: 1\n>> x\nc: 2\n', 'This text is not indented far enough.'],
  ['A block sequence may not be used as an implicit map key', 'a:\n  b: 1\n  - 2\nc: 1\n', 'A list item is among the keys of a map.'],
  ['Nested mappings are not allowed in compact mappings', 'name: db: main\n', 'A value with ": " in it must be in quotes.'],
  ['Unexpected block-seq-ind on same line with key', 'a: - 1\n', 'A list cannot begin on the line of its key.'],
  ['Unexpected flow-seq-start at node end', 'a: "x"[1]\n', 'A bracket is not allowed here.'],
  ['Unexpected flow-map-end token in YAML stream: "}"', 'a: }\n', 'This bracket closes nothing.'],
  ['Unexpected , in flow sequence', 'a: [, 1]\n', 'There is nothing before this comma.'],
  ['Not a YAML token: x', 'a: | x\n  y\n', 'Text cannot begin on the line of | or >.'],
  ['Unexpected map-value-ind token in YAML stream: ":"', '`\n\n>\n:', 'This colon belongs to no key.'],
  ['Unexpected double-quoted-scalar at node end', 'a: "x""y"\n', 'This follows the end of a value.'],
  [
    'Block collections are not allowed within flow collections',
    'a: [\n  - 1\n]\n',
    'A comma is missing, or a "key:" or "- item" line is inside [ ] or { }.',
  ],
  ['Map comment with trailing content', '    : 0\n    {0}:', 'This key is a map or a list; every key is a name.'],
  ['Plain value cannot start with reserved character @', 'a: @x\n', 'Text cannot begin with "@" unless it is in quotes.'],
  ['Invalid escape sequence \\d', 'a: "\\d"\n', '"\\d" is not an escape sequence of double-quoted text.'],
  [
    'The : indicator must be at most 1024 chars after the start of an implicit block mapping key',
    `${'x'.repeat(1025)}: 1\n`,
    'A key longer than 1,024 characters is not valid YAML.',
  ],
];

test('every row has its text', () => expect(golden).toHaveLength(syntaxMessages.length));

describe('the messages of the YAML reader are those that are explained', () => {
  test.each(golden)('%s', (raw, text, message) => {
    const { document, delimiters } = compose(text, []);
    const fault = document.errors.find((one) => one.message === raw);
    expect(document.errors.map((one) => one.message)).toContain(raw);
    const row = syntaxMessages.findIndex(([code, pattern]) => code === fault?.code && (!pattern || pattern.test(raw)));
    expect(row).toBe(golden.findIndex((one) => one[0] === raw));
    const range = fault?.pos ?? [0, 0];
    expect(syntaxMessages[row]?.[2]({ text, range, opener: delimiters.openerOf(range[0]), raw })).toMatchObject({
      code: 'yaml-syntax',
      message,
    });
  });
});
