import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './tools.mjs';

const root = join(import.meta.dirname, '../..');

const failuresOf = ({ testResults }) =>
  testResults.flatMap(({ name, message, assertionResults }) => [
    ...assertionResults.filter(({ status }) => status !== 'passed').map(({ fullName, status }) => `${status}: ${fullName}`),
    ...(assertionResults.length === 0 ? [`${name}: ${message}`] : []),
  ]);

/** Runs tests of vitest by a binary of Node, and counts them. What is skipped counts as failed. */
export async function runVitest({ name, node, words, results, tally, env = {} }) {
  rmSync(results, { force: true });
  const argv = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile=${results}`, ...words];
  const { code, errors } = await runProgram([node, argv], { cwd: root, env });
  if (!existsSync(results)) return tally.fail(name, errors.trim().slice(-1500));
  const report = JSON.parse(readFileSync(results, 'utf8'));
  const failures = failuresOf(report);
  // An error outside every test.
  if (code !== 0 && failures.length === 0) failures.push(errors.trim().slice(-1500));
  for (const failure of failures) tally.fail(name, failure);
  tally.passed += report.numPassedTests;
  console.log(`  ${report.numPassedTests} passed of ${report.numTotalTests}`);
}
