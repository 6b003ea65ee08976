import { Command } from 'commander';
import { runCommandLine } from './command-line.ts';
import type { Host } from './host.ts';
import { lintVerb } from './lint-verb.ts';
import type { LoadLint } from './lint-verb.ts';

/** Reads a command line of lint in which something is wrong, or asked for, that `PlainCommand` knows nothing of. */
export const lintCommandLine = (load: LoadLint, argv: readonly string[], host: Host): Promise<number> =>
  runCommandLine((io, report) => lintVerb(new Command('snapspec lint'), load, io, report), argv, host);
