/** What a verb declares its arguments to: the library that reads command lines, or `PlainCommand`, which is faster and reads fewer. */
export interface Declaring {
  description(text: string): this;
  argument(name: string, description: string): this;
  option(flags: string, description: string): this;
  option(flags: string, description: string, collect: (value: string, before?: readonly string[]) => readonly string[]): this;
}

/** A flag of a few values. */
export interface Choice {
  choices(values: readonly string[]): this;
  default(value: string): this;
}

export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Declares the flag that lets links lead out of the folder and its repository. */
export const allowPath = <C extends Declaring>(command: C): C =>
  command.option('--allow-path <folder>', 'A folder that links in paths may lead to. Repeatable.', collect);

/** The options of every verb that reads a spec. */
export function specOptions<C extends Declaring>(command: C): C {
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
export const formatOption = <O extends Choice>(make: (flags: string, description: string) => O, choices: readonly string[]): O =>
  make('--format <format>', 'The format of the result.').choices(choices).default('text');

/** Takes the exit code of a verb. */
export type ReportExit = (code: number) => void;
