import type { Severity } from '../base/diagnostic.ts';
import type { TextField, TextRule } from '../fields/field.ts';
import { validateText } from '../validate/text.ts';

/** Texts that people write by mistake. The first that breaks one rule and no other shows the rule. */
const mistakes = [
  'http://orders',
  'see http://orders',
  'auto-nightly',
  'Auto-nightly',
  '-nightly',
  '1nightly',
  'night ly',
  'night.ly',
  'Payments',
  '数据库',
  'acs:nightly',
  'snapspec:nightly',
  'cn-nowhere',
  'cn_hangzhou',
  'release 1.0',
  '12ab',
  '2:00',
];

/** A text that breaks a rule, and is found for nothing else. */
export function breaking(field: TextField, rule: TextRule, severity: Severity): string | undefined {
  return mistakes.find((text) => {
    const found = validateText(field, text, '', '');
    return found.length === 1 && found[0]?.code === `-${rule.code}` && found[0]?.severity === severity;
  });
}

/** A text of a wrong length: too short where that is possible, or too long. */
export function lengthSample(field: TextField, which: 'short' | 'long' = 'short'): string {
  const { min, max } = field.length ?? { min: 0, max: 0 };
  return min > 0 && which === 'short' ? 'n'.repeat(min - 1) : 'n'.repeat(max + 1);
}
