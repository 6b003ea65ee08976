// The deterministic simulator: the executor of the product over the model of the local cloud, in virtual time.
//   npm run sim -- --seeds N [--from S] [--class NAME] [--workers 2]   runs seeds, and says which promises broke
//   npm run sim -- --seed S [--class NAME]                              tells one seed as a story
// Ends with 1 where a promise broke. test/simulator says what is promised and what goes wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    class: { type: 'string', default: 'main' },
    workers: { type: 'string', default: '2' },
    executor: { type: 'string' },
    first: { type: 'boolean', default: false },
    coverage: { type: 'boolean', default: false },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'snapspec-sim-'));

/** Bundles a module of the simulator into one file. */
async function bundle(entry, name = entry, plugins = []) {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(root, `test/simulator/${entry}.ts`)],
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    logLevel: 'error',
    plugins,
  });
  return outfile;
}

/** Runs seeds in workers. @returns the sum of their tallies */
async function runAll(script, { sort, from, count, workers, first, executor }) {
  const total = { seeds: 0, calls: 0, writes: 0, runs: 0, crashes: 0, twins: 0, most: 0, longest: 0, failed: [], coverage: new Map() };
  const add = (tally) => {
    for (const name of ['seeds', 'calls', 'writes', 'runs', 'crashes', 'twins']) total[name] += tally[name];
    for (const name of ['most', 'longest']) total[name] = Math.max(total[name], tally[name]);
    total.failed.push(...tally.failed);
    for (const [name, times] of tally.coverage) total.coverage.set(name, (total.coverage.get(name) ?? 0) + times);
  };
  const share = (at) =>
    new Promise((resolve, reject) => {
      const workerData = { sort, from: from + at, step: workers, until: from + count, first, ...(executor && { executor }) };
      const worker = new Worker(script, { workerData });
      worker.on('message', add);
      worker.on('error', reject);
      worker.on('exit', resolve);
    });
  await Promise.all(Array.from({ length: workers }, (_, at) => share(at)));
  return total;
}

async function tellStory(seed) {
  const { scenarioOf, simulate } = await import(await bundle('index'));
  const scenario = scenarioOf(seed, values.class);
  const { rounds, settings, ...rest } = scenario;
  console.log(JSON.stringify(rest));
  console.log(JSON.stringify(settings));
  const { violation, story } = await simulate(scenario, { told: true });
  console.log(story.lines.join('\n'));
  console.log(
    `seed ${seed}: ${violation === undefined ? 'everything holds' : `${violation.invariant} broken, ${violation.what}`}; trace ${story.hash}`,
  );
  return violation === undefined;
}

async function runSeeds() {
  const [count, from, workers] = [values.seeds, values.from, values.workers].map(Number);
  const began = performance.now();
  const total = await runAll(await bundle('worker'), {
    sort: values.class,
    from,
    count,
    workers,
    first: values.first,
    executor: values.executor,
  });
  const seconds = (performance.now() - began) / 1000;
  const failed = total.failed.sort((a, b) => a.seed - b.seed);
  const kinds = new Map();
  for (const one of failed) kinds.set(one.invariant, (kinds.get(one.invariant) ?? 0) + 1);
  for (const { seed, invariant, what } of failed.slice(0, 20)) console.log(`seed ${seed}: ${invariant} broken, ${what.slice(0, 300)}`);
  console.log(
    `${total.seeds} seeds of class ${values.class} in ${seconds.toFixed(1)} s (${Math.round(total.seeds / seconds)} a second): ${failed.length} violations` +
      `${failed.length === 0 ? '' : ` (${[...kinds].map(([name, times]) => `${name}: ${times}`).join(', ')})`}`,
  );
  console.log(
    `${total.runs} runs, ${total.calls} calls of which ${total.writes} write, ${total.crashes} killed, ${total.twins} seeds with expected twins; most calls of a run ${total.most}, longest seed ${Math.round(total.longest / 60_000)} virtual minutes`,
  );
  return failed.length === 0;
}

try {
  const holds = values.seed === undefined ? await runSeeds() : await tellStory(Number(values.seed));
  process.exitCode = holds ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
