import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Json } from '../../src/base/json.ts';
import { isRecord } from '../../src/base/json.ts';
import { currentCode } from '../../src/base/renamed-codes.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import type { Field } from '../../src/fields/field.ts';
import { childField, typeOf } from '../../src/fields/registry.ts';
import { specField } from '../../src/spec/fields.ts';
import { refusedSpecs } from '../../src/docs/only-lint.ts';
import { spec } from '../support/specs.ts';
import { documents } from './documents.ts';
import { errorsOf, isRed } from './red.ts';

const root = join(import.meta.dirname, '../..');
const runs = Number(process.env['RUNS'] ?? 500);

/** Whether an editor is stricter than lint. */
const contradicts = (text: string): boolean => errorsOf(text).length === 0 && isRed(text);

describe('the schema of editors is red nowhere where lint has no error, once every variable has a value', () => {
  test('over the corpus and the examples of all rules', { timeout: 300_000 }, () => {
    const all = documents();
    expect(all.length).toBeGreaterThan(1900);
    expect(all.filter(contradicts)).toEqual([]);
    // Both are there in numbers.
    expect(all.filter((text) => errorsOf(text).length === 0).length).toBeGreaterThan(600);
    expect(all.filter(isRed).length).toBeGreaterThan(700);
  });

  /** Every value of a document with its field, by path. */
  function places(
    field: Field,
    value: Json,
    path: readonly (string | number)[] = [],
  ): { field: Field; path: readonly (string | number)[] }[] {
    const inner = Array.isArray(value) ? value.map((one, index) => [index, one] as const) : isRecord(value) ? Object.entries(value) : [];
    const below = inner.flatMap(([key, one]) => {
      const child = childField(field, key);
      return child ? places(child, one, [...path, key]) : [];
    });
    return [{ field, path }, ...below];
  }

  function replaced(value: Json, [key, ...rest]: readonly (string | number)[], by: Json): Json {
    if (key === undefined) return by;
    if (Array.isArray(value)) return value.map((one, index) => (index === key ? replaced(one, rest, by) : one));
    return { ...(value as object), [key]: replaced((value as { [key: string]: Json })[key] as Json, rest, by) };
  }

  /** What may stand in the place of a value: what its field takes, what it refuses, a variable, what somebody writes by mistake. */
  const standIn = (field: Field): fc.Arbitrary<Json> => {
    const { accepted, refused } = typeOf(field).edges(field);
    return fc.constantFrom<Json>(
      ...accepted,
      ...refused,
      '${var.text}',
      '${var.days}',
      '${var.list}',
      'x-${var.text}',
      '$${var.text}',
      '',
      null,
      0,
      true,
      [],
      {},
      ...Object.keys(field.means ?? {}),
    );
  };

  /** A spec with some of its values replaced. */
  const edited = spec.chain((one) => {
    const whole = {
      apiVersion: 'snapspec/v1',
      region: 'cn-hangzhou',
      variables: { text: { default: 'x' }, days: { default: 7 }, list: { default: ['mon'] } },
      ...one,
    } as unknown as Json;
    // Every variable keeps its value: without one, lint only notes that it did not check what the schema may know to be wrong.
    const all = places(specField, whole).filter(({ path }) => path.length > 0 && path[0] !== 'variables');
    return fc
      .subarray(all, { minLength: 0, maxLength: 2 })
      .chain((some) => fc.tuple(...some.map((place) => standIn(place.field).map((by) => [place.path, by] as const))))
      .map((edits) => edits.reduce((value, [path, by]) => replacedIfThere(value, path, by), whole));
  });

  /** An edit above may have taken the place away. */
  function replacedIfThere(value: Json, path: readonly (string | number)[], by: Json): Json {
    const there = path.reduce<Json | undefined>(
      (at, key) => (Array.isArray(at) ? at[Number(key)] : isRecord(at) ? at[key] : undefined),
      value,
    );
    return there === undefined ? value : replaced(value, path, by);
  }

  test(`over ${runs} generated documents`, { timeout: 300_000 }, () => {
    let [sound, red] = [0, 0];
    fc.assert(
      fc.property(edited, (value) => {
        const text = stringify(value, { version: '1.2', aliasDuplicateObjects: false });
        if (errorsOf(text).length === 0) sound += 1;
        if (isRed(text)) red += 1;
        expect(contradicts(text), text).toBe(false);
      }),
      { numRuns: runs },
    );
    expect(Math.min(sound, red)).toBeGreaterThan(runs / 10);
  });
});

describe('what only lint can say', () => {
  const page = readFileSync(join(root, 'docs/only-lint.md'), 'utf8');
  const listed = [...page.matchAll(/^\| \[([a-z0-9-]+)\]/gm)].map((found) => found[1] as string);

  test('the page lists the errors that the schema shows in no document that has only them', { timeout: 300_000 }, () => {
    // Where the text itself cannot be read, lint says nothing of what is in it.
    const all = [...documents(), ...refusedSpecs()];
    const ofText = new Set(ruleEntries().flatMap(({ code, from }) => (from === 'text' ? [code] : [])));
    const shown = new Set(
      all.flatMap((text) => {
        const [code, ...others] = [...new Set(errorsOf(text))];
        return code !== undefined && others.length === 0 && isRed(text) ? [currentCode(code)] : [];
      }),
    );
    expect(listed.filter((code) => shown.has(code) && !ofText.has(code))).toEqual([]);
    const said = new Set(all.flatMap(errorsOf));
    const static_ = ruleEntries().filter(({ severities, code }) => severities.includes('error') && said.has(code));
    expect(static_.map(({ code }) => code).filter((code) => !shown.has(code) && !listed.includes(code))).toEqual([]);
    expect(listed.length).toBeGreaterThan(20);
  });
});
