#!/usr/bin/env node
import { standardOutputs } from '../files/output.ts';
import { version } from '../../package.json';

const [first] = process.argv.slice(2);
// This file and the lint path are CommonJS, which starts faster. Scripts often ask for the version, and editors and
// hooks run lint: neither loads anything that it does not need.
if (first === '--version' || first === '-V') standardOutputs().stdout.write(`${version}\n`);
else if (first === 'lint') void (require('./lint-entry.cjs') as typeof import('./lint-entry.ts')).start();
else void import('./program.ts').then(({ start }) => start());
