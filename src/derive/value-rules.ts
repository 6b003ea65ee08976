import type { Severity } from '../base/diagnostic.ts';
import type { Example } from '../base/explanation.ts';
import type { Json } from '../base/json.ts';
import { choices } from '../base/text.ts';
import type { Fact } from '../facts/fact.ts';
import type { Field, IntField, ListField, Range, TextField, TextRule } from '../fields/field.ts';
import type { FieldPath } from '../validate/field-path.ts';
import { exampleKey, goodSpec, specWith } from './examples.ts';
import { breaking, lengthSample } from './samples.ts';
import { subjectOf } from './subject.ts';

/** One finding that a fact about a field can give. */
export type FieldRule = {
  readonly code: string;
  readonly severity: Severity;
  readonly fact: Fact;
  readonly what: string;
  readonly fix: string;
  /** The field that it is about: names from the root, without keys and indices. */
  readonly field: string;
  readonly example?: Example;
};

type Maker = (part: string, severity: Severity, fact: Fact, what: string, fix: string, bad: Json | undefined) => FieldRule;

/** Makes the findings of a route. */
export function makerOf(route: FieldPath): Maker {
  const field = route.path.filter((key) => typeof key === 'string' && key !== exampleKey).join('.');
  return (part, severity, fact, what, fix, bad) => ({
    code: `${route.code}-${part}`,
    severity,
    fact,
    what,
    fix,
    field,
    ...(bad !== undefined && { example: { bad: specWith(route.path, bad), good: goodSpec(route.path, route.field) } }),
  });
}

/** What is outside of a range, in words. */
export const span = ({ min, max }: Range, unit: string): string =>
  min === 0
    ? `more than ${max} ${unit}s`
    : min === 1
      ? `no ${unit}, or more than ${max}`
      : `fewer than ${min} or more than ${max} ${unit}s`;

function ruleCode(make: Maker, subject: string, rule: TextRule, severity: Severity, sample: Json | undefined, good: Json): FieldRule {
  const must = /^(must|may) /.test(rule.requirement);
  return make(
    rule.code,
    severity,
    rule,
    `${subject} ${rule.requirement}${must ? '; this one breaks that rule' : ''}.`,
    rule.help ?? `Write one that keeps to it, such as ${JSON.stringify(good)}.`,
    sample,
  );
}

/** Findings about a text: its length, its rules, what is disputed about it. */
export function textRules(route: FieldPath, field: TextField): FieldRule[] {
  const make = makerOf(route);
  const subject = subjectOf(route);
  const sampleOf = (rule: TextRule, severity: Severity): Json | undefined => breaking(field, rule, severity);
  return [
    ...(field.length
      ? [
          make(
            'length',
            'error',
            field.length,
            `${subject} has ${span(field.length, 'character')}.`,
            `Give it ${field.length.min} to ${field.length.max} characters.`,
            lengthSample(field),
          ),
        ]
      : []),
    ...(field.rules ?? []).map((rule) => ruleCode(make, subject, rule, 'error', sampleOf(rule, 'error'), field.example)),
    ...(field.warnings ?? []).map((rule) => ruleCode(make, subject, rule, 'warning', sampleOf(rule, 'warning'), field.example)),
  ];
}

/** Findings about a whole number. */
export function intRules(route: FieldPath, field: IntField): FieldRule[] {
  const make = makerOf(route);
  const { min, max, also = [] } = field.range;
  const allowed = choices([...also.map(String), `${min} to ${max}`]);
  const range = make('range', 'error', field.range, `${subjectOf(route)} is not ${allowed}.`, `Give ${allowed}.`, max + 1);
  const warning = field.warning;
  if (warning === undefined) return [range];
  return [
    range,
    make(
      'disputed',
      'warning',
      warning,
      `${subjectOf(route)} is above ${warning.above}: ${warning.reason}.`,
      warning.help ?? 'Stay within the narrower limit to be safe.',
      warning.above + 1,
    ),
  ];
}

/** Different items of a list, as many as are wanted. */
function items(field: Field, many: number): Json[] {
  return Array.from({ length: many }, (_, index) =>
    typeof field.example === 'string'
      ? `${field.example.slice(0, 2)}${index + 1}`
      : field.type === 'object'
        ? { id: `d-${index + 1}` }
        : field.example,
  );
}

/** Findings about a list; those about its items are the items’ own. */
export function listRules(route: FieldPath, field: ListField): FieldRule[] {
  const make = makerOf(route);
  const subject = subjectOf(route);
  const { count: limit, warning, unique } = field;
  const [first] = field.example as readonly Json[];
  return [
    ...(limit
      ? [
          make(
            'count',
            'error',
            limit,
            `${subject} has ${span(limit, 'item')}.`,
            `Keep to ${limit.min} to ${limit.max} items.`,
            limit.min > 0 ? [] : items(field.of, limit.max + 1),
          ),
        ]
      : []),
    ...(warning
      ? [
          make(
            'disputed',
            'warning',
            warning,
            `${subject} has more than ${warning.above} items: ${warning.reason}.`,
            warning.help ?? 'Stay within the narrower limit to be safe.',
            items(field.of, warning.above + 1),
          ),
        ]
      : []),
    ...(unique
      ? [
          make('repeated', unique.severity, unique, `${subject} holds the same item twice.`, 'Remove one of them.', [
            first as Json,
            first as Json,
          ]),
        ]
      : []),
  ];
}
