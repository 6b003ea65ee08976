import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sdk } from '../emulator/client.ts';
import { admin, cloud, folder, rowsOf, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, instances, seed } from '../support/specs.ts';

// What a help text tells to do is done here to the letter, and ends where it says; the list of all is in test/help-texts.ts.

type Row = { readonly id: string; readonly tags: { readonly [key: string]: string } };

const headOf = (stack: string): string => `apiVersion: snapspec/v1\nstack: ${stack}\nregion: cn-hangzhou\n`;
const head = headOf('helped');
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';
const daily = (more = ''): string => `policies: {daily: {${schedule}, disks: {any: [{id: ${disks[0]}}, {id: ${disks[1]}}]}${more}}}\n`;
const cut = (more = '', disk = disks[2]): string => `snapshots: {cut: {diskId: ${disk}, occurrence: r-1${more}}}\n`;

/** A cloud to which specs of stacks were applied, and the command line towards it. */
async function started(...specs: readonly string[]) {
  withKeys();
  const emulator = await cloud(seed);
  const apply = async (spec: string, ...flags: string[]) => {
    const { code, stdout, stderr } = await snapspec(folder({ 'snapspec.yaml': spec }), [
      'apply',
      '--auto-approve',
      ...flags,
      ...towards(emulator),
    ]);
    return { code, text: (stdout + stderr).replace(/\s+/g, ' ') };
  };
  for (const spec of specs) {
    const { code, text } = await apply(spec);
    expect(code, text).toBe(0);
    await admin(emulator, 'clock', { advance: '1h' });
  }
  const rows = (section: string, stack = 'helped'): readonly Row[] =>
    rowsOf<Row>(emulator, section).filter(({ tags = {} }) => tags['snapspec:stack'] === stack);
  const settles = async (spec: string): Promise<void> => {
    const cwd = folder();
    writeFileSync(join(cwd, 'snapspec.yaml'), spec);
    const { code, stdout, stderr } = await snapspec(cwd, ['plan', '--detailed-exitcode', ...towards(emulator)]);
    expect(code, stdout + stderr).toBe(0);
  };
  /** Applies what is refused, for these words, and what its help says, which ends well. */
  const follow = async (refused: string, words: string, followed: string, ...flags: string[]): Promise<void> => {
    const first = await apply(refused);
    expect(first.code, first.text).not.toBe(0);
    expect(first.text).toContain(words);
    const { code, text } = await apply(followed, ...flags);
    expect(code, text).toBe(0);
    await settles(followed);
  };
  return { emulator, apply, rows, follow, settles, ecs: sdk(emulator.host).ecs };
}

const without = (tags: Row['tags'], name: string) => Object.fromEntries(Object.entries(tags).filter(([key]) => key !== name));

