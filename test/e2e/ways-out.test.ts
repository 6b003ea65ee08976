import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';
import { sdk } from '../emulator/client.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, instances, seed } from '../support/specs.ts';

// What a help text tells to do is done here to the letter, and ends where it says.

type Tags = { readonly [key: string]: string };
type Row = { readonly id: string; readonly tags: Tags; readonly description: string; readonly attached?: object };

const headOf = (stack: string): string => `apiVersion: snapspec/v1\nstack: ${stack}\nregion: cn-hangzhou\n`;
const head = headOf('letgo');
const settings = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';
const policy = (key: string, any: string): string => `${key}: {${settings}, disks: {any: ${any}}}`;
const first = `[{id: ${disks[0]}}]`;
const daily = `policies: {${policy('daily', first)}}\n`;
const cut = `snapshots: {cut: {diskId: ${disks[2]}, occurrence: r-1}}\n`;
const ledger = `groups: {ledger: {instanceId: ${instances[1]}}}\n`;
const golden = 'desktopSnapshots: {golden: {desktopId: ecd-desk0000, sourceDiskType: system}}\n';

const protectedBy = (row: Row | undefined): readonly string[] => Object.keys(row?.attached ?? {}).sort();

async function admin(emulator: Emulator, what: string, body: object): Promise<void> {
  const reply = await fetch(`${emulator.url}/_snapspec/${what}`, { method: 'POST', body: JSON.stringify(body) });
  expect(reply.status, await reply.text()).toBe(200);
}

/** A cloud of its own, and the command line towards it. */
async function started(text: string) {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder({ 'snapspec.yaml': text });
  const run = (...argv: string[]) => snapspec(cwd, [...argv, ...towards(emulator)]);
  const write = (content: string): void => writeFileSync(join(cwd, 'snapspec.yaml'), content);
  const rows = (section: string): readonly Row[] => (emulator.world().resources[section]?.rows ?? []) as unknown as readonly Row[];
  const idOf = (section: string): string => rows(section)[0]?.id as string;
  const advance = (duration: string): Promise<void> => admin(emulator, 'clock', { advance: duration });
  const retag = (id: string, tags: Tags): Promise<void> => admin(emulator, 'thing', { id, set: { tags } });
  const writes = (): readonly string[] =>
    emulator
      .calls()
      .filter((call) => !call.reads)
      .map((call) => call.action);
  const { ecs } = sdk(emulator.host);
  /** Applies a spec, and says how that ended. */
  const apply = async (content: string, ...flags: string[]) => {
    write(content);
    return run('apply', '--auto-approve', ...flags);
  };
  /** Whether nothing is left to do. */
  const isSettled = async (): Promise<void> => {
    const { code, stdout, stderr } = await run('plan', '--detailed-exitcode');
    expect(code, stdout + stderr).toBe(0);
  };
  return { emulator, run, write, rows, idOf, advance, retag, writes, ecs, apply, isSettled };
}

/** A cloud to which a spec was applied, and in which its backups are finished. */
async function applied(text: string) {
  const given = await started(text);
  const { code, stdout, stderr } = await given.run('apply', '--auto-approve');
  expect(code, stdout + stderr).toBe(0);
  await given.advance('1h');
  return given;
}

describe('the last disk of a policy', () => {
  test('a selector that chooses nothing is refused, and the help leads to `any: []` with an approval', async () => {
    const { rows, apply, isSettled } = await applied(head + daily);
    const none = await apply(`${head}policies: {${policy('daily', '[{tags: {backup: none}}]')}}\n`);
    expect(none.code).not.toBe(0);
    expect(none.stdout + none.stderr).toContain('any: []');
    const nothing = `${head}policies: {${policy('daily', '[]')}}\n`;
    const unapproved = await apply(nothing);
    expect(unapproved).toMatchObject({ code: 3, stdout: expect.stringContaining('--approve-reductions 1') });
    expect(protectedBy(rows('policies')[0])).toEqual([disks[0]]);
    expect((await apply(`${nothing}approve: {reductions: 1, reason: the disk goes}\n`)).code).toBe(0);
    expect(protectedBy(rows('policies')[0])).toEqual([]);
    await isSettled();
  });

  test('the flag approves as the spec does', async () => {
    const { rows, apply, isSettled } = await applied(head + daily);
    expect((await apply(`${head}policies: {${policy('daily', '[]')}}\n`, '--approve-reductions', '1')).code).toBe(0);
    expect(protectedBy(rows('policies')[0])).toEqual([]);
    await isSettled();
  });

  test('`removed` deletes the policy with an approval of its disk, and what is independent goes on without', async () => {
    const { rows, apply, isSettled, run, write } = await applied(head + daily);
    const spec = `${head}${cut}removed: [{address: policies/daily}]\n`;
    const refused = await apply(spec);
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain('policies/daily: 1 disk loses this protection');
    expect(rows('policies')).toHaveLength(1);
    expect(rows('snapshots')).toHaveLength(1);
    write(spec);
    expect((await run('apply', '--auto-approve', '--approve-reductions', '1')).code).toBe(0);
    expect(rows('policies')).toEqual([]);
    await isSettled();
    expect((await run('plan')).stderr).toContain('Nothing of policies/daily is left to remove: removed[0] is done.');
  });
});

