import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';
import { runsOr, withCloud } from '../support/library-cloud.ts';
import { seed, spec, textOf } from '../support/specs.ts';
import type { Spec } from '../support/specs.ts';

type Tags = { readonly [key: string]: string };
type Row = { readonly id: string; readonly tags: Tags };

/** The sections whose things carry tags. */
const tagged = ['policies', 'snapshots', 'groups'] as const;
type Tagged = (typeof tagged)[number];

/** What carries the marks of a stack, by its address. */
function ownedIn(emulator: Emulator): ReadonlyMap<string, Row> {
  const rows = tagged.flatMap((section) => (emulator.world().resources[section]?.rows ?? []) as unknown as readonly Row[]);
  return new Map(rows.filter(({ tags }) => 'snapspec:op' in tags).map((row) => [row.tags['snapspec:address'] ?? '', row]));
}

/** What an entry says of its tags, with what holds of all. */
function saidOf({ defaults, ...sections }: Spec, address: string): { readonly listed: Tags; readonly removes: boolean } {
  const [section, key] = address.split('/') as [Tagged, string];
  const [own, all] = [sections[section][key], defaults] as { tags?: Tags; unlistedTags?: string }[];
  return { listed: { ...all?.tags, ...own?.tags }, removes: (own?.unlistedTags ?? all?.unlistedTags) === 'remove' };
}

/** Tags that neither snapspec nor the entry set. */
const foreignIn = (tags: Tags, listed: Tags): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('snapspec:') && !Object.hasOwn(listed, key)));

/** What robots write: keys of their own, and such as look like those of the spec and of the cloud. */
const robotTags = fc.dictionary(
  fc.oneof(fc.stringMatching(/^[B-Z][A-Za-z0-9:._-]{0,12}$/), fc.constantFrom('ACS:owner', 'Team', 'cost-center', 'team ', '团队')),
  fc.stringMatching(/^[A-Za-z0-9 =+@]{0,12}$/),
  { maxKeys: 6 },
);

/** What one robot does to one thing: tags to set, and how many it takes off of what no spec lists. */
const visit = fc.record({ set: robotTags, removed: fc.nat(3) });
const rounds = fc.array(fc.array(visit, { minLength: 9, maxLength: 9 }), { minLength: 1, maxLength: 3 });

/** Lets robots tag all that a stack owns, up to 20 tags each. What each then carries that its entry does not list. */
function visitAll(
  emulator: Emulator,
  one: Spec,
  visits: readonly { readonly set: Tags; readonly removed: number }[],
): ReadonlyMap<string, Tags> {
  return new Map(
    [...ownedIn(emulator)].map(([address, { id, tags }], index) => {
      const { set = {}, removed = 0 } = visits[index] ?? {};
      const { listed } = saidOf(one, address);
      const before = foreignIn(tags, listed);
      const own = Object.entries(tags).filter(([key]) => !Object.hasOwn(before, key));
      const after = Object.entries({ ...Object.fromEntries(Object.entries(before).slice(removed)), ...foreignIn(set, listed) });
      const fitting = Object.fromEntries(after.slice(0, 20 - own.length));
      emulator.change(id, { tags: { ...Object.fromEntries(own), ...fitting } });
      return [address, fitting];
    }),
  );
}

test('a robot that tags between runs and the spec never fight, whether unlisted tags are kept or removed', async () => {
  const seen = { kept: 0, removed: 0 };
  await fc.assert(
    fc.asyncProperty(spec, rounds, async (one, all) => {
      fc.pre(tagged.some((section) => Object.keys(one[section]).length > 0));
      const text = textOf(one);
      await withCloud(seed, async ({ emulator, plan, apply, writes }) => {
        await apply(text);
        for (const visits of all) {
          const left = visitAll(emulator, one, visits);
          const touched = [...left].filter(([address, foreign]) => saidOf(one, address).removes && Object.keys(foreign).length > 0);
          const before = writes();
          const planned = (await plan(text)).operations.map(({ address, action }) => `${action} ${address}`);
          expect(planned.sort(), text).toEqual(touched.map(([address]) => `untag ${address}`).sort());
          await apply(text);
          expect(writes() - before).toBe(touched.length);
          expect((await plan(text)).operations, text).toEqual([]);
          for (const [address, { tags }] of ownedIn(emulator)) {
            const { listed, removes } = saidOf(one, address);
            expect(foreignIn(tags, listed), address).toEqual(removes ? {} : left.get(address));
            expect(tags).toMatchObject(listed);
          }
          seen.removed += touched.length;
          seen.kept += [...left].filter(([address, foreign]) => !saidOf(one, address).removes && Object.keys(foreign).length > 0).length;
        }
      });
    }),
    { seed: 20261126, numRuns: runsOr(10) },
  );
  for (const [what, many] of Object.entries(seen)) expect(many, what).toBeGreaterThan(10);
}, 3_600_000);
