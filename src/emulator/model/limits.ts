import type { Json } from '../../base/json.ts';
import type { Fact, Refusal } from '../../facts/fact.ts';
import type { Field, Range, Relation } from '../../fields/field.ts';
import type { TextField } from '../../fields/text.ts';
import { RefusedCall } from './world.ts';

/**
 * Which fact about a field a value breaks, as the service judges it: facts of our own and cautions
 * (what is disputed or unwise, but taken) do not count. One source for the linter and the local cloud.
 */
export function brokenFact(field: Field, value: unknown): Fact | undefined {
  switch (field.type) {
    case 'text':
      return brokenText(field, String(value));
    case 'int':
      return field.range.also?.includes(Number(value)) ? undefined : outside(field.range, Number(value));
    case 'enum':
      return field.values.some((one) => one.toLowerCase() === String(value).toLowerCase()) ? undefined : field;
    case 'list':
      return brokenList(field, value as readonly unknown[]);
    case 'map':
      return brokenMap(field, value as { readonly [key: string]: string });
    case 'bool':
    case 'object':
    case 'entries':
    case 'date-time':
    case 'scalar':
      return undefined;
    default:
      return field satisfies never;
  }
}

const ofService = (fact: Fact): boolean => fact.sources.length > 0;

function outside(range: Range | undefined, size: number): Fact | undefined {
  return range !== undefined && ofService(range) && (size < range.min || size > range.max) ? range : undefined;
}

/** Characters are code points, as in JSON Schema. */
function brokenText(field: TextField, value: string): Fact | undefined {
  const rule = field.rules?.find((one) => ofService(one) && !new RegExp(one.pattern, 'u').test(value));
  return outside(field.length, [...value].length) ?? rule;
}

function brokenList(field: Extract<Field, { type: 'list' }>, values: readonly unknown[]): Fact | undefined {
  return outside(field.count, values.length) ?? values.map((one) => brokenFact(field.of, one)).find((fact) => fact !== undefined);
}

function brokenMap(field: Extract<Field, { type: 'map' }>, pairs: { readonly [key: string]: string }): Fact | undefined {
  const entries = Object.entries(pairs);
  const found = entries.map(([key, value]) => brokenText(field.keys, key) ?? brokenText(field.values, value));
  return outside(field.count, entries.length) ?? found.find((fact) => fact !== undefined);
}

/** Refuses with the code that a fact names. */
export function refuseIf(broken: boolean, fact: { readonly refusal?: Refusal }): void {
  if (broken && fact.refusal !== undefined) throw new RefusedCall(fact.refusal);
}

type Props = { readonly [field: string]: Json | undefined };

function breaks(relation: Relation, props: Props): boolean {
  switch (relation.type) {
    case 'any':
      return relation.fields.every((name) => props[name] === undefined);
    case 'excludes':
      return props[relation.field] !== undefined && props[relation.other] !== undefined;
    case 'needs':
      return (
        props[relation.field] !== undefined &&
        (relation.value === undefined ? props[relation.other] === undefined : props[relation.other] !== relation.value)
      );
    case 'either':
      return false;
    default:
      return relation satisfies never;
  }
}

/** Refuses what contradicts itself, where the service documents a code for that. Props go by the names of the spec. */
export function refuseRelations(relations: readonly Relation[], props: Props): void {
  const broken = relations.find((relation) => relation.severity === 'error' && relation.refusal !== undefined && breaks(relation, props));
  if (broken !== undefined) refuseIf(true, broken);
}
