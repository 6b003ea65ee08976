import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import type { Issue } from '../base/issue.ts';
import type { EnumConstraint } from '../facts/constraint.ts';
import type { TextNode } from '../read/syntax-tree.ts';
import { factDetails } from './fact-details.ts';
import type { Described } from './field.ts';
import type { FieldType, Subject } from './field-type.ts';
import { valueHint } from './type-mismatch.ts';
import { choicesHelp } from './word-hints.ts';

/** Read in any casing; written as listed. */
export type EnumField = Described & EnumConstraint;

declare module './field.ts' {
  interface FieldTypes {
    enum: EnumField;
  }
  interface FieldValues<F> {
    enum: string;
  }
}

/** The value that is meant, in the casing of the API's page. */
const listed = ({ values }: EnumField, text: string): string | undefined => {
  const folded = text.toLowerCase();
  return values.find((known) => known.toLowerCase() === folded);
};

const bare = (word: string): string => word.toLowerCase().replaceAll(/[\s_-]/g, '');

/** The values that a wrong one was probably meant for: the one that differs by what stands between its words, or those that are near. */
export function nearValues(values: readonly string[], wrong: string): readonly string[] {
  const same = values.filter((value) => bare(value) === bare(wrong));
  return same.length > 0 ? same : suggest(wrong, values);
}

function valueIssue(field: EnumField, text: string, { name, code }: Subject): Issue {
  const near = nearValues(field.values, text);
  const [only, ...others] = field.values;
  const single = others.length === 0 ? `Write ${only}.` : undefined;
  const help = field.hint?.(text)?.help ?? single ?? (near.length > 0 ? `Did you mean ${choices(near)}?` : choicesHelp(field.values));
  return {
    code: `${code}-value`,
    severity: 'error',
    message: `${name} is ${quote(text)}; it must be ${choices(field.values)}.`,
    place: { path: [] },
    label: 'not one of them',
    help,
    ...factDetails(field),
  };
}

const anyCase = (word: string): string => word.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);

/** A text that no list of values has. */
const foreign = 'weekly';

// `enum` alone is a reserved word.
export const enumType: FieldType<EnumField, TextNode> = {
  expected: 'text',
  textual: true,
  accepts: (node): node is TextNode => node.type === 'text',
  shape: (field, node, subject) => (listed(field, node.value) === undefined ? [valueIssue(field, node.value, subject)] : []),
  canonical: (field, node) => listed(field, node.value) ?? node.value,
  requirement: ({ values }) => `${choices(values.map((value) => `\`${value}\``))}, in any casing`,
  schema: ({ values }) => ({ type: 'string', pattern: `^(?:${values.map(anyCase).join('|')})$` }),
  edges: ({ values }) => ({
    accepted: [...values, ...values.map((value) => value.toUpperCase())],
    refused: [foreign, '', 1, [values[0] as string]],
  }),
  rules: (field) => [
    {
      part: 'value',
      severity: 'error',
      fact: field,
      what: `must be ${choices(field.values)}`,
      fix: `Write ${choices(field.values)}, in any casing.`,
      bad: foreign,
    },
  ],
  mismatchHelp(field, node) {
    const every = node.type === 'list' && node.items.length > 1 ? field.hint?.('all') : undefined;
    return valueHint(field, node)?.help ?? (every?.leaveOut ? undefined : every?.help) ?? choicesHelp(field.values);
  },
};
