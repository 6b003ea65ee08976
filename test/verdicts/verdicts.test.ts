import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import { codesOfRow, rows } from '../../src/derive/catalogue.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import type { Field } from '../../src/fields/field.ts';
import { userTags } from '../../src/kinds/ownership-tags.ts';
import type { Tags } from '../../src/kinds/ownership-tags.ts';
import { childField, shapeIssues } from '../../src/fields/registry.ts';
import { textIssues } from '../../src/fields/text.ts';
import { specField } from '../../src/spec/fields.ts';
import { parse } from '../../src/read/parse.ts';
import type { MapNode, Node } from '../../src/read/syntax-tree.ts';
import validator from '../../schema/validator.js';
import { adviceRules } from '../../src/advice/list.ts';
import { table } from './table.ts';
import { of, tags } from './verdict.ts';
import type { Verdict } from './verdict.ts';
import { callOf, cloud } from './wire.ts';
import type { Cloud } from './wire.ts';

type Members = { readonly [name: string]: unknown };

/** The least that each entry needs to be sent. */
const usual: { readonly [section: string]: Members } = {
  '': { apiVersion: 'snapspec/v1', stack: 's', region: 'cn-hangzhou' },
  snapshots: { diskId: 'd-000', name: 'verdict' },
  groups: { instanceId: 'i-000', name: 'verdict' },
  policies: { schedule: { timePoints: [1], repeatWeekdays: [1] }, retentionDays: 1, name: 'verdict' },
  desktopSnapshots: { desktopId: 'ecd-000', sourceDiskType: 'system', name: 'verdict' },
};

function put(into: Members, path: readonly string[], value: unknown, beside: Members): Members {
  const [key, ...rest] = path;
  if (key === undefined) return { ...into, ...(value as Members) };
  if (rest.length === 0) return { ...into, ...beside, [key]: value };
  return { ...into, [key]: put({}, rest, value, beside) };
}

const pathOf = ({ field }: Verdict): string[] => (field === '' ? [] : field.split('.'));
const entryOf = (one: Verdict): Members => put(one.entry ?? (usual[one.section] as Members), pathOf(one), one.value, one.beside ?? {});
const specOf = (one: Verdict): Members => {
  const entry = entryOf(one);
  return one.section === '' ? entry : { ...usual[''], [one.section]: { a: entry } };
};

const textOf = (one: Verdict): string => JSON.stringify(specOf(one));

const advised = new Set(adviceRules.map((rule) => rule.code));

const codeNames = ruleEntries().map((one) => one.code);

/** What lint says of a verdict's value, without advice and what comes of another cause. */
function lint(one: Verdict, strict: boolean): readonly Diagnostic[] {
  const { diagnostics } = analyze([{ file: 'spec.yaml', content: textOf(one) }], {
    year: 2026,
    unresolved: 'error',
    severities: { strict },
    codes: codeNames,
  });
  return diagnostics.filter(({ code }) => !advised.has(code) && !one.also?.includes(code));
}

const catalogued = new Map(rows().map((row) => [row.row, row]));

