import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';

const spec = (tags: string): string =>
  `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\ngroups:\n  ledger: {instanceId: i-1, tags: ${tags}}\n`;

/** A group that was taken with one tag, and a spec that now has others. */
async function retagged() {
  withKeys();
  const emulator = await cloud({ instances: [{ id: 'i-1' }], disks: [{ id: 'd-1', instance: 'i-1' }] });
  const cwd = folder({ 'snapspec.yaml': spec('{team: payments, old: "1"}') });
  const run = (...argv: string[]) => snapspec(cwd, [...argv, ...towards(emulator)]);
  expect((await run('apply', '--auto-approve')).code).toBe(0);
  writeFileSync(join(cwd, 'snapspec.yaml'), spec('{team: ledger, new: "2"}'));
  return { emulator, run };
}

const writes = ({ calls }: Awaited<ReturnType<typeof cloud>>): string[] =>
  calls()
    .filter((call) => !call.reads)
    .map((call) => call.action);

test('the tags of a group change in place, and the next plan is empty', async () => {
  const { emulator, run } = await retagged();
  const plan = (await run('plan')).stdout;
  expect(plan).toContain('note: No page says that snapshot-consistent groups can be tagged once they are taken; clients of others do it.');
  expect((await run('apply', '--auto-approve')).code).toBe(0);
  expect(writes(emulator)).toEqual(['CreateSnapshotGroup', 'TagResources']);
  const again = await run('plan', '--format', 'json');
  expect(JSON.parse(again.stdout).operations).toEqual([]);
});

test('where the service does not know the type they are a note in every plan, and nothing is sent', async () => {
  const { emulator, run } = await retagged();
  emulator.set({ settings: { groupTagsRefused: true } });
  for (const _ of [1, 2]) {
    const plan = await run('plan');
    expect(plan.stdout).toMatch(
      /note: Tags stay as taken \(.*team.* would change\): the service does not tag snapshot-consistent groups\./,
    );
    expect((await run('apply', '--auto-approve')).code).toBe(0);
  }
  expect(writes(emulator)).toEqual(['CreateSnapshotGroup']);
});

test('a refusal of another sort says nothing of the type, and the tags are planned', async () => {
  const { emulator, run } = await retagged();
  emulator.set({ faults: [{ action: 'ListTagResources', type: 'code', code: 'Forbidden.RAM' }] });
  expect(JSON.parse((await run('plan', '--format', 'json')).stdout).operations).toHaveLength(1);
});
