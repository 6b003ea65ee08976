import type { BoolNode, ListNode, NumberNode, TextNode } from '../read/syntax-tree.ts';
import type { Described } from './field.ts';
import type { FieldType, Schema } from './field-type.ts';

/** What a variable can stand for: text, a number, true or false, or a list of those. An item is no list again. */
export type PlainField = Described & { readonly type: 'plain'; readonly item?: true };

type PlainNode = TextNode | NumberNode | BoolNode;

declare module './field.ts' {
  interface FieldTypes {
    plain: PlainField;
  }
  interface FieldValues<F> {
    plain: string;
  }
}

const item: PlainField = { type: 'plain', item: true, doc: 'An item.', example: 'd-bp1s5fnvk4gn2tws03ab' };

const scalars = ['string', 'number', 'boolean'];

const schema = (field: PlainField): Schema => (field.item ? { type: scalars } : { type: [...scalars, 'array'], items: schema(item) });

const isScalar = ({ type }: { readonly type: string }): boolean => type === 'text' || type === 'number' || type === 'bool';

export const plain: FieldType<PlainField, PlainNode | ListNode> = {
  expected: 'text, a number, true or false, or a list of those',
  accepts: (node, field): node is PlainNode | ListNode => isScalar(node) || (node.type === 'list' && !field.item),
  shape: () => [],
  canonical: (_, node, inner) =>
    node.type === 'list' ? node.items.map((one) => inner(item, one)) : node.type === 'text' ? node.value : node.source,
  requirement: () => 'text, a number, true or false, or a list of those',
  schema,
  edges: () => ({ accepted: ['', 'v', 7, 1.5, true, [], ['v', 7, true]], refused: [{ v: 'v' }, null] }),
  rules: () => [],
  child: (field, key) => (typeof key === 'number' && !field.item ? item : undefined),
  mismatchHelp: (_, node) =>
    node.type === 'map' ? 'A variable stands for a value, not for a mapping; write the mapping where it belongs.' : undefined,
};
