import { beforeAll, describe, expect, test } from 'vitest';
import { printSeed, readExports, servable, toSeed } from '../../src/capture/index.ts';
import type { LeftOut } from '../../src/capture/index.ts';
import { parseSeed, startEmulator } from '../../src/emulator/index.ts';
import type { Seed } from '../../src/emulator/index.ts';
import { worldOf } from '../../src/emulator/seed/seed.ts';
import { sections } from '../../src/emulator/seed/types.ts';
import { region, sdk } from '../emulator/client.ts';
import { startFront } from '../fuzz/replies/front.ts';
import { folder, snapspec, withKeys } from '../support/cli.ts';
import { hostileTexts } from '../support/hostile.ts';

// One resource that is unlike all others must not cost the account: it is left out by name, and the rest is kept.

const two = <T>(make: (at: number) => T): readonly T[] => [make(0), make(1)];
const seed: Seed = {
  account: '1234567890123456',
  instances: two((at) => ({ id: `i-${at}`, name: `n${at}`, tags: { a: 'b' }, locks: ['security'] })),
  disks: two((at) => ({ id: `d-${at}`, instance: `i-${at}`, kmsKeyId: 'key-1', encrypted: true, locks: ['financial'] })),
  desktopPolicies: two((at) => ({ id: `dp-${at}`, name: `n${at}`, cron: '0 0 2 ? * 1-7', retentionDays: 7, diskType: 'system' })),
  desktops: two((at) => ({ id: `ecd-${at}`, policy: `dp-${at}` })),
  policies: two((at) => ({
    id: `sp-${at}`,
    timePoints: [2],
    repeatWeekdays: [1],
    retentionDays: 7,
    disks: [`d-${at}`],
    copy: { region: 'cn-beijing', retentionDays: 3 },
  })),
  snapshots: two((at) => ({
    id: `s-${at}`,
    disk: `d-${at}`,
    description: 'x',
    retentionDays: 9,
    lock: { days: 3000 },
    copyOf: { snapshot: 's-9', region: 'cn-beijing' },
  })),
  groups: two((at) => ({ id: `ssg-${at}`, instance: `i-${at}`, snapshots: [`s-${at}`] })),
  desktopSnapshots: two((at) => ({ id: `es-${at}`, desktop: `ecd-${at}`, diskType: 'system', expires: '2027-01-01T00:00:00Z' })),
};

type Members = { readonly [name: string]: unknown };
type Listed = {
  readonly section: string;
  readonly service: string;
  readonly action: string;
  readonly body: Members;
  readonly path: readonly string[];
};
let listed: readonly Listed[] = [];

beforeAll(async () => {
  const emulator = await startEmulator({ seed });
  const { ecs, ecd, sts } = sdk(emulator.host);
  const reply = async (section: string, path: string, action: string, service: 'ecs' | 'ecd' = 'ecs', params = {}): Promise<Listed> => ({
    section,
    service,
    action,
    path: path.split('.'),
    body: (await (service === 'ecd' ? ecd : ecs)(action, { ...region, ...params })) as Members,
  });
  const associations = ['sp-0', 'sp-1'].map((AutoSnapshotPolicyId) =>
    reply('associations', 'AutoSnapshotPolicyDiskAssociations', 'DescribeAutoSnapshotPolicyAssociations', 'ecs', { AutoSnapshotPolicyId }),
  );
  listed = [
    await reply('instances', 'Instances.Instance', 'DescribeInstances'),
    await reply('disks', 'Disks.Disk', 'DescribeDisks'),
    await reply('policies', 'AutoSnapshotPolicies.AutoSnapshotPolicy', 'DescribeAutoSnapshotPolicyEx'),
    await reply('snapshots', 'Snapshots.Snapshot', 'DescribeSnapshots'),
    await reply('locks', 'LockedSnapshotsInfo', 'DescribeLockedSnapshots'),
    await reply('groups', 'SnapshotGroups.SnapshotGroup', 'DescribeSnapshotGroups'),
    await reply('desktops', 'Desktops', 'DescribeDesktops', 'ecd', { IncludeAutoSnapshotPolicy: true }),
    await reply('desktopPolicies', 'AutoSnapshotPolicies', 'DescribeAutoSnapshotPolicy', 'ecd'),
    await reply('desktopSnapshots', 'Snapshots', 'DescribeSnapshots', 'ecd'),
    ...(await Promise.all(associations)),
    { section: 'account', service: 'sts', action: 'GetCallerIdentity', path: [], body: (await sts('GetCallerIdentity')) as Members },
  ];
  await emulator.close();
}, 60_000);

