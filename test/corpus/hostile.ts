import type { ParseCode } from '../../src/read/rule-docs.ts';
import { head as spec, unmarked } from './marked.ts';
import type { Row } from './marked.ts';

/** A file that must be refused: the codes of all findings in order, and where the first one stands. */
export type Hostile = {
  readonly name: string;
  readonly text: string;
  readonly codes: readonly ParseCode[];
  readonly line: number;
  readonly column: number;
};

function hostileOf(name: string, marked: string, codes: string): Hostile {
  const { text, line, column } = unmarked(marked);
  if (line === undefined || column === undefined) throw new Error(`${name} has no mark`);
  return { name, text, codes: codes.split(' ') as ParseCode[], line, column };
}

const exhaustion: Row[] = [
  ['480 open braces', `${'{'.repeat(64)}¶${'{'.repeat(416)}`, 'too-deep'],
  ['480 open brackets', `${'['.repeat(64)}¶${'['.repeat(416)}`, 'too-deep'],
  ['480 explicit keys', `${'? '.repeat(64)}¶${'? '.repeat(416)}`, 'too-deep'],
  ['480 dashes on a line', `${'- '.repeat(64)}¶${'- '.repeat(416)}`, 'too-deep'],
  ['480 colons on a line', `${': '.repeat(64)}¶${': '.repeat(416)}`, 'too-deep'],
  ['5,000 brackets', `${'['.repeat(64)}¶${'['.repeat(4936)}`, 'too-deep'],
  ['5,000 brackets, closed', `${'['.repeat(64)}¶${'['.repeat(4936)}${']'.repeat(5000)}`, 'too-deep'],
  ['5,000 maps in maps', `${'{a: '.repeat(64)}¶${'{a: '.repeat(4936)}`, 'too-deep'],
  ['500 levels of block maps', `${levels(0, 64)}${' '.repeat(64)}a¶:\n${levels(65, 500)}`, 'too-deep'],
  ['65 brackets in a list of a key', `a: ${'['.repeat(63)}¶${'['.repeat(2)}1${']'.repeat(65)}`, 'too-deep'],
  ['pairs inside brackets count as levels', `${'[a: '.repeat(32)}¶${'[a: '.repeat(20)}1${']'.repeat(52)}`, 'too-deep'],
  ['alias bomb', 'a: ¶&a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n', 'yaml-anchor yaml-anchor yaml-anchor'],
  ['an anchor that holds itself', 'a: ¶&a [*a]\n', 'yaml-anchor'],
  ['unterminated text to the end of the file', `a: ¶"${'x\n '.repeat(2000)}`, 'yaml-syntax'],
  ['10,000 closing brackets', `¶${']'.repeat(10_000)}`, 'yaml-syntax'],
  ['1,000 documents', `---\n¶${'---\n'.repeat(999)}`, 'yaml-several-documents'],
  ['a key of 2,000 characters', `¶${'k'.repeat(2000)}: 1\n`, 'yaml-syntax'],
  ['a key of 2,000 characters and no value, in braces', `a: {¶${'k'.repeat(2000)}}\n`, 'yaml-syntax'],
  ['a key of 2,000 characters behind a question mark', `? ¶${'k'.repeat(2000)}\n: 1\n`, 'yaml-syntax'],
  ['200,000 marks on one letter', `a: ¶a${'\u0301\u0316'.repeat(100_000)}\n`, 'not-normalized'],
  ['40 marks on a letter of a key', `¶a${'\u0316'.repeat(40)}: 1\n`, 'not-normalized'],
  [
    'two keys with 40 marks in another order',
    `¶a${'\u0301\u0316'.repeat(20)}: 1\na${'\u0316\u0301'.repeat(20)}: 1\n`,
    'not-normalized not-normalized',
  ],
  ['10,000 alternating openers', `${'[{a: '.repeat(32)}¶${'[{a: '.repeat(9_968)}`, 'too-deep'],
  ['100,000 brackets where a comma is missing', `{"a": "b" ¶${'['.repeat(100_000)}`, 'yaml-syntax'],
  ['100,000 quotes', `a: ¶${"'".repeat(100_001)}\n`, 'yaml-syntax'],
  ['100,000 tabs', `a:\n¶${'\t'.repeat(100_000)}b: 1\n`, 'yaml-syntax'],
  ['a text of 1,000,000 characters that is never closed', `a: ¶"${'x'.repeat(1_000_000)}\n`, 'yaml-syntax'],
  ['50,000 lines that hold no colon', `a: 1\n¶${'b\n'.repeat(50_000)}`, 'yaml-syntax'],
  ['5,000 directives', `%YAML 1.2\n¶${'%FOO\n'.repeat(5_000)}---\na: 1\n`, Array(100).fill('yaml-directive').join(' ')],
  ['5,000 anchors', `a:\n  - ¶${'&a 1\n  - '.repeat(5_000)}x\n`, Array(100).fill('yaml-anchor').join(' ')],
];

