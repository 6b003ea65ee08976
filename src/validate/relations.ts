import type { Path } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import { choices, quote } from '../base/text.ts';
import { factDetails } from '../fields/fact-details.ts';
import type { Relation } from '../facts/constraint.ts';
import { flow } from '../base/yaml-writer.ts';
import type { Field, Fields } from '../fields/field.ts';
import type { ListField } from '../fields/list.ts';
import type { ObjectField } from '../fields/object.ts';
import { childField } from '../fields/registry.ts';
import type { Entry, ListNode, MapNode, Node } from '../read/syntax-tree.ts';
import type { FieldPath } from './field-path.ts';
import { holdsVariables, removalFix } from './quick-fixes.ts';

function find(node: MapNode, name: string): Entry | undefined {
  for (const entry of node.entries) if (entry.key === name) return entry;
  return undefined;
}

/** Whether a field is present: an empty list is not sent, so it conflicts with nothing. */
const isPresent = (node: MapNode, name: string): boolean => {
  const value = find(node, name)?.value;
  return value !== undefined && !(value.type === 'list' && value.items.length === 0);
};

/** Where a relation is broken: the key of the object itself, or of one of its fields. */
type Violation = Pick<Issue, 'place' | 'label' | 'related' | 'help'>;

const atKey = (path: Path, label: string, related?: readonly [name: string, message: string]): Violation => ({
  place: { path, part: 'key' },
  label,
  ...(related && { related: [{ place: { path: [related[0]], part: 'key' }, message: related[1] }] }),
});

function violationOf(rule: Relation, node: MapNode, fields: Fields): Violation | undefined {
  switch (rule.type) {
    case 'any':
      return rule.fields.some((name) => find(node, name)) ? undefined : atKey([], `needs ${choices(rule.fields)}`);
    case 'either':
      return eitherViolation(rule, node, fields);
    case 'excludes':
      return isPresent(node, rule.field) && isPresent(node, rule.other)
        ? atKey([rule.field], 'conflicts with the other', [rule.other, 'the other'])
        : undefined;
    case 'needs':
      return needsViolation(rule, node);
    default:
      return rule satisfies never;
  }
}

function needsViolation(rule: Relation & { type: 'needs' }, node: MapNode): Violation | undefined {
  if (!isPresent(node, rule.field)) return undefined;
  const other = find(node, rule.other)?.value;
  const isRight = other !== undefined && (rule.value === undefined || (other.type === 'bool' && other.value === rule.value));
  if (isRight) return undefined;
  const value = rule.value === undefined ? '' : `: ${JSON.stringify(rule.value)}`;
  return atKey([rule.field], `needs ${rule.other}${value}`, other && [rule.other, 'has another value']);
}

function eitherViolation(rule: Relation & { type: 'either' }, node: MapNode, fields: Fields): Violation | undefined {
  const present = (group: (typeof rule.groups)[number]): string[] =>
    [...group.needs, ...(group.also ?? [])].filter((name) => find(node, name));
  const [first, second] = rule.groups.filter((group) => present(group).length > 0);
  if (first === undefined) return atKey([], 'nothing given');
  if (second === undefined) {
    const lacking = first.needs.filter((name) => !find(node, name));
    if (lacking.length === 0) return undefined;
    const added = lacking.map((name) => `${name}: ${flow((fields[name] as Field).example)}`);
    return { ...atKey([], `${choices(lacking, 'and')} missing`), help: `Add what is missing, for example: ${added.join(', ')}` };
  }
  const [one, other] = [first, second].map((group) => present(group)[0] as string) as [string, string];
  return atKey([other], `not together with ${one}`, [one, 'because of this']);
}

/** The fields that a relation is about. */
const fieldsOf = (rule: Relation): readonly string[] =>
  rule.type === 'any'
    ? rule.fields
    : rule.type === 'either'
      ? rule.groups.flatMap(({ needs, also = [] }) => [...needs, ...also])
      : [rule.field, rule.other];

