import { ownRule } from '../facts/fact.ts';
import type { TextField } from '../fields/text.ts';

/** The form of a key that a person chooses. */
export const key = (doc: string): TextField => ({
  type: 'text',
  doc,
  example: 'nightly',
  rules: [
    {
      ...ownRule('OWN-KEY'),
      code: 'format',
      pattern: '^[A-Za-z][A-Za-z0-9_-]*$',
      highlight: '^[^A-Za-z]|[^A-Za-z0-9_-]|^$',
      requirement: 'must start with a letter and contain only letters, digits, `_` and `-`',
      bad: 'night ly',
    },
  ],
});
