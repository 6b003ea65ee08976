import type { Argument, Command, Option } from 'commander';

/** What can stand for a flag or as an argument. */
export type Value =
  | { readonly type: 'words'; readonly words: readonly string[] }
  /** `NAME=VALUE`, of known names and values. */
  | { readonly type: 'pairs'; readonly names: readonly string[]; readonly values: readonly string[] }
  | { readonly type: 'files' }
  | { readonly type: 'folders' }
  | { readonly type: 'anything' };

export type Flag = {
  /** `-f` before `--file`. */
  readonly names: readonly string[];
  readonly description: string;
  readonly value?: Value;
};

export type Verb = { readonly name: string; readonly description: string; readonly flags: readonly Flag[]; readonly argument?: Value };

/** A command line as far as it can be completed. */
export type Grammar = { readonly name: string; readonly flags: readonly Flag[]; readonly verbs: readonly Verb[] };

/** Values of what help calls by a name, such as `code`; of one verb alone, `schema name`. */
export type Named = { readonly [placeholder: string]: Value };

const files = /^(?:files?|plan)$/;
const folders = /^folder$/;

function valueFor(placeholder: string, choices: readonly string[] | undefined, named: Named): Value {
  if (choices !== undefined) return { type: 'words', words: choices };
  if (Object.hasOwn(named, placeholder)) return named[placeholder] as Value;
  if (files.test(placeholder)) return { type: 'files' };
  return folders.test(placeholder) ? { type: 'folders' } : { type: 'anything' };
}

/** The same names for one verb, whose own come first. */
const namedFor = (verb: string, named: Named): Named => ({
  ...named,
  ...Object.fromEntries(
    Object.entries(named).flatMap(([key, value]) => (key.startsWith(`${verb} `) ? [[key.slice(verb.length + 1), value]] : [])),
  ),
});

function flagOf({ flags, short, long, description, argChoices, required, optional }: Option, named: Named): Flag {
  const names = [short, long].filter((name) => name !== undefined && name !== null);
  const placeholder = /[<[]([^>\].]+)/.exec(flags)?.[1];
  if (placeholder === undefined || (!required && !optional)) return { names, description };
  return { names, description, value: valueFor(placeholder, argChoices, named) };
}

const argumentOf = (argument: Argument | undefined, named: Named): { readonly argument?: Value } =>
  argument === undefined ? {} : { argument: valueFor(argument.name(), argument.argChoices, named) };

/** The first sentence: the rest is for those who ask for help. */
const brief = (description: string): string => /^.*?[.;](?=\s|$)/.exec(description)?.[0].replace(/;$/, '') ?? description;

function flagsOf(command: Command, named: Named): readonly Flag[] {
  const all = command.createHelp().visibleOptions(command);
  return all.map((one) => flagOf(one, named)).map((flag) => ({ ...flag, description: brief(flag.description) }));
}

/** The verbs and flags of a program, as its help has them. */
export function grammarOf(program: Command, named: Named): Grammar {
  const verbs = program.createHelp().visibleCommands(program);
  const names = verbs.map((verb) => verb.name());
  return {
    name: program.name(),
    flags: flagsOf(program, named),
    verbs: verbs.map((verb) => {
      const own = namedFor(verb.name(), { ...named, 'help command': { type: 'words', words: names } });
      return {
        name: verb.name(),
        description: brief(verb.description()),
        flags: flagsOf(verb, own),
        ...argumentOf(verb.registeredArguments[0], own),
      };
    }),
  };
}
