import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { isRecord } from '../../src/base/json.ts';
import type { Json } from '../../src/base/json.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { AnalyzeOptions } from '../../src/frontend/analyze.ts';
import { oneLine } from '../../src/report/findings/one-line.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import { specText } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nvariables: {x: {}}\n';
const options = { year: 2026, unresolved: 'error' } as const;
const flag = (value: string): Partial<AnalyzeOptions> => ({ variables: { x: { value, origin: '--var x' } } });
const fromFile = (value: string): Partial<AnalyzeOptions> => ({ variableFiles: [{ file: 'vars.yaml', content: `\nx: ${value}\n` }] });

function run(entry: string, given: Partial<AnalyzeOptions>): { said: string[]; desired: Desired | undefined } {
  const { diagnostics, documents, program } = analyze([{ file: 'f', content: `${head}${entry}\n` }], { ...options, ...given });
  const said = diagnostics.filter(({ severity }) => severity === 'error').map(({ help: _, ...one }) => oneLine(one, documents));
  return { said, desired: program?.desired[0] };
}

const raw = 'schedule: {timePoints: [1], repeatWeekdays: [1]}';
const days = `policies: {a: {${raw}, retentionDays: "\${var.x}"}}`;
const hours = 'policies: {a: {schedule: {timePoints: "${var.x}", repeatWeekdays: [1]}, retentionDays: 1}}';
const hour = 'policies: {a: {schedule: {timePoints: ["${var.x}"], repeatWeekdays: [1]}, retentionDays: 1}}';
const times = 'policies: {a: {schedule: {timezone: Asia/Shanghai, at: "${var.x}"}, retentionDays: 1}}';
const ids = 'groups: {a: {diskIds: "${var.x}"}}';
const encrypted = `policies: {a: {${raw}, retentionDays: 1, crossRegionCopy: {region: cn-beijing, encrypted: "\${var.x}"}}}`;
const type = 'desktopSnapshots: {a: {desktopId: ecd-1, sourceDiskType: "${var.x}"}}';
const until = 'snapshots: {a: {diskId: d-1, takeUntil: "${var.x}"}}';
const name = 'snapshots: {a: {diskId: d-1, name: "${var.x}"}}';
const tag = 'snapshots: {a: {diskId: d-1, tags: {team: "${var.x}"}}}';

const prop = (of: string) => (desired: Desired | undefined) => desired?.props[of];

describe('a value that is one variable takes the type of its field', () => {
  test.each<[string, string, (desired: Desired | undefined) => unknown, [flag: string, file: string, expected: unknown][]]>([
    [
      'a whole number',
      days,
      prop('retentionDays'),
      [
        ['14', '14', 14],
        ['-1', '-1', -1],
        [' 7 ', '7', 7],
      ],
    ],
    [
      'a list of numbers',
      hours,
      prop('timePoints'),
      [
        ['[2, 14]', '[2, 14]', [2, 14]],
        ['["3"]', '["3"]', [3]],
      ],
    ],
    ['a number in a list', hour, prop('timePoints'), [['5', '5', [5]]]],
    [
      'a list of times',
      times,
      prop('timePoints'),
      [
        ['["02:00", "14:00"]', '["02:00", "14:00"]', [2, 14]],
        ['[02:00]', '[02:00]', [2]],
      ],
    ],
    ['a list of ids', ids, prop('diskIds'), [['[d-b, d-a]', '[d-b, d-a]', ['d-a', 'd-b']]]],
    ['ids that look like numbers', ids, prop('diskIds'), [['[12, 034]', '[12, 034]', ['034', '12']]]],
    [
      'true or false',
      encrypted,
      (one) => (one?.props['crossRegionCopy'] as { encrypted: boolean })?.encrypted,
      [
        ['true', 'true', true],
        ['false', 'False', false],
      ],
    ],
    ['an enumeration', type, prop('sourceDiskType'), [['system', 'SYSTEM', 'system']]],
    ['a day', until, (one) => one?.takeUntil, [['2026-12-31', '2026-12-31', Date.UTC(2027, 0, 1) - 1]]],
    [
      'text',
      name,
      prop('name'),
      [
        ['release', 'release', 'release'],
        ['[a, b]', '"[a, b]"', undefined],
      ],
    ],
    [
      'text of a number as it is written',
      tag,
      prop('tags'),
      [
        ['1.40', '1.40', { team: '1.40' }],
        ['007', '007', { team: '007' }],
      ],
    ],
    ['text of a truth value', tag, prop('tags'), [['true', 'true', { team: 'true' }]]],
  ])('%s', (_, entry, value, samples) => {
    for (const [given, inFile, expected] of samples) {
      expect(value(run(entry, flag(given)).desired)).toEqual(expected);
      expect(value(run(entry, fromFile(inFile)).desired)).toEqual(expected);
    }
  });
});

