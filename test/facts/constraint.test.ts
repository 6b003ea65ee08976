import { describe, expect, test } from 'vitest';
import type { TextRule } from '../../src/facts/constraint.ts';
import { ownerTagCount } from '../../src/facts/limits/tags.ts';
import type { Field } from '../../src/fields/field.ts';
import { textIssues } from '../../src/fields/text.ts';
import type { TextField } from '../../src/fields/text.ts';
import { ownerTagKeys } from '../../src/kinds/ownership-tags.ts';
import { specField } from '../../src/spec/fields.ts';

type Place = { readonly at: string; readonly field: TextField };

/** Every text of a spec, with the names that lead to it. */
function texts(field: Field, at: string): readonly Place[] {
  switch (field.type) {
    case 'text':
      return [{ at, field }];
    case 'list':
      return texts(field.of, `${at}[]`);
    case 'map':
      return [...texts(field.keys, `keys of ${at}`), ...texts(field.values, `values of ${at}`)];
    case 'object':
      return Object.entries(field.fields).flatMap(([name, one]) => texts(one, `${at}.${name}`));
    case 'entries':
      return [...texts(field.keys, `keys of ${at}`), ...texts(field.of, `${at}.*`)];
    default:
      return [];
  }
}

const ruled = texts(specField, 'spec').flatMap(({ at, field }) =>
  (['rules', 'warnings'] as const).flatMap((list) =>
    (field[list] ?? []).map((rule) => ({ name: `${at}: ${rule.code} (${list})`, field, rule, list })),
  ),
);

describe('the bad value of a text rule is reported for that rule and for no other', () => {
  test.each(ruled)('$name', ({ field, rule, list }: { field: TextField; rule: TextRule; list: 'rules' | 'warnings' }) => {
    const found = textIssues(field, rule.bad, { name: 'The value', code: 'text' });
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([[`text-${rule.code}`, list === 'rules' ? 'error' : 'warning']]);
    expect(new RegExp(rule.highlight, 'u').test(rule.bad), 'the highlight is found in it').toBe(true);
  });

  test('there are such rules', () => expect(ruled.length).toBeGreaterThan(40));
});

test('the owner tags are as many as the limits of tags say', () => expect(ownerTagKeys).toHaveLength(ownerTagCount));
