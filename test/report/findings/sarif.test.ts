import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { Log, Result } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import type { Analysis } from '../../../src/frontend/analyze.ts';
import { ruleEntries } from '../../../src/derive/rule-index.ts';
import { projectLinks } from '../../../src/report/findings/project-links.ts';
import { sarif } from '../../../src/report/findings/sarif.ts';
import { head, lintText, mixed } from '../sample.ts';

/** The schema is of draft 4, whose `id` later drafts call `$id`; its formats need a reader of their own. */
const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/sarif-schema-2.1.0.json'), 'utf8'));
const relative = /^(?![A-Za-z][A-Za-z0-9+.-]*:|\/)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+$/;
const formats = { uri: /^https:\/\//, 'uri-reference': relative, 'date-time': true } as const;
// One of its patterns is none under the u flag.
const valid = new Ajv({ strict: false, formats, unicodeRegExp: false }).compile(schema);

function logOf(
  found: readonly Diagnostic[],
  { documents, suppressed }: Pick<Analysis, 'documents' | 'suppressed'>,
  more: { root?: string } = {},
): Log {
  const log = JSON.parse(sarif.print(found, documents, { color: false, suppressed, rules: ruleEntries(), ...more })) as Log;
  valid(log);
  expect(valid.errors ?? []).toEqual([]);
  return log;
}

const results = (loaded: Analysis, more: { root?: string } = {}): Result[] =>
  logOf(loaded.diagnostics, loaded, more).runs[0]?.results ?? [];
const one = (found: Diagnostic, text = 'a: b\n'): Result =>
  logOf([found], { documents: new Map([[found.place?.file ?? 'f', { text }]]), suppressed: [] }).runs[0]?.results?.[0] as Result;

describe('a log keeps to the schema', () => {
  test('the schema can refuse', () => {
    expect(
      valid({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{ message: { text: 'x' }, level: 'info' }] }] }),
    ).toBe(false);
    expect(
      valid({
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: 'x' } },
            results: [{ message: { text: 'x' }, locations: [{ physicalLocation: { artifactLocation: { uri: '/abs' } } }] }],
          },
        ],
      }),
    ).toBe(false);
  });

  test('with every severity, relation, fix and suppression', () => {
    expect(results(lintText(mixed)).map(({ ruleId, level, suppressions }) => [ruleId, level, suppressions?.[0]?.justification])).toEqual([
      ['policy-retention-days-disputed', 'warning', undefined],
      ['policy-schedule-time-points-repeated', 'warning', 'agreed with support, case 17'],
      ['policy-retention-days-range', 'error', 'agreed with support, case 17'],
      ['snapshot-retention-days-range', 'error', undefined],
      ['snapshot-instant-access-retired', 'warning', undefined],
      ['variable-without-value', 'note', undefined],
    ]);
  });

  test('without findings', () => expect(results(lintText(head))).toEqual([]));
  test('of a file that is no YAML', () => expect(results(lintText('a: [')).map(({ ruleId }) => ruleId)).toEqual(['yaml-syntax']));
});

describe('what a log says', () => {
  const loaded = lintText(mixed);

  test('all rules are listed, each once, and every result points at its own', () => {
    const [run] = logOf(loaded.diagnostics, loaded).runs;
    const rules = run?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual([...new Set(ruleEntries().map(({ code }) => code))].sort());
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(rules[ruleIndex as number]?.id).toBe(ruleId);
    expect(rules.find(({ id }) => id === 'unknown-key')).toMatchObject({
      defaultConfiguration: { level: 'error' },
      shortDescription: { text: 'Unknown key.' },
    });
  });

  test('a rule that the list lacks is added', () => {
    const log = JSON.parse(sarif.print([{ code: 'new-code', severity: 'info', message: 'm' }], new Map(), { color: false })) as Log;
    expect(log.runs[0]?.tool.driver.rules).toEqual([
      {
        id: 'new-code',
        defaultConfiguration: { level: 'note' },
        properties: { precision: 'very-high', 'problem.severity': 'recommendation' },
      },
    ]);
  });

  test('places count UTF-16 units from 1, and name the value', () => {
    const wide = lintText(`${head}snapshots: {a: {description: "😀😀😀", diskId: d-1, retentionDays: 0}}\n`);
    expect(logOf(wide.diagnostics, wide).runs[0]?.columnKind).toBe('utf16CodeUnits');
    expect(results(wide)[0]?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'spec.yaml', uriBaseId: 'SRCROOT' },
          region: { startLine: 4, startColumn: 68, endLine: 4, endColumn: 69 },
        },
        logicalLocations: [{ fullyQualifiedName: '/snapshots/a/retentionDays', kind: 'member' }],
      },
    ]);
  });

  test('other places are related locations', () => {
    const [repeated] = results(loaded).filter(({ ruleId }) => ruleId === 'policy-schedule-time-points-repeated');
    expect(repeated?.relatedLocations).toMatchObject([
      { id: 0, message: { text: 'first here' }, physicalLocation: { region: { startLine: 10, startColumn: 29 } } },
    ]);
  });

  test('a suppression names the comment', () => {
    const [kept] = results(loaded).filter(({ ruleId }) => ruleId === 'policy-retention-days-range');
    expect(kept?.suppressions).toMatchObject([
      {
        kind: 'inSource',
        justification: 'agreed with support, case 17',
        location: { physicalLocation: { region: { startLine: 8, startColumn: 3 } } },
      },
    ]);
  });

  test('a fix is the text to delete and the text to put there', () => {
    const text = 'a: b\n';
    const fix = {
      title: 'Say c',
      safe: false,
      edits: [
        { place: { file: 'f', range: [3, 4] as const }, text: 'c' },
        { place: { file: 'f', range: [0, 1] as const }, text: '' },
      ],
    };
    expect(one({ code: 'x', severity: 'error', message: 'm', place: { file: 'f', range: [3, 4] }, fix }, text).fixes).toEqual([
      {
        description: { text: 'Say c (it may change what is backed up)' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'f', uriBaseId: 'SRCROOT' },
            replacements: [
              { deletedRegion: { startLine: 1, startColumn: 4, endLine: 1, endColumn: 5 }, insertedContent: { text: 'c' } },
              { deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } },
            ],
          },
        ],
      },
    ]);
    const elsewhere = { ...fix, edits: [...fix.edits, { place: { file: 'unknown', range: [0, 1] as const }, text: '' }] };
    expect(
      one({ code: 'x', severity: 'error', message: 'm', place: { file: 'f', range: [3, 4] }, fix: elsewhere }, text).fixes,
    ).toBeUndefined();
  });
});

