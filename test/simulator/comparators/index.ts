import type { Executor } from '../apply-run.ts';
import { plainly } from './plain.ts';

/** Executors to compare the product's with, by what they do where no answer came. */
export const comparators: { readonly [name: string]: Executor } = {
  /** Tries again with a fresh token, as most tools do. */
  retrying: plainly({ freshTokens: true, looks: false, trusts: true }),
  /** Keeps its token, looks once before it tries again, and believes what it sees. */
  trusting: plainly({ freshTokens: false, looks: true, trusts: true }),
};
