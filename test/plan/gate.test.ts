import { describe, expect, test } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import type { Desired, Props } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { gateOf } from '../../src/plan/gate.ts';
import type { Approval, GateOptions } from '../../src/plan/gate.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { planStatus } from '../../src/plan/plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Reduction } from '../../src/plan/reductions.ts';
import { desired, inventory, live, stack, state, target } from '../support/resources.ts';

const copy = { region: 'cn-beijing', retentionDays: 30, encrypted: true, kmsKeyId: 'key-1' };
const disks = ['d-1', 'd-2', 'd-3'];
const selecting = (...ids: readonly string[]) => ({ any: ids.map((id) => ({ id })), not: [] });

/** A policy as it stands and as the spec has it, with what is attached to it. */
type Case = { readonly key?: string; readonly before: Props | undefined; readonly after: Props; readonly attached: readonly string[] };

function planOf(cases: readonly Case[], gate?: GateOptions): Plan {
  const entries: Desired[] = [];
  const resources: Live[] = [];
  const attached = new Map<string, readonly string[]>();
  for (const { key = 'p', before, after, attached: ids } of cases) {
    const entry = desired('policies', { key, props: { disks: selecting(...disks), ...after } });
    entries.push(entry);
    if (before === undefined) continue;
    resources.push(live({ ...entry, props: { ...desired('policies', { key }).props, ...before, diskNums: ids.length } }, `sp-${key}`));
    if (entry.props['disks'] !== null) attached.set(`sp-${key}`, ids);
  }
  const more: Partial<LiveState> = { attached, inventory: inventory(...disks.map((id) => target('disk', id))) };
  const live_ = state(resources, more, entries);
  const { changes, findings } = diff(entries, live_, stack, 0);
  return makePlan({ changes, findings, state: live_, stack, ...(gate && { gate }) });
}

const one = (before: Props, after: Props, attached: readonly string[] = disks): Plan => planOf([{ before, after, attached }]);
const counted = ({ gate }: Plan): (readonly [string, number])[] => gate.reductions.map(({ loses, count }) => [loses, count] as const);

