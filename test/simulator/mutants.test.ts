import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import mutants from './mutants.json' with { type: 'json' };

/** `npm run sim -- --mutants` plants them. */
test.each(mutants)('$clause: the mutant can be planted', ({ file, from, to }) => {
  const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  expect(text.split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});

test('each mutant has a name of its own', () => expect(new Set(mutants.map(({ clause }) => clause)).size).toBe(mutants.length));
