import { expect, test } from 'vitest';
import { built } from '../support/built.ts';
import { openCells } from '../fuzz/replies/cells.ts';
import type { Cell, Mode } from '../fuzz/replies/cells.ts';
import { kinds } from '../fuzz/replies/kinds.ts';
import { tryCells } from '../fuzz/replies/table.ts';

// A share of `npm run fuzz -- --what command`: a third of the kinds as answers to a create, and some to everything else.
test('hostile replies end in an exit code that says what is known', async () => {
  const { reads, writes, modesOf, tryCell } = await openCells(built);
  expect(reads).toHaveLength(11);
  expect(writes).toHaveLength(12);
  const fast = Object.keys(kinds).filter((what) => !kinds[what]?.slow);
  const creates = writes.filter((one) => one.includes(' Create'));
  const others = writes.filter((one) => !one.includes(' Create'));
  const some = (operations: readonly string[], every: number, from: number, mode: Mode): Cell[] =>
    fast
      .filter((_, index) => index % every === from)
      .map((what, index) => ({ what, operation: operations[index % operations.length] as string, mode }));
  const cells = [
    ...some(creates, 3, 0, 'lost'),
    ...some(creates, 13, 1, 'kept'),
    ...some(others, 11, 2, 'lost'),
    ...some(reads, 6, 4, 'plan'),
    ...some(
      reads.filter((one) => modesOf(one).includes('after a write')),
      26,
      5,
      'after a write',
    ),
  ];
  const results = await tryCells(cells, tryCell);
  expect(results.length).toBeGreaterThan(30);
  expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
  expect([...new Set(results.map(({ code }) => code))]).toEqual(expect.arrayContaining([1, 4, 5]));
}, 600_000);
