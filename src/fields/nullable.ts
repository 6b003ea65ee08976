import type { Schema } from './field-type.ts';

/** A mapping that may be left empty. Ajv has a keyword of its own for it, which costs the compiled validator less than a second type. */
export const nullableType: Schema = { type: 'object', nullable: true };
