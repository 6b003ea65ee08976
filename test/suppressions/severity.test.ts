import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { AnalyzeOptions } from '../../src/frontend/analyze.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import { parse } from '../../src/read/parse.ts';
import { adviceRules } from '../../src/advice/list.ts';
import { reaches, applySeverities, severityConfigOf } from '../../src/suppressions/severity.ts';
import type { SeverityConfig } from '../../src/suppressions/severity.ts';

const finding = (code: string, severity: Diagnostic['severity'], more: Partial<Diagnostic> = {}): Diagnostic => ({
  code,
  severity,
  message: 'm',
  ...more,
});
const rules = (pairs: { readonly [code: string]: 'off' | 'info' | 'warning' | 'error' }): SeverityConfig => ({
  rules: new Map(Object.entries(pairs)),
});
const all = [finding('e', 'error'), finding('w', 'warning'), finding('d', 'warning', { disputed: true }), finding('i', 'info')];

/** `code severity` of what is left. */
function left(section: SeverityConfig, flags: SeverityConfig = {}, errorsStand = false): string[] {
  return applySeverities(all, { section, flags, errorsStand }).map(({ code, severity }) => `${code} ${severity}`);
}

describe('what a finding weighs', () => {
  test('without a choice everything stays as it is, the findings themselves too', () => {
    const kept = applySeverities(all, { section: {}, flags: {}, errorsStand: false });
    expect(kept).toEqual(all);
    expect(kept[0]).toBe(all[0]);
  });

  test('a rule by name: lighter, heavier, off', () =>
    expect(left(rules({ e: 'info', w: 'error', i: 'off' }))).toEqual(['e info', 'w error', 'd warning']));
  test('strict makes an error of what is disputed, and of nothing else', () =>
    expect(left({ strict: true })).toEqual(['e error', 'w warning', 'd error', 'i info']));
  test('a raised finding says why', () => {
    expect(applySeverities(all, { section: {}, flags: { strict: true }, errorsStand: false })[2]?.notes).toEqual([
      'An error because of strict, which takes the narrower reading where the pages disagree.',
    ]);
    expect(applySeverities(all, { section: {}, flags: rules({ d: 'error' }), errorsStand: false })[2]?.notes).toBeUndefined();
  });
  test('within one place a rule by name wins over strict', () =>
    expect(left({ strict: true, ...rules({ d: 'info' }) })).toEqual(['e error', 'w warning', 'd info', 'i info']));

  test.each<[string, SeverityConfig, SeverityConfig, string]>([
    ['a flag over the section', rules({ d: 'off' }), rules({ d: 'info' }), 'd info'],
    ['--strict over a rule of the section', rules({ d: 'off' }), { strict: true }, 'd error'],
    ['a flag by name over --strict', {}, { strict: true, ...rules({ d: 'info' }) }, 'd info'],
    ['--no-strict over strict in the section', { strict: true }, { strict: false }, 'd warning'],
    ['--no-strict leaves rules of the section alone', { strict: true, ...rules({ d: 'error' }) }, { strict: false }, 'd error'],
  ])('%s', (_, section, flags, expected) => expect(left(section, flags)).toContain(expected));

  test('for plan and apply errors stand; everything else can be chosen', () => {
    expect(left(rules({ e: 'off', w: 'off', d: 'error' }), { strict: false, ...rules({ e: 'info' }) }, true)).toEqual([
      'e error',
      'd error',
      'i info',
    ]);
  });

  test('names of object members are codes like any other', () =>
    expect(applySeverities([finding('constructor', 'error')], { section: {}, flags: rules({}), errorsStand: false })).toHaveLength(1));
});

test('a finding reaches its own level and those below', () => {
  const levels = ['error', 'warning', 'info'] as const;
  expect(levels.map((severity) => levels.map((level) => reaches(finding('x', severity), level)))).toEqual([
    [true, true, true],
    [false, true, true],
    [false, false, true],
  ]);
});

describe('the lint section', () => {
  const read = (text: string): SeverityConfig => severityConfigOf(parse('f', text).value?.root);

  test('is read', () =>
    expect(read('strict: true\nfailOn: Warning\nrules: {a-b: off, c: error}\n')).toEqual({
      strict: true,
      failOn: 'warning',
      rules: new Map([
        ['a-b', 'off'],
        ['c', 'error'],
      ]),
    }));
  test.each([
    ['strict: yes'],
    ['failOn: off'],
    ['failOn: [error]'],
    ['rules: [a]'],
    ['rules: {a: fatal}'],
    ['rules: {a: {b: c}}'],
    ['x'],
    ['- strict: true'],
  ])('what is not right is passed over: %s', (text) => expect(read(text)).toEqual({}));
  test('there need not be one', () => expect(severityConfigOf(undefined)).toEqual({}));
});

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
/** Advice is held by tests of its own. */
const advised = new Set(adviceRules.map(({ code }) => code));
const disputed = 'policies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 65536, name: a.b}}\n';

function lint(text: string, options: Partial<AnalyzeOptions> = {}): { found: string[]; program: boolean; severities: SeverityConfig } {
  const made = analyze([{ file: 'f', content: text }], { year: 2026, unresolved: 'info', ...options });
  const interesting = made.diagnostics.filter(({ code }) => !advised.has(code));
  return {
    found: interesting.map(({ code, severity }) => `${severity} ${code}`),
    program: made.program !== undefined,
    severities: made.severities,
  };
}

