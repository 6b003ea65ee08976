import type { Diagnostic } from '../base/diagnostic.ts';
import { adviceRules } from './list.ts';
import type { AdviceInput } from './rule.ts';

/** All advice on a valid spec. */
export function runAdvice(input: AdviceInput): Diagnostic[] {
  return adviceRules.flatMap(({ code, severity, sources = [], check }) => {
    const found: Diagnostic[] = [];
    check(input, (advice) => void found.push({ code, severity, ...advice, ...(sources.length > 0 && { sources }) }));
    return found;
  });
}