describe('what counts, each disk for each thing it loses', () => {
  test.each<[string, Props, Props, readonly (readonly [string, number])[]]>([
    ['a shorter retention', { retentionDays: 14 }, { retentionDays: 7 }, [['retention: 14 days -> 7 days', 3]]],
    ['a retention that ends', { retentionDays: -1 }, { retentionDays: 7 }, [['retention: for ever -> 7 days', 3]]],
    ['a wider longest gap by hours', { timePoints: [2, 14] }, { timePoints: [2] }, [['longest gap: 12 h -> 24 h', 3]]],
    ['a wider longest gap by days', {}, { repeatWeekdays: [1, 2, 3, 4, 5] }, [['longest gap: 24 h -> 72 h', 3]]],
    ['as many hours, further apart', { timePoints: [0, 12] }, { timePoints: [0, 1] }, [['longest gap: 12 h -> 23 h', 3]]],
    ['copies off', { crossRegionCopy: copy }, { crossRegionCopy: null }, [['copies in cn-beijing', 3]]],
    [
      'copies to another region',
      { crossRegionCopy: copy },
      { crossRegionCopy: { ...copy, region: 'cn-shanghai' } },
      [['new copies in cn-beijing', 3]],
    ],
    [
      'copies under another key',
      { crossRegionCopy: copy },
      { crossRegionCopy: { ...copy, kmsKeyId: 'key-2' } },
      [['copies under the key key-1', 3]],
    ],
    [
      'copies in the clear: once, with their key',
      { crossRegionCopy: copy },
      { crossRegionCopy: { ...copy, encrypted: false, kmsKeyId: null } },
      [['encryption of copies', 3]],
    ],
    [
      'a shorter retention of copies',
      { crossRegionCopy: copy },
      { crossRegionCopy: { ...copy, retentionDays: 10 } },
      [['retention of copies: 30 days -> 10 days', 3]],
    ],
    [
      'several at once',
      { crossRegionCopy: copy, retentionDays: 14 },
      { crossRegionCopy: null, retentionDays: 7 },
      [
        ['retention: 14 days -> 7 days', 3],
        ['copies in cn-beijing', 3],
      ],
    ],
    ['a detach', {}, { disks: selecting('d-1') }, [['this protection', 2]]],
    [
      'a detach, and what stays loses something: each for its own',
      { retentionDays: 14 },
      { retentionDays: 7, disks: selecting('d-1') },
      [
        ['retention: 14 days -> 7 days', 1],
        ['this protection', 2],
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    const plan = one(before, after);
    expect(counted(plan)).toEqual(expected);
    expect(plan.gate.count).toBe(expected.reduce((sum, [, many]) => sum + many, 0));
    expect([plan.gate.passed, planStatus(plan)]).toEqual([false, 'refused']);
  });

  test('where attachments are not managed, as many as the listing counts', () => {
    const plan = planOf([{ before: { retentionDays: 14 }, after: { retentionDays: 7, disks: null }, attached: disks }]);
    expect(counted(plan)).toEqual([['retention: 14 days -> 7 days', 3]]);
  });
});

describe('what does not count', () => {
  test.each<[string, Props, Props, readonly string[]]>([
    ['a longer retention', { retentionDays: 7 }, { retentionDays: 14 }, disks],
    ['a retention without end', { retentionDays: 7 }, { retentionDays: -1 }, disks],
    ['more hours', {}, { timePoints: [2, 14] }, disks],
    ['fewer hours without a wider gap', { timePoints: [0, 1, 12] }, { timePoints: [0, 12] }, disks],
    ['other hours', { timePoints: [2] }, { timePoints: [5] }, disks],
    ['copies on', { crossRegionCopy: null }, { crossRegionCopy: copy }, disks],
    ['encryption on', { crossRegionCopy: { ...copy, encrypted: false, kmsKeyId: null } }, { crossRegionCopy: copy }, disks],
    ['a longer retention of copies', { crossRegionCopy: { ...copy, retentionDays: 10 } }, { crossRegionCopy: copy }, disks],
    ['another name', { name: 'old' }, {}, disks],
    ['an attach', {}, {}, ['d-1']],
    ['a policy without disks', { retentionDays: 14, crossRegionCopy: copy }, { retentionDays: 7, crossRegionCopy: null, disks: null }, []],
  ])('%s', (_, before, after, attached) => {
    const plan = one(before, after, attached);
    expect(counted(plan)).toEqual([]);
    expect([plan.gate.passed, planStatus(plan)]).toEqual([true, 'ready']);
  });

  const move = (from: Props, to: Props, existing = true): Plan =>
    planOf([
      { key: 'a', before: from, after: { ...from, disks: selecting('d-1', 'd-2') }, attached: disks },
      { key: 'b', before: existing ? to : undefined, after: { ...to, disks: selecting('d-3') }, attached: [] },
    ]);

  test.each<[string, Plan, readonly (readonly [string, number])[]]>([
    ['a disk that ends under an equal policy', move({}, {}), []],
    ['under one that is new', move({}, {}, false), []],
    ['under a better one', move({}, { retentionDays: 30, timePoints: [2, 14], crossRegionCopy: copy }), []],
    ['under one that keeps less: counted', move({}, { retentionDays: 7 }), [['this protection', 1]]],
    ['under one with a wider gap: counted', move({}, { repeatWeekdays: [1] }), [['this protection', 1]]],
    ['under one without its copies: counted', move({ crossRegionCopy: copy }, {}), [['this protection', 1]]],
  ])('%s', (_, plan, expected) => {
    expect(counted(plan)).toEqual(expected);
    expect(plan.operations.filter(({ action }) => action === 'detach').map(({ risk }) => risk)).toEqual([
      expected.length === 0 ? 'safe' : 'reduces-protection',
    ]);
  });
});

describe('what is not approved is held back, and the rest goes on', () => {
  test('fields that weaken wait, others do not', () => {
    const plan = one({ retentionDays: 14, name: 'old' }, { retentionDays: 7 });
    expect(plan.operations.map(({ id, held }) => [id, held?.cause])).toEqual([
      ['policies/p#modify', undefined],
      ['policies/p#modify-2', 'refused'],
    ]);
    expect(plan.calls.toMake).toBe(1);
    expect(plan.operations[1]?.held?.reason).toBe('3 reductions of protection are not approved.');
  });

  test('detaches wait, attaches and moves do not', () => {
    const plan = planOf([
      { key: 'a', before: {}, after: { disks: selecting('d-1') }, attached: disks },
      { key: 'b', before: {}, after: { disks: selecting('d-3') }, attached: [] },
    ]);
    expect(plan.operations.map(({ id, ids, held }) => [id, ids, held?.cause])).toEqual([
      ['policies/b#attach', ['d-3'], undefined],
      ['policies/a#detach', ['d-3'], undefined],
      ['policies/a#detach-2', ['d-2'], 'refused'],
    ]);
    expect(counted(plan)).toEqual([['this protection', 1]]);
  });

  test('an approval lets all of it go', () => {
    const plan = planOf([{ before: {}, after: { disks: selecting('d-1') }, attached: disks }], {
      approvals: [{ by: 'flag', reductions: 2 }],
      limit: 0,
    });
    expect(plan.operations.map(({ held }) => held)).toEqual([undefined]);
    expect(planStatus(plan)).toBe('ready');
  });
});

describe('approvals and limits', () => {
  const reduction = (count: number): Reduction => ({ address: 'policies/p', by: 'detach', loses: 'this protection', count });
  const flag = (reductions: number): Approval => ({ by: 'flag', reductions });
  const judged = (pending: number, approvals: readonly Approval[], limit = 0, emptied: readonly string[] = []) =>
    gateOf(pending === 0 ? [] : [reduction(pending)], emptied, { approvals, limit });

  test.each<[string, ReturnType<typeof gateOf>, boolean]>([
    ['nothing is pending', judged(0, []), true],
    ['no approval', judged(1, []), false],
    ['an approval of as many', judged(5, [flag(5)]), true],
    ['an approval of one fewer', judged(5, [flag(4)]), false],
    ['an approval of more', judged(5, [flag(6)]), true],
    ['one of several approvals is enough', judged(5, [flag(1), { by: 'spec', reductions: 5, reason: 'r' }]), true],
    ['approvals are not added up', judged(5, [flag(3), { by: 'spec', reductions: 3 }]), false],
    ['within the limit', judged(2, [], 2), true],
    ['beyond the limit', judged(3, [], 2), false],
    ['within the limit, and an entry goes from some to none', judged(2, [], 2, ['policies/p']), false],
    ['approved, and an entry goes from some to none', judged(2, [flag(2)], 2, ['policies/p']), true],
  ])('%s', (_, gate, passed) => expect(gate.passed).toBe(passed));

  test.each<[string, ReturnType<typeof gateOf>, readonly string[]]>([
    ['says how many', judged(5, []), ['5 reductions of protection are not approved.']],
    [
      'says what approves fewer',
      judged(5, [flag(4)]),
      ['5 reductions of protection are not approved.', '--approve-reductions (4) approves fewer.'],
    ],
    [
      'says what an own limit does not cover',
      judged(1, [], 2, ['policies/p']),
      [
        '1 reduction of protection is not approved.',
        'limits.reductions (2) does not cover policies/p: what is protected goes from some to none.',
      ],
    ],
    ['says what is approved in excess', judged(1, [flag(5)]), ['--approve-reductions (5) approves more than the 1 that is pending.']],
    ['also where nothing is pending', judged(0, [flag(5)]), ['--approve-reductions (5) approves more than the 0 that are pending.']],
    ['is silent where it fits', judged(5, [flag(5)]), []],
  ])('%s', (_, gate, notes) => expect(gate.notes).toEqual(notes));

  test('one disk of two under a limit of one passes; the last one does not', () => {
    const limit = { approvals: [], limit: 1 };
    const last = (attached: readonly string[], left: readonly string[]): boolean =>
      planOf([{ before: {}, after: { disks: { any: [{ id: 'd-1' }], not: left.map((id) => ({ id })) } }, attached }], limit).gate.passed;
    expect(last(['d-1', 'd-2'], [])).toBe(true);
  });
});
