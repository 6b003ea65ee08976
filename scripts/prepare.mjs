// Builds after `npm install` of a clone, as pre-commit and npm do with the address of a repository.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfOlder, installIfOlder } from './build-if-older.mjs';

// A global installation from a repository brings no tools of development into the clone that it builds.
if (process.env.npm_config_global === 'true') installIfOlder();
// Without them (`--omit=dev`) there is nothing to build with.
if (existsSync(join(import.meta.dirname, '../node_modules/tsup'))) buildIfOlder();