describe('adopt', () => {
  test('what a stack owns that has another name now: `moved` takes all of it', async () => {
    const { rows, follow } = await started(headOf('old') + daily());
    const [row] = rows('policies', 'old') as [Row];
    await follow(head + daily(`, adopt: ${row.id}`), 'write `moved: [{fromStack: old}]`', `${head}${daily()}moved: [{fromStack: old}]\n`);
    expect(rows('policies').map(({ id }) => id)).toEqual([row.id]);
  });

  test('what another stack lets go of first can be adopted', async () => {
    const { apply, rows, follow } = await started(headOf('old') + daily() + cut());
    const [row] = rows('policies', 'old') as [Row];
    const words = `let go of it there first, with \`removed: [{id: ${row.id}, forget: true}]\``;
    const refused = await apply(head + daily(`, adopt: ${row.id}`));
    expect([refused.code, refused.text]).toEqual([3, expect.stringContaining(words)]);
    expect((await apply(`${headOf('old')}${cut()}removed: [{id: ${row.id}, forget: true}]\n`)).code).toBe(0);
    const spec = head + daily(`, adopt: ${row.id}`);
    expect((await apply(spec)).code).toBe(0);
    expect(rows('policies').map(({ id }) => id)).toEqual([row.id]);
    await follow('', 'is empty', spec);
  });

  test('what another entry has is moved instead', async () => {
    const { rows, follow } = await started(head + daily());
    const [row] = rows('policies') as [Row];
    const renamed = daily().replace('daily', 'nightly');
    await follow(
      head + daily(`, adopt: ${row.id}`).replace('daily', 'nightly'),
      'write `moved: [{from: policies/daily, to: …}]` instead of `adopt`',
      `${head}${renamed}moved: [{from: policies/daily, to: policies/nightly}]\n`,
    );
    expect(rows('policies').map(({ id }) => id)).toEqual([row.id]);
  });

  test('a member of a group: the group is adopted', async () => {
    const { ecs, emulator, follow } = await started();
    const { SnapshotGroupId: group } = await ecs('CreateSnapshotGroup', {
      RegionId: 'cn-hangzhou',
      InstanceId: instances[2],
      Name: 'by-hand',
    });
    await admin(emulator, 'clock', { advance: '1h' });
    const member = rowsOf<Row & { groupId?: string; diskId: string }>(emulator, 'snapshots').find(({ groupId }) => groupId === group);
    await follow(
      `${head}snapshots: {cut: {diskId: ${member?.diskId}, occurrence: r-1, adopt: ${member?.id}}}\n`,
      'Adopt the group, in an entry of groups.',
      `${head}groups: {all: {instanceId: ${instances[2]}, occurrence: r-1, adopt: ${group as string}}}\n`,
    );
  });

  test('what was taken of another disk: the disk is written as it was taken', async () => {
    const { ecs, emulator, follow, rows } = await started();
    const { SnapshotId: id } = await ecs('CreateSnapshot', { DiskId: disks[5], SnapshotName: 'by-hand' });
    await admin(emulator, 'clock', { advance: '1h' });
    await follow(head + cut(`, adopt: ${id as string}`), 'Write diskId as it was taken', head + cut(`, adopt: ${id as string}`, disks[5]));
    expect(rows('snapshots').map((row) => row.id)).toEqual([id]);
  });

  test('what carries too many tags: one of them is taken off', async () => {
    const { emulator, follow, apply, rows } = await started();
    const tags = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, 'v']));
    const added = { id: 'sp-byhand01', name: 'by-hand', tags, timePoints: [1], repeatWeekdays: [1], retentionDays: 7 };
    await admin(emulator, 'thing', { add: { policies: [added] } });
    const spec = head + daily(', adopt: sp-byhand01');
    expect((await apply(spec)).text).toContain('Take one of its tags off, then run it again.');
    await admin(emulator, 'thing', { id: 'sp-byhand01', set: { tags: without(tags, 'k3') } });
    await follow('', 'is empty', spec);
    expect(rows('policies').map(({ id }) => id)).toEqual(['sp-byhand01']);
  });

  test('one that failed, or beside a backup: `adopt` is removed', async () => {
    const { ecs, emulator, follow, rows } = await started();
    const { SnapshotId: id } = await ecs('CreateSnapshot', { DiskId: disks[2], SnapshotName: 'by-hand' });
    await admin(emulator, 'clock', { advance: '1h' });
    await admin(emulator, 'thing', { id, set: { end: 'failed' } });
    await follow(head + cut(`, adopt: ${id as string}`), 'Remove `adopt`; it is then taken.', head + cut());
    await follow(head + cut(`, adopt: ${id as string}`), 'Remove `adopt`.', head + cut());
    expect(rows('snapshots')).toHaveLength(1);
  });
});

