import type { Issue } from '../base/issue.ts';
import type { Json } from '../base/json.ts';
import type { Node } from '../read/syntax-tree.ts';
import type { Field, FieldTypes } from './field.ts';
import type { FieldType, Subject } from './field-type.ts';
import { typeMismatch } from './type-mismatch.ts';
import * as types from './types.ts';

/** Every type of field. A new one is a file and a line in `types.ts`. */
export const fieldTypes: { readonly [T in keyof FieldTypes]: FieldType<FieldTypes[T]> } = types;

/** What knows about a field: the entry of its own type, so that it is only ever asked about fields of that type. */
export const typeOf = (field: Field): FieldType<Field> => fieldTypes[field.type];

/** What a value of another shape than its field's means there, where somebody can tell. */
export type ShapeMeaning = (field: Field, node: Node) => Json | undefined;

/**
 * Why a value breaks the schema: another type, or beyond the limits of its field. What is inside it is checked by itself.
 * @param meaning what a value of another type means, for the help
 */
export function shapeIssues(field: Field, node: Node, subject: Subject, meaning: ShapeMeaning = () => undefined): Issue[] {
  const type = typeOf(field);
  return type.accepts(node, field) ? type.shape(field, node, subject) : [typeMismatch(type, field, node, subject, meaning(field, node))];
}

/** What the schema cannot say of a value; nothing where the value breaks the schema. */
export function semanticIssues(field: Field, node: Node, subject: Subject): Issue[] {
  const type = typeOf(field);
  const found = type.accepts(node, field) ? (type.semantics?.(field, node, subject) ?? []) : [];
  return found.length > 0 && type.shape(field, node, subject).length === 0 ? found : [];
}

const anonymous: Subject = { name: '', code: '' };

/** Whether nothing at all is found about a value by itself. */
export const isClean = (field: Field, node: Node): boolean => isValid(field, node) && semanticIssues(field, node, anonymous).length === 0;

/** Whether a value has no errors. */
export const isValid = (field: Field, node: Node): boolean =>
  [...shapeIssues(field, node, anonymous), ...semanticIssues(field, node, anonymous)].every((one) => one.severity !== 'error');

/**
 * The value of a node as its field means it: enumerations in the casing of the API's page, quoted digits as numbers.
 * Only for values that keep to the schema.
 */
export function canonicalValue(field: Field, node: Node): Json {
  const type = typeOf(field);
  return type.accepts(node, field) ? type.canonical(field, node, canonicalValue) : null;
}

/** The field below another, by one key of a path; undefined where there is none. */
export const childField = (field: Field, key: string | number): Field | undefined => typeOf(field).child?.(field, key);
