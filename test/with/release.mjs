// What a release is made of: the tarball as publint and attw see it, the bill of materials, and CONTRIBUTING.md as a stranger follows it
// in a fresh clone.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, runProgram } from './tools.mjs';

const root = join(import.meta.dirname, '../..');
const checkers = ['publint@0.3.25', '@arethetypeswrong/cli@0.18.5'];

async function ended(program, options) {
  const { code, out, errors } = await runProgram(program, options);
  assert.equal(code, 0, `${program[0]} ${program[1].join(' ')} ended with ${code}: ${(out + errors).slice(-3000)}`);
  return out;
}

async function checkTarball({ folder, tarball, tally }) {
  const home = join(folder, 'checkers');
  if (!existsSync(join(home, 'node_modules'))) await installPackages(home, checkers);
  const tool = (name, ...argv) => ended([join(home, 'node_modules/.bin', name), argv]);
  await tally.check('publint finds nothing', () => tool('publint', 'run', '--strict', tarball));
  await tally.check('attw finds nothing, for whoever resolves ES modules as Node or a bundler does', () =>
    tool('attw', tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'),
  );
}

async function checkBill({ tally }) {
  await tally.check('the bill of materials names exactly the packages of THIRD-PARTY-NOTICES.md', async () => {
    const bill = JSON.parse(await ended([process.execPath, [join(root, 'scripts/sbom.mjs')]]));
    assert.equal(bill.bomFormat, 'CycloneDX');
    const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');
    const noticed = [...notices.matchAll(/^## (\S+) (\S+) \(/gm)].map(([, name, version]) => `${name}@${version}`);
    const named = bill.components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`);
    assert.deepEqual(named.sort(), noticed.sort());
  });
}

/** The commands of CONTRIBUTING.md in their order; the whole suite and other suites are what runs elsewhere. */
export const contributingCommands = (text) =>
  [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block]) => block.split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '');

async function checkContributing({ folder, tally }) {
  const clone = join(folder, 'clone');
  rmSync(clone, { recursive: true, force: true });
  await ended(['git', ['clone', '--quiet', root, clone]]);
  const text = readFileSync(join(clone, 'CONTRIBUTING.md'), 'utf8');
  for (const command of contributingCommands(text).filter((one) => one !== 'npm test' && !one.startsWith('npm run test:with')))
    await tally.check(`in a fresh clone: ${command}`, () => ended(['bash', ['-c', command]], { cwd: clone }));
  await tally.check('it leaves nothing to commit', async () =>
    assert.equal(await ended(['git', ['status', '--porcelain']], { cwd: clone }), ''),
  );
}

/** The parts, by the word that chooses one. */
export const parts = { tarball: checkTarball, bill: checkBill, contributing: checkContributing };
