import fc from 'fast-check';
import type { Seed } from '../../src/emulator/index.ts';

/** Seeds at random, as `snapspec seed` writes them: nothing that is a default is said, but for what always is. */

const start = Date.parse('2026-11-01T00:00:00Z');
const moment = fc.integer({ min: 0, max: 20 * 86_400 }).map((seconds) => `${new Date(start + seconds * 1000).toISOString().slice(0, 19)}Z`);
const word = fc.stringMatching(/^[a-z][a-z0-9]{2,8}$/);
const text = fc.oneof(word, fc.constantFrom('with: colon', '中文', 'yes', '007', 'a "b" \\ c', '# no comment', '-'));
const tags = fc.dictionary(word, text, { minKeys: 1, maxKeys: 3 });
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/** A record without the members that are undefined. */
const record = (members: { readonly [name: string]: fc.Arbitrary<unknown> }) =>
  fc.record(members).map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)));

const placed = { name: optional(text), tags: optional(tags), created: moment };
const group = { resourceGroup: optional(fc.constantFrom('rg-a', 'rg-b')) };
const zone = fc.constantFrom('cn-hangzhou-h', 'cn-hangzhou-i');
const locks = optional(fc.constantFrom(['security'], ['financial', 'recycling']));
const flag = optional(fc.constant(true));
const days = fc.integer({ min: 30, max: 400 });
const status = optional(fc.constantFrom('progressing', 'failed'));
const key = optional(fc.constantFrom('key-1', 'key-2'));

type Item = { readonly [name: string]: unknown };
const items = (prefix: string, of: fc.Arbitrary<Item>, most = 4): fc.Arbitrary<Item[]> =>
  fc.array(of, { maxLength: most }).map((list) => list.map((one, at) => ({ id: `${prefix}-${at}`, ...one })));

const started = fc.oneof(
  moment.map((started) => ({ started })),
  fc.constant({ neverStarted: true }),
);
const attached = fc.oneof(
  moment.map((at) => ({ attached: at })),
  fc.constant({ neverAttached: true }),
);
const merged = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<Item> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Item);

const instance = merged(record({ ...placed, ...group, zone, status: fc.constantFrom('Running', 'Stopped', 'Stopping'), locks }), started);
const disk = merged(
  record({
    ...placed,
    ...group,
    zone,
    status: fc.constantFrom('In_use', 'Available', 'Attaching'),
    type: fc.constantFrom('system', 'data'),
    category: fc.constantFrom('cloud_essd', 'cloud_efficiency'),
    size: fc.integer({ min: 1, max: 2000 }),
    multiAttach: optional(fc.constant('LegacyShared')),
    encrypted: flag,
    kmsKeyId: key,
    locks,
  }),
  attached,
);
const desktop = record({
  name: placed.name,
  tags: placed.tags,
  ...group,
  status: fc.constantFrom('Running', 'Stopped'),
  disks: fc.constantFrom(['system'], ['system', 'data'], ['data', 'data']),
});
const copy = record({ region: fc.constant('cn-beijing'), retentionDays: optional(days), encrypted: flag }).chain((one) =>
  one['encrypted'] ? record({ kmsKeyId: key }).map((more) => ({ ...one, ...more })) : fc.constant(one),
);
const policy = record({
  ...placed,
  ...group,
  timePoints: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 4 }),
  repeatWeekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  retentionDays: fc.oneof(fc.constant(-1), days),
  targetTags: optional(tags),
  copy: optional(copy),
  system: flag,
});
/** A lock as it is listed: its days count from when it was made, or from when its snapshot was finished. */
const lock = record({
  days: fc.integer({ min: 1, max: 400 }),
  coolOffHours: optional(fc.integer({ min: 1, max: 23 })),
  created: moment,
  starts: optional(moment),
}).map(({ starts, ...rest }) => ({ ...rest, ...(starts !== undefined && starts !== rest['created'] && { starts }) }));
const copyOf = fc.record({ snapshot: fc.constantFrom('s-0', 's-source'), region: fc.constantFrom('cn-beijing', 'cn-hangzhou') });
const snapshot = record({
  ...placed,
  ...group,
  description: optional(text),
  retentionDays: optional(days),
  diskType: fc.constantFrom('system', 'data'),
  size: fc.integer({ min: 1, max: 2000 }),
  encrypted: fc.boolean(),
  kmsKeyId: key,
  type: optional(fc.constant('auto')),
  status,
  usage: optional(fc.constantFrom('image', 'disk', 'image_disk')),
  category: optional(fc.constantFrom('archive', 'flash')),
  lock: optional(lock),
  copyOf: optional(copyOf),
});
const snapshotGroup = record({ ...placed, ...group, description: optional(text) });
const desktopSnapshot = record({
  name: placed.name,
  created: moment,
  description: optional(text),
  diskType: fc.constantFrom('system', 'data'),
  size: fc.integer({ min: 1, max: 2000 }),
  status,
  creator: fc.constantFrom('1234567890123456', 'somebody'),
  expires: optional(fc.constantFrom('2026-12-01T00:00:00Z', '2027-01-01T02:00:00Z')),
});
const desktopPolicy = record({
  name: placed.name,
  created: moment,
  cron: fc.constantFrom('0 0 2 ? * 1-7', '0 20 16 ? * 1,2,3,4,5,6,7', '0 0 5,7 ? * 2/2'),
  retentionDays: fc.integer({ min: 1, max: 180 }),
  diskType: optional(fc.constantFrom('system', 'data')),
});

