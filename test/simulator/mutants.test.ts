import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sorts } from './scenario.ts';
import mutants from './mutants.json' with { type: 'json' };

type Edit = { readonly file: string; readonly from: string; readonly to: string };
type Mutant = Edit & { readonly clause: string; readonly class?: string; readonly also?: readonly Edit[] };

const textOf = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

/** `npm run sim -- --mutants` plants them. */
test.each(mutants as readonly Mutant[])('$clause: the mutant can be planted', ({ also = [], class: sort = 'main', ...mutant }) => {
  expect(sorts).toContain(sort);
  for (const { file, from, to } of [mutant, ...also]) {
    expect(textOf(file).split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
  }
});

test('each mutant has a name of its own', () => expect(new Set(mutants.map(({ clause }) => clause)).size).toBe(mutants.length));
