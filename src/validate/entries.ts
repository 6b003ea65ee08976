import type { Diagnostic, Path } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import type { EntriesField } from '../fields/entries.ts';
import type { Field } from '../fields/field.ts';
import { canonicalValue } from '../fields/registry.ts';
import { kinds } from '../kinds/registry.ts';
import type { Kind } from '../kinds/kind.ts';
import { find } from '../read/syntax-tree.ts';
import type { MapNode, Node } from '../read/syntax-tree.ts';
import { hasUnresolved } from '../read/variables.ts';
import { defaultNames, takenBy } from './inherited.ts';
import type { DefaultNames } from './inherited.ts';
import type { FileOf } from '../read/variable-value.ts';
import { specField } from '../spec/fields.ts';
import type { PartialEntry, SpecEntry } from '../spec/spec.ts';

/** A path of something wrong: a value, or (`missing`) that a field is not there, which leaves the rest of the entry as it is. */
export type InvalidPath = { readonly path: Path; readonly missing?: boolean };

/** What is wrong in entries, by address: the fields, and whether it is the entry itself (its key, its type). */
export type InvalidFields = ReadonlyMap<string, { readonly fields: ReadonlySet<string>; readonly itself: boolean }>;

/** The paths of errors. */
export const invalidPathsOf = (diagnostics: readonly Diagnostic[]): InvalidPath[] =>
  diagnostics.flatMap(({ severity, code, place }) =>
    severity === 'error' && place && 'path' in place ? [{ path: place.path, missing: code === 'missing-field' }] : [],
  );

/** Sorts paths by their first two keys, an entry's address where it is an entry's. */
export function invalidFieldsOf(paths: readonly InvalidPath[]): InvalidFields {
  const invalid = new Map<string, { fields: Set<string>; itself: boolean }>();
  for (const { path, missing } of paths) {
    const address = path.slice(0, 2).join('/');
    const one = invalid.get(address) ?? { fields: new Set(), itself: false };
    invalid.set(address, one);
    if (path.length > 2) one.fields.add(String(path[2]));
    else if (!missing) one.itself = true;
  }
  return invalid;
}

const propsOf = ({ section }: Kind, node: Node): SpecEntry['props'] =>
  canonicalValue((specField.fields[section] as EntriesField).of, node) as SpecEntry['props'];

/** An entry without what is wrong in it or waits for a variable; what it cannot do without is taken from examples. */
function partialEntryOf(entry: Omit<SpecEntry, 'props'>, node: MapNode, wrong: ReadonlySet<string>, defaults: DefaultNames): PartialEntry {
  const { kind } = entry;
  const usable = node.entries.filter(({ key, value }) => Object.hasOwn(kind.fields, key) && !wrong.has(key) && !hasUnresolved(value));
  const there = new Set(usable.map(({ key }) => key));
  const waiting = new Set(takenBy(kind, node, defaults.waiting));
  const taken = new Set(takenBy(kind, node, defaults.given).filter((name) => !waiting.has(name)));
  const lacking = Object.entries(kind.fields).filter(
    ([name, field]) => field.required !== undefined && !there.has(name) && !taken.has(name),
  );
  const examples: { [name: string]: Json } = Object.fromEntries(lacking.map(([name, field]: [string, Field]) => [name, field.example]));
  const unsure = Object.keys(kind.fields).filter(
    (name) => !there.has(name) && (name in examples || waiting.has(name) || find(node, name) !== undefined),
  );
  return { ...entry, props: { ...examples, ...propsOf(kind, { ...node, entries: usable }) }, unsure: new Set(unsure) };
}

/**
 * The entries that are whole, in the order of the text, and parts of the others: what is right in those can still be
 * checked, so that one mistake does not hide another. `waits` says whether any text waits for a variable.
 */
export function entriesOf(
  root: Node,
  fileOf: FileOf,
  invalid: InvalidFields,
  waits: boolean,
): { readonly entries: SpecEntry[]; readonly partialEntries: PartialEntry[] } {
  const entries: SpecEntry[] = [];
  const partialEntries: PartialEntry[] = [];
  const defaults = defaultNames(root);
  for (const section of root.type === 'map' ? root.entries : []) {
    const kind = kinds.find((one) => one.section === section.key);
    if (kind === undefined || section.value.type !== 'map') continue;
    for (const { key, value } of section.value.entries) {
      const address = `${kind.section}/${key}`;
      const wrong = invalid.get(address);
      const path = [kind.section, key];
      const occurrence = value.type === 'map' ? find(value, 'occurrence')?.value : undefined;
      const fixed = !(occurrence?.type === 'text' && occurrence.substituted);
      const file = fileOf(path);
      const waiting = waits && (hasUnresolved(value) || (value.type === 'map' && takenBy(kind, value, defaults.waiting).length > 0));
      if (wrong === undefined && !waiting) entries.push({ kind, key, address, fixed, file, path, props: propsOf(kind, value) });
      else if (value.type === 'map' && !wrong?.itself)
        partialEntries.push(partialEntryOf({ kind, key, address, fixed, file, path }, value, wrong?.fields ?? new Set(), defaults));
    }
  }
  return { entries, partialEntries };
}
