import type { Json } from '../../base/json.ts';
import { capitalized } from '../../base/text.ts';
import type { Relation } from '../../facts/constraint.ts';
import type { Fields } from '../../fields/field.ts';
import type { Schema } from '../../fields/field-type.ts';
import { unlessVariable } from './texts.ts';

const anyOf = (names: readonly string[]): Schema => ({ anyOf: names.map((name) => ({ required: [name] })) });

/** What holds where a condition does, and what holds otherwise. */
const branch = (condition: Schema, holds: Schema | undefined, otherwise?: Schema): Schema => ({
  if: condition,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  ...(holds && { then: holds }),
  ...(otherwise && { else: otherwise }),
});

/** That fields are there; an empty list counts as absent. */
function present(fields: Fields, names: readonly string[]): Schema {
  const lists = names.filter((name) => fields[name]?.type === 'list');
  const filled = lists.length > 0 && { properties: Object.fromEntries(lists.map((name) => [name, { not: { const: [] } }])) };
  return { required: [...names], ...filled };
}

/** Refuses the first of these keys that is there, so that one of them is marked. */
function refuseFirst([key, ...others]: readonly string[], errorMessage: string): Schema {
  if (key === undefined) return {};
  const refused = { properties: { [key]: false }, errorMessage };
  return others.length === 0 ? refused : branch({ required: [key] }, refused, refuseFirst(others, errorMessage));
}

type Group = Extract<Relation, { type: 'either' }>['groups'][number];
const members = ({ needs, also = [] }: Group): readonly string[] => [...needs, ...also];

/** Whoever begins one way of saying it goes on with that one. */
function either([first, ...others]: readonly Group[], all: readonly Group[], errorMessage: string): Schema {
  if (first === undefined) return {};
  const whole = { required: [...first.needs], errorMessage };
  const foreign = all.filter((group) => group !== first).flatMap(members);
  const begun = branch(anyOf(foreign), refuseFirst(foreign, errorMessage), whole);
  return others.length === 0 ? begun : branch(anyOf(members(first)), begun, either(others, all, errorMessage));
}

const hasValue = (value: Json): Schema => unlessVariable({ const: value });

/** When a relation is broken, and what then marks it. */
function broken(rule: Exclude<Relation, { type: 'either' }>, fields: Fields, errorMessage: string): readonly [when: Schema, mark: Schema] {
  switch (rule.type) {
    case 'any':
      // Beside a key that is not known the message about that key says it all.
      return [
        { allOf: [{ not: anyOf(rule.fields) }, { propertyNames: { enum: Object.keys(fields) } }] },
        { required: rule.fields.slice(0, 1), errorMessage },
      ];
    case 'excludes':
      return [present(fields, [rule.field, rule.other]), { properties: { [rule.other]: false }, errorMessage }];
    case 'needs': {
      const { other, value } = rule;
      const met = { required: [other], ...(value !== undefined && { properties: { [other]: hasValue(value) } }) };
      const marked = {
        required: [other],
        errorMessage,
        ...(value !== undefined && { properties: { [other]: { const: value, errorMessage } } }),
      };
      return [{ allOf: [present(fields, [rule.field]), { not: met }] }, marked];
    }
    default:
      return rule satisfies never;
  }
}

/** A relation between fields as a schema of their object, with its message. */
function relationSchema(rule: Relation, all: readonly Relation[], fields: Fields): Schema {
  const help = rule.help === undefined ? '' : ` ${rule.help}`;
  const first = rule.requirement.split(' ')[0] ?? '';
  const message = `${Object.hasOwn(fields, first) ? rule.requirement : capitalized(rule.requirement)}.${help}`;
  const own = rule.type === 'either' ? either(rule.groups, rule.groups, message) : branch(...broken(rule, fields, message));
  // What another one says already is not said again.
  return all.reduce(
    (schema, one) =>
      one.type !== 'either' && one.covers?.includes(rule.code) ? branch(broken(one, fields, '')[0], undefined, schema) : schema,
    own,
  );
}

/** What is an error between the fields of an object. */
export function relationSchemas(relations: readonly Relation[], fields: Fields): readonly Schema[] {
  const errors = relations.filter(({ severity }) => severity === 'error');
  return errors.map((rule) => relationSchema(rule, errors, fields));
}
