import type { Diagnostic } from '../base/diagnostic.ts';
import { advice } from './rules/index.ts';
import type { AdviceInput, AdviceRule, Advice } from './rule.ts';

function diagnosticOf(rule: AdviceRule, { file, path, part, related, ...said }: Advice): Diagnostic {
  return {
    code: rule.code,
    severity: rule.severity,
    ...said,
    place: { file, path, ...(part && { part }) },
    ...(related && { related: related.map(({ message, ...place }) => ({ message, place })) }),
    ...(rule.sources && rule.sources.length > 0 && { sources: rule.sources }),
  };
}

/** Everything that there is to say of a spec that is right by itself. */
export function runAdvice(whole: AdviceInput): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const rule of advice) rule.check(whole, (remark) => void found.push(diagnosticOf(rule, remark)));
  return found;
}
