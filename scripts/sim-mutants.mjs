// The mutants of the simulator: mistakes that are planted into the executor, and how many seeds it takes until a promise breaks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const jsonAt = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** The text of a file with another one in place of what stands in it exactly once. */
export function replacedIn(path, from, to, text = readFileSync(path, 'utf8')) {
  if (text.split(from).length !== 2) throw new Error(`${path} holds the text to replace ${text.split(from).length - 1} times: ${from}`);
  return text.replace(from, () => to);
}

/** A plugin that bundles files with other texts in place of theirs. */
function planted(edits) {
  const contents = new Map();
  for (const { file, from, to } of edits) {
    const path = join(root, file);
    contents.set(path, replacedIn(path, from, to, contents.get(path)));
  }
  return {
    name: 'mutant',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.ts$/ }, ({ path }) => (contents.has(path) ? { contents: contents.get(path), loader: 'ts' } : undefined)),
  };
}

const none = Number.POSITIVE_INFINITY;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? none;
const inWords = (seeds) => (seeds === none ? '-' : String(seeds));

/** Runs a mutant until a seed breaks a promise that holds without it. @returns how many seeds that took, and which promise */
async function hunt(runAll, [script, whole], sort, from, most) {
  const run = (which, first, count) => runAll(which, { sort, from: first, count, workers: 1, first: true, quiet: true });
  for (let at = from; at < from + most; ) {
    const { failed } = await run(script, at, from + most - at);
    if (failed.length === 0) break;
    const [{ seed, invariant }] = failed;
    if ((await run(whole, seed, 1)).failed.length === 0) return { seeds: seed - from + 1, by: invariant };
    at = seed + 1;
  }
  return { seeds: none };
}

/** Runs one mutant from several seeds on until each has found it. */
async function huntMutant({ runAll, bundled }, mutant, at, { sort, most, starts }) {
  const layers = jsonAt('test/simulator/layers.json');
  const { without = [], also = [], ...edit } = mutant;
  const off = without.flatMap((name) => layers[name].edits);
  // With a layer off, what the mutant is compared with is the executor without that layer.
  const scripts = await Promise.all([
    bundled('worker', `mutant-${at}`, [planted([...off, edit, ...also])]),
    bundled('worker', ['whole', ...without].join('-').replaceAll(' ', '_'), [planted(off)]),
  ]);
  const found = [];
  for (let start = 0; start < starts; start++) {
    found.push(await hunt(runAll, scripts, sort, 1 + start * 1_000_000, most));
    // What one start does not find within the most seeds is no longer looked for.
    if (found.every(({ seeds }) => seeds === none)) break;
  }
  return { all: found.map(({ seeds }) => seeds), by: [...new Set(found.flatMap(({ by }) => by ?? []))] };
}

/**
 * Plants one mutant after the other, and prints a row of each.
 * @returns whether all are killed that are not said to survive, and no others
 */
export async function runMutants(tools, values) {
  const [most, starts] = [Number(values.seeds ?? 300), Number(values.starts)];
  const wanted = jsonAt('test/simulator/mutants.json').filter(
    ({ clause, ...one }) =>
      (values.only === undefined || values.only.split('|').some((word) => clause.includes(word))) &&
      (values.sort === undefined || one.class === values.sort),
  );
  const rows = [];
  const bundles = new Map();
  const bundled = (entry, name, plugins) => {
    if (!bundles.has(name)) bundles.set(name, tools.bundled(entry, name, plugins));
    return bundles.get(name);
  };
  console.log('seeds | by | class | layers off | clause taken out (seeds from each start)');
  const tryOne = async (mutant, at) => {
    const { clause, class: sort = 'main', without = [] } = mutant;
    const { all, by } = await huntMutant({ ...tools, bundled }, mutant, at, { sort, most, starts });
    const row = { mutant, seeds: median(all) };
    rows.push(row);
    console.log(
      `${inWords(row.seeds).padStart(5)} | ${by.join(' ') || '-'} | ${sort} | ${without.join(', ') || '-'} | ${clause} (${all.map(inWords).join(', ')})`,
    );
  };
  const left = [...wanted.entries()];
  const tryAll = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await tryOne(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, tryAll));
  return summed(rows, most);
}

function summed(rows, most) {
  const killed = rows.filter(({ seeds }) => seeds !== none);
  const survivors = rows.filter(({ seeds }) => seeds === none).map(({ mutant }) => mutant);
  const alive = killed.filter(({ mutant }) => mutant.survives !== undefined).map(({ mutant }) => mutant);
  const layered = killed.filter(({ mutant }) => mutant.without !== undefined).length;
  console.log(
    `${rows.length} planted, ${killed.length} killed, ${layered} of them with another layer off, half of them within ${inWords(median(killed.map(({ seeds }) => seeds)))} seeds`,
  );
  for (const { clause, survives } of survivors)
    console.log(`survives ${most} seeds: ${clause}${survives === undefined ? '' : `: ${survives}`}`);
  for (const { clause } of alive) console.log(`is said to survive, and was killed: ${clause}`);
  return survivors.every(({ survives }) => survives !== undefined) && alive.length === 0;
}
