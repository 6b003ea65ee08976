import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sdk } from '../emulator/client.ts';
import { admin, cloud, folder, rowsOf, snapspec, towards, withKeys } from '../support/cli.ts';
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

/** A cloud of its own, and the command line towards it. */
async function started(text: string) {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder({ 'snapspec.yaml': text });
  const run = (...argv: string[]) => snapspec(cwd, [...argv, ...towards(emulator)]);
  const write = (content: string): void => writeFileSync(join(cwd, 'snapspec.yaml'), content);
  const rows = (section: string): readonly Row[] => rowsOf(emulator, section);
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
    await given.ecs('CreateSnapshot', { DiskId: disks[2], SnapshotName: 'by-hand' });
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
    expect((await given.run('apply', '--auto-approve')).code).toBe(0);
    const id = given.idOf('snapshots');
    await admin(given.emulator, 'thing', { id, set: { endsAt: Date.now() + 3_600_000_000 } });
    const refused = await given.apply(removal(`{${backup}, force: true}`));
    expect(refused.code, refused.stdout).toBe(3);
    expect(refused.stdout).toContain(`${id} is still being taken. The service would answer IncorrectDiskStatus.CreatingSnapshot.`);
    await given.advance('100d');
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
    const made = await given.ecs('CreateSnapshot', { DiskId: disks[5], SnapshotName: 'by-hand' });
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

  test('a deletion whose reply is lost is looked at, and not sent again', async () => {
    const given = await applied(head + daily);
    const spec = `${head}${cut}removed: [{address: policies/daily}]\n`;
    await admin(given.emulator, 'faults', { rules: [{ type: 'lost-after-commit', action: 'DeleteAutoSnapshotPolicy', times: 1 }] });
    const { code, stdout } = await given.apply(spec, '--approve-reductions', '1');
    expect(code, stdout).toBe(0);
    expect(stdout).toContain('policies/daily delete');
    expect(given.emulator.calls().filter(({ action }) => action === 'DeleteAutoSnapshotPolicy')).toHaveLength(1);
  });
});

describe('a refused entry', () => {
  test('what a refused entry is to take over stays where it is, until that one is mended or the line forces it', async () => {
    const taking = (adopt: string, line: string): string =>
      `${head}policies: {next: {${settings}, disks: {any: ${first}}${adopt}}}\nremoved: [{address: policies/daily${line}}]\n`;
    for (const way of ['mend', 'force']) {
      const given = await applied(head + daily);
      const id = given.idOf('policies');
      expect((await given.apply(`${headOf('theirs')}policies: {${policy('x', '[]')}}\n`)).code).toBe(0);
      const adopt = `, adopt: ${given.rows('policies').find((row) => row.id !== id)?.id as string}`;
      const refused = await given.apply(taking(adopt, ''), '--approve-reductions', '1');
      expect(refused.code, refused.stdout + refused.stderr).toBe(3);
      expect(refused.stdout).toContain(`${id} protects 1 disk that policies/next is to take over, and policies/next is refused`);
      expect(given.rows('policies').map((row) => row.id)).toContain(id);
      const done = await given.apply(way === 'mend' ? taking('', '') : taking(adopt, ', force: true'), '--approve-reductions', '1');
      expect(done.code, done.stdout + done.stderr).toBe(way === 'mend' ? 0 : 3);
      expect(given.rows('policies').map((row) => row.id)).not.toContain(id);
    }
  });
});

