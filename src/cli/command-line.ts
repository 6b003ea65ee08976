import { CommanderError, Option } from 'commander';
import type { Command } from 'commander';
import { Failure } from '../base/failure.ts';
import { exits } from './exit-codes.ts';
import { printError, printFailure } from './failures.ts';
import { guardOutput } from './host.ts';
import type { Host } from './host.ts';
import { formatOption } from './verb-options.ts';
import type { ReportExit } from './verb-options.ts';

export { allowPath, collect, specOptions } from './verb-options.ts';
export type { ReportExit } from './verb-options.ts';

/** The option for the format of a result. */
export const format = (choices: readonly string[]): Option => formatOption((flags, text) => new Option(flags, text), choices);

/** A command line: one verb, or a program of several. Exit codes are handed to `report`. */
export type Declare = (io: Host, report: ReportExit) => Command;

/** Says what is wrong with a command line; the words for it are loaded where something is. */
async function printUsageError({ code, message }: CommanderError, program: Command, argv: readonly string[], io: Host): Promise<void> {
  const { usageText } = await import('./usage-errors.ts');
  const command = program.commands.find((one) => one.name() === argv[0]) ?? program;
  const { message: said, help } = usageText({
    code,
    message: message.replace(/^error: /, ''),
    command: command.parent ? `${command.parent.name()} ${command.name()}` : command.name(),
    words: command.args,
    takes: command.registeredArguments.length,
    commands: program.commands.map((one) => one.name()),
    flags: command.options.flatMap(({ long }) => long ?? []),
  });
  printFailure(new Failure('usage', said, { help }), io);
}

/** A long flag behind one dash, which would be read as a short one with a value: `-file` as `-f ile`. */
function oneDash(command: Command, argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const verb = command.commands.find((one) => one.name() === argv[0]) ?? command;
  return argv.slice(0, end < 0 ? undefined : end).find((word, index) => {
    const name = /^-([a-z][a-z-]+)(?:=|$)/.exec(word)?.[1];
    const isLong = name !== undefined && verb.options.some(({ long }) => long === `--${name}`);
    // After a flag that takes a value it may be that value.
    const before = verb.options.find(({ long, short }) => [long, short].includes(argv[index - 1] ?? ''));
    return isLong && !before?.required;
  });
}

/** Runs one command line; never throws. */
export async function runCommandLine(declare: Declare, argv: readonly string[], host: Host): Promise<number> {
  const io = guardOutput(host);
  let code: number = exits.ok;
  const command = declare(io, (given) => {
    code = given;
  });
  for (const one of [command, ...command.commands])
    one
      .helpOption('-h, --help', 'Show this help.')
      .exitOverride()
      .showSuggestionAfterError(false)
      .configureOutput({ writeOut: (text) => io.stdout(text), writeErr: (text) => io.stderr(text), outputError: () => {} });
  const word = oneDash(command, argv);
  if (word !== undefined) {
    const [flag] = word.split('=');
    await printUsageError(new CommanderError(exits.usage, 'commander.unknownOption', `unknown option '${flag}'`), command, argv, io);
    return exits.usage;
  }
  try {
    await command.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exits.ok;
      // Without a command there is nothing to say but what there is.
      if (error.code !== 'commander.help') await printUsageError(error, command, argv, io);
      return exits.usage;
    }
    return printError(error, io);
  }
}
