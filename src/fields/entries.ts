import { recordOf } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, NullNode } from '../read/syntax-tree.ts';
import type { Described, ValueOf } from './field.ts';
import type { FieldType } from './field-type.ts';
import { keyRules } from './keys.ts';
import { nullableType } from './nullable.ts';
import type { ObjectField } from './object.ts';
import { textLimits } from './text-schema.ts';
import type { TextField } from './text.ts';

/** Things by key, each an object of the same fields. An empty section has none. */
export type EntriesField = Described & { readonly type: 'entries'; readonly keys: TextField; readonly of: ObjectField };

declare module './field.ts' {
  interface FieldTypes {
    entries: EntriesField;
  }
  interface FieldValues<F> {
    entries: F extends { of: infer E } ? { readonly [key: string]: ValueOf<E> } : never;
  }
}

/** The key that entries have in examples. */
export const exampleKey = 'nightly';

export const entries: FieldType<EntriesField, MapNode | NullNode> = {
  expected: 'a mapping',
  accepts: (node): node is MapNode | NullNode => node.type === 'map' || node.type === 'null',
  shape: () => [],
  canonical: ({ of }, node, inner) => {
    const member = ({ value }: Entry): Json => inner(of, value);
    return node.type === 'null' ? {} : recordOf(node.entries, ({ key }) => key, member);
  },
  requirement: () => 'mapping',
  schema: ({ keys, of }, inner) => ({
    ...nullableType,
    propertyNames: textLimits(keys),
    additionalProperties: inner(of),
  }),
  edges: () => ({ accepted: [{}, null], refused: ['x', 7, ['x']] }),
  rules: ({ keys }) => keyRules(keys),
  child: ({ of }) => of,
  children: ({ of }) => [[exampleKey, of]],
  mismatchHelp: (_, node) => {
    const names = node.type === 'list' ? node.items.map((item) => (item.type === 'map' ? find(item, 'name')?.value : undefined)) : [];
    const first = names[0]?.type === 'text' ? names[0].value : undefined;
    return first !== undefined && /^[A-Za-z][A-Za-z0-9_-]*$/.test(first)
      ? `Write each below it under a key instead of a dash and a name, such as ${first}: for the first of them.`
      : undefined;
  },
  exampleHelp: () => 'Write each of them below it, under a key of its own and indented by two spaces.',
};
