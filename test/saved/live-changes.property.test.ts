import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/base/json.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import { kinds } from '../../src/kinds/registry.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { savedSpec } from '../../src/saved/saved-plan.ts';
import { staleIn } from '../../src/saved/stale.ts';
import { programOf, runsOr } from '../support/library-cloud.ts';
import { live, stack } from '../support/resources.ts';
import { planFor, savedFor } from '../support/saved-plans.ts';
import { spec, textOf } from '../support/specs.ts';
import { happenTo, inventoryOfSeed, managedFields, worldOf } from './live-changes.ts';
import type { Standing, World } from './live-changes.ts';

const idOf = ({ address }: Desired): string => `x-${address}`;

function planIn(world: World): Plan {
  const all = [...world];
  const resources = all.map(([one, { props, attached }]) =>
    live(one, idOf(one), { props: { ...one.props, ...props, diskNums: attached.length } }),
  );
  const more: Partial<LiveState> = {
    attached: new Map(all.map(([one, { attached }]) => [idOf(one), attached])),
    inventory: inventoryOfSeed,
  };
  return planFor([...world.keys()], resources, more, { approvals: [{ by: 'flag', reductions: 1000 }], limit: 0 });
}

const cases = spec
  .map((one) => programOf(textOf({ ...one, stack })).desired)
  .filter((entries) => entries.length > 0)
  .chain((entries) => fc.tuple(worldOf(entries), fc.nat(entries.length - 1), fc.nat(1000)));

test('whatever changes in the cloud after a plan was saved is noticed, field by field; what is as the spec has it is not', () => {
  const tried = new Map<string, number>();
  fc.assert(
    fc.property(cases, ([world, at, pick]) => {
      const [one, before] = [...world][at] as [Desired, Standing];
      const entries = [...world.keys()];
      const present = { spec: savedSpec({ desired: entries } as unknown as Program), variables: {} };
      const plan = savedFor(planIn(world), entries);
      expect(staleIn(plan, planIn(world), present)).toEqual([]);
      for (const field of managedFields(one.section)) {
        const happened = happenTo(one, field, before, pick);
        if (happened === undefined) continue;
        const { named, now, standing, isDone } = happened;
        const stale = staleIn(plan, planIn(new Map([...world, [one, standing]])), present);
        const told = stale.filter((each) => each.address === one.address && each.field === named).map((each) => canonicalJson(each.now));
        expect(told, `${one.address} ${named}: ${JSON.stringify(stale)}`).toEqual(isDone ? [] : [canonicalJson(now)]);
        if (!isDone) tried.set(`${one.section} ${field}`, (tried.get(`${one.section} ${field}`) ?? 0) + 1);
      }
    }),
    { seed: 20261126, numRuns: runsOr(150) },
  );
  for (const { section } of kinds)
    for (const field of managedFields(section)) expect(tried.get(`${section} ${field}`) ?? 0, `${section} ${field}`).toBeGreaterThan(3);
}, 3_600_000);
