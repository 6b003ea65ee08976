import type { Alias } from '../aliases/alias.ts';
import type { Fix, Spot } from '../base/diagnostic.ts';
import { isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { flow } from '../base/yaml-writer.ts';
import type { Field } from '../fields/field.ts';
import { childField } from '../fields/registry.ts';
import { jsonOf, nodeOf } from '../read/made-nodes.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode } from '../read/syntax-tree.ts';
import { aliasOf, calledBy, fieldAt, intro, nameOfStep, stepsOf, whyNot } from './aliases.ts';
import type { AliasAdvice } from './aliases.ts';
import { childPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { holdsVariables } from './quick-fixes.ts';
import { isRight, meantBy } from './structure-fix.ts';

type Member = { readonly entry: Entry; readonly alias: Alias; readonly steps: readonly string[] };

const groups = new WeakMap<MapNode, ReadonlyMap<string, readonly Member[]>>();

/** The aliases of an object that lead into the same field of it, in the order of the text. */
function groupsOf(at: FieldPath, node: MapNode): ReadonlyMap<string, readonly Member[]> {
  const known = groups.get(node);
  if (known) return known;
  const made = new Map<string, Member[]>();
  for (const entry of node.entries) {
    const alias = childField(at.field, entry.key) ? undefined : aliasOf(at, entry.key);
    const steps = alias ? stepsOf(alias) : [];
    if (alias === undefined || (steps.length < 2 && !alias.isSwitch)) continue;
    const first = nameOfStep(steps[0] as string);
    const group = made.get(first) ?? [];
    group.push({ entry, alias, steps });
    made.set(first, group);
  }
  groups.set(node, made);
  return made;
}

/** Puts a value at the end of some steps, into a record that is being made; false where something is there already. */
function put(into: { [name: string]: Json }, [step = '', ...rest]: readonly string[], value: Json): boolean {
  const name = nameOfStep(step);
  if (step.endsWith('[]')) {
    const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
    const items = values.map((one) => ({ [rest[0] as string]: one }));
    into[name] = [...((into[name] as readonly Json[] | undefined) ?? []), ...items];
    return true;
  }
  if (rest.length === 0) {
    if (Object.hasOwn(into, name)) return false;
    into[name] = value;
    return true;
  }
  into[name] ??= {};
  const inner = into[name];
  return isRecord(inner) && put(inner as { [name: string]: Json }, rest, value);
}

/** What the value of an alias is for the field that it means. Where items of a list are made, each value becomes one. */
function meantOf(at: FieldPath, { entry: { value }, steps }: Member): Json | undefined {
  const field = fieldAt(at.field, steps) as Field;
  const single = meantBy(field, value);
  if (single !== undefined || !steps.some((step) => step.endsWith('[]')) || value.type !== 'list') return single;
  const items = value.items.map((item) => meantBy(field, item));
  return items.length > 0 && items.every((item) => item !== undefined) ? items : undefined;
}

const isTrue = ({ value }: Entry): boolean => value.type === 'bool' && value.value;

/**
 * The value of a field that all aliases which lead into it make together, with what stands in it already; undefined where one
 * does not fit, or they do not go together.
 */
function makeTogether(at: FieldPath, node: MapNode, first: string, members: readonly Member[]): Json | undefined {
  const present = find(node, first)?.value;
  if (present && (present.type !== 'map' || holdsVariables(present))) return undefined;
  const made: { [name: string]: Json } = present ? { [first]: jsonOf(present) } : {};
  for (const member of members) {
    const value = member.alias.isSwitch ? undefined : meantOf(at, member);
    if (member.alias.isSwitch ? !isTrue(member.entry) : value === undefined || !put(made, member.steps, value)) return undefined;
  }
  const field = childField(at.field, first);
  const value = made[first] === undefined || field === undefined ? undefined : inOrder(field, made[first]);
  return value !== undefined && field && isRight(childPath(at, first, field), nodeOf(value)) ? value : undefined;
}

const made = new WeakMap<readonly Member[], { readonly value: Json | undefined }>();

/** The same, once for all of the aliases. */
function together(at: FieldPath, node: MapNode, first: string, members: readonly Member[]): Json | undefined {
  const known = made.get(members) ?? { value: makeTogether(at, node, first, members) };
  made.set(members, known);
  return known.value;
}

/** The members of an object in the order of its fields. */
function inOrder(field: Field, value: Json): Json {
  if (field.type !== 'object' || !isRecord(value)) return value;
  return Object.fromEntries(Object.keys(field.fields).flatMap((name) => (name in value ? [[name, value[name] as Json]] : [])));
}

/** Writing the field in its place, or in that of the first alias, without the others. */
function nestedFix(first: string, value: Json, members: readonly Member[], present: boolean): Fix<Spot> {
  const text = `${first}: ${flow(value)}`;
  const keys = members.map(({ entry }) => entry.key);
  const [place = '', ...gone] = present ? [first, ...keys] : keys;
  return {
    title: `Write ${text}`,
    safe: false,
    edits: [
      { place: { path: [place], part: 'entry' }, text },
      ...gone.map((key) => ({ place: { path: [key], part: 'whole' as const }, text: '' })),
    ],
  };
}

/** What is said of a key that means a field inside another one. */
export function nestedAdvice(at: FieldPath, node: MapNode, key: string, alias: Alias): AliasAdvice | undefined {
  const first = nameOfStep(stepsOf(alias)[0] ?? '');
  const members = groupsOf(at, node).get(first) ?? [];
  if (members.length === 0) return undefined;
  const where = alias.isSwitch ? `${calledBy(alias)}that ${first} is there says it` : `${intro(alias)}${alias.here as string}`;
  const present = find(node, first) !== undefined;
  const value = together(at, node, first, members);
  if (value === undefined) {
    const why = present && !alias.isSwitch ? ` ${first} stands here already: keep one of the two, or write it there.` : '';
    return { help: `${where}.${whyNot(at, node, key, alias) || why}` };
  }
  const isFirst = members[0]?.entry.key === key;
  return { help: `${where}. Write ${first}: ${flow(value)}`, ...(isFirst && { fix: nestedFix(first, value, members, present) }) };
}
