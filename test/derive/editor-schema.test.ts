import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Json } from '../../src/base/json.ts';
import { isRecord } from '../../src/base/json.ts';
import { timeZones } from '../../src/derive/editor/time-zones.ts';
import { jsonSchema } from '../../src/derive/json-schema.ts';
import type { Field } from '../../src/fields/field.ts';
import { typeOf } from '../../src/fields/registry.ts';
import { zoneIssue } from '../../src/schedule/zone-name.ts';
import { specField } from '../../src/spec/fields.ts';
import { errorsOf } from './red.ts';

const root = join(import.meta.dirname, '../..');

describe('what editors offer', () => {
  const schema = jsonSchema('editor');
  type Walked = { readonly [keyword: string]: Json };
  const all: Walked[] = [];
  const walk = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (isRecord(value)) {
      all.push(value);
      Object.values(value).forEach(walk);
    }
  };
  walk(schema);
  const snippets = all.flatMap(
    ({ defaultSnippets = [] }) => defaultSnippets as unknown as { label: string; body: Json; description?: string }[],
  );

  test('every place has a title and says what it is, in Markdown and in plain text', () => {
    const described = all.filter((one) => typeof one['markdownDescription'] === 'string');
    expect(described.length).toBeGreaterThan(120);
    for (const one of described) {
      expect(one['title']).toMatch(/^\S.*\S$/);
      expect(one['description']).not.toMatch(/`|undefined/);
      expect(one['markdownDescription']).toMatch(/\n- \*\*More:\*\* /);
    }
  });

  test('links lead to pages that are installed beside the schema', () => {
    const links = new Set(JSON.stringify(schema).match(/\(\.\.\/docs\/[^)]+\)/g));
    expect(links.size).toBeGreaterThan(4);
    for (const link of links) {
      const [path, anchor] = link.slice(4, -1).split('#') as [string, string | undefined];
      const text = readFileSync(join(root, path), 'utf8');
      const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replaceAll(/[^a-z -]/g, '')
          .replaceAll(' ', '-'),
      );
      if (anchor !== undefined) expect(anchors, link).toContain(anchor);
    }
  });

  test('every value that is offered is one that lint takes', () => {
    for (const zone of timeZones()) expect(zoneIssue(zone), zone).toBeUndefined();
    for (const { body } of snippets.filter((one) => typeof one.body === 'string'))
      expect(typeof parse(body as string)).toMatch(/string|number/);
  });

  test('every snippet becomes what lint takes, its places as they are', () => {
    const filled = (text: string): string =>
      text
        .replaceAll(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
        .replaceAll(/\$\{\d+:((?:\\.|[^}])*)\}/g, (_, inner: string) => inner.replaceAll(/\\(.)/g, '$1'));
    const plain = (value: Json): Json => {
      if (typeof value === 'string') return parse(filled(value)) as Json;
      if (Array.isArray(value)) return value.map(plain);
      return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [filled(key), plain(one)])) : value;
    };
    const specs = (schema['defaultSnippets'] as unknown as { label: string; body: Json }[]).map(
      ({ label, body }) => [label, plain(body)] as const,
    );
    expect(specs.length).toBeGreaterThan(4);
    for (const [label, value] of specs) expect(errorsOf(stringify(value, { version: '1.2' })), label).toEqual([]);
  });

  /** Every field below another, once for each place. */
  const fieldsBelow = (field: Field): Field[] => [field, ...(typeOf(field).children?.(field) ?? []).flatMap(([, one]) => fieldsBelow(one))];
  const fields = fieldsBelow(specField);

  test('a value that is written in words says what each of its words means', () => {
    const choices = fields.flatMap((field) =>
      field.type === 'enum' && field.retired === undefined && field.values.length > 1 ? [field] : [],
    );
    expect(choices.length).toBeGreaterThan(10);
    for (const { values, means, doc } of choices) expect(Object.keys(means ?? {}).sort(), doc).toEqual(values.toSorted());
    const shown = all.filter(({ markdownEnumDescriptions }) => markdownEnumDescriptions !== undefined);
    expect(shown.length).toBe(choices.length);
    for (const { enum: values, markdownEnumDescriptions: said } of shown)
      expect((said as unknown[]).length).toBe((values as unknown[]).length);
  });

  test('what is retired or refused is not offered, and everything else is', () => {
    const retired = fields.filter((field) => field.retired).length;
    const rejected = fields.reduce((sum, field) => sum + (field.type === 'object' ? Object.keys(field.rejectedKeys ?? {}).length : 0), 0);
    const titled = all.filter((one) => one['doNotSuggest'] === true && one['title'] !== undefined);
    expect(titled.length).toBe(retired + rejected);
    expect(Math.min(retired, rejected)).toBeGreaterThan(4);
  });
});
