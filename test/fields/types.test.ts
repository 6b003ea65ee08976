import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { fieldSchema } from '../../src/derive/json-schema.ts';
import type { Field } from '../../src/fields/field.ts';
import type { Audience } from '../../src/derive/json-schema.ts';
import { meantValue } from '../../src/fields/meant-value.ts';
import { canonicalValue, fieldTypes, isValid, semanticIssues, shapeIssues, typeOf } from '../../src/fields/registry.ts';
import { all, nodeOf, subject } from './node.ts';

const fact = { row: 'OWN-TEST', sources: [] };
const common = { doc: 'A field.', example: 'nightly' };
const word = { ...fact, code: 'lower', pattern: '^[a-z]*$', highlight: '[^a-z]', requirement: 'must be lower case', bad: 'aB' };
const text = { ...common, type: 'text', length: { ...fact, min: 1, max: 8 }, rules: [word] } as const satisfies Field;
const int = { ...common, type: 'int', example: 2, quoted: true, range: { ...fact, min: 1, max: 9 } } as const satisfies Field;
const member = { ...common, type: 'object', example: { a: 'x' }, fields: { a: { ...text, required: fact } } } as const satisfies Field;

/** One field of each type, with values on both sides, and what the first of the wrong ones is called. */
const samples: { readonly [T in Field['type']]: { field: Field; good: [given: Json, canonical: Json][]; bad: [Json, string][] } } = {
  text: {
    field: text,
    good: [['abcdefgh', 'abcdefgh']],
    bad: [
      ['', 'value has 0 characters; snapspec accepts 1 to 8.'],
      ['abcdefghi', 'value has 9 characters; snapspec accepts 1 to 8.'],
      ['aB', 'value is "aB"; it must be lower case.'],
      [7, 'value is the number 7; it must be text.'],
    ],
  },
  int: {
    field: int,
    good: [
      [1, 1],
      ['9', 9],
    ],
    bad: [
      [0, 'value is 0; snapspec accepts 1 to 9.'],
      [10, 'value is 10; snapspec accepts 1 to 9.'],
      ['010', 'value is the text "010"; it must be a whole number.'],
      [1.5, 'value is the number 1.5; it must be a whole number.'],
    ],
  },
  bool: { field: { ...common, type: 'bool' }, good: [[true, true]], bad: [['yes', 'value is the text "yes"; it must be true or false.']] },
  enum: {
    field: { ...common, ...fact, type: 'enum', values: ['Standard', 'Flash'] },
    good: [['FLASH', 'Flash']],
    bad: [
      ['Archive', 'value is "Archive"; it must be Standard or Flash.'],
      [true, 'value is true; it must be text.'],
    ],
  },
  list: {
    field: { ...common, type: 'list', example: [2], of: int, count: { ...fact, min: 1, max: 2 } },
    good: [
      [
        ['2', 1],
        [2, 1],
      ],
    ],
    bad: [
      [[], 'value has 0 items; snapspec accepts 1 to 2.'],
      [[1, 2, 3], 'value has 3 items; snapspec accepts 1 to 2.'],
      ['x', 'value is the text "x"; it must be a list.'],
    ],
  },
  map: {
    field: { ...common, type: 'map', example: { a: 'b' }, keys: text, values: text, count: { ...fact, min: 0, max: 1 } },
    good: [[{ a: 'b' }, { a: 'b' }]],
    bad: [
      [{ a: 'b', c: 'd' }, 'value has 2 entries; snapspec accepts at most 1.'],
      [['a'], 'value is a list; it must be a mapping.'],
    ],
  },
  object: {
    field: member,
    good: [[{ a: 'x' }, { a: 'x' }]],
    bad: [
      [null, 'value is empty; it must be a mapping.'],
      ['x', 'value is the text "x"; it must be a mapping.'],
    ],
  },
  entries: {
    field: { ...common, type: 'entries', example: {}, keys: text, of: member },
    good: [
      [{ k: { a: 'x' } }, { k: { a: 'x' } }],
      [null, {}],
    ],
    bad: [[['k'], 'value is a list; it must be a mapping.']],
  },
  'date-time': {
    field: { ...common, type: 'date-time', example: '2026-12-31' },
    good: [['2026-12-31T18:00:00+08:00', '2026-12-31T18:00:00+08:00']],
    bad: [['soon', 'value is "soon"; it must be a day such as 2026-12-31, or an instant with its zone such as 2026-12-31T18:00:00Z.']],
  },
  plain: {
    field: { ...common, type: 'plain' },
    good: [
      ['v', 'v'],
      [7, '7'],
      [true, 'true'],
      [
        ['v', 7],
        ['v', '7'],
      ],
    ],
    bad: [[{ v: 'v' }, 'value is a mapping; it must be text, a number, true or false, or a list of those.']],
  },
};

const ajv = new Ajv({ strict: false, allowUnionTypes: true });
const validators = (field: Field) =>
  (['validator', 'editor'] as const).map((audience: Audience) => ajv.compile(fieldSchema(field, audience)));

