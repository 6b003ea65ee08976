import { describe, expect, test } from 'vitest';
import * as escape from '../../src/escape/index.ts';
import { hiddenIn, honestTexts, hostileTexts, liveCommands } from '../support/hostile.ts';

const { azureData, azureProperty, csvCell, csvRow, cut, githubData, githubProperty, gitlabDescription, html } = escape;
const { jsonLine, jsonText, logLine, markdownBlock, markdownCode, sarifMessage, terminal, terminalOutput, xmlAttribute, xmlText } = escape;

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const fromXml = (text: string): string =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (_, code?: string, name?: string) =>
    code ? String.fromCodePoint(Number(code)) : (entities[name as string] as string),
  );
const fromSarif = (text: string): string => text.replace(/(\\*)\\\]\(/g, '$1](');
/** What no form of XML 1.0 can hold is read back as its escape. */
const inXml = (text: string): string =>
  text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
const fromCsv = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);

/** Where a text can go: as it is printed there, and for what a program reads, how it is read back. */
const destinations: {
  readonly [name: string]: {
    readonly print: (text: string) => string;
    readonly back?: (printed: string) => string;
    readonly came?: (text: string) => string;
  };
} = {
  'a piece for the terminal': { print: (text) => `  snapshots/a: ${terminal(text)}\n` },
  'a piece at the start of a line': { print: (text) => `${terminal(text)}\n` },
  'lines for the terminal': { print: (text) => `note: ${terminal(text, { lines: true })}\n` },
  'output without escapes': { print: (text) => terminalOutput(`${text}\n`, { color: () => false }) },
  'output in colour': { print: (text) => terminalOutput(`${text}\n`, { color: () => true }).replace(/\x1b\[(?:[12]|22|3[1-79])m/g, '') },
  'a GitHub message': { print: (text) => `::error file=a::${githubData(text)}\n`.replace(/^::error /, '') },
  'a GitHub property': { print: (text) => `::error file=${githubProperty(text)}::x\n`.replace(/^::error /, '') },
  'an Azure message': { print: (text) => `]${azureData(text)}\n` },
  'an Azure property': { print: (text) => `code=${azureProperty(text)};\n` },
  'a GitLab description': { print: (text) => jsonText({ description: gitlabDescription(text) }) },
  JSON: { print: (text) => jsonText({ text }), back: (printed) => (JSON.parse(printed) as { text: string }).text },
  'a key of JSON': { print: (text) => jsonText({ [text]: 1 }), back: (printed) => Object.keys(JSON.parse(printed) as object)[0] as string },
  'a line of JSON': { print: (text) => jsonLine([text]), back: (printed) => (JSON.parse(printed) as string[])[0] as string },
  SARIF: {
    print: (text) => jsonText({ text: sarifMessage(text) }),
    back: (printed) => fromSarif((JSON.parse(printed) as { text: string }).text),
  },
  XML: { print: (text) => `<a>${xmlText(text)}</a>\n`, back: (printed) => fromXml(printed.slice(3, -5)), came: inXml },
  'an attribute of XML': {
    print: (text) => `<a b="${xmlAttribute(text)}"/>\n`,
    back: (printed) => fromXml(printed.slice(6, -4)),
    came: inXml,
  },
  HTML: { print: (text) => `<p title="${html(text)}">${html(text)}</p>\n` },
  Markdown: { print: (text) => `- ${markdownCode(text)} changes\n` },
  'a cell of Markdown': { print: (text) => `| ${markdownCode(text, { cell: true })} |\n` },
  'a block of Markdown': { print: (text) => markdownBlock(text) },
  CSV: { print: (text) => csvCell(text) },
  'a log': { print: (text) => `${logLine([200, 'ecs', text])}\n` },
  'a log that begins with it': { print: (text) => `${logLine([text])}\n` },
};

/** Texts as they come, and the same after some of ours, before some, and twice. */
const texts = Object.entries({ ...hostileTexts, ...honestTexts }).flatMap(([what, text]): [string, string][] => [
  [what, text],
  [`${what}, after a hash`, `#${text}`],
  [`${what}, before a command`, `${text}##[error]x`],
  [`${what}, on a line of its own`, `a\n${text}\n::error::b`],
]);

describe('every destination, whatever comes', () => {
  test.each(Object.entries(destinations))('%s', (_, { print, back, came = (text) => text }) => {
    for (const [what, text] of texts) {
      const printed = print(text);
      const honest = Object.values(honestTexts).some((one) => text.includes(one)) ? /[\u061c\u200c-\u200f\ufe0f]/g : '';
      expect(hiddenIn(printed.replace(honest, '')), what).toEqual([]);
      expect(liveCommands(printed), what).toEqual([]);
      if (back) expect(back(printed) === came(text), what).toBe(true);
    }
  });

  test('so many cells', () => expect(Object.keys(destinations).length * texts.length).toBeGreaterThan(5_000));
});

describe('prose is cut, data is not', () => {
  test('with the number of characters that are left out', () => {
    expect(cut('abcdef', 4)).toBe('abcd… (2 more characters)');
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abc\u{1f600}', 4)).toBe('abc… (2 more characters)');
    expect(terminal('x'.repeat(10_000_000))).toMatch(/^x{4096}… \(9995904 more characters\)$/);
  });

  test.each([
    'a piece for the terminal',
    'a GitHub message',
    'a GitHub property',
    'an Azure message',
    'HTML',
    'Markdown',
    'a block of Markdown',
    'a log',
  ])('%s', (name) => {
    expect(destinations[name]?.print('x'.repeat(1_000_000)).length).toBeLessThan(10_000);
  });

  test.each(['JSON', 'SARIF', 'XML', 'CSV'])('%s', (name) => {
    expect(destinations[name]?.print('x'.repeat(1_000_000)).length).toBeGreaterThanOrEqual(1_000_000);
  });
});

describe('what people write comes through', () => {
  test.each(Object.entries(honestTexts))('%s', (_, text) => {
    expect(terminal(text)).toBe(text);
    expect(terminalOutput(`${text}\n`, { color: () => false })).toBe(`${text}\n`);
    expect(markdownCode(text)).toBe(`\`${text}\``);
    expect(logLine([text])).toBe(text);
  });
});

describe('one destination at a time', () => {
  test('terminal: own colours stay, those of others do not', () => {
    expect(terminalOutput('\x1b[31merror\x1b[39m \x1b[8mx\n', { color: () => true })).toBe('\x1b[31merror\x1b[39m \\u{1b}[8mx\n');
    expect(terminalOutput('\x1b[31mx\n', { color: () => false })).toBe('\\u{1b}[31mx\n');
  });

  test.each([
    ['##[error]x', '\\u{23}#[error]x'],
    ['##vso[x]', '\\u{23}#vso[x]'],
    ['  ::error::x', '  \\u{3a}:error::x'],
    ['a ::error::x', 'a ::error::x'],
    ['# # [x] ## a', '# # [x] ## a'],
  ])('terminal: %s', (text, shown) => expect(terminal(text)).toBe(shown));

  test('GitHub and Azure: what ends a message or a property is encoded as their agents read it back', () => {
    expect(githubData('::a ##[b]')).toBe('::a \\u{23}#[b]');
    expect(githubData('a%b\r\nc:d,e')).toBe('a%25b%0D%0Ac:d,e');
    expect(githubProperty('a:b,c')).toBe('a%3Ab%2Cc');
    expect(azureProperty('a;b]c%\n')).toBe('a%3Bb%5Dc%AZP25%0A');
  });

  test('JSON, XML and SARIF: forms that are read back', () => {
    expect(jsonText('##[x]\u202e')).toBe('"\\u0023#[x]\\u202e"\n');
    expect(xmlAttribute('"##[x]"\n<\u202e\u0085')).toBe('&quot;&#35;#[x]&quot;&#10;&lt;&#8238;&#133;');
    expect(xmlText('a\u0000')).toBe('a\\u{0}');
    expect(sarifMessage('[a](b) [c]\\(d) \\](e)')).toBe('[a\\](b) [c]\\(d) \\\\](e)');
  });

  test('Markdown: data stands in a span or fence that it cannot close', () => {
    expect(markdownCode('@a `b` ``c``')).toBe('``` @a `b` ``c`` ```'.replace('``c`` ', '``c`` '));
    expect(markdownCode('a|b', { cell: true })).toBe('`a\\|b`');
    expect(markdownCode('')).toBe('(empty)');
    expect(markdownBlock('a\n```\nb')).toBe('````\na\n```\nb\n````\n');
    for (const [what, text] of texts) {
      const [, marks = '', inside = ''] = /^(`+)([\s\S]*)\1$/.exec(markdownCode(text)) ?? [];
      expect(marks, what).not.toBe('');
      expect(inside.match(/`+/g)?.some((run) => run.length === marks.length) ?? false, what).toBe(false);
      expect(inside, what).not.toMatch(/^`|`$|\n/);
    }
  });

  test('HTML: no tag, no entity and no attribute of theirs', () => {
    expect(html('<b a="1">&\'`')).toBe('&#60;b a&#61;&#34;1&#34;&#62;&#38;&#39;&#96;');
    for (const [what, text] of texts) expect(html(text).replace(/&#\d+;/g, ''), what).not.toMatch(/[<>"'`=&]/);
  });

  test('CSV: a cell is never computed, and read back as text', () => {
    expect(csvRow(['a', '=1+1', -5, 'b"c', '-1'])).toBe('a,"\'=1+1",-5,"b""c","\'-1"\r\n'.replace('"\'-1"', '"\'-1"'));
    for (const [what, text] of texts) {
      expect(fromCsv(csvCell(text)), what).not.toMatch(/^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/);
      expect(
        csvCell(text)
          .replace(/^"([\s\S]*)"$/, '$1')
          .replaceAll('""', ''),
        what,
      ).not.toContain('"');
    }
  });
});
