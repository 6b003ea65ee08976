import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { nodeBinary } from './tools.mjs';
import { runVitest } from './vitest.mjs';

const root = join(import.meta.dirname, '../..');
const minimum = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace(/^>=/, '');
const versions = [minimum, '22', '24'];

/** Runs the suite, or the part of it that is named, under one version. */
async function runSuite({ folder, filters, tally }, version) {
  const node = await nodeBinary(folder, version);
  console.log(`Node ${node.version}`);
  // Tests that start `node` by its name start this one.
  const env = { PATH: `${dirname(node.binary)}${delimiter}${process.env.PATH}` };
  const results = join(folder, `results-${version}.json`);
  await runVitest({ name: `Node ${version}`, node: node.binary, words: filters, results, tally, env });
}

export async function run({ folder, words, tally }) {
  const named = words.filter((word) => /^\d+(\.\d+)*$/.test(word));
  const filters = words.filter((word) => !named.includes(word));
  for (const version of named.length > 0 ? named : versions)
    await runSuite({ folder, filters, tally }, version).catch((error) => tally.fail(`Node ${version}`, error.message));
}
