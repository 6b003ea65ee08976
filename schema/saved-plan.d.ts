import type { SchemaError } from './validator.js';

/** Whether a value is a saved plan; `errors` holds what the last call found. */
export declare const savedPlan: { (value: unknown): boolean; errors?: readonly SchemaError[] | null };
