import type { Flag, Grammar, Value, Verb } from './grammar.ts';
import { inFishQuotes } from './quote.ts';

const words = (list: readonly string[]): string => inFishQuotes(list.join(' '));

/** What is offered for a value, as arguments of `complete`. */
function offer(value: Value): string {
  switch (value.type) {
    case 'words':
      return `-x -a ${words(value.words)}`;
    case 'pairs':
      // All of them: fish narrows them down while one types.
      return `-x -a ${words(value.names.flatMap((name) => value.values.map((one) => `${name}=${one}`)))}`;
    case 'files':
      return '-r -F';
    case 'folders':
      return "-x -a '(__fish_complete_directories)'";
    case 'anything':
      return '-x';
    default:
      return value satisfies never;
  }
}

const nameOf = (name: string): string => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`);

const flagLine = (name: string, condition: string, { names, description, value }: Flag): string =>
  `complete -c ${name} -n ${inFishQuotes(condition)} ${names.map(nameOf).join(' ')}${value === undefined ? '' : ` ${offer(value)}`} -d ${inFishQuotes(description)}`;

/** An argument has no name, so that what is offered for it stands alone. */
function argumentLine(name: string, condition: string, value: Value): string[] {
  if (value.type === 'anything') return [];
  const offered = value.type === 'files' ? '-F' : offer(value).replace(/^-x /, '-f ');
  return [`complete -c ${name} -n ${inFishQuotes(condition)} ${offered}`];
}

function verbLines(name: string, verb: Verb): string[] {
  const condition = `__fish_seen_subcommand_from ${verb.name}`;
  return [
    `complete -c ${name} -n __fish_use_subcommand -f -a ${verb.name} -d ${inFishQuotes(verb.description)}`,
    ...verb.flags.map((flag) => flagLine(name, condition, flag)),
    ...(verb.argument === undefined ? [] : argumentLine(name, condition, verb.argument)),
  ];
}

/** The script for fish. */
export function fish({ name, flags, verbs }: Grammar): string {
  return [
    `# Completion of ${name} for fish. Load it with: ${name} completion fish | source`,
    `complete -c ${name} -f`,
    ...flags.map((flag) => flagLine(name, '__fish_use_subcommand', flag)),
    ...verbs.flatMap((verb) => verbLines(name, verb)),
    '',
  ].join('\n');
}