/** The findings that hold a constraint. */
function codesBy({ by, code }: Verdict): readonly string[] {
  if (code !== undefined) return [code];
  const row = catalogued.get(by);
  const own = ruleEntries().filter((one) => one.rows.includes(by));
  return row ? codesOfRow(row) : own.map((one) => one.code);
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 45)}…, ${[...text].length} characters`;
};
const title = (one: Verdict): string =>
  `${one.section || 'head'} ${one.field} ${shown(one.value)} is ${one.verdict} (${one.by}${one.ours ? ', ours' : ''})`;
const lines = table.map((one) => [title(one), one] as const);

/** One finding of this weight, at the field or inside it, by the constraint. */
function expectFinding(one: Verdict, found: readonly Diagnostic[], severity: Diagnostic['severity']): void {
  const said = found.map((each) => `${each.severity} ${each.code}: ${each.message}`);
  expect(said.length, said.join('\n') || 'nothing was said').toBe(1);
  const [first] = found as [Diagnostic];
  expect(`${first.severity} ${codesBy(one).includes(first.code) ? one.by : `${first.code}, none of ${codesBy(one)}`}`).toBe(
    `${severity} ${one.by}`,
  );
  const field = [...(one.section === '' ? [] : [one.section, 'a']), ...pathOf(one)];
  expect(first.place).toBeDefined();
  // What the reader refuses has no path yet: its characters lie inside the value.
  if (first.place && 'range' in first.place) expect(first.place.range[0]).toBeGreaterThan(textOf(one).lastIndexOf(`"${field.at(-1)}":`));
  else expect(first.place?.path.slice(0, field.length).map(String)).toEqual(field);
}

test('no line stands in the table twice', () => {
  expect(lines.map(([name]) => name).filter((name, index, all) => all.indexOf(name) !== index)).toEqual([]);
});

describe.each([
  ['lint', false],
  ['lint --strict', true],
] as const)('%s', (_, strict) => {
  test.each(lines)('%s', (_name, one) => {
    const found = lint(one, strict);
    if (one.verdict === 'accepted') return expect(found.map((each) => `${each.code}: ${each.message}`)).toEqual([]);
    if (one.verdict === 'refused') return expectFinding(one, found, 'error');
    expectFinding(one, found, strict && one.verdict === 'disputed' ? 'error' : 'warning');
    expect(found[0]?.disputed === true).toBe(one.verdict === 'disputed');
  });
});

describe('the JSON Schema', () => {
  const schema: Members = JSON.parse(readFileSync(join(import.meta.dirname, '../../schema/snapspec.schema.json'), 'utf8'));
  const validate = new Ajv({ allErrors: false, strict: false }).compile(schema);

  // What it cannot say it takes: the list of that is exact.
  test.each(lines)('%s', (_, one) => {
    expect(validate(specOf(one))).toBe(one.verdict !== 'refused' || one.unsaid !== undefined);
  });
});

/** Where a value or a key is wrong by what its field says, as JSON Pointers. */
function wrongByFields(field: Field, node: Node, pointer: string): string[] {
  const subject = { name: '', code: '' };
  const own = shapeIssues(field, node, subject).length > 0 ? [pointer] : [];
  if (node.type === 'list') return [...own, ...node.items.flatMap((item, index) => below(field, index, item, pointer))];
  if (node.type !== 'map') return own;
  const keys = field.type === 'map' || field.type === 'entries' ? field.keys : undefined;
  const badKeys = node.entries.filter(({ key }) => keys && textIssues(keys, key, subject).some((one) => one.severity === 'error'));
  return [
    ...own,
    ...badKeys.map(({ key }) => `${pointer} key ${key}`),
    ...wrongMembers(field, node, pointer),
    ...node.entries.flatMap(({ key, value }) => below(field, key, value, pointer)),
  ];
}

const below = (field: Field, key: string | number, node: Node, pointer: string): string[] => {
  const inner = childField(field, key);
  return inner ? wrongByFields(inner, node, `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`) : [];
};

/** Members that an object does not have, or lacks. */
function wrongMembers(field: Field, node: MapNode, pointer: string): string[] {
  if (field.type !== 'object') return [];
  const there = node.entries.map(({ key }) => key);
  const lacking = Object.entries(field.fields).filter(([name, one]) => one.required && !there.includes(name));
  return [
    ...there.filter((key) => !Object.hasOwn(field.fields, key)).map((key) => `${pointer} unknown ${key}`),
    ...lacking.map(([name]) => `${pointer} missing ${name}`),
  ];
}

const textKeywords = new Set(['minLength', 'maxLength', 'pattern']);

/** The same by what the compiled schema says. */
function wrongBySchema(spec: Members): string[] {
  const errors = validator(spec) ? [] : (validator.errors ?? []);
  const withBadKeys = new Set(errors.filter(({ keyword }) => keyword === 'propertyNames').map(({ instancePath }) => instancePath));
  return errors.flatMap(({ keyword, instancePath, params, propertyName }) => {
    // An error of a key that lies behind a reference does not name the key; the one of `propertyNames` does.
    const ofKey = propertyName !== undefined || (textKeywords.has(keyword) && withBadKeys.has(instancePath));
    if (ofKey || keyword === 'uniqueItems') return [];
    if (keyword === 'required') return [`${instancePath} missing ${params['missingProperty']}`];
    if (keyword === 'additionalProperties') return [`${instancePath} unknown ${params['additionalProperty']}`];
    return keyword === 'propertyNames' ? [`${instancePath} key ${params['propertyName']}`] : [instancePath];
  });
}

// The schema decides whether a value is right, its field says why not: neither without the other.
describe('the compiled schema and the types of fields', () => {
  test.each(lines)('%s', (_, one) => {
    const { value, diagnostics } = parse('spec.yaml', textOf(one));
    // What the reader refuses reaches neither.
    if (value === undefined) return expect(diagnostics).not.toEqual([]);
    const bySchema = wrongBySchema(specOf(one));
    expect([...new Set(wrongByFields(specField, value.root, ''))].sort()).toEqual([...new Set(bySchema)].sort());
  });

  test('both refuse many of the values', () =>
    expect(table.filter((one) => wrongBySchema(specOf(one)).length > 0).length).toBeGreaterThan(250));
});

describe('the local cloud', () => {
  let local: Cloud;
  beforeAll(async () => {
    local = await cloud();
  });
  afterAll(() => local.emulator.close());

  const sent = lines.filter(([, one]) => one.section !== '' && !one.ours && one.unsent === undefined);
  test.each(sent)('%s', async (_, one) => {
    const answer = await local.answer(callOf(one.section, entryOf(one)));
    if (one.verdict !== 'refused') return expect(answer).toBe('accepted');
    expect(one.answer, 'the table names no answer').toBeDefined();
    if (one.answer === 'any') return expect(answer).not.toBe('accepted');
    expect(answer).toBe(one.answer);
  });

  // Limits of the service that lie behind narrower ones of snapspec.
  test.each([
    ['CreateSnapshot', 'snapshots'],
    ['CreateSnapshotGroup', 'groups'],
    ['CreateAutoSnapshotPolicy', 'policies'],
  ])('%s takes 20 tags, four of which are the owner’s, and no more', async (_, section) => {
    const withTags = (many: number) => local.answer(callOf(section, { ...usual[section], tags: tags(many) }));
    expect([await withTags(16), await withTags(17)]).toEqual(['accepted', 'QuotaExceed.Tags 403']);
  });
  test('a description of a desktop snapshot has up to 128 characters, the mark among them', async () => {
    const withText = (text: string) => local.answer(callOf('desktopSnapshots', { ...usual['desktopSnapshots'], description: text }));
    expect([await withText(of(104)), await withText(of(104, '𠀀'))]).toEqual(['accepted', 'accepted']);
    expect([await withText(of(105)), await withText(of(105, '𠀀'))]).not.toContain('accepted');
  });
});

/** Paths of all fields that hold a value, as the table writes them; what is below a list or a map belongs to it. */
function leaves(field: Field, path: readonly string[]): string[] {
  if (field.type !== 'object') return [path.join('.')];
  return Object.entries(field.fields).flatMap(([name, inner]) => leaves(inner, [...path, name]));
}

// A tag that lint lets through and the reader of replies takes for the cloud's own would be set again by every plan.
test('every tag that is accepted is seen again', () => {
  const accepted = table.filter((one) => one.field === 'tags' && one.section !== 'desktopSnapshots' && one.verdict !== 'refused');
  expect(accepted.length).toBeGreaterThan(20);
  for (const { value } of accepted) expect(userTags(value as Tags)).toEqual(value);
});

describe('the table is whole', () => {
  const judged = new Set(table.map((one) => `${one.section}|${one.field}`));
  const within = (field: Field, section: string): string[] => leaves(field, []).map((path) => `${section}|${path}`);

  test('every field of every kind and of the head is judged', () => {
    const all = Object.entries(specField.fields).flatMap(([name, field]) =>
      field.type === 'entries' && name in usual ? within(field.of, name) : leaves(field, [name]).map((path) => `|${path}`),
    );
    expect(all.filter((one) => !judged.has(one) && ![...judged].some((other) => other.startsWith(`${one}.`)))).toEqual([]);
  });

  test('every constraint of the catalogue that lint holds in a field or an object is judged on both sides', () => {
    const held = rows().filter(({ held }) => held === 'static' || held === 'cross-field');
    const bad = new Set(table.filter((one) => one.verdict !== 'accepted').map((one) => one.by));
    // It is about several entries, and has its test in test/advice/rules.test.ts.
    const elsewhere = ['ASP-APPLY-MAX10'];
    expect(held.map(({ row }) => row).filter((row) => !bad.has(row) && !elsewhere.includes(row))).toEqual([]);
  });

  test('what each side cannot say is said why', () => {
    const reasons = (of_: 'unsent' | 'unsaid'): string[] =>
      [...new Set(table.map((one) => one[of_] ?? ''))].filter((text) => text !== '').sort();
    expect(reasons('unsaid')).toEqual([
      'a pattern knows no calendar',
      'it depends on another part of the spec',
      'the list of zones is the runtime’s',
      'which minutes are whole hours depends on the zone',
    ]);
  });
});
