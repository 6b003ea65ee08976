import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Mutant = {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly tests: readonly string[];
};

const textOf = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

/** `npm run mutants` plants them, and runs the tests that should notice. */
describe.each(['facts', 'decisions', 'security'])('%s', (list) => {
  const mutants = JSON.parse(textOf(`test/mutants/${list}.json`)) as readonly Mutant[];

  test.each(mutants)('$name: the mutant can be planted', ({ file, from, to }) => {
    expect(textOf(file).split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
  });

  test('each has a name of its own', () => expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length));
});
