import type { Alias } from '../aliases/alias.ts';
import { aliasesAt } from '../aliases/names.ts';
import type { Fix, Spot } from '../base/diagnostic.ts';
import { capitalized } from '../base/text.ts';
import type { Field } from '../fields/field.ts';
import { childField } from '../fields/registry.ts';
import { valueHint } from '../fields/type-mismatch.ts';
import { find } from '../read/syntax-tree.ts';
import type { MapNode, Node } from '../read/syntax-tree.ts';
import { specField } from '../spec/fields.ts';
import type { FieldPath } from './field-path.ts';
import { holdsVariables } from './quick-fixes.ts';
import { meantBy } from './structure-fix.ts';

/** The place of an object as the table of aliases has it: `policies.*.schedule`, `removed[]`. */
function placeOf({ path }: FieldPath): string {
  const inEntries = childField(specField, String(path[0]))?.type === 'entries';
  const step = (key: string | number, index: number): string =>
    typeof key === 'number' ? '[]' : index === 0 ? key : `.${index === 1 && inEntries ? '*' : key}`;
  return path.map(step).join('');
}

/** The steps to the field that an alias means, from the object in which it stands. */
export const stepsOf = ({ here = '' }: Alias): readonly string[] => (here === '.' ? [] : here.split('.'));
export const nameOfStep = (step: string): string => step.replace('[]', '');

/** The alias that a key is, if the object has the field that it means: a name of others, a field of one of its own fields, or a path. */
export function aliasOf(at: FieldPath, key: string): Alias | undefined {
  const alias = aliasesAt(placeOf(at)).find(key);
  if (alias === undefined) return innerAlias(at.field, key) ?? pathAlias(at, key);
  if (alias.here === undefined || alias.here === '.') return alias;
  return fieldAt(at.field, stepsOf(alias)) && alias;
}

const folded = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

/** The name of a field in another casing. */
const sameIn = (field: Field, key: string): string | undefined =>
  field.type === 'object' ? Object.keys(field.fields).find((name) => folded(name) === folded(key)) : undefined;

/** A field of exactly one of the fields of an object, which stands beside it: `timezone` beside `schedule`. */
function innerAlias(field: Field, key: string): Alias | undefined {
  if (field.type !== 'object') return undefined;
  const [only, ...others] = Object.entries(field.fields).flatMap(([name, one]) => {
    const inner = sameIn(one, key);
    return inner === undefined ? [] : [`${name}.${inner}`];
  });
  return only !== undefined && others.length === 0 ? { name: key, here: only } : undefined;
}

/** A path to a field that is written as one key: `schedule.timezone`, `tag:backup`. */
function pathAlias(at: FieldPath, key: string): Alias | undefined {
  const [, head, rest] = /^([A-Za-z][A-Za-z0-9_-]*)[.:/]([A-Za-z][A-Za-z0-9_.-]*)$/.exec(key) ?? [];
  if (head === undefined || rest === undefined) return undefined;
  const first = sameIn(at.field, head) ?? aliasesAt(placeOf(at)).find(head)?.here;
  const steps = first === undefined || first === '.' ? [] : [...first.split('.'), ...rest.split('.')];
  return steps.length > 1 && fieldAt(at.field, steps) ? { name: key, here: steps.join('.') } : undefined;
}

/** The field at the end of some steps, with an item for a list. */
export function fieldAt(from: Field, steps: readonly string[]): Field | undefined {
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

/** What an alias has to say: the help, and the fix whose places begin at the object. */
export type AliasAdvice = { readonly help: string; readonly fix?: Fix<Spot> };

/** How a help begins that says what a name is here. */
export const intro = (alias: Alias): string => (alias.origin ? `${calledBy(alias)}here it is ` : 'Here this is ');

export const calledBy = ({ origin, name }: Alias): string => (origin ? `${capitalized(origin.called)} calls it ${name}; ` : '');

/** Why the value of an alias is not taken along. */
export function whyNot(at: FieldPath, node: MapNode, key: string, alias: Alias): string {
  const field = fieldAt(at.field, stepsOf(alias));
  const value = find(node, key)?.value;
  if (field === undefined || value === undefined || alias.isSwitch || holdsVariables(value)) return '';
  if (value.type === 'list' && value.items.length > 1 && field.type === 'text') return ' It takes one value, and these are several.';
  const help = valueHint(field, value as Node)?.help;
  return help === undefined || meantBy(field, value) !== undefined ? '' : ` ${help}`;
}
