// Plants the mutants of test/mutants/*.json one by one in a copy of the tree and runs the tests that should notice:
// `npm run mutants [-- WORD …]`, with part of a mutant's name or its list. A mutant is `{ name, file, from, to, tests, build? }`:
// `build` where its tests run the built command line.
// Ends with `N caught, N survived`, and with 1 where one survived or could not be planted.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Everything that tests read, without what is installed, built or of git. */
const parts = readdirSync(root).filter((name) => !['.git', '.snapspec', 'node_modules', 'dist'].includes(name));
/** Written from the sources, so written again from a mutated one. */
const derived = ['schema', 'docs'];

const words = process.argv.slice(2);
const mutants = ['facts', 'decisions', 'security']
  .flatMap((list) => JSON.parse(readFileSync(join(root, `test/mutants/${list}.json`), 'utf8')).map((one) => ({ ...one, list })))
  .filter(({ name, list }) => words.length === 0 || words.some((word) => name.includes(word) || list === word));

// Not below node_modules: what lies there is taken for a package and not compiled by vitest.
const copy = mkdtempSync(join(tmpdir(), 'snapspec-mutants-'));

function copyTree() {
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
}

const run = (...argv) => spawnSync(process.execPath, argv, { cwd: copy, encoding: 'utf8' });

/** Runs tests of the copy. @returns the first that fails, or undefined; throws where none could be run */
function firstFailure(tests, ...bail) {
  const results = join(copy, 'results.json');
  rmSync(results, { force: true });
  const { status, stderr } = run('node_modules/vitest/vitest.mjs', 'run', ...bail, '--reporter=json', `--outputFile=${results}`, ...tests);
  let report;
  try {
    report = JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    throw new Error(`vitest did not run: ${stderr.trim().slice(-500)}`);
  }
  const broken = report.testResults.find(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  const failed = report.testResults.flatMap(({ assertionResults }) => assertionResults).find(({ status }) => status === 'failed');
  if (failed === undefined && broken !== undefined) throw new Error(`${broken.name} cannot be loaded: ${broken.message.slice(0, 300)}`);
  if (report.numTotalTests === 0) throw new Error(`no test matches ${tests.join(' ')}`);
  // What makes it bail is not always in its report.
  if (failed === undefined && status !== 0) return bail.length > 0 ? firstFailure(tests) : `vitest ends with ${status}`;
  return failed?.fullName;
}

/** The text of a file with the mutant in it. @throws Error unless the text to replace is there exactly once */
function mutated({ file, from, to }) {
  const text = readFileSync(join(root, file), 'utf8');
  const times = text.split(from).length - 1;
  if (times !== 1) throw new Error(`${file} holds the text to replace ${times} times: ${from}`);
  return text.replace(from, () => to);
}

/** Builds the command line of the copy. */
function build() {
  const { status, stderr } = run('scripts/build.mjs');
  if (status !== 0) throw new Error(`npm run build fails: ${stderr.trim().slice(-300)}`);
}

function restore({ file }) {
  cpSync(join(root, file), join(copy, file));
  for (const part of derived) cpSync(join(root, part), join(copy, part), { recursive: true });
}

/** Plants one mutant and says what became of it. */
function fateOf(mutant) {
  const text = mutated(mutant);
  try {
    writeFileSync(join(copy, mutant.file), text);
    const { status, stderr } = run('scripts/gen.mjs');
    if (status !== 0) throw new Error(`npm run gen fails: ${stderr.trim().slice(-300)}`);
    if (mutant.build) build();
    const failure = firstFailure(mutant.tests, '--bail=1');
    return failure === undefined ? { fate: 'survived', by: '' } : { fate: 'caught', by: failure };
  } finally {
    restore(mutant);
  }
}

const totals = { caught: 0, survived: 0, failed: 0 };
try {
  copyTree();
  if (mutants.some((one) => one.build)) build();
  // A test that fails anyway catches nothing.
  const failing = mutants.length === 0 ? 'no mutant has that name' : firstFailure([...new Set(mutants.flatMap(({ tests }) => tests))]);
  if (failing !== undefined) throw new Error(`Without a mutant: ${failing}`);
  for (const mutant of mutants) {
    let outcome;
    try {
      outcome = fateOf(mutant);
    } catch (error) {
      outcome = { fate: 'failed', by: error.message };
    }
    totals[outcome.fate] += 1;
    console.log(
      `${outcome.fate.padEnd(8)}  ${mutant.list}: ${mutant.name}${outcome.by && `\n            ${outcome.by.replace(/\s+/g, ' ').slice(0, 160)}`}`,
    );
  }
} catch (error) {
  totals.failed += 1;
  console.log(error.message);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${totals.caught} caught, ${totals.survived} survived${totals.failed > 0 ? `, ${totals.failed} failed` : ''}`);
process.exitCode = totals.survived + totals.failed > 0 ? 1 : 0;
