import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { kindOf, kinds } from '../../src/kinds/registry.ts';
import { savedSpec } from '../../src/saved/saved-plan.ts';
import type { SavedPlan } from '../../src/saved/saved-plan.ts';
import { staleIn } from '../../src/saved/stale.ts';
import type { Stale } from '../../src/saved/stale.ts';
import { desired, live } from '../support/resources.ts';
import { planFor, savedFor } from '../support/saved-plans.ts';

type World = readonly [resources: readonly Live[], more?: Partial<LiveState>];

const saved = (entries: readonly Desired[], [resources, more]: World): SavedPlan => savedFor(planFor(entries, resources, more), entries);
const staleNow = (plan: SavedPlan, entries: readonly Desired[], [resources, more]: World): Stale[] =>
  staleIn(plan, planFor(entries, resources, more), { spec: savedSpec({ desired: entries } as unknown as Program), variables: {} });

const copy = { region: 'cn-beijing', retentionDays: 30, encrypted: false, kmsKeyId: null };

/** Two other values of each field that is kept as the spec has it, by kind. */
const values: { readonly [section: string]: { readonly [field: string]: readonly [first: Json, second: Json] } } = {
  policies: {
    name: ['old', 'other'],
    timePoints: [[3], [4, 5]],
    repeatWeekdays: [[1], [2]],
    retentionDays: [20, 30],
    crossRegionCopy: [copy, { ...copy, retentionDays: 7 }],
    tags: [{ team: 'a' }, { team: 'b' }],
    resourceGroupId: ['rg-1', 'rg-2'],
  },
  snapshots: {
    name: ['old', 'other'],
    description: ['old', 'other'],
    retentionDays: [10, 20],
    tags: [{ team: 'a' }, { team: 'b' }],
    resourceGroupId: ['rg-1', 'rg-2'],
  },
  groups: { name: ['old', 'other'], description: ['old', 'other'], tags: [{ team: 'a' }, { team: 'b' }] },
  desktopSnapshots: {},
};
const kept = new Set(['modify', 'tags', 'group']);
const table = Object.entries(values).flatMap(([section, fields]) =>
  Object.entries(fields).map(([field, [first, second]]) => ({ section, field, first, second })),
);

const described: { readonly [section: string]: object } = { snapshots: { description: 'x' }, groups: { description: 'x' } };

/** An entry that says something about every field, and what its own create would have made. */
const entryOf = (section: string): Desired =>
  desired(
    section,
    section === 'desktopSnapshots' ? {} : { props: { tags: { team: 'x' }, resourceGroupId: 'rg-9', ...described[section] } },
  );
const liveOf = (entry: Desired, field: string, value: Json): World => [[live(entry, 'x-1', { props: { ...entry.props, [field]: value } })]];