function levels(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => `${' '.repeat(from + i)}a:\n`).join('');
}

const duplicates: Row[] = [
  ['the same key', 'a: 1\n¶a: 2\n', 'duplicate-key'],
  ['the same key three times', 'a: 1\n¶a: 2\na: 3\n', 'duplicate-key duplicate-key'],
  ['plain and double-quoted', 'a: 1\n¶"a": 2\n', 'duplicate-key'],
  ['plain and single-quoted', "a: 1\n¶'a': 2\n", 'duplicate-key'],
  ['plain and escaped', 'a: 1\n¶"\\x61": 2\n', 'duplicate-key'],
  ['number and text', '1: a\n¶"1": b\n', 'duplicate-key'],
  ['boolean and text', 'true: a\n¶"true": b\n', 'duplicate-key'],
  ['the same number', '1: a\n¶1: b\n', 'duplicate-key'],
  ['two ways to write an accent', 'caf\u00e9: 1\n¶cafe\u0301: 2\n', 'duplicate-key'],
  ['two ways to write an accent, the other one first', '¶cafe\u0301: 1\ncaf\u00e9: 2\n', 'not-normalized duplicate-key'],
  ['Hangul syllable and its letters', '\ud55c: 1\n¶\u1112\u1161\u11ab: 2\n', 'duplicate-key'],
  ['in a map of a map', 'policies:\n  nightly: 1\n  ¶nightly: 2\n', 'duplicate-key'],
  ['in braces', 'a: {b: 1, ¶b: 2}\n', 'duplicate-key'],
  ['in an item of a list', '- a: 1\n  ¶a: 2\n', 'duplicate-key'],
  ['explicit key', '? a\n: 1\n? ¶a\n: 2\n', 'duplicate-key'],
  ['a whole section', `${spec}policies:\n  a: 1\n¶policies:\n  b: 1\n`, 'duplicate-key'],
  ['Angstrom sign and letter', '\u00c5: 1\n¶\u212b: 2\n', 'duplicate-key'],
];

const keys: Row[] = [
  ['a list as explicit key', '? ¶[a]\n: 1\n', 'non-scalar-key'],
  ['a map as key', '¶{a: 1}: 2\n', 'non-scalar-key'],
  ['a list as key', '¶[a]: 2\n', 'non-scalar-key'],
  ['a block list as explicit key', '? ¶- a\n: 1\n', 'non-scalar-key'],
  ['a block map as explicit key', '? ¶a: 1\n: 1\n', 'non-scalar-key'],
  ['a template in braces', 'a: ¶{{ x }}\n', 'template-placeholder'],
  ['a map in a map as key', '¶{{}}: 2\n', 'non-scalar-key'],
  ['a key behind an empty one that is a list', '    : 0\n    ¶{0}:', 'yaml-syntax'],
  ['no key', '¶: 1\n', 'non-scalar-key'],
  ['no key in braces', 'a: {¶: 1}\n', 'non-scalar-key'],
  ['null as key', '¶null: 1\n', 'non-scalar-key'],
  ['Null as key', '¶Null: 1\n', 'non-scalar-key'],
  ['tilde as key', '¶~: 1\n', 'non-scalar-key'],
  ['empty text as key', '¶"": 1\n', 'non-scalar-key'],
  ['empty explicit key', '? ¶\n: x\n', 'non-scalar-key'],
  ['only an explicit key', '?¶\n', 'non-scalar-key'],
  ['a merge key', 'a: {x: 1}\nb:\n  ¶<<: {y: 1}\n', 'yaml-merge-key'],
  ['a merge key with an alias', 'a: ¶&a {x: 1}\nb:\n  <<: *a\n', 'yaml-anchor'],
  ['a merge key in braces', 'b: {¶<<: {y: 1}}\n', 'yaml-merge-key'],
  ['an alias as key', 'a: ¶&a x\n*a : 1\n', 'yaml-anchor'],
];

