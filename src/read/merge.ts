import type { Diagnostic, Path } from '../base/diagnostic.ts';
import { find } from './syntax-tree.ts';
import type { Document, Entry, MapNode, Node } from './syntax-tree.ts';
import type { FileOf } from './variable-value.ts';

/** Several spec files as one, and the file of each path. */
export type Merged = { readonly root: Node; readonly fileOf: FileOf; readonly diagnostics: readonly Diagnostic[] };

type Part = { readonly file: string; readonly entry: Entry };

function plain(node: Node): unknown {
  if (node.type === 'map') return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]).sort());
  if (node.type === 'list') return node.items.map(plain);
  return node.type === 'null' ? null : node.value;
}

const same = (a: Node, b: Node): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

function duplicate(name: string, second: Part, first: Part, path: Path): Diagnostic {
  return {
    code: 'duplicate-address',
    severity: 'error',
    message: `${name} is declared twice, in ${first.file} and in ${second.file}.`,
    place: { file: second.file, path, part: 'key' },
    label: 'again here',
    related: [{ place: { file: first.file, path, part: 'key' }, message: 'first here' }],
    help: 'Remove one, or give it another key.',
  };
}

function conflict(key: string, second: Part, first: Part): Diagnostic {
  return {
    code: 'conflicting-files',
    severity: 'error',
    message: `${key} is not the same in ${first.file} and in ${second.file}.`,
    place: { file: second.file, path: [key] },
    label: 'differs',
    related: [{ place: { file: first.file, path: [key] }, message: 'from this' }],
    help: `Give ${key} in one file only, or the same value in each.`,
  };
}

/**
 * Merges documents: the keys of sections and of `variables` are merged, everything else that is given
 * more than once must agree.
 * @param sections names of the top-level keys whose values are merged key by key
 */
export function merge(documents: readonly Document[], sections: ReadonlySet<string>): Merged {
  const first = documents.find(({ root }) => root.type !== 'map') ?? (documents[0] as Document);
  if (documents.length === 1 || first.root.type !== 'map') return { root: first.root, fileOf: () => first.file, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const top = new Map<string, Part>();
  const inner = new Map<string, Map<string, Part>>();
  for (const { file, root } of documents)
    for (const entry of (root as MapNode).entries) {
      const part = { file, entry };
      const known = top.get(entry.key);
      // A section without a value is one without entries.
      const mergeable = sections.has(entry.key) && (entry.value.type === 'map' || entry.value.type === 'null');
      if (known === undefined) top.set(entry.key, part);
      else if (!mergeable && !same(known.entry.value, entry.value)) diagnostics.push(conflict(entry.key, part, known));
      if (mergeable) mergeSection(entry, file, inner, diagnostics);
    }
  const merged = build(first.root, top, inner);
  const root = documents.some(({ partial }) => partial) ? marked(merged, documents) : merged;
  return { root, fileOf: files(first.file, top, inner), diagnostics };
}

function mergeSection(section: Entry, file: string, inner: Map<string, Map<string, Part>>, diagnostics: Diagnostic[]): void {
  const known = inner.get(section.key) ?? new Map<string, Part>();
  inner.set(section.key, known);
  for (const entry of section.value.type === 'map' ? section.value.entries : []) {
    const before = known.get(entry.key);
    if (before === undefined) known.set(entry.key, { file, entry });
    else diagnostics.push(duplicate(`${section.key}/${entry.key}`, { file, entry }, before, [section.key, entry.key]));
  }
}

function build(root: MapNode, top: ReadonlyMap<string, Part>, inner: ReadonlyMap<string, ReadonlyMap<string, Part>>): MapNode {
  const entries = [...top.values()].map(({ entry }): Entry => {
    const parts = inner.get(entry.key);
    const { type, start, end } = entry.value;
    // A section that is not a map is an error, which validation reports.
    if (parts === undefined || parts.size === 0 || (type !== 'map' && type !== 'null')) return entry;
    return { ...entry, value: { type: 'map', start, end, entries: [...parts.values()].map((part) => part.entry) } };
  });
  return { ...root, entries };
}

/** Marks the merged maps that are incomplete in one of the files. */
function marked(root: MapNode, documents: readonly Document[]): MapNode {
  const roots = documents.flatMap(({ root: one }) => (one.type === 'map' ? [one] : []));
  const entries = root.entries.map((entry): Entry => {
    const parts = roots.map((one) => find(one, entry.key)?.value);
    const lacks = parts.some((part) => part?.type === 'map' && part.incomplete);
    return lacks && entry.value.type === 'map' ? { ...entry, value: { ...entry.value, incomplete: true } } : entry;
  });
  return { ...root, entries, ...(roots.some(({ incomplete }) => incomplete) && { incomplete: true as const }) };
}

function files(first: string, top: ReadonlyMap<string, Part>, inner: ReadonlyMap<string, ReadonlyMap<string, Part>>): FileOf {
  return ([section, key]) => inner.get(String(section))?.get(String(key))?.file ?? top.get(String(section))?.file ?? first;
}
