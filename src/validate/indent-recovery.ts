import type { Diagnostic, Path } from '../base/diagnostic.ts';
import { choices, quote } from '../base/text.ts';
import { diagnosticAt, mapPlaces } from '../base/issue.ts';
import type { Issue } from '../base/issue.ts';
import type { EntriesField } from '../fields/entries.ts';
import type { Field } from '../fields/field.ts';
import type { ObjectField } from '../fields/object.ts';
import type { SchemaError } from '../../schema/validator.js';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import { groupBy } from '../base/group-by.ts';
import { resolvePointer } from './pointers.ts';
import type { FieldPath } from './field-path.ts';

type Inside = ObjectField | EntriesField;

/** Entries that stand beside an empty key and belong below it. */
type Misplaced = {
  readonly at: FieldPath;
  readonly node: MapNode;
  readonly above: Entry;
  readonly moved: readonly Entry[];
  readonly depths: readonly number[];
};

/** A tree with entries put where they belong, and the errors about that. Paths are those of the new tree. */
export type IndentRecovery = {
  readonly root: Node;
  readonly diagnostics: readonly Diagnostic[];
  /** Where in the file a value of the new tree stands. */
  readonly written: (path: Path) => Path;
};

/** A field, or a key that people try there and that is rejected by name. */
const isFieldOf = ({ fields, rejectedKeys = {} }: ObjectField, key: string): boolean =>
  Object.hasOwn(fields, key) || Object.hasOwn(rejectedKeys, key);

/** Whether a value is an entry by its looks: nothing in it that such an entry does not have. */
const looksLike = ({ of }: EntriesField, { value }: Entry): boolean =>
  value.type === 'map' && value.entries.length > 0 && value.entries.every(({ key }) => isFieldOf(of, key));

/** Whether a key may stand where it does: a known field, or what can be an entry under a name of its own. */
function belongsHere({ field }: FieldPath, entry: Entry): boolean {
  if (field.type === 'object') return isFieldOf(field, entry.key);
  if (field.type !== 'entries') return true;
  if (isFieldOf(field.of, entry.key)) return looksLike(field, entry);
  return entry.value.type === 'map' || entry.value.type === 'null';
}

/** What can stand below an empty key; undefined where that cannot be told from its name. */
function insideOf(at: FieldPath, { key, value }: Entry): Inside | undefined {
  if (value.type !== 'null') return undefined;
  const { field } = at;
  const inner: Field | undefined = field.type === 'object' && isFieldOf(field, key) ? field.fields[key] : undefined;
  if (field.type === 'entries') return isFieldOf(field.of, key) ? undefined : field.of;
  return inner?.type === 'object' || inner?.type === 'entries' ? inner : undefined;
}

const belongs = (inside: Inside, entry: Entry): boolean =>
  inside.type === 'object' ? isFieldOf(inside, entry.key) : looksLike(inside, entry);

/** What an empty key opens in its turn, where even more was flush with it. */
function opens(inside: readonly Inside[], { key, value }: Entry, next: Entry | undefined): Inside | undefined {
  if (value.type !== 'null') return undefined;
  for (const one of inside) {
    const field = one.type === 'object' && isFieldOf(one, key) ? one.fields[key] : undefined;
    if (field?.type === 'object') return field;
    if (one.type === 'entries' && next && !isFieldOf(one.of, key) && isFieldOf(one.of, next.key)) return one.of;
  }
  return undefined;
}

/** The entries after an empty key that are not in place beside it and would be below it. */
function misplacedIn(at: FieldPath, node: MapNode): Misplaced[] {
  const found: Misplaced[] = [];
  for (let index = 0; index < node.entries.length; index++) {
    const above = node.entries[index] as Entry;
    const inside = insideOf(at, above);
    if (inside === undefined) continue;
    const from = index + 1;
    const all: Inside[] = [inside];
    const depths: number[] = [];
    while (index + 1 < node.entries.length) {
      const next = node.entries[index + 1] as Entry;
      const more = opens(all, next, node.entries[index + 2]);
      if (belongsHere(at, next) || !(more || all.some((one) => belongs(one, next)))) break;
      depths.push(
        Math.max(
          0,
          all.findIndex((one) => belongs(one, next)),
        ),
      );
      if (more) all.push(more);
      index++;
    }
    if (index >= from) found.push({ at, node, above, moved: node.entries.slice(from, index + 1), depths });
  }
  return found;
}

/** The maps in which a key is not known, or a value is of a wrong type: nothing else can be misplaced. */
function suspects(errors: readonly SchemaError[], root: Node): { at: FieldPath; node: MapNode }[] {
  const pointers = errors.map(({ keyword, instancePath: at }) =>
    keyword === 'additionalProperties' ? at : at.slice(0, Math.max(0, at.lastIndexOf('/'))),
  );
  return [...new Set(pointers)].flatMap((pointer) => {
    const resolved = resolvePointer(pointer, root);
    return resolved?.node.type === 'map' ? [{ at: resolved.at, node: resolved.node }] : [];
  });
}

