import { describe, expect, test } from 'vitest';
import type { Diagnostic, Severity } from '../../../src/base/diagnostic.ts';
import { github } from '../../../src/report/findings/github.ts';
import { head, lintText } from '../sample.ts';

const options = { color: false };
const finding = (more: Partial<Diagnostic>): Diagnostic => ({ code: 'a-code', severity: 'error', message: 'm', ...more });
const report = (...found: Diagnostic[]): string => github.print(found, new Map(), options);

/** Reads a command back as the runner does. */
function read(line: string): { command: string; properties: { [name: string]: string }; data: string } {
  const [, command = '', properties = '', data = ''] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
  const unescaped = (text: string): string =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
  const pairs = properties.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]);
  return {
    command,
    properties: Object.fromEntries(pairs),
    data: data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'),
  };
}

test('one command for a finding, at its characters', () => {
  const { diagnostics, documents } = lintText(`${head}snapshots:\n  a:\n    diskld: d-1\n    diskId: d-1\n`);
  expect(github.print(diagnostics, documents, options)).toBe(
    '::error file=spec.yaml,line=6,col=5,endLine=6,endColumn=11,title=unknown-key::snapshots/a has the unknown key "diskld".%0Ahelp: Did you mean diskId?\n',
  );
});

test('nothing found, nothing said', () => expect(report()).toBe(''));

test('without a place there is only a title', () => expect(report(finding({}))).toBe('::error title=a-code::m\n'));

test('files are named from the folder of the run', () => {
  const place = { file: '/work/repo/x/spec.yaml', range: [0, 1] as const };
  expect(github.print([finding({ place })], new Map(), { ...options, root: '/work/repo' })).toBe(
    '::error file=x/spec.yaml,title=a-code::m\n',
  );
});

describe('order and number', () => {
  const many = (severity: Severity, times: number): Diagnostic[] =>
    Array.from({ length: times }, (_, at) =>
      finding({ severity, message: `${severity} ${at}`, place: { file: 'f', range: [at, at + 1] } }),
    );
  const lines = github
    .print([...many('info', 1), ...many('warning', 11), ...many('error', 13)], new Map([['f', { text: 'x'.repeat(20) }]]), options)
    .trimEnd()
    .split('\n');

  test('errors come first, ten of each level, then how many more there are', () => {
    expect(lines.map((line) => /^::\w+/.exec(line)?.[0] ?? line)).toEqual([
      ...Array(10).fill('::error'),
      '3 more errors',
      ...Array(10).fill('::warning'),
      '1 more warning',
      '::notice',
    ]);
  });

  test('within a level the order of the text stays', () =>
    expect(lines.slice(0, 10).map((line) => line.split('::')[2])).toEqual(Array.from({ length: 10 }, (_, at) => `error ${at}`)));
});

describe('hostile text is read back as it was, on one line', () => {
  test.each([
    ['100% sure'],
    ['%0A is not a line feed'],
    ['a\r\nb\n::error::forged'],
    ['a,b:c=d'],
    ['::set-output name=x::y'],
    ['%25'],
    ['%3A%2C'],
  ])('%j', (text) => {
    const line = report(finding({ message: text, place: { file: text, range: [0, 0] } }));
    expect(line.indexOf('\n')).toBe(line.length - 1);
    const { command, properties, data } = read(line.trimEnd());
    expect(command).toBe('error');
    expect(data).toBe(text);
    expect(properties).toEqual({ file: text, title: 'a-code' });
  });

  test('exact escapes: a colon and a comma only in properties', () => {
    expect(report(finding({ message: 'a:b,c%\r\n', place: { file: 'a:b,c%\r\n', range: [0, 0] } }))).toBe(
      '::error file=a%3Ab%2Cc%25%0D%0A,title=a-code::a:b,c%25%0D%0A\n',
    );
  });

  test('what is hidden becomes visible', () =>
    expect(report(finding({ message: '\u001b[31m\u202e' }))).toBe('::error title=a-code::\\u{1b}[31m\\u{202e}\n'));
});
