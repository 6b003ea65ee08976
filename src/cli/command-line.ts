import { CommanderError, Option } from 'commander';
import type { Command } from 'commander';
import { version } from '../../package.json';
import { Failure } from '../base/failure.ts';
import { terminal } from '../escape/terminal.ts';
import { InvalidInput } from '../input/invalid-input.ts';
import { textReport } from '../report/findings/text.ts';
import { wrapped } from '../report/terminal/wrap.ts';
import { exitOf, exits } from './exit-codes.ts';
import { guardOutput, lookOf } from './host.ts';
import type { Host } from './host.ts';

export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Declares the flag that lets links lead out of the folder and its repository. */
export const allowPath = (command: Command): Command =>
  command.option('--allow-path <folder>', 'A folder that links in paths may lead to. Repeatable.', collect);

/** The options of every verb that reads a spec. */
export function specOptions(command: Command): Command {
  return allowPath(command)
    .option(
      '-f, --file <file>',
      'A file of the spec; - is standard input (default: snapspec.yaml). Repeatable: several are one spec.',
      collect,
    )
    .option('--var <name=value>', 'The value of a variable. Repeatable.', collect)
    .option('--var-file <file>', 'A YAML file of values of variables; --var wins, then the last file. Repeatable.', collect);
}

/** The option for the format of a result. */
export const format = (choices: readonly string[]): Option =>
  new Option('--format <format>', 'The format of the result.').choices(choices).default('text');

/** Takes the exit code of a verb. */
export type ReportExit = (code: number) => void;

/** A command line: one verb, or a program of several. Exit codes are handed to `report`. */
export type Declare = (io: Host, report: ReportExit) => Command;

/** Prints why a run stopped, and gives its exit code. */
export function printFailure(failure: Failure, io: Host): number {
  if (failure instanceof InvalidInput && failure.documents.size > 0) {
    io.stderr(textReport(failure.diagnostics, failure.documents, lookOf(io, 'stderr')));
    return exitOf[failure.type];
  }
  const text = `error: ${terminal(failure.message)}\n${failure.help === undefined ? '' : `  help: ${terminal(failure.help)}\n`}`;
  io.stderr(wrapped(text, io.columns?.stderr));
  return exitOf[failure.type];
}

/** What ended a run before its last look, said below its results. A bug is thrown: whoever catches it says what to report. */
export function failureCodes(failure: unknown, io: Host): number[] {
  if (failure === undefined) return [];
  if (!(failure instanceof Failure)) throw failure;
  return [printFailure(failure, io)];
}

function printBug(error: unknown, io: Host): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr(
    `internal error in snapspec ${version}. Nothing more was sent.\nPlease report it with the lines below; redact any names first:\n\n${terminal(stack, { lines: true })}\n`,
  );
  return exits.bug;
}

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
    return error instanceof Failure ? printFailure(error, io) : printBug(error, io);
  }
}
