import type { Executor } from '../apply-run.ts';

/** Executors to compare the product's with. */
export const comparators: { readonly [name: string]: Executor } = {};
