// The command line of `lint` alone, which editors and hooks run often: code that is not in it need not be parsed.
import { Command } from 'commander';
import { runCommandLine } from './command-line.ts';
import { lintVerb } from './lint-verb.ts';
import { runProcess } from './process.ts';
import { lint } from './verbs/lint.ts';

/** Runs the command line of this process, whose first word is `lint`. */
export const start = (): Promise<void> =>
  runProcess(([, ...argv], io) =>
    runCommandLine((_, report) => lintVerb(new Command('snapspec lint'), async () => ({ lint }), io, report), argv, io),
  );
