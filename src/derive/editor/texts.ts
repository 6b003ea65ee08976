import type { TextConstraint } from '../../facts/constraint.ts';
import type { Schema } from '../../fields/field-type.ts';
import { sizeText } from '../../fields/range.ts';

/** A text that is nothing but one variable. */
export const variablePattern = '^\\$\\{var\\.[A-Za-z][A-Za-z0-9_-]*\\}$';

/** What messages offer where a value may be a variable. */
export const orVariable = 'or one variable, such as ${var.NAME}';

/** Holds for a text with a variable in it, whose value an editor does not know. */
const withVariable: Schema = { type: 'string', pattern: '\\$\\{var\\.' };

/** What a value without variables is held to. */
export const unlessVariable = (limits: Schema): Schema => (Object.keys(limits).length === 0 ? {} : { if: withVariable, else: limits });

type Check = { readonly pattern: string; readonly message: string };

/** A length as a pattern: it counts characters as lint does, where `minLength` of some editors counts UTF-16 units. */
const lengthPattern = (min: number, max: number): string => `^[\\s\\S]{${min},${max}}$`;

function checksOf({ length, rules = [] }: TextConstraint, name: string): Check[] {
  return [
    ...(length ? [{ pattern: lengthPattern(length.min, length.max), message: `${name} must have ${sizeText(length, 'character')}.` }] : []),
    ...rules.map(({ pattern, requirement }) => ({ pattern, message: `${name} ${requirement}.` })),
  ];
}

/** One check after another, so that one message is given: that of the first that fails. */
function inTurn([first, ...others]: readonly Check[]): Schema {
  if (first === undefined) return {};
  const check = { pattern: first.pattern, patternErrorMessage: first.message };
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return others.length === 0 ? check : { if: { pattern: first.pattern }, then: inTurn(others), else: check };
}

/** The length and the rules of a text, each with its message. */
export const textChecks = (field: TextConstraint, name: string): Schema => inTurn(checksOf(field, name));
