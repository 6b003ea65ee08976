import type { Json } from '../base/json.ts';

/** A canonical value inside a sentence. */
export const show = (value: Json): string => (value === null ? 'none' : JSON.stringify(value));
