// The command line of `lint` alone, which editors and hooks run often: code that is not in it need not be parsed.
import { Command } from 'commander';
import { runCommandLine } from './command-line.ts';
import { lintVerb } from './lint-verb.ts';
import { runProcess } from './process.ts';
import { lint } from './verbs/lint.ts';

/** The first file of the process starts the program of all verbs for it, whose code is not here. */
const live = async (): Promise<never> => {
  throw new TypeError('lint --live is run by the command line of all verbs');
};

/** Runs the command line of this process, whose first word is `lint`. */
export const start = (): Promise<void> =>
  runProcess(([, ...argv], io) =>
    runCommandLine((_, report) => lintVerb(new Command('snapspec lint'), { lint: async () => ({ lint }), live }, io, report), argv, io),
  );