/** A map with misplaced entries below their key. */
function put(node: MapNode, { above, moved: entries }: Misplaced): MapNode {
  const names = new Set(entries.map(({ key }) => key));
  const moved = node.entries.filter(({ key }) => names.has(key));
  const [first, last] = [moved[0], moved.at(-1)] as [Entry, Entry];
  const value: MapNode = { type: 'map', entries: moved, start: first.keyStart, end: last.value.end };
  const rest = node.entries.filter(({ key }) => !names.has(key));
  return { ...node, entries: rest.map((one) => (one.key === above.key ? { ...one, value } : one)) };
}

/** The same tree with everything misplaced put where it belongs in one walk, the inner ones first, while their paths are still valid. */
function putAll(node: Node, path: Path, misplaced: ReadonlyMap<string, readonly Misplaced[]>): Node {
  if (node.type === 'list') return { ...node, items: node.items.map((item, index) => putAll(item, [...path, index], misplaced)) };
  if (node.type !== 'map') return node;
  const entries = node.entries.map((one) => ({ ...one, value: putAll(one.value, [...path, one.key], misplaced) }));
  return (misplaced.get(keyOf(path)) ?? []).reduce(put, { ...node, entries });
}

/** The lines as they should be, with what the values are left out. */
function shape({ above, moved, depths }: Misplaced): string {
  const names = moved.map(({ key, value }, index) => `${'  '.repeat((depths[index] ?? 0) + 1)}${key}:${value.type === 'null' ? '' : ' …'}`);
  return [`${above.key}:`, ...names.slice(0, 4), ...(names.length > 4 ? ['  …'] : [])].join('\n');
}

function misplacedIssue(misplaced: Misplaced): Issue {
  const { at, above, moved } = misplaced;
  const names = moved.map(({ key }) => quote(key).slice(1, -1));
  const listed = choices(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names, 'and');
  const place = (...below: readonly string[]) => ({ path: [above.key, ...below], part: 'key' as const });
  const one = moved.length === 1;
  return {
    code: 'not-indented',
    severity: 'error',
    message: `${listed} ${one ? 'stands' : 'stand'} beside ${above.key} in ${at.depth === 0 ? 'the spec' : at.name}, which leaves ${above.key} empty; ${one ? 'it belongs' : 'they belong'} below it.`,
    place: place((moved[0] as Entry).key),
    label: `not indented below ${above.key}`,
    related: [
      { place: place(), message: 'below this' },
      ...moved.slice(1, 6).map(({ key }) => ({ place: place(key), message: 'and this' })),
    ],
    help: `Indent ${one ? 'it' : 'them'} by two more spaces${misplaced.depths.some((depth) => depth > 0) ? ' a level' : ''}:\n${shape(misplaced)}`,
  };
}

/**
 * Puts entries where they belong that stand beside an empty key instead of below it; undefined where there are none.
 * Only what is sure is moved: it has no meaning where it stands, and the empty key has fields of these names.
 * @param errors what the schema has against the root
 * @param plain the same tree without variables put in, which is the one that is changed
 */
export function recoverIndentation(
  errors: readonly SchemaError[],
  root: Node,
  plain: Node,
  fileOf: (path: Path) => string,
): IndentRecovery | undefined {
  const found = suspects(errors, root).flatMap(({ at, node }) => misplacedIn(at, node));
  const sameFile = ({ at, above, moved }: Misplaced): boolean =>
    moved.every(({ key }) => fileOf([...at.path, key]) === fileOf([...at.path, above.key]));
  const sure = found.filter(sameFile);
  if (sure.length === 0) return undefined;
  const from = new Map(sure.flatMap(({ at, above, moved }) => moved.map(({ key }) => [keyOf([...at.path, above.key, key]), at.path])));
  const written = (path: Path): Path => {
    for (let length = path.length; length > 1; length--) {
      const before = from.get(keyOf(path.slice(0, length)));
      if (before) return [...before, ...path.slice(length - 1)];
    }
    return path;
  };
  return {
    root: putAll(
      plain,
      [],
      groupBy(sure, ({ at }) => keyOf(at.path)),
    ),
    diagnostics: sure.map((one) => diagnosticAt(misplacedIssue(one), { file: fileOf(one.at.path), path: one.at.path })),
    written,
  };
}

const keyOf = (path: Path): string => JSON.stringify(path);

/** A finding with its places where they stand in the file. */
export const atWrittenPlace = (found: Diagnostic, written: IndentRecovery['written']): Diagnostic =>
  mapPlaces(found, (place) => ('path' in place ? { ...place, path: written(place.path) } : place));