const itemsIn = ({ body, path }: Listed): readonly Members[] =>
  (path.reduce<unknown>((at, step) => (at as Members)[step], body) ?? []) as readonly Members[];

/** A reply with its list changed. */
function withItems(one: Listed, change: (items: readonly Members[]) => readonly unknown[]): Members {
  const list = change(itemsIn(one));
  const [outer = '', inner] = one.path;
  return { ...one.body, [outer]: inner === undefined ? list : { [inner]: list } };
}

/** The replies with the first item of a section changed. */
function changed(section: string, change: (item: Members) => unknown): readonly { readonly name: string; readonly text: string }[] {
  return listed.map((one, at) => {
    if (one.section !== section) return { name: `${at}.json`, text: JSON.stringify(one.body) };
    const body = withItems(one, ([first, ...rest]) => [change(first as Members), ...rest]);
    return { name: `${at}.json`, text: JSON.stringify(body) };
  });
}

/** What becomes of the replies, as a seed that a local cloud serves. */
function captured(files: Parameters<typeof readExports>[0]): { readonly seed: Seed; readonly leftOut: readonly LeftOut[] } {
  const made = servable(toSeed(readExports(files)));
  worldOf(made.seed, 0);
  return made;
}

const idsOf = (list: readonly { readonly id: string }[] = []): readonly string[] => list.map(({ id }) => id);

/** Read as lists or numbers some of them throw, such as an object that says how it becomes a text. */
const odd: readonly unknown[] = [null, '', 'Frozen', 7, -1, 1e308, true, [], [[1]], {}, { toString: 1 }, '[{"toString":1}]'];

test('what is honest is kept whole', () => {
  const { seed: read, leftOut } = captured(changed('none', (item) => item));
  expect(leftOut).toEqual([]);
  for (const section of sections) expect(read[section]?.map(({ id }) => id)).toEqual(seed[section]?.map(({ id }) => id));
});

describe.each(['instances', 'disks', 'policies', 'snapshots', 'locks', 'groups', 'desktops', 'desktopPolicies', 'desktopSnapshots'])(
  'one of the %s',
  (section) => {
    test('with any member that is something else, missing or no object costs no other', () => {
      const { 0: first } = itemsIn(listed.find((one) => one.section === section) as Listed);
      const members = Object.keys(first as Members);
      expect(members.length).toBeGreaterThan(3);
      // What says that a policy has disks that are not in the files is no strange policy, but an incomplete export.
      const incomplete = (name: string, value: unknown): boolean =>
        (name === 'DiskNums' && value === 7) || (name === 'AutoSnapshotPolicyId' && typeof value === 'string' && value !== '');
      const valuesOf = (name: string): readonly unknown[] => odd.filter((value) => !incomplete(name, value));
      const changes = members.flatMap((name) => valuesOf(name).map((value) => (item: Members) => ({ ...item, [name]: value })));
      const missing = members.map(
        (name) =>
          ({ [name]: _, ...rest }: Members) =>
            rest,
      );
      for (const change of [...changes, ...missing, () => 7, () => null, () => ({})]) {
        const { seed: read, leftOut } = captured(changed(section, change));
        for (const each of sections) {
          // Items are listed newest first: the first one of a list is the last one of the seed.
          expect(idsOf(read[each])).toContain(seed[each]?.[0]?.id);
          const gone = leftOut.filter((one) => one.section === each && one.member === undefined).length;
          // An instance of another id is there beside the one that its disk names.
          if (each !== 'instances') expect(idsOf(read[each]), `${each}, ${JSON.stringify(leftOut)}`).toHaveLength(2 - gone);
        }
      }
    });
  },
);

test.each(Object.keys(hostileTexts))('an account whose every text is %s is kept', (what) => {
  const text = hostileTexts[what] as string;
  for (const section of ['instances', 'disks', 'snapshots', 'policies']) {
    const tags = [
      { TagKey: text, TagValue: text },
      { TagKey: '__proto__', TagValue: text },
    ];
    const { seed: made, leftOut } = captured(
      changed(section, (item) => ({
        ...item,
        ...Object.fromEntries(
          Object.keys(item)
            .filter((name) => /Name$|Description|KMSKeyId/.test(name))
            .map((name) => [name, text]),
        ),
        Tags: { Tag: tags },
      })),
    );
    // A key that no YAML can hold is left out with the tags, or with the backup that has it.
    if (text.length > 1_024) {
      expect(leftOut).toMatchObject([{ section, why: 'A key longer than 1,024 characters is not valid YAML.' }]);
      continue;
    }
    expect(leftOut).toEqual([]);
    const read = parseSeed(printSeed(made), 'seed.yaml');
    expect(read[section as 'disks']?.[1]?.tags).toEqual(
      Object.fromEntries([
        [text, text],
        ['__proto__', text],
      ]),
    );
  }
});

