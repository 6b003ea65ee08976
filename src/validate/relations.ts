import type { Diagnostic, Path } from '../base/diagnostic.ts';
import { choices, quote } from '../base/text.ts';
import type { Field, ListField, ObjectField, Relation } from '../fields/field.ts';
import type { Entry, ListNode, MapNode, Node } from '../read/syntax-tree.ts';
import { holdsVariables, removalFix } from './quick-fixes.ts';
import type { FileOf } from '../read/variables.ts';
import { factDetails } from './text.ts';
import { childField } from './field-path.ts';
import type { FieldPath } from './field-path.ts';

const find = (node: MapNode, name: string): Entry | undefined => node.entries.find((entry) => entry.key === name);

/** Whether a field says anything: a list of nothing is not sent, so nothing can stand against it. */
const says = (node: MapNode, name: string): boolean => {
  const value = find(node, name)?.value;
  return value !== undefined && !(value.type === 'list' && value.items.length === 0);
};

type Breach = {
  readonly path: Path;
  readonly part?: 'key';
  readonly label: string;
  readonly related?: readonly { path: Path; message: string }[];
};

function breachOf(rule: Relation, node: MapNode): Breach | undefined {
  switch (rule.type) {
    case 'any':
      return rule.fields.some((name) => find(node, name)) ? undefined : { path: [], part: 'key', label: `needs ${choices(rule.fields)}` };
    case 'either':
      return eitherBreach(rule, node);
    case 'excludes':
      return says(node, rule.field) && says(node, rule.other)
        ? { path: [rule.field], part: 'key', label: 'not with the other', related: [{ path: [rule.other], message: 'the other' }] }
        : undefined;
    case 'needs':
      return needsBreach(rule, node);
    default:
      return rule satisfies never;
  }
}

function needsBreach(rule: Relation & { type: 'needs' }, node: MapNode): Breach | undefined {
  if (!says(node, rule.field)) return undefined;
  const other = find(node, rule.other)?.value;
  const right = other !== undefined && (rule.value === undefined || (other.type === 'bool' && other.value === rule.value));
  if (right) return undefined;
  const value = rule.value === undefined ? '' : `: ${JSON.stringify(rule.value)}`;
  return {
    path: [rule.field],
    part: 'key',
    label: `needs ${rule.other}${value}`,
    ...(other && { related: [{ path: [rule.other], message: 'this is not it' }] }),
  };
}

function eitherBreach(rule: Relation & { type: 'either' }, node: MapNode): Breach | undefined {
  const present = (names: readonly string[]): string[] => names.filter((name) => find(node, name));
  const used = rule.groups.filter((group) => present([...group.needs, ...(group.also ?? [])]).length > 0);
  const [first, second] = used;
  if (first === undefined) return { path: [], part: 'key', label: 'nothing given' };
  if (second === undefined) {
    const lacking = first.needs.filter((name) => !find(node, name));
    return lacking.length === 0 ? undefined : { path: [], part: 'key', label: `${choices(lacking, 'and')} missing` };
  }
  const [one, other] = [first, second].map((group) => present([...group.needs, ...(group.also ?? [])])[0] as string) as [string, string];
  return { path: [other], part: 'key', label: `not together with ${one}`, related: [{ path: [one], message: 'because of this' }] };
}

/** What is wrong between the fields of one object. */
export function checkRelations(route: FieldPath, node: MapNode, fileOf: FileOf): Diagnostic[] {
  // A key that could not be taken may be what seems to be missing, or the other of two.
  if (node.incomplete) return [];
  const broken = ((route.field as ObjectField).relations ?? []).flatMap((rule) => {
    const breach = breachOf(rule, node);
    return breach ? [{ rule, breach }] : [];
  });
  const covered = broken.flatMap(({ rule }) => rule.covers ?? []);
  return broken.flatMap(({ rule, breach }): Diagnostic[] => {
    if (covered.includes(rule.code)) return [];
    const file = fileOf(route.path);
    const { code } = route;
    return [
      {
        code: `${code}-${rule.code}`,
        severity: rule.severity,
        message: `${route.name}: ${rule.requirement}`,
        place: { file, path: [...route.path, ...breach.path], ...(breach.part && { part: breach.part }) },
        label: breach.label,
        ...(breach.related && {
          related: breach.related.map(({ path, message }) => ({
            place: { file, path: [...route.path, ...path], part: 'key' as const },
            message,
          })),
        }),
        ...(rule.help !== undefined && { help: rule.help }),
        ...factDetails(rule),
      },
    ];
  });
}

function fingerprint(field: Field | undefined, node: Node): string {
  const inner = (key: string | number, value: Node): string => fingerprint(field && childField(field, key), value);
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

/** Whether a list is too long by its repeats alone: that it is too long was said already. */
function onlyByRepeats({ of, count }: ListField, { items }: ListNode): boolean {
  if (count === undefined || items.length <= count.max) return false;
  return new Set(items.map((item) => fingerprint(of, item))).size <= count.max;
}

/** Items that stand in a list twice. */
export function checkUnique(route: FieldPath, node: ListNode, fileOf: FileOf): Diagnostic[] {
  const unique = (route.field as ListField).unique;
  if (unique === undefined || onlyByRepeats(route.field as ListField, node)) return [];
  const first = new Map<string, number>();
  return node.items.flatMap((item, index): Diagnostic[] => {
    const text = fingerprint((route.field as ListField).of, item);
    const before = first.get(text);
    if (before === undefined) first.set(text, index);
    if (before === undefined) return [];
    const file = fileOf(route.path);
    const place = { file, path: [...route.path, index] };
    // With another value for a variable the two may differ.
    const varies = holdsVariables(item) || holdsVariables(node.items[before] as Node);
    const what = item.type === 'text' ? quote(item.value) : item.type === 'number' ? item.source : 'the same item';
    return [
      {
        code: `${route.code}-repeated`,
        severity: unique.severity,
        message: `${route.name} lists ${what} twice`,
        place,
        label: 'again here',
        related: [{ place: { file, path: [...route.path, before] }, message: 'first here' }],
        help: 'Remove one of them.',
        ...(!varies && { fix: removalFix(place, 'Remove this one') }),
        ...factDetails(unique),
      },
    ];
  });
}
