import type { Severity } from '../base/diagnostic.ts';
import type { Example } from '../base/explanation.ts';
import type { Json } from '../base/json.ts';
import { choices } from '../base/text.ts';
import type { Fact } from '../kinds/fact.ts';
import type { Field, IntField, ListField, MapField, ObjectField, Range, Relation, TextField, TextRule } from '../kinds/field.ts';
import { kinds } from '../kinds/index.ts';
import { rootRoute, step } from '../rules/route.ts';
import type { Route } from '../rules/route.ts';
import { exampleKey, goodSpec, relationExample, specWith, withKey } from './examples.ts';
import { breaking, lengthSample } from './samples.ts';
import { subjectOf } from './subject.ts';

/** One finding that a fact about a field can give. */
export type FieldCode = {
  readonly code: string;
  readonly severity: Severity;
  readonly fact: Fact;
  readonly what: string;
  readonly fix: string;
  /** The field that it is about: names from the root, without keys and indices. */
  readonly field: string;
  readonly example?: Example;
};

type Maker = (part: string, severity: Severity, fact: Fact, what: string, fix: string, bad: Json | undefined) => FieldCode;

function makerOf(route: Route): Maker {
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

const span = ({ min, max }: Range, unit: string): string =>
  min === 0
    ? `more than ${max} ${unit}s`
    : min === 1
      ? `no ${unit}, or more than ${max}`
      : `fewer than ${min} or more than ${max} ${unit}s`;

function ruleCode(make: Maker, subject: string, rule: TextRule, severity: Severity, sample: Json | undefined, good: Json): FieldCode {
  const must = /^(must|may) /.test(rule.says);
  return make(
    rule.code,
    severity,
    rule,
    `${subject} ${rule.says}${must ? '; this one breaks that rule' : ''}.`,
    rule.help ?? `Write one that keeps to it, such as ${JSON.stringify(good)}.`,
    sample,
  );
}

function textCodes(route: Route, field: TextField): FieldCode[] {
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
    ...(field.cautions ?? []).map((rule) => ruleCode(make, subject, rule, 'warning', sampleOf(rule, 'warning'), field.example)),
  ];
}

