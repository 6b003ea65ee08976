import type { Issue } from '../base/issue.ts';
import type { IntConstraint } from '../facts/constraint.ts';
import type { NumberNode, TextNode } from '../read/syntax-tree.ts';
import { authorityOf, factDetails } from './fact-details.ts';
import type { Described } from './field.ts';
import type { FieldType, Schema, Subject } from './field-type.ts';
import { disputedIssue, disputedRule, isOutside, maximumOf, rangeText } from './range.ts';
import { orText } from './text-schema.ts';

/** With `quoted`, quoted digits are read as a number too. */
export type IntField = Described & IntConstraint & { readonly quoted?: true };

declare module './field.ts' {
  interface FieldTypes {
    int: IntField;
  }
  interface FieldValues<F> {
    int: number;
  }
}

/** Whether a number is written as a person writes whole numbers: not 010, 0x1F, 1e3 or .inf. */
export const isPlainInteger = (source: string): boolean => /^(?:0|-?[1-9][0-9]*)$/.test(source);

const numberOf = (node: NumberNode | TextNode): number => (node.type === 'number' ? node.value : Number(node.value));

function rangeIssue(field: IntField, value: number, { name, code }: Subject): Issue {
  const { range } = field;
  return {
    code: `${code}-range`,
    severity: 'error',
    message: `${name} is ${value}; ${authorityOf(range)} accepts ${rangeText(field)}.`,
    place: { path: [] },
    label: value > range.max ? `above the maximum, ${maximumOf(field)}` : `below the minimum, ${range.min}`,
    help: range.help ?? `Write ${rangeText(field)}.`,
    ...factDetails(range),
  };
}

const numbers = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

/** A range with single numbers below it, as one range with gaps. */
function withSingles(field: IntField, also: readonly number[]): Schema {
  const { min, max } = field.range;
  const lowest = Math.min(min, ...also);
  const gaps = numbers(lowest, min - 1).filter((value) => !also.includes(value));
  return {
    type: 'integer',
    if: { minimum: lowest, maximum: max, ...(gaps.length > 0 && { not: { enum: gaps } }) },
    else: { const: field.example },
  };
}

function schema(field: IntField): Schema {
  const { min, max, also = [] } = field.range;
  if (also.length > 0) return withSingles(field, also);
  const whole = { type: 'integer', minimum: min, maximum: max };
  return field.quoted ? orText(whole, { pattern: `^(?:${numbers(min, max).join('|')})$` }) : whole;
}

const asNumber = (node: TextNode): NumberNode => ({
  type: 'number',
  value: Number(node.value),
  source: node.value,
  start: node.start,
  end: node.end,
});

export const int: FieldType<IntField, NumberNode | TextNode> = {
  expected: 'a whole number',
  accepts: (node, field): node is NumberNode | TextNode =>
    node.type === 'number' ? isPlainInteger(node.source) : field.quoted === true && node.type === 'text' && isPlainInteger(node.value),
  shape(field, node, subject) {
    const value = numberOf(node);
    return isOutside(value, field.range) && !field.range.also?.includes(value) ? [rangeIssue(field, value, subject)] : [];
  },
  semantics({ warning }, node, subject) {
    const value = numberOf(node);
    return warning && value > warning.above ? [disputedIssue(warning, `is ${value}`, subject)] : [];
  },
  hasSemantics: ({ warning }) => warning !== undefined,
  canonical: (_, node) => numberOf(node),
  requirement: (field) => `whole number: ${rangeText(field)}`,
  schema,
  edges({ range: { min, max, also = [] }, quoted }) {
    const text = quoted ? { accepted: [String(min)], refused: [String(max + 1), `0${max}`] } : { accepted: [], refused: [String(min)] };
    return {
      accepted: [min, max, ...also, ...text.accepted],
      refused: [...[min - 1, max + 1].filter((value) => !also.includes(value)), ...text.refused, min + 0.5, true, [min]],
    };
  },
  rules: (field) => [
    {
      part: 'range',
      severity: 'error',
      fact: field.range,
      what: `must be ${rangeText(field)}`,
      fix: `Write ${rangeText(field)}.`,
      bad: field.range.max + 1,
    },
    ...(field.warning ? [disputedRule(field.warning, `is above ${field.warning.above}`, field.warning.above + 1)] : []),
  ],
  mismatchHelp(field, node) {
    if (node.type === 'text' && isPlainInteger(node.value)) return `Remove the quotes: ${node.value}.`;
    if (node.type === 'number') return field.hint?.(node.source)?.help ?? 'Write it as plain decimal digits.';
    return node.type === 'text'
      ? (field.hint?.(node.value)?.help ?? `Write ${rangeText(field)}, in plain digits and without a unit.`)
      : undefined;
  },
  unquoted: (node) => (isPlainInteger(node.value) ? asNumber(node) : undefined),
};
