import type { Field, Fields, IntField, ObjectField, Relation, TextField } from '../fields/field.ts';
import { dateTimePattern } from '../fields/date-time.ts';
import { specField } from '../spec/fields.ts';
import { byReference } from './schema-references.ts';
import type { Schema } from './schema-references.ts';

/**
 * For whom the schema is. Editors see the text as written, where `${var.x}` may stand in place of a value;
 * the validator sees it with the variables put in.
 */
export type Audience = 'editor' | 'validator';

const anyCase = (word: string): string => word.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);

/** A pattern, and for editors what to say where it does not match. */
const patterned = (pattern: string, message: string, audience: Audience): Schema => ({
  pattern,
  ...(audience === 'editor' && { patternErrorMessage: message }),
});

function textLimits(field: TextField, audience: Audience): Schema {
  const rules = (field.rules ?? []).map((rule) => patterned(rule.pattern, `It ${rule.requirement}.`, audience));
  return {
    ...(field.length && { minLength: field.length.min, maxLength: field.length.max }),
    ...(rules.length === 1 ? rules[0] : rules.length > 1 ? { allOf: rules } : {}),
  };
}

function text(limits: Schema, audience: Audience): Schema {
  if (audience === 'validator' || Object.keys(limits).length === 0) return { type: 'string', ...limits };
  return { type: 'string', if: { pattern: '\\$\\{var\\.' }, else: limits };
}

/** The same as two types in a list, for which the compiled validator would carry the whole schema along. */
const orText = (other: Schema, limits: Schema): Schema => ({ if: { type: 'string' }, ...then(limits), else: other });

// biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
const then = (schema: Schema): Schema => (Object.keys(schema).length > 0 ? { then: schema } : {});

function int(field: IntField, audience: Audience): Schema {
  const { min, max, also = [] } = field.range;
  const digits = { pattern: `^(?:${Array.from({ length: max - min + 1 }, (_, index) => min + index).join('|')})$` };
  const whole = { type: 'integer', minimum: min, maximum: max };
  if (also.length === 0 && !field.quoted) return whole;
  if (also.length === 0) return audience === 'editor' ? { ...whole, type: ['integer', 'string'], ...digits } : orText(whole, digits);
  const lowest = Math.min(min, ...also);
  const gaps = Array.from({ length: min - lowest }, (_, index) => lowest + index).filter((value) => !also.includes(value));
  return {
    type: 'integer',
    if: { minimum: lowest, maximum: max, ...(gaps.length > 0 && { not: { enum: gaps } }) },
    else: {
      const: field.example,
      ...(audience === 'editor' && { errorMessage: `It must be ${also.join(' or ')}, or ${min} to ${max}.` }),
    },
  };
}

/** A list of nothing says nothing. */
function saying(fields: Fields, names: readonly string[]): Schema {
  const lists = names.filter((name) => fields[name]?.type === 'list');
  return lists.length === 0 ? {} : { properties: Object.fromEntries(lists.map((name) => [name, { not: { const: [] } }])) };
}

function relation(rule: Relation, fields: Fields): Schema {
  switch (rule.type) {
    case 'any':
      return { anyOf: rule.fields.map((field) => ({ required: [field] })) };
    case 'either':
      return {
        anyOf: rule.groups.map(({ needs }) => ({
          required: needs,
          not: { anyOf: others(rule, needs).map((field) => ({ required: [field] })) },
        })),
      };
    case 'excludes':
      return { not: { required: [rule.field, rule.other], ...saying(fields, [rule.field, rule.other]) } };
    case 'needs':
      return {
        if: { required: [rule.field], ...saying(fields, [rule.field]) },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { required: [rule.other], ...(rule.value !== undefined && { properties: { [rule.other]: { const: rule.value } } }) },
      };
    default:
      return rule satisfies never;
  }
}

function others(rule: Relation & { type: 'either' }, needs: readonly string[]): string[] {
  return rule.groups.filter((group) => group.needs !== needs).flatMap((group) => [...group.needs, ...(group.also ?? [])]);
}

function object(field: ObjectField, audience: Audience): Schema {
  const required = Object.keys(field.fields).filter((name) => field.fields[name]?.required);
  const relations = (field.relations ?? []).filter((rule) => rule.severity === 'error');
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(Object.entries(field.fields).map(([name, inner]) => [name, fieldSchema(inner, audience)])),
    // Relations are judged by a rule of their own, which can point at both sides; the schema says them for editors.
    ...(audience === 'editor' && relations.length > 0 && { allOf: relations.map((rule) => relation(rule, field.fields)) }),
  };
}

function shape(field: Field, audience: Audience): Schema {
  switch (field.type) {
    case 'text':
      return text(textLimits(field, audience), audience);
    case 'moment':
      return text(patterned(dateTimePattern, 'It must be a day such as 2026-12-31, or an instant with its zone.', audience), audience);
    case 'enum':
      return text(
        patterned(`^(?:${field.values.map(anyCase).join('|')})$`, `It must be ${field.values.join(' or ')}.`, audience),
        audience,
      );
    case 'int':
      return int(field, audience);
    case 'bool':
      return { type: 'boolean' };
    case 'scalar':
      return audience === 'editor' ? { type: ['string', 'number'] } : orText({ type: 'number' }, {});
    case 'list':
      return {
        type: 'array',
        items: fieldSchema(field.of, audience),
        ...(field.count && { minItems: field.count.min, maxItems: field.count.max }),
        ...(field.unique?.severity === 'error' && { uniqueItems: true }),
      };
    case 'map':
      return {
        type: 'object',
        ...(field.count && { minProperties: field.count.min, maxProperties: field.count.max }),
        propertyNames: textLimits(field.keys, audience),
        additionalProperties: fieldSchema(field.values, audience),
      };
    case 'entries':
      return {
        ...orNull('object', audience),
        propertyNames: textLimits(field.keys, audience),
        additionalProperties: entry(field.of, audience),
      };
    case 'object':
      return object(field, audience);
    default:
      return field satisfies never;
  }
}

/** Ajv has a keyword of its own for a value that may be null, which costs the compiled validator less. */
const orNull = (type: string, audience: Audience): Schema => (audience === 'editor' ? { type: [type, 'null'] } : { type, nullable: true });

/** An entry without any required field may be left empty, which YAML reads as null. */
function entry(field: ObjectField, audience: Audience): Schema {
  const schema = fieldSchema(field, audience);
  return schema['required'] === undefined ? { ...schema, ...orNull('object', audience) } : schema;
}

function words(field: Field): string {
  const absent = field.absent === undefined ? '' : ` Without it: ${field.absent}.`;
  const retired = field.retired === undefined ? '' : ` DEPRECATED: ${field.retired.why}.`;
  return `${field.doc}${absent}${retired}`;
}

function fieldSchema(field: Field, audience: Audience): Schema {
  const schema = shape(field, audience);
  if (audience === 'validator') return schema;
  const examples = field.type === 'enum' ? field.values : [field.example];
  return {
    ...schema,
    description: words(field),
    markdownDescription: words(field),
    ...(field.type !== 'object' && field.type !== 'entries' && { examples }),
  };
}

const sections = Object.keys(specField.fields).filter((name) => specField.fields[name]?.type === 'entries');

/** The JSON Schema (draft-07) of a spec, derived from the kinds' fields. */
export function jsonSchema(audience: Audience): Schema {
  const schema = fieldSchema(specField, audience);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...(audience === 'editor' ? { title: 'snapspec spec, version 1', ...schema } : byReference(schema, sections)),
  };
}