describe('prune', () => {
  test('an unmanaged policy goes as its note says, with an approval of its disks; a backup never does', async () => {
    const given = await applied(head + daily + cut);
    given.write(head);
    const empty = await given.run('plan', '--prune');
    expect(empty.code, empty.stderr).toBe(3);
    expect(empty.stdout).toContain('policies/daily automatic snapshot policy');
    const without = await given.run('plan');
    expect(without).toMatchObject({ code: 3, stderr: expect.stringContaining('The spec declares nothing') });
    given.write(`${head}${cut.replace('cut', 'other')}`);
    const { stdout } = await given.run('plan');
    expect(stdout).toContain('It still snapshots 1 disk: mon 01:00 UTC+8.');
    expect(stdout).toContain('or use --prune');
    expect((await given.run('apply', '--auto-approve', '--prune')).code).toBe(3);
    expect(given.rows('policies')).toHaveLength(1);
    expect((await given.run('apply', '--auto-approve', '--prune', '--approve-reductions', '1')).code).toBe(0);
    expect(given.rows('policies')).toEqual([]);
    expect(given.rows('snapshots')).toHaveLength(2);
    expect((await given.run('plan', '--prune', '--detailed-exitcode')).code).toBe(0);
  });

  test('a duplicate goes only without disks and with the settings of its entry', async () => {
    const given = await applied(head + daily);
    const id = await twin(given, { retentionDays: 9 });
    expect((await given.run('apply', '--auto-approve', '--prune')).code).toBe(3);
    expect(given.rows('policies').map((row) => row.id)).toContain(id);
    await admin(given.emulator, 'thing', { id, set: { retentionDays: 7 } });
    const { code, stdout } = await given.run('apply', '--auto-approve', '--prune');
    expect(code, stdout).toBe(0);
    expect(given.rows('policies').map((row) => row.id)).not.toContain(id);
    await given.isSettled();
  });
});

