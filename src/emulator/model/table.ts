/** What every row has. Serials grow in the order in which rows are inserted. */
export type Row = { readonly id: string; readonly serial: number };

/** The values under which an index finds a row; they must depend on the row alone. */
export type IndexKeys<T> = (row: T) => readonly string[];
/** A number that depends on the row alone. */
export type Measure<T> = (row: T) => number;

/**
 * Rows in the order in which they were inserted. A row is never changed in place: `update` replaces it, so that a copy
 * of a table shares its rows. Indexes and minima are computed when they are first asked for; the table maintains them.
 */
export class Table<T extends Row> {
  readonly #rows: T[];
  #byId: Map<string, T> | undefined;
  readonly #indexes = new Map<IndexKeys<T>, Map<string, T[]>>();
  readonly #minima = new Map<Measure<T>, number>();

  constructor(rows: Iterable<T> = []) {
    this.#rows = [...rows];
  }

  get length(): number {
    return this.#rows.length;
  }

  /** All rows, oldest first. */
  get rows(): readonly T[] {
    return this.#rows;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#rows.values();
  }

  find(id: string): T | undefined {
    this.#byId ??= new Map(this.#rows.map((row) => [row.id, row]));
    return this.#byId.get(id);
  }

  /** The rows that an index finds under a value, oldest first. */
  where(keys: IndexKeys<T>, value: string): readonly T[] {
    const known = this.#indexes.get(keys);
    if (known !== undefined) return known.get(value) ?? [];
    const fresh = new Map<string, T[]>();
    for (const row of this.#rows) for (const key of keys(row)) addTo(fresh, key, row);
    this.#indexes.set(keys, fresh);
    return fresh.get(value) ?? [];
  }

  /** The smallest measure of any row; Infinity where there are no rows. */
  minimum(measure: Measure<T>): number {
    const known = this.#minima.get(measure);
    if (known !== undefined) return known;
    const fresh = this.#rows.reduce((least, row) => Math.min(least, measure(row)), Number.POSITIVE_INFINITY);
    this.#minima.set(measure, fresh);
    return fresh;
  }

  /** @throws RangeError where the row is not the newest, or its id is not new */
  insert(row: T): T {
    const last = this.#rows[this.#rows.length - 1];
    if ((last !== undefined && row.serial <= last.serial) || this.find(row.id) !== undefined)
      throw new RangeError(`${row.id} is not a new row`);
    this.#rows.push(row);
    this.#changed(undefined, row);
    return row;
  }

  /** Replaces members of a row. @throws RangeError where there is no row with this id */
  update(id: string, changes: Partial<Omit<T, keyof Row>>): T {
    const before = this.find(id);
    if (before === undefined) throw new RangeError(`there is no row ${id}`);
    const after: T = { ...before, ...changes };
    this.#rows[countBefore(this.#rows, before.serial)] = after;
    this.#changed(before, after);
    return after;
  }

  /** Removes a row; one that is not there is no error. */
  remove(id: string): void {
    const row = this.find(id);
    if (row === undefined) return;
    this.#rows.splice(countBefore(this.#rows, row.serial), 1);
    this.#changed(row, undefined);
  }

  removeAll(rows: readonly T[]): void {
    for (const row of rows) this.remove(row.id);
  }

  /** An independent table with the same rows. */
  clone(): Table<T> {
    return new Table(this.#rows);
  }

  toJSON(): readonly T[] {
    return this.#rows;
  }

  #changed(before: T | undefined, after: T | undefined): void {
    if (before !== undefined) this.#byId?.delete(before.id);
    if (after !== undefined) this.#byId?.set(after.id, after);
    for (const [keys, index] of this.#indexes) {
      if (before !== undefined) for (const key of keys(before)) removeFrom(index, key, before);
      if (after !== undefined) for (const key of keys(after)) addTo(index, key, after);
    }
    for (const [measure, minimum] of this.#minima) {
      if (before !== undefined && measure(before) === minimum) this.#minima.delete(measure);
      else if (after !== undefined) this.#minima.set(measure, Math.min(minimum, measure(after)));
    }
  }
}

/** How many rows come before a serial; serials grow along the rows. */
export function countBefore(rows: readonly Row[], serial: number): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rows[middle] as Row).serial < serial) from = middle + 1;
    else to = middle;
  }
  return from;
}

function addTo<T extends Row>(index: Map<string, T[]>, key: string, row: T): void {
  const rows = index.get(key);
  if (rows === undefined) index.set(key, [row]);
  else rows.splice(countBefore(rows, row.serial), 0, row);
}

function removeFrom<T extends Row>(index: Map<string, T[]>, key: string, row: T): void {
  const rows = index.get(key);
  const at = rows === undefined ? -1 : countBefore(rows, row.serial);
  if (rows?.[at] === row) rows.splice(at, 1);
}