const idsOf = (list: readonly Item[]): string[] => list.map(({ id }) => String(id));
const some = (ids: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...ids]);
const one = (ids: readonly string[], other: string): fc.Arbitrary<string> => fc.constantFrom(...ids, other);

/** Every item with one more member, unless it is undefined. */
const withMember = (list: readonly Item[], name: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<Item[]> =>
  fc
    .array(value, { minLength: list.length, maxLength: list.length })
    .map((values) => list.map((item, at) => (values[at] === undefined ? item : { ...item, [name]: values[at] })));

const lists = fc.record({
  instances: items('i', instance),
  disks: items('d', disk, 6),
  desktops: items('ecd', desktop),
  policies: items('sp', policy),
  snapshots: items('s', snapshot, 8),
  groups: items('ssg', snapshotGroup, 3),
  desktopPolicies: items('esp', desktopPolicy),
  desktopSnapshots: items('es', desktopSnapshot),
});

type Section = 'instances' | 'disks' | 'desktops' | 'policies' | 'snapshots' | 'groups' | 'desktopPolicies' | 'desktopSnapshots';

function related(all: { readonly [S in Section]: Item[] }) {
  const [instances, disks, desktops, snapshots] = [all.instances, all.disks, all.desktops, all.snapshots].map(idsOf) as [
    string[],
    string[],
    string[],
    string[],
  ];
  return fc.record({
    instances: fc.constant(all.instances),
    disks: withMember(all.disks, 'instance', fc.constantFrom(undefined, ...instances)),
    desktops: withMember(all.desktops, 'policy', fc.constantFrom(undefined, ...idsOf(all.desktopPolicies))),
    desktopPolicies: fc.constant(all.desktopPolicies),
    policies: withMember(
      all.policies,
      'disks',
      some(disks).map((ids) => (ids.length > 0 ? ids : undefined)),
    ),
    snapshots: withMember(all.snapshots, 'disk', one(disks, 'd-gone')),
    groups: withMember(withInstance(all.groups, instances), 'snapshots', some(snapshots)),
    desktopSnapshots: withMember(all.desktopSnapshots, 'desktop', one(desktops, 'ecd-gone')),
  });
}

const withInstance = (groups: readonly Item[], instances: readonly string[]): Item[] =>
  groups.map((item, at) => (at < instances.length ? { ...item, instance: instances[at] } : item));

const nonEmpty = (members: { readonly [section: string]: readonly Item[] }): object =>
  Object.fromEntries(Object.entries(members).filter(([, list]) => list.length > 0));

/** The resource groups that a seed needs: those that its resources are in. */
function withGroups(seed: object): Seed {
  const used = new Set([...JSON.stringify(seed).matchAll(/"resourceGroup":"(rg-\w)"/g)].map((match) => match[1] as string));
  return used.size === 0 ? (seed as Seed) : ({ ...seed, resourceGroups: [...used].sort() } as Seed);
}

export const now = start + 25 * 86_400_000;
export const seeds: fc.Arbitrary<Seed> = lists
  .chain(related)
  .map((members) => withGroups({ account: '1234567890123456', region: 'cn-hangzhou', ...nonEmpty(members) }));
