import { Ajv } from 'ajv';
import { describe, expect, test, vi } from 'vitest';
import check from '../../schema/validator.js';
import { ajvCode, withOneErrorList, withoutRepetition, withoutUnreadParams } from '../../scripts/standalone-validator.mjs';
import { jsonSchema } from '../../src/derive/json-schema.ts';

const schema = jsonSchema('validator');
const code = ajvCode(schema);

describe('the changes to the code that Ajv writes', () => {
  test('what nobody reads of an error is left out', () => {
    expect(code).toMatch(/schemaPath:"[^"]+",/);
    expect(code).toMatch(/params:\{limit: ?\d/);
    const changed = withoutUnreadParams(code);
    expect(changed).not.toMatch(/schemaPath:|params:\{(?:pattern|type|limit):/);
    // The params that are read stay.
    expect(changed).toMatch(/params:\{missingProperty:/);
    expect(changed).toMatch(/params:\{additionalProperty:/);
    expect(changed.length).toBeLessThan(code.length * 0.9);
  });

  test('errors are appended to one list', () => {
    expect(code).toContain('vErrors.concat(');
    expect(withOneErrorList(code)).not.toContain('.concat(');
  });

  test('what repeats is said once', () => {
    const changed = withoutRepetition(withOneErrorList(withoutUnreadParams(code)));
    expect(changed).not.toMatch(/parentData|const err\d|vErrors\.push/);
    expect(changed.match(/\.replace\(\/~\/g/g)).toHaveLength(1);
    expect(changed.length).toBeLessThan(code.length * 0.65);
  });

  test('what takes something else than Ajv hands on is no validator of ours', () => {
    const other = withOneErrorList(withoutUnreadParams(code)).replace(',rootData}', ',rootData,dynamicAnchors}');
    expect(() => withoutRepetition(other)).toThrow("Ajv's code has changed: it still has ");
  });

  test.each([withoutUnreadParams, withOneErrorList, withoutRepetition])('$name fails where Ajv writes other code', (change) =>
    expect(() => change('export const validate = validate20;')).toThrow(/^Ajv's code has changed: /),
  );
});

describe('the validator on disk', () => {
  const head = { apiVersion: 'snapspec/v1', stack: 's', region: 'cn-hangzhou' };

  /** Ajv itself, without any change. */
  const original = (() => {
    const ajv = new Ajv({ allErrors: true, messages: false, strict: false, inlineRefs: false });
    const { definitions, ...whole } = schema;
    for (const [name, one] of Object.entries(definitions as { [name: string]: object })) ajv.addSchema(one, name);
    return ajv.compile(whole);
  })();

  test.each([
    [{}],
    [null],
    [head],
    [{ ...head, snapshots: { a: {}, '9b': { diskId: '', tags: { 'acs:k': 'http://v', k: 7 } } } }],
    [{ ...head, policies: { a: { schedule: { timePoints: ['24', 1.5, -1] }, retentionDays: 0, disk: [] } } }],
    [{ ...head, groups: { a: { diskIds: ['d', 'd'], name: 'n'.repeat(200) }, b: null }, removed: [{}], lint: { strict: 'yes' } }],
  ])('gives the errors of Ajv for %j', (spec) => {
    const read = ({ missingProperty, additionalProperty, propertyName }: { [name: string]: unknown }) => [
      missingProperty,
      additionalProperty,
      propertyName,
    ];
    const placed = (errors: typeof check.errors): unknown[] =>
      (errors ?? []).map((one) => [one.instancePath, one.keyword, ...read(one.params as { [name: string]: unknown })]);
    expect(check(spec)).toBe(original(spec));
    expect(placed(check.errors)).toEqual(placed(original.errors as typeof check.errors));
  });

  test('does not copy the errors so far for each that comes: their number may be large', () => {
    const concat = vi.spyOn(Array.prototype, 'concat');
    const tags = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`acs:k${index}`, 'v']));
    expect(check({ ...head, defaults: { tags }, snapshots: { a: {}, b: { tags } } })).toBe(false);
    const copied = concat.mock.contexts.reduce((sum: number, all) => sum + (all as unknown[]).length, 0);
    concat.mockRestore();
    expect(check.errors?.length).toBeGreaterThan(2000);
    expect(copied).toBeLessThan(100);
  });
});