describe('a live change between plan and apply', () => {
  test('the table has every field that is kept as the spec has it', () => {
    for (const { section, roles } of kinds)
      expect(Object.keys(values[section] ?? {}).sort(), section).toEqual(
        Object.keys(roles)
          .filter((field) => kept.has(roles[field] as string))
          .sort(),
      );
  });

  const asPlanned = ({ section, field }: (typeof table)[number]): Json => entryOf(section).props[field] as Json;
  const named = ({ field }: { readonly field: string }): RegExp =>
    field === 'tags' ? /^tag team$/ : field === 'resourceGroupId' ? /^resource group$/ : new RegExp(`^${field}$`);
  const single = (field: string, value: Json): Json => (field === 'tags' ? ((value as { team: string }).team as Json) : value);

  test.each(table)('$section $field: one that was as the spec has it', (row) => {
    const entry = entryOf(row.section);
    const plan = saved([entry], liveOf(entry, row.field, asPlanned(row)));
    const stale = staleNow(plan, [entry], liveOf(entry, row.field, row.first));
    expect(stale).toContainEqual({
      address: entry.address,
      field: expect.stringMatching(named(row)),
      planned: single(row.field, asPlanned(row)),
      now: single(row.field, row.first),
    });
  });

  test.each(table)('$section $field: one that was to be changed from another value', (row) => {
    const entry = entryOf(row.section);
    const plan = saved([entry], liveOf(entry, row.field, row.first));
    expect(plan.plan.operations.length).toBeGreaterThan(0);
    const stale = staleNow(plan, [entry], liveOf(entry, row.field, row.second));
    expect(stale).toContainEqual({
      address: entry.address,
      field: expect.stringMatching(named(row)),
      planned: single(row.field, row.first),
      now: single(row.field, row.second),
    });
  });

  test.each(table)('$section $field: none, or the change of the plan itself', (row) => {
    const entry = entryOf(row.section);
    const plan = saved([entry], liveOf(entry, row.field, row.first));
    expect(staleNow(plan, [entry], liveOf(entry, row.field, row.first))).toEqual([]);
    expect(staleNow(plan, [entry], liveOf(entry, row.field, asPlanned(row)))).toEqual([]);
  });

  test.each(kinds.filter(({ section }) => section !== 'policies').map(({ section }) => section))('another target of %s', (section) => {
    const entry = entryOf(section);
    const field = Object.keys(kindOf(section).roles).find((name) => kindOf(section).roles[name] === 'target') as string;
    const plan = saved([entry], [[live(entry, 'x-1')]]);
    expect(staleNow(plan, [entry], liveOf(entry, field, 'other-1')).length).toBeGreaterThan(0);
  });

  test.each(kinds.map(({ section }) => section))('%s that is there now, gone, or another one', (section) => {
    const entry = entryOf(section);
    const there: World = [[live(entry, 'x-1', { props: entry.props })]];
    const toCreate = saved([entry], [[]]);
    // Made as planned: that is done already.
    expect(staleNow(toCreate, [entry], there)).toEqual([]);
    const unchanged = saved([entry], there);
    expect(staleNow(unchanged, [entry], [[]])).toContainEqual({
      address: entry.address,
      field: 'outcome',
      planned: 'unchanged',
      now: 'create',
    });
    expect(staleNow(unchanged, [entry], [[live(entry, 'x-2')]])).toContainEqual({
      address: entry.address,
      field: 'id',
      planned: 'x-1',
      now: 'x-2',
    });
    const twins: World = [[live(entry, 'x-1'), live(entry, 'x-2')]];
    expect(staleNow(unchanged, [entry], twins)).toContainEqual(
      expect.objectContaining({ field: 'duplicates', planned: [], now: expect.arrayContaining([expect.any(String)]) }),
    );
  });
});

describe('disks of a policy', () => {
  const entry = desired('policies', { props: { disks: { any: [{ id: 'd-1' }, { id: 'd-2' }], not: [] } } });
  const attached = (...ids: readonly string[]): World => [
    [live(entry, 'sp-1', { props: { ...entry.props, diskNums: ids.length } })],
    { attached: new Map([['sp-1', ids]]) },
  ];
  const fieldsOf = (stale: readonly Stale[]): string[] => stale.map(({ field }) => field);

  test('one that is attached as planned is done already; one that is taken off, or on, is a change', () => {
    const plan = saved([entry], attached('d-1'));
    expect(staleNow(plan, [entry], attached('d-1', 'd-2'))).toEqual([]);
    expect(fieldsOf(staleNow(plan, [entry], attached('d-2')))).toEqual(['attachment of d-1']);
    expect(fieldsOf(staleNow(plan, [entry], attached('d-1', 'd-7')))).toContain('attachment of d-7');
  });

  test('a new policy that an interrupted run has made without its disks is half done', () =>
    expect(staleNow(saved([entry], [[]]), [entry], attached())).toEqual([]));

  test('more disks that lose protection than were planned', () => {
    const shorter = desired('policies', { props: { retentionDays: 7 } });
    const of = (diskNums: number): World => [[live(shorter, 'sp-1', { props: { ...shorter.props, retentionDays: 14, diskNums } })]];
    const plan = saved([shorter], of(3));
    expect(staleNow(plan, [shorter], of(2))).toEqual([]);
    expect(staleNow(plan, [shorter], of(4))).toEqual([
      { address: 'policies/p', field: 'how many lose retention: 14 days -> 7 days', planned: 3, now: 4 },
    ]);
  });
});

describe('the spec and its variables', () => {
  const entry = entryOf('snapshots');
  const world: World = [[live(entry, 's-1')]];
  const plan = saved([entry], world);

  test.each<[string, readonly Desired[], object]>([
    ['edited', [{ ...entry, props: { ...entry.props, name: 'new' } }], { address: 'snapshots/a', now: 'declared otherwise' }],
    ['removed', [], { address: 'snapshots/a', now: 'not declared' }],
    ['added', [entry, desired('groups')], { address: 'groups/g', planned: 'not declared', now: 'declared' }],
  ])('an entry that was %s', (_, entries, expected) =>
    expect(staleNow(plan, entries, world)).toContainEqual(expect.objectContaining({ field: 'in the spec', ...expected })),
  );

  test('an entry that moved to another place of the file is the same', () =>
    expect(staleNow(plan, [{ ...entry, file: 'other.yaml', path: ['x'] }], world)).toEqual([]));

  test('a variable with another value, a new one, and one that is gone', () => {
    const now = planFor([entry], world[0]);
    const spec = savedSpec({ desired: [entry] } as unknown as Program);
    const given = { ...plan, variables: { release: '1', gone: 'x' } };
    expect(staleIn(given, now, { spec, variables: { release: '2', added: ['a'] } })).toEqual([
      { field: 'variable added', planned: null, now: ['a'] },
      { field: 'variable gone', planned: 'x', now: null },
      { field: 'variable release', planned: '1', now: '2' },
    ]);
  });
});

