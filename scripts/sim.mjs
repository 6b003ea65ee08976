// The deterministic simulator: the executor of the product over the model of the local cloud, in virtual time.
//   npm run sim -- --seeds N [--from S] [--class NAME] [--workers 2]   runs seeds, and says which promises broke
//   npm run sim -- --seed S [--class NAME]                              tells one seed as a story
//   … --without NAME,…                                                  leaves classes of faults out (test/simulator/scenario.ts)
//   … --coverage                                                        also prints how often each operation met each fault
//   … --executor retrying|trusting                                      another executor, to compare with
//   npm run sim -- --matrix [--share N] [--only WORD]                   kills golden plans at every call, and twice at every pair of
//                                                                       calls that change something, and at one in N of all pairs
//   npm run sim -- --mutants [--only WORD] [--sort CLASS] [--seeds 300] [--starts 1] [--workers 2]
//                                                                       takes clauses out of the executor, and counts seeds until it shows
// Ends with 1 where a promise broke. test/simulator says what is promised and what goes wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { bundle } from './bundle.mjs';
import { replacedIn, runMutants } from './sim-mutants.mjs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    class: { type: 'string', default: 'main' },
    workers: { type: 'string', default: '2' },
    without: { type: 'string', default: '' },
    executor: { type: 'string' },
    first: { type: 'boolean', default: false },
    coverage: { type: 'boolean', default: false },
    matrix: { type: 'boolean', default: false },
    share: { type: 'string', default: '0' },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string' },
    sort: { type: 'string' },
    starts: { type: 'string', default: '1' },
  },
});

const left = values.without.split(',').filter(Boolean);

const folder = mkdtempSync(join(tmpdir(), 'snapspec-sim-'));

/** The tokens of the same takings are hashed again and again, by every look of every run of every seed: they are kept. */
const keptHashes = {
  name: 'kept-hashes',
  setup: ({ onLoad }) =>
    onLoad({ filter: /src\/compile\/identity\.ts$/ }, ({ path }) => ({
      contents: `${replacedIn(
        path,
        'return (generation) => sha256Hex(',
        'return keptAs(`${before}${after}`, (generation: number) => sha256Hex(',
      ).replace('${after}`);\n}', '${after}`));\n}')}
        const known = new Map<string, string[]>();
        function keptAs(name: string, digestAt: (generation: number) => string): (generation: number) => string {
          const ladder = known.get(name) ?? [];
          if (known.size > 10_000) known.clear();
          known.set(name, ladder);
          return (generation) => (ladder[generation] ??= digestAt(generation));
        }`,
      loader: 'ts',
    })),
};

/** Bundles a module of the simulator. @returns the file */
const bundled = (entry, name = entry, plugins = []) =>
  bundle(`test/simulator/${entry}.ts`, join(folder, `${name}.mjs`), [...plugins, keptHashes]);

/** Failed seeds that are shown, as they are found. */
const mostShown = 30;

/** Runs seeds in workers. @returns the sum of their tallies */
async function runAll(script, { sort, from, count, workers, first, executor, quiet = false }) {
  const total = { seeds: 0, calls: 0, writes: 0, runs: 0, crashes: 0, twins: 0, most: 0, longest: 0, failed: [], coverage: new Map() };
  const add = (tally) => {
    for (const name of ['seeds', 'calls', 'writes', 'runs', 'crashes', 'twins']) total[name] += tally[name];
    for (const name of ['most', 'longest']) total[name] = Math.max(total[name], tally[name]);
    for (const { seed, invariant, what } of quiet ? [] : tally.failed.slice(0, Math.max(0, mostShown - total.failed.length)))
      console.log(`seed ${seed}: ${invariant} broken, ${what.slice(0, 300)}`);
    total.failed.push(...tally.failed);
    for (const [name, times] of tally.coverage) total.coverage.set(name, (total.coverage.get(name) ?? 0) + times);
  };
  const share = (at) =>
    new Promise((resolve, reject) => {
      const workerData = { sort, from: from + at, step: workers, until: from + count, first, without: left, ...(executor && { executor }) };
      const worker = new Worker(script, { workerData });
      worker.on('message', add);
      worker.on('error', reject);
      worker.on('exit', resolve);
    });
  await Promise.all(Array.from({ length: workers }, (_, at) => share(at)));
  return total;
}

