import type { Table } from './world.ts';

type Keyed = { readonly id: string };

/** What is worked out from a table: its things by id, and by those members that were asked for. */
type Index = { readonly byId: Map<string, Keyed>; readonly by: Map<string, Map<unknown, Keyed[]>> };

// An index is not part of the world, which is plain data; it is made anew where the table was changed behind its back.
const indexes = new WeakMap<object, Index>();

function indexOf<T extends Keyed>(table: Table<T>): Index {
  const known = indexes.get(table);
  if (known !== undefined && known.byId.size === table.length) return known;
  const fresh: Index = { byId: new Map(table.map((one) => [one.id, one] as const)), by: new Map() };
  indexes.set(table, fresh);
  return fresh;
}

/** The thing with this id. */
export const find = <T extends Keyed>(table: Table<T>, id: string): T | undefined => indexOf(table).byId.get(id) as T | undefined;

/** The things with these ids, in the order of the table; all of them where none are named. */
export function chosen<T extends Keyed & { readonly serial: number }>(table: Table<T>, ids: readonly string[] | undefined): Table<T> {
  if (ids === undefined) return table;
  const found = [...new Set(ids)].map((id) => find(table, id)).filter((one) => one !== undefined);
  return found.sort((a, b) => a.serial - b.serial);
}

/** The things whose member has this value, in the order of the table. The member must never change. */
export function among<T extends Keyed, K extends keyof T & string>(table: Table<T>, member: K, value: T[K]): readonly T[] {
  const { by } = indexOf(table);
  const known = by.get(member);
  if (known !== undefined) return (known.get(value) as T[] | undefined) ?? [];
  const fresh = new Map<unknown, Keyed[]>();
  for (const thing of table) add(fresh, thing[member], thing);
  by.set(member, fresh);
  return (fresh.get(value) as T[] | undefined) ?? [];
}

function add(groups: Map<unknown, Keyed[]>, value: unknown, thing: Keyed): void {
  const group = groups.get(value);
  if (group === undefined) groups.set(value, [thing]);
  else group.push(thing);
}

const memberOf = (thing: Keyed, member: string): unknown => (thing as { readonly [name: string]: unknown })[member];

/** Adds a thing, which must be the newest. */
export function put<T extends Keyed>(table: Table<T>, thing: T): T {
  const { byId, by } = indexOf(table);
  byId.set(thing.id, thing);
  for (const [member, groups] of by) add(groups, memberOf(thing, member), thing);
  table.push(thing);
  count(table);
  return thing;
}

/** Takes a thing out; one that is not there is no error. */
export function drop<T extends Keyed>(table: Table<T>, id: string): void {
  const at = table.findIndex((one) => one.id === id);
  const thing = table[at];
  if (thing === undefined) return;
  const { byId, by } = indexOf(table);
  byId.delete(id);
  for (const [member, groups] of by) {
    const value = memberOf(thing, member);
    groups.set(value, groups.get(value)?.filter((one) => one !== thing) ?? []);
  }
  table.splice(at, 1);
  count(table);
}

type Counts = { readonly all: number; readonly touches: number };

// How often a table changed: in all, and beside what came and went.
const counts = new WeakMap<object, Counts>();

function count(table: object, touches = 0): void {
  const known = counts.get(table) ?? { all: 0, touches: 0 };
  counts.set(table, { all: known.all + 1, touches: known.touches + touches });
}

/** Tells that things of a table changed in a way that what is worked out from it may rest on. */
export function touch(table: object): void {
  count(table, 1);
  indexes.delete(table);
}

/** How often things of a table were told to have changed. */
export const touchesOf = (table: object): number => counts.get(table)?.touches ?? 0;

const derivations = new WeakMap<object, { readonly all: number; readonly value: unknown }>();

/** What is worked out from a whole table, once for as long as nothing comes, goes or is told to have changed. */
export function derived<T, V>(table: Table<T>, work: (table: Table<T>) => V): V {
  const all = counts.get(table)?.all ?? 0;
  const known = derivations.get(table);
  if (known !== undefined && known.all === all) return known.value as V;
  const value = work(table);
  derivations.set(table, { all, value });
  return value;
}

/** Takes many things out at once. */
export function dropAll<T extends Keyed>(table: Table<T>, gone: readonly T[]): void {
  if (gone.length < 8) {
    for (const one of gone) drop(table, one.id);
    return;
  }
  const ids = new Set(gone.map((one) => one.id));
  const rest = table.filter((one) => !ids.has(one.id));
  table.length = 0;
  for (const one of rest) table.push(one);
  indexes.delete(table);
  count(table);
}
