import type { Diagnostic, Path, Spot } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import type { Issue } from '../base/issue.ts';
import { suggest } from '../base/suggest.ts';
import { quote } from '../base/text.ts';
import { checkCharacters } from './characters.ts';
import { maxSubstituted } from './limits.ts';
import type { Entry, Node, TextNode } from './syntax-tree.ts';

/** Values of variables by name. A declared one without a value is undefined. */
export type Variables = ReadonlyMap<string, string | undefined>;

/** Which file a path belongs to, where several are merged. */
export type FileOf = (path: Path) => string;

const reference = /\$\$\{|\$\{([^}]*)\}?/g;

/** Names that were declared and are close to one that was not. */
type NearTo = (name: string) => readonly string[];

/** Nobody mistypes so many names; beyond it no more are looked up, since each is compared with all that are declared. */
const maxSuggestions = 100;

function nearest(variables: Variables): NearTo {
  const declared = [...variables.keys()];
  const known = new Map<string, readonly string[]>();
  return (name) => {
    const near = known.get(name) ?? (known.size < maxSuggestions ? suggest(name, declared) : []);
    if (known.size < maxSuggestions) known.set(name, near);
    return near;
  };
}

const nameOf = (inner: string | undefined): string | undefined => /^var\.([A-Za-z][A-Za-z0-9_-]*)$/.exec(inner ?? '')?.[1];

/** An issue of one reference; its path begins at the text. */
function referenceIssue(whole: string, inner: string | undefined, at: number, variables: Variables, nearTo: NearTo): Issue | undefined {
  const place = { path: [], within: [at, at + whole.length] } as const;
  const name = nameOf(inner);
  if (name === undefined || !whole.endsWith('}')) return malformed(whole, place);
  return variables.has(name) ? undefined : undeclared(name, nearTo(name), place);
}

function malformed(whole: string, place: Spot): Issue {
  return {
    code: 'variable-malformed',
    severity: 'error',
    message: `${quote(whole)} is not a variable; a variable is written \${var.NAME}.`,
    place,
    label: 'not a variable',
    help: 'Write $${ where the two characters ${ are meant.',
  };
}

function undeclared(name: string, near: readonly string[], place: Spot): Issue {
  const [meant, ...others] = near;
  const text = `\${var.${meant}}`;
  return {
    code: 'variable-undeclared',
    severity: 'error',
    message: `The variable ${name} is not declared.`,
    place,
    label: 'not declared',
    help: meant === undefined ? `Declare it: variables: {${name}: {default: …}}` : `Did you mean ${meant}?`,
    ...(meant !== undefined && others.length === 0 && { fix: { title: `Write ${text}`, safe: false, edits: [{ place, text }] } }),
  };
}

/** The longest text with values in it; without a limit a long value that is used many times would fill the memory. */
const maxLength = 2000;

/** A text with the values of variables in it, the names of those that have none, which stay as written, and its issues. */
type Substituted = { readonly value: string; readonly unresolved: readonly string[]; readonly issues: readonly Issue[] };

function substituteText(text: string, variables: Variables, nearTo: NearTo): Substituted {
  const issues: Issue[] = [];
  const unresolved: string[] = [];
  let added = 0;
  const value = text.replace(reference, (whole: string, inner: string | undefined, at: number) => {
    if (whole === '$${') return '${';
    const issue = referenceIssue(whole, inner, at, variables, nearTo);
    const name = (inner ?? '').slice('var.'.length);
    const given = variables.get(name);
    if (issue) issues.push(issue);
    else if (given === undefined) unresolved.push(name);
    if (issue || given === undefined || added > maxLength) return whole;
    added += given.length;
    return given.slice(0, maxLength);
  });
  return { value, unresolved, issues };
}

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

/**
 * Puts the values of variables into every text below a node. Keys are left unchanged.
 * What has no value stays as written and is marked, so that it is not validated; `waits` says whether there is any.
 */
export function substitute(root: Node, variables: Variables, fileOf: FileOf): { node: Node; diagnostics: Diagnostic[]; waits: boolean } {
  const diagnostics: Diagnostic[] = [];
  const nearTo = nearest(variables);
  let waits = false;
  let added = 0;
  // One path that grows and shrinks with the walk; it is copied only for an issue.
  const here: (string | number)[] = [];
  const report = (issue: Issue): void => {
    const path = [...here];
    diagnostics.push(diagnosticAt(issue, { file: fileOf(path), path }));
  };
  // Entries tend to hold the same few texts with variables.
  const known = new Map<string, Substituted>();
  const text = (node: TextNode): Node => {
    const { value, unresolved, issues } = known.get(node.value) ?? substituteText(node.value, variables, nearTo);
    known.set(node.value, { value, unresolved, issues });
    const before = added;
    added += Math.max(0, value.length - node.value.length);
    if (added > maxSubstituted) {
      if (before <= maxSubstituted) report(tooMuchText);
      return { ...node, invalid: true };
    }
    issues.forEach(report);
    waits ||= unresolved.length > 0;
    return {
      ...node,
      value,
      substituted: true,
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
    if (node.type === 'text') return node.value.includes('${') ? text(node) : node;
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

/**
 * Invisible characters in the values that were given for declared variables from outside. They become part of names and
 * tags, so the limits of a file's text are theirs too.
 */
export function hiddenCharactersInValues(variables: Variables, given: { readonly [name: string]: string }, fileOf: FileOf): Diagnostic[] {
  return [...variables.keys()].flatMap((name): Diagnostic[] => {
    if (!Object.hasOwn(given, name)) return [];
    const issue = checkCharacters('', given[name] as string, [0, 0], 'text', `The value given for the variable ${name}`);
    if (issue === undefined) return [];
    const { code, severity, message } = issue;
    const path = ['variables', name];
    const help = `Give it another value, with --var ${name}=… or SNAPSPEC_VAR_${name}.`;
    return [{ code, severity, message, place: { file: fileOf(path), path, part: 'key' }, label: 'this variable', help }];
  });
}

/** Whether any text below a node waits for a variable's value. */
export function hasUnresolved(node: Node): boolean {
  if (node.type === 'text') return node.unresolved !== undefined;
  if (node.type === 'map') return node.entries.some((entry) => hasUnresolved(entry.value));
  return node.type === 'list' && node.items.some(hasUnresolved);
}