describe('values that no call changes', () => {
  test.each<[string, Json]>([
    ['snapshots', { retentionDays: 90 } as Json],
    ['desktopSnapshots', { name: 'renamed' }],
  ])('%s: a value that stays is noticed all the same', (section, props) => {
    const entry = entryOf(section);
    const plan = saved([entry], [[live(entry, 'x-1')]]);
    const [[field, now]] = Object.entries(props as object) as [[string, Json]];
    expect(staleNow(plan, [entry], liveOf(entry, field, now))).toEqual([
      { address: entry.address, field, planned: entry.props[field] as Json, now },
    ]);
  });

  test('so is another value of a tag that is taken off', () => {
    const entry = desired('snapshots', { unlistedTags: 'remove' });
    const robot = (value: string): World => [[live(entry, 's-1', { props: { ...entry.props, tags: { robot: value } } })]];
    const plan = saved([entry], robot('a'));
    expect(staleNow(plan, [entry], robot('a'))).toEqual([]);
    expect(staleNow(plan, [entry], robot('b'))).toEqual([{ address: 'snapshots/a', field: 'tag robot', planned: 'a', now: 'b' }]);
  });
});

describe('what was half done', () => {
  const renamed = (props: object): World => [[live(entryOf('snapshots'), 's-1', { props: { ...entryOf('snapshots').props, ...props } })]];
  test('of two fields that one call changes, the one that is left', () => {
    const both = saved([entryOf('snapshots')], renamed({ name: 'old', description: 'old' }));
    expect(staleNow(both, [entryOf('snapshots')], renamed({ name: 'old' }))).toEqual([]);
    const one = saved([entryOf('snapshots')], renamed({ name: 'old' }));
    expect(staleNow(one, [entryOf('snapshots')], renamed({ name: 'old', description: 'old' }))).not.toEqual([]);
  });

  const entry = desired('snapshots', { props: { tags: { team: 'x' } } });
  const tagged = (tags: { readonly [key: string]: string }): World => [[live(entry, 's-1', { props: { ...entry.props, tags } })]];
  const plan = saved([entry], tagged({ team: 'old' }));

  test('a tag whose old value is gone and whose new one is not there yet goes on', () =>
    expect(staleNow(plan, [entry], tagged({}))).toEqual([]));
  test('a tag with a third value does not', () => expect(staleNow(plan, [entry], tagged({ team: 'third' }))).not.toEqual([]));
});

test('a call that was not planned is named, where no value tells why', () => {
  const entry = entryOf('snapshots');
  const world = liveOf(entry, 'name', 'old');
  const plan = saved([entry], world);
  const [operation] = plan.plan.operations;
  const other = { ...plan, plan: { ...plan.plan, operations: [{ ...operation, risk: 'costly' }] } } as SavedPlan;
  expect(staleNow(other, [entry], world)).toEqual([expect.objectContaining({ address: 'snapshots/a', field: 'call to modify' })]);
});

test('a create that says less than the planned one is another call: only what changes several things can be done in part', () => {
  const entry = entryOf('snapshots');
  const plan = saved([entry], [[]]);
  const operations = plan.plan.operations.map((one) => ({ ...one, call: { ...one.call, params: { ...one.call.params, Added: 'x' } } }));
  expect(staleNow({ ...plan, plan: { ...plan.plan, operations } }, [entry], [[]])).toEqual([
    expect.objectContaining({ address: 'snapshots/a', field: 'call to create' }),
  ]);
});

test('what was held back by trouble and would be sent now is a change', () => {
  const entry = entryOf('snapshots');
  const world = liveOf(entry, 'name', 'old');
  const plan = saved([entry], world);
  const operations = plan.plan.operations.map((one) => ({ ...one, held: { cause: 'failed' as const, reason: 'No such disk.' } }));
  expect(staleNow({ ...plan, plan: { ...plan.plan, operations } }, [entry], world)).toEqual([
    { address: 'snapshots/a', field: 'snapshots/a#modify', planned: 'held back: No such disk.', now: 'sent' },
  ]);
});
