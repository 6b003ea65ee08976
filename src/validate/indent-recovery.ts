import type { Diagnostic, Path } from '../base/diagnostic.ts';
import { choices, quote } from '../base/text.ts';
import type { EntriesField, Field, ObjectField } from '../fields/field.ts';
import type { Breach } from '../../schema/validator.js';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import { groupBy } from '../base/group-by.ts';
import { resolvePointer } from './schema-errors.ts';
import { owner } from './field-path.ts';
import type { FieldPath } from './field-path.ts';

type Inside = ObjectField | EntriesField;

/** Entries that stand beside an empty key and belong below it. */
type Slip = {
  readonly route: FieldPath;
  readonly node: MapNode;
  readonly above: Entry;
  readonly moved: readonly Entry[];
  readonly depths: readonly number[];
};

/** A tree with entries put where they belong, and what is said of that. Paths are those of the new tree. */
export type IndentRecovery = {
  readonly root: Node;
  readonly diagnostics: readonly Diagnostic[];
  /** Where in the file a value of the new tree stands. */
  readonly written: (path: Path) => Path;
};

/** A field, or one that people try there and that is answered by name. */
const isFieldOf = ({ fields, rejectedKeys = {} }: ObjectField, key: string): boolean =>
  Object.hasOwn(fields, key) || Object.hasOwn(rejectedKeys, key);

/** Whether a value is an entry by its looks: nothing in it that such an entry does not have. */
const looksLike = ({ of }: EntriesField, { value }: Entry): boolean =>
  value.type === 'map' && value.entries.length > 0 && value.entries.every(({ key }) => isFieldOf(of, key));

/** Whether a key stands where it may: a known field, or what can be an entry under a name of its own. */
function isAtHome({ field }: FieldPath, entry: Entry): boolean {
  if (field.type === 'object') return isFieldOf(field, entry.key);
  if (field.type !== 'entries') return true;
  if (isFieldOf(field.of, entry.key)) return looksLike(field, entry);
  return entry.value.type === 'map' || entry.value.type === 'null';
}

