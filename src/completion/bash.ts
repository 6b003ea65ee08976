import type { Flag, Grammar, Value, Verb } from './grammar.ts';
import { inQuotes } from './quote.ts';

const words = (list: readonly string[]): string => inQuotes(list.join(' '));

/** What is offered for a value, as a command of the script. */
function offer(value: Value): string {
  switch (value.type) {
    case 'words':
      return `words=${words(value.words)}`;
    case 'pairs':
      return `words=${words(value.names.map((name) => `${name}=`))}; compopt -o nospace 2>/dev/null`;
    case 'files':
      return '_snapspec_files -f; return';
    case 'folders':
      return '_snapspec_files -d; return';
    case 'anything':
      return 'return';
    default:
      return value satisfies never;
  }
}

const patterns = (verb: string, { names }: Flag): string => names.map((name) => inQuotes(`${verb} ${name}`)).join('|');

const valueCases = ({ name, flags }: Verb): string[] =>
  flags.flatMap((flag) => (flag.value === undefined ? [] : [`    ${patterns(name, flag)}) ${offer(flag.value)} ;;`]));

const pairCases = ({ name, flags }: Verb): string[] =>
  flags.flatMap((flag) => (flag.value?.type === 'pairs' ? [`    ${patterns(name, flag)}) words=${words(flag.value.values)} ;;`] : []));

const namesOf = (flags: readonly Flag[]): string => words(flags.flatMap(({ names }) => names));

/** The script for bash 3.2 and later, which needs no other package. */
export function bash({ name, flags, verbs }: Grammar): string {
  return `# Completion of ${name} for bash. Load it with: source <(${name} completion bash)
_snapspec_files() {
  [[ $1 == -d ]] && compopt -o dirnames 2>/dev/null && return
  [[ $1 == -f ]] && compopt -o default 2>/dev/null && return
  local IFS=$'\\n'
  COMPREPLY=($(compgen "$1" -- "$cur"))
}

_snapspec() {
  local cur=\${COMP_WORDS[COMP_CWORD]} verb= last= before= isPair= words= word i
  COMPREPLY=()
  # bash takes --format=json for three words.
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    [[ $word == = ]] && continue
    [[ -z $verb && $word != -* ]] && verb=$word
    before=$last
    last=$word
  done
  [[ $cur == = || \${COMP_WORDS[COMP_CWORD - 1]} == = ]] && [[ $last != -* ]] && isPair=yes
  [[ $cur == = ]] && cur=
  if [[ -n $isPair ]]; then
    case "$verb $before" in
${verbs.flatMap(pairCases).join('\n')}
    *) return ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    return
  fi
  case "$verb $last" in
${verbs.flatMap(valueCases).join('\n')}
  *)
    case "$verb:$cur" in
    :-*) words=${namesOf(flags)} ;;
    :*) words=${words(verbs.map((verb) => verb.name))} ;;
${verbs.map((verb) => `    ${verb.name}:-*) words=${namesOf(verb.flags)} ;;`).join('\n')}
${verbs.map((verb) => `    ${verb.name}:*) ${offer(verb.argument ?? { type: 'anything' })} ;;`).join('\n')}
    esac
    ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}

complete -F _snapspec ${name}
`;
}
