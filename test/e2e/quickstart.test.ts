import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSeed } from '../../src/emulator/index.ts';
import type { Emulator } from '../../src/emulator/index.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';

const example = join(import.meta.dirname, '../../examples/quickstart');
const spec = readFileSync(join(example, 'snapspec.yaml'), 'utf8');

const writes = (emulator: Emulator): string[] =>
  emulator
    .calls()
    .filter((call) => !call.reads)
    .map((call) => call.action);

/** A cloud to which the quickstart was applied, and how to go on with an edited spec. */
async function applied() {
  withKeys();
  const emulator = await cloud(parseSeed(readFileSync(join(example, 'local-cloud.yaml'), 'utf8'), 'local-cloud.yaml'));
  const cwd = folder({ 'snapspec.yaml': spec });
  const ran = await snapspec(cwd, ['apply', '--auto-approve', '--wait', 'finished', ...towards(emulator)]);
  expect(ran).toMatchObject({ code: 0 });
  const before = writes(emulator).length;
  const edit = (from: string, to: string): void => {
    expect(spec).toContain(from);
    writeFileSync(join(cwd, 'snapspec.yaml'), spec.replace(from, to));
  };
  // What takes protection away is approved here: what happens otherwise is said by other tests.
  const approval = ['--approve-reductions', '4'];
  const json = async () => {
    const { code, stdout } = await snapspec(cwd, ['plan', '--format', 'json', ...approval, ...towards(emulator)]);
    return { code, plan: JSON.parse(stdout) };
  };
  const apply = () => snapspec(cwd, ['apply', '--auto-approve', ...approval, ...towards(emulator)]);
  return { emulator, cwd, edit, json, apply, newWrites: () => writes(emulator).slice(before) };
}

describe('the main job', () => {
  test('plan sends read calls only, apply each write call once, and a second apply none', async () => {
    withKeys();
    const emulator = await cloud(parseSeed(readFileSync(join(example, 'local-cloud.yaml'), 'utf8'), 'local-cloud.yaml'));
    const cwd = folder({ 'snapspec.yaml': spec });
    const plan = await snapspec(cwd, ['plan', '--detailed-exitcode', ...towards(emulator)]);
    expect(plan.code).toBe(2);
    expect(plan.stdout).toContain(
      `Plan: 4 to create. ${emulator.calls().length} read calls; apply will make 5 write calls and read again.`,
    );
    expect(writes(emulator)).toEqual([]);

    const apply = await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)]);
    expect(apply.code).toBe(0);
    expect(apply.stdout).toMatch(/policies\/nightly create sp-\w+: done {2}RequestId [0-9A-F-]{36}/);
    expect(apply.stdout).toContain('The cloud was read again: it matches the spec.');
    expect(writes(emulator).sort()).toEqual([
      'ApplyAutoSnapshotPolicy',
      'CreateAutoSnapshotPolicy',
      'CreateSnapshot',
      'CreateSnapshot',
      'CreateSnapshotGroup',
    ]);

    const again = await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)]);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('No changes: 4 unchanged.');
    expect(writes(emulator)).toHaveLength(5);
    expect((await snapspec(cwd, ['plan', '--detailed-exitcode', ...towards(emulator)])).code).toBe(0);
  });

  test('the same by --local, as the README types it, with its world kept beside the spec', async () => {
    const cwd = folder();
    cpSync(example, cwd, { recursive: true });
    expect((await snapspec(cwd, ['lint'])).stdout).toBe('No findings in 1 file.\n');
    expect((await snapspec(cwd, ['plan', '--local', '--detailed-exitcode'])).code).toBe(2);
    expect((await snapspec(cwd, ['apply', '--local', '--auto-approve'])).code).toBe(0);
    expect((await snapspec(cwd, ['plan', '--local', '--detailed-exitcode'])).code).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, '.snapspec/quickstart.json'), 'utf8'))).toBeTypeOf('object');
    expect((await snapspec(cwd, ['plan', '--local', '--local-reset', '--detailed-exitcode'])).code).toBe(2);
  });

  test('apply asks where it can, and only yes is yes', async () => {
    const cwd = folder();
    cpSync(example, cwd, { recursive: true });
    const asked: string[] = [];
    const answer = (text: string) => ({ interactive: true, ask: async (question: string) => (asked.push(question), text) });
    const no = await snapspec(cwd, ['apply', '--local'], answer('y'));
    expect(no).toMatchObject({ code: 3, stderr: expect.stringContaining('Nothing was changed.') });
    expect(asked).toEqual(['Apply 5 operations? Only "yes" is accepted: ']);
    expect((await snapspec(cwd, ['apply', '--local'], answer('yes\n'))).code).toBe(0);
  });

  test('apply without a terminal to ask on needs --auto-approve', async () => {
    const cwd = folder();
    cpSync(example, cwd, { recursive: true });
    expect(await snapspec(cwd, ['apply', '--local'])).toMatchObject({ code: 64, stderr: expect.stringContaining('add --auto-approve') });
  });
});

