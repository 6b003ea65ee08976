// Installs and builds what is missing or older than its sources, and says so in a line each; otherwise it is silent.
// `npm run demo` and `npm test` begin with it, so that each works as the very first command.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const at = (path) => join(root, path);
const time = (path) => (existsSync(at(path)) ? statSync(at(path)).mtimeMs : 0);

function newest(folder) {
  return Math.max(
    ...readdirSync(at(folder), { recursive: true, withFileTypes: true }).map((entry) =>
      entry.isFile() ? statSync(join(entry.parentPath, entry.name)).mtimeMs : 0,
    ),
  );
}

function run(what, command, ...rest) {
  console.error(what);
  // npm on Windows is a script and needs a shell.
  execFileSync(command, rest, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`snapspec needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

if (time('node_modules/.package-lock.json') < time('package-lock.json'))
  run('Installing what package-lock.json names (once, about a minute) …', 'npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');

const sources = Math.max(newest('src'), newest('schema'), time('tsup.config.ts'), time('package.json'));
if (Math.min(time('dist/cli/main.cjs'), time('dist/lib/index.d.ts')) < sources)
  run('Building (once, some seconds) …', process.execPath, 'scripts/build.mjs');
