import type { Diagnostic, Path, Place } from '../base/diagnostic.ts';
import { checkCharacters } from './characters.ts';
import { parse } from './parse.ts';
import type { Node } from './syntax-tree.ts';

/** The value of a variable, and where it came from. */
export type VariableValue = {
  /** Text of a flag or of the environment, which is read by the type that is wanted; or a value as YAML has it. */
  readonly value: string | Node;
  /** What gave it, in words that follow `from`. */
  readonly origin: string;
  /** Where it stands, if in a file. */
  readonly place?: Place;
};

/** Values of variables by name. A declared one without a value is undefined. */
export type Variables = ReadonlyMap<string, VariableValue | undefined>;

/** Which file a path belongs to, where several are merged. */
export type FileOf = (path: Path) => string;

/** A value as text; undefined where it is none. */
export function textOfValue(value: string | Node): string | undefined {
  if (typeof value === 'string') return value;
  if (value.type === 'text') return value.value;
  return value.type === 'number' || value.type === 'bool' ? value.source : undefined;
}

/** What a given text is as YAML: `14` a number, `[a, b]` a list. What cannot be read stays the text that it is. */
export function readAsYaml(text: string): Node {
  return parse('', text).value?.root ?? { type: 'text', value: text, style: 'plain', start: 0, end: text.length };
}

/** Every text of a value that did not come through the reader of files. */
function textsOf({ value, place }: VariableValue): readonly string[] {
  if (place !== undefined) return [];
  if (typeof value === 'string') return [value];
  return value.type === 'list' ? value.items.flatMap((item) => textOfValue(item) ?? []) : [textOfValue(value) ?? ''];
}

/**
 * Invisible characters in the values that were given for declared variables from outside. They become part of names and
 * tags, so the limits of a file's text are theirs too.
 */
export function hiddenCharactersInValues(variables: Variables, fileOf: FileOf): Diagnostic[] {
  return [...variables].flatMap(([name, given]): Diagnostic[] => {
    const texts = given === undefined ? [] : textsOf(given);
    const [issue] = texts.flatMap((text) => checkCharacters('', text, [0, 0], 'text', `The value given for the variable ${name}`) ?? []);
    if (issue === undefined) return [];
    const { code, severity, message } = issue;
    const path = ['variables', name];
    const help = `Give it another value, with --var ${name}=… or SNAPSPEC_VAR_${name}.`;
    return [{ code, severity, message, place: { file: fileOf(path), path, part: 'key' }, label: 'this variable', help }];
  });
}
