import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { editedSpec } from '../support/edited-specs.ts';
import { runsOr, withCloud } from '../support/library-cloud.ts';
import { entries, seed, textOf } from '../support/specs.ts';
import type { Spec } from '../support/specs.ts';

const declares = (spec: Spec): boolean => Object.keys(entries).some((name) => Object.keys(spec[name as keyof typeof entries]).length > 0);

/** Nothing is left to do: what no call can change is refused, and what the spec no longer declares is left alone. */
function expectDone(plan: Plan, text: string): void {
  expect(plan.operations, text).toEqual([]);
  const left = plan.entries.filter(({ outcome }) => outcome !== 'unchanged' && outcome !== 'unmanaged');
  expect(left, text).toEqual([]);
  expect(
    plan.problems.filter(({ severity }) => severity === 'error'),
    text,
  ).toEqual([]);
}

test('a spec, an edited one and the first again: once applied, nothing is left to do, whatever was edited', async () => {
  const seen: { [what: string]: number } = {
    create: 0,
    modify: 0,
    tag: 0,
    untag: 0,
    join: 0,
    attach: 0,
    detach: 0,
    unmanaged: 0,
  };
  await fc.assert(
    fc.asyncProperty(editedSpec, async ({ before, after }) => {
      await withCloud(seed, async ({ plan, apply }) => {
        for (const spec of [before, after, before].filter(declares)) {
          const text = textOf(spec);
          const planned = await plan(text);
          for (const { action } of planned.operations) seen[action] = (seen[action] ?? 0) + 1;
          expectDone(await apply(text), text);
          const left = await plan(text);
          expectDone(left, text);
          seen['unmanaged'] = (seen['unmanaged'] ?? 0) + left.entries.filter(({ outcome }) => outcome === 'unmanaged').length;
        }
      });
    }),
    { seed: 20261126, numRuns: runsOr(12) },
  );
  // Edits that change nothing would prove nothing.
  for (const [what, many] of Object.entries(seen)) expect(many, `${what} of ${JSON.stringify(seen)}`).toBeGreaterThan(0);
}, 3_600_000);
