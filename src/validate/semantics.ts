import type { Diagnostic, Path } from '../base/diagnostic.ts';
import { count } from '../base/text.ts';
import type { Field } from '../fields/field.ts';
import { parseDateTime, dateTimePattern } from '../fields/date-time.ts';
import type { Node } from '../read/syntax-tree.ts';
import { atValue } from './schema-errors.ts';
import { removalFix } from './quick-fixes.ts';
import { factDetails, matches } from './text.ts';
import { validateValue } from './value.ts';
import { checkRelations, checkUnique } from './relations.ts';
import { childField, childPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';

/** Where the walk says what it finds, and what it may pass over. */
export type SemanticsContext = {
  readonly fileOf: (path: Path) => string;
  /** What a variable without a value weighs. */
  readonly unresolved: 'error' | 'info';
  /** Some text waits for a variable's value, and could stand anywhere. */
  readonly waits: boolean;
  readonly report: (found: Diagnostic) => void;
};

/** Whether a value that keeps to the schema can still deserve a word. */
const canWarn = (field: Field): boolean =>
  field.type === 'moment' ||
  (field.type === 'text' && (field.warnings?.length ?? 0) > 0) ||
  ((field.type === 'int' || field.type === 'list') && field.warning !== undefined);

function retired(route: FieldPath, walk: SemanticsContext): void {
  const fact = route.field.retired;
  if (fact === undefined) return;
  const place = { file: walk.fileOf(route.path), path: route.path, part: 'key' } as const;
  walk.report({
    code: `${route.code}-retired`,
    severity: 'warning',
    message: `${route.name} is retired: ${fact.why}`,
    place,
    label: 'accepted, and not sent',
    help: `Remove ${route.name}.`,
    fix: removalFix(place, 'Remove it'),
    ...factDetails(fact),
  });
}

function waiting(route: FieldPath, names: readonly string[], walk: SemanticsContext): void {
  const [name] = names;
  // A variable that is not even declared was reported where it stands.
  if (name === undefined) return;
  walk.report({
    code: 'variable-without-value',
    severity: walk.unresolved,
    message: `${route.name} was not checked: ${names.length === 1 ? `the variable ${name} has` : `${count(names.length, 'variable')} have`} no value`,
    place: { file: walk.fileOf(route.path), path: route.path },
    label: 'no value',
    help: `Give it one: --var ${name}=…, the environment variable SNAPSPEC_VAR_${name}, or a default.`,
  });
}

const speaking = new WeakMap<Field, boolean>();

/** Whether a field, or anything that can stand below it, can deserve a word. What cannot is not walked. */
function speaks(field: Field): boolean {
  const known = speaking.get(field);
  if (known !== undefined) return known;
  const inner =
    field.type === 'object' ? Object.values(field.fields) : field.type === 'map' ? [field.values] : 'of' in field ? [field.of] : [];
  const own = field.retired !== undefined || canWarn(field) || (field.type === 'list' && field.unique !== undefined);
  const answer = own || (field.type === 'object' && (field.relations?.length ?? 0) > 0) || inner.some(speaks);
  speaking.set(field, answer);
  return answer;
}

/** Whether nothing at all will be said of a value; nearly always so, and quickly seen. */
function isQuiet(field: Field, node: Node): boolean {
  if (field.type === 'moment') return node.type === 'text' && parseDateTime(node.value) !== undefined;
  if (field.type === 'text') return node.type === 'text' && (field.warnings ?? []).every((rule) => matches(rule.pattern, node.value));
  return field.type === 'int' && field.warning !== undefined && node.type === 'number' && node.value <= field.warning.above;
}

function warnings(route: FieldPath, node: Node, walk: SemanticsContext): void {
  if (isQuiet(route.field, node)) return;
  // What breaks the schema was said when it was checked; a day that no calendar has keeps to it.
  const late = node.type === 'text' && route.field.type === 'moment' && matches(dateTimePattern, node.value);
  for (const finding of validateValue(route.field, node, route.name, route.code))
    if (late || finding.severity !== 'error') walk.report(atValue(finding, node, walk.fileOf(route.path), route.path));
}

/**
 * Walks a spec whose shape was checked and says what the schema cannot: relations between fields, repeated items,
 * disputed and retired values, variables without a value. Values that broke the schema are not of the right type
 * and are passed over by themselves.
 */
export function checkSemantics(route: FieldPath, node: Node, walk: SemanticsContext): void {
  if (node.type === 'text' && node.unresolved) return waiting(route, node.unresolved, walk);
  const { field } = route;
  retired(route, walk);
  if (canWarn(field)) warnings(route, node, walk);
  // What stands where a list should has no fields of its own to judge.
  if (node.type === 'map' && field.type !== 'list') {
    if (field.type === 'object' && field.relations) for (const found of checkRelations(route, node, walk.fileOf)) walk.report(found);
    for (const entry of node.entries) into(route, entry.key, entry.value, walk);
  }
  if (node.type === 'list' && field.type === 'list') {
    if (field.unique) for (const found of checkUnique(route, node, walk.fileOf)) walk.report(found);
    for (const [index, item] of node.items.entries()) into(route, index, item, walk);
  }
}

function into(route: FieldPath, key: string | number, node: Node, walk: SemanticsContext): void {
  const field = childField(route.field, key);
  if (field !== undefined && (walk.waits || speaks(field))) checkSemantics(childPath(route, key, field), node, walk);
}
