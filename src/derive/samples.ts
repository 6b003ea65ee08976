import type { Severity } from '../base/diagnostic.ts';
import type { TextRule } from '../fields/field.ts';
import { textIssues } from '../fields/text.ts';
import type { TextField } from '../fields/text.ts';

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

/** A text that breaks a rule which has no sample of its own, and is found for nothing else. */
export function breaking(field: TextField, rule: TextRule, severity: Severity): string | undefined {
  return mistakes.find((text) => {
    const found = textIssues(field, text, { name: '', code: '' });
    return found.length === 1 && found[0]?.code === `-${rule.code}` && found[0]?.severity === severity;
  });
}
