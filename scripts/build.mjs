// Builds all of dist/: the library (an ES module with types) and the command line (CommonJS for --version and lint, ES modules
// for the rest), each bundled with its dependencies.
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'tsup';
import { bundleLint } from './lint-bundle.mjs';

const root = join(import.meta.dirname, '..');
process.chdir(root);
rmSync('dist', { recursive: true, force: true });
await build({ config: 'tsup.config.ts', silent: true });
await bundleLint(join(root, 'dist/cli'));
chmodSync('dist/cli/main.cjs', 0o755);