/** Whether a key that was meant otherwise may be what a relation is about; where nobody can tell what it was, all that is needed. */
function isOpen(rule: Relation, node: MapNode, meant: ReadonlySet<string>): boolean {
  const fields = fieldsOf(rule);
  if (fields.some((one) => meant.has(one))) return true;
  return meant.has('*') && (rule.type === 'any' || rule.type === 'either') && !fields.some((one) => find(node, one));
}

/**
 * What is wrong between the fields of one object.
 * @param meant fields that keys of other names were meant for: nothing is known of them yet
 */
export function checkRelations(at: FieldPath, node: MapNode, meant: ReadonlySet<string> = new Set()): Issue[] {
  // A key that could not be read may be what seems to be missing, or the other of two.
  if (node.incomplete) return [];
  const { relations = [], fields } = at.field as ObjectField;
  const certain = meant.size === 0 ? relations : relations.filter((rule) => !isOpen(rule, node, meant));
  const violated = certain.flatMap((rule) => {
    const violation = violationOf(rule, node, fields);
    return violation ? [{ rule, violation }] : [];
  });
  if (violated.length === 0) return [];
  const { name, code } = at;
  const covered = new Set(violated.flatMap(({ rule }) => rule.covers ?? []));
  return violated
    .filter(({ rule }) => !covered.has(rule.code))
    .map(({ rule, violation }) => ({
      code: `${code}-${rule.code}`,
      severity: rule.severity,
      message: `${name}: ${rule.requirement}.`,
      ...(rule.help !== undefined && { help: rule.help }),
      ...violation,
      ...factDetails(rule),
    }));
}

/** A value as a key: equal for items that mean the same. */
function identityOf(field: Field | undefined, node: Node): string {
  const inner = (key: string | number, value: Node): string => identityOf(field && childField(field, key), value);
  if (node.type === 'map')
    return `{${node.entries
      .map((entry) => JSON.stringify([entry.key, inner(entry.key, entry.value)]))
      .sort()
      .join()}}`;
  if (node.type === 'list') return `[${node.items.map((item, index) => JSON.stringify(inner(index, item))).join()}]`;
  // A number and the same digits in quotes are one hour; casing counts in all but enumerations.
  if (node.type === 'text') return field?.type === 'enum' ? node.value.toLowerCase() : node.value;
  return node.type === 'number' ? node.source : node.type === 'bool' ? String(node.value) : '';
}

/** Whether a list is too long by its repeats alone: that it is too long is reported already. */
function tooLongByRepeats({ of, count }: ListField, { items }: ListNode): boolean {
  if (count === undefined || items.length <= count.max) return false;
  return new Set(items.map((item) => identityOf(of, item))).size <= count.max;
}

const shown = (item: Node): string => (item.type === 'text' ? quote(item.value) : item.type === 'number' ? item.source : 'the same item');

/** Items that stand in a list twice. */
export function checkUnique({ field, name, code }: FieldPath, node: ListNode): Issue[] {
  const { unique, of } = field as ListField;
  if (unique === undefined || tooLongByRepeats(field as ListField, node)) return [];
  const first = new Map<string, number>();
  return node.items.flatMap((item, index): Issue[] => {
    const identity = identityOf(of, item);
    const before = first.get(identity);
    if (before === undefined) {
      first.set(identity, index);
      return [];
    }
    // With another value for a variable the two may differ.
    const varies = holdsVariables(item) || holdsVariables(node.items[before] as Node);
    return [
      {
        code: `${code}-repeated`,
        severity: unique.severity,
        message: `${name} lists ${shown(item)} twice.`,
        place: { path: [index] },
        label: 'again here',
        related: [{ place: { path: [before] }, message: 'first here' }],
        help: 'Remove one of them.',
        ...(!varies && { fix: removalFix([index], 'Remove this one') }),
        ...factDetails(unique),
      },
    ];
  });
}