describe('fingerprints', () => {
  const prints = (text: string, file?: string): (string | undefined)[] =>
    results(lintText(text, {}, file)).map((result) => result.partialFingerprints?.['snapspecFinding/v1']);
  const spec = `${head}snapshots:\n  a: {diskId: d-1, retentionDays: 0}\n  b: {diskId: d-1, retentionDays: 0}\n`;

  test('stay when lines move', () => expect(prints(`# new\n\n${spec.replace('  b:', '\n  # and b\n  b:')}`)).toEqual(prints(spec)));
  test('tell entries, codes and files apart', () => {
    const all = [...prints(spec), ...prints(spec, 'other.yaml'), ...prints(spec.replaceAll('retentionDays: 0', 'name: x'))];
    expect(new Set(all).size).toBe(6);
  });
  test('tell findings of one code apart that have no path', () => {
    const found = prints('a: &x 1\nb: &y 2\n');
    expect(found).toHaveLength(2);
    expect(new Set(found).size).toBe(2);
  });
});

describe('hostile names and messages', () => {
  const uriOf = (file: string, root?: string): string | undefined => {
    const found: Diagnostic = { code: 'x', severity: 'error', message: 'm', place: { file, range: [0, 1] } };
    return logOf([found], { documents: new Map([[file, { text: 'a' }]]), suppressed: [] }, root === undefined ? {} : { root }).runs[0]
      ?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
  };

  test.each([
    ['./a/b.yaml', undefined, 'a/b.yaml'],
    ['../a.yaml', undefined, '../a.yaml'],
    ['/work/repo/a b.yaml', '/work/repo', 'a%20b.yaml'],
    ['/work/other/a.yaml', '/work/repo', '../other/a.yaml'],
    ['/work/a.yaml', undefined, 'work/a.yaml'],
    ['http://evil/a', undefined, 'http%3A/evil/a'],
    ['<stdin>', undefined, '%3Cstdin%3E'],
    ['备份#?%.yaml', undefined, '%E5%A4%87%E4%BB%BD%23%3F%25.yaml'],
    ['a\ud800\u001b(1)', undefined, 'a%EF%BF%BD%1B%281%29'],
  ])('the file %j from %j is %s', (file, root, uri) => expect(uriOf(file, root)).toBe(uri));

  test('a message becomes no link, and nothing in the text moves the cursor', () => {
    const message = '[click](https://evil) \u009b31m \u202e \ud800 "</script>';
    const found: Diagnostic = { code: 'x', severity: 'error', message, place: { file: 'f', range: [0, 1] } };
    const text = sarif.print([found], new Map([['f', { text: 'a' }]]), { color: false });
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u);
    expect((JSON.parse(text) as Log).runs[0]?.results?.[0]?.message.text).toBe(message.replace('](', '\\]('));
  });
});

describe('links', () => {
  const driver = (url?: string) => {
    const links = projectLinks({ version: '1.2.3', ...(url !== undefined && { repository: { url } }) });
    const rules = [{ code: 'unknown-key', what: 'w', why: 'y', fix: 'f', severity: 'error' as const }];
    const log = JSON.parse(sarif.print([], new Map(), { color: false, rules, links })) as Log;
    valid(log);
    expect(valid.errors ?? []).toEqual([]);
    return [log.runs[0]?.tool.driver.informationUri, log.runs[0]?.tool.driver.rules?.[0]?.helpUri];
  };

  test('a release names its repository, and the page of each rule as its tag has it', () =>
    expect(driver('git+https://github.com/acme/snapspec.git')).toEqual([
      'https://github.com/acme/snapspec',
      'https://github.com/acme/snapspec/blob/v1.2.3/docs/rules/unknown-key.md',
    ]));
  test.each([undefined, 'git@github.com:acme/snapspec.git', 'http://github.com/a/b', 'https://evil"/a'])('%s is no address', (url) =>
    expect(driver(url)).toEqual([undefined, undefined]),
  );
});
