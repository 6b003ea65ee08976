import { recordOf } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { choices } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { RejectedKeys, Relation } from '../facts/constraint.ts';
import type { Entry, MapNode, NullNode } from '../read/syntax-tree.ts';
import type { Described, Field, Fields, PropsOf } from './field.ts';
import type { FieldType, Schema } from './field-type.ts';
import { nullableType } from './nullable.ts';

export type ObjectField = Described & {
  readonly type: 'object';
  readonly fields: Fields;
  readonly relations?: readonly Relation[];
  /** Keys that people try and that this object does not have, with the reason. */
  readonly rejectedKeys?: RejectedKeys;
  /** It may be left empty, which YAML reads as null. */
  readonly nullable?: true;
};

declare module './field.ts' {
  interface FieldTypes {
    object: ObjectField;
  }
  interface FieldValues<F> {
    object: F extends { fields: infer Fs } ? PropsOf<Fs> : never;
  }
}

const requiredOf = (fields: Fields): string[] => Object.keys(fields).filter((name) => fields[name]?.required !== undefined);

/** How an object is written of which there is no example: an invented one would be about somebody's disk. */
function fieldsHelp(fields: Fields): string {
  const required = requiredOf(fields);
  const what = required.length > 0 ? `it must have ${choices(required, 'and')}` : `it can have ${choices(Object.keys(fields), 'and')}`;
  return `Write its fields below it, each indented by two spaces; ${what}.`;
}

/** Relations are left to src/validate/relations.ts, which can point at both sides. */
function schema({ fields, nullable }: ObjectField, inner: (field: Field) => Schema): Schema {
  const required = requiredOf(fields);
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, inner(field)])),
    ...(nullable && nullableType),
  };
}

export const object: FieldType<ObjectField, MapNode | NullNode> = {
  expected: 'a mapping',
  accepts: (node, field): node is MapNode | NullNode => node.type === 'map' || (field.nullable === true && node.type === 'null'),
  shape: () => [],
  canonical: ({ fields }, node, inner) => {
    const member = ({ key, value }: Entry): Json => inner(fields[key] as Field, value);
    return node.type === 'null' ? {} : recordOf(node.entries, ({ key }) => key, member);
  },
  requirement: () => 'mapping',
  schema,
  edges: ({ nullable }) => ({ accepted: nullable ? [null] : [], refused: ['x', 7, ['x'], ...(nullable ? [] : [null])] }),
  rules: () => [],
  meant: ({ fields }, node, inner) => {
    if (node.type !== 'map') return undefined;
    const members = node.entries.map(({ key, value }) => [
      key,
      Object.hasOwn(fields, key) ? inner(fields[key] as Field, value) : undefined,
    ]);
    return members.every(([, value]) => value !== undefined) ? (Object.fromEntries(members) as Json) : undefined;
  },
  child: ({ fields }, key) => (Object.hasOwn(fields, key) ? fields[key] : undefined),
  children: ({ fields }) => Object.entries(fields),
  exampleHelp: ({ example, fields }) =>
    Object.keys(example as object).length === 0 ? fieldsHelp(fields) : `For example: ${flow(example)}`,
};