describe.each(Object.entries(samples))('%s', (type, { field, good, bad }) => {
  const [validator, editor] = validators(field);

  test.each(good)('takes %j as %j', (given, canonical) => {
    expect(shapeIssues(field, nodeOf(given), subject)).toEqual([]);
    expect(canonicalValue(field, nodeOf(given))).toEqual(canonical);
    expect([validator?.(given), editor?.(given)]).toEqual([true, true]);
  });

  test.each(bad)('refuses %j', (given, message) => {
    const issues = shapeIssues(field, nodeOf(given), subject);
    expect(issues.map((one) => one.message)).toEqual([message]);
    expect(issues[0]?.severity).toBe('error');
    expect([validator?.(given), editor?.(given)]).toEqual([false, false]);
  });

  test('its findings have a code, a value that gives them, and words of their own', () => {
    const rules = typeOf(field).rules(field);
    expect(new Set(rules.map((rule) => rule.part)).size).toBe(rules.length);
    for (const { ofKey, bad: value } of rules) if (!ofKey) expect(isValid(field, nodeOf(value))).toBe(false);
    expect(typeOf(field)).toBe(fieldTypes[type as Field['type']]);
  });
});

describe('on the edges of every field of a spec, validation, schema, canonical form and samples agree', () => {
  test.each(all.map((at) => [at.path.join('.') || 'the spec', at] as const))('%s', (_, { field }) => {
    const { accepted, refused } = typeOf(field).edges(field);
    const [validator, editor] = validators(field);
    for (const value of accepted) {
      expect(shapeIssues(field, nodeOf(value), subject), JSON.stringify(value)).toEqual([]);
      expect([validator?.(value), editor?.(value)], JSON.stringify(value)).toEqual([true, true]);
      const canonical = canonicalValue(field, nodeOf(value));
      expect(canonicalValue(field, nodeOf(canonical))).toEqual(canonical);
    }
    for (const value of refused) {
      expect(shapeIssues(field, nodeOf(value), subject), JSON.stringify(value)).not.toEqual([]);
      expect([validator?.(value), editor?.(value)], JSON.stringify(value)).toEqual([false, false]);
    }
    expect(refused.length).toBeGreaterThan(0);
    expect(typeOf(field).requirement(field)).not.toBe('');
  });
});

describe('a value of a wrong type', () => {
  test.each([
    [int, '9x', 'Write 1 to 9, in plain digits and without a unit.'],
    [{ ...int, quoted: undefined }, '9', 'Remove the quotes: 9.'],
    [int, 1.5, 'Write it as plain decimal digits.'],
    [text, true, 'Put it in quotes: "true".'],
    [text, 123456789, 'Quotes alone do not help: it must be lower case.'],
    [samples.bool.field, 'on', 'Write true, without quotes; yes, no, on and off are text in YAML 1.2.'],
    [samples.bool.field, 'perhaps', 'Write true or false, without quotes.'],
    [samples.enum.field, 1, 'Write Standard or Flash.'],
    [samples.list.field, 'x', 'Write a list, for example: [2]'],
    [samples.list.field, '1,9', 'Write a list: [1, 9]'],
    [samples.list.field, { x: 1 }, 'Write a list, for example: [2]'],
    [text, ['x'], 'Write it without brackets and dashes: x'],
    [text, null, 'Give it a value, or remove the key. For example: nightly'],
    [{ ...text, required: fact }, null, 'Give it a value. For example: nightly'],
    [{ ...text, refersTo: 'disk' }, { x: 'x' }, 'Write the id of the disk, for example: nightly'],
    [{ ...member, example: {} }, 'x', 'Write its fields below it, each indented by two spaces; it must have a.'],
    [samples.entries.field, 'x', 'Write each of them below it, under a key of its own and indented by two spaces.'],
  ] as [Field, Json, string][])('%j: %j is helped', (field, value, help) =>
    expect(
      shapeIssues(field, nodeOf(value), subject, (one, node) => (one.type === 'list' ? meantValue(one, node) : undefined))[0]?.help,
    ).toBe(help),
  );
});

describe('what the schema cannot say', () => {
  const disputed = { ...fact, above: 5, reason: 'pages differ', disputed: 'They differ.' };
  const findings = (field: Field, value: Json) =>
    semanticIssues(field, nodeOf(value), subject).map(({ code, severity, message }) => `${severity} ${code}: ${message}`);

  test('a disputed number, and nothing more where it is out of range', () => {
    const field: Field = { ...int, warning: disputed };
    expect(findings(field, 5)).toEqual([]);
    expect(findings(field, 6)).toEqual(['warning field-disputed: value is 6; pages differ.']);
    expect(findings(field, 10)).toEqual([]);
  });
  test('a list of a disputed length', () => {
    const field: Field = { ...common, type: 'list', example: [2], of: int, warning: { ...disputed, above: 1 } };
    expect(findings(field, [1])).toEqual([]);
    expect(findings(field, [1, 2])).toEqual(['warning field-disputed: value has 2 items; pages differ.']);
  });
  test('a text that breaks a rule of warnings, unless it has an error', () => {
    const warning = { ...word, code: 'plain', pattern: '^[^z]*$', highlight: 'z', requirement: 'contains z', bad: 'z' };
    const field: Field = { ...text, warnings: [warning] };
    expect(findings(field, 'az')).toEqual(['warning field-plain: value is "az"; it contains z.']);
    expect(findings(field, 'AZz')).toEqual([]);
  });
  test('a day that no calendar has', () => {
    expect(findings(samples['date-time'].field, '2028-02-29')).toEqual([]);
    expect(findings(samples['date-time'].field, '2026-02-29')).toEqual([
      expect.stringMatching(/^error field-format: value is "2026-02-29"; /),
    ]);
    expect(findings(samples['date-time'].field, 'soon')).toEqual([]);
  });
});
