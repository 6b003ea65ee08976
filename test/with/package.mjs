import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { driveMcp, mcpSdk } from './mcp.mjs';
import { parts } from './release.mjs';
import { nodeBinary, runProgram } from './tools.mjs';

const root = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const versions = [manifest.engines.node.replace(/^>=/, ''), '22', '24'];

/** The tarball as it would be published. */
async function packed(folder) {
  const { code, out, errors } = await runProgram(
    ['npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder]],
    { cwd: root },
  );
  if (code !== 0) throw new Error(errors);
  const [{ filename, size }] = JSON.parse(out);
  console.log(`${filename}: ${size} bytes`);
  return join(folder, filename);
}

/** Checks the package where a stranger has installed it: an empty folder, and nothing but this Node. */
async function checkUnder(version, { folder, sdk, tarball, tally }) {
  const node = await nodeBinary(folder, version);
  const cwd = mkdtempSync(join(tmpdir(), 'snapspec-package-'));
  const env = { PATH: `${dirname(node.binary)}${delimiter}${process.env.PATH}`, HOME: cwd, NODE_EXTRA_CA_CERTS: '' };
  const check = (name, run) => tally.check(`Node ${node.version}: ${name}`, run);
  const installed = join(cwd, 'node_modules/snapspec');
  const command = join(installed, 'dist/cli/main.cjs');
  const snapspec = async (...argv) => {
    const { code, out, errors } = await runProgram([join(cwd, 'node_modules/.bin/snapspec'), argv], { cwd, env });
    assert.equal(code, 0, `${argv.join(' ')}: ${errors}`);
    return out;
  };
  try {
    writeFileSync(join(cwd, 'package.json'), '{"private": true, "type": "module"}');
    await check('npm install', async () => {
      const { code, errors } = await runProgram(['npm', ['install', '--no-audit', '--no-fund', '--offline', '--loglevel=error', tarball]], {
        cwd,
        env,
      });
      assert.equal(code, 0, errors);
    });
    for (const name of ['snapspec.yaml', 'local-cloud.yaml']) copyFileSync(join(installed, 'examples/quickstart', name), join(cwd, name));
    await check('--version', async () => assert.equal(await snapspec('--version'), `${manifest.version}\n`));
    await check('lint', async () => assert.match(await snapspec('lint'), /^No findings|Found 0|in 1 file/));
    await check('plan --local', async () => assert.match(await snapspec('plan', '--local'), /policies\/nightly/));
    await check('ram-policy', async () => assert.equal(JSON.parse(await snapspec('ram-policy', '--for', 'plan')).Version, '1'));
    await check('completion', async () => {
      for (const shell of ['bash', 'zsh', 'fish']) assert.match(await snapspec('completion', shell), /ram-policy/);
      const script = `${await snapspec('completion', 'bash')}\nCOMP_WORDS=(snapspec plan --format ma); COMP_CWORD=3; _snapspec; echo "\${COMPREPLY[*]}"`;
      assert.equal((await runProgram(['bash', ['-c', script]])).out, 'markdown\n');
    });
    await check('the library', async () => {
      const page = readFileSync(join(installed, 'docs/library.md'), 'utf8');
      const programs = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map((found) => found[1]);
      assert.equal(programs.length, 4);
      for (const [at, expected] of [
        [0, /snapshot-retention-days-range/],
        [1, /^0 operations are left\.$/m],
        [3, /^# pass 1$/m],
      ]) {
        writeFileSync(join(cwd, 'program.mjs'), programs[at]);
        const { code, out, errors } = await runProgram([node.binary, ['--test-reporter=tap', 'program.mjs']], { cwd, env });
        assert.equal(code, 0, errors);
        assert.match(out, expected);
      }
    });
    await check('mcp', () => driveMcp({ sdk, command, emulator: join(installed, 'dist/lib/emulator.js'), node: node.binary }));
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

export async function run({ folder, words, tally }) {
  mkdirSync(folder, { recursive: true });
  const tarball = await packed(folder);
  const wanted = (name) => words.length === 0 || words.includes(name);
  for (const [name, part] of Object.entries(parts))
    if (wanted(name)) await part({ folder, tarball, tally }).catch((error) => tally.fail(name, error.message));
  const named = words.length === 0 ? versions : words.filter((word) => !Object.hasOwn(parts, word));
  const sdk = named.length > 0 ? await mcpSdk(join(folder, 'mcp')) : undefined;
  for (const version of named)
    await checkUnder(version, { folder, sdk, tarball, tally }).catch((error) => tally.fail(`Node ${version}`, error.message));
}