function intCodes(route: Route, field: IntField): FieldCode[] {
  const make = makerOf(route);
  const { min, max, also = [] } = field.range;
  const allowed = choices([...also.map(String), `${min} to ${max}`]);
  const range = make('range', 'error', field.range, `${subjectOf(route)} is not ${allowed}.`, `Give ${allowed}.`, max + 1);
  const caution = field.caution;
  if (caution === undefined) return [range];
  return [
    range,
    make(
      'disputed',
      'warning',
      caution,
      `${subjectOf(route)} is above ${caution.above}: ${caution.says}.`,
      caution.help ?? 'Stay within the narrower limit to be safe.',
      caution.above + 1,
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

function listCodes(route: Route, field: ListField): FieldCode[] {
  const make = makerOf(route);
  const subject = subjectOf(route);
  const { count: limit, caution, unique } = field;
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
    ...(caution
      ? [
          make(
            'disputed',
            'warning',
            caution,
            `${subject} has more than ${caution.above} items: ${caution.says}.`,
            caution.help ?? 'Stay within the narrower limit to be safe.',
            items(field.of, caution.above + 1),
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

function mapCodes(route: Route, field: MapField): FieldCode[] {
  const make = makerOf(route);
  const limit = field.count;
  const full = (many: number): Json => Object.fromEntries(Array.from({ length: many }, (_, index) => [`key-${index + 1}`, 'v']));
  const count = limit
    ? [
        make(
          'count',
          'error',
          limit,
          `${subjectOf(route)} has ${span(limit, 'entry').replace(/entrys/, 'entries')}.`,
          `Keep to ${limit.min} to ${limit.max} entries.`,
          full(limit.min > 0 ? 0 : limit.max + 1),
        ),
      ]
    : [];
  return [...count, ...keyCodes(route, field.keys, (key) => withKey(field, key))];
}

/** Findings about keys, whose place is the key itself. */
function keyCodes(route: Route, keys: TextField, holder: (key: string) => Json): FieldCode[] {
  const inner: Route = { ...route, field: keys, code: `${route.code}-key` };
  return textCodes(inner, keys).map((found) => {
    const rule = [...(keys.rules ?? []), ...(keys.cautions ?? [])].find((one) => found.code.endsWith(`-key-${one.code}`));
    const sample = rule ? breaking(keys, rule, found.severity) : lengthSample(keys, 'long');
    const { example: _, ...rest } = found;
    const what = `A key of ${subjectOf(route)} ${found.what.slice(subjectOf(inner).length + 1)}`;
    return {
      ...rest,
      what,
      ...(sample !== undefined && {
        example: { bad: specWith(route.path, holder(String(sample))), good: goodSpec(route.path, route.field) },
      }),
    };
  });
}

function relationCode(route: Route, field: ObjectField, rule: Relation): FieldCode {
  const base = {
    code: `${route.code}-${rule.code}`,
    severity: rule.severity,
    fact: rule,
    what: `${rule.says.charAt(0).toUpperCase()}${rule.says.slice(1)}; this spec says otherwise.`,
    fix: rule.help ?? 'Make them agree.',
  };
  return { ...base, field: makerOf(route)('x', 'error', rule, '', '', undefined).field, example: relationExample(route.path, field, rule) };
}

function ownCodes(route: Route): FieldCode[] {
  const { field } = route;
  switch (field.type) {
    case 'text':
      return textCodes(route, field);
    case 'int':
      return intCodes(route, field);
    case 'list':
      return listCodes(route, field);
    case 'map':
      return mapCodes(route, field);
    case 'enum':
      return [
        makerOf(route)(
          'value',
          'error',
          field,
          `${subjectOf(route)} is not ${choices(field.values)}.`,
          `Write ${choices(field.values)}; casing does not count.`,
          'weekly',
        ),
      ];
    case 'moment':
      return [
        makerOf(route)(
          'form',
          'error',
          { row: 'OWN-MOMENT', sources: [] },
          `${subjectOf(route)} is no day and no instant with a zone, or one that no calendar has.`,
          'Write a day such as 2026-12-31, or an instant such as 2026-12-31T18:00:00Z.',
          '2026-02-30',
        ),
      ];
    case 'object':
      return (field.relations ?? []).map((rule) => relationCode(route, field, rule));
    case 'entries':
      return keyCodes(route, field.keys, (key) => ({ [key]: entryExample(route) }));
    case 'bool':
    case 'scalar':
      return [];
    default:
      return field satisfies never;
  }
}

/** A good entry of a section. */
function entryExample(route: Route): Json {
  const kind = kinds.find((one) => one.section === route.path[0]);
  return kind?.example ?? (route.field.type === 'entries' ? route.field.of.example : {});
}

function retiredCode(route: Route): FieldCode[] {
  const fact = route.field.retired;
  if (fact === undefined) return [];
  const code = makerOf(route)(
    'retired',
    'warning',
    fact,
    `${subjectOf(route)} is retired: ${fact.why}.`,
    'Remove it. It is accepted and never sent.',
    route.field.example,
  );
  return [{ ...code, example: { bad: specWith(route.path, route.field.example), good: specWith(route.path, undefined) } }];
}

function inner(route: Route): Route[] {
  const { field } = route;
  switch (field.type) {
    case 'object':
      return Object.entries(field.fields).map(([name, one]) => step(route, name, one));
    case 'entries':
      return [step(route, exampleKey, field.of)];
    case 'list':
      return [step(route, 0, field.of)];
    case 'map':
      return [step(route, Object.keys(field.example as { [key: string]: Json })[0] ?? 'key', field.values)];
    default:
      return [];
  }
}

function codesBelow(route: Route): FieldCode[] {
  return [...ownCodes(route), ...retiredCode(route), ...inner(route).flatMap(codesBelow)];
}

/** Every finding that the fields of a spec can give, in the order of the fields. */
export function fieldCodes(): FieldCode[] {
  return codesBelow(rootRoute);
}