const reserved: Row[] = ['__proto__', 'constructor', 'prototype'].flatMap((name): Row[] => [
  [`${name} at the root`, `¶${name}: {allowDelete: true}\n`, 'reserved-key'],
  [`${name} as a section's entry`, `${spec}policies:\n  ¶${name}:\n    retentionDays: 1\n`, 'reserved-key'],
  [`${name} in braces`, `a: {¶${name}: 1}\n`, 'reserved-key'],
  [`${name} in a list`, `a:\n  - ¶${name}: 1\n`, 'reserved-key'],
  [`${name} in quotes`, `a:\n  ¶"${name}": 1\n`, 'reserved-key'],
]);

const escapedPrototype: Row[] = [
  ['__proto__ by escapes', '¶"\\x5f_proto_\\u005f": 1\n', 'reserved-key'],
  ['__proto__ twice', '¶__proto__: 1\n__proto__: 2\n', 'reserved-key duplicate-key'],
];

const tags: Row[] = [
  '!!str 1',
  '!!int "1"',
  '!!bool yes',
  '!!float 1',
  '!!null x',
  '!!binary aGk=',
  '!!timestamp 2020-01-01',
  '!!set {a, b}',
  '!!map {a: 1}',
  '!!seq [1]',
  '!!omap [a: 1]',
  '!!js/function x',
  '!!python/object/apply:os.system [x]',
  '!important x',
  '! x',
  '!<tag:yaml.org,2002:str> x',
  '!e!x y',
  '!Ref x',
  '!Sub "${x}"',
].map((value) => [`tag in ${value}`, `a: ¶${value}\n`, 'yaml-tag']);

const anchors: Row[] = [
  ['an anchor on a value', 'a: ¶&x 1\n', 'yaml-anchor'],
  ['an anchor on a map', 'a: ¶&x\n  b: 1\n', 'yaml-anchor'],
  ['an anchor on a key', '¶&x a: 1\n', 'yaml-anchor'],
  ['an anchor on an item', 'a:\n  - ¶&x 1\n', 'yaml-anchor'],
  ['an anchor on the root', '¶&x\na: 1\n', 'yaml-anchor'],
  ['an anchor without a name', 'a: ¶&\n', 'yaml-anchor'],
  ['an anchor on nothing', 'a: ¶&x\n', 'yaml-anchor'],
  ['two anchors', 'a: ¶&x &y 1\n', 'yaml-anchor yaml-anchor'],
  ['an anchor with a tag', 'a: ¶&x !!str 1\n', 'yaml-anchor yaml-tag'],
  ['an alias without its anchor', 'a: ¶*x\n', 'yaml-alias'],
  ['an alias in brackets', 'a: [¶*x, *y]\n', 'yaml-alias yaml-alias'],
  ['a cron line', 'a: ¶* 2 * * *\n', 'yaml-alias'],
  ['a star', 'a: ¶*\n', 'yaml-alias'],
  ['an anchored alias', 'a: ¶&x *y\n', 'yaml-anchor yaml-alias'],
];

const directives: Row[] = [
  ['YAML 1.1', '¶%YAML 1.1\n---\na: 1\n', 'yaml-directive'],
  ['YAML 1.3', '¶%YAML 1.3\n---\na: 1\n', 'yaml-directive'],
  ['YAML 2.0', '¶%YAML 2.0\n---\na: 1\n', 'yaml-directive'],
  ['YAML without a version', '¶%YAML\n---\na: 1\n', 'yaml-directive'],
  ['YAML with two versions', '¶%YAML 1.2 1.1\n---\na: 1\n', 'yaml-directive'],
  ['TAG', '¶%TAG ! tag:example.com,2000:\n---\na: 1\n', 'yaml-directive'],
  ['an unknown one', '¶%FOO bar\n---\na: 1\n', 'yaml-directive'],
  ['a lower case one', '¶%yaml 1.2\n---\na: 1\n', 'yaml-directive'],
  ['YAML 1.2 twice', '%YAML 1.2\n¶%YAML 1.2\n---\na: 1\n', 'yaml-directive'],
  ['YAML 1.1 with a merge', '¶%YAML 1.1\n---\na: &a {b: 1}\nc: {<<: *a}\n', 'yaml-directive yaml-anchor'],
  ['YAML 1.2 without dashes', '%YAML 1.2\n¶a: 1\n', 'yaml-syntax'],
];

