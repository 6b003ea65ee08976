import type { Json } from '../base/json.ts';
import { flow } from '../base/yaml-writer.ts';
import type { ListLimits } from '../facts/constraint.ts';
import { nodeOf, textNode } from '../read/made-nodes.ts';
import type { ListNode, Node } from '../read/syntax-tree.ts';
import type { Described, Field, ValueOf } from './field.ts';
import type { FieldRuleDoc, FieldType, Meaning } from './field-type.ts';
import { isPlainInteger } from './int.ts';
import { listInText } from './list-in-text.ts';
import { disputedIssue, disputedRule, isOutside, sizeIssue, sizeRule, sizeText } from './range.ts';

/** With `emptyByHand`, an empty list is a decision that has to be written out: no variable may make it. */
export type ListField = Described & ListLimits & { readonly of: Field; readonly emptyByHand?: true };

declare module './field.ts' {
  interface FieldTypes {
    list: ListField;
  }
  interface FieldValues<F> {
    list: F extends { of: infer I } ? readonly ValueOf<I>[] : never;
  }
}

/** So many items that differ, as far as their type allows. */
function items({ of }: ListField, many: number): Json[] {
  return Array.from({ length: many }, (_, index) => {
    if (typeof of.example === 'string') return `${of.example.slice(0, 2)}${index + 1}`;
    return of.type === 'object' ? { id: `d-${index + 1}` } : of.example;
  });
}

function uniqueRule(field: ListField): FieldRuleDoc[] {
  if (field.unique === undefined) return [];
  const [first] = field.example as readonly Json[];
  const bad = [first as Json, first as Json];
  return [
    {
      part: 'repeated',
      severity: field.unique.severity,
      fact: field.unique,
      what: 'lists the same item twice',
      fix: 'Remove one of them.',
      bad,
    },
  ];
}

type Items = readonly (Json | undefined)[];

/** A list in which every item means something. */
const whole = (items: Items): Json | undefined =>
  items.length > 0 && items.every((item) => item !== undefined) ? (items as readonly Json[]) : undefined;

/** A part of a text as the item that it would be if it was written as one. */
const partNode = (of: Field, part: string): Node => (of.type === 'int' && isPlainInteger(part) ? nodeOf(Number(part)) : textNode(part));

/** An item as the items that it means: `weekdays` is five. */
function itemsMeant(of: Field, item: Node, inner: Meaning): Items {
  const several =
    item.type === 'text' || item.type === 'number' ? of.hint?.(item.type === 'text' ? item.value : item.source)?.items : undefined;
  return several ?? [inner(of, item)];
}

export const list: FieldType<ListField, ListNode> = {
  expected: 'a list',
  accepts: (node): node is ListNode => node.type === 'list',
  shape: ({ count }, node, subject) =>
    count && isOutside(node.items.length, count) ? [sizeIssue(count, node.items.length, 'item', subject)] : [],
  semantics: ({ warning }, node, subject) =>
    warning && node.items.length > warning.above ? [disputedIssue(warning, `has ${node.items.length} items`, subject)] : [],
  hasSemantics: ({ warning }) => warning !== undefined,
  canonical: (field, node, inner) => node.items.map((item) => inner(field.of, item)),
  requirement: ({ count }) => `list${count ? ` of ${sizeText(count, 'item')}` : ''}`,
  schema: ({ of, count, unique }, inner) => ({
    type: 'array',
    items: inner(of),
    ...(count && { minItems: count.min, maxItems: count.max }),
    ...(unique?.severity === 'error' && { uniqueItems: true }),
  }),
  edges(field) {
    const { example, count } = field;
    const few = count && count.min > 0 ? [items(field, count.min - 1)] : [];
    const many = count ? [items(field, count.max + 1)] : [];
    return { accepted: [example], refused: [...few, ...many, 'x', 7, { x: 'x' }] };
  },
  rules: (field) => [
    ...(field.count ? [sizeRule(field.count, 'item', field.count.min > 0 ? [] : items(field, field.count.max + 1))] : []),
    ...(field.warning
      ? [disputedRule(field.warning, `has more than ${field.warning.above} items`, items(field, field.warning.above + 1))]
      : []),
    ...uniqueRule(field),
  ],
  child: ({ of }) => of,
  children: ({ of }) => [[0, of]],
  meant({ of }, node, inner) {
    if (node.type === 'map') return of.type === 'object' ? whole([inner(of, node)]) : undefined;
    if (node.type === 'list') return whole(node.items.flatMap((item) => itemsMeant(of, item, inner)));
    if (node.type !== 'text' && node.type !== 'number') return undefined;
    const text = node.type === 'text' ? node.value : node.source;
    const several = of.hint?.(text)?.items;
    return several ? [...several] : whole(listInText(text).flatMap((part) => itemsMeant(of, partNode(of, part), inner)));
  },
  mismatchHelp: (_, node) => (node.type === 'map' ? 'Put a dash and a space before each of its items.' : undefined),
  exampleHelp: ({ example }) => `Write a list, for example: ${flow(example)}`,
};
