import { describe, expect, test } from 'vitest';
import * as findingsFormats from '../../src/report/findings/index.ts';
import { folder, snapspec } from '../support/cli.ts';
import { head } from './marked.ts';

const forbidden = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/u;
const formats = Object.keys(findingsFormats);
const one = 'groups: {a: {instanceId: i-1}}\n';
const other = 'groups: {b: {instanceId: i-2}}\n';

type Pair = readonly [name: string, first: string, second: string, codes: string];

const right: readonly Pair[] = [
  ['entries of one section', head + one, other, 'groups/a groups/b'],
  ['a section without a value before one with entries', `${head}groups:\n`, other, 'groups/b'],
  ['a section with entries before one without a value', head + one, 'groups: ~\n', 'groups/a'],
  ['an empty section before one with entries', `${head}groups: {}\n`, other, 'groups/b'],
  ['the head in the second file', one, head + other, 'groups/a groups/b'],
  ['the same head in both', head + one, head + other, 'groups/a groups/b'],
  [
    'a variable of the other file',
    `${head}groups: {a: {instanceId: i-1, name: "n-\${var.r}"}}\n`,
    'variables: {r: {default: "1"}}\n',
    'groups/a',
  ],
  ['the same default in another order', `${head}defaults: {tags: {a: b, c: d}}\n${one}`, 'defaults: {tags: {c: d, a: b}}\n', 'groups/a'],
];

const wrong: readonly Pair[] = [
  ['one address in both', head + one, one, 'duplicate-address'],
  ['one variable in both', `${head}variables: {r: {default: a}}\n`, 'variables: {r: {default: a}}\n', 'duplicate-address'],
  ['another region', head, 'region: cn-beijing\n', 'conflicting-files'],
  ['another stack', head, 'stack: orders\n', 'conflicting-files'],
  ['another default', `${head}defaults: {tags: {a: b}}\n`, 'defaults: {tags: {a: c}}\n', 'conflicting-files'],
  ['other removals', `${head}removed: []\n`, 'removed: [{address: groups/a}]\n', 'conflicting-files'],
  ['a list in the place of a section', head + one, 'groups: []\n', 'conflicting-files'],
  ['a list in the place of a section, before it', `${head}groups: []\n`, one, 'wrong-type'],
  ['text in the place of a section, before it', `${head}groups: x\n`, one, 'wrong-type'],
  ['a second file that is empty', head, '', 'empty-file'],
  ['a second file that is broken', head, 'groups: [\n', 'yaml-syntax'],
  ['a second file that is a list', head, '- a\n', 'wrong-type'],
  ['a reserved name in the second file', head, 'groups: {__proto__: {instanceId: i-1}}\n', 'reserved-key'],
];

describe('two files as one spec', () => {
  const both = (first: string, second: string) => folder({ 'a.yaml': first, 'b.yaml': second });
  const lint = (cwd: string) => snapspec(cwd, ['lint', '-f', 'a.yaml', '-f', 'b.yaml', '--format', 'json']);

  test.each(wrong)('%s', async (_, first, second, codes) => {
    const { code, stdout } = await lint(both(first, second));
    expect(JSON.parse(stdout).diagnostics.map((found: { code: string }) => found.code)).toEqual(codes.split(' '));
    expect(code).toBe(1);
  });

  test.each(right)('%s', async (_, first, second, addresses) => {
    const seed =
      'region: cn-hangzhou\naccount: "1234567890123456"\ninstances: [{id: i-1}, {id: i-2}]\ndisks: [{id: d-1, instance: i-1}, {id: d-2, instance: i-2}]\n';
    const cwd = folder({ 'a.yaml': first, 'b.yaml': second, 'local-cloud.yaml': seed });
    expect(await lint(cwd)).toMatchObject({ code: 0 });
    const { code, stdout } = await snapspec(cwd, ['plan', '--local', '-f', 'a.yaml', '-f', 'b.yaml', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).entries.map((entry: { address: string }) => entry.address)).toEqual(addresses.split(' '));
  });
});

describe('names of files that mean something to a terminal or a runner', () => {
  const bad = `${head}¶: 1\n`;
  test.each([
    '::error::x.yaml',
    '##[error]x.yaml',
    '\u001b[31mx.yaml',
    'a\nb.yaml',
    'a\r::error::b.yaml',
    '\u202eyaml.x',
    '</script>.yaml'.replace('/', ''),
    '%0A::error::x.yaml',
  ])('%j', async (name) => {
    const cwd = folder({ [name]: bad });
    for (const format of formats) {
      const { code, stdout, stderr } = await snapspec(cwd, ['lint', '-f', name, '--format', format]);
      expect(code).toBe(1);
      expect(stdout + stderr, format).not.toMatch(forbidden);
      expect(stdout, format).not.toMatch(format === 'github' ? /^(?!::(?:error|warning|notice) )./m : /^(?:::(?!:)|##\[)/m);
    }
    const gone = await snapspec(cwd, ['lint', '-f', `${name}x`]);
    expect(gone).toMatchObject({ code: 64, stdout: '' });
    expect(gone.stderr).not.toMatch(forbidden);
  });
});

describe('values of variables that come from outside', () => {
  const spec = `${head}variables: {r: {}}\nsnapshots: {a: {diskId: d-1, retentionDays: 7, takeUntil: 2026-12-31, description: "before \${var.r}"}}\n`;
  const values: readonly (readonly [value: string, codes: string[]])[] = [
    ['1.4.2', []],
    ['数据库 😀', []],
    ['::error::x', []],
    ['${var.r}', []],
    ['__proto__', []],
    ['a\u001b[31m', ['hidden-character']],
    ['a\nb', ['hidden-character']],
    ['a\r\nb', ['hidden-character']],
    ['a\u202eb', ['hidden-character']],
    ['a\u200bb', ['hidden-character']],
    ['cafe\u0301', ['not-normalized']],
    [`a${'\u0301'.repeat(40)}`, ['not-normalized']],
    ['x'.repeat(100_000), ['snapshot-description-length']],
  ];
  test.each(values)('%j', async (value, codes) => {
    const cwd = folder({ 'snapspec.yaml': spec });
    const ways = [{ argv: ['--var', `r=${value}`] }, { argv: [], given: { environment: { SNAPSPEC_VAR_r: value } } }];
    for (const { argv, given } of ways) {
      const ran = await snapspec(cwd, ['lint', ...argv, '--format', 'json'], given);
      const text = await snapspec(cwd, ['lint', ...argv], given);
      expect(JSON.parse(ran.stdout).diagnostics.map((found: { code: string }) => found.code)).toEqual(codes);
      expect([ran.code, text.code]).toEqual(codes.length > 0 ? [1, 1] : [0, 0]);
      expect(ran.stdout + text.stdout + text.stderr).not.toMatch(forbidden);
      if (codes[0] === 'hidden-character') expect(text.stdout).toContain('The value given for the variable r holds U+');
    }
  });

  test.each(['__proto__', 'constructor', 'toString'])('a variable called %s that no file declares', async (name) => {
    const ran = await snapspec(folder({ 'snapspec.yaml': spec }), ['lint', '--var', `${name}=x`, '--var', 'r=1']);
    const stderr = expect.stringContaining(`--var ${name}: the spec does not declare this variable.`);
    expect(ran).toMatchObject({ code: 64, stdout: '', stderr });
    expect(({} as Record<string, unknown>)['r']).toBeUndefined();
  });
});
