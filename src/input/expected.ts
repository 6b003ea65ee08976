import { choices } from '../base/text.ts';
import type { InputSchema } from './schema.ts';

const types: { readonly [type: string]: string } = {
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  array: 'a list',
  object: 'a mapping',
  null: 'null',
};

function rangeOf({ minimum, maximum }: InputSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? '' : ` of at most ${maximum}`;
}

const wordOf = (type: string, schema: InputSchema, value: unknown): string => {
  if (type === 'string') return value === '' ? 'a text that is not empty' : 'a text';
  return `${types[type]}${['number', 'integer'].includes(type) ? rangeOf(schema) : ''}`;
};

/** What a value of a schema may be, in words: `a whole number from 1 to 7`. */
export function expected(schema: InputSchema, value: unknown): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return choices(schema.enum);
  const [first, ...others] = [schema.type ?? []].flat().map((type) => wordOf(type, schema, value));
  const items = schema.items?.enum === undefined ? '' : ` of ${choices(schema.items.enum)}`;
  return choices([`${first}${first === types['array'] ? items : ''}`, ...others]);
}