const documents: Row[] = [
  ['two documents', 'a: 1\n¶---\nb: 2\n', 'yaml-several-documents'],
  ['three documents are one finding', 'a: 1\n¶---\nb: 2\n---\nc: 3\n', 'yaml-several-documents'],
  ['an empty second one', 'a: 1\n¶---\n', 'yaml-several-documents'],
  ['an empty first one', '---\n¶---\na: 1\n', 'yaml-several-documents'],
  ['after an end marker', 'a: 1\n...\n¶---\nb: 2\n', 'yaml-several-documents'],
  ['the same twice', 'a: 1\n¶---\na: 1\n', 'yaml-several-documents'],
  ['nothing', '¶', 'empty-file'],
  ['only a line end', '¶\n', 'empty-file'],
  ['only blanks', '¶   \n\n  \n', 'empty-file'],
  ['only comments', '¶# a\n# b\n', 'empty-file'],
  ['only a document marker', '¶---\n', 'empty-file'],
  ['only markers', '¶---\n...\n', 'empty-file'],
  ['only a comment after the marker', '¶--- # x\n', 'empty-file'],
];

const hiddenPoints = [
  0x00, 0x01, 0x02, 0x07, 0x08, 0x0b, 0x0c, 0x18, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0xad, 0x200b, 0x200d, 0x200e, 0x2028, 0x2029, 0x202a,
  0x202e, 0x2060, 0x2066, 0x2069, 0xfeff, 0xe000, 0xfff9, 0xffff, 0xe0041, 0x10ffff,
];
const hex = (point: number): string => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;

const hiddenCharacters: Row[] = hiddenPoints.flatMap((point): Row[] => {
  const char = String.fromCodePoint(point);
  return [
    [`${hex(point)} in a value`, `a: one ¶${char}two\n`, 'hidden-character'],
    [`${hex(point)} in a key`, `one¶${char}two: 1\n`, 'hidden-character'],
  ];
});

const encodings: Row[] = [
  ['a bidi override that hides a name', 'a: "x¶\u202e/* { \u2066"\n', 'hidden-character'],
  ['an escaped zero width space', 'a: "one¶\\u200btwo"\n', 'hidden-character'],
  ['an escaped escape character', 'a: "¶\\e[2J"\n', 'hidden-character'],
  ['an escaped escape character in hex', 'a: "\\\\¶\\x1b[2J"\n', 'hidden-character'],
  ['an escaped NUL', 'a: "¶\\0"\n', 'hidden-character'],
  ['an escaped line end', 'a: "x¶\\ny"\n', 'hidden-character'],
  ['an escaped tab', 'a: "x¶\\ty"\n', 'hidden-character'],
  ['a tab inside plain text', 'a: x¶\ty\n', 'hidden-character'],
  ['half of a surrogate pair by escape', 'a: "¶\\ud83d"\n', 'hidden-character'],
  ['half of a surrogate pair', 'a: x¶\ud83dy\n', 'hidden-character'],
  ['a blank line inside plain text', 'a: ¶x\n\n  y\n', 'hidden-character'],
  ['zero width space in a block of text', 'a: |\n  one\n  t¶\u200bwo\n', 'hidden-character'],
  ['escape character in a block of text', 'a: >\n  ¶\u001b[31mred\n', 'hidden-character'],
  ['only carriage returns', 'a: 1¶\rb: 2\r', 'hidden-character'],
  ['a carriage return in a comment', '# x¶\rallowDelete: true\na: 1\n', 'hidden-character'],
  ['a carriage return before CRLF', 'a: 1¶\r\r\nb: 2\r\n', 'hidden-character'],
  ['a second byte order mark', '\ufeff¶\ufeffa: 1\n', 'hidden-character'],
  ['a no-break space as indentation', 'a:\n¶\u00a0\u00a0b: 1\n', 'hidden-character'],
  ['a no-break space in a key', 'on¶\u00a0e: 1\n', 'hidden-character'],
  ['an ideographic space after the colon of a line', 'a: 1\nb:¶\u3000x\nc: 2\n', 'hidden-character'],
  ['a value that is not normalized', 'a: ¶cafe\u0301\n', 'not-normalized'],
  ['a quoted value that is not normalized', 'a: ¶"cafe\u0301"\n', 'not-normalized'],
  ['a value that is not normalized, by escape', 'a: ¶"cafe\\u0301"\n', 'not-normalized'],
  ['a block that is not normalized', 'a: ¶|\n  cafe\u0301\n', 'not-normalized'],
  ['the Kelvin sign', 'a: ¶10 \u212a\n', 'not-normalized'],
];

