import type { Json } from '../base/json.ts';
import { flow } from '../base/yaml-writer.ts';
import type { ListLimits } from '../facts/constraint.ts';
import { nodeOf, textNode } from '../read/made-nodes.ts';
import type { ListNode, MapNode, Node } from '../read/syntax-tree.ts';
import type { Described, Field, ValueOf } from './field.ts';
import type { FieldRuleDoc, FieldType, Meaning } from './field-type.ts';
import { isPlainInteger } from './int.ts';
import { listInText } from './list-in-text.ts';
import { matches } from './patterns.ts';
import { disputedIssue, disputedRule, isOutside, sizeIssue, sizeRule, sizeText } from './range.ts';
import { valueHint } from './type-mismatch.ts';

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

const truths: readonly string[] = ['true', 'yes', 'on', '1'];
const lies: readonly string[] = ['false', 'no', 'off', '0', 'null'];

/** The keys of a mapping that are switched on: `{mon: true, tue: false}` is mon. */
function switchedOn({ entries }: MapNode): readonly string[] | undefined {
  const switches = entries.map(
    ({ key, value }) => [key, 'source' in value ? value.source : value.type === 'text' ? value.value : ''] as const,
  );
  const all = switches.every(([, value]) => truths.includes(value) || lies.includes(value));
  return all && entries.length > 0 ? switches.filter(([, value]) => truths.includes(value)).map(([key]) => key) : undefined;
}

/** The one value of a mapping whose key only says that it is a list. */
const wrapped = ({ entries: [only, ...others] }: MapNode): Node | undefined =>
  only &&
  others.length === 0 &&
  /^(?:include|only|on|list|items?|values?|hours?|times?|start|days?|weekdays?|(?:disk_?)?ids?)$/i.test(only.key)
    ? only.value
    : undefined;

/** A part of a text as the item that it would be if it was written as one. */
const partNode = (of: Field, part: string): Node => (of.type === 'int' && isPlainInteger(part) ? nodeOf(Number(part)) : textNode(part));

/** An item as the items that it means: `weekdays` is five. */
function itemsMeant(of: Field, item: Node, inner: Meaning): Items {
  const several =
    item.type === 'text' || item.type === 'number' ? of.hint?.(item.type === 'text' ? item.value : item.source)?.items : undefined;
  return several?.map((one) => (of.type === 'int' ? Number(one) : one)) ?? [inner(of, item)];
}

/** Whether a word that stands where a list should is no id: `all` is not the only item of a list. */
const isDoubted = (of: Field, item: Json | undefined): boolean =>
  of.type === 'text' && of.warnings !== undefined && typeof item === 'string' && of.warnings.some(({ pattern }) => !matches(pattern, item));

const exampleHelp = ({ example }: ListField): string => `Write a list, for example: ${flow(example)}`;

export const list: FieldType<ListField, ListNode> = {
  expected: 'a list',
  accepts: (node): node is ListNode => node.type === 'list',
  shape: ({ count, example }, node, subject) =>
    count && isOutside(node.items.length, count) ? [sizeIssue(count, node.items.length, 'item', subject, example)] : [],
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
  meant(field, node, inner) {
    const { of } = field;
    if (node.type === 'map') {
      if (of.type === 'object') return whole([inner(of, node)]);
      const list = wrapped(node);
      if (list) return inner(field, list);
      return whole((switchedOn(node) ?? []).flatMap((key) => itemsMeant(of, partNode(of, key), inner)));
    }
    if (node.type === 'list') return whole(node.items.flatMap((item) => itemsMeant(of, item, inner)));
    if (node.type !== 'text' && node.type !== 'number') return undefined;
    const text = node.type === 'text' ? node.value : node.source;
    const hint = of.hint?.(text);
    const parts = hint?.items || hint?.replacement !== undefined ? [text] : listInText(text);
    const items = parts.flatMap((part) => itemsMeant(of, partNode(of, part), inner));
    return items.some((item) => isDoubted(of, item)) ? undefined : whole(items);
  },
  mismatchHelp(field, node) {
    if (node.type === 'map') return field.of.type === 'object' ? 'Put a dash and a space before each of its items.' : undefined;
    const own = valueHint(field, node);
    const hint = own ?? valueHint(field.of, node);
    return hint && (own || hint.leaveOut || field.of.type === 'enum' ? hint.help : `${hint.help} ${exampleHelp(field)}`);
  },
  exampleHelp,
};
