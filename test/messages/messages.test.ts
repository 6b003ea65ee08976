import { describe, expect, test } from 'vitest';
import codes from '../../schema/codes.js';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import { locate } from '../../src/read/source-span.ts';
import { inOrder } from '../../src/report/findings/order.ts';
import { fixText } from '../../src/rewrite/fix.ts';
import type { Row } from './row.ts';
import { table } from './table/index.ts';

const options = { year: 2026, unresolved: 'info', codes } as const;
const lint = (content: string) => analyze([{ file: 'f', content }], options);

/** The text of a row, and the ranges that stand between its marks. */
function unmarked(marked: string): { readonly text: string; readonly ranges: readonly string[] } {
  const ranges: string[] = [];
  let text = '';
  let open = 0;
  for (const char of marked) {
    if (char === '«') open = text.length;
    else if (char === '»') ranges.push(`${open}-${text.length}`);
    else text += char;
  }
  return { text, ranges };
}

function judged(row: Row) {
  const { text, ranges } = unmarked(row.spec);
  const { diagnostics, documents } = lint(text);
  const found = inOrder(diagnostics, documents);
  const shown = text.startsWith('\ufeff') ? text.slice(1) : text;
  const rangeOf = ({ place }: Diagnostic): string => {
    const document = documents.get('f') ?? { text: shown };
    const span = place && locate(document, place);
    return span ? `${span.start}-${span.end}` : 'nowhere';
  };
  const causes = found.flatMap(({ message, label = '' }) => [message, label]).join('\n');
  const ways = found.map(({ help = '' }) => help).join('\n');
  return { text, ranges, found, places: found.map(rangeOf), causes, ways };
}

const says = (text: string, words: readonly string[]): boolean => words.length > 0 && words.every((word) => text.includes(word));

describe.each(Object.keys(table))('%s', (about) => {
  const rows = table[about] as readonly Row[];
  test.each(rows.map((row) => [row.what, row] as const))('%s', (_, row) => {
    const { text, ranges, found, places, causes, ways } = judged(row);
    // One cause is one finding.
    expect(found.map(({ code }) => code)).toEqual(row.codes);
    expect(places.filter((place) => place !== 'nowhere')).toEqual(row.codes.length > 0 && row.codes[0] === 'empty-file' ? ['0-0'] : ranges);
    // One voice: a sentence begins with a capital and ends with a full stop, or in text to paste.
    for (const { help = '', message } of found) {
      expect(message).toMatch(/^.*\.$/s);
      expect(help).toMatch(/^[A-Z*].*(?:[.?]|: \S.*|:\n.*)$/s);
    }
    for (const word of row.cause) expect(causes).toContain(word);
    for (const word of row.way ?? []) expect(ways).toContain(word);
    for (const word of row.never ?? [])
      expect(`${causes}\n${ways}\n${row.codes.join('\n')}`.toLowerCase()).not.toContain(word.toLowerCase());
    const { texts, left, stopped } = fixText([{ file: 'f', content: text }], options, true);
    const offered = found.some(({ fix }) => fix !== undefined);
    expect(offered, found.map(({ fix }) => fix?.title).join()).toBe(row.fixed !== undefined);
    if (row.fixed !== undefined) {
      expect(stopped).toBeUndefined();
      expect(texts.get('f')).toContain(row.fixed);
      expect(left.diagnostics.map(({ code }) => code)).toEqual(row.left ?? []);
    }
    if (row.hand) {
      const [from, to] = row.hand;
      expect(text).toContain(from);
      expect(lint(text.replace(from, to)).diagnostics.map(({ code }) => code)).toEqual(row.left ?? []);
    }
  });
});

test('what the table shows', () => {
  const rows = Object.values(table).flat();
  const wrong = rows.filter(({ codes: expected }) => expected.length > 0);
  const seen = wrong.map((row) => ({ row, ...judged(row) }));
  const summary = {
    rows: rows.length,
    mistakes: wrong.length,
    cause: seen.filter(({ row, causes }) => says(causes, row.cause)).length,
    place: seen.filter(({ places, ranges }) => places.join() === ranges.join() || places.join() === '0-0').length,
    'way out': seen.filter(({ row, ways }) => says(ways, row.way ?? [])).length,
    'fixed by lint --fix': wrong.filter(({ fixed }) => fixed !== undefined).length,
    'followed by hand': wrong.filter(({ hand }) => hand !== undefined).length,
  };
  expect(rows.length).toBeGreaterThanOrEqual(150);
  expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length);
  expect(summary).toMatchSnapshot();
});