describe('an edit plans exactly that change, in place', () => {
  const edits: readonly (readonly [what: string, from: string, to: string, entry: object, action: string])[] = [
    [
      'the description of a snapshot',
      'description: Taken before release',
      'description: Kept from before release',
      { address: 'snapshots/before-release', fields: [{ field: 'description' }] },
      'ModifySnapshotAttribute',
    ],
    [
      'a longer retention of a snapshot',
      'retentionDays: 30',
      'retentionDays: 60',
      { address: 'snapshots/before-release', fields: [{ field: 'retentionDays', before: 30, after: 60 }] },
      'ModifySnapshotAttribute',
    ],
    [
      'the retention of a policy',
      'retentionDays: 14',
      'retentionDays: 21',
      { address: 'policies/nightly', fields: [{ field: 'retentionDays', before: 14, after: 21, reduces: false }] },
      'ModifyAutoSnapshotPolicyEx',
    ],
    [
      'a shorter retention of a policy',
      'retentionDays: 14',
      'retentionDays: 7',
      { address: 'policies/nightly', fields: [{ field: 'retentionDays', before: 14, after: 7, reduces: true }] },
      'ModifyAutoSnapshotPolicyEx',
    ],
    [
      'the schedule of a policy',
      'at: ["02:00", "14:00"]',
      'at: ["03:00", "14:00"]',
      { address: 'policies/nightly', fields: [{ field: 'timePoints', before: [2, 14], after: [3, 14] }] },
      'ModifyAutoSnapshotPolicyEx',
    ],
    [
      'a disk more for a policy',
      '- tags: {backup: nightly}',
      '- tags: {backup: nightly}\n        - id: d-bp1cachedata00000001',
      { address: 'policies/nightly', fields: [], attach: ['d-bp1cachedata00000001'], detach: [] },
      'ApplyAutoSnapshotPolicy',
    ],
    [
      'a disk less for a policy',
      '- id: d-bp1scratchdisk000001',
      '- id: d-bp1archivedata000001',
      { address: 'policies/nightly', fields: [], attach: [], detach: ['d-bp1archivedata000001'] },
      'CancelAutoSnapshotPolicy',
    ],
    [
      'the name of a group',
      'name: ledger-consistent',
      'name: ledger-whole',
      { address: 'groups/ledger', fields: [{ field: 'name' }] },
      'ModifySnapshotGroup',
    ],
  ];
  test.each(edits)('%s', async (_, from, to, entry, action) => {
    const { edit, json, apply, newWrites } = await applied();
    edit(from, to);
    const { code, plan } = await json();
    expect(code).toBe(0);
    expect(plan.entries.filter((one: { outcome: string }) => one.outcome !== 'unchanged')).toMatchObject([{ outcome: 'update', ...entry }]);
    expect(plan.operations.map((one: { call: { action: string } }) => one.call.action)).toEqual([action]);
    expect(newWrites()).toEqual([]);
    expect((await apply()).code).toBe(0);
    expect(newWrites()).toEqual([action]);
    expect((await json()).plan.operations).toEqual([]);
  });

  test('tags: a changed one is set, on what can be tagged', async () => {
    const { edit, json, apply } = await applied();
    edit('tags: {team: payments}', 'tags: {team: ledger}');
    const { plan } = await json();
    expect(plan.operations.map((one: { id: string }) => one.id)).toEqual([
      'policies/nightly#tag',
      'snapshots/before-release#tag',
      'groups/ledger#tag',
    ]);
    expect(plan.entries.find((one: { address: string }) => one.address === 'groups/ledger').notes).toEqual([
      'No page says that snapshot-consistent groups can be tagged once they are taken; clients of others do it.',
    ]);
    expect((await apply()).code).toBe(0);
    expect((await json()).plan.operations).toEqual([]);
  });

  test('tags: where the service keeps the value of a key, the key is removed and set again', async () => {
    const { edit, json, apply, emulator, newWrites } = await applied();
    emulator.set({ settings: { tagValuesKept: true } });
    edit('tags: {team: payments}', 'tags: {team: ledger}');
    expect((await apply()).code).toBe(0);
    expect(newWrites().filter((one) => /tag/i.test(one))).toEqual(expect.arrayContaining(['TagResources', 'UntagResources']));
    expect((await json()).plan.operations).toEqual([]);
  });

  test('moved: where the service keeps the value of a key, it is said that the line has to stay, and nothing is taken again', async () => {
    const { edit, json, apply, emulator, newWrites } = await applied();
    const line = 'moved: [{from: snapshots/before-release, to: snapshots/at-release}]';
    edit('snapshots:\n  before-release:', `${line}\nsnapshots:\n  at-release:`);
    emulator.set({ settings: { tagValuesKept: true } });
    const { code, stdout } = await apply();
    expect(code).toBe(1);
    expect(stdout).toMatch(/The service took the new marks of s-\w+, and left the values that were there\./);
    expect(stdout).toMatch(/Leave the line of `moved` as it is: while it stands, s-\w+ counts for snapshots\/at-release\./);
    expect(newWrites()).toEqual(['TagResources']);
    emulator.set({ settings: { tagValuesKept: false } });
    expect((await apply()).code).toBe(0);
    expect((await json()).plan.operations).toEqual([]);
  });

  test('a shorter retention of a snapshot is a note, not a change', async () => {
    const { edit, json } = await applied();
    edit('retentionDays: 30', 'retentionDays: 10');
    const { plan } = await json();
    expect(plan.operations).toEqual([]);
    expect(plan.entries.find((one: { address: string }) => one.address === 'snapshots/before-release').notes).toEqual([
      'retentionDays stays 30: retention of a taken snapshot can only grow. The next occurrence will have 10.',
    ]);
  });

  test('another disk under the same occurrence is refused, with the way out', async () => {
    const { edit, cwd, emulator, newWrites } = await applied();
    edit('diskId: d-bp1s5fnvk4gn2tws03ab', 'diskId: d-bp1cachedata00000001');
    for (const verb of [['plan'], ['apply', '--auto-approve']]) {
      const { code, stdout } = await snapspec(cwd, [...verb, ...towards(emulator)]);
      expect(code).toBe(3);
      expect(stdout).toMatch(
        /! snapshots\/before-release \(1\.0\) snapshot s-\w+: refused\n {6}snapshots\/before-release was already taken \(s-\w+\) with diskId "d-bp1s5fnvk4gn2tws03ab", and the spec now has "d-bp1cachedata00000001"\.\n {6}help: A backup is never replaced\. Give the new target its own key, or another occurrence \(now "1\.0"\)/,
      );
    }
    expect(newWrites()).toEqual([]);
  });

  test('another occurrence is another backup, and the earlier one remains as history', async () => {
    const { cwd, emulator, newWrites } = await applied();
    const ran = await snapspec(cwd, ['plan', '--var', 'release=2.0', ...towards(emulator)]);
    expect((await snapspec(cwd, ['apply', '--auto-approve', '--var', 'release=2.0', ...towards(emulator)])).code).toBe(0);
    expect(ran.stdout).toContain('note: 1 earlier occurrence remains as history.');
    expect(newWrites()).toEqual(['CreateSnapshot']);
  });

  test('an entry that is gone from the spec stays, and is no longer managed', async () => {
    const { edit, cwd, emulator } = await applied();
    edit(spec.slice(spec.indexOf('groups:'), spec.indexOf('desktopSnapshots:')), '');
    const { code, stdout } = await snapspec(cwd, ['plan', '--detailed-exitcode', ...towards(emulator)]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\? groups\/ledger snapshot-consistent group ssg-\w+: no longer in the spec; it is not deleted, and no longer managed/,
    );
  });
});
