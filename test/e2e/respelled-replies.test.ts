import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planDigest } from '../../src/plan/digest.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { chanceOf } from '../fuzz/chance.ts';
import { editedSpec } from '../support/edited-specs.ts';
import { runsOr, withCloud } from '../support/library-cloud.ts';
import { respelling } from '../support/respelled.ts';
import { seed, textOf } from '../support/specs.ts';

/** What of a plan must not depend on how the service spells: all but how many calls its pages took. */
const told = ({ entries, calls: _, ...plan }: Plan) => ({
  ...plan,
  entries: entries.map((entry) => ({ ...entry, status: entry.status?.toLowerCase() })),
});

test('a plan is the same for every order, casing, default and spelling in which the service may answer', async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(editedSpec, fc.nat(), fc.boolean(), async ({ before, after }, start, prune) => {
      await withCloud(seed, async ({ plan, apply }) => {
        await apply(textOf(before));
        const chance = chanceOf(start, 0);
        for (const [index, spec] of [before, after].entries()) {
          const text = textOf(spec);
          const plain = await plan(text, { prune }).catch((error: Error) => error);
          const other = await plan(text, { prune, wrap: respelling((most) => chance.below(most)) }).catch((error: Error) => error);
          if (plain instanceof Error) {
            expect(String(other)).toBe(String(plain));
            continue;
          }
          const respelled = other as Plan;
          expect(told(respelled), text).toEqual(told(plain));
          expect(planDigest(respelled)).toBe(planDigest(plain));
          changed += index === 1 && plain.operations.length > 0 ? 1 : 0;
        }
      });
    }),
    { seed: 20261126, numRuns: runsOr(15) },
  );
  expect(changed).toBeGreaterThan(0);
}, 3_600_000);
