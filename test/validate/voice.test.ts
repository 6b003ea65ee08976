import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import type { Example } from '../../src/base/explanation.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import { suppressionRuleDocs } from '../../src/suppressions/rule-docs.ts';
import { validationRuleDocs } from '../../src/validate/rule-docs.ts';

const found = (example: Example['bad']): readonly Diagnostic[] => {
  const files =
    typeof example === 'string' ? [{ file: 'f', content: example }] : example.map(({ file, text }) => ({ file, content: text }));
  return analyze(files, { year: 2026, unresolved: 'error', codes: ruleEntries().map(({ code }) => code) }).diagnostics;
};

const own = ruleEntries().filter(
  ({ code, from }) => from === 'field' || (Object.hasOwn(validationRuleDocs, code) && !Object.hasOwn(suppressionRuleDocs, code)),
);
const shown = own.flatMap(({ code, example }) =>
  example ? found(example.bad).flatMap((one) => (one.code === code ? [[code, one] as const] : [])) : [],
);

/** A help that ends in text to be pasted after a colon ends with that text. */
const pasted = /(?:: [^.]*|:\n[\s\S]*|\? *)$/;

describe('one voice: messages and help are sentences, labels are phrases', () => {
  test.each(shown)('%s', (_, { message, label, help, notes = [] }) => {
    for (const text of [message, ...notes]) expect(text).toMatch(/[^.]\.$/);
    if (help !== undefined && !pasted.test(help)) expect(help).toMatch(/[^.]\.$/);
    expect(label).not.toMatch(/\.$/);
  });

  test('there are many', () => expect(shown.length).toBeGreaterThan(140));
});
