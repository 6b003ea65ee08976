import { describe, expect, test } from 'vitest';
import { liveCodes } from '../../schema/codes.js';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import { weigh } from '../../src/plan/weigh.ts';
import { liveWeigher } from '../../src/suppressions/live.ts';
import type { Freedom, Overrides } from '../../src/suppressions/live.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const comment = '  # snapspec: ignore[disk-under-other-policies, disk-not-found] the other team knows';
const spec = (comments: string, rules = ''): string =>
  `${head}${rules}policies:\n${comments}\n  p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [{id: d-1}]}}\n`;

function overridesOf(text: string): Overrides {
  const { program, diagnostics } = analyze([{ file: 'f', content: text }], { year: 2026, unresolved: 'error', liveCodes });
  expect(diagnostics).toEqual([]);
  return program?.overrides as Overrides;
}

const found = (code: string, severity: Diagnostic['severity']): Diagnostic => ({
  code,
  severity,
  message: 'm',
  place: { file: 'f', path: ['policies', 'p', 'disks'] },
});

/** `reported error`, `ignored warning`, `gone`. */
function outcome(text: string, one: Diagnostic, freedom: Freedom = 'free', more: Partial<Overrides> = {}): string {
  const { reported, suppressed } = liveWeigher({ ...overridesOf(text), ...more })(one, freedom);
  if (suppressed) return `ignored ${suppressed.found.severity}: ${suppressed.reason}`;
  return reported === undefined ? 'gone' : `reported ${reported.severity}${reported.notes ? `, ${reported.notes.length} note` : ''}`;
}

const warning = found('disk-under-other-policies', 'warning');
const error = found('disk-not-found', 'error');

describe('findings that only the cloud shows', () => {
  test.each<[string, string, Diagnostic, Freedom, string]>([
    ['nothing chosen', spec('  # x'), warning, 'free', 'reported warning'],
    ['a comment', spec(comment), warning, 'free', 'ignored warning: the other team knows'],
    ['a comment for an error, in lint', spec(comment), error, 'free', 'ignored error: the other team knows'],
    ['a comment for what stands, which says so', spec(comment), error, 'none', 'reported error, 1 note'],
    ['a comment for what rules alone weigh', spec(comment), error, 'severity', 'reported error, 1 note'],
    ['a lighter rule', spec('  # x', 'lint: {rules: {disk-under-other-policies: info}}\n'), warning, 'free', 'reported info'],
    ['a heavier rule', spec('  # x', 'lint: {rules: {disk-under-other-policies: error}}\n'), warning, 'free', 'reported error'],
    ['off', spec('  # x', 'lint: {rules: {disk-under-other-policies: off}}\n'), warning, 'free', 'gone'],
    ['off, under a comment', spec(comment, 'lint: {rules: {disk-under-other-policies: off}}\n'), warning, 'free', 'gone'],
    ['a rule for what stands', spec('  # x', 'lint: {rules: {disk-not-found: off}}\n'), error, 'none', 'reported error'],
    ['a rule for what rules weigh', spec('  # x', 'lint: {rules: {disk-not-found: warning}}\n'), error, 'severity', 'reported warning'],
    ['off for what rules weigh', spec('  # x', 'lint: {rules: {disk-not-found: off}}\n'), error, 'severity', 'reported info'],
  ])('%s', (_, text, one, freedom, expected) => expect(outcome(text, one, freedom)).toBe(expected));

  test('flags win over the spec, and --no-ignores over its comments', () => {
    const text = spec(comment, 'lint: {rules: {disk-under-other-policies: off}}\n');
    const flags = { rules: new Map([['disk-under-other-policies', 'error']] as const) };
    expect(outcome(text, warning, 'free', { flags })).toBe('ignored error: the other team knows');
    expect(outcome(text, warning, 'free', { flags, noIgnores: true })).toBe('reported error');
  });

  test('of a plan: what holds something back stands, and what is made an error holds as any other', () => {
    const overrides = overridesOf(
      spec(comment, 'lint: {rules: {disk-not-found: off, desktop-status: error, policy-selects-nothing: off}}\n'),
    );
    const finding = (diagnostic: Diagnostic, more: object = {}) => ({
      diagnostic,
      address: 'policies/p',
      about: [],
      holdsDetaches: false,
      ...more,
    });
    const weighed = weigh(
      [
        finding(warning),
        finding(error),
        finding(found('disk-under-other-policies', 'warning'), { holdsDetaches: true }),
        finding(found('desktop-status', 'warning')),
        finding(found('policy-selects-nothing', 'error'), { holdsDetaches: true, weighable: true }),
      ],
      overrides,
    );
    expect(weighed.map(({ diagnostic, holdsDetaches }) => [diagnostic.code, diagnostic.severity, holdsDetaches])).toEqual([
      ['disk-not-found', 'error', false],
      ['disk-under-other-policies', 'warning', true],
      ['desktop-status', 'error', false],
      ['policy-selects-nothing', 'info', true],
    ]);
    expect(weigh([finding(error)], undefined)).toHaveLength(1);
  });

  test('without a look at the cloud, an ignore of them is not called unused; all others are', () => {
    const codes = ruleEntries().map(({ code }) => code);
    const text = spec('  # snapspec: ignore[disk-under-other-policies, region-quota, policy-name-period] known');
    const unused = (options: object): string[] =>
      analyze([{ file: 'f', content: text }], { year: 2026, unresolved: 'info', codes, ...options }).diagnostics.map(
        ({ message }) => message,
      );
    expect(unused({ liveCodes })).toEqual([expect.stringContaining('"policy-name-period"')]);
    expect(unused({ liveCodes })[0]).not.toContain('disk-under-other-policies');
    expect(liveCodes).toEqual(expect.arrayContaining(['disk-not-found', 'policy-selects-nothing', 'moved-done', 'entry-refused']));
    expect(liveCodes).not.toContain('policy-name-period');
  });
});
