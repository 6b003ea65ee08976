import type { Diagnostic, Path } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { quote } from '../base/text.ts';
import type { Entry, Node, TextNode } from './document.ts';

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

function substituteText(node: TextNode, variables: Variables, nearTo: NearTo): { node: TextNode; faults: Found[] } {
  if (!node.value.includes('${')) return { node, faults: [] };
  const faults: Found[] = [];
  const unresolved: string[] = [];
  let grown = 0;
  const value = node.value.replace(reference, (whole: string, inner: string | undefined, at: number) => {
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
  const open = faults.length + unresolved.length > 0;
  return { node: { ...node, value, substituted: true, ...(open && { unresolved }) }, faults };
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
  const at = (key: string | number, node: Node): Node => {
    here.push(key);
    const value = walk(node);
    here.pop();
    return value;
  };
  const tell = ({ within, meant, ...found }: Found): void => {
    const path = [...here];
    const place = { file: fileOf(path), path, within };
    const fix = meant !== undefined && { title: `Write \${var.${meant}}`, safe: false, edits: [{ place, text: `\${var.${meant}}` }] };
    diagnostics.push({ ...found, severity: 'error', place, ...(fix && { fix }) });
  };
  const walk = (node: Node): Node => {
    if (node.type === 'map') {
      const entries = node.entries.map((entry): Entry => {
        const value = at(entry.key, entry.value);
        return value === entry.value ? entry : { ...entry, value };
      });
      return entries.every((entry, index) => entry === node.entries[index]) ? node : { ...node, entries };
    }
    if (node.type === 'list') {
      const items = node.items.map((item, index) => at(index, item));
      return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    if (node.type !== 'text' || !node.value.includes('${')) return node;
    const { node: text, faults } = substituteText(node, variables, nearTo);
    faults.forEach(tell);
    waits ||= (text.unresolved?.length ?? 0) > 0;
    return text;
  };
  return { node: walk(root), diagnostics, waits };
}

/** Whether any text below a node waits for a variable's value. */
export function waitsIn(node: Node): boolean {
  if (node.type === 'text') return (node.unresolved?.length ?? 0) > 0;
  if (node.type === 'map') return node.entries.some((entry) => waitsIn(entry.value));
  return node.type === 'list' && node.items.some(waitsIn);
}