async function tellStory(seed) {
  const { scenarioOf, simulate, without } = await import(await bundled('index'));
  const scenario = without(scenarioOf(seed, values.class), left);
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
  const [count, from, workers] = [values.seeds ?? 10_000, values.from, values.workers].map(Number);
  const began = performance.now();
  const total = await runAll(await bundled('worker'), {
    sort: values.class,
    from,
    count,
    workers,
    first: values.first,
    executor: values.executor,
  });
  const seconds = (performance.now() - began) / 1000;
  const { failed } = total;
  const kinds = new Map();
  for (const one of failed) kinds.set(one.invariant, (kinds.get(one.invariant) ?? 0) + 1);
  console.log(
    `${total.seeds} seeds of class ${values.class} in ${seconds.toFixed(1)} s (${Math.round(total.seeds / seconds)} a second): ${failed.length} violations` +
      `${failed.length === 0 ? '' : ` (${[...kinds].map(([name, times]) => `${name}: ${times}`).join(', ')})`}`,
  );
  console.log(
    `${total.runs} runs, ${total.calls} calls of which ${total.writes} write, ${total.crashes} killed, ${total.twins} seeds with expected twins; most calls of a run ${total.most}, longest seed ${Math.round(total.longest / 60_000)} virtual minutes`,
  );
  const isAsExpected = !values.coverage || (await printCoverage(total.coverage));
  return failed.length === 0 && isAsExpected;
}

async function printCoverage(counts) {
  const { coverageTable } = await import(await bundled('index'));
  const { cells, least, leastCell, empty, impossible, unexpected, lines } = coverageTable(counts);
  console.log(lines.join('\n'));
  for (const { faults, operations, why } of impossible) console.log(`cannot be: ${faults.join(', ')} on ${operations.join(', ')}: ${why}`);
  console.log(`${cells} cells, ${empty.length} of them empty; the least hits are ${least} (${leastCell})`);
  for (const one of empty.slice(0, 20)) console.log(`empty: ${one}`);
  for (const one of unexpected) console.log(`hit, and yet it cannot be: ${one}`);
  return unexpected.length === 0;
}

async function runMatrix() {
  const { crashMatrix, goldenPlans } = await import(await bundled('index'));
  let [broken, tried] = [0, 0];
  for (const plan of Object.keys(goldenPlans).filter((name) => values.only === undefined || name.includes(values.only)))
    for (const lag of [0, 10_000]) {
      const began = performance.now();
      const { points, failed } = await crashMatrix(plan, lag, { ofWrites: true, share: Number(values.share) });
      broken += failed.length;
      tried += points;
      console.log(
        `${plan}, lag ${lag / 1000} s: ${points} points, ${failed.length} violations, ${((performance.now() - began) / 1000).toFixed(1)} s`,
      );
      for (const { crashes, violation } of failed.slice(0, 5))
        console.log(
          `  ${crashes.map((one) => (one ? `call ${one.number} ${one.phase}` : '-')).join(', then ')}: ${violation.invariant} broken, ${violation.what.slice(0, 200)}`,
        );
    }
  console.log(`${tried} points, ${broken} violations`);
  return broken === 0;
}

/** Every way in which the simulator is run. */
const modes = [
  ['mutants', () => runMutants({ runAll, bundled }, values)],
  ['matrix', runMatrix],
  ['seed', () => tellStory(Number(values.seed))],
];

try {
  const mode = modes.find(([name]) => values[name] !== undefined && values[name] !== false);
  process.exitCode = (await (mode?.[1] ?? runSeeds)()) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
