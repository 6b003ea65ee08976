import type { Diagnostic, Path } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import type { Issue } from '../base/issue.ts';
import { maxSubstituted } from './limits.ts';
import type { Entry, Node, TextNode } from './syntax-tree.ts';
import { quotesIssue } from './typographic-quotes.ts';
import { nearest, substituteText } from './variable-references.ts';
import type { Substituted } from './variable-references.ts';
import type { FileOf, Variables, VariableValue } from './variable-value.ts';

/** A scalar that was nothing but one variable, as the value that its field wants, or why it has none. */
export type TypedValue =
  | { readonly node: Node; readonly length: number }
  | { readonly issue: Issue; readonly related?: Diagnostic['related'] };

/**
 * Gives a scalar that is nothing but one variable the value that the field at its path wants; undefined where that is text.
 * The path is only valid during the call.
 */
export type TypeValue = (path: Path, name: string, value: VariableValue) => TypedValue | undefined;

const tooMuchText: Issue = {
  code: 'too-large',
  severity: 'error',
  message: `The values of variables add more than ${maxSubstituted / 1024 / 1024} MiB to this spec.`,
  place: { path: [] },
  label: 'from here on no values are put in',
  help: 'Use shorter values, or the long ones in fewer places.',
};

/** The list with its items changed, or the same object where none changes: nearly all of a spec is left unchanged. */
function mapped<Item>(items: readonly Item[], change: (item: Item, index: number) => Item): readonly Item[] {
  let made: Item[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const before = items[index] as Item;
    const after = change(before, index);
    if (after === before) continue;
    made ??= [...items];
    made[index] = after;
  }
  return made ?? items;
}

const onlyVariable = /^\$\{var\.([A-Za-z][A-Za-z0-9_-]*)\}$/;

/** A tree with values put in; `waits` says whether there is a text without the value that it should have. */
export type Substitution = { readonly node: Node; readonly diagnostics: readonly Diagnostic[]; readonly waits: boolean };

/**
 * Puts the values of variables into every text below a node. Keys are left unchanged.
 * What has no value stays as written and is marked, so that it is not validated.
 */
export function substitute(root: Node, variables: Variables, fileOf: FileOf, typeValue: TypeValue = () => undefined): Substitution {
  const diagnostics: Diagnostic[] = [];
  const nearTo = nearest(variables);
  let waits = false;
  let added = 0;
  // One path that grows and shrinks with the walk; it is copied only for an issue.
  const here: (string | number)[] = [];
  const report = (issue: Issue, related?: Diagnostic['related']): void => {
    const path = [...here];
    diagnostics.push({ ...diagnosticAt(issue, { file: fileOf(path), path }), ...(related && { related }) });
  };
  // Entries tend to hold the same few texts with variables.
  const known = new Map<string, Substituted>();
  /** Whether so much more text is still within the limit; the first that is not is reported. */
  const fits = (length: number): boolean => {
    const before = added;
    added += Math.max(0, length);
    if (added > maxSubstituted && before <= maxSubstituted) report(tooMuchText);
    return added <= maxSubstituted;
  };
  const typed = (node: TextNode, made: TypedValue): Node => {
    if ('issue' in made) report(made.issue, made.related);
    else if (fits(made.length)) return { ...made.node, start: node.start, end: node.end };
    waits = true;
    return { ...node, substituted: true, invalid: true };
  };
  const text = (node: TextNode): Node => {
    const name = onlyVariable.exec(node.value)?.[1];
    const given = name === undefined ? undefined : variables.get(name);
    const made = given && typeValue(here, name as string, given);
    if (made) return typed(node, made);
    const { value, unresolved, issues } = known.get(node.value) ?? substituteText(node.value, variables, nearTo);
    known.set(node.value, { value, unresolved, issues });
    if (!fits(value.length - node.value.length)) return { ...node, invalid: true };
    for (const issue of issues) report(issue);
    if (issues.length === 0 && value === node.value && !value.includes('${')) return node;
    waits ||= unresolved.length > 0;
    return {
      ...node,
      value,
      substituted: true,
      ...(given && { origin: given.origin }),
      ...(unresolved.length > 0 && { unresolved }),
      ...(issues.length > 0 && { invalid: true }),
    };
  };
  const below = (key: string | number, node: Node): Node => {
    here.push(key);
    const value = walk(node);
    here.pop();
    return value;
  };
  const entry = (one: Entry): Entry => {
    const value = below(one.key, one.value);
    return value === one.value ? one : { ...one, value };
  };
  const walk = (node: Node): Node => {
    const quotes = node.type === 'text' ? quotesIssue(node) : undefined;
    if (quotes) report(quotes);
    if (node.type === 'text') return !node.invalid && node.value.includes('{') && /\$\{|\{\{/.test(node.value) ? text(node) : node;
    if (node.type === 'map') {
      const entries = mapped(node.entries, entry);
      return entries === node.entries ? node : { ...node, entries };
    }
    if (node.type !== 'list') return node;
    const items = mapped(node.items, (item, index) => below(index, item));
    return items === node.items ? node : { ...node, items };
  };
  return { node: walk(root), diagnostics, waits };
}

/** Whether any text below a node waits for a variable's value, or has none that can be used. */
export function hasUnresolved(node: Node): boolean {
  if (node.type === 'text') return node.unresolved !== undefined || node.invalid === true;
  if (node.type === 'map') return node.entries.some((entry) => hasUnresolved(entry.value));
  return node.type === 'list' && node.items.some(hasUnresolved);
}
