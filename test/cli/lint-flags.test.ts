import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import names from '../../schema/codes.js';
import schema from '../../schema/diagnostics.schema.json';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import { folder, snapspec } from '../support/cli.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const period = 'policies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 1, name: a.b}}\n';

async function lint(spec: string, ...argv: string[]) {
  return snapspec(folder({ 'snapspec.yaml': spec }), ['lint', '--format', 'concise', ...argv]);
}

/** Severity and code of each line; advice of this spec is info. */
const told = (text: string): string[] => text.split('\n').flatMap((line) => /: ((?:warning|error) [a-z-]+):/.exec(line)?.[1] ?? []);

describe('what a finding weighs', () => {
  test.each<[string, string, string[], string[], number]>([
    ['a warning by default', '', [], ['warning policy-name-period'], 0],
    ['--fail-on', '', ['--fail-on', 'warning'], ['warning policy-name-period'], 1],
    ['--strict', '', ['--strict'], ['error policy-name-period'], 1],
    ['--rule', '', ['--rule', 'policy-name-period=off', '--fail-on', 'warning'], [], 0],
    [
      '--rule twice: the last one counts',
      '',
      ['--rule', 'policy-name-period=off', '--rule', 'policy-name-period=error'],
      ['error policy-name-period'],
      1,
    ],
    ['strict in the spec', 'lint: {strict: true}\n', [], ['error policy-name-period'], 1],
    ['--no-strict over the spec', 'lint: {strict: true}\n', ['--no-strict'], ['warning policy-name-period'], 0],
    ['failOn in the spec', 'lint: {failOn: warning}\n', [], ['warning policy-name-period'], 1],
    ['--fail-on over the spec', 'lint: {failOn: warning}\n', ['--fail-on', 'error'], ['warning policy-name-period'], 0],
    ['a rule in the spec', 'lint: {rules: {policy-name-period: error}}\n', [], ['error policy-name-period'], 1],
    ['--rule over the spec', 'lint: {rules: {policy-name-period: error}}\n', ['--rule', 'policy-name-period=off'], [], 0],
    [
      'a rule of the spec that does not exist',
      'lint: {rules: {policy-name-perio: error}}\n',
      [],
      ['warning rule-unknown', 'warning policy-name-period'],
      0,
    ],
    [
      'the same under a key in quotes',
      '"lint" : {rules: {policy-name-perio: error}}\n',
      [],
      ['warning rule-unknown', 'warning policy-name-period'],
      0,
    ],
    ['an ignore', `# snapspec: ignore-file[policy-name-period] ours\n`, ['--fail-on', 'warning'], [], 0],
    [
      '--no-ignores',
      `# snapspec: ignore-file[policy-name-period] ours\n`,
      ['--fail-on', 'warning', '--no-ignores'],
      ['warning policy-name-period'],
      1,
    ],
  ])('%s', async (_, more, argv, findings, code) => {
    const ran = await lint(more.startsWith('#') ? more + head + period : head + more + period, ...argv);
    expect(told(ran.stdout)).toEqual(findings);
    expect(ran.code).toBe(code);
  });

  test.each([
    ['policy-name-perio=off', '"policy-name-perio" is not a rule code.\n  help: Did you mean policy-name-period'],
    ['policy-name-period=fatal', 'is not CODE=SEVERITY.\n  help: A severity is off, info, warning, error.'],
    ['policy-name-period', 'is not CODE=SEVERITY'],
    ['policy-name-period=off=off', 'is not CODE=SEVERITY'],
    ['=off', '"" is not a rule code.'],
    ['__proto__=off', '"__proto__" is not a rule code.'],
  ])('--rule %s is wrong usage', async (rule, message) => {
    const ran = await lint(head, '--rule', rule);
    expect(ran).toMatchObject({ code: 64, stdout: '' });
    expect(ran.stderr).toContain(message);
  });
});

test('the list of codes is current', () => expect(names).toEqual([...new Set(ruleEntries().map(({ code }) => code))].sort()));

describe('formats', () => {
  test('are those that there are', async () => {
    const ran = await lint(head, '--format', 'xml');
    expect(ran.code).toBe(64);
    expect(ran.stderr).toMatch(/Write text, concise, github, (gitlab, )?json, junit or sarif\./);
  });

  test('json keeps to its schema', async () => {
    const { stdout } = await lint(head + period, '--format', 'json');
    expect(new Ajv({ strict: false }).validate(schema, JSON.parse(stdout))).toBe(true);
  });

  test('sarif names files from the folder, also where they were given whole, and lists all rules', async () => {
    const cwd = folder({ 'a b.yaml': head + period });
    const { stdout } = await snapspec(cwd, ['lint', '--format', 'sarif', '-f', `${cwd}/a b.yaml`]);
    expect(stdout).not.toContain(cwd);
    const [run] = JSON.parse(stdout).runs;
    expect(run.results[0].locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'a%20b.yaml', uriBaseId: 'SRCROOT' });
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(
      expect.arrayContaining(['unknown-key', 'policy-name-period', 'ignore-unused', 'yaml-syntax']),
    );
  });
});

test('plan refuses an error that only lint was told to pass over', async () => {
  const cwd = folder({
    'snapspec.yaml': `${head}lint: {rules: {unknown-key: off}}\nsnapshots:\n  a:\n    diskId: d-1\n    foo: x\n    retentionDays: 0 # snapspec: ignore[snapshot-retention-days-range] we know better\n`,
  });
  expect((await snapspec(cwd, ['lint'])).code).toBe(0);
  const { code, stderr } = await snapspec(cwd, ['plan', '--local']);
  expect(code).toBe(1);
  expect(told(stderr.replace(/^(\w+)\[([a-z-]+)\]/gm, ': $1 $2'))).toEqual(['error unknown-key', 'error snapshot-retention-days-range']);
  expect(stderr).toContain('This ignore applies to lint only: plan and apply need a spec without errors.');
});