/** What can stand below an empty key; undefined where that cannot be told from its name. */
function insideOf(route: FieldPath, { key, value }: Entry): Inside | undefined {
  if (value.type !== 'null') return undefined;
  const { field } = route;
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

/** The entries after an empty key that are not at home beside it and would be below it. */
function slipsIn(route: FieldPath, node: MapNode): Slip[] {
  const slips: Slip[] = [];
  for (let index = 0; index < node.entries.length; index++) {
    const above = node.entries[index] as Entry;
    const inside = insideOf(route, above);
    if (inside === undefined) continue;
    const from = index + 1;
    const all: Inside[] = [inside];
    const depths: number[] = [];
    while (index + 1 < node.entries.length) {
      const next = node.entries[index + 1] as Entry;
      const more = opens(all, next, node.entries[index + 2]);
      if (isAtHome(route, next) || !(more || all.some((one) => belongs(one, next)))) break;
      depths.push(
        Math.max(
          0,
          all.findIndex((one) => belongs(one, next)),
        ),
      );
      if (more) all.push(more);
      index++;
    }
    if (index >= from) slips.push({ route, node, above, moved: node.entries.slice(from, index + 1), depths });
  }
  return slips;
}

/** The maps in which a key is not known, or a value is of a wrong type: nothing else can have slipped. */
function suspects(breaches: readonly Breach[], root: Node): { route: FieldPath; node: MapNode }[] {
  const pointers = breaches.map(({ keyword, instancePath: at }) =>
    keyword === 'additionalProperties' ? at : at.slice(0, Math.max(0, at.lastIndexOf('/'))),
  );
  return [...new Set(pointers)].flatMap((pointer) => {
    const met = resolvePointer(pointer, root);
    return met?.node.type === 'map' ? [{ route: met.route, node: met.node }] : [];
  });
}

/** A map with the entries of a slip below their key. */
function put(node: MapNode, { above, moved: slipped }: Slip): MapNode {
  const names = new Set(slipped.map(({ key }) => key));
  const moved = node.entries.filter(({ key }) => names.has(key));
  const [first, last] = [moved[0], moved.at(-1)] as [Entry, Entry];
  const value: MapNode = { type: 'map', entries: moved, start: first.keyStart, end: last.value.end };
  const kept = node.entries.filter(({ key }) => !names.has(key));
  return { ...node, entries: kept.map((one) => (one.key === above.key ? { ...one, value } : one)) };
}

/** The same tree with all slips put right in one walk, the inner ones first, while their paths still hold. */
function putAll(node: Node, path: Path, slips: ReadonlyMap<string, readonly Slip[]>): Node {
  if (node.type === 'list') return { ...node, items: node.items.map((item, index) => putAll(item, [...path, index], slips)) };
  if (node.type !== 'map') return node;
  const entries = node.entries.map((one) => ({ ...one, value: putAll(one.value, [...path, one.key], slips) }));
  return (slips.get(keyOf(path)) ?? []).reduce(put, { ...node, entries });
}

/** The lines as they should be, with what the values are left out. */
function shape({ above, moved, depths }: Slip): string {
  const names = moved.map(({ key, value }, index) => `${'  '.repeat((depths[index] ?? 0) + 1)}${key}:${value.type === 'null' ? '' : ' …'}`);
  return [`${above.key}:`, ...names.slice(0, 4), ...(names.length > 4 ? ['  …'] : [])].join('\n');
}

function said(slip: Slip, fileOf: (path: Path) => string): Diagnostic {
  const { route, above, moved } = slip;
  const names = moved.map(({ key }) => quote(key).slice(1, -1));
  const shown = choices(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names, 'and');
  const place = (...below: readonly string[]) => ({
    file: fileOf(route.path),
    path: [...route.path, above.key, ...below],
    part: 'key' as const,
  });
  const one = moved.length === 1;
  return {
    code: 'not-indented',
    severity: 'error',
    message: `${shown} ${one ? 'stands' : 'stand'} beside ${above.key} in ${owner(route)}, which leaves ${above.key} empty; ${one ? 'it belongs' : 'they belong'} below it`,
    place: place((moved[0] as Entry).key),
    label: `not indented below ${above.key}`,
    related: [
      { place: place(), message: 'below this' },
      ...moved.slice(1, 6).map(({ key }) => ({ place: place(key), message: 'and this' })),
    ],
    help: `Indent ${one ? 'it' : 'them'} by two more spaces${slip.depths.some((depth) => depth > 0) ? ' a level' : ''}:\n${shape(slip)}`,
  };
}

/**
 * Puts entries where they belong that stand beside an empty key instead of below it; undefined where there are none.
 * Only what is sure is moved: it has no meaning where it stands, and the empty key has fields of these names.
 * @param breaches what the schema has against the root
 * @param plain the same tree without variables put in, which is the one that is changed
 */
export function recoverIndentation(
  breaches: readonly Breach[],
  root: Node,
  plain: Node,
  fileOf: (path: Path) => string,
): IndentRecovery | undefined {
  const slips = suspects(breaches, root).flatMap(({ route, node }) => slipsIn(route, node));
  const sameFile = ({ route, above, moved }: Slip): boolean =>
    moved.every(({ key }) => fileOf([...route.path, key]) === fileOf([...route.path, above.key]));
  const sure = slips.filter(sameFile);
  if (sure.length === 0) return undefined;
  const from = new Map(
    sure.flatMap(({ route, above, moved }) => moved.map(({ key }) => [keyOf([...route.path, above.key, key]), route.path])),
  );
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
      groupBy(sure, ({ route }) => keyOf(route.path)),
    ),
    diagnostics: sure.map((slip) => said(slip, fileOf)),
    written,
  };
}

const keyOf = (path: Path): string => JSON.stringify(path);

/** A finding with its places where they stand in the file. */
export function atWrittenPlace(found: Diagnostic, written: IndentRecovery['written']): Diagnostic {
  const moved = <P extends Diagnostic['place']>(place: P): P =>
    place && 'path' in place ? { ...place, path: written(place.path) } : place;
  const { place, related, fix } = found;
  return {
    ...found,
    ...(place && { place: moved(place) }),
    ...(related && { related: related.map((one) => ({ ...one, place: moved(one.place) })) }),
    ...(fix && { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, place: moved(edit.place) })) } }),
  };
}
