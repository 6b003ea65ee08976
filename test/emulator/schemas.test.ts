import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { addition, clock, faults, seed, settings, thing } from '../../schema/local-cloud.js';
import { inputSchemas, publishedSchemas } from '../../src/emulator/schemas.ts';
import { defaultSettings } from '../../src/emulator/model/settings.ts';
import type { InputSchema } from '../../src/input/schema.ts';

const root = join(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const published = Object.keys(publishedSchemas) as readonly (keyof typeof publishedSchemas)[];
const onDisk = (name: string) => JSON.parse(text(`schema/${name}.schema.json`)) as object;
const ajv = () =>
  new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, keywords: ['errorMessage'] });

/** Every schema in a schema, with where it is. */
function* inside(schema: InputSchema, at: string): Generator<[string, InputSchema]> {
  yield [at, schema];
  for (const [name, one] of Object.entries(schema.properties ?? {})) yield* inside(one, `${at}.${name}`);
  if (schema.items) yield* inside(schema.items, `${at}[]`);
  if (schema.additionalProperties) yield* inside(schema.additionalProperties, `${at}.*`);
}

describe('the published schemas', () => {
  test('are on the disk as they are in the sources', () => {
    for (const name of published)
      expect(onDisk(name), name).toEqual({
        $id: `urn:snapspec:schema:${name}:1`,
        ...(JSON.parse(JSON.stringify(publishedSchemas[name])) as object),
      });
  });

  test('describe every member, and what they suggest is valid', () => {
    const members = Object.entries(inputSchemas).flatMap(([name, schema]) => [...inside(schema, name)]);
    const named = members.filter(([at]) => /\.[^.[\]]+$/.test(at) && !at.endsWith('.*'));
    expect(named.length).toBeGreaterThan(250);
    for (const [at, { description }] of named) expect(description, at).toMatch(/^[A-Z].*\.$/);
    for (const [at, schema] of members) {
      const { default: usual, examples = [] } = schema;
      for (const value of [...(usual === undefined ? [] : [usual]), ...examples])
        expect(ajv().validate(schema as object, value), `${at}: ${JSON.stringify(value)}`).toBe(true);
    }
  });

  test('state every setting with its default', () => {
    const { properties = {} } = inputSchemas.settings;
    expect(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schema.default]))).toEqual(defaultSettings);
  });

  test('accept every seed of the examples and the documentation', () => {
    const valid = ajv().compile(onDisk('seed'));
    const folders = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('local-cloud.yaml'),
    );
    const seeds = folders.map((file) => text(`examples/${file}`));
    const blocks = [...text('docs/emulator.md').matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, block]) => block as string);
    expect(folders.length).toBeGreaterThan(0);
    for (const one of [...seeds, ...blocks.filter((block) => !block.includes('rules:'))]) expect(valid(parse(one)), one).toBe(true);
    expect(ajv().compile(onDisk('faults'))(parse(blocks.find((block) => block.includes('rules:')) as string))).toBe(true);
  });
});

const generated = { addition, clock, faults, seed, settings, thing };

describe('the generated checks', () => {
  const values: readonly unknown[] = [
    {}, [], 3, null, { disks: [{ id: 'd-1' }] }, { disks: [{ id: '' }] }, { disks: [{ id: 'd-1', size: 1.5 }] }, { disks: [{ id: 'd-1', created: '2026-02-30' }] },
    { disks: [{ id: 'd-1', created: 'x' }] }, { accounts: [{ id: '7', region: 'x' }] }, { rules: [{ type: 'code' }] }, [{ type: 'code', code: 'X' }], [{ type: 'slow', nth: [1] }],
    { snapshotSeconds: 1 }, { tokenLifeMs: null }, { listLagMs: { nothing: 1 } }, { at: 5 }, { advance: '3d12h' }, { advance: '' }, { real: true }, { real: false }, { at: 1, real: true },
    { id: 'd-1', set: {} }, { id: 'd-1', delete: true }, { id: 'd-1', delete: true, rebuild: true }, { add: {} }, { add: {}, account: '7' }, { account: '7' }, { add: {}, id: 'd-1' }, { __proto__: null, toString: 1 },
  ]; // biome-ignore format: a table

  test.each(Object.keys(inputSchemas) as (keyof typeof inputSchemas)[])('%s decides as Ajv does', (name) => {
    const original = ajv().compile(inputSchemas[name] as object);
    const verdicts = values.map((value) => original(value));
    expect(values.map((value) => generated[name](value))).toEqual(verdicts);
    expect(new Set(verdicts).size).toBe(2);
  });
});