describe('adopt', () => {
  const adopting = (id: string, rest = ''): string =>
    `${head}policies: {daily: {${settings}, disks: {any: ${first}}, adopt: ${id}${rest}}}\n`;

  const byHand = async (given: Given, tags: Tags = {}, more: object = {}): Promise<string> => {
    const added = { id: 'sp-byhand01', name: 'by-hand', tags, timePoints: [3], repeatWeekdays: [1], retentionDays: 5, ...more };
    await admin(given.emulator, 'thing', { add: { policies: [added] } });
    return added.id;
  };

  test('a policy of nobody gets the marks in one write, and then what differs is changed', async () => {
    const given = await started(head);
    const id = await byHand(given, {}, { disks: [disks[0]] });
    const { code, stdout, stderr } = await given.apply(adopting(id));
    expect(code, stdout + stderr).toBe(0);
    expect(given.writes()).toEqual(['TagResources', 'ModifyAutoSnapshotPolicyEx']);
    expect(given.rows('policies')).toHaveLength(1);
    await given.isSettled();
    given.write(adopting(id).replace(`, adopt: ${id}`, ''));
    await given.isSettled();
  });

  test('a snapshot of nobody: the next occurrence is taken as ever', async () => {
    const given = await started(head);
    const { SnapshotId: id } = await given.ecs('CreateSnapshot', { DiskId: disks[2], SnapshotName: 'letgo-cut' });
    await given.advance('1h');
    const spec = (occurrence: string): string =>
      `${head}snapshots: {cut: {diskId: ${disks[2]}, occurrence: ${occurrence}, adopt: ${id as string}}}\n`;
    expect((await given.apply(spec('r-1'))).code).toBe(0);
    await given.isSettled();
    expect(given.rows('snapshots')).toHaveLength(1);
    expect((await given.apply(spec('r-2'))).code).toBe(0);
    expect(given.rows('snapshots')).toHaveLength(2);
    await given.isSettled();
  });

  test('what is doubtful for the entry is settled by it, by forget and by the mended mark, as the help says', async () => {
    for (const way of ['adopt', 'forget', 'mend']) {
      const given = await applied(head + cut);
      const id = given.idOf('snapshots');
      const { tags } = given.rows('snapshots')[0] as Row;
      await given.retag(id, Object.fromEntries(Object.entries(tags).filter(([key]) => key !== 'snapspec:address')));
      const { code, stdout } = await given.run('plan');
      expect(code).toBe(3);
      expect(stdout).toContain(`\`adopt: ${id}\` in the entry`);
      expect(stdout).toContain(`\`removed: [{id: ${id}, forget: true}]\` in the spec`);
      if (way === 'mend') await given.retag(id, tags);
      const spec =
        way === 'adopt' ? cut.replace('r-1', `r-1, adopt: ${id}`) : way === 'forget' ? `${cut}removed: [{id: ${id}, forget: true}]\n` : cut;
      const done = await given.apply(head + spec);
      expect(done.code, way + done.stdout).toBe(0);
      await given.isSettled();
      // Of what was let go of there is another one now; the service would have answered with the old one for its token.
      expect(given.rows('snapshots')).toHaveLength(way === 'forget' ? 2 : 1);
    }
  });

  test('an id that is not there is an error, and a note where the entry has a backup', async () => {
    const given = await started(adopting('sp-gone'));
    const { code, stderr } = await given.run('apply', '--auto-approve');
    expect(code).toBe(1);
    expect(stderr).toContain('policies/daily adopts sp-gone, and there is no such automatic snapshot policy');
    expect(given.writes()).toEqual([]);
    expect((await given.apply(head + daily)).code).toBe(0);
    given.write(adopting('sp-gone'));
    await given.isSettled();
    expect(await codesIn(given)).toEqual(['adopt-not-found']);
  });

  test('refused: what another stack owns, another disk, too many tags, and a second one', async () => {
    const given = await applied(head + cut);
    const other = folder({ 'snapspec.yaml': headOf('theirs') + daily });
    expect((await snapspec(other, ['apply', '--auto-approve', ...towards(given.emulator)])).code).toBe(0);
    const theirs = given.idOf('policies');
    const many = await byHand(given, Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, 'v'])));
    const made = await given.ecs('CreateSnapshot', { DiskId: disks[5], SnapshotName: 'by-hand' });
    await given.advance('1h');
    const before = given.writes().length;
    const id = made['SnapshotId'] as string;
    const taken = (disk: string | undefined, key: string): string =>
      `${head}snapshots: {${key}: {diskId: ${disk}, occurrence: r-1, adopt: ${id}}}\n`;
    for (const [spec, words] of [
      [adopting(theirs), `${theirs} belongs to the stack theirs, as policies/daily`],
      [adopting(many), `${many} carries 17 tags, and the 4 of snapspec would make it 21: 20 are allowed.`],
      [taken(disks[4], 'other'), `${id} was taken with diskId "${disks[5]}", and the entry has "${disks[4]}".`],
      [taken(disks[2], 'cut'), `snapshots/cut has a snapshot already`],
    ] as const) {
      const { code, stdout, stderr } = await given.apply(spec);
      expect(code, stdout + stderr).toBe(3);
      expect(stdout).toContain(words);
    }
    expect(given.writes()).toHaveLength(before);
  });
});

describe('a desktop snapshot whose description was edited', () => {
  test.each(['mend', 'forget'])('is settled by what the help says: %s', async (way) => {
    const given = await applied(head + golden);
    const [row] = given.rows('desktopSnapshots') as [Row];
    await admin(given.emulator, 'thing', { id: row.id, set: { description: `${row.description} (keep)` } });
    const { code, stdout } = await given.run('plan');
    expect(code).toBe(3);
    const [, marker] = /end the description of \S+ with "( \[snapspec:[a-z2-7]+\])"/.exec(stdout) as unknown as [string, string];
    expect(stdout).toContain(`\`removed: [{id: ${row.id}, forget: true}]\``);
    if (way === 'mend') await admin(given.emulator, 'thing', { id: row.id, set: { description: `kept${marker}` } });
    const spec = way === 'mend' ? head + golden : `${head}${golden}removed: [{id: ${row.id}, forget: true}]\n`;
    const done = await given.apply(spec);
    expect(done.code, done.stdout).toBe(0);
    expect(given.rows('desktopSnapshots')).toHaveLength(way === 'mend' ? 1 : 2);
    await given.isSettled();
    if (way === 'forget') expect((await given.run('plan')).stdout).toContain('this item must stay in the spec');
  });
});

