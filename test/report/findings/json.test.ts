import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/base/diagnostic.ts';
import { parseRuleDocs } from '../../../src/read/rule-docs.ts';
import { formatVersion } from '../../../src/base/format-version.ts';
import { json } from '../../../src/report/findings/json.ts';
import { hostile } from '../../corpus/hostile.ts';
import { head, lintText, mixed } from '../sample.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../schema/diagnostics.schema.json'), 'utf8'));
const valid = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(schema);

/** A document must hold nothing that the schema does not name: what is new belongs into the schema too. */
const exact = new Ajv({ strict: false, allErrors: true }).compile(closed(schema));

function closed(node: unknown): object {
  if (typeof node !== 'object' || node === null) return node as unknown as object;
  if (Array.isArray(node)) return node.map(closed);
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  const composed = 'allOf' in node;
  return 'properties' in node && 'type' in node && !composed && !('code' in (node.properties as object))
    ? { ...inner, additionalProperties: false }
    : inner;
}

function read(text: string, options = {}) {
  const { diagnostics, documents, suppressed } = lintText(text, options);
  const made = JSON.parse(json.print(diagnostics, documents, { color: false, suppressed }));
  valid(made);
  expect(valid.errors ?? []).toEqual([]);
  exact(made);
  expect(exact.errors ?? []).toEqual([]);
  return made;
}

test('the schema is of this version, and can refuse', () => {
  expect(formatVersion).toMatch(new RegExp(schema.properties.formatVersion.pattern));
  expect(valid({ formatVersion, kind: 'snapspec.diagnostics', diagnostics: [], suppressed: [] })).toBe(true);
  expect(valid({ formatVersion: '2.0', kind: 'snapspec.diagnostics', diagnostics: [], suppressed: [] })).toBe(false);
  expect(
    valid({ formatVersion, kind: 'snapspec.diagnostics', diagnostics: [{ code: 'x', severity: 'off', message: 'm' }], suppressed: [] }),
  ).toBe(false);
  expect(
    valid({ formatVersion, kind: 'snapspec.diagnostics', diagnostics: [], suppressed: [{ code: 'x', severity: 'error', message: 'm' }] }),
  ).toBe(false);
});

describe('outputs keep to the schema', () => {
  test('every severity, relation, fix, dispute and suppression', () => {
    const { diagnostics, suppressed } = read(mixed);
    expect(diagnostics.map((one: Diagnostic) => [one.code, one.severity])).toEqual([
      ['policy-retention-days-disputed', 'warning'],
      ['snapshot-retention-days-range', 'error'],
      ['snapshot-instant-access-retired', 'warning'],
      ['variable-without-value', 'info'],
    ]);
    expect(diagnostics[0]).toMatchObject({
      disputed: true,
      place: { file: 'spec.yaml', path: ['policies', 'nightly', 'retentionDays'], line: 7, column: 20, endLine: 7, endColumn: 25 },
    });
    expect(suppressed.map((one: { code: string; suppression: object }) => [one.code, one.suppression])).toEqual(
      ['policy-schedule-time-points-repeated', 'policy-retention-days-range'].map((code) => [
        code,
        { reason: 'agreed with support, case 17', place: { file: 'spec.yaml', line: 8, column: 3, endLine: 8, endColumn: 117 } },
      ]),
    );
  });

  test('nothing found', () => expect(read(head)).toEqual({ formatVersion, kind: 'snapspec.diagnostics', diagnostics: [], suppressed: [] }));
  test.each(hostile)('$name', ({ text, codes }) =>
    expect(
      read(text)
        .diagnostics.map((one: Diagnostic) => one.code)
        // What is no spec has other findings too.
        .filter((code: string) => Object.hasOwn(parseRuleDocs, code))
        .sort(),
    ).toEqual([...codes].sort()),
  );
});

test('hidden characters stand in the text as escapes, and are read back', () => {
  const message = '\u001b[31m \u009b \u202e \u2028 \u{e0041} 备份 😀';
  const text = json.print([{ code: 'x', severity: 'error', message }], new Map(), { color: false });
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u);
  expect(text).toContain('备份 😀');
  expect(JSON.parse(text).diagnostics[0].message).toBe(message);
});
