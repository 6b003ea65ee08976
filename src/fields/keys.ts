import type { FieldRuleDoc } from './field-type.ts';
import { text } from './text.ts';
import type { TextField } from './text.ts';

/** The findings about the keys of a map or of entries, for their pages. A key that is too short is an empty one, so too long it is. */
export const keyRules = (keys: TextField): FieldRuleDoc[] =>
  text.rules(keys).map((rule) => ({
    ...rule,
    part: `key-${rule.part}`,
    ofKey: true,
    ...(rule.part === 'length' && { bad: 'n'.repeat((keys.length?.max ?? 0) + 1) }),
  }));
