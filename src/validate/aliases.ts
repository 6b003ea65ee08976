import type { Alias } from '../aliases/alias.ts';
import { aliasesAt } from '../aliases/names.ts';
import type { Fix, Spot } from '../base/diagnostic.ts';
import { isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { capitalized } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { Field } from '../fields/field.ts';
import { childField } from '../fields/registry.ts';
import { valueHint } from '../fields/type-mismatch.ts';
import { nodeOf } from '../read/made-nodes.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import { specField } from '../spec/fields.ts';
import { childPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { isRight, meantBy } from './structure-fix.ts';

/** The place of an object as the table of aliases has it: `policies.*.schedule`, `removed[]`. */
function placeOf({ path }: FieldPath): string {
  const inEntries = childField(specField, String(path[0]))?.type === 'entries';
  const step = (key: string | number, index: number): string =>
    typeof key === 'number' ? '[]' : index === 0 ? key : `.${index === 1 && inEntries ? '*' : key}`;
  return path.map(step).join('');
}

/** The steps to the field that an alias means, from the object in which it stands. */
const stepsOf = ({ here = '' }: Alias): readonly string[] => (here === '.' ? [] : here.split('.'));
const nameOfStep = (step: string): string => step.replace('[]', '');

/** The alias that a key is, if the object has the field that it means. */
export function aliasOf(at: FieldPath, key: string): Alias | undefined {
  const alias = aliasesAt(placeOf(at)).find(key);
  if (alias?.here === undefined || alias.here === '.') return alias;
  return fieldAt(at.field, stepsOf(alias)) && alias;
}

/** The field at the end of some steps, with an item for a list. */
function fieldAt(from: Field, steps: readonly string[]): Field | undefined {
  let field: Field | undefined = from;
  for (const step of steps) {
    const inner: Field | undefined = field && childField(field, nameOfStep(step));
    field = step.endsWith('[]') ? inner && childField(inner, 0) : inner;
  }
  return field;
}

/** The fields of the object itself that an alias stands for: they are not missing as well. */
export const fieldsMeant = (alias: Alias | undefined, own: readonly string[]): readonly string[] =>
  alias?.here === undefined ? [] : alias.here === '.' ? own : [nameOfStep(stepsOf(alias)[0] as string)];

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
    made.set(first, [...(made.get(first) ?? []), { entry, alias, steps }]);
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

/** The value of a field that all aliases which lead into it make together; undefined where one does not fit. */
function together(at: FieldPath, first: string, members: readonly Member[]): Json | undefined {
  const made: { [name: string]: Json } = {};
  for (const member of members) {
    const value = member.alias.isSwitch ? undefined : meantOf(at, member);
    if (member.alias.isSwitch ? !isTrue(member.entry) : value === undefined || !put(made, member.steps, value)) return undefined;
  }
  const field = childField(at.field, first);
  const value = made[first] === undefined || field === undefined ? undefined : inOrder(field, made[first]);
  return value !== undefined && field && isRight(childPath(at, first, field), nodeOf(value)) ? value : undefined;
}

/** The members of an object in the order of its fields. */
function inOrder(field: Field, value: Json): Json {
  if (field.type !== 'object' || !isRecord(value)) return value;
  return Object.fromEntries(Object.keys(field.fields).flatMap((name) => (name in value ? [[name, value[name] as Json]] : [])));
}

/** Writing the field in the place of the first alias, without the others. */
function nestedFix(first: string, value: Json, members: readonly Member[]): Fix<Spot> {
  const [{ entry }, ...others] = members as readonly [Member, ...Member[]];
  const text = `${first}: ${flow(value)}`;
  return {
    title: `Write ${text}`,
    safe: false,
    edits: [
      { place: { path: [entry.key], part: 'entry' }, text },
      ...others.map((one) => ({ place: { path: [one.entry.key], part: 'whole' as const }, text: '' })),
    ],
  };
}

/** What an alias has to say: the help, and the fix whose places begin at the object. */
export type AliasAdvice = { readonly help: string; readonly fix?: Fix<Spot> };

/** What is said of a key that means a field inside another one. */
export function nestedAdvice(at: FieldPath, node: MapNode, key: string, alias: Alias): AliasAdvice | undefined {
  const first = nameOfStep(stepsOf(alias)[0] ?? '');
  const members = groupsOf(at, node).get(first) ?? [];
  if (members.length === 0) return undefined;
  const where = alias.isSwitch ? `${calledBy(alias)}that ${first} is there says it` : `${intro(alias)}${alias.here as string}`;
  const present = find(node, first) !== undefined;
  const value = present ? undefined : together(at, first, members);
  if (value === undefined) return { help: `${where}.${present ? ` Move it there.` : ''}${whyNot(at, node, key, alias)}` };
  const isFirst = members[0]?.entry.key === key;
  return { help: `${where}. Write ${first}: ${flow(value)}`, ...(isFirst && { fix: nestedFix(first, value, members) }) };
}

/** How a help begins that says what a name is here. */
export const intro = (alias: Alias): string => (alias.origin ? `${calledBy(alias)}here it is ` : 'Here this is ');

const calledBy = ({ origin, name }: Alias): string => (origin ? `${capitalized(origin.called)} calls it ${name}; ` : '');

/** Why the value of an alias is not taken along. */
export function whyNot(at: FieldPath, node: MapNode, key: string, alias: Alias): string {
  const field = fieldAt(at.field, stepsOf(alias));
  const value = find(node, key)?.value;
  if (field === undefined || value === undefined || alias.isSwitch) return '';
  if (value.type === 'list' && value.items.length > 1 && field.type === 'text') return ' It takes one value, and these are several.';
  const help = valueHint(field, value as Node)?.help;
  return help === undefined || meantBy(field, value) !== undefined ? '' : ` ${help}`;
}