describe('adopt, of what is not there or is no backup', () => {
  test('an id that is not there: without `adopt` a new one is made', async () => {
    const { rows, follow } = await started();
    await follow(head + daily(', adopt: sp-gone'), 'Remove `adopt` to have a new automatic snapshot policy made.', head + daily());
    expect(rows('policies')).toHaveLength(1);
  });

  test('a copy: the backup itself is adopted', async () => {
    const { ecs, emulator, follow, rows } = await started();
    const { SnapshotId: id } = await ecs('CreateSnapshot', { DiskId: disks[2], SnapshotName: 'by-hand' });
    await admin(emulator, 'clock', { advance: '1h' });
    const { SnapshotId: copy } = await ecs('CopySnapshot', {
      RegionId: 'cn-hangzhou',
      DestinationRegionId: 'cn-hangzhou',
      SnapshotId: id,
      DestinationSnapshotName: 'copy',
      DestinationSnapshotDescription: 'copy',
      Encrypted: true,
    });
    await follow(head + cut(`, adopt: ${copy as string}`), 'Adopt the backup itself', head + cut(`, adopt: ${id as string}`));
    expect(rows('snapshots').map((row) => row.id)).toEqual([id]);
  });
});

test('a second repository with a stack of its own is not told of the entries of the first', async () => {
  const { apply, rows } = await started(head + daily() + cut());
  const second = cut('', disks[4]).replace('cut', 'other');
  expect((await apply(head + second)).text).toContain('Give each repository a stack of its own');
  const { code, text } = await apply(headOf('second') + second);
  expect([code, text]).toEqual([0, expect.not.stringContaining('policies/daily')]);
  expect(rows('snapshots', 'second')).toHaveLength(1);
});

describe('removed', () => {
  test('where tags cannot be changed: without the item snapspec leaves it alone', async () => {
    const ledger = `groups: {ledger: {instanceId: ${instances[1]}, occurrence: r-1}}\n`;
    const { emulator, apply, rows, settles } = await started(head + daily() + ledger);
    const rule = { type: 'code', action: 'ListTagResources', code: 'InvalidResourceType.NotFound', status: 404 };
    await admin(emulator, 'faults', { rules: [rule] });
    const refused = await apply(`${head}${daily()}removed: [{address: groups/ledger, occurrence: r-1, forget: true}]\n`);
    expect([refused.code, refused.text]).toEqual([
      3,
      expect.stringContaining('Remove this item: without its entry snapspec leaves it alone.'),
    ]);
    await settles(head + daily());
    expect(rows('groups')).toHaveLength(1);
  });

  test('what may not be read: once it may, it is found', async () => {
    const { emulator, apply, rows } = await started(head + daily() + cut());
    const [row] = rows('snapshots') as [Row];
    const spec = `${head}${daily()}removed: [{id: ${row.id}, force: true}]\n`;
    await admin(emulator, 'faults', { rules: [{ type: 'code', action: 'DescribeSnapshots', code: 'Forbidden.RAM', status: 403 }] });
    expect((await apply(spec)).text).toContain('Let the credentials read those too');
    await admin(emulator, 'faults', { rules: [] });
    expect((await apply(spec, '--approve-reductions', '1')).code).toBe(0);
    expect(rows('snapshots')).toEqual([]);
  });

  test('what is left of a line that is done is removed with it', async () => {
    const { apply, settles } = await started(head + daily() + cut());
    const { code, text } = await apply(`${head}${daily()}${cut()}removed: [{address: snapshots/gone}]\n`);
    expect([code, text]).toEqual([0, expect.stringContaining('Remove this line, unless the id or the address is a mistake.')]);
    await settles(head + daily() + cut());
  });

  test('what counts of an entry: without the entry, the item of the help deletes it', async () => {
    const { apply, rows, settles } = await started(head + daily() + cut());
    const [row] = rows('snapshots') as [Row];
    const { text } = await apply(`${head}${daily()}${cut()}removed: [{id: ${row.id}, force: true}]\n`);
    const [, item] = /name it with `removed: \[\{(address: snapshots\/cut[^}]*)\}\]`/.exec(text) as unknown as [string, string];
    const spec = `${head}${daily()}removed: [{${item}, force: true}]\n`;
    expect((await apply(spec, '--approve-reductions', '1')).code).toBe(0);
    expect(rows('snapshots')).toEqual([]);
    await settles(spec);
  });

  test('what is not proven to be of an address: without the item it is left alone, and deleted in the console it is done', async () => {
    const { emulator, rows, apply, settles, ecs } = await started(head + daily() + cut());
    const [row] = rows('snapshots') as [Row];
    await admin(emulator, 'thing', { id: row.id, set: { tags: without(row.tags, 'snapspec:op') } });
    const spec = `${head}${daily()}removed: [{address: snapshots/cut, occurrence: r-1, force: true}]\n`;
    const refused = await apply(spec, '--approve-reductions', '1');
    expect([refused.code, refused.text]).toEqual([3, expect.stringContaining(`Delete ${row.id} in the console if it is not needed.`)]);
    await settles(head + daily());
    expect(rows('snapshots')).toHaveLength(1);
    await ecs('DeleteSnapshot', { SnapshotId: row.id });
    await settles(spec);
  });

  test('what another stack owns is removed by its own spec', async () => {
    const { rows, follow, apply } = await started(headOf('theirs') + daily() + cut(), head + cut('', disks[4]));
    const [row] = rows('policies', 'theirs') as [Row];
    const refused = await apply(`${head}${cut('', disks[4])}removed: [{id: ${row.id}}]\n`);
    expect([refused.code, refused.text]).toEqual([3, expect.stringContaining('What belongs to another stack is removed by its spec')]);
    await follow('', 'is empty', `${headOf('theirs')}${cut()}removed: [{address: policies/daily}]\n`, '--approve-reductions', '2');
    expect(rows('policies', 'theirs')).toEqual([]);
  });
});

