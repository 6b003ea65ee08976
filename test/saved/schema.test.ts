import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { savedPlan as generated } from '../../schema/saved-plan.js';
import type { InputSchema } from '../../src/input/schema.ts';
import { publishedSchemas, savedPlanSchema } from '../../src/saved/schema.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, instances, seed } from '../support/specs.ts';

const root = join(import.meta.dirname, '../..');
const ajv = () => new Ajv({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, keywords: ['errorMessage'] });
const onDisk = (name: string) => JSON.parse(readFileSync(join(root, `schema/${name}.schema.json`), 'utf8')) as object;

type Doc = { readonly what: string; readonly name: 'plan' | 'receipt'; readonly value: unknown };

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const spec = (days: number, more = ''): string =>
  `${head}policies:\n  p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: ${days}, tags: {a: "${days}"}, disks: {any: [{id: ${disks[0]}}, {id: d-none}]}}\n` +
  `snapshots: {a: {diskId: ${disks[1]}, retentionDays: 30}${more}}\ngroups: {g: {instanceId: ${instances[1]}}}\n`;

/** What plan, drift, show and apply print of a stack from nothing to refusals, and the plans that are saved on the way. */
async function documents(): Promise<{ readonly docs: readonly Doc[]; readonly saved: readonly unknown[] }> {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder();
  const docs: Doc[] = [];
  const saved: unknown[] = [];
  const json = async (name: Doc['name'], ...argv: readonly string[]): Promise<void> => {
    const { stdout } = await snapspec(cwd, [...argv, '--format', 'json', ...(argv[0] === 'show' ? [] : towards(emulator))]);
    docs.push({ what: argv.join(' '), name, value: JSON.parse(stdout) });
  };
  const steps = [
    spec(14),
    spec(7, `, b: {diskId: d-gone, retentionDays: 1}`),
    spec(7).replace(String(disks[1]), String(disks[2])),
    `${head}groups: {g: {instanceId: ${instances[1]}}}\n`,
  ];
  for (const text of steps) {
    writeFileSync(join(cwd, 'snapspec.yaml'), text);
    await json('plan', 'plan', '--out', 'plan.json', '--approve-reductions', '1');
    await json('plan', 'show', 'plan.json');
    await json('plan', 'drift');
    await json('receipt', 'apply', '--auto-approve');
    saved.push(JSON.parse(readFileSync(join(cwd, 'plan.json'), 'utf8')));
  }
  return { docs, saved };
}

let made: Awaited<ReturnType<typeof documents>>;
beforeAll(async () => {
  made = await documents();
});

describe('the schemas of plans and receipts', () => {
  test('are on the disk as they are in the sources', () => {
    for (const name of Object.keys(publishedSchemas) as readonly (keyof typeof publishedSchemas)[])
      expect(onDisk(name)).toEqual({
        $id: `urn:snapspec:schema:${name}:1`,
        ...(JSON.parse(JSON.stringify(publishedSchemas[name])) as object),
      });
  });

  test.each(['plan', 'receipt'] as const)('what is printed is a %s as its schema says', (name) => {
    const validate = ajv().compile(onDisk(name));
    const mine = made.docs.filter((one) => one.name === name);
    expect(mine.length).toBeGreaterThanOrEqual(4);
    for (const { what, value } of mine) expect(validate(value), `${what}: ${JSON.stringify(validate.errors)}`).toBe(true);
  });

  test('what is printed holds most of what the schema of a plan names, so that it was tried', () => {
    const names = new Set<string>();
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) names.add(name);
        visit(inner);
      }
    };
    for (const { value } of made.docs) visit(value);
    for (const name of [
      'problems',
      'place',
      'refusal',
      'held',
      'reductions',
      'approval',
      'tags',
      'token',
      'digest',
      'saved',
      'code',
      'after',
    ])
      expect([...names], name).toContain(name);
  });

  test('a reader of version 1 passes over what it does not know, and refuses version 2', () => {
    const validate = ajv().compile(onDisk('plan'));
    const [{ value }] = made.docs as readonly [Doc];
    expect(validate({ ...(value as object), later: 1, formatVersion: '1.7' })).toBe(true);
    expect(validate({ ...(value as object), formatVersion: '2.0' })).toBe(false);
    const { operations: _, ...rest } = value as { operations: unknown };
    expect(validate(rest)).toBe(false);
  });
});

describe('the check of saved plans', () => {
  test('decides as Ajv does', () => {
    const original = ajv().compile(savedPlanSchema as object);
    const [first] = made.saved as readonly [{ readonly plan: object }];
    const values = [
      ...made.saved,
      {},
      [],
      null,
      { ...first, more: 1 },
      { ...first, plan: { ...first.plan, stack: '' } },
      { ...first, expires: 'x' },
    ];
    const verdicts = values.map((value) => original(value));
    expect(values.map((value) => generated(value))).toEqual(verdicts);
    expect(verdicts).toEqual([...made.saved.map(() => true), false, false, false, false, false, false]);
  });

  test('describes every member', () => {
    const undescribed: string[] = [];
    const visit = (schema: InputSchema, at: string): void => {
      for (const [name, one] of Object.entries(schema.properties ?? {})) {
        if (!/^[A-Z].*\.$/.test(one.description ?? '')) undescribed.push(`${at}.${name}`);
        visit(one, `${at}.${name}`);
      }
      if (schema.items) visit(schema.items, `${at}[]`);
      if (schema.additionalProperties) visit(schema.additionalProperties, `${at}.*`);
    };
    visit(savedPlanSchema, '');
    expect(undescribed).toEqual([]);
  });
});
