import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import type { Finding } from '../../src/diff/finding.ts';
import type { Live } from '../../src/kinds/live.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { preflight } from '../../src/preflight/preflight.ts';
import { desired, live, stack, state } from '../support/resources.ts';

const oldEntry = desired('policies', { key: 'old' });
const newEntry = desired('policies', { key: 'new' });
const weaker = desired('policies', { key: 'new', props: { retentionDays: 7 } });
const [oldOne, newOne] = [live(oldEntry, 'sp-old'), live(newEntry, 'sp-new')];
const theirs: readonly Live[] = Array.from({ length: 9 }, (_, n) => {
  const { owner: _owner, ...one } = live(desired('policies', { key: `theirs-${n}` }), `sp-theirs-${n}`);
  return one;
});

const common = { fields: [], losses: [], attach: [], detach: [], notes: [] } as const;
const update = (one: Live, more: Partial<Change & { type: 'update' }>): Change => {
  const entry = one === oldOne ? oldEntry : newEntry;
  return { type: 'update', address: entry.address, desired: entry, live: one, ...common, ...more };
};
const taking = (...attach: readonly string[]): Change => update(newOne, { attach });
const losing = (...detach: readonly string[]): Change => update(oldOne, { detach });
const create = (entry = newEntry): Change => ({
  type: 'create',
  address: entry.address,
  desired: entry,
  generation: 0,
  attach: ['d-1'],
  notes: [],
});
const remove: Change = { type: 'delete', address: oldEntry.address, live: oldOne, force: false, notes: [] };

/** The disks are under the old policy, and under so many of others. */
const world = (others: number, ids: readonly string[] = ['d-1'], isOld = true) =>
  state([oldOne, newOne, ...theirs], {
    attached: new Map([
      ['sp-old', isOld ? ids : []],
      ['sp-new', []],
      ...theirs.slice(0, others).map(({ id }): [string, readonly string[]] => [id, ids]),
    ]),
  });
const approved = { approvals: [{ by: 'flag' as const, reductions: 9 }], limit: 0 };
const plan = (changes: readonly Change[], read = world(9), gate?: typeof approved, findings: readonly Finding[] = []): Plan =>
  makePlan({ changes, findings, state: read, stack, ...(gate && { gate }) });
const sent = ({ operations }: Plan): string[] => operations.filter(({ held }) => held === undefined).map(({ id }) => id);
const held = ({ operations }: Plan): string[] => operations.filter((one) => one.held !== undefined).map(({ id }) => id);

describe('a disk that moves and is at its limit', () => {
  test('is one operation of two calls, which takes it off first', () => {
    const { operations, entries, calls } = plan([taking('d-1'), losing('d-1')], world(9), approved);
    expect(operations).toEqual([
      {
        id: 'policies/new#reattach',
        address: 'policies/new',
        section: 'policies',
        resourceId: 'sp-new',
        action: 'reattach',
        risk: 'reduces-protection',
        why: 'detach d-1 from policies/old, and attach it at once',
        ids: ['d-1'],
        call: expect.objectContaining({ action: 'ApplyAutoSnapshotPolicy' }),
        from: { id: 'sp-old', address: 'policies/old', call: expect.objectContaining({ action: 'CancelAutoSnapshotPolicy' }) },
        createdAt: newOne.createdAt,
        after: [],
      },
    ]);
    expect(entries).toMatchObject([
      { address: 'policies/new', attach: ['d-1'], reattach: [{ id: 'd-1', from: 'sp-old', entry: 'policies/old' }] },
      { address: 'policies/old', detach: ['d-1'] },
    ]);
    expect(calls).toMatchObject({ toMake: 2, byAction: { toMake: { ApplyAutoSnapshotPolicy: 1, CancelAutoSnapshotPolicy: 1 } } });
  });

  test('counts as a reduction of the one that loses it, and both are held back until that is approved', () => {
    const unapproved = plan([losing('d-1'), taking('d-1')]);
    expect(unapproved.gate).toMatchObject({
      count: 1,
      passed: false,
      reductions: [
        {
          address: 'policies/old',
          by: 'reattach',
          count: 1,
          ids: ['d-1'],
          loses: 'this protection for a moment, until policies/new has it: it is at its limit of 10 policies, and so is taken off first',
        },
      ],
    });
    expect([sent(unapproved), held(unapproved)]).toEqual([[], ['policies/new#reattach']]);
    expect(sent(plan([losing('d-1'), taking('d-1')], world(9), approved))).toEqual(['policies/new#reattach']);
  });

  test('is attached first where there is room for both, and nothing is lost', () => {
    const { gate, operations } = plan([losing('d-1'), taking('d-1')], world(8));
    expect(operations.map(({ id }) => id)).toEqual(['policies/new#attach', 'policies/old#detach']);
    expect(gate).toMatchObject({ count: 0, passed: true });
  });

  test('is counted once where the new policy keeps less', () => {
    const { gate } = plan([create(weaker), losing('d-1')]);
    expect(gate.reductions).toMatchObject([{ address: 'policies/old', by: 'detach', count: 1, loses: 'this protection' }]);
  });

  test('goes to a policy that is created before, and the old one is deleted once it is there', () => {
    const { operations, gate } = plan([remove, create()], world(9), approved);
    expect(operations.map(({ id, after }) => [id, after])).toEqual([
      ['policies/new#create', []],
      ['policies/new#reattach', ['policies/new#create']],
      ['policies/old#delete:sp-old', ['policies/new#reattach']],
    ]);
    expect(operations[1]?.resourceId).toBeUndefined();
    expect(operations[1]?.call.params['autoSnapshotPolicyId']).toEqual({ idOf: 'policies/new' });
    expect(operations[2]?.movedTo).toEqual({ 'd-1': 'policies/new' });
    expect(gate.reductions).toMatchObject([{ address: 'policies/old', by: 'reattach', count: 1 }]);
    expect(held(plan([remove, create()]))).toEqual(['policies/new#reattach', 'policies/old#delete:sp-old']);
  });

  test('is an operation of its own, beside those that have room', () => {
    const read = state([oldOne, newOne, ...theirs], {
      attached: new Map([['sp-old', ['d-1', 'd-2', 'd-3']], ...theirs.map(({ id }): [string, readonly string[]] => [id, ['d-1', 'd-3']])]),
    });
    const { operations } = plan([taking('d-1', 'd-2', 'd-3'), losing('d-1', 'd-2', 'd-3')], read, approved);
    expect(operations.map(({ id, ids }) => [id, ids])).toEqual([
      ['policies/new#attach', ['d-2']],
      ['policies/new#reattach', ['d-1']],
      ['policies/new#reattach-2', ['d-3']],
      ['policies/old#detach', ['d-2']],
    ]);
  });

  test('of which two policies let go is taken off the second only once it is under the new one', () => {
    const third = desired('policies', { key: 'third' });
    const also = { ...losing('d-1'), address: third.address, desired: third, live: live(third, 'sp-third') } as Change;
    const base = world(8);
    const read = { ...base, live: [...base.live, live(third, 'sp-third')], attached: new Map([...base.attached, ['sp-third', ['d-1']]]) };
    const changes = [losing('d-1'), also, taking('d-1')];
    expect(plan(changes, read, approved).operations.map(({ id, after }) => [id, after])).toEqual([
      ['policies/new#reattach', []],
      ['policies/third#detach', ['policies/new#reattach']],
    ]);
    expect(held(plan(changes, read))).toEqual(['policies/new#reattach', 'policies/third#detach']);
  });

  test('is attached plainly once it is off the old one: a run was killed in between', () => {
    const { operations, gate } = plan([taking('d-1')], world(9, ['d-1'], false));
    expect(operations.map(({ id }) => id)).toEqual(['policies/new#attach']);
    expect(gate.count).toBe(0);
  });
});

