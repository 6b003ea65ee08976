import type { SchemaError } from './validator.js';

/** Whether a value is valid; `errors` holds what the last call found. */
type Validate = { (value: unknown): boolean; errors?: readonly SchemaError[] | null };

export declare const seed: Validate;
export declare const addition: Validate;
export declare const faults: Validate;
export declare const settings: Validate;
export declare const clock: Validate;
export declare const thing: Validate;
