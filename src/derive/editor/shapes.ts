import { choices } from '../../base/text.ts';
import { flow } from '../../base/yaml-writer.ts';
import type { EntriesField } from '../../fields/entries.ts';
import type { EnumField } from '../../fields/enum.ts';
import type { Field, FieldTypes } from '../../fields/field.ts';
import type { Schema } from '../../fields/field-type.ts';
import type { ListField } from '../../fields/list.ts';
import type { MapField } from '../../fields/map.ts';
import type { ObjectField } from '../../fields/object.ts';
import { typeOf } from '../../fields/registry.ts';
import { int } from './numbers.ts';
import { relationSchemas } from './relations.ts';
import { codeProperties, unsatisfiable } from './suggestions.ts';
import { orVariable, textChecks, unlessVariable, variablePattern } from './texts.ts';
import type { TextField } from '../../fields/text.ts';

/** The schema of a field below. */
type Inner = (field: Field) => Schema;

/** Makes the shape of a field: what is said of it is added by whoever asks. */
type Shape<F> = (field: F, name: string, inner: Inner) => Schema;

const shapeOf = (field: Field, inner: Inner): Schema => typeOf(field).schema(field, inner);

const text: Shape<TextField> = (field, name) => ({
  type: 'string',
  errorMessage: `${name} must be text, such as ${flow(field.example)}; a number, true or false needs quotes.`,
  ...unlessVariable(textChecks(field, name)),
});

/** Values are read in any casing, so that no `enum` can refuse; the one here only shows what there is. */
const words: Shape<EnumField> = (field, name, inner) => {
  const { values, means = {} } = field;
  const message = `${name} must be ${choices(values)}.`;
  const meanings = values.map((value) => means[value] ?? '');
  const said = meanings.some((one) => one !== '') && {
    enumDescriptions: meanings.map((one) => one.replaceAll('`', '')),
    markdownEnumDescriptions: meanings,
  };
  return {
    type: 'string',
    errorMessage: message,
    if: { enum: [...values], ...said },
    else: unlessVariable({ pattern: shapeOf(field, inner)['pattern'] as string, patternErrorMessage: message }),
  };
};

const bool: Shape<Field> = (_, name) => {
  const patternErrorMessage = `${name} must be true or false, without quotes (yes, no, on and off are text), ${orVariable}.`;
  return { type: ['boolean', 'string'], errorMessage: `${name} must be true or false.`, pattern: variablePattern, patternErrorMessage };
};

const list: Shape<ListField> = (field, name, inner) => {
  const { of, count, unique, example } = field;
  const items = {
    items: inner(of),
    ...(count && count.min > 0 && { minItems: count.min }),
    ...(count && { maxItems: count.max }),
    ...(unique?.severity === 'error' && { uniqueItems: true }),
  };
  const errorMessage = `${name} must be a list, such as ${flow(example)}.`;
  // No variable stands for a list of mappings.
  if (of.type === 'object') return { type: 'array', errorMessage, ...items };
  const patternErrorMessage = `${errorMessage.slice(0, -1)}, ${orVariable}.`;
  return { type: ['array', 'string'], errorMessage, ...items, pattern: variablePattern, patternErrorMessage };
};

const map: Shape<MapField> = (field, name, inner) => {
  const { keys, values, count, example } = field;
  return {
    type: 'object',
    errorMessage: `${name} must be a mapping, such as ${flow(example)}.`,
    ...(count && count.min > 0 && { minProperties: count.min }),
    ...(count && { maxProperties: count.max }),
    propertyNames: { title: 'key', description: keys.doc, ...textChecks(keys, `A key of ${name}`) },
    ...(keys.suggests === 'codes' && { properties: codeProperties(values, name) }),
    additionalProperties: inner(values),
  };
};

const entries: Shape<EntriesField> = ({ keys, of }, name, inner) => ({
  type: ['object', 'null'],
  errorMessage: `${name} must be a mapping: each of them below it, under a key of its own and indented by two spaces.`,
  propertyNames: { title: 'key', description: keys.doc, ...textChecks(keys, `A key of ${name}`) },
  additionalProperties: inner(of),
});

/** An object has no `type` at its top: a message for it would be one for missing and unknown keys, too. */
const object: Shape<ObjectField> = (field, name, inner) => {
  const { fields, relations = [], rejectedKeys = {}, nullable, example } = field;
  // What `defaults` can give is required by the schema of the whole spec (schema.ts).
  const required = Object.keys(fields).filter((key) => fields[key]?.required && !fields[key]?.inherited);
  const rejected = Object.entries(rejectedKeys).map(([key, { why }]) => [
    key,
    { doNotSuggest: true, title: key, description: `Not here: ${why}.`, ...unsatisfiable(`There is no ${key} here: ${why}.`) },
  ]);
  const all = relationSchemas(relations, fields);
  const type = nullable ? ['object', 'null'] : 'object';
  const such =
    Object.keys(example as object).length === 0 ? ': its fields below it, each indented by two spaces' : `, such as ${flow(example)}`;
  return {
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: { ...Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, inner(one)])), ...Object.fromEntries(rejected) },
    if: { type },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    ...(all.length > 0 && { then: { allOf: all } }),
    else: { type, errorMessage: `${name} must be a mapping${such}.` },
  };
};

const plain: Shape<Field> = (field, name, inner) => ({
  ...shapeOf(field, inner),
  errorMessage: `${name} must be ${typeOf(field).expected}.`,
});

/** What is made for editors where the validator's schema, with a message, is not all that they can show. */
const shapes: { readonly [T in keyof FieldTypes]?: Shape<FieldTypes[T]> } = {
  bool,
  entries,
  enum: words,
  int,
  list,
  map,
  object,
  plain,
  text,
};

/** A type without a shape of its own: the validator's schema, unless a variable stands there. */
const other: Shape<Field> = (field, name, inner) => {
  const errorMessage = `${name} must be ${typeOf(field).expected}.`;
  return unlessVariable({ ...shapeOf(field, inner), errorMessage });
};

/** The shape of a value in an editor, which sees a text as written: `${var.x}` may stand in place of a value. */
export function shape(field: Field, name: string, inner: Inner): Schema {
  const make = shapes[field.type] as Shape<Field> | undefined;
  return (make ?? other)(field, name, inner);
}