describe('moved', () => {
  test('onto an entry that has one of its own: refused where both protect something, and no mark is changed', async () => {
    const given = await applied(`${head}policies: {${policy('daily', first)}, ${policy('nightly', `[{id: ${disks[1]}}]`)}}\n`);
    const before = given.writes().length;
    const { code, stdout } = await given.apply(
      `${head}policies: {${policy('nightly', `[{id: ${disks[1]}}]`)}}\nmoved: [{from: policies/daily, to: policies/nightly}]\n`,
    );
    expect(code).toBe(3);
    expect(stdout).toContain('all carry the marks of policies/nightly');
    expect(given.writes()).toHaveLength(before);
  });

  test('an entry with another key: one write of tags for each thing, and the line is done', async () => {
    const given = await applied(head + cut + daily);
    expect((await given.apply(head + cut.replace('r-1', 'r-2') + daily)).code).toBe(0);
    const renamed = `${head}snapshots: {taken: {diskId: ${disks[2]}, occurrence: r-2, name: letgo-cut}}\npolicies: {nightly: {${settings}, name: letgo-daily, disks: {any: ${first}}}}\n`;
    given.write(renamed);
    expect((await given.run('plan')).stdout).toContain('`moved: [{from: policies/daily, to: policies/…}]`');
    const before = given.writes().length;
    const lines = 'moved: [{from: snapshots/cut, to: snapshots/taken}, {from: policies/daily, to: policies/nightly}]\n';
    const { code, stdout } = await given.apply(renamed + lines);
    expect(code, stdout).toBe(0);
    expect(given.writes().slice(before)).toEqual(['TagResources', 'TagResources', 'TagResources']);
    await given.isSettled();
    expect(await codesIn(given)).toEqual(['moved-done', 'moved-done']);
    given.write(renamed);
    await given.isSettled();
    expect(given.rows('snapshots')).toHaveLength(2);
    expect(given.rows('policies')).toHaveLength(1);
  });

  test('a mix of old and new marks while it moves is the entry’s, and is put right', async () => {
    const given = await applied(head + daily);
    const [row] = given.rows('policies') as [Row];
    await given.retag(row.id, { ...row.tags, 'snapspec:address': 'policies/nightly' });
    const renamed = `${head}policies: {nightly: {${settings}, name: letgo-daily, disks: {any: ${first}}}}\nmoved: [{from: policies/daily, to: policies/nightly}]\n`;
    const { code, stdout } = await given.apply(renamed);
    expect(code, stdout).toBe(0);
    await given.isSettled();
    expect(given.rows('policies')).toHaveLength(1);
  });

  test('a stack with another name: nothing is made twice; what takes no tags keeps its line', async () => {
    const given = await applied(head + cut + daily + ledger + golden);
    const named = (text: string): string => text.replace('occurrence', 'name: letgo-cut, occurrence');
    const renamed = `${headOf('renamed')}${named(cut)}policies: {daily: {${settings}, name: letgo-daily, disks: {any: ${first}}}}\n${ledger.replace('instanceId', 'name: letgo-ledger, instanceId')}${golden.replace('sourceDiskType', 'name: letgo-golden, sourceDiskType')}moved: [{fromStack: letgo}]\n`;
    const before = given.writes().length;
    const { code, stdout, stderr } = await given.apply(renamed);
    expect(code, stdout + stderr).toBe(0);
    expect(given.writes().slice(before)).toEqual(['TagResources', 'TagResources', 'TagResources']);
    await given.isSettled();
    expect(await codesIn(given)).toEqual(['moved-needed']);
    expect((await given.run('plan')).stderr).toContain('moved[0] must stay as long as it does');
    for (const section of ['snapshots', 'policies', 'groups', 'desktopSnapshots'])
      expect(given.rows(section).filter(({ tags = {} }) => !('snapspec:member' in tags)).length).toBeGreaterThan(0);
    expect(given.rows('desktopSnapshots')).toHaveLength(1);
  });
});

