import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countBefore, Table } from '../../../src/emulator/model/table.ts';

type Item = { readonly id: string; readonly serial: number; readonly colours: readonly string[]; readonly size: number };

const byColour = (item: Item): readonly string[] => item.colours;
const sizeOf = (item: Item): number => item.size;
const item = (serial: number, colours: readonly string[] = [], size = 0): Item => ({ id: `i-${serial}`, serial, colours, size });

const colours = fc.uniqueArray(fc.constantFrom('red', 'green', 'blue'));
const step = fc.oneof(
  fc.record({ type: fc.constant('insert' as const), colours, size: fc.nat(9) }),
  fc.record({ type: fc.constant('update' as const), at: fc.nat(20), colours, size: fc.nat(9) }),
  fc.record({ type: fc.constant('remove' as const), at: fc.nat(20) }),
  fc.record({ type: fc.constant('clone' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Applies a step to a table and to a plain list. */
function apply(table: Table<Item>, list: readonly Item[], serial: number, one: Step): { table: Table<Item>; list: readonly Item[] } {
  switch (one.type) {
    case 'insert': {
      const row = item(serial, one.colours, one.size);
      table.insert(row);
      return { table, list: [...list, row] };
    }
    case 'update': {
      const before = list[one.at % Math.max(1, list.length)];
      if (before === undefined) return { table, list };
      const after = table.update(before.id, { colours: one.colours, size: one.size });
      return { table, list: list.map((row) => (row === before ? after : row)) };
    }
    case 'remove': {
      const before = list[one.at % Math.max(1, list.length)];
      if (before !== undefined) table.remove(before.id);
      return { table, list: list.filter((row) => row !== before) };
    }
    default:
      return { table: table.clone(), list };
  }
}

describe('a table', () => {
  test('finds what a search of its rows finds, whatever was inserted, updated, removed or copied', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let state: { table: Table<Item>; list: readonly Item[] } = { table: new Table<Item>(), list: [] };
        steps.forEach((one, at) => {
          state = apply(state.table, state.list, at + 1, one);
          const { table, list } = state;
          expect(table.rows).toEqual(list);
          for (const colour of ['red', 'green', 'blue'])
            expect(table.where(byColour, colour)).toEqual(list.filter((row) => row.colours.includes(colour)));
          expect(table.minimum(sizeOf)).toBe(Math.min(Number.POSITIVE_INFINITY, ...list.map(sizeOf)));
          for (const row of list) expect(table.find(row.id)).toBe(row);
        });
      }),
      { seed: 20_261_125, numRuns: 200 },
    );
  });

  test('never changes a row in place', () => {
    const table = new Table([item(1, ['red'])]);
    const before = table.find('i-1');
    const after = table.update('i-1', { size: 5 });
    expect(before).toEqual(item(1, ['red']));
    expect(after).toEqual(item(1, ['red'], 5));
    expect(table.find('i-1')).toBe(after);
  });

  test('refuses a row that is not new, and an update of one that does not exist', () => {
    const table = new Table([item(2)]);
    expect(() => table.insert(item(1))).toThrow(RangeError);
    expect(() => table.insert({ ...item(3), id: 'i-2' })).toThrow(RangeError);
    expect(() => table.update('i-9', { size: 1 })).toThrow(RangeError);
    expect(() => table.remove('i-9')).not.toThrow();
    expect(table.rows).toEqual([item(2)]);
  });

  test('is a list in JSON', () => {
    expect(JSON.parse(JSON.stringify(new Table([item(1), item(2)])))).toEqual([item(1), item(2)]);
  });

  test('counts what comes before a serial', () => {
    expect([0, 1, 2, 4, 5].map((serial) => countBefore([item(1), item(4)], serial))).toEqual([0, 0, 1, 1, 2]);
  });
});
