import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/read/parse.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { planFindings } from '../../../src/report/plans/findings.ts';
import { github, junit, sarif } from '../../../src/report/plans/index.ts';
import { ruleEntries } from '../../../src/derive/rule-index.ts';
import { entry, plan } from '../sample-plan.ts';

const spec = 'policies:\n  p:\n    retentionDays: 7\nsnapshots:\n  a:\n    diskId: d-1\n';
const documents = new Map([['/run/spec.yaml', { text: spec, ...parse('/run/spec.yaml', spec).value }]]) as never;
const key = (...path: string[]) => ({ file: '/run/spec.yaml', path, part: 'key' as const });

const given: Plan = plan({
  problems: [{ code: 'disk-not-found', severity: 'warning', message: 'No such disk.', place: key('snapshots', 'a') }],
  entries: [
    entry({
      outcome: 'refused',
      place: key('policies', 'p'),
      refusal: { reason: 'It is doubtful whether sp-2 belongs to policies/p.', help: 'Write adopt.' },
      doubtful: [{ id: 'sp-2', why: 'the tag op is missing' }],
    }),
    entry({ address: 'snapshots/a', outcome: 'unchanged', id: 's-1', twins: ['s-2', 's-3'], place: key('snapshots', 'a') }),
    entry({ address: 'policies/q' }),
  ],
  gate: {
    reductions: [{ address: 'policies/q', by: 'detach', loses: 'this protection', count: 2, ids: ['d-1', 'd-2'] }],
    count: 2,
    passed: false,
    notes: [],
  },
});

describe('what is wrong with a plan', () => {
  test('is what the live state shows, what is refused, what is there twice and what is not approved', () =>
    expect(planFindings(given).map(({ code, message, notes }) => [code, message, ...(notes ?? [])])).toEqual([
      ['disk-not-found', 'No such disk.'],
      ['entry-refused', 'It is doubtful whether sp-2 belongs to policies/p.', 'sp-2: the tag op is missing.'],
      ['duplicate-backup', 'snapshots/a has duplicates: s-2, s-3, beside s-1, which counts.'],
      ['reduction-not-approved', 'policies/q: 2 disks would lose this protection, and that is not approved.', 'They are d-1, d-2.'],
    ]));

  test('is nothing where reductions are approved', () =>
    expect(planFindings({ ...given, problems: [], entries: [], gate: { ...given.gate, passed: true } })).toEqual([]));
});

test('github: a line for each, at its place', () =>
  expect(github.print(given, documents, { color: false, root: '/run' })).toBe(
    [
      '::error title=reduction-not-approved::policies/q: 2 disks would lose this protection, and that is not approved.%0Ahelp: Approve them with --approve-reductions 2, or in the spec with approve: {reductions: 2, reason: …}. Until then they are held back.',
      '::error file=spec.yaml,line=2,col=3,endLine=2,endColumn=4,title=entry-refused::It is doubtful whether sp-2 belongs to policies/p.%0Ahelp: Write adopt.',
      '::error file=spec.yaml,line=5,col=3,endLine=5,endColumn=4,title=duplicate-backup::snapshots/a has duplicates: s-2, s-3, beside s-1, which counts.%0Ahelp: Remove those that are not wanted. Until then every run ends with exit code 3.',
      '::warning file=spec.yaml,line=5,col=3,endLine=5,endColumn=4,title=disk-not-found::No such disk.',
      '',
    ].join('\n'),
  ));

test('junit: a suite for each file, named after the verb; what makes plan end with 1 or 3 has failed', () => {
  const text = junit.print(given, documents, { color: false, root: '/run' });
  expect(text).toContain('<testsuites name="snapspec plan" tests="4" failures="3" errors="0" skipped="0">');
  expect(text).toContain('<testcase classname="spec.yaml" name="entry-refused policies/p" file="spec.yaml" line="2">');
  expect(text).toContain('<testsuite name="snapspec" tests="1" failures="1"');
});

test('sarif: every result names a rule of the list, and the line', () => {
  const rules = ruleEntries();
  const { runs } = JSON.parse(sarif.print(given, documents, { color: false, root: '/run', rules })) as {
    runs: {
      tool: { driver: { rules: { id: string; help?: object }[] } };
      results: { ruleId: string; ruleIndex: number; locations?: { physicalLocation: { region: { startLine: number } } }[] }[];
    }[];
  };
  const [run] = runs;
  expect(run?.results.map(({ ruleId, locations }) => [ruleId, locations?.[0]?.physicalLocation.region.startLine])).toEqual([
    ['reduction-not-approved', undefined],
    ['entry-refused', 2],
    ['disk-not-found', 5],
    ['duplicate-backup', 5],
  ]);
  for (const { ruleId, ruleIndex } of run?.results ?? []) {
    expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(run?.tool.driver.rules[ruleIndex]).toHaveProperty('help');
  }
});
