import { recordOf } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { choices } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { RejectedKeys, Relation } from '../facts/constraint.ts';
import type { Entry, ListNode, MapNode, Node, NullNode } from '../read/syntax-tree.ts';
import type { Described, Field, Fields, PropsOf } from './field.ts';
import type { FieldType, Meaning, Schema } from './field-type.ts';
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

const folded = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

/** The members of an object by their fields, some of which are written in another casing. */
function members({ fields }: ObjectField, entries: readonly Entry[], inner: Meaning): Json | undefined {
  const made = entries.map(({ key, value }): readonly [string, Json | undefined] => {
    const name = Object.hasOwn(fields, key) ? key : Object.keys(fields).find((one) => folded(one) === folded(key));
    return [name ?? key, name === undefined ? undefined : inner(fields[name] as Field, value)];
  });
  const isWhole = made.length > 0 && made.every(([, value]) => value !== undefined);
  return isWhole && new Set(made.map(([name]) => name)).size === made.length ? (Object.fromEntries(made) as Json) : undefined;
}

/** The members of the mappings of a list, each of which has some of them: a dash too many before each line. */
function together({ items }: ListNode): readonly Entry[] | undefined {
  const entries = items.flatMap((item) => (item.type === 'map' ? item.entries : []));
  return items.every(({ type }) => type === 'map') ? entries : undefined;
}

/** An id, or a list of ids, as the one field that it can be the value of. */
function byId({ fields }: ObjectField, node: Node, inner: Meaning): Json | undefined {
  const isId = (field: Field | undefined): boolean => field?.type === 'text' && field.refersTo !== undefined;
  const takes = (field: Field): boolean => (node.type === 'list' && field.type === 'list' ? isId(field.of) : isId(field));
  const ids = node.type === 'list' ? node.items : [node];
  const found = Object.entries(fields).flatMap(([name, field]) => {
    const value = takes(field) && ids.every((id) => isIdOf(field, id)) ? inner(field, node) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return found.length > 0 ? (Object.fromEntries(found.slice(0, 1)) as Json) : undefined;
}

/** Whether an id begins as that in the example of its field. */
function isIdOf(field: Field, id: Node): boolean {
  const [example] = [field.type === 'list' ? field.of.example : field.example];
  return id.type === 'text' && typeof example === 'string' && id.value.startsWith(example.slice(0, example.indexOf('-') + 1));
}

/** A value as that of the only field that there is. */
function onlyField({ fields }: ObjectField, node: Node, inner: Meaning): Json | undefined {
  const [only, ...others] = Object.entries(fields);
  const value = only && others.length === 0 ? inner(only[1], node) : undefined;
  return only && value !== undefined ? { [only[0]]: value } : undefined;
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
  meant: (field, node, inner) => {
    if (node.type === 'map') return members(field, node.entries, inner);
    if (node.type === 'list') return members(field, together(node) ?? [], inner) ?? byId(field, node, inner);
    return node.type === 'null' ? undefined : (byId(field, node, inner) ?? onlyField(field, node, inner));
  },
  mismatchHelp: (_, node) =>
    node.type === 'list' && node.items.length > 1
      ? `It takes one mapping, and these are ${node.items.length}: keep one, or write an entry of its own for each.`
      : undefined,
  child: ({ fields }, key) => (Object.hasOwn(fields, key) ? fields[key] : undefined),
  children: ({ fields }) => Object.entries(fields),
  exampleHelp: ({ example, fields }) =>
    Object.keys(example as object).length === 0 ? fieldsHelp(fields) : `For example: ${flow(example)}`,
};
