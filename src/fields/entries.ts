import { recordOf } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { textNode } from '../read/made-nodes.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node, NullNode } from '../read/syntax-tree.ts';
import type { Described, ValueOf } from './field.ts';
import type { FieldType, Meaning } from './field-type.ts';
import { keyRules } from './keys.ts';
import { nullableType } from './nullable.ts';
import type { ObjectField } from './object.ts';
import { textLimits } from './text-schema.ts';
import { textIssues } from './text.ts';
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

/** A name as a key: without what a key cannot hold. */
function keyFrom({ keys }: EntriesField, name: Node | undefined): string | undefined {
  if (name?.type !== 'text') return undefined;
  const isKey = textIssues(keys, name.value, { name: '', code: '' }).every(({ severity }) => severity !== 'error');
  return isKey ? name.value : keys.hint?.(name.value)?.replacement;
}

/** An item of a list as an entry: `- nightly: {…}`, `- name: nightly` with its fields, or a name alone where an entry needs no fields. */
function entryIn(field: EntriesField, item: Node, inner: Meaning): readonly [string, Json] | undefined {
  if (item.type === 'text') {
    const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(item.value) ?? [];
    const key = keyFrom(field, textNode(name ?? item.value));
    const made = value === undefined ? (field.of.nullable ? {} : undefined) : inner(field.of, textNode(value));
    return key === undefined || made === undefined ? undefined : [key, made];
  }
  if (item.type !== 'map') return undefined;
  const [only, ...others] = item.entries;
  if (only && others.length === 0 && only.value.type !== 'text') {
    const made = inner(field.of, only.value);
    return made === undefined ? undefined : [only.key, made];
  }
  const name = item.entries.find(({ key }) => key === 'key') ?? item.entries.find(({ key }) => key === 'id' || key === 'name');
  const key = keyFrom(field, name?.value);
  const isField = name !== undefined && Object.hasOwn(field.of.fields, name.key) && name.value.type === 'text' && name.value.value !== key;
  const made = inner(field.of, { ...item, entries: item.entries.filter((one) => one !== name || isField) });
  return key === undefined || made === undefined ? undefined : [key, made];
}

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
  meant: (field, node, inner) => {
    if (node.type === 'map') return undefined;
    const items = node.type === 'list' ? node.items : [node];
    const made = items.map((item) => entryIn(field, item, inner));
    if (made.length === 0 || made.some((one) => one === undefined)) return undefined;
    const all = made as readonly (readonly [string, Json])[];
    return new Set(all.map(([key]) => key)).size === all.length ? Object.fromEntries(all) : undefined;
  },
  mismatchHelp: (_, node) => {
    const names = node.type === 'list' ? node.items.map((item) => (item.type === 'map' ? find(item, 'name')?.value : undefined)) : [];
    const first = names[0]?.type === 'text' ? names[0].value : undefined;
    return first !== undefined && /^[A-Za-z][A-Za-z0-9_-]*$/.test(first)
      ? `Write each below it under a key instead of a dash and a name, such as ${first}: for the first of them.`
      : undefined;
  },
  exampleHelp: () => 'Write each of them below it, under a key of its own and indented by two spaces.',
};
