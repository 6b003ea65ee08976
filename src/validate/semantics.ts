import { diagnosticAt } from '../base/issue.ts';
import type { Issue } from '../base/issue.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import { count } from '../base/text.ts';
import { factDetails } from '../fields/fact-details.ts';
import type { Field } from '../fields/field.ts';
import { childField, semanticIssues, typeOf } from '../fields/registry.ts';
import type { Node } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variable-value.ts';
import { childPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { withOrigin } from './origin.ts';
import { withPlaceholder } from './placeholder-values.ts';
import { pointerOf } from './pointers.ts';
import { doubtFix, removalFix } from './quick-fixes.ts';
import { neverRight } from './unfit-variables.ts';
import { checkRelations, checkUnique } from './relations.ts';

/** Where findings go, and what may be skipped. */
export type SemanticsContext = {
  readonly fileOf: FileOf;
  /** The severity of a variable without a value. */
  readonly unresolved: 'error' | 'info';
  /** Some text waits for a variable's value, and could stand anywhere. */
  readonly waits: boolean;
  /** Fields that were meant by keys of other names, by the pointer of their object. */
  readonly meant: ReadonlyMap<string, ReadonlySet<string>>;
  readonly report: (found: Diagnostic) => void;
};

function retired(at: FieldPath): Issue[] {
  const fact = at.field.retired;
  if (fact === undefined) return [];
  const { name, code } = at;
  return [
    {
      code: `${code}-retired`,
      severity: 'warning',
      message: `${name} is retired: ${fact.why}.`,
      place: { path: [], part: 'key' },
      label: 'accepted, and not sent',
      help: `Remove ${name}.`,
      fix: removalFix([], 'Remove it'),
      ...factDetails(fact),
    },
  ];
}

function unresolved({ name }: FieldPath, variables: readonly string[], severity: 'error' | 'info'): Issue {
  const [first] = variables;
  return {
    code: 'variable-without-value',
    severity,
    message: `${name} was not checked: ${variables.length === 1 ? `the variable ${first} has` : `${count(variables.length, 'variable')} have`} no value.`,
    place: { path: [] },
    label: 'no value',
    help: `Give it one: --var ${first}=…, --var-file FILE, the environment variable SNAPSPEC_VAR_${first}, or a default.`,
  };
}

const hasOwnSemantics = (field: Field): boolean =>
  field.retired !== undefined ||
  typeOf(field).hasSemantics?.(field) === true ||
  (field.type === 'list' && field.unique !== undefined) ||
  (field.type === 'object' && (field.relations?.length ?? 0) > 0);

const known = new WeakMap<Field, boolean>();

/** Whether anything can be found about a field, or below it, that the schema cannot say. The rest is not walked. */
function hasSemantics(field: Field): boolean {
  const before = known.get(field);
  if (before !== undefined) return before;
  const inner = typeOf(field).children?.(field) ?? [];
  const answer = hasOwnSemantics(field) || inner.some(([, one]) => hasSemantics(one));
  known.set(field, answer);
  return answer;
}

function report(at: FieldPath, issues: readonly Issue[], { fileOf, report: take }: SemanticsContext): void {
  if (issues.length === 0) return;
  const base = { file: fileOf(at.path), path: at.path };
  for (const issue of issues) take(diagnosticAt(issue, base));
}

/**
 * Walks a spec whose shape was checked and reports what the schema cannot: relations between fields, repeated items,
 * disputed and retired values, variables without a value. Values that break the schema are skipped.
 */
export function checkSemantics(at: FieldPath, node: Node, context: SemanticsContext): void {
  const { field } = at;
  if (node.type === 'text' && node.unresolved)
    return neverRight(at, node).length > 0 ? undefined : report(at, [unresolved(at, node.unresolved, context.unresolved)], context);
  // A variable that is not even declared was reported where it stands.
  if (node.type === 'text' && node.invalid) return;
  report(at, retired(at), context);
  const doubts = semanticIssues(field, node, at);
  if (doubts.length > 0) {
    const fix = doubtFix(field, node);
    const whole = doubts.map((issue) => withOrigin(withPlaceholder(node, fix ? { fix, ...issue } : issue), node));
    report(at, whole, context);
  }
  // What stands where a list should has no fields of its own to check.
  if (node.type === 'map' && field.type !== 'list') {
    if (field.type === 'object' && field.relations) report(at, checkRelations(at, node, meantIn(at, context)), context);
    for (const entry of node.entries) checkMember(at, entry.key, entry.value, context);
  }
  if (node.type === 'list' && field.type === 'list') {
    if (field.unique) report(at, checkUnique(at, node), context);
    for (const [index, item] of node.items.entries()) checkMember(at, index, item, context);
  }
}

const none: ReadonlySet<string> = new Set();

const meantIn = ({ path }: FieldPath, { meant }: SemanticsContext): ReadonlySet<string> =>
  meant.size === 0 ? none : (meant.get(pointerOf(path)) ?? none);

function checkMember(at: FieldPath, key: string | number, node: Node, context: SemanticsContext): void {
  const field = childField(at.field, key);
  if (field !== undefined && (context.waits || hasSemantics(field))) checkSemantics(childPath(at, key, field), node, context);
}
