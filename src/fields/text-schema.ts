import type { TextConstraint } from '../facts/constraint.ts';
import type { Audience, Schema } from './field-type.ts';

/** A pattern, and for editors what to say where it does not match. */
export const patternSchema = (pattern: string, message: string, audience: Audience): Schema => ({
  pattern,
  ...(audience === 'editor' && { patternErrorMessage: message }),
});

/** A text that is nothing but one variable. */
export const variablePattern = '^\\$\\{var\\.[A-Za-z][A-Za-z0-9_-]*\\}$';

/** A value of another type than text; in an editor one variable may stand in its place. */
export function orVariable(schema: Schema & { readonly type: string }, audience: Audience): Schema {
  if (audience === 'validator') return schema;
  const message = `It must be ${schema.type === 'array' ? 'a list' : schema.type === 'boolean' ? 'true or false' : 'a whole number'}, or one variable.`;
  return { ...schema, type: [schema.type, 'string'], ...patternSchema(variablePattern, message, audience) };
}

/** The length and the rules of a text. */
export function textLimits(field: TextConstraint, audience: Audience): Schema {
  const rules = (field.rules ?? []).map((rule) => patternSchema(rule.pattern, `It ${rule.requirement}.`, audience));
  return {
    ...(field.length && { minLength: field.length.min, maxLength: field.length.max }),
    ...(rules.length === 1 ? rules[0] : rules.length > 1 ? { allOf: rules } : {}),
  };
}

/** A text within limits; in an editor a variable may stand in it. */
export function textSchema(limits: Schema, audience: Audience): Schema {
  if (audience === 'validator' || Object.keys(limits).length === 0) return { type: 'string', ...limits };
  return { type: 'string', if: { pattern: '\\$\\{var\\.' }, else: limits };
}

/** Text within limits, or another schema: as two types in a list, the compiled validator would carry the whole schema along. */
export function orText(other: Schema, limits: Schema): Schema {
  const within = Object.keys(limits).length > 0;
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: { type: 'string' }, ...(within && { then: limits }), else: other };
}
