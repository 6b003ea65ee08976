import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Seed } from '../../src/emulator/index.ts';

const ids = (prefix: string, many: number): string[] =>
  Array.from({ length: many }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`);

export const disks = ids('d-bp1disk', 12);
export const instances = ids('i-bp1inst', 4);
const desktops = ids('ecd-desk', 3);

/** A world in which every generated spec can be applied: three disks on each instance, one detached. */
export const seed: Seed = {
  account: '1234567890123456',
  region: 'cn-hangzhou',
  resourceGroups: ['rg-one', 'rg-two'],
  instances: instances.map((id) => ({ id })),
  disks: disks.map((id, index) => ({
    id,
    ...(index === 11 ? {} : { instance: instances[index % instances.length] as string }),
    tags: { tier: index % 2 === 0 ? 'gold' : 'iron', ...(index % 3 === 0 && { backup: 'yes' }) },
  })),
  desktops: desktops.map((id) => ({ id, disks: ['system', 'data'] as const })),
};

const optional = <T>(name: string, values: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  fc.oneof(
    fc.constant({}),
    values.map((value) => ({ [name]: value })),
  );

const merged = (...parts: fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as object);

const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,11}$/).filter((text) => !/^auto/i.test(text));
const name = fc.oneof(fc.stringMatching(/^[B-Zb-z][A-Za-z0-9_-]{1,40}$/), fc.constantFrom('备份', 'Ünter', 'x-1_2'));
const words = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ,.;é备]{1,60}[a-z]$/);
const tags = fc.dictionary(fc.stringMatching(/^[b-z][a-z0-9._-]{0,10}$/), fc.stringMatching(/^[A-Za-z0-9 =+@]{0,20}$/), { maxKeys: 5 });
const group = fc.constantFrom('rg-one', 'rg-two');
const occurrence = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,15}$/);
const unlisted = optional('unlistedTags', fc.constantFrom('keep', 'remove'));
const common = [optional('name', name), optional('tags', tags), unlisted, optional('resourceGroupId', group)];

const hours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 24 });
const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
const raw = fc.record({
  timePoints: fc.oneof(
    hours,
    hours.map((list) => list.map(String)),
  ),
  repeatWeekdays: days,
});
const local = fc.record({
  timezone: fc.constantFrom('UTC', 'Asia/Shanghai', 'Asia/Tokyo', 'Asia/Singapore'),
  at: fc.uniqueArray(
    fc.integer({ min: 9, max: 15 }).map((hour) => `${String(hour).padStart(2, '0')}:00`),
    { minLength: 1, maxLength: 4 },
  ),
});
const selector = fc.oneof(
  fc.constantFrom(...disks).map((id) => ({ id })),
  fc.constantFrom(...instances).map((instanceId) => ({ instanceId })),
  fc
    .constantFrom({ tier: 'gold' }, { tier: 'iron' }, { backup: 'yes' }, { tier: 'gold', backup: 'yes' })
    .map((wanted) => ({ tags: wanted })),
);
/** What an item of a selector chooses of the disks of `seed`. */
function chosenBy(item: object): readonly string[] {
  const { id, instanceId, tags: wanted = {} } = item as { id?: string; instanceId?: string; tags?: { [key: string]: string } };
  return (seed.disks ?? [])
    .filter((disk) => (id ?? disk.id) === disk.id && (instanceId ?? disk.instance) === disk.instance)
    .filter((disk) => Object.entries(wanted).every(([key, value]) => disk.tags?.[key] === value))
    .map((disk) => disk.id);
}

type Selection = { readonly any: readonly object[]; readonly not?: readonly object[] };

/** A selector that chooses nothing is an error. */
const choosesSomething = ({ any, not = [] }: Selection): boolean => {
  const left = new Set(not.flatMap(chosenBy));
  return any.flatMap(chosenBy).some((id) => !left.has(id));
};
const selection = merged(
  fc.uniqueArray(selector, { minLength: 1, maxLength: 3, selector: (item) => JSON.stringify(item) }).map((any) => ({ any })),
  optional('not', fc.uniqueArray(selector, { maxLength: 1, selector: (item) => JSON.stringify(item) })),
  optional('unlisted', fc.constantFrom('keep', 'detach')),
).filter((one) => choosesSomething(one as Selection));
const copy = merged(
  fc.constantFrom('cn-beijing', 'cn-shanghai').map((region) => ({ region })),
  optional('retentionDays', fc.constantFrom(-1, 1, 365)),
  fc.constantFrom({}, { encrypted: true }, { encrypted: false }, { encrypted: true, kmsKeyId: '0e478b7a-4262-4802-b8cb-00d3fb408260' }),
);

const policy = merged(
  ...common,
  fc.oneof(raw, local).map((schedule) => ({ schedule })),
  fc.constantFrom(-1, 1, 7, 65535).map((retentionDays) => ({ retentionDays })),
  optional('crossRegionCopy', copy),
  optional('disks', selection),
);
const snapshot = merged(
  ...common,
  fc.constantFrom(...disks).map((diskId) => ({ diskId })),
  optional('description', words),
  optional('retentionDays', fc.constantFrom(1, 30, 65536)),
  optional('occurrence', occurrence),
);
const target = fc.oneof(
  fc.record({ instanceId: fc.constantFrom(...instances) }),
  fc.record({ diskIds: fc.uniqueArray(fc.constantFrom(...disks.slice(0, 11)), { minLength: 1, maxLength: 6 }) }),
  fc.constant({ instanceId: instances[0], excludeDiskIds: [disks[0]] }),
);
const snapshotGroup = merged(...common, target, optional('description', words), optional('occurrence', occurrence));
const desktop = merged(
  fc.record({ desktopId: fc.constantFrom(...desktops), sourceDiskType: fc.constantFrom('system', 'data', 'SYSTEM') }),
  optional('name', fc.stringMatching(/^[B-Zb-z][A-Za-z0-9_-]{1,40}$/)),
  optional('description', words),
  optional('occurrence', occurrence),
);

/** Entries of a section, by their keys. */
export type Section = { readonly [key: string]: { readonly [field: string]: unknown } };

/** The sections of a spec, and the entry of each at random. */
export const entries = { policies: policy, snapshots: snapshot, groups: snapshotGroup, desktopSnapshots: desktop } as const;
export type SectionName = keyof typeof entries;

/** A spec before it is text. */
export type Spec = { readonly stack: string; readonly defaults: object } & { readonly [S in SectionName]: Section };

const section = (entry: fc.Arbitrary<object>): fc.Arbitrary<Section> => fc.dictionary(key, entry, { maxKeys: 3 }) as fc.Arbitrary<Section>;

/** Specs that lint has nothing against and that the world of `seed` can carry out. */
export const spec: fc.Arbitrary<Spec> = fc.record({
  stack: fc.stringMatching(/^[b-z][a-z0-9-]{0,10}$/),
  defaults: merged(
    optional('tags', fc.dictionary(fc.stringMatching(/^[b-z]{1,5}$/), fc.constantFrom('x', ''), { maxKeys: 2 })),
    optional('resourceGroupId', group),
    unlisted,
  ),
  policies: section(policy),
  snapshots: section(snapshot),
  groups: section(snapshotGroup),
  desktopSnapshots: section(desktop),
});

export const textOf = (one: Spec): string =>
  stringify({ apiVersion: 'snapspec/v1', region: 'cn-hangzhou', ...one }, { version: '1.2', aliasDuplicateObjects: false });

/** The same as text. */
export const specText: fc.Arbitrary<string> = spec.map(textOf);
