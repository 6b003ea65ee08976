import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { gitlab } from '../../../src/report/findings/gitlab.ts';
import type { CodeQuality } from '../../../src/report/findings/gitlab.ts';
import { sarif } from '../../../src/report/findings/sarif.ts';
import { head, lintText, mixed } from '../sample.ts';

const parse = (text: string): readonly CodeQuality[] => JSON.parse(text) as readonly CodeQuality[];
const report = (text: string, file?: string): readonly CodeQuality[] => {
  const { diagnostics, documents } = lintText(text, {}, file);
  return parse(gitlab.print(diagnostics, documents, { color: false }));
};
const finding = (more: Partial<Diagnostic>): Diagnostic => ({ code: 'a-code', severity: 'error', message: 'm', ...more });
const printed = (found: readonly Diagnostic[], root?: string): readonly CodeQuality[] =>
  parse(gitlab.print(found, new Map([['x/spec.yaml', { text: 'a: b\nc: d\n' }]]), { color: false, ...(root !== undefined && { root }) }));

test('a finding has exactly what GitLab reads, at its line', () =>
  expect(report(`${head}snapshots:\n  a:\n    diskld: d-1\n    diskId: d-1\n`)).toEqual([
    {
      description: 'snapshots/a has the unknown key "diskld". Help: Did you mean diskId?',
      check_name: 'unknown-key',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      severity: 'major',
      location: { path: 'spec.yaml', lines: { begin: 6 } },
    },
  ]));

test('nothing found is an empty report, so that what was found before is resolved', () => expect(report(head)).toEqual([]));

test('each severity has one of GitLab; what a comment ignores is left out', () =>
  expect(report(mixed).map((one) => [one.check_name, one.severity])).toEqual([
    ['policy-retention-days-disputed', 'minor'],
    ['snapshot-retention-days-range', 'major'],
    ['snapshot-instant-access-retired', 'minor'],
    ['variable-without-value', 'info'],
  ]));

test('a finding about the spec as a whole stands at its first line: without a file GitLab refuses it', () =>
  expect(printed([finding({})])[0]?.location).toEqual({ path: 'x/spec.yaml', lines: { begin: 1 } }));

test('files are named from the root of the repository', () =>
  expect(printed([finding({ place: { file: '/work/repo/x/spec.yaml', range: [0, 1] } })], '/work/repo')[0]?.location.path).toBe(
    'x/spec.yaml',
  ));

describe('fingerprints', () => {
  const spec = `${head}snapshots:\n  a: {diskId: d-1, retentionDays: 0}\n  b: {diskId: d-1, retentionDays: 0}\n`;
  const prints = (text: string, file?: string): string[] => report(text, file).map((one) => one.fingerprint);

  test('stay when lines move, and tell entries, codes and files apart', () => {
    expect(prints(`# new\n\n${spec.replace('  b:', '\n  # and b\n  b:')}`)).toEqual(prints(spec));
    expect(new Set([...prints(spec), ...prints(spec, 'other.yaml')]).size).toBe(4);
  });

  test('have no twins, of which GitLab would show one: not in one place, not without one', () => {
    const place = { file: 'x/spec.yaml', path: ['a'] };
    const all = printed([finding({ place }), finding({ place, message: 'other' }), finding({}), finding({ message: 'other' })]);
    expect(new Set(all.map((one) => one.fingerprint)).size).toBe(4);
  });

  test('are those of SARIF', () => {
    const { diagnostics, documents } = lintText(spec);
    const log = JSON.parse(sarif.print(diagnostics, documents, { color: false })) as {
      runs: [{ results: { partialFingerprints: { [name: string]: string } }[] }];
    };
    expect(log.runs[0].results.map((one) => one.partialFingerprints['snapspecFinding/v1'])).toEqual(prints(spec));
  });
});

test('a hostile message is one line, and no command of a log', () => {
  const [found] = printed([finding({ message: 'a\n##[error]x\u001b[31m', place: { file: 'a\u202e', range: [0, 0] } })]);
  expect(found?.description).toBe('a\\u{a}\\u{23}#[error]x\\u{1b}[31m');
  expect(found?.location.path).toBe('a\\u{202e}');
});
