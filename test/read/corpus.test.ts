import { afterEach, describe, expect, test } from 'vitest';
import type { Node } from '../../src/read/syntax-tree.ts';
import { locate } from '../../src/read/source-span.ts';
import { parse } from '../../src/read/parse.ts';
import { textReport } from '../../src/report/findings/text.ts';
import { hostile } from '../corpus/hostile.ts';
import { valid } from '../corpus/valid.ts';

afterEach(() => {
  expect(Reflect.ownKeys(Object.prototype).sort()).toEqual(prototypeKeys);
  expect(({} as Record<string, unknown>)['allowDelete']).toBeUndefined();
});
const prototypeKeys = Reflect.ownKeys(Object.prototype).sort();

/** What JSON would hold of a tree; maps have no prototype. */
function plain(node: Node): unknown {
  if (node.type === 'map')
    return Object.assign(Object.create(null), Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)])));
  if (node.type === 'list') return node.items.map(plain);
  return node.type === 'null' ? null : node.value;
}

test('the corpus is as large as it should be', () => {
  expect(hostile.length).toBeGreaterThanOrEqual(150);
  expect(valid.length).toBeGreaterThanOrEqual(40);
  expect(new Set(hostile.map(({ name }) => name)).size).toBe(hostile.length);
});

describe('hostile files are refused, with a place', () => {
  test.each(hostile)('$name', ({ text, codes, line, column }) => {
    const { value, diagnostics } = parse('f.yaml', text);
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
    const [first] = diagnostics;
    const span = locate({ text: text.replace(/^\ufeff/, '') }, first!.place!);
    // The byte order mark of the text stands before its first column.
    expect({ line: span.line, column: span.column }).toEqual({
      line,
      column: text.startsWith('\ufeff') && line === 1 ? column - 1 : column,
    });
    for (const { severity, message, help } of diagnostics) {
      expect(severity).toBe('error');
      expect(message).not.toBe('This is not valid YAML.');
      expect(help).toBeTruthy();
    }
  });

  test.each(hostile)('$name: nothing in its report moves the cursor', ({ text }) => {
    const { diagnostics } = parse('f.yaml', text);
    const report = textReport(diagnostics, new Map([['f.yaml', { text: text.replace(/^\ufeff/, '') }]]), { color: false });
    expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u);
    expect(report).not.toMatch(/^(::(?!:)|##\[)/m);
  });
});

describe('valid files are read', () => {
  test.each(valid)('%s', (_, text, value) => {
    const { value: document, diagnostics } = parse('f.yaml', text);
    expect(diagnostics).toEqual([]);
    expect(plain(document!.root)).toEqual(value);
    expect(document!.text).toBe(text.replace(/^\ufeff/, ''));
  });
});
