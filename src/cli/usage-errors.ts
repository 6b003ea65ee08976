import { suggest } from '../base/suggest.ts';
import { choices, quote, shellWord } from '../base/text.ts';
import { foreignCommands, foreignFlags } from './foreign-words.ts';
import type { ForeignWord } from './foreign-words.ts';

/** What the reader of the command line says is wrong, and what it knows. */
export type UsageError = {
  /** The code and the message of the library. */
  readonly code: string;
  readonly message: string;
  /** The command, with the name of the program: `snapspec plan`. */
  readonly command: string;
  /** Arguments that were given. */
  readonly words: readonly string[];
  /** How many it takes. */
  readonly takes: number;
  /** The names of all commands. */
  readonly commands: readonly string[];
  /** The flags that it has. */
  readonly flags: readonly string[];
};

/** An error in words, and what to do. */
export type UsageText = { readonly message: string; readonly help: string };

const answerOf = (table: readonly ForeignWord[], word: string): string | undefined => table.find(({ words }) => words.includes(word))?.help;

/** What stands between the first quote of a message and the last. */
const quoted = (message: string): string => /'([\s\S]*)'/.exec(message)?.[1] ?? '';

const letters = (word: string): string => [...word].sort().join('');

/** Whether a word is another one with letters left out. */
function isPartOf(word: string, known: string): boolean {
  const left = [...word];
  for (const letter of known) if (letter === left[0]) left.shift();
  return left.length === 0;
}

/** A short word is near to much: it is likely to be meant where a letter was left out, or two were swapped. */
const isLikely = (word: string, known: string): boolean => word.length > 3 || isPartOf(word, known) || letters(word) === letters(known);

const near = (word: string, known: readonly string[]): string | undefined => {
  const best = suggest(word, known).find((one) => isLikely(word, one));
  return best === undefined ? undefined : `Did you mean ${best}?`;
};

/** What is said of a name that is no command, of whoever asks for it. */
export function unknownCommand(word: string, commands: readonly string[]): UsageText {
  const help = answerOf(foreignCommands, word.toLowerCase()) ?? near(word, commands) ?? 'snapspec --help lists the commands.';
  return { message: `There is no command ${quote(word)}.`, help };
}

/** A flag as it would be written here: two dashes, no value. */
function asLong(flag: string): string {
  const [name = ''] = flag.split('=', 1);
  return name.replace(/^-+/, '--').replaceAll('_', '-').toLowerCase();
}

function unknownFlag({ message, command, flags }: UsageError): UsageText {
  const flag = quoted(message);
  const [name = ''] = flag.split('=', 1);
  const long = asLong(flag);
  const said = `${command} has no flag ${/^[\w./@%+:,-]+$/.test(name) ? name : quote(name)}.`;
  // Terraform and Go write long flags with one dash.
  if (name !== long && flags.includes(long)) return { message: said, help: `Did you mean ${long}?` };
  const help = answerOf(foreignFlags, name) ?? answerOf(foreignFlags, long) ?? near(long, flags);
  return { message: said, help: help ?? `${command} --help lists its flags.` };
}

function excessArguments({ command, words, takes, flags }: UsageError): UsageText {
  const extra = words.slice(takes);
  const takesNone = takes === 0 ? 'takes no arguments' : `takes ${takes === 1 ? 'one argument' : `${takes} arguments`}`;
  const message = `${command} ${takesNone}, and ${choices(extra.map(shellWord), 'and')} ${extra.length === 1 ? 'is' : 'are'} too much.`;
  if (!flags.includes('--file')) return { message, help: `${command} --help shows what it takes.` };
  return { message, help: `Use -f to name a spec: ${command} ${words.map((word) => `-f ${shellWord(word)}`).join(' ')}` };
}

/** A value that is none of those that a flag takes. */
function invalidValue({ message, command }: UsageError): UsageText {
  const [, flag, value, allowed] =
    /^option '(?:-\w, )?(--[\w-]+)[^']*' argument '([\s\S]*)' is invalid\. Allowed choices are (.+)\.$/.exec(message) ?? [];
  if (flag === undefined || value === undefined || allowed === undefined)
    return { message: `${message}.`, help: `${command} --help shows what it takes.` };
  const all = allowed.split(', ');
  return { message: `${flag} ${shellWord(value)} is not possible.`, help: near(value, all) ?? `Write ${choices(all)}.` };
}

function missingValue({ message, command }: UsageError): UsageText {
  const [, flag = '', value = ''] = /'(?:-\w, )?(--[\w-]+) ([^']+)'/.exec(message) ?? [];
  return { message: `${flag} needs a value.`, help: `Write ${flag} ${value}. ${command} --help says more.` };
}

/** An error of the command line in words of ours. */
export function usageText(error: UsageError): UsageText {
  switch (error.code) {
    case 'commander.unknownCommand':
      return unknownCommand(quoted(error.message), error.commands);
    case 'commander.unknownOption':
      return unknownFlag(error);
    case 'commander.excessArguments':
      return excessArguments(error);
    case 'commander.invalidArgument':
      return invalidValue(error);
    case 'commander.optionMissingArgument':
      return missingValue(error);
    case 'commander.missingMandatoryOptionValue':
      return { message: `${error.command} needs ${quoted(error.message)}.`, help: `${error.command} --help says what it is for.` };
    case 'commander.missingArgument':
      return {
        message: `${error.command} needs a ${quoted(error.message)}.`,
        help: `Write ${error.command} ${quoted(error.message).toUpperCase()}. ${error.command} --help says more.`,
      };
    default:
      return { message: `${error.message.replace(/^error: /, '')}.`, help: `${error.command} --help shows what it takes.` };
  }
}
