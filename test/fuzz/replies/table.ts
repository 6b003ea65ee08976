import { chanceOf } from '../chance.ts';
import type { Cell, Mode, Result } from './cells.ts';
import { openCells } from './cells.ts';
import { kinds } from './kinds.ts';

/** Every kind of reply to every operation in both modes; what only a deadline ends comes in the first mode alone. */
function allCells(operations: readonly string[], modesOf: (operation: string) => readonly Mode[]): Cell[] {
  return operations.flatMap((operation) =>
    Object.entries(kinds).flatMap(([what, { slow }]) =>
      modesOf(operation)
        .slice(0, slow ? 1 : 2)
        .map((mode) => ({ what, operation, mode })),
    ),
  );
}

/** So many of them, by chance that can be repeated; they come in no order. */
function shareOf(cells: readonly Cell[], seed: number, count: number): Cell[] {
  const order = cells.map((cell, index) => [chanceOf(seed, index).below(2 ** 30), cell] as const).sort(([a], [b]) => a - b);
  return order.slice(0, count).map(([, cell]) => cell);
}

/** Does work for each item, so many at once. */
async function atOnce<T>(items: readonly T[], many: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: many }, worker));
}

/** Tries cells; runs that mostly wait are many at once. */
export async function tryCells(
  cells: readonly Cell[],
  tryCell: (cell: Cell) => Promise<Result>,
  tell: (result: Result) => void = () => {},
) {
  const results: Result[] = [];
  const one = async (cell: Cell): Promise<void> => {
    const result = await tryCell(cell);
    results.push(result);
    tell(result);
  };
  const isSlow = ({ what }: Cell): boolean => kinds[what]?.slow ?? false;
  await Promise.all([
    atOnce(cells.filter(isSlow), 24, one),
    atOnce(
      cells.filter((cell) => !isSlow(cell)),
      6,
      one,
    ),
  ]);
  return results;
}

const most = (numbers: readonly number[]): number => Math.max(0, ...numbers.filter(Number.isFinite));

/** A line a kind: the exits of each operation in its two modes, the slowest run and the largest process. */
function tableOf(results: readonly Result[], operations: readonly string[]): string {
  const exit = (what: string, operation: string): string =>
    results
      .filter((one) => one.what === what && one.operation === operation)
      .sort((a, b) => Number(a.mode === 'after a write' || a.mode === 'kept') - Number(b.mode === 'after a write' || b.mode === 'kept'))
      .map(({ code, faults }) => `${code}${faults.length > 0 ? '!' : ''}`)
      .join('/');
  const lines = Object.keys(kinds).map((what) => {
    const row = results.filter((one) => one.what === what);
    return [
      what,
      ...operations.map((one) => exit(what, one)),
      most(row.map(({ seconds }) => seconds)).toFixed(0),
      String(most(row.map(({ peak }) => peak))),
    ];
  });
  const head = ['reply', ...operations.map((_, index) => String(index + 1)), 'slowest (s)', 'peak (MiB)'];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What came of all of them. A cell that was not struck has shown nothing. */
function sumOf(results: readonly Result[]): string {
  const codes = [...new Set(results.map(({ code }) => code))].sort();
  const exits = codes.map((code) => `${results.filter((one) => one.code === code).length} with ${code}`).join(', ');
  const struck = results.filter((one) => one.struck > 0).length;
  const failed = results.filter(({ faults }) => faults.length > 0).length;
  const [slowest, peak] = [most(results.map(({ seconds }) => seconds)), most(results.map((one) => one.peak))];
  return `${results.length} runs, ${struck} struck; exits: ${exits}; ${failed} failed; slowest ${slowest.toFixed(0)} s, peak memory ${peak} MiB`;
}

/** Tries cells with the built command line, and tells what came of them; the number of those with faults. */
export async function tryAll(built: string, print: (line: string) => void, seed: number, count: number): Promise<number> {
  const { reads, writes, modesOf, tryCell } = await openCells(built);
  const operations = [...reads, ...writes];
  const cells = allCells(operations, modesOf);
  const began = Date.now();
  const tried: Result[] = [];
  const tell = (result: Result): void => {
    const { what, operation, mode, faults, stderr } = result;
    for (const fault of faults) print(`FAILED ${what}, ${operation}, ${mode}: ${fault}: ${stderr.slice(-300)}`);
    tried.push(result);
    if (tried.length % 100 === 0) print(`of ${Math.min(count, cells.length)}: ${sumOf(tried)}`);
  };
  const results = await tryCells(shareOf(cells, seed, count), tryCell, tell);
  print(operations.map((operation, index) => `${index + 1} ${operation}`).join(', '));
  print('Exits of reads: by plan / by apply after its first write; of writes: that were lost / that were carried out.');
  print(tableOf(results, operations));
  print(
    `${Object.keys(kinds).length} kinds of reply to ${reads.length} reads and ${writes.length} writes, ${cells.length} cells, ` +
      `in ${Math.round((Date.now() - began) / 1000)} s: ${sumOf(results)}`,
  );
  return results.filter(({ faults }) => faults.length > 0).length;
}
