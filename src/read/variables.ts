import type { Diagnostic, Path } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { quote } from '../base/text.ts';
import { checkCharacters } from './characters.ts';
import type { Entry, Node, TextNode } from './syntax-tree.ts';

/** What variables stand for. A declared one without a value is undefined. */
export type Variables = ReadonlyMap<string, string | undefined>;

/** Which file a path belongs to, where several are merged. */
export type FileOf = (path: Path) => string;

const reference = /\$\$\{|\$\{([^}]*)\}?/g;

type Found = Pick<Diagnostic, 'code' | 'message' | 'label' | 'help'> & {
  readonly within: readonly [number, number] /** The one declared name that is close. */;
  readonly meant?: string;
};

/** Names that were declared and are close to one that was not. */
type NearTo = (name: string) => readonly string[];

/** Nobody mistypes so many names; beyond it no more is looked for, since each is held against all that are declared. */
const mostHints = 100;

function nearest(variables: Variables): NearTo {
  const declared = [...variables.keys()];
  const known = new Map<string, readonly string[]>();
  return (name) => {
    const near = known.get(name) ?? (known.size < mostHints ? suggest(name, declared) : []);
    if (known.size < mostHints) known.set(name, near);
    return near;
  };
}

function fault(whole: string, inner: string | undefined, at: number, variables: Variables, nearTo: NearTo): Found | undefined {
  const within = [at, at + whole.length] as const;
  const name = /^var\.([A-Za-z][A-Za-z0-9_-]*)$/.exec(inner ?? '')?.[1];
  if (name === undefined || !whole.endsWith('}'))
    return {
      code: 'variable-malformed',
      within,
      message: `${quote(whole)} is not a variable; a variable is written \${var.NAME}`,
      label: 'not a variable',
      help: 'Write $${ where the two characters ${ are meant.',
    };
  if (variables.has(name)) return undefined;
  const near = nearTo(name);
  return {
    code: 'variable-undeclared',
    within,
    message: `the variable ${name} is not declared`,
    label: 'not declared',
    help: near.length > 0 ? `Did you mean ${near[0]}?` : `Declare it: variables: {${name}: {default: …}}.`,
    ...(near.length === 1 && { meant: near[0] as string }),
  };
}

/** So long no text may be; without this a long value that is used many times would fill the memory. */
const longest = 2000;

/** A text with the values of variables in it; the names of those that have none, which stay as written; and what is wrong. */
type Put = { readonly value: string; readonly unresolved: readonly string[]; readonly faults: readonly Found[] };

function putInto(text: string, variables: Variables, nearTo: NearTo): Put {
  const faults: Found[] = [];
  const unresolved: string[] = [];
  let grown = 0;
  const value = text.replace(reference, (whole: string, inner: string | undefined, at: number) => {
    if (whole === '$${') return '${';
    const found = fault(whole, inner, at, variables, nearTo);
    const name = (inner ?? '').slice('var.'.length);
    const given = variables.get(name);
    if (found) faults.push(found);
    else if (given === undefined) unresolved.push(name);
    if (found || given === undefined || grown > longest) return whole;
    grown += given.length;
    return given.slice(0, longest);
  });
  return { value, unresolved, faults };
}

/** The list with its items changed, or the very same where none does: nearly all of a spec is left as it is. */
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
 * Puts the values of variables into every text below a node. Keys are left alone.
 * What has no value stays as written and is marked, so that nothing is judged by it; `waits` says whether there is any.
 */
export function substitute(root: Node, variables: Variables, fileOf: FileOf): { node: Node; diagnostics: Diagnostic[]; waits: boolean } {
  const diagnostics: Diagnostic[] = [];
  const nearTo = nearest(variables);
  let waits = false;
  // One path that grows and shrinks with the walk; it is copied only for a finding.
  const here: (string | number)[] = [];
  const tell = ({ within, meant, ...found }: Found): void => {
    const path = [...here];
    const place = { file: fileOf(path), path, within };
    const fix = meant !== undefined && { title: `Write \${var.${meant}}`, safe: false, edits: [{ place, text: `\${var.${meant}}` }] };
    diagnostics.push({ ...found, severity: 'error', place, ...(fix && { fix }) });
  };
  // Entries tend to hold the same few texts with variables.
  const known = new Map<string, Put>();
  const text = (node: TextNode): Node => {
    const put = known.get(node.value) ?? putInto(node.value, variables, nearTo);
    known.set(node.value, put);
    put.faults.forEach(tell);
    waits ||= put.unresolved.length > 0;
    return {
      ...node,
      value: put.value,
      substituted: true,
      ...(put.unresolved.length > 0 && { unresolved: put.unresolved }),
      ...(put.faults.length > 0 && { invalid: true }),
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
 * What cannot be seen in the values that declared variables were given from outside. They become part of names and
 * tags, so what holds for the text of a file holds for them too.
 */
export function hiddenCharactersInValues(variables: Variables, given: { readonly [name: string]: string }, fileOf: FileOf): Diagnostic[] {
  return [...variables.keys()].flatMap((name): Diagnostic[] => {
    const found = Object.hasOwn(given, name) && checkCharacters('', given[name] as string, [0, 0], 'text');
    if (!found) return [];
    const path = ['variables', name];
    return [
      {
        code: found.code,
        severity: 'error',
        message: found.message.replace('this value', `the value that was given for the variable ${name}`),
        place: { file: fileOf(path), path, part: 'key' },
        label: 'this variable',
        help: `Give it another value, with --var ${name}=… or SNAPSPEC_VAR_${name}.`,
      },
    ];
  });
}

/** Whether any text below a node waits for a variable's value. */
export function hasUnresolved(node: Node): boolean {
  if (node.type === 'text') return node.unresolved !== undefined;
  if (node.type === 'map') return node.entries.some((entry) => hasUnresolved(entry.value));
  return node.type === 'list' && node.items.some(hasUnresolved);
}