describe('another type is named with the variable, where its value came from and what is wanted', () => {
  const days_ = 'retentionDays is the variable x, which is';
  test.each<[string, string, Partial<AnalyzeOptions>, string]>([
    ['text for a number', days, flag('two'), `${days_} the text "two" (from --var x); it must be a whole number.`],
    ['nothing for a number', days, flag(''), `${days_} the text "" (from --var x); it must be a whole number.`],
    ['a number that is not plain', days, flag('014'), `${days_} the number 014 (from --var x); it must be a whole number.`],
    ['a fraction', days, fromFile('1.5'), `${days_} the number 1.5 (from vars.yaml:2); it must be a whole number.`],
    ['digits in quotes', days, fromFile('"14"'), `${days_} the text "14" (from vars.yaml:2); it must be a whole number.`],
    ['a list for a number', days, flag('[14]'), `${days_} a list (from --var x); it must be a whole number.`],
    ['a mapping for a number', days, flag('{a: 1}'), `${days_} a mapping (from --var x); it must be a whole number.`],
    [
      'true for a number',
      days,
      { environmentVariables: { x: { value: 'true', origin: 'the environment variable SNAPSPEC_VAR_x' } } },
      `${days_} true (from the environment variable SNAPSPEC_VAR_x); it must be a whole number.`,
    ],
    ['one id for a list', ids, flag('d-1'), 'diskIds is the variable x, which is the text "d-1" (from --var x); it must be a list.'],
    [
      'a list in a list',
      ids,
      flag('[d-1, [d-2]]'),
      'diskIds is the variable x, which is a list whose item 2 is a list (from --var x); each item must be text.',
    ],
    [
      'text in a list of numbers',
      hours,
      flag('[1, two]'),
      'schedule.timePoints is the variable x, which is a list whose item 2 is the text "two" (from --var x); each item must be a whole number.',
    ],
    ['an anchor', ids, flag('&a [d-1]'), 'diskIds is the variable x, which is the text "&a [d-1]" (from --var x); it must be a list.'],
    [
      'yes',
      encrypted,
      flag('yes'),
      'crossRegionCopy.encrypted is the variable x, which is the text "yes" (from --var x); it must be true or false.',
    ],
    ['a list for text', name, fromFile('[a]'), 'name is the variable x, which is a list (from vars.yaml:2); it must be text.'],
    [
      'anything for a mapping',
      'policies: {a: {schedule: "${var.x}", retentionDays: 1}}',
      flag('1'),
      'schedule is the variable x, which is the number 1 (from --var x); it must be a mapping.',
    ],
    [
      'anything for a list of mappings',
      `policies: {a: {${raw}, retentionDays: 1, disks: {any: "\${var.x}"}}}`,
      flag('[a]'),
      'disks.any is the variable x, which is a list whose item 1 is the text "a" (from --var x); each item must be a mapping.',
    ],
  ])('%s', (_, entry, given, message) => {
    const { said } = run(entry, given);
    expect(said.map((one) => one.replace(/^f:\d+:\d+: error /, ''))).toEqual([`variable-wrong-type: ${message}`]);
  });

  test('a default', () => {
    const spec = head.replace('{x: {}}', '{x: {default: soon}}');
    const { diagnostics } = analyze([{ file: 'f', content: `${spec}${days}\n` }], options);
    expect(diagnostics).toMatchObject([
      {
        code: 'variable-wrong-type',
        message: `${days_} the text "soon" (from its default); it must be a whole number.`,
        place: { path: ['policies', 'a', 'retentionDays'] },
        related: [{ place: { file: 'f', path: ['variables', 'x', 'default'] } }],
      },
    ]);
  });

  test('a list inside text', () =>
    expect(run('snapshots: {a: {diskId: d-1, name: "n-${var.x}"}}', fromFile('[a]')).said).toEqual([
      'f:5:39: error variable-wrong-type: The variable x is a list (from vars.yaml:2) and cannot stand inside text.',
    ]));

  test('a limit of the field is said with where the value came from', () => {
    const { diagnostics } = analyze([{ file: 'f', content: `${head}${days}\n` }], { ...options, ...flag('70000') });
    expect(diagnostics).toMatchObject([
      { code: 'policy-retention-days-range', notes: expect.arrayContaining(['The value is a variable’s, from --var x.']) },
    ]);
    expect(diagnostics[0]).not.toHaveProperty('fix');
  });

  test('that nothing is protected is not said by a variable', () => {
    const entry = (any: string): string => `policies: {a: {${raw}, retentionDays: 1, disks: {any: ${any}}}}`;
    expect(run(entry('[]'), flag('[]')).said).toEqual([]);
    expect(run(entry('"${var.x}"'), flag('[]')).said).toEqual([
      'f:5:97: error variable-empty-list: disks.any is the variable x, which is an empty list (from --var x); that nothing is chosen has to be written out.',
    ]);
  });
});

describe('a value that is not given', () => {
  test.each([days, hours, hour, times, ids, encrypted, type, until, name])('is a note for lint and an error for plan: %s', (entry) => {
    const found = (unresolved: 'info' | 'error') =>
      analyze([{ file: 'f', content: `${head}${entry}\n` }], { year: 2026, unresolved }).diagnostics.map(
        (one) => `${one.severity} ${one.code}`,
      );
    expect(found('info')).toEqual(['info variable-without-value']);
    expect(found('error')).toEqual(['error variable-without-value']);
  });
});

