import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { nodeBinary, runProgram } from './tools.mjs';

const root = join(import.meta.dirname, '../..');
const minimum = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace(/^>=/, '');
const versions = [minimum, '22', '24'];

const failuresOf = ({ testResults }) =>
  testResults.flatMap(({ name, message, assertionResults }) => [
    ...assertionResults.filter(({ status }) => status !== 'passed').map(({ fullName, status }) => `${status}: ${fullName}`),
    ...(assertionResults.length === 0 ? [`${name}: ${message}`] : []),
  ]);

/** Runs the suite, or the part of it that is named, under one version. What is skipped counts as failed. */
async function runSuite({ folder, filters, tally }, version) {
  const node = await nodeBinary(folder, version);
  console.log(`Node ${node.version}`);
  const results = join(folder, `results-${version}.json`);
  rmSync(results, { force: true });
  const argv = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile=${results}`, ...filters];
  // Tests that start `node` by its name start this one.
  const env = { PATH: `${dirname(node.binary)}${delimiter}${process.env.PATH}` };
  const { code, errors } = await runProgram([node.binary, argv], { cwd: root, env });
  if (!existsSync(results)) return tally.fail(`Node ${version}`, errors.trim().slice(-1500));
  const report = JSON.parse(readFileSync(results, 'utf8'));
  const failures = failuresOf(report);
  // An error outside every test.
  if (code !== 0 && failures.length === 0) failures.push(errors.trim().slice(-1500));
  for (const failure of failures) tally.fail(`Node ${version}`, failure);
  tally.passed += report.numPassedTests;
  console.log(`  ${report.numPassedTests} passed of ${report.numTotalTests}`);
}

export async function run({ folder, words, tally }) {
  const named = words.filter((word) => /^\d+(\.\d+)*$/.test(word));
  const filters = words.filter((word) => !named.includes(word));
  for (const version of named.length > 0 ? named : versions)
    await runSuite({ folder, filters, tally }, version).catch((error) => tally.fail(`Node ${version}`, error.message));
}
