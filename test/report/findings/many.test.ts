import { describe, expect, test } from 'vitest';
import type { Diagnostic, Severity } from '../../../src/base/diagnostic.ts';
import { countsByCode, maxShown, shownOf } from '../../../src/report/findings/many.ts';
import { textReport } from '../../../src/report/findings/text.ts';

const finding = (code: string, severity: Severity, message = `Finding ${code}.`): Diagnostic => ({ code, severity, message });
const many = (code: string, severity: Severity, count: number): Diagnostic[] =>
  Array.from({ length: count }, (_, index) => finding(code, severity, `Number ${index}.`));
const report = (found: readonly Diagnostic[], options = {}): string => textReport(found, new Map(), { color: false, ...options });

describe('more findings than anybody reads', () => {
  const warnings = many('unwise', 'warning', 8_000);
  const errors = many('wrong', 'error', 2);
  const all = [...warnings, ...errors];

  test('the most severe are shown, in their order, and the rest is counted', () => {
    const shown = shownOf(all, false);
    expect(shown).toHaveLength(maxShown);
    expect(shown.slice(-2)).toEqual(errors);
    const text = report(all);
    expect(text).toContain(`7,952 more findings are not shown. Use lint --all to see all of them.`);
    expect(text).toContain('\n      2 errors   wrong\n  8,000 warnings unwise\n');
    expect(text.split('\n').length).toBeLessThan(400);
    expect(text).toMatch(/\nFound 2 errors and 8,000 warnings\.\n$/);
  });

  test('all of them are shown where that is asked for, and still counted', () => {
    expect(shownOf(all, true)).toBe(all);
    const text = report(all, { all: true });
    expect(text).not.toContain('not shown');
    expect(text).toContain('Number 7999.');
    expect(text).toContain('8,000 warnings unwise');
  });

  test('up to the limit nothing is left out, and few are not counted by code', () => {
    const few = many('wrong', 'error', maxShown);
    expect(shownOf(few, false)).toBe(few);
    expect(report(few)).not.toContain('not shown');
    expect(countsByCode(many('wrong', 'error', 20))).toEqual([]);
    expect(countsByCode(many('wrong', 'error', 21))).toEqual(['  21 errors   wrong']);
  });

  test('a report that another one follows has no summary', () => {
    const text = report([finding('unwise', 'warning')], { summary: false });
    expect(text).toContain('warning[unwise]');
    expect(text).not.toContain('Found');
  });
});
