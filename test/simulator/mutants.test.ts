import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sorts } from './scenario.ts';
import layers from './layers.json' with { type: 'json' };
import mutants from './mutants.json' with { type: 'json' };

type Edit = { readonly file: string; readonly from: string; readonly to: string };
type Mutant = Edit & {
  readonly clause: string;
  readonly class?: string;
  readonly also?: readonly Edit[];
  /** Layers that cover the clause, and are off: what it is compared with is the executor without them. */
  readonly without?: readonly string[];
  /** Why no promise breaks without the clause. */
  readonly survives?: string;
};

const all: readonly Mutant[] = mutants;
const layerOf: { readonly [name: string]: { readonly what: string; readonly edits: readonly Edit[] } } = layers;
const textOf = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

/** Plants one text after the other, each of which has to be there exactly once. */
function plant(edits: readonly Edit[]): void {
  const texts = new Map<string, string>();
  for (const { file, from, to } of edits) {
    const text = texts.get(file) ?? textOf(file);
    expect(text.split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
    texts.set(
      file,
      text.replace(from, () => to),
    );
  }
}

/** `npm run sim -- --mutants` plants them. */
test.each(all)('$clause: the mutant can be planted', ({ also = [], class: sort = 'main', without = [], ...mutant }) => {
  expect(sorts).toContain(sort);
  plant([...without.flatMap((name) => layerOf[name]?.edits ?? []), mutant, ...also]);
});

test('each mutant has a name of its own', () => expect(new Set(all.map(({ clause }) => clause)).size).toBe(all.length));

test('each layer that is off is one, says what it comes to, and is off for some clause', () => {
  expect([...new Set(all.flatMap(({ without = [] }) => without))].sort()).toEqual(Object.keys(layerOf).sort());
  for (const { what } of Object.values(layerOf)) expect(what.length).toBeGreaterThan(20);
});

test('at least 60 mutants are killed, and of each other one it is said why it survives', () => {
  const survivors = all.filter(({ survives }) => survives !== undefined);
  expect(all.length - survivors.length).toBeGreaterThanOrEqual(60);
  for (const { survives = '' } of survivors) expect(survives.split(' ').length).toBeGreaterThan(8);
});
