import type { Command } from 'commander';
import { Failure } from '../../base/failure.ts';
import { unknownCommand } from '../usage-errors.ts';

/**
 * Shows the help of a command, or of all.
 * @throws Failure `usage` for a name that is no command
 */
export function help(name: string | undefined, program: Command): void {
  const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
  if (command !== undefined) return command.outputHelp();
  const names = program.commands.map((one) => one.name());
  const { message, help: what } = unknownCommand(name ?? '', names);
  throw new Failure('usage', message, { help: what });
}
