// The command line of `lint` alone, which editors and hooks run often: code that is not in it need not be parsed.
import { exits } from './exit-codes.ts';
import { printError } from './failures.ts';
import { guardOutput } from './host.ts';
import type { Host } from './host.ts';
import { lintCommandLine } from './lint-command-line.ts';
import { lintVerb } from './lint-verb.ts';
import type { LoadLint } from './lint-verb.ts';
import { PlainCommand } from './plain-command.ts';
import { runProcess } from './process.ts';
import { lint } from './verbs/lint.ts';

/** The first file of the process starts the program of all verbs for --live, whose code is not here. */
const load: LoadLint = {
  lint: async () => ({ lint }),
  live: async () => {
    throw new TypeError('lint --live is run by the command line of all verbs');
  },
};

/** Runs the words that follow `lint`; never throws. */
export async function runLint(argv: readonly string[], host: Host): Promise<number> {
  const io = guardOutput(host);
  let code: number = exits.ok;
  const command = lintVerb(new PlainCommand(), load, io, (given) => {
    code = given;
  });
  const run = command.read(argv);
  if (run === undefined) return lintCommandLine(load, argv, host);
  try {
    await run();
    return code;
  } catch (error) {
    return printError(error, io);
  }
}

/** Runs the command line of this process, whose first word is `lint`, and ends it: all is written, and Node would tidy its memory up first. */
export const start = async (): Promise<never> => {
  await runProcess(([, ...argv], io) => runLint(argv, io));
  process.exit();
};
