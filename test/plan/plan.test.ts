import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { aboutEntry } from '../../src/diff/finding.ts';
import type { Change } from '../../src/diff/change.ts';
import { noWays } from '../../src/diff/ways.ts';
import type { Ways } from '../../src/diff/ways.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import type { Owner } from '../../src/kinds/ownership-tags.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { planStatus } from '../../src/plan/plan.ts';
import { emptySpecRefusal } from '../../src/plan/refusals.ts';
import { account, desired, live, region, scopeOf, stack, state } from '../support/resources.ts';

const entry = desired('snapshots', { occurrence: '1.0', summary: ['a line'] });
const there = live(entry, 's-1', { status: 'pending', statusText: 'progressing' });
const common = { address: entry.address, desired: entry, notes: ['note'] };
const ownerOf = ({ owner }: Live): Owner => owner as Owner;
const change = {
  create: { ...common, type: 'create', generation: 0, attach: ['d-1'] },
  update: {
    ...common,
    type: 'update',
    live: there,
    fields: [],
    losses: [],
    attach: ['d-1'],
    detach: ['d-2'],
    tags: { set: {}, unset: ['a'], before: {} },
  },
  unchanged: { ...common, type: 'unchanged', live: there },
  closed: { ...common, type: 'closed' },
  refused: { ...common, type: 'refused', live: there, reason: 'Because.', help: 'Do this.', field: 'diskId' },
  unmanaged: { type: 'unmanaged', address: entry.address, live: there, notes: [] },
  adopt: { type: 'adopt', address: entry.address, live: there, owner: ownerOf(there), notes: [] },
  move: { type: 'move', address: entry.address, live: there, owner: ownerOf(there), notes: [] },
  delete: { type: 'delete', address: entry.address, live: there, force: false, notes: [] },
  forget: { type: 'forget', address: entry.address, live: there, keys: ['snapspec:op'], notes: [] },
  kept: { type: 'kept', address: entry.address, live: there, reason: 'Because.', help: 'Do this.', code: 'NotSo', notes: [] },
} satisfies { [T in Change['type']]: Change & { type: T } };

const planOf = (changes: readonly Change[], problems: readonly Diagnostic[] = []) =>
  makePlan({ changes, findings: problems.map((one) => aboutEntry(one, 'snapshots/other')), state: state([there], { calls: 7 }), stack });

describe('the entry of a change', () => {
  const pending = { id: 's-1', status: 'progressing', pending: true };
  test.each<[Change['type'], object]>([
    ['create', { attach: ['d-1'], values: entry.props, notes: ['note'] }],
    ['update', { ...pending, attach: ['d-1'], detach: ['d-2'], tags: { unset: ['a'] }, values: {} }],
    ['unchanged', { ...pending, attach: [], detach: [], fields: [] }],
    ['closed', { attach: [] }],
    ['refused', { ...pending, refusal: { reason: 'Because.', help: 'Do this.' } }],
    ['unmanaged', { ...pending, summary: [] }],
    ['adopt', { ...pending, summary: [] }],
    ['move', { ...pending, summary: [] }],
    ['delete', { ...pending, summary: [] }],
    ['forget', { ...pending, summary: [] }],
    ['kept', { ...pending, outcome: 'refused', refusal: { reason: 'Because.', help: 'Do this.', code: 'NotSo' } }],
  ])('%s', (type, expected) =>
    expect(planOf([change[type]]).entries).toEqual([
      expect.objectContaining({
        address: 'snapshots/a',
        title: 'snapshot',
        outcome: type,
        occurrence: '1.0',
        ...expected,
        ...(type === 'update' && { tags: change.update.tags }),
      }),
    ]),
  );

  test('what stands has no occurrence, and what a line explains is no value', () => {
    const policy = desired('policies');
    const [made] = planOf([{ ...change.create, address: policy.address, desired: policy }]).entries;
    expect(made).not.toHaveProperty('occurrence');
    expect(Object.keys(made?.values ?? {})).toEqual(['name', 'retentionDays', 'crossRegionCopy', 'tags', 'resourceGroupId']);
  });
});

test('a plan says where, and how many calls were made and are to be made', () => {
  expect(planOf([change.create])).toMatchObject({
    kind: 'snapspec.plan',
    formatVersion: '1.0',
    stack,
    account,
    region,
    calls: { made: 7, toMake: 1 },
  });
});

describe('how a plan ends a run', () => {
  const found = (severity: Diagnostic['severity']): Diagnostic => ({ code: 'x', severity, message: 'm' });
  test.each<[string, readonly Change[], readonly Diagnostic[], string]>([
    ['all is well', [change.create], [], 'ready'],
    ['a warning', [change.create], [found('warning'), found('info')], 'ready'],
    ['an error', [change.create], [found('error')], 'failed'],
    ['a refusal', [change.create, change.refused], [], 'refused'],
    ['a refusal and an error', [change.refused], [found('error')], 'refused'],
  ])('%s', (_, changes, problems, expected) => expect(planStatus(planOf(changes, problems))).toBe(expected));
});

describe('refusals', () => {
  const foreign = live({ ...entry, stack: 'other' }, 's-2');
  const marked = { ...there, owner: { ...ownerOf(there), op: 'ss1-of-nothing' } };
  test.each<[string, readonly Desired[], readonly Live[], Partial<Ways>, string | undefined]>([
    [
      'an empty spec, and something is owned',
      [],
      [there, foreign],
      {},
      'The spec declares nothing, and the stack s owns 1 resource in cn-hangzhou.',
    ],
    ['an empty spec, and nothing is owned', [], [foreign], {}, undefined],
    ['an empty spec, and what has the marks is not proven', [], [marked], {}, undefined],
    ['an empty spec that is pruned', [], [there], { prune: true }, undefined],
    [
      'an empty spec with removed',
      [],
      [there],
      { removed: [{ id: 's-1', force: false, forget: false, file: 'snapspec.yaml', path: ['removed', 0] }] },
      undefined,
    ],
    ['a spec with an entry', [entry], [there], {}, undefined],
  ])('%s', (_, entries, resources, ways, message) => {
    const refusal = emptySpecRefusal(resources, scopeOf(...entries), { ...noWays, ...ways });
    expect(refusal?.message).toBe(message);
    expect(refusal?.type).toBe(message && 'refused');
  });
});
