#!/usr/bin/env node
import { version } from '../../package.json';

const [first] = process.argv.slice(2);
// The version is asked for by scripts, often: it is answered before anything else is loaded.
if (first === '--version' || first === '-V') process.stdout.write(`${version}\n`);
else await (first === 'lint' ? await import('./lint-path.ts') : await import('./process.ts')).runProcess();