describe('a spec is heard as it asks', () => {
  test('without a section', () =>
    expect(lint(head + disputed)).toMatchObject({
      found: ['warning policy-retention-days-disputed', 'warning policy-name-period'],
      program: true,
    }));
  test('strict and a rule that is off', () => {
    const made = lint(`${head}lint: {strict: true, failOn: warning, rules: {policy-name-period: off}}\n${disputed}`);
    expect(made).toMatchObject({ found: ['error policy-retention-days-disputed'], program: false, severities: { failOn: 'warning' } });
  });
  test('strict holds for plan and apply too', () =>
    expect(lint(`${head}lint: {strict: true}\n${disputed}`, { unresolved: 'error' }).program).toBe(false));

  test('an error that is turned down is quiet in lint, and stops plan and apply all the same', () => {
    const text = `${head}lint: {rules: {unknown-key: off, snapshot-retention-days-range: info}}\nsnapshots: {a: {diskId: d-1, disk: x}, b: {diskId: d-1, retentionDays: 0}}\n`;
    expect(lint(text)).toMatchObject({ found: ['info snapshot-retention-days-range'], program: false });
    expect(lint(text, { unresolved: 'error' })).toMatchObject({
      found: ['error unknown-key', 'error snapshot-retention-days-range'],
      program: false,
    });
    expect(lint(text, { unresolved: 'error', severities: rules({ 'unknown-key': 'off' }) }).found).toContain('error unknown-key');
  });

  test('what cannot be read is an error whatever was chosen', () => {
    expect(lint('a: [', { severities: rules({ 'yaml-syntax': 'off' }) }).found).toEqual(['error yaml-syntax']);
  });

  test('a section that is wrong is a finding like any other, where it stands', () => {
    expect(lint(`${head}lint: {strikt: true, failOn: never, rules: {Bad_Code: off, unknown-key: fatal}}\n`).found.sort()).toEqual([
      'error lint-fail-on-value',
      'error lint-rules-key-format',
      'error lint-rules-value-format',
      'error unknown-key',
    ]);
  });

  test('a code that does not exist is a warning, with what may have been meant', () => {
    const known = ruleEntries().map(({ code }) => code);
    const { diagnostics } = analyze([{ file: 'f', content: `${head}lint: {rules: {unknown-kye: off, empty-file: off}}\n` }], {
      year: 2026,
      unresolved: 'info',
      codes: known,
    });
    expect(diagnostics).toEqual([
      {
        code: 'rule-unknown',
        severity: 'warning',
        message: 'lint.rules names "unknown-kye", which is not a rule code.',
        place: { file: 'f', path: ['lint', 'rules', 'unknown-kye'], part: 'key' },
        label: 'not known',
        help: 'Did you mean unknown-key or unknown-id?',
      },
    ]);
  });

  test('several files must agree on it', () => {
    const files = (second: string) =>
      analyze(
        [
          { file: 'a', content: `${head}lint: {strict: true}\n` },
          { file: 'b', content: `${second}${disputed}` },
        ],
        { year: 2026, unresolved: 'info' },
      );
    expect(
      files('')
        .diagnostics.filter(({ severity }) => severity === 'error')
        .map(({ code }) => code),
    ).toEqual(['policy-retention-days-disputed', 'policy-name-period']);
    expect(files('lint: {strict: false}\n').diagnostics.map(({ code }) => code)).toContain('conflicting-files');
  });
});

describe('strict', () => {
  const strictly = (text: string): string[] => lint(head + text, { severities: { strict: true } }).found;

  test.each([
    [
      'a retention that one page names and another does not',
      'policies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 65536}}\n',
      'error policy-retention-days-disputed',
    ],
    [
      'a period in a policy’s name',
      'policies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 1, name: a.b}}\n',
      'error policy-name-period',
    ],
    ['letters beyond a-z', 'snapshots: {a: {diskId: d-1, name: 备份}}\n', 'error snapshot-name-non-ascii'],
    [
      'more than 16 disks in a group',
      `groups: {a: {diskIds: [${Array.from({ length: 17 }, (_, at) => `d-${at}`).join(', ')}]}}\n`,
      'error group-disk-ids-disputed',
    ],
    ['a tag value that some pages forbid', 'snapshots: {a: {diskId: d-1, tags: {k: "acs:x"}}}\n', 'error snapshot-tags-value-prefix'],
    ['a digit first in a group’s name', 'groups: {a: {instanceId: i-1, name: 1a}}\n', 'error group-name-start'],
  ])('%s', (_, text, expected) => expect(strictly(text)).toContain(expected));

  test.each([
    ['a new region', 'snapshots: {a: {diskId: d-1}}\n', 'region: xx-nowhere-9', 'warning region-unknown'],
    [
      'a retired parameter',
      'snapshots: {a: {diskId: d-1, instantAccess: true}}\n',
      'region: cn-hangzhou',
      'warning snapshot-instant-access-retired',
    ],
  ])('leaves alone what no pages dispute: %s', (_, text, region, expected) => {
    expect(lint(head.replace('region: cn-hangzhou', region) + text, { severities: { strict: true } }).found).toEqual([expected]);
  });
});
