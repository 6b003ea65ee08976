import type { Json } from '../base/json.ts';
import { choices } from '../base/text.ts';
import type { MapField, ObjectField, Relation, TextField } from '../fields/field.ts';
import { kinds } from '../kinds/registry.ts';
import { rootPath, spelled, childPath } from '../validate/field-path.ts';
import type { FieldPath } from '../validate/field-path.ts';
import { exampleKey, goodSpec, relationExample, specWith, withKey } from './examples.ts';
import { breaking, lengthSample } from './samples.ts';
import { subjectOf } from './subject.ts';
import { intRules, listRules, makerOf, span, textRules } from './value-rules.ts';
import type { FieldRule } from './value-rules.ts';

export type { FieldRule } from './value-rules.ts';

function mapCodes(route: FieldPath, field: MapField): FieldRule[] {
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
function keyCodes(route: FieldPath, keys: TextField, holder: (key: string) => Json): FieldRule[] {
  const inner: FieldPath = { ...spelled(route), field: keys, code: `${route.code}-key` };
  return textRules(inner, keys).map((found) => {
    const rule = [...(keys.rules ?? []), ...(keys.warnings ?? [])].find((one) => found.code.endsWith(`-key-${one.code}`));
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

function relationCode(route: FieldPath, field: ObjectField, rule: Relation): FieldRule {
  const base = {
    code: `${route.code}-${rule.code}`,
    severity: rule.severity,
    fact: rule,
    what: `${rule.requirement.charAt(0).toUpperCase()}${rule.requirement.slice(1)}; this spec says otherwise.`,
    fix: rule.help ?? 'Make them agree.',
  };
  return { ...base, field: makerOf(route)('x', 'error', rule, '', '', undefined).field, example: relationExample(route.path, field, rule) };
}

function ownCodes(route: FieldPath): FieldRule[] {
  const { field } = route;
  switch (field.type) {
    case 'text':
      return textRules(route, field);
    case 'int':
      return intRules(route, field);
    case 'list':
      return listRules(route, field);
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
          'format',
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
function entryExample(route: FieldPath): Json {
  const kind = kinds.find((one) => one.section === route.path[0]);
  return kind?.example ?? (route.field.type === 'entries' ? route.field.of.example : {});
}

function retiredCode(route: FieldPath): FieldRule[] {
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

function inner(route: FieldPath): FieldPath[] {
  const { field } = route;
  switch (field.type) {
    case 'object':
      return Object.entries(field.fields).map(([name, one]) => childPath(route, name, one));
    case 'entries':
      return [childPath(route, exampleKey, field.of)];
    case 'list':
      return [childPath(route, 0, field.of)];
    case 'map':
      return [childPath(route, Object.keys(field.example as { [key: string]: Json })[0] ?? 'key', field.values)];
    default:
      return [];
  }
}

function codesBelow(route: FieldPath): FieldRule[] {
  return [...ownCodes(route), ...retiredCode(route), ...inner(route).flatMap(codesBelow)];
}

/** Every finding that the fields of a spec can give, in the order of the fields. */
export function fieldRules(): FieldRule[] {
  return codesBelow(rootPath);
}
