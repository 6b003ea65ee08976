import type { TextConstraint } from '../facts/constraint.ts';
import type { Schema } from './field-type.ts';

/** The length and the rules of a text. */
export function textLimits({ length, rules = [] }: TextConstraint): Schema {
  const patterns = rules.map(({ pattern }) => ({ pattern }));
  return {
    ...(length && { minLength: length.min, maxLength: length.max }),
    ...(patterns.length === 1 ? patterns[0] : patterns.length > 1 ? { allOf: patterns } : {}),
  };
}

/** Text within limits, or another schema: as two types in a list, the compiled validator would carry the whole schema along. */
export function orText(other: Schema, limits: Schema): Schema {
  const within = Object.keys(limits).length > 0;
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: { type: 'string' }, ...(within && { then: limits }), else: other };
}