type Given = Awaited<ReturnType<typeof started>>;

/** The codes that a plan reports. */
const codesIn = async ({ run }: Given): Promise<readonly string[]> =>
  (JSON.parse((await run('plan', '--format', 'json')).stdout) as { problems: { code: string }[] }).problems.map(({ code }) => code);

/** Another policy with the marks of the first. */
async function twin({ emulator, rows }: Given, more: object = {}): Promise<string> {
  const { tags } = rows('policies')[0] as Row;
  const added = { id: 'sp-zz-twin', name: 'letgo-daily', tags, timePoints: [1], repeatWeekdays: [1], retentionDays: 7, ...more };
  await admin(emulator, 'thing', { add: { policies: [added] } });
  return 'sp-zz-twin';
}

describe('removed', () => {
  const removal = (item: string, rest = cut.replace('cut', 'other').replace(`${disks[2]}`, `${disks[3]}`)): string =>
    `${head}${rest}removed: [${item}]\napprove: {reductions: 3, reason: cleaning up}\n`;
  const backup = 'address: snapshots/cut, occurrence: r-1';

  test('a backup whose entry is gone: unmanaged with what it costs, deleted as that says, then done', async () => {
    const given = await applied(head + cut + daily);
    await given.ecs('CreateSnapshot', { DiskId: disks[2], SnapshotName: 'by hand' });
    await given.advance('1h');
    given.write(head + daily);
    const { stdout } = await given.run('plan');
    expect(stdout).toContain('It is still kept and billed, for ever.');
    const [, item] = /write `removed: \[\{(address: snapshots\/cut[^}]*)\}\]`/.exec(stdout) as unknown as [string, string];
    const id = given.idOf('snapshots');
    expect((await given.apply(`${head}${daily}removed: [{${item}}]\n`)).code).toBe(3);
    const { code, stdout: report } = await given.apply(`${head}${daily}removed: [{${item}}]\n`, '--approve-reductions', '1');
    expect(code, report).toBe(0);
    expect(report).toContain(`snapshots/cut delete ${id}: done`);
    expect(given.rows('snapshots').map((row) => row.id)).not.toContain(id);
    await given.isSettled();
    expect(await codesIn(given)).toEqual(['removed-done']);
  });

  test.each<[string, (given: Given, id: string) => Promise<unknown>, string, string]>([
    [
      'the last good copy of a disk',
      async () => undefined,
      `is the last good copy of ${disks[2]}, which still exists`,
      'Take another backup first, or write `force: true`',
    ],
    [
      'one that disks were made from',
      ({ emulator }, id) => admin(emulator, 'thing', { id, set: { usage: 'disk' } }),
      'The service would answer SnapshotCreatedDisk.',
      'Write `force: true` beside it in `removed`',
    ],
  ])('%s is refused, and force deletes it as the help says', async (_, prepare, reason, help) => {
    const given = await applied(head + cut);
    const id = given.idOf('snapshots');
    await prepare(given, id);
    const refused = await given.apply(removal(`{${backup}}`));
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain(reason);
    expect(refused.stdout).toContain(help);
    expect(given.rows('snapshots').map((row) => row.id)).toContain(id);
    const { code, stdout, stderr } = await given.apply(removal(`{${backup}, force: true}`));
    expect(code, stdout + stderr).toBe(0);
    expect(given.rows('snapshots').map((row) => row.id)).not.toContain(id);
    await given.isSettled();
  });

  test.each<[string, (given: Given, id: string) => Promise<unknown>, string, ((given: Given, id: string) => Promise<unknown>) | undefined]>(
    [
      [
        'behind an image',
        ({ emulator }, id) => admin(emulator, 'thing', { id, set: { usage: 'image' } }),
        'The service would answer SnapshotCreatedImage.',
        ({ emulator }, id) => admin(emulator, 'thing', { id, set: { usage: 'none' } }),
      ],
      [
        'locked',
        ({ ecs }, id) =>
          ecs('LockSnapshot', { RegionId: 'cn-hangzhou', SnapshotId: id, LockMode: 'compliance', LockDuration: 1, CoolOffPeriod: 0 }),
        'The service would answer InvalidOperation.SnapshotIsLocked.',
        ({ advance }) => advance('2d'),
      ],
    ],
  )('%s it is refused even with force, and deleted once that is over', async (_, prepare, reason, end) => {
    const given = await applied(head + cut);
    const id = given.idOf('snapshots');
    await prepare(given, id);
    const spec = removal(`{${backup}, force: true}`);
    const refused = await given.apply(spec);
    expect(refused.code, refused.stdout).toBe(3);
    expect(refused.stdout).toContain(reason);
    expect(given.rows('snapshots').map((row) => row.id)).toContain(id);
    await end?.(given, id);
    expect((await given.apply(spec)).code).toBe(0);
    expect(given.rows('snapshots').map((row) => row.id)).not.toContain(id);
  });

  test('while it is still being taken it is refused, and deleted once it is finished', async () => {
    const given = await started(head + cut);
    await admin(given.emulator, 'clock', { freeze: true }).catch(() => undefined);
    expect((await given.run('apply', '--auto-approve')).code).toBe(0);
    const id = given.idOf('snapshots');
    await admin(given.emulator, 'thing', { id, set: { finishesAt: '2031-01-01T00:00:00Z' } });
    const refused = await given.apply(removal(`{${backup}, force: true}`));
    expect(refused.code, refused.stdout).toBe(3);
    expect(refused.stdout).toContain(`${id} is still being taken. The service would answer IncorrectDiskStatus.CreatingSnapshot.`);
    await given.advance('3000d');
    expect((await given.apply(removal(`{${backup}, force: true}`))).code).toBe(0);
  });

  test('forget takes the marks off, and the backup stays; locked or not', async () => {
    const given = await applied(head + cut);
    const id = given.idOf('snapshots');
    const { code, stdout } = await given.apply(removal(`{${backup}, forget: true}`));
    expect(code, stdout).toBe(0);
    const kept = given.rows('snapshots').find((row) => row.id === id);
    expect(Object.keys(kept?.tags ?? {}).filter((key) => key.startsWith('snapspec'))).toEqual([]);
    await given.isSettled();
    expect(await codesIn(given)).toEqual(['removed-done']);
  });

  test('what another stack owns, and what nobody owns, is never deleted', async () => {
    const given = await applied(head + cut);
    const made = await given.ecs('CreateSnapshot', { DiskId: disks[5], SnapshotName: 'by hand' });
    const other = folder({ 'snapspec.yaml': headOf('theirs') + cut });
    expect((await snapspec(other, ['apply', '--auto-approve', ...towards(given.emulator)])).code).toBe(0);
    await given.advance('1h');
    const theirs = given.rows('snapshots').find((row) => row.tags['snapspec:stack'] === 'theirs') as Row;
    const before = given.writes().length;
    for (const id of [made['SnapshotId'] as string, theirs.id]) {
      const { code, stdout } = await given.apply(
        `${head}${cut}removed: [{id: ${id}, force: true}]\napprove: {reductions: 9, reason: all}\n`,
      );
      expect(code).toBe(3);
      expect(stdout).toContain(`${id} is not proven to belong to this stack`);
    }
    expect(given.writes()).toHaveLength(before);
  });

  test('a twin is removed by its id, is not taken for the entry, and the run ends with 0', async () => {
    const given = await applied(head + daily);
    const id = await twin(given);
    const { code, stdout } = await given.run('plan');
    expect(code).toBe(3);
    expect(stdout).toContain(`write \`removed: [{id: ${id}}]\``);
    const done = await given.apply(`${head}${daily}removed: [{id: ${id}}]\n`);
    expect(done.code, done.stdout).toBe(0);
    expect(given.rows('policies')).toHaveLength(1);
    await given.isSettled();
  });

  test('what counts of a declared entry is not removed by its id', async () => {
    const given = await applied(head + cut);
    const id = given.idOf('snapshots');
    const { code, stdout } = await given.apply(`${head}${cut}removed: [{id: ${id}}]\napprove: {reductions: 1, reason: x}\n`);
    expect(code).toBe(3);
    expect(stdout).toContain(`${id} is what counts of snapshots/cut`);
    expect(given.rows('snapshots')).toHaveLength(1);
  });

  test('a deletion that is answered with not found was done already', async () => {
    const given = await applied(head + daily);
    await admin(given.emulator, 'faults', { action: 'DeleteAutoSnapshotPolicy', drop: 'reply', times: 1 }).catch(() => undefined);
    const { code } = await given.apply(`${head}${cut}removed: [{address: policies/daily}]\n`, '--approve-reductions', '1');
    expect(code).toBe(0);
    expect(given.rows('policies')).toEqual([]);
  });
});