const syntax: Row[] = [
  ['an unclosed double quote', 'a: ¶"x\nb: 1\nc: 2\n', 'yaml-syntax'],
  ['an unclosed single quote', 'a: ¶\'x\nb: 1\nc: "q"\n', 'yaml-syntax'],
  ['a quote that an escape keeps open', 'a: ¶"x\\"\nb: 1\n', 'yaml-syntax'],
  ['a quote whose text is not indented', 'a:\n  b: ¶"x\n y"\nc: 1\n', 'yaml-syntax'],
  ['an unclosed bracket', 'a: ¶[1, 2\nb: 1\nc:\n  d: 2\n', 'yaml-syntax'],
  ['an unclosed brace', 'a: ¶{x: 1\nb: 1\n', 'yaml-syntax'],
  ['an unclosed bracket at the end', 'a: ¶[1, 2', 'yaml-syntax'],
  ['the inner bracket unclosed', 'a: {x: ¶[1, 2}\nb: 1\n', 'yaml-syntax'],
  ['one bracket too many', 'a: [1]¶]\nb: 2\n', 'yaml-syntax'],
  ['one brace too many', 'a: {x: 1}¶}\n', 'yaml-syntax'],
  ['a tab as indentation', 'a:\n¶\tb: 1\nc: 2\n', 'yaml-syntax'],
  ['a tab that would swallow a level', 'a:\n  b: 1\n¶\tc: 2\n', 'yaml-syntax'],
  ['one space too few', 'a:\n   b: 1\n  ¶c: 2\nd: 3\n', 'yaml-syntax'],
  ['a key under a value', 'a: 1\n  ¶b: 2\nc: 3\n', 'yaml-syntax'],
  ['a colon in plain text', 'a: ¶b: c\nd: 1\n', 'yaml-syntax'],
  ['no space after the first colon', '¶a:1\nb: 2\n', 'yaml-syntax'],
  ['no space after the last colon', 'a: 1\n¶b:2\n', 'yaml-syntax'],
  ['no colon', 'a: 1\n¶b\nc: 2\n', 'yaml-syntax'],
  ['an at sign', 'a: ¶@x\n', 'yaml-syntax'],
  ['a backtick', 'a: ¶`x`\n', 'yaml-syntax'],
  ['a percent sign', 'a: ¶%x\n', 'yaml-syntax'],
  ['a regular expression in double quotes', 'a: "¶\\d+"\n', 'yaml-syntax'],
  ['a Windows path in double quotes', 'a: "C:¶\\Users"\n', 'yaml-syntax'],
  ['text after |', 'a: | ¶x\n  y\n', 'yaml-syntax'],
  ['a key in a list', 'a:\n  - 1\n  ¶b: 2\n', 'yaml-syntax'],
  ['an item in a map', 'a:\n  b: 1\n  ¶- 2\nc: 1\n', 'yaml-syntax'],
  ['two commas', 'a: [1,¶,2]\n', 'yaml-syntax'],
  ['a missing comma', 'a: ["1" ¶"2"]\n', 'yaml-syntax'],
  ['text after a quote', 'a: "x" ¶y\n', 'yaml-syntax'],
  ['a variable in braces', 'a: {b: ¶${var.x}}\n', 'yaml-syntax'],
  ['a variable in brackets', 'a: [¶${var.x}]\n', 'yaml-syntax'],
  ['a list on the line of its key', 'a: ¶- 1\n', 'yaml-syntax'],
  ['a comment without a space', 'a: "x"¶#c\n', 'yaml-syntax'],
  ['a map on the line of ---', '--- ¶a: 1\n', 'yaml-syntax'],
  ['a merge conflict', 'a: 1\n¶<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\nc: 2\n', 'yaml-syntax'],
  ['a template', '¶{% if x %}\na: 1\n{% endif %}\n', 'template-placeholder'],
  ['two faults apart', 'a: ¶[1\nb: 1\nc: "x" y\nd: 2\n', 'yaml-syntax yaml-syntax'],
  ['a fault and an anchor apart', 'a: ¶&x 1\nb: 1\nc: "x" y\n', 'yaml-anchor yaml-syntax'],
  ['block text that is not indented', 'a: |\n    x\n   ¶y\nb: 1\n', 'yaml-syntax'],
];

const groups = {
  exhaustion,
  duplicates,
  keys,
  reserved,
  escapedPrototype,
  tags,
  anchors,
  directives,
  documents,
  hiddenCharacters,
  encodings,
  syntax,
};

/** Every hostile file; the name begins with its group. */
export const hostile: readonly Hostile[] = Object.entries(groups).flatMap(([group, rows]) =>
  rows.map(([name, marked, codes]) => hostileOf(`${group}: ${name}`, marked, codes)),
);
