import { CommanderError, Option } from 'commander';
import type { Command } from 'commander';
import { version } from '../../package.json';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import { exitOf, exits } from './exit-codes.ts';
import type { Host } from './host.ts';

export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** The options of every verb that reads a spec. */
export function specOptions(command: Command): Command {
  return command
    .option('-f, --file <file>', 'spec file; may be given several times, - is standard input (default: snapspec.yaml)', collect)
    .option('--var <name=value>', 'value of a variable; may be given several times', collect);
}

/** The option for the form of a result; the first choice is not the default, `text` is. */
export const format = (choices: readonly string[]): Option =>
  new Option('--format <format>', 'how the result is printed').choices(choices).default('text');

/** What a verb hands back: its exit code. */
export type ReportExit = (code: number) => void;

/** A command line: one verb, or a program of several. What a verb ends with is handed to `report`. */
export type Declare = (io: Host, report: ReportExit) => Command;

function tellFailure(failure: Failure, io: Host): number {
  io.stderr(`error: ${visible(failure.message)}\n${failure.help === undefined ? '' : `  help: ${visible(failure.help)}\n`}`);
  return exitOf[failure.type];
}

function tellBug(error: unknown, io: Host): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr(
    `snapspec ${version} met a mistake of its own. Nothing more was sent.\nPlease report it with these lines, after looking through them for names of yours:\n\n${visible(stack, { lines: true })}\n`,
  );
  return exits.bug;
}

/** What stands after a verb that takes its files with -f was meant as one of them. */
function hintAtFile(command: Command, io: Host): void {
  const verb = [command, ...command.commands].find((one) => one.args.length > 0 && one.options.some(({ long }) => long === '--file'));
  if (verb === undefined) return;
  const name = verb.parent ? `${verb.parent.name()} ${verb.name()}` : verb.name();
  const files = verb.args.map((file) => `-f ${/^[\w./@%+:=,-]+$/.test(file) ? file : quote(file)}`);
  io.stderr(`  help: A spec is named with -f: ${name} ${files.join(' ')}\n`);
}

/** Runs one command line; never throws. */
export async function runCommandLine(declare: Declare, argv: readonly string[], io: Host): Promise<number> {
  let code: number = exits.ok;
  const command = declare(io, (given) => {
    code = given;
  });
  for (const one of [command, ...command.commands]) one.exitOverride().configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
  try {
    await command.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.code === 'commander.excessArguments') hintAtFile(command, io);
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.ok : exits.usage;
    return error instanceof Failure ? tellFailure(error, io) : tellBug(error, io);
  }
}
