import type { AdviceRule } from './rule.ts';
import * as rules from './rules/index.ts';

/** Every rule of advice, by code: loaders differ in the order of a namespace. */
export const adviceRules: readonly AdviceRule[] = Object.values(rules).sort((a, b) => (a.code < b.code ? -1 : 1));
