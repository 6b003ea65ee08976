#!/usr/bin/env node
import { standardOutputs } from '../files/output.ts';
import { version } from '../../package.json';

const [first, ...others] = process.argv.slice(2);
// This file and the lint path are CommonJS, which starts faster. Scripts often ask for the version, and editors and
// hooks run lint: neither loads anything that it does not need. With --live lint looks at a cloud, as all other verbs do.
if (first === '--version' || first === '-V') standardOutputs().stdout.write(`${version}\n`);
else if (first === 'lint' && !others.includes('--live')) void (require('./lint-entry.cjs') as typeof import('./lint-entry.ts')).start();
else void import('./program.ts').then(({ start }) => start());
