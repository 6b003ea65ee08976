import type { Json } from '../base/json.ts';
import type { Relation } from '../facts/constraint.ts';
import type { Fields } from './field.ts';
import type { Schema } from './field-type.ts';
import { variablePattern } from './text-schema.ts';

/** An empty list counts as absent. */
function notEmpty(fields: Fields, names: readonly string[]): Schema {
  const lists = names.filter((name) => fields[name]?.type === 'list');
  return lists.length === 0 ? {} : { properties: Object.fromEntries(lists.map((name) => [name, { not: { const: [] } }])) };
}

/** A value, or the variable that may have it. */
const orVariable = (value: Json): Schema => ({ anyOf: [{ const: value }, { type: 'string', pattern: variablePattern }] });

const anyOf = (names: readonly string[]): Schema => ({ anyOf: names.map((name) => ({ required: [name] })) });

function either(rule: Relation & { type: 'either' }): Schema {
  const others = (needs: readonly string[]): string[] =>
    rule.groups.filter((group) => group.needs !== needs).flatMap((group) => [...group.needs, ...(group.also ?? [])]);
  return { anyOf: rule.groups.map(({ needs }) => ({ required: needs, not: anyOf(others(needs)) })) };
}

/** A relation between fields as a schema of their object, for editors. */
export function relationSchema(rule: Relation, fields: Fields): Schema {
  switch (rule.type) {
    case 'any':
      return anyOf(rule.fields);
    case 'either':
      return either(rule);
    case 'excludes':
      return { not: { required: [rule.field, rule.other], ...notEmpty(fields, [rule.field, rule.other]) } };
    case 'needs':
      return {
        if: { required: [rule.field], ...notEmpty(fields, [rule.field]) },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { required: [rule.other], ...(rule.value !== undefined && { properties: { [rule.other]: orVariable(rule.value) } }) },
      };
    default:
      return rule satisfies never;
  }
}
