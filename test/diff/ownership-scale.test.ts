import { expect, test } from 'vitest';
import { ownershipIndex, unmanaged } from '../../src/diff/ownership.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { opOf, retagged } from '../support/ownership.ts';
import { desired, live, scopeOf } from '../support/resources.ts';

const entryAt = (index: number): Desired => desired('snapshots', { key: `k${index}`, props: { diskId: `d-${index}` } });
const entries = Array.from({ length: 10_000 }, (_, index) => entryAt(index));
/** Ours, what another stack owns, and what nobody marked; all with tags of their own. */
const things = Array.from({ length: 25_000 }, (_nothing, index): Live => {
  const entry = entries[index % 10_000] as Desired;
  const { owner: _, ...unmarked } = live(entry, `s-${index}`);
  return index < 9_000 ? live(entry, `s-${index}`) : index < 17_000 ? live({ ...entry, stack: 'other' }, `s-${index}`) : unmarked;
});

/** Milliseconds to match every entry. */
function timed(resources: readonly Live[]): { readonly ms: number; readonly found: number } {
  const start = performance.now();
  const scope = scopeOf(...entries);
  const matchOf = ownershipIndex(resources, scope);
  const found = entries.filter((entry) => matchOf(entry).live !== undefined).length;
  unmanaged(resources, scope);
  return { ms: performance.now() - start, found };
}

/** Milliseconds to make the tokens of all things once: what a proof of each costs at least. */
function yardstick(): number {
  const start = performance.now();
  for (const entry of [...entries, ...entries, ...entries.slice(0, 5_000)]) opOf(entry);
  return performance.now() - start;
}

test('25,000 resources and 10,000 entries are matched in about the time that their tokens take', () => {
  timed(things);
  const floor = yardstick();
  const { ms, found } = timed(things);
  expect(found).toBe(9_000);
  expect(ms / floor).toBeLessThan(5);
});

test('a token that is right for nothing is compared with every entry once, not once for each resource', () => {
  const wrong = (index: number): Live =>
    retagged(live(entryAt(index), `s-${index}`), {
      'snapspec:address': `snapshots/zz${index}`,
      'snapspec:op': opOf(entryAt(index), { account: '2' }),
    });
  const ours = entries.map((entry, index) => live(entry, `ours-${index}`));
  const one = timed([...ours, wrong(0)]).ms;
  const many = timed([...ours, ...Array.from({ length: 100 }, (_, index) => wrong(index))]).ms;
  expect(many / one).toBeLessThan(3);
});
