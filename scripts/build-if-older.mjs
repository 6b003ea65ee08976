// Installs and builds what is missing or older than what it is made of.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const at = (path) => join(root, path);

/** When a file was written; 0 for one that there is not. */
export const time = (path) => (existsSync(at(path)) ? statSync(at(path)).mtimeMs : 0);

function newest(folder) {
  return Math.max(
    ...readdirSync(at(folder), { recursive: true, withFileTypes: true }).map((entry) =>
      entry.isFile() ? statSync(join(entry.parentPath, entry.name)).mtimeMs : 0,
    ),
  );
}

/** Says what takes a while, and runs it. Standard output stays as it is: `npm pack` needs it for itself. */
export function run(what, command, ...rest) {
  console.error(what);
  // npm on Windows is a script and needs a shell.
  execFileSync(command, rest, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
}

/** Installs what package-lock.json names, where it has not been or the lock is newer. */
export function installIfOlder() {
  if (time('node_modules/.package-lock.json') >= time('package-lock.json')) return;
  // Within `npm install --global` it would install there.
  for (const name of Object.keys(process.env)) if (/^npm_config_(global|(\w+_)?prefix)/i.test(name)) delete process.env[name];
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('Installing what package-lock.json names (once, about a minute) …', 'npm', 'ci', ...flags);
}

/** What makes dist/ of the sources. */
const builders = ['tsup.config.ts', 'package.json', 'scripts/lint-bundle.mjs', 'scripts/late-modules.mjs', 'scripts/bundle-plugins.mjs'];

export function buildIfOlder() {
  const sources = Math.max(newest('src'), newest('schema'), ...builders.map(time));
  if (Math.min(time('dist/cli/main.cjs'), time('dist/lib/index.d.ts')) < sources)
    run('Building (once, some seconds) …', process.execPath, 'scripts/build.mjs');
}
