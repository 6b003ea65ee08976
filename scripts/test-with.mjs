// Runs the tests that need more than `npm ci` brings: `npm run test:with NAME [-- WORD …]`. Each installs what it needs,
// and what cannot be installed is a failure, never a skip. Ends with `N passed, N failed`, and with 1 where any failed.
//
//   package  the tarball by publint and attw, its bill of materials, CONTRIBUTING.md in a fresh clone, and the package in an empty folder
//            under the Node versions that are supported. WORD: a version, tarball, bill, contributing
//   peers    SDK clients of Python and Go, unmodified, against the local cloud; needs python3 and go. WORD: part of a client's name
//   node     the whole suite under the Node versions that are supported. WORD: a version, or what vitest takes (test/e2e)
//   editor   the JSON Schema in yaml-language-server, the server behind most editors
//   mcp      the server for agents, driven by the client of the protocol's own SDK
//   completion  typing Tab in real bash, zsh and fish; needs python3, and apt-get where a shell is not there
//   sandbox  full disks, mounted files, killed containers, terminals that go; needs unshare (Linux) and python3. WORD: a file
//   pipelines  what runs in pipelines, by actionlint, gitlab-ci-local and pre-commit; needs go, python3 and rsync. WORD: actionlint, gitlab, hooks
//
// TEST_WITH_FOLDER=DIR says where they are installed; node_modules/.cache/test-with otherwise.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Tally } from '../test/with/tools.mjs';

const suites = {
  peers: '../test/peers/run.mjs',
  node: '../test/with/node.mjs',
  editor: '../test/with/editor.mjs',
  mcp: '../test/with/mcp.mjs',
  package: '../test/with/package.mjs',
  completion: '../test/with/completion.mjs',
  sandbox: '../test/with/sandbox.mjs',
  pipelines: '../test/with/pipelines.mjs',
};
const [name, ...words] = process.argv.slice(2);
const tally = new Tally();

if (Object.hasOwn(suites, name ?? '')) {
  const folder = join(process.env.TEST_WITH_FOLDER ?? join(import.meta.dirname, '../node_modules/.cache/test-with'), name);
  mkdirSync(folder, { recursive: true });
  const { run } = await import(suites[name]);
  await run({ folder, words, tally }).catch((error) => tally.fail(name, error.message));
} else tally.fail(name ?? 'no name', `Name one of ${Object.keys(suites).join(', ')}.`);

// That nothing was run is no success.
if (tally.passed + tally.failed === 0) tally.fail(words.join(' '), 'It matches nothing.');
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;
