import { issueBelow } from '../base/issue.ts';
import type { Issue } from '../base/issue.ts';
import { recordOf } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { quote } from '../base/text.ts';
import type { MapConstraint } from '../facts/constraint.ts';
import { textNode } from '../read/made-nodes.ts';
import type { MapNode, Node } from '../read/syntax-tree.ts';
import type { Described } from './field.ts';
import type { FieldType, Subject } from './field-type.ts';
import { keyRules } from './keys.ts';
import { listInText } from './list-in-text.ts';
import { isOutside, sizeIssue, sizeRule, sizeText } from './range.ts';
import { textLimits } from './text-schema.ts';
import { isDoubtful, textIssues } from './text.ts';
import type { TextField } from './text.ts';

/** Texts by a key of the person's choice. */
export type MapField = Described & MapConstraint<TextField>;

declare module './field.ts' {
  interface FieldTypes {
    map: MapField;
  }
  interface FieldValues<F> {
    map: { readonly [key: string]: string };
  }
}

const pairs = ({ values }: MapField, many: number): Json =>
  Object.fromEntries(Array.from({ length: many }, (_, index) => [`key-${index + 1}`, values.example]));

/** The pairs in one text: `team=a, env=b`, `{team: a}`, `team=a env=b`. */
function pairsIn(text: string): readonly string[] {
  const inner = text.replace(/^\s*\{(.*)\}\s*$/s, '$1').replaceAll(';', ',');
  return /^[^=:,]+[=:]\s+[^\s=:,]+$/.test(inner.trim()) ? [inner.trim()] : listInText(inner);
}

/** A key and a value in one text: `backup=nightly`, `backup: nightly`. */
function pairInText(text: string): readonly [string, Node] | undefined {
  const [, key, value] = /^([^=:\s]+)\s*[=:]\s*(.*)$/.exec(text) ?? [];
  return key === undefined ? undefined : [key, textNode(value as string)];
}

/** An item of a list of tags: a pair in one text, or `{Key: …, Value: …}` as the API and ROS have it; `{backup: nightly}` too. */
function pairIn(item: Node): readonly [string, Node] | undefined {
  if (item.type === 'text') return pairInText(item.value);
  if (item.type !== 'map') return undefined;
  const member = (name: string): Node | undefined => item.entries.find(({ key }) => key.toLowerCase() === name)?.value;
  const [key, value] = [member('key') ?? member('tagkey') ?? member('name'), member('value') ?? member('tagvalue')];
  if (item.entries.length === 2 && key?.type === 'text' && value) return [key.value, value];
  const [only, ...others] = item.entries;
  return only && others.length === 0 ? [only.key, only.value] : undefined;
}

/** What is doubtful about a key; its errors are found by the schema. */
function keyDoubts(keys: TextField, key: string, { name, code }: Subject): Issue[] {
  const found = textIssues(keys, key, { name: `The key ${quote(key)} of ${name}`, code: `${code}-key`, quoted: true });
  return found.filter(({ severity }) => severity !== 'error').map((issue) => issueBelow(issue, [key]));
}

export const map: FieldType<MapField, MapNode> = {
  expected: 'a mapping',
  accepts: (node): node is MapNode => node.type === 'map',
  shape: ({ count, example }, { entries, incomplete }, subject) =>
    count && !incomplete && isOutside(entries.length, count) ? [sizeIssue(count, entries.length, 'entry', subject, example)] : [],
  semantics: ({ keys }, { entries }, subject) =>
    // Most are right, and what a key is called takes longer to say than that.
    entries.filter(({ key }) => isDoubtful(keys, key)).flatMap(({ key }) => keyDoubts(keys, key, subject)),
  hasSemantics: ({ keys }) => (keys.warnings?.length ?? 0) > 0,
  canonical: (field, node, inner) =>
    recordOf(
      node.entries,
      ({ key }) => key,
      ({ value }) => inner(field.values, value),
    ),
  requirement: ({ count }) => `mapping of text to text${count ? `, ${sizeText(count, 'entry')}` : ''}`,
  schema: ({ keys, values, count }, inner) => ({
    type: 'object',
    ...(count && { minProperties: count.min, maxProperties: count.max }),
    propertyNames: textLimits(keys),
    additionalProperties: inner(values),
  }),
  edges(field) {
    const { example, count } = field;
    const few = count && count.min > 0 ? [pairs(field, count.min - 1)] : [];
    const many = count ? [pairs(field, count.max + 1)] : [];
    return { accepted: [example], refused: [...few, ...many, 'x', 7, ['x']] };
  },
  rules: (field) => [
    ...(field.count ? [sizeRule(field.count, 'entry', pairs(field, field.count.min > 0 ? 0 : field.count.max + 1))] : []),
    ...keyRules(field.keys),
  ],
  meant: (field, node, inner) => {
    const pairs =
      node.type === 'list' ? node.items.map((item) => pairIn(item)) : node.type === 'text' ? pairsIn(node.value).map(pairInText) : [];
    const given = node.type === 'map' ? node.entries.map(({ key, value }): [string, Node] => [key, value]) : pairs;
    if (given.length === 0 || given.some((pair) => pair === undefined)) return undefined;
    const members = (given as readonly (readonly [string, Node])[]).map(([key, value]) => [key, inner(field.values, value)] as const);
    const names = new Set(members.map(([key]) => key));
    return names.size === members.length && members.every(([, value]) => value !== undefined)
      ? (Object.fromEntries(members) as Json)
      : undefined;
  },
  child: ({ values }) => values,
  children: ({ example, values }) => [[Object.keys(example as { readonly [key: string]: Json })[0] ?? 'key', values]],
};
