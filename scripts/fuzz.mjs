// Fuzzes every stage that needs no cloud: `npm run fuzz [-- --seed N --count N --workers N]`; with `--what replies|state|admin|seeds|requests`
// what the cloud answers, the files of the local cloud, its admin interface, its seeds and faults, and signed requests (test/fuzz/cloud.ts);
// with `--what command` the built command line against every kind of hostile reply to every operation (test/fuzz/replies).
// Each mutant of the corpus, the examples and the rules' own examples is read, checked, compiled, printed, laid out and
// fixed; test/fuzz/oracles.ts says what must hold. The same seed gives the same mutants. What fails is made small and
// saved under test/corpus/found/, where the tests find it. Ends with 1 where anything failed.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { load } from './bundle.mjs';

const root = join(import.meta.dirname, '..');
const found = join(root, 'test/corpus/found');
const { values } = parseArgs({
  options: {
    what: { type: 'string', default: 'specs' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20000' },
    built: { type: 'string', default: 'dist/cli/main.cjs' },
    workers: { type: 'string', default: '2' },
  },
});
const [seed, count, workers] = [values.seed, values.count, values.workers].map(Number);

/** Milliseconds for one mutant with everything that is done to it; a busy machine gets a second try. */
const patience = 2000;
const heap = 512;
/** Failures of one run that are saved. */
const mostSaved = 20;

const folder = mkdtempSync(join(tmpdir(), 'snapspec-fuzz-'));
const script = join(folder, 'worker.mjs');
await build({
  entryPoints: [join(root, 'test/fuzz/worker.ts')],
  bundle: true,
  outfile: script,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['./requests.ts', './emulate.ts'],
  alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
  logLevel: 'error',
});

/** The largest that this process with its workers was, in MiB. */
const peakMemory = () => Math.round(process.resourceUsage().maxRSS / 1024);

/** Loads a module of the tests as one file. */
const loaded = (path) => load(path, join(folder, 'cloud.mjs'));

/** Tries what does not depend on chance: a table of replies and operations. */
async function tryReplies() {
  const { tryAll } = await loaded('test/fuzz/replies/table.ts');
  process.exitCode = (await tryAll(resolve(root, values.built), console.log, seed, count)) > 0 ? 1 : 0;
}

/** Fuzzes what needs a cloud, in this process. */
async function fuzzCloud() {
  const { fuzz, subjects } = await loaded('test/fuzz/cloud.ts');
  if (!subjects.includes(values.what)) throw new Error(`--what is specs, command, ${subjects.join(', ')}`);
  const began = Date.now();
  const { tried, crashes, hangs, counts, slowest } = await fuzz(values.what, seed, count);
  for (const crash of crashes.slice(0, mostSaved)) console.log(`FAILED ${crash}`);
  console.log(
    `${values.what}, seed ${seed}: ${tried} cases in ${Math.round((Date.now() - began) / 1000)} s; ${crashes.length} crashes, ${hangs} hangs; slowest ${slowest.toFixed(0)} ms, peak memory ${peakMemory()} MiB`,
  );
  console.log(
    Object.entries(counts)
      .map(([name, number]) => `${name}: ${number} (${((100 * number) / tried).toFixed(1)} %)`)
      .join('; '),
  );
  process.exit(crashes.length + hangs > 0 ? 1 : 0);
}
if (values.what !== 'specs') {
  await (values.what === 'command' ? tryReplies() : fuzzCloud()).finally(() => rmSync(folder, { recursive: true, force: true }));
  process.exit();
}

const texts = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join(root, 'examples', name), 'utf8'));

const begin = Date.now();
const total = { mutants: 0, compiled: 0, agrees: 0, refuses: 0 };
let slowest = { milliseconds: 0 };
let failed = 0;
let crashes = 0;
let hangs = 0;

function save({ index, oracle, detail, files }) {
  failed++;
  if (oracle === 'crash' || oracle === 'heap') crashes++;
  if (oracle === 'hang') hangs++;
  console.log(`FAILED ${oracle} (seed ${seed}, mutant ${index}): ${detail}`);
  if (failed > mostSaved) return;
  mkdirSync(found, { recursive: true });
  for (const { file, content } of files) {
    const name = `${oracle}-${seed}-${index}${files.length > 1 ? `-${file[0]}` : ''}.yaml`;
    writeFileSync(join(found, name), content);
    console.log(`  saved test/corpus/found/${name}`);
  }
}

/** Runs one worker over its mutants, and ends it where it hangs; resolves with where the next one continues. */
function run(from, step, until = count) {
  return new Promise((resolve) => {
    const at = new Float64Array(new SharedArrayBuffer(32));
    const held = new Uint8Array(new SharedArrayBuffer(1024 * 1024));
    at[1] = Number.POSITIVE_INFINITY;
    const worker = new Worker(script, {
      workerData: { seed, from, count: until, step, root, texts, at, held },
      resourceLimits: { maxOldGenerationSizeMb: heap },
    });
    let last = { mutants: 0, compiled: 0, agrees: 0, refuses: 0 };
    let over = false;
    const end = (why) => {
      if (over) return;
      over = true;
      clearInterval(watchdog);
      const [index, , first, second] = at;
      const pieces = [held.slice(0, first), held.slice(first, first + second)].filter((piece) => piece.length > 0);
      resolve({ why, index, files: pieces.map((content, which) => ({ file: 'ab'[which], content })) });
    };
    const watchdog = setInterval(() => {
      if (performance.timeOrigin + performance.now() - at[1] < patience) return;
      end('hang');
      worker.terminate();
    }, 100);
    worker.on('message', (message) => {
      if (message.type === 'broken') save(message);
      else if (message.type === 'tally') {
        for (const name of Object.keys(total)) total[name] += message.tally[name] - last[name];
        last = { ...message.tally };
        if (message.slowest.milliseconds > slowest.milliseconds) slowest = message.slowest;
      } else {
        end('done');
      }
    });
    worker.on('error', (error) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') console.log(String(error.stack ?? error));
      end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'heap' : 'crash');
    });
  });
}

async function share(first) {
  let tried = -1;
  for (let from = first; from < count; ) {
    const { why, index, files } = await run(from, workers);
    if (why === 'done') return;
    if (why === 'hang' && tried !== index) {
      // Only what hangs twice, the second time alone in a fresh worker, hangs by itself.
      tried = index;
      from = index;
      continue;
    }
    save({ index, oracle: why, detail: 'no answer', files });
    from = index + workers;
  }
}

try {
  await Promise.all(Array.from({ length: workers }, (_, first) => share(first)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  `seed ${seed}: ${total.mutants} mutants in ${Math.round((Date.now() - begin) / 1000)} s, ${total.compiled} compiled; ${crashes} crashes, ${hangs} hangs, ${failed - crashes - hangs} other failures`,
);
console.log(
  `slowest: ${slowest.milliseconds.toFixed(0)} ms (mutant ${slowest.index}, ${slowest.bytes} bytes); peak memory ${peakMemory()} MiB`,
);
console.log(`second opinion (js-yaml): agrees on ${total.agrees}, refuses ${total.refuses}`);
process.exitCode = failed > 0 ? 1 : 0;
