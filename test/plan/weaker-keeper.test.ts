import { expect, test } from 'vitest';
import { makePlan } from '../../src/plan/make-plan.ts';
import { diff } from '../../src/diff/diff.ts';
import type { Ways } from '../../src/diff/ways.ts';
import { desired, inventory, live, stack, state, target } from '../support/resources.ts';

const choosing = (key: string, retentionDays: number, ids: readonly string[]) =>
  desired('policies', { key, props: { retentionDays, disks: { any: ids.map((id) => ({ id })), not: [] } } });
const [from, to] = [choosing('from', 14, ['d-2']), choosing('to', 7, ['d-1'])];
const resources = [live(from, 'sp-from'), live(to, 'sp-to')];
const disks = inventory(target('disk', 'd-1'), target('disk', 'd-2'));

/** The disk is already listed under the entry that keeps it for a shorter time, and is to be taken off the other one. */
function planned(entries: readonly [typeof from, ...(typeof from)[]], ways?: Ways) {
  const attached = new Map([
    ['sp-from', ['d-1', 'd-2']],
    ['sp-to', ['d-1']],
  ]);
  const seen = state(resources, { attached, inventory: disks }, entries);
  return makePlan({ ...diff(entries, seen, stack, 0, ways), state: seen, stack });
}

test('what loses something by a move is a reduction, and all the same seen first where it moves to', () => {
  const plan = planned([from, to]);
  expect(plan.gate).toMatchObject({ count: 1, passed: false });
  expect(plan.operations).toMatchObject([
    { action: 'detach', risk: 'reduces-protection', ids: ['d-1'], movedTo: { 'd-1': 'policies/to' } },
  ]);
});

test('so is what is under a policy that is deleted', () => {
  const removed = [{ address: 'policies/from', occurrence: 'once', force: false, forget: false, file: 'f', path: ['removed', 0] }];
  const plan = planned([to], { moved: [], removed, prune: false });
  expect(plan.gate.reductions).toMatchObject([{ by: 'delete', ids: ['d-1', 'd-2'] }]);
  expect(plan.operations).toMatchObject([{ action: 'delete', movedTo: { 'd-1': 'policies/to' } }]);
});