test('what an account lists twice, as pages shift, is there once', async () => {
  withKeys();
  const emulator = await startEmulator({ seed });
  const capture = async (url: string) => {
    const endpoints = ['ecs', 'ecd', 'sts'].flatMap((service) => [`--endpoint-${service}`, url]);
    return snapspec(folder(), ['seed', '--region', 'cn-hangzhou', ...endpoints, '-o', '-']);
  };
  try {
    const honest = await capture(emulator.url);
    expect(honest.code).toBe(0);
    for (const one of listed) {
      if (one.action === 'GetCallerIdentity') continue;
      const front = await startFront(emulator.port, {
        operation: `${one.service} ${one.action}`,
        from: 'start',
        lost: false,
        kind: {
          says: 'odd',
          answer: (response, { body }) =>
            response.writeHead(200).end(JSON.stringify(withItems({ ...one, body }, (items) => [...items, ...items]))),
        },
      });
      expect(await capture(front.url), one.action).toEqual(honest);
      expect(front.struck(), one.action).toBeGreaterThan(0);
      front.close();
    }
  } finally {
    await emulator.close();
  }
}, 120_000);

/** Runs the verb on exports. */
async function runOn(files: ReturnType<typeof changed>) {
  const cwd = folder(Object.fromEntries(files.map(({ name, text }) => [name, text])));
  return snapspec(cwd, ['seed', '--from', '.', '-o', '-']);
}

test('what is left out is named, and the rest is written', async () => {
  const cron = await runOn(changed('desktopPolicies', (item) => ({ ...item, CronExpression: '0 0/15 * ? * MON' })));
  expect(cron).toMatchObject({
    code: 0,
    stderr:
      'warning: Left out of the seed: desktop policy "dp-1". The cron of dp-1 is not 0 MINUTE HOURS ? * DAYS.\n' +
      '2 instances, 2 disks, 1 desktop policy, 2 desktops, 2 policies, 2 snapshots, 2 groups, 2 desktop snapshots.\n',
  });
  expect(parseSeed(cron.stdout, 'seed').desktops).toEqual([
    expect.objectContaining({ policy: 'dp-0' }),
    expect.not.objectContaining({ policy: expect.anything() }),
  ]);

  const disk = await runOn(changed('disks', (item) => ({ ...item, Status: 'Frozen\n::error::x' })));
  expect(disk.stderr).toMatch(
    /^warning: Left out of the seed: status of disk "d-1"\. Status is "Frozen\\n::error::x"; it must be [^\n]+\n2 instances, 2 disks/,
  );
  expect(parseSeed(disk.stdout, 'seed').disks).toHaveLength(2);
});

test('of very many that are left out the first ones are named', async () => {
  const replies = changed('none', (item) => item).filter(({ text }) => !text.includes('CronExpression'));
  const policies = Array.from({ length: 3_000 }, (_, at) => ({ PolicyId: `dp-${at}`, CronExpression: 'daily', RetentionDays: 7 }));
  const ran = await runOn([...replies, { name: 'many.json', text: JSON.stringify({ RequestId: 'R', AutoSnapshotPolicies: policies }) }]);
  expect(ran.code).toBe(0);
  expect(ran.stderr.match(/^warning: /gm)).toHaveLength(21);
  expect(ran.stderr).toContain('warning: Left out of the seed: 2980 more.\n');
});

test.each<[string, string, RegExp]>([
  [
    'a total beyond all pages',
    '{"Disks":{"Disk":[{"DiskId":"d-1"}]},"TotalCount":9007199254740991,"PageSize":1,"PageNumber":1}',
    /missing: 2, 3, 4, /,
  ],
  ['nested without end', `{"AutoSnapshotPolicyDiskAssociations":[${'['.repeat(200_000)}${']'.repeat(200_000)}]}`, /^error: /],
])('an export with %s is refused, and no crash', async (_, text, message) => {
  const ran = await runOn([{ name: 'one.json', text }]);
  expect(ran).toMatchObject({ code: 64, stderr: expect.stringMatching(message) });
});
