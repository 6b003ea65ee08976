import { describe, expect, test } from 'vitest';
import { identityOf } from '../../src/compile/identity.ts';
import { withAdoptions } from '../../src/diff/adoption.ts';
import { diff } from '../../src/diff/diff.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import { ownershipIndex } from '../../src/diff/ownership.ts';
import { ownershipScope } from '../../src/diff/ownership-scope.ts';
import type { Ways } from '../../src/diff/ways.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { savedSpec } from '../../src/saved/saved-plan.ts';
import { staleIn } from '../../src/saved/stale.ts';
import type { Stale } from '../../src/saved/stale.ts';
import { account, desired, live, region, stack, state } from '../support/resources.ts';
import { savedFor } from '../support/saved-plans.ts';

const at = { file: 'snapspec.yaml', path: ['moved', 0] };
const former = desired('policies', { key: 'before' });
const entry = desired('policies', { key: 'nightly' });
const longer = desired('policies', { key: 'nightly', props: { retentionDays: 30 } });
const marked = live(entry, 'sp-1');
const old = live(former, 'sp-1');
const { owner: _, ...bare } = marked;
const twin = live(entry, 'sp-2', { createdAt: '2026-11-02T00:00:00Z' });
const oldTwin = live(former, 'sp-2', { createdAt: '2026-11-02T00:00:00Z' });

const ways = (more: Partial<Ways>): Ways => ({ moved: [], removed: [], prune: false, ...more });
const moved = ways({ moved: [{ ...at, from: former.address, to: entry.address }] });
const without = { forget: false, force: false, occurrence: 'once', ...at };

function planned(
  entries: readonly Desired[],
  resources: readonly Live[],
  asked: Ways,
  attached: { readonly [id: string]: readonly string[] } = {},
): Plan {
  const scope = ownershipScope(stack, { account, region }, entries, asked);
  const matchOf = withAdoptions(ownershipIndex(resources, scope), resources, scope);
  const more: Partial<LiveState> = { matchOf, attached: new Map(Object.entries(attached)) };
  const seen = state(resources, more, entries);
  return makePlan({ ...diff(entries, seen, stack, 0, asked), state: seen, stack });
}

const staleNow = (plan: Plan, now: Plan, entries: readonly Desired[]): Stale[] =>
  staleIn(savedFor(plan, entries), now, { spec: savedSpec({ desired: entries } as unknown as Program), variables: {} });

describe('a saved plan of a spec with several lines of one entry', () => {
  const adopting = [{ ...longer, adopt: 'sp-1' }];
  test.each<[string, readonly Desired[], readonly Live[], Ways, readonly Live[]]>([
    ['an entry that gets the marks of its new name, and changes', [longer], [old], moved, [marked]],
    [
      'one that is taken over, and changes',
      adopting,
      [bare],
      ways({}),
      [{ ...marked, owner: identityOf(longer, account, region, 0).owner }],
    ],
    ['one whose duplicate is removed by its id', [longer], [marked, twin], ways({ removed: [{ ...without, id: 'sp-2' }] }), [marked]],
    ['one whose duplicate is pruned, and moves', [entry], [old, oldTwin], { ...moved, prune: true }, [marked, oldTwin]],
  ])('counts while nothing has changed, and where a part of it is done: %s', (_name, entries, before, asked, halfDone) => {
    const plan = planned(entries, before, asked);
    expect(plan.operations.length).toBeGreaterThan(1);
    expect(staleNow(plan, planned(entries, before, asked), entries)).toEqual([]);
    expect(staleNow(plan, planned(entries, halfDone, asked), entries)).toEqual([]);
  });

  test('is stale where something else of the entry gets marks, or is to go', () => {
    const plan = planned([longer], [old], moved);
    expect(staleNow(plan, planned([longer], [old, oldTwin], moved), [longer])).toContainEqual({
      address: entry.address,
      field: 'outcome',
      planned: null,
      now: 'move',
    });
  });
});

describe('a saved plan of what the run that applies it does not ask for', () => {
  const pruned = ways({ prune: true });
  test.each<[string, Ways, readonly Live[]]>([
    ['a deletion by --prune, applied without it', pruned, [marked, { ...old, id: 'sp-3' }]],
    [
      'a deletion by removed, whose item is gone',
      ways({ removed: [{ ...without, address: former.address }] }),
      [marked, { ...old, id: 'sp-3' }],
    ],
    [
      'what is to be let go of, whose item is gone',
      ways({ removed: [{ ...without, forget: true, address: former.address }] }),
      [marked, { ...old, id: 'sp-3' }],
    ],
  ])('is stale, not done: %s', (_name, asked, resources) => {
    const plan = planned([entry], resources, asked);
    expect(plan.operations).toHaveLength(1);
    expect(staleNow(plan, planned([entry], resources, ways({})), [entry])).toMatchObject([
      { address: former.address, field: 'outcome', now: 'unmanaged' },
    ]);
    expect(staleNow(plan, planned([entry], [marked], ways({})), [entry])).toEqual([]);
  });
});

describe('a saved plan that deletes a policy', () => {
  const removed = ways({ removed: [{ ...without, address: former.address }] });
  const of = (...disks: readonly string[]): Plan =>
    planned(
      [entry],
      [marked, old].map((one, index) => ({ ...one, id: `sp-${index}` })),
      removed,
      { 'sp-1': disks },
    );

  test('is stale where another disk would lose its protection now, though no more of them', () => {
    expect(staleNow(of('d-1', 'd-2'), of('d-1'), [entry])).toEqual([]);
    expect(staleNow(of('d-1'), of('d-2'), [entry])).toEqual([
      { address: former.address, field: 'what loses this protection', planned: ['d-1'], now: ['d-2'] },
    ]);
    expect(staleNow(of('d-1'), of('d-1', 'd-2'), [entry])).toMatchObject([{ field: 'how many lose this protection', planned: 1, now: 2 }]);
  });

  test('counts where two duplicates lose as much each, in whatever order', () => {
    const both = [old, oldTwin];
    const plan = planned([entry], both, removed, { 'sp-1': ['d-1', 'd-2'], 'sp-2': ['d-3'] });
    expect(plan.gate.reductions).toHaveLength(2);
    expect(staleNow(plan, plan, [entry])).toEqual([]);
  });
});
