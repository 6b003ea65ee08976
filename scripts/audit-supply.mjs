// Audits what is shipped: `npm run audit:supply`. Licences of everything bundled, install scripts of everything installed, known
// advisories where the registry answers, and that two builds are byte-identical. Ends with 1 where one of them is not as it must be.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Licences that let code be bundled into a package under Apache-2.0. */
const allowed = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0', 'Apache License 2.0']);

let failures = 0;
function say(good, what) {
  if (!good) failures++;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${what}`);
}

/** Each bundled package is a heading of the notices: `## name version (licence)`. */
function licences() {
  const bundled = [...readFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8').matchAll(/^## (\S+ \S+) \((.+)\)$/gm)];
  const others = bundled.filter(([, , licence]) => !allowed.has(licence));
  for (const [, name, licence] of others) say(false, `licence of ${name}: ${licence} is not allowed`);
  say(bundled.length > 0, `licences: ${bundled.length} bundled packages, ${others.length} not allowed`);
}

/** `allowScripts` in package.json names every package that has an install script, and whether it may run. */
function installScripts() {
  const { allowScripts } = json('package.json');
  const packages = Object.entries(json('package-lock.json').packages).filter(
    ([, { hasInstallScript, optional }]) => hasInstallScript && !optional,
  );
  const names = packages.map(([path]) => path.replace(/^.*node_modules\//, ''));
  const unknown = names.filter((name) => !Object.hasOwn(allowScripts, name));
  for (const name of unknown) say(false, `install script of ${name} is not decided in allowScripts of package.json`);
  say(unknown.length === 0, `install scripts: ${names.length} packages have one (${names.join(', ')}), ${unknown.length} not decided`);
  const { scripts } = json('package.json');
  const own = ['preinstall', 'install', 'postinstall'].filter((name) => Object.hasOwn(scripts, name));
  say(own.length === 0, `install scripts of snapspec: ${own.length}`);
}

function advisories() {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    shell: process.platform === 'win32',
  });
  try {
    const { total } = JSON.parse(stdout).metadata.vulnerabilities;
    say(total === 0, `advisories: ${total} known`);
  } catch {
    console.log('?      advisories: the registry did not answer, so nothing is known of them here; run it where it does');
  }
}

function digests(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return paths.map((path) => `${path.slice(folder.length)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`);
}

/** Builds in two folders that are not this one. */
function builds() {
  const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'snapspec-build-')));
  try {
    const [first, second] = folders.map((folder) => {
      for (const name of ['src', 'schema', 'scripts', 'package.json', 'tsconfig.json', 'tsup.config.ts'])
        cpSync(join(root, name), join(folder, name), { recursive: true });
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: folder, stdio: 'ignore' });
      return digests(join(folder, 'dist'));
    });
    const differing = first.filter((line, index) => line !== second[index]);
    for (const line of differing) say(false, `build differs: ${line.split(' ')[0]}`);
    say(differing.length === 0 && first.length === second.length, `builds: ${first.length} files, ${differing.length} differ`);
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

licences();
installScripts();
advisories();
builds();
process.exitCode = failures > 0 ? 1 : 0;