describe('most of a stack that is not in the spec', () => {
  test('is a second repository or a renamed stack, and is said', async () => {
    const given = await applied(head + cut + daily + ledger);
    given.write(`${head}snapshots: {mine: {diskId: ${disks[7]}, occurrence: r-1}}\n`);
    const { stderr } = await given.run('plan');
    expect(stderr).toContain('The stack letgo owns 3 entries in cn-hangzhou, and this spec lacks 3 of them.');
    expect(await codesIn(given)).toContain('stack-mostly-unmanaged');
  });
});

test('the same occurrence is not taken of another disk; a new occurrence is, as the help says', async () => {
  const given = await applied(head + cut);
  const moved = cut.replace(disks[2] as string, disks[3] as string);
  const { code, stdout } = await given.apply(head + moved);
  expect(code).toBe(3);
  expect(stdout).toContain('another occurrence (now "r-1")');
  expect((await given.apply(head + moved.replace('r-1', 'r-2'))).code).toBe(0);
  await given.isSettled();
});

test('from a full stack to nothing owned, by spec edits alone', async () => {
  const given = await applied(head + daily + cut + ledger + golden);
  const gone = `${head}removed:
  - {address: policies/daily}
  - {address: snapshots/cut, occurrence: r-1, force: true}
  - {address: groups/ledger, force: true}
  - {address: desktopSnapshots/golden, force: true}
approve: {reductions: 4, reason: the service is switched off}
`;
  const { code, stdout, stderr } = await given.apply(gone);
  expect(code, stdout + stderr).toBe(0);
  for (const section of ['policies', 'snapshots', 'groups', 'desktopSnapshots']) expect(given.rows(section)).toEqual([]);
  await given.isSettled();
  expect(await codesIn(given)).toEqual(['removed-done', 'removed-done', 'removed-done', 'removed-done']);
});

test('from a stack with a lock, a twin, a failed one and a second occurrence to nothing owned, in two applies', async () => {
  const given = await applied(head + daily + cut + ledger + golden);
  expect((await given.apply(head + daily + cut.replace('r-1', 'r-2') + ledger + golden)).code).toBe(0);
  await given.advance('1h');
  const other = await twin(given, { disks: [disks[6]] });
  const [locked, failed] = ['r-1', 'r-2'].map(
    (occurrence) => given.rows('snapshots').find(({ tags }) => tags['snapspec:occurrence'] === occurrence)?.id as string,
  ) as [string, string];
  await given.ecs('LockSnapshot', {
    RegionId: 'cn-hangzhou',
    SnapshotId: locked,
    LockMode: 'compliance',
    LockDuration: 1,
    CoolOffPeriod: 0,
  });
  await admin(given.emulator, 'thing', { id: failed, set: { end: 'failed' } });
  const items = (r1: string): string => `${head}removed:
  - {address: policies/daily}
  - {id: ${other}}
  - {address: snapshots/cut, occurrence: r-1, force: true${r1}}
  - {address: snapshots/cut, occurrence: r-2}
  - {address: groups/ledger, force: true}
  - {address: desktopSnapshots/golden, force: true}
approve: {reductions: 9, reason: the service is switched off}
`;
  const first = await given.apply(items(''));
  expect(first.code, first.stdout).toBe(3);
  expect(first.stdout).toContain('write `forget: true` to let go of snapshots/cut and keep it');
  const owned = (): readonly Row[] =>
    ['policies', 'snapshots', 'groups', 'desktopSnapshots']
      .flatMap((section) => given.rows(section))
      .filter(({ tags = {}, description }) => 'snapspec:op' in tags || description?.includes('[snapspec:'));
  expect(owned().map(({ id }) => id)).toEqual([locked]);
  const second = await given.apply(items(', forget: true'));
  expect(second.code, second.stdout).toBe(0);
  expect(owned()).toEqual([]);
  // What is locked is kept, and is nobody's.
  expect(given.rows('snapshots').map(({ id }) => id)).toEqual([locked]);
  await given.isSettled();
});