test('two policies of one entry with disks: all disks under one of them, and that one counts', async () => {
  const { emulator, rows, ecs, apply, follow } = await started(head + daily());
  const [row] = rows('policies') as [Row];
  const twin = {
    id: 'sp-zz-twin',
    name: 'helped-daily',
    tags: row.tags,
    timePoints: [1],
    repeatWeekdays: [1],
    retentionDays: 7,
    disks: [disks[6]],
  };
  await admin(emulator, 'thing', { add: { policies: [twin] } });
  const refused = await apply(head + daily());
  expect(refused.text).toContain('Attach every disk to one of them and detach it from the others; then that one counts.');
  const params = { regionId: 'cn-hangzhou', diskIds: JSON.stringify([disks[6]]) };
  await ecs('ApplyAutoSnapshotPolicy', { ...params, autoSnapshotPolicyId: row.id });
  await ecs('CancelAutoSnapshotPolicy', { ...params, autoSnapshotPolicyId: twin.id });
  const kept = daily().replace(`${disks[1]}}]}`, `${disks[1]}}], unlisted: keep}`);
  await follow(head + kept, `Duplicates of policies/daily: ${twin.id}`, `${head}${kept}removed: [{id: ${twin.id}}]\n`);
  expect(rows('policies').map(({ id }) => id)).toEqual([row.id]);
});

test('a disk at its limit is left out with `not`, and the others are attached all the same', async () => {
  const { emulator, follow, rows } = await started(headOf('theirs') + daily());
  const added = Array.from({ length: 9 }, (_, index) => ({
    id: `sp-full-${index}`,
    name: `full-${index}`,
    timePoints: [1],
    repeatWeekdays: [1],
    retentionDays: 7,
    disks: [disks[0]],
  }));
  await admin(emulator, 'thing', { add: { policies: added } });
  await follow(
    head + daily(),
    `Disk ${disks[0]} is under 10 policies already, and can have 10`,
    head + daily().replace(`${disks[1]}}]}`, `${disks[1]}}], not: [{id: ${disks[0]}}]}`),
  );
  expect(Object.keys((rows('policies')[0] as Row & { attached?: object }).attached ?? {})).toEqual([disks[1]]);
});
