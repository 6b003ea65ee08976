import { Failure } from '../base/failure.ts';
import { isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { choices, quote } from '../base/text.ts';

/** One argument of a tool, as its JSON Schema says it. */
export type Argument =
  | { readonly type: 'string'; readonly description: string; readonly enum?: readonly string[] }
  | { readonly type: 'array'; readonly items: { readonly type: 'string' }; readonly description: string }
  | { readonly type: 'object'; readonly additionalProperties: { readonly type: 'string' }; readonly description: string };

/** The arguments of a tool, by their names. */
export type Arguments = { readonly [name: string]: Argument };

type ValueOf<A extends Argument> = A extends { readonly type: 'array' }
  ? readonly string[]
  : A extends { readonly type: 'object' }
    ? { readonly [name: string]: string }
    : string;
/** What a tool is given. */
export type Given<As extends Arguments> = { readonly [N in keyof As]?: ValueOf<As[N]> };

const isText = (value: unknown): boolean => typeof value === 'string';

function fits(argument: Argument, value: Json): boolean {
  switch (argument.type) {
    case 'string':
      return isText(value) && (argument.enum === undefined || argument.enum.includes(value as string));
    case 'array':
      return Array.isArray(value) && value.every(isText);
    case 'object':
      return isRecord(value) && Object.values(value).every(isText);
    default:
      return argument satisfies never;
  }
}

const wanted = (argument: Argument): string => {
  if (argument.type === 'string') return argument.enum ? choices(argument.enum) : 'a text';
  return argument.type === 'array' ? 'a list of texts' : 'an object of texts';
};

/**
 * Reads the arguments of a call.
 * @throws Failure `usage` for one that the tool does not have, or that is of another type
 */
export function argumentsIn<As extends Arguments>(table: As, given: Json | undefined): Given<As> {
  if (given !== undefined && !isRecord(given)) throw new Failure('usage', 'The arguments are not an object.');
  for (const [name, value] of Object.entries(given ?? {})) {
    const argument = Object.hasOwn(table, name) ? table[name] : undefined;
    if (argument === undefined)
      throw new Failure('usage', `There is no argument ${quote(name)}.`, { help: `There are: ${Object.keys(table).join(', ')}.` });
    if (!fits(argument, value)) throw new Failure('usage', `${name} must be ${wanted(argument)}.`);
  }
  return (given ?? {}) as Given<As>;
}

/** The JSON Schema of all arguments. */
export const schemaOf = (table: Arguments): Json => ({ type: 'object', properties: table as unknown as Json, additionalProperties: false });
