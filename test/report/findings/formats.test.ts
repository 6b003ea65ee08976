import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import * as findingsFormats from '../../../src/report/findings/index.ts';
import { formatNames, formatOf } from '../../../src/report/formats.ts';
import { head, lintText, mixed } from '../sample.ts';

const names = formatNames(findingsFormats);

test('the formats that there are', () => expect(names).toEqual(['text', 'concise', 'github', 'gitlab', 'json', 'junit', 'sarif']));

describe.each(names)('%s', (name) => {
  const format = formatOf(findingsFormats, name).print;

  test('names every finding, and is the same whatever order the rules ran in', () => {
    const { diagnostics, documents, suppressed } = lintText(mixed);
    const before = structuredClone({ diagnostics, suppressed });
    const text = format(diagnostics, documents, { color: false, suppressed });
    for (const { code } of diagnostics) expect(text).toContain(code);
    expect(format(diagnostics.toReversed(), documents, { color: false, suppressed: suppressed.toReversed() })).toBe(text);
    expect({ diagnostics, suppressed }).toEqual(before);
  });

  test('is empty or ends with one line feed', () => {
    for (const text of [mixed, head]) {
      const { diagnostics, documents } = lintText(text);
      expect(format(diagnostics, documents, { color: false })).toMatch(/^$|[^\n]\n$/);
    }
  });

  test('holds no character that moves the cursor or hides text', () => {
    const nasty = '\u001b]0;x\u0007 \u202e \u0085 \u2028 \ud800 \u200b';
    const found: Diagnostic = {
      code: 'x',
      severity: 'error',
      message: nasty,
      help: nasty,
      label: nasty,
      notes: [nasty],
      place: { file: nasty, path: [nasty] },
      related: [{ place: { file: nasty, path: [] }, message: nasty }],
    };
    const text = format([found], new Map([[nasty, { text: 'a: b\n' }]]), {
      color: false,
      suppressed: [{ found, reason: nasty, place: { file: nasty, range: [0, 1] } }],
    });
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u);
  });
});

test('the text says how many findings are suppressed, and only then', () => {
  const { diagnostics, documents, suppressed } = lintText(mixed);
  expect(findingsFormats.text.print(diagnostics, documents, { color: false, suppressed })).toMatch(
    /\nFound 1 error, 2 warnings and 1 info in 1 file\. 2 suppressed\. 1 safe fix: lint --fix\.\n$/,
  );
  expect(findingsFormats.text.print(diagnostics, documents, { color: false, suppressed: [] })).toMatch(
    / in 1 file\. 1 safe fix: lint --fix\.\n$/,
  );
  expect(findingsFormats.text.print([], documents, { color: false, suppressed })).toBe('No findings in 1 file. 2 suppressed.\n');
});
