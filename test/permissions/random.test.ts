import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editedSpec } from '../support/edited-specs.ts';
import { runsOr } from '../support/library-cloud.ts';
import { entries, seed, textOf } from '../support/specs.ts';
import type { Spec } from '../support/specs.ts';
import { live } from './runs.ts';

const declares = (spec: Spec): boolean => Object.keys(entries).some((name) => Object.keys(spec[name as keyof typeof entries]).length > 0);

test('whatever a spec says, and is edited to, what its policies allow is enough', async () => {
  let lived = 0;
  await fc.assert(
    fc.asyncProperty(editedSpec, fc.constantFrom('plan' as const, 'apply' as const), fc.boolean(), async ({ before, after }, as, prune) => {
      const steps = [before, after, before].filter(declares).map((spec) => ({
        spec: [{ file: 'spec.yaml', content: textOf(spec) }],
        options: { prune },
      }));
      lived += steps.length;
      expect(await live({ name: '', seed, steps }, as), steps.map(({ spec }) => spec[0]?.content).join('---\n')).toEqual([]);
    }),
    { seed: 20261126, numRuns: runsOr(10) },
  );
  expect(lived).toBeGreaterThan(0);
}, 3_600_000);
