export { checkInput, readInput } from './check.ts';
export type { InputKind, Validate } from './check.ts';
export type { SchemaError } from './explain.ts';
export { InvalidInput } from './invalid-input.ts';
export { pointerOf } from './member-path.ts';
