import type { Constraint, MapConstraint, TextConstraint } from '../../facts/constraint.ts';
import type { Fact, Range, Refusal } from '../../facts/fact.ts';
import { RefusedCall } from './refused-call.ts';

/** The fact that a value violates; warnings do not count, since the service accepts such values. */
export function violatedFact(constraint: Constraint, value: unknown): Fact | undefined {
  switch (constraint.type) {
    case 'text':
      return inText(constraint, String(value));
    case 'int':
      return constraint.range.also?.includes(Number(value)) ? undefined : outside(constraint.range, Number(value));
    case 'enum':
      return constraint.values.some((one) => one.toLowerCase() === String(value).toLowerCase()) ? undefined : constraint;
    case 'list':
      return inList(constraint, value as readonly unknown[]);
    case 'map':
      return inMap(constraint, value as { readonly [key: string]: string });
    default:
      return constraint satisfies never;
  }
}

function outside(range: Range | undefined, size: number): Fact | undefined {
  return range !== undefined && (size < range.min || size > range.max) ? range : undefined;
}

function inText(constraint: TextConstraint, value: string): Fact | undefined {
  return outside(constraint.length, [...value].length) ?? constraint.rules?.find((rule) => !new RegExp(rule.pattern, 'u').test(value));
}

function inList({ count, of }: Extract<Constraint, { type: 'list' }>, values: readonly unknown[]): Fact | undefined {
  const inItems = of === undefined ? [] : values.map((one) => violatedFact(of, one));
  return outside(count, values.length) ?? inItems.find((fact) => fact !== undefined);
}

function inMap({ count, keys, values }: MapConstraint, pairs: { readonly [key: string]: string }): Fact | undefined {
  const entries = Object.entries(pairs);
  const found = entries.map(([key, value]) => inText(keys, key) ?? inText(values, value));
  return outside(count, entries.length) ?? found.find((fact) => fact !== undefined);
}

/** Refuses with the code that a fact names. @throws RefusedCall */
export function refuseIf(condition: boolean, fact: { readonly refusal?: Refusal }): void {
  if (condition && fact.refusal !== undefined) throw new RefusedCall(fact.refusal);
}
