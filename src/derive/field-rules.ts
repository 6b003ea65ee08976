import type { Severity } from '../base/diagnostic.ts';
import type { Example } from '../base/explanation.ts';
import type { Json } from '../base/json.ts';
import { capitalized } from '../base/text.ts';
import type { Fact } from '../facts/fact.ts';
import { exampleKey } from '../fields/entries.ts';
import type { Relation } from '../facts/constraint.ts';
import type { FieldRuleDoc } from '../fields/field-type.ts';
import type { ObjectField } from '../fields/object.ts';
import { typeOf } from '../fields/registry.ts';
import { onlyInheritor } from '../kinds/inherited.ts';
import { kinds } from '../kinds/registry.ts';
import { childPath, rootPath } from '../validate/field-path.ts';
import type { FieldPath } from '../validate/field-path.ts';
import { goodSpec, relationExample, specWith } from './examples.ts';
import { keySubjectOf, subjectOf } from './subject.ts';

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

const fieldName = ({ path }: FieldPath): string => path.filter((key) => typeof key === 'string' && key !== exampleKey).join('.');

/** A good entry of a section. */
function entryExample({ path, field }: FieldPath): Json {
  const kind = kinds.find((one) => one.section === path[0]);
  return kind?.example ?? (field.type === 'entries' ? field.of.example : {});
}

/** The value of a field with one key of its own choice. */
const withKey = (at: FieldPath, key: string): Json => ({
  [key]: at.field.type === 'map' ? at.field.values.example : entryExample(at),
});

function documented(at: FieldPath, doc: FieldRuleDoc): FieldRule {
  const bad = doc.ofKey ? withKey(at, String(doc.bad)) : doc.bad;
  return {
    code: `${at.code}-${doc.part}`,
    severity: doc.severity,
    fact: doc.fact,
    what: `${doc.ofKey ? keySubjectOf(at) : subjectOf(at)} ${doc.what}.`,
    fix: doc.fix,
    field: fieldName(at),
    example: { bad: specWith(at.path, bad), good: goodSpec(at.path, at.field) },
  };
}

/** A sentence may begin with the name of a field, which keeps its casing. */
function sentence({ fields }: ObjectField, text: string): string {
  const startsWithField = Object.keys(fields).some((name) => text.startsWith(`${name} `));
  return `${startsWithField ? text : capitalized(text)}.`;
}

const relationRule = (at: FieldPath, field: ObjectField, rule: Relation): FieldRule => ({
  code: `${at.code}-${rule.code}`,
  severity: rule.severity,
  fact: rule,
  what: sentence(field, rule.requirement),
  fix: rule.help ?? 'Make them agree.',
  field: fieldName(at),
  example: relationExample(at.path, field, rule),
});

function retiredRule(at: FieldPath): FieldRule[] {
  const fact = at.field.retired;
  if (fact === undefined) return [];
  return [
    {
      code: `${at.code}-retired`,
      severity: 'warning',
      fact,
      what: `${subjectOf(at)} is retired: ${fact.why}.`,
      fix: 'Remove it. It is accepted and never sent.',
      field: fieldName(at),
      example: { bad: specWith(at.path, at.field.example), good: specWith(at.path, undefined) },
    },
  ];
}

/** Whether a field is a default of one kind: its findings are those of the kind's own field. */
const isOfOneKind = ({ path }: FieldPath, key: string | number): boolean =>
  path.length === 1 && path[0] === 'defaults' && onlyInheritor(String(key)) !== undefined;

function rulesAt(at: FieldPath): FieldRule[] {
  const { field } = at;
  const type = typeOf(field);
  return [
    ...type.rules(field).map((doc) => documented(at, doc)),
    ...(field.type === 'object' ? (field.relations ?? []).map((rule) => relationRule(at, field, rule)) : []),
    ...retiredRule(at),
    ...(type.children?.(field) ?? [])
      .filter(([key]) => !isOfOneKind(at, key))
      .flatMap(([key, inner]) => rulesAt(childPath(at, key, inner))),
  ];
}

/** Every finding that the fields of a spec can give, in the order of the fields. */
export const fieldRules = (): FieldRule[] => rulesAt(rootPath);
