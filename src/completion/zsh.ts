import type { Flag, Grammar, Value, Verb } from './grammar.ts';
import { inQuotes } from './quote.ts';

/** What is offered for a value, as `_arguments` has it. */
function action(value: Value): string {
  switch (value.type) {
    case 'words':
      return `(${value.words.join(' ')})`;
    case 'pairs':
      return `{ compset -P "*=" && compadd - ${value.values.join(' ')} || compadd -S = - ${value.names.join(' ')} }`;
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    case 'anything':
      return ' ';
    default:
      return value satisfies never;
  }
}

/** In the brackets of an option these end its description. */
const explained = (text: string): string => text.replace(/[[\]\\]/g, '\\$&');

const flagSpecs = ({ names, description, value }: Flag): string[] =>
  names.map((name) => inQuotes(`*${name}[${explained(description)}]${value === undefined ? '' : `:value:${action(value)}`}`));

const describedVerb = ({ name, description }: Verb): string => inQuotes(`${name}:${description.replaceAll(':', '\\:')}`);

function verbCase({ name, flags, argument }: Verb): string {
  const specs = [...flags.flatMap(flagSpecs), ...(argument === undefined ? [] : [inQuotes(`*:argument:${action(argument)}`)])];
  return `    ${name}) _arguments ${specs.join(' \\\n      ')} ;;`;
}

/** The script for zsh: loaded by source, or as `_snapspec` in a folder of `fpath`. */
export function zsh({ name, flags, verbs }: Grammar): string {
  return `#compdef ${name}
# Completion of ${name} for zsh. Load it with: source <(${name} completion zsh)
_snapspec() {
  local curcontext="$curcontext" state line
  local -a verbs
  verbs=(
    ${verbs.map(describedVerb).join('\n    ')}
  )
  _arguments -C ${flags.flatMap(flagSpecs).join(' \\\n    ')} \\
    '1:command:->verb' '*::argument:->argument'
  case $state in
  verb) _describe command verbs ;;
  argument)
    case $words[1] in
${verbs.map(verbCase).join('\n')}
    esac
    ;;
  esac
}

if [[ $funcstack[1] == _snapspec ]]; then _snapspec "$@"; else compdef _snapspec ${name}; fi
`;
}