describe('a disk at its limit stays', () => {
  const stays = 'd-1 is not attached: it is at its limit of 10, and what was to let go of it does not in this run.';
  const notes = ({ entries }: Plan): readonly string[] => entries.flatMap((one) => one.notes);

  test('where the old policy is left out of the run', () => {
    const made = plan([taking('d-1')], world(9), approved);
    expect([made.operations, notes(made)]).toEqual([[], [stays]]);
  });

  test('where what the old policy loses is held back', () => {
    const finding: Finding = {
      diagnostic: { code: 'x', severity: 'warning', message: 'No.' },
      address: 'policies/old',
      about: [],
      holdsDetaches: true,
    };
    const made = plan([taking('d-1'), losing('d-1')], world(9), approved, [finding]);
    expect([sent(made), held(made), notes(made)]).toEqual([[], ['policies/old#detach'], [stays]]);
    expect(made.gate.count).toBe(0);
  });

  test('and so does what only it would keep under a policy', () => {
    const third = desired('policies', { key: 'third' });
    const selection = {
      ids: ['d-1'],
      passedOver: [],
      items: [],
      issues: [],
      incomplete: false,
      excluded: [],
      keepsUnlisted: false,
      emptyOnPurpose: false,
    };
    const also = { ...losing('d-1'), address: third.address, desired: third, live: live(third, 'sp-third') } as Change;
    const base = world(9, ['d-1'], false);
    const read = { ...base, live: [...base.live, live(third, 'sp-third')], attached: new Map([...base.attached, ['sp-third', ['d-1']]]) };
    // Two entries choose it, and only one place becomes free.
    const fourth = desired('policies', { key: 'fourth' });
    const second = { ...taking('d-1'), address: fourth.address, desired: fourth, live: live(fourth, 'sp-fourth'), selection } as Change;
    const made = plan([{ ...taking('d-1'), selection } as Change, second, also], read, approved);
    expect(sent(made)).toEqual(['policies/new#reattach']);
    expect(made.entries.find(({ address }) => address === 'policies/fourth')?.notes).toEqual([stays]);
  });
});

describe('what is said before', () => {
  const said = (changes: readonly Change[], read = world(9)): string[] =>
    preflight(changes, read, 0).flatMap(({ code, severity, message }) =>
      code.startsWith('disk-') ? [`${severity} ${code}: ${message}`] : [],
    );

  test('a note names both policies, and nothing is held back', () => {
    expect(said([taking('d-1'), losing('d-1')])[0]).toBe(
      'info disk-detached-first: 1 disk that policies/new takes over from policies/old (sp-old) is under 10 policies, the most that a disk can have: d-1.',
    );
    expect(said([create(), remove])[0]).toContain(
      'info disk-detached-first: 1 disk that policies/new takes over from policies/old (sp-old)',
    );
    expect(said([taking('d-1'), losing('d-1')], world(8)).join()).not.toContain('disk-detached-first');
  });

  test('an error says so where no policy of this plan lets go of it', () => {
    expect(said([taking('d-1')])).toEqual([expect.stringContaining('error disk-policy-limit: Disk d-1 is under 10 policies already')]);
  });
});
