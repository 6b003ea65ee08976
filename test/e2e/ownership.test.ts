import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';
import { sdk } from '../emulator/client.ts';
import { admin, cloud, folder, rowsOf, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, instances, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: tidy\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';
const policies = `policies: {daily: {${schedule}, disks: {any: [{id: ${disks[0]}}, {id: ${disks[1]}}]}}}\n`;
const snapshots = `snapshots: {cut: {diskId: ${disks[2]}, occurrence: r-1}}\n`;
const desktops = 'desktopSnapshots: {golden: {desktopId: ecd-desk0000, sourceDiskType: system}}\n';
const groups = `groups: {ledger: {instanceId: ${instances[0]}}}\n`;

type Tags = { [key: string]: string };
type Row = { readonly id: string; readonly tags: Tags; readonly description: string };

const idOf = (emulator: Emulator, section: string): string => rowsOf<Row>(emulator, section)[0]?.id as string;

const change = (emulator: Emulator, id: string, set: object): Promise<void> => admin(emulator, 'thing', { id, set });

/** A stack that was applied, and the command line towards it. */
async function applied(text: string) {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder({ 'snapspec.yaml': text });
  const run = (...argv: string[]) => snapspec(cwd, [...argv, ...towards(emulator)]);
  expect((await run('apply', '--auto-approve')).code).toBe(0);
  const retag = async (section: string, edit: (tags: Tags) => Tags): Promise<string> => {
    const row = rowsOf<Row>(emulator, section)[0] as Row;
    await change(emulator, row.id, { tags: edit(row.tags) });
    return row.id;
  };
  const write = (content: string): void => writeFileSync(join(cwd, 'snapspec.yaml'), content);
  const writes = (): readonly string[] =>
    emulator
      .calls()
      .filter((call) => !call.reads)
      .map((call) => call.action);
  return { emulator, run, retag, write, writes };
}

const without =
  (key: string) =>
  (tags: Tags): Tags =>
    Object.fromEntries(Object.entries(tags).filter(([name]) => name !== key));

describe('one of four marks is not what it was', () => {
  test.each<[string, (tags: Tags) => Tags, string]>([
    ['the op is gone', without('snapspec:op'), 'snapspec:op is missing'],
    [
      'its key has another separator',
      (tags) => ({ ...without('snapspec:op')(tags), snapspec_op: tags['snapspec:op'] as string }),
      'snapspec:op is missing, and "snapspec_op" is "ss1-',
    ],
    [
      'the address has another casing',
      (tags) => ({
        ...tags,
        'snapspec:address': (tags['snapspec:address'] as string).replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
      }),
      'snapspec:address is "',
    ],
  ])('%s: both are named, nothing is created, and giving the mark back settles it', async (_, edit, words) => {
    const { emulator, run, retag, writes } = await applied(head + policies + snapshots);
    const before = writes().length;
    const ids = [await retag('policies', edit), await retag('snapshots', edit)];
    for (const argv of [['plan'], ['apply', '--auto-approve'], ['apply', '--auto-approve'], ['plan', '--detailed-exitcode']]) {
      const { code, stdout } = await run(...argv);
      expect(code, stdout).toBe(3);
      for (const id of ids) expect(stdout).toContain(`${id} belongs to`);
      expect(stdout.split(words)).toHaveLength(3);
    }
    expect(writes()).toHaveLength(before);
    const plan = JSON.parse((await run('plan', '--format', 'json')).stdout) as {
      entries: { doubtful: { id: string }[]; refusal: { help: string } }[];
    };
    expect(plan.entries.map(({ doubtful }) => doubtful.map(({ id }) => id))).toEqual(ids.map((id) => [id]));
    // What the help says is done to the letter.
    for (const { refusal } of plan.entries) {
      const [, id, tag] = /give (\S+) the tag (\S+?),/.exec(refusal.help) as unknown as [string, string, string];
      const [key, value] = tag.split(/=(.*)/s) as [string, string];
      const row = [...rowsOf<Row>(emulator, 'policies'), ...rowsOf<Row>(emulator, 'snapshots')].find((one) => one.id === id) as Row;
      await change(emulator, id, { tags: { ...without('snapspec_op')(row.tags), [key]: value } });
    }
    expect(await run('plan', '--detailed-exitcode')).toMatchObject({ code: 0, stdout: expect.stringContaining('No changes') });
  });

  test('a group that lost its address, and a desktop snapshot whose description was edited', async () => {
    const { emulator, run, retag, writes } = await applied(head + groups + desktops);
    const before = writes().length;
    const group = await retag('groups', without('snapspec:address'));
    const desktop = rowsOf<Row>(emulator, 'desktopSnapshots')[0] as Row;
    await change(emulator, desktop.id, { description: `${desktop.description} (keep)` });
    const { code, stdout } = await run('apply', '--auto-approve');
    expect(code).toBe(3);
    expect(stdout).toContain(`${group} belongs to groups/ledger: snapspec:address is missing`);
    expect(stdout).toContain(`${desktop.id} belongs to desktopSnapshots/golden: its description was edited`);
    expect(writes()).toHaveLength(before);
    await change(emulator, desktop.id, { description: desktop.description });
    await retag('groups', (tags) => ({ ...tags, 'snapspec:address': 'groups/ledger' }));
    expect((await run('plan', '--detailed-exitcode')).code).toBe(0);
  });

  test('what has all four marks and the op of something else is no backup of the entry', async () => {
    const { emulator, run, retag } = await applied(head + snapshots);
    const other = folder({ 'snapspec.yaml': `${head}snapshots: {cut: {diskId: ${disks[3]}, occurrence: r-9}}\n` });
    expect((await snapspec(other, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    const foreign = rowsOf<Row>(emulator, 'snapshots')[1] as Row;
    const mine = await retag('snapshots', (tags) => ({ ...tags, 'snapspec:op': foreign.tags['snapspec:op'] as string }));
    const { code, stdout } = await run('plan');
    expect(code).toBe(3);
    expect(stdout).toContain(
      `${mine} belongs to snapshots/cut: snapspec:op is "${foreign.tags['snapspec:op']}", not the hash of the other marks and the target`,
    );
  });
});

describe('more than one of an entry', () => {
  const twin = async (given: Awaited<ReturnType<typeof applied>>, attach: readonly string[]): Promise<string> => {
    const [first] = rowsOf<Row>(given.emulator, 'policies');
    const added = {
      policies: [
        { id: 'sp-zz-twin', name: 'twin', tags: first?.tags, disks: attach, timePoints: [1], repeatWeekdays: [1], retentionDays: 7 },
      ],
    };
    await admin(given.emulator, 'thing', { add: added });
    return 'sp-zz-twin';
  };

  test('a policy with the marks of another, without disks: named, and the rest goes on; the run ends with 3', async () => {
    const given = await applied(head + policies);
    const id = await twin(given, []);
    const first = idOf(given.emulator, 'policies');
    expect(await given.run('plan')).toMatchObject({
      code: 3,
      stdout: expect.stringContaining(`Duplicates of policies/daily: ${id} (${first} counts).`),
    });
    expect((await given.run('apply', '--auto-approve')).code).toBe(3);
    given.write(head + policies + snapshots);
    const { code, stdout } = await given.run('apply', '--auto-approve');
    expect(code).toBe(3);
    expect(stdout).toContain('snapshots/cut create');
    expect(stdout).toContain(`Duplicates of policies/daily: ${id}`);
    expect(rowsOf<Row>(given.emulator, 'snapshots')).toHaveLength(1);
    const plan = JSON.parse((await given.run('plan', '--format', 'json')).stdout) as { entries: { twins?: string[] }[] };
    expect(plan.entries[0]?.twins).toEqual([id]);
  });

  test('where both have disks neither is changed', async () => {
    const given = await applied(head + policies);
    const id = await twin(given, [disks[4] as string]);
    const before = given.writes().length;
    given.write(head + policies.replace('retentionDays: 7', 'retentionDays: 9'));
    const { code, stdout } = await given.run('apply', '--auto-approve');
    expect(code).toBe(3);
    expect(stdout).toContain(`${idOf(given.emulator, 'policies')} (2 disks) and ${id} (1 disk) all carry the marks of policies/daily`);
    expect(given.writes()).toHaveLength(before);
  });
});

test('a copy within the region is no backup, and tells that the token of the lost one is spent', async () => {
  const { emulator, run } = await applied(head + snapshots);
  const [row] = rowsOf<Row>(emulator, 'snapshots') as [Row];
  const { ecs } = sdk(emulator.host);
  const copied = await ecs('CopySnapshot', {
    RegionId: 'cn-hangzhou',
    DestinationRegionId: 'cn-hangzhou',
    SnapshotId: row.id,
    DestinationSnapshotName: 'copy',
    DestinationSnapshotDescription: 'copy',
    Encrypted: true,
    Tag: Object.entries(row.tags).map(([Key, Value]) => ({ Key, Value })),
  });
  const note = `note: ${copied['SnapshotId']} is a copy of a backup, and does not count.`;
  expect(await run('plan', '--detailed-exitcode')).toMatchObject({ code: 0, stdout: expect.stringContaining(note) });
  await ecs('DeleteSnapshot', { SnapshotId: row.id });
  expect((await run('apply', '--auto-approve')).code).toBe(0);
  expect(rowsOf<Row>(emulator, 'snapshots')).toHaveLength(2);
  expect(await run('plan', '--detailed-exitcode')).toMatchObject({ code: 0, stdout: expect.stringContaining(note) });
});
