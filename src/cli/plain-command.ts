import type { Choice, Declaring } from './verb-options.ts';

type Value = string | boolean | readonly string[];
type Values = { [name: string]: Value };
type Collect = (value: string, before?: readonly string[]) => readonly string[];

/** A flag as it was declared: `-f, --file <file>`, `--fix` or `--no-ignores`. */
class PlainOption implements Choice {
  readonly words: readonly string[];
  readonly takesValue: boolean;
  /** The member of the options that it sets. */
  readonly member: string;
  readonly isNegative: boolean;
  readonly collect: Collect | undefined;
  initial: string | undefined;
  private allowed: readonly string[] | undefined;

  constructor(flags: string, collect?: Collect) {
    this.words = flags.split(/,? /).filter((word) => word.startsWith('-'));
    this.takesValue = flags.endsWith('>');
    const long = this.words.at(-1) as string;
    this.isNegative = long.startsWith('--no-');
    this.member = long.slice(this.isNegative ? 5 : 2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    this.collect = collect;
  }

  choices(values: readonly string[]): this {
    this.allowed = values;
    return this;
  }

  default(value: string): this {
    this.initial = value;
    return this;
  }

  accepts(value: string): boolean {
    return value !== '' && (this.allowed?.includes(value) ?? true);
  }
}

/**
 * Reads a command line as the library does, where there is no doubt in it: flags that are there, each with a value that it
 * takes, and names. Loading and running the library is a tenth of the time of a small lint.
 */
export class PlainCommand implements Declaring {
  private readonly declared: PlainOption[] = [];
  private run: (names: readonly string[], options: Values) => Promise<void> = async () => {};

  description(_text: string): this {
    return this;
  }

  argument(_name: string, _description: string): this {
    return this;
  }

  option(flags: string, _description: string, collect?: Collect): this {
    return this.addOption(new PlainOption(flags, collect));
  }

  createOption(flags: string, _description: string): PlainOption {
    return new PlainOption(flags);
  }

  addOption(option: PlainOption): this {
    this.declared.push(option);
    return this;
  }

  action(run: (names: readonly string[], options: Values) => Promise<void>): this {
    this.run = run;
    return this;
  }

  /** What the command line calls for; undefined where the library has to read it. */
  read(argv: readonly string[]): (() => Promise<void>) | undefined {
    const options = this.initial();
    const names: string[] = [];
    for (let at = 0; at < argv.length; at++) {
      const word = argv[at] as string;
      if (!isFlag(word)) {
        names.push(word);
        continue;
      }
      const [flag, joined] = split(word);
      const option = this.declared.find(({ words }) => words.includes(flag));
      if (option === undefined || (joined !== undefined && !option.takesValue)) return undefined;
      const value = option.takesValue ? (joined ?? argv[++at]) : '';
      if (option.takesValue && (value === undefined || (joined === undefined && isFlag(value)) || !option.accepts(value))) return undefined;
      options[option.member] = givenValue(option, value as string, options);
    }
    return () => this.run(names, options);
  }

  /** What the options are where nothing is given. */
  private initial(): Values {
    const values: Values = {};
    for (const { member, initial, isNegative } of this.declared) {
      if (initial !== undefined) values[member] = initial;
      if (isNegative && !this.declared.some((one) => one.member === member && !one.isNegative)) values[member] = true;
    }
    return values;
  }
}

const isFlag = (word: string): boolean => word.startsWith('-') && word !== '-';

/** A long flag and the value behind its `=`. */
function split(word: string): readonly [flag: string, value: string | undefined] {
  const end = word.startsWith('--') ? word.indexOf('=') : -1;
  return end < 0 ? [word, undefined] : [word.slice(0, end), word.slice(end + 1)];
}

function givenValue({ collect, takesValue, member, isNegative }: PlainOption, value: string, options: Values): Value {
  if (!takesValue) return !isNegative;
  return collect ? collect(value, options[member] as readonly string[] | undefined) : value;
}