describe('hostile values', () => {
  test.each(['a\u202eb', 'a\u0000b', 'a\u001b[31mb', 'a\nb', '["a\u200bb"]', '["a\\u200bb"]'])('%j is refused', (value) => {
    const { said, desired } = run(value.startsWith('[') ? ids : tag, flag(value));
    expect(said.length).toBeGreaterThan(0);
    expect(desired).toBeUndefined();
  });

  test('a list that is used so often that it would fill the memory', () => {
    const many = Array.from({ length: 128 }, (_, index) => `d-${'x'.repeat(1000)}${index}`);
    const entries = Array.from({ length: 1000 }, (_, index) => `  g${index}: {diskIds: "\${var.x}"}`).join('\n');
    const content = `${head}groups:\n${entries}\n`;
    const { diagnostics } = analyze([{ file: 'f', content }], { ...options, ...flag(JSON.stringify(many)) });
    expect(diagnostics.filter(({ code }) => code === 'too-large').length).toBe(1);
  });
});

describe('a file of values', () => {
  const found = (content: string): string[] => {
    const { diagnostics, documents } = analyze([{ file: 'f', content: `${head}${tag}\n` }], {
      ...options,
      variableFiles: [{ file: 'v', content }],
    });
    return diagnostics.filter(({ severity }) => severity === 'error').map(({ help: _, ...one }) => oneLine(one, documents));
  };
  test.each<[string, string, string[]]>([
    ['a good one', 'x: payments\n', []],
    ['an anchor', 'x: &a b\n', ['v:1:4: error yaml-anchor: This file has an anchor, which a spec cannot have.']],
    [
      'a mapping',
      'x: {a: b}\n',
      ['v:1:4: error wrong-type: x is a mapping; it must be text, a number, true or false, or a list of those.'],
    ],
    ['no value', 'x:\n', ['v:1:3: error empty-value: x is empty; it must be text, a number, true or false, or a list of those.']],
    [
      'a list in a list',
      'x: [a, [b]]\n',
      ['v:1:8: error wrong-type: x[1] is a list; it must be text, a number, true or false, or a list of those.'],
    ],
    ['a variable', 'x: "${var.x}"\n', ['v:1:4: error variable-in-default: The value of x contains a variable; it must be a plain value.']],
    ['no mapping', '[x]\n', ['v:1:1: error wrong-type: A file of variables is a list; it must be a mapping.']],
    ['a name twice', 'x: a\nx: b\n', ['v:2:1: error duplicate-key: The key "x" is there twice in this map.']],
  ])('%s', (_, content, expected) => {
    const said = found(content);
    expect(said.map((one) => one.split(': ').slice(0, 2).join(': '))).toEqual(
      expected.map((one) => one.split(': ').slice(0, 2).join(': ')),
    );
    if (expected[0]?.includes('wrong-type') || expected[0]?.includes('variable')) expect(said).toEqual(expected);
  });

  test('an empty one gives no values', () =>
    expect(found('# nothing yet\n')).toEqual([
      'f:5:43: error variable-without-value: tags.team was not checked: the variable x has no value.',
    ]));
});

type Values = { [name: string]: Json };

/** A spec with a variable in place of every value, and the values. */
function withVariables(value: Json, values: Values): Json {
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withVariables(inner, values)]));
  if (Array.isArray(value) && (value.length === 0 || value.some((item) => typeof item === 'object')))
    return value.map((item) => withVariables(item as Json, values));
  const key = `v${Object.keys(values).length}`;
  values[key] = value;
  return `\${var.${key}}`;
}

const written = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

describe('a spec of variables means what the same spec of values means', () => {
  const meaning = (content: string, given: Partial<AnalyzeOptions> = {}) => {
    const { program, diagnostics } = analyze([{ file: 'f', content }], { ...options, ...given });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    return program?.desired.map(({ fixed: _, ...one }) => one);
  };
  test('from flags, files and defaults', () => {
    fc.assert(
      fc.property(specText, (text) => {
        const values: Values = {};
        const { apiVersion, ...spec } = parse(text) as { [key: string]: Json };
        const body = withVariables(spec, values) as { readonly [key: string]: Json };
        const names = Object.keys(values);
        const declared = (of: (name: string) => Json): string =>
          stringify({ apiVersion, variables: Object.fromEntries(names.map((one) => [one, of(one)])), ...body } as object, {
            version: '1.2',
            aliasDuplicateObjects: false,
            lineWidth: 0,
          });
        const expected = meaning(text);
        const flags = Object.fromEntries(names.map((one) => [one, { value: written(values[one] as Json), origin: 'a flag' }]));
        const file = { file: 'v', content: stringify(values, { version: '1.2', aliasDuplicateObjects: false }) };
        expect(
          meaning(
            declared(() => null),
            { variables: flags },
          ),
        ).toEqual(expected);
        expect(
          meaning(
            declared(() => null),
            { variableFiles: [file] },
          ),
        ).toEqual(expected);
        expect(meaning(declared((one) => ({ default: values[one] as Json })))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
