import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';
import { admin, cloud, folder, rowsOf, snapspec, towards, withKeys } from '../support/cli.ts';
import { theirPolicies } from '../support/crowded-disk.ts';

const disk = 'd-bp1moving0000000001';
const other = 'd-bp1moving0000000002';
const seed = {
  account: '1234567890123456',
  region: 'cn-hangzhou',
  instances: [{ id: 'i-bp1shop0000000001' }],
  disks: [disk, other].map((id) => ({ id, instance: 'i-bp1shop0000000001' })),
} as const;
/** The disk is under nine policies of others. */
const crowded = {
  ...seed,
  policies: theirPolicies(disk),
};

const at = 'schedule: {timezone: Asia/Shanghai, at: ["02:00"]}, retentionDays: 14';
const list = (ids: readonly string[]): string => `disks: {any: [${ids.map((id) => `{id: ${id}}`).join(', ')}]}`;
const spec = (from: readonly string[], to: readonly string[]): string =>
  `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\npolicies:\n  old: {${at}, ${list(from)}}\n  new: {${at}, ${list(to)}}\n`;

function project(emulator: Emulator, text: string) {
  const cwd = folder({ 'snapspec.yaml': text });
  const write = (content: string): void => writeFileSync(join(cwd, 'snapspec.yaml'), content);
  const run = async (...argv: readonly string[]) => {
    const { code, stdout, stderr } = await snapspec(cwd, [...argv, ...towards(emulator)]);
    return { code, stdout, text: `${stdout}\n${stderr}` };
  };
  return { write, run, cwd };
}

type Row = { readonly id: string; readonly name: string; readonly attached: object };
/** The policies of the stack under which the disk is, by name. */
const holders = (emulator: Emulator): readonly string[] =>
  rowsOf<Row>(emulator, 'policies')
    .flatMap(({ name, attached }) => (name.startsWith('s-') && disk in attached ? [name] : []))
    .sort();
const writes = (emulator: Emulator): readonly string[] =>
  emulator
    .calls()
    .filter(({ reads }) => !reads)
    .map(({ action }) => action);

/** The disk is under nine policies of others and one of ours, and is to go to another of ours. */
async function atLimit() {
  withKeys();
  const emulator = await cloud(crowded);
  const made = project(emulator, spec([disk, other], [other]));
  const first = await made.run('apply', '--auto-approve');
  expect(first.code, first.text).toBe(0);
  made.write(spec([other], [other, disk]));
  return { emulator, ...made };
}
/** Somebody else takes the place that becomes free, so that it cannot be put back either. */
const takenTwice = { type: 'code', action: 'ApplyAutoSnapshotPolicy', code: 'QuotaExceed.AppliedAutoSnapshotPolicyQuota', times: 2 };
const approving = ['apply', '--auto-approve', '--approve-reductions', '1'] as const;

describe('a disk at its limit', () => {
  test('is shown to move detach-first, and stays until that is approved', async () => {
    const { emulator, run } = await atLimit();
    const plan = await run('plan');
    expect(plan.code).toBe(3);
    expect(plan.text).toMatch(
      /! reattach 1 disk, at the limit: detach from policies\/old \(sp-\w+\) first: d-bp1moving0000000001 {2}reduces\s+protection/,
    );
    expect(plan.text.replace(/\s+/g, ' ')).toContain(
      'policies/old: 1 disk loses this protection for a moment, until policies/new has it: it is at its limit of 10 policies',
    );
    const markdown = await run('plan', '--format', 'markdown');
    expect(markdown.text).toContain('reattach 1 disk, at the limit: detach from policies/old');
    const before = writes(emulator).length;
    const refused = await run('apply', '--auto-approve');
    expect([refused.code, holders(emulator)]).toEqual([3, ['s-old']]);
    expect(writes(emulator)).toHaveLength(before);
  });

  test('is taken off, attached at once, and nothing is left to do', async () => {
    const { emulator, run } = await atLimit();
    const { code, text } = await run(...approving);
    expect(code, text).toBe(0);
    expect(text).toMatch(/~ policies\/new reattach sp-\w+: done/);
    expect(writes(emulator).slice(-2)).toEqual(['CancelAutoSnapshotPolicy', 'ApplyAutoSnapshotPolicy']);
    expect(holders(emulator)).toEqual(['s-new']);
    expect((await run('plan', '--detailed-exitcode')).code).toBe(0);
  });

  test('goes to another policy before its own is deleted', async () => {
    const { emulator, run, write } = await atLimit();
    write(`${spec([], [other, disk]).replace(/ {2}old: .*\n/, '')}removed: [{address: policies/old}]\n`);
    // Both disks are under the new one in the end: one was there already, one has no room beside the old one.
    const { code, text } = await run(...approving);
    expect(code, text).toBe(0);
    expect(writes(emulator).slice(-3)).toEqual(['CancelAutoSnapshotPolicy', 'ApplyAutoSnapshotPolicy', 'DeleteAutoSnapshotPolicy']);
    expect(holders(emulator)).toEqual(['s-new']);
  });

  test('is put back where the attach is refused, and the next run moves it', async () => {
    const { emulator, run } = await atLimit();
    await admin(emulator, 'faults', {
      rules: [{ type: 'code', action: 'ApplyAutoSnapshotPolicy', code: 'InvalidOperation.AutoSnapshotPolicyConflict', times: 1 }],
    });
    const { code, text } = await run(...approving, '--settle', '1');
    expect(code, text).toBe(1);
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /was not attached to sp-\w+ \(policies\/new\): .* It was put back under sp-\w+ \(policies\/old\)\./,
    );
    expect(holders(emulator)).toEqual(['s-old']);
    expect((await run(...approving)).code).toBe(0);
    expect(holders(emulator)).toEqual(['s-new']);
  });

  test('that somebody takes the place of in between is told to be under neither', async () => {
    const { emulator, run } = await atLimit();
    await admin(emulator, 'faults', { rules: [takenTwice] });
    const { code, text } = await run(...approving);
    expect(code, text).toBe(1);
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /could not be put back: .* It is under neither of the two now\. help: Make room for d-bp1moving0000000001/,
    );
    expect(holders(emulator)).toEqual([]);
    // There is room now, so that the next run attaches it plainly.
    const next = await run('apply', '--auto-approve');
    expect([next.code, holders(emulator)]).toEqual([0, ['s-new']]);
  });

  test('moves as a saved plan says, and what is left of it is done by the same plan', async () => {
    const { emulator, run, cwd } = await atLimit();
    expect((await run('plan', '--out', 'plan.json', '--approve-reductions', '1')).code).toBe(0);
    const shown = { text: (await snapspec(cwd, ['show', 'plan.json'])).stdout };
    expect(shown.text).toContain('reattach 1 disk, at the limit');
    await admin(emulator, 'faults', { rules: [takenTwice] });
    expect((await run('apply', 'plan.json')).code).toBe(1);
    expect(holders(emulator)).toEqual([]);
    const applied = await run('apply', 'plan.json');
    expect(applied.code, applied.text).toBe(0);
    expect(holders(emulator)).toEqual(['s-new']);
  });

  test('of an account whose limit is lower is refused when it is attached, and the help leads on', async () => {
    withKeys();
    const emulator = await cloud(seed);
    await admin(emulator, 'settings', { quotas: { 'ASP-APPLY-MAX10': 1 } });
    const { run, write } = project(emulator, spec([disk], []).replace(/disks: \{any: \[\]\}/, list([other])));
    expect((await run('apply', '--auto-approve')).code).toBe(0);
    write(spec([], [other, disk]));
    const refused = await run('apply', '--auto-approve', '--approve-reductions', '1');
    expect(refused.code, refused.text).toBe(1);
    expect(refused.text).toContain('QuotaExceed.AppliedAutoSnapshotPolicyQuota');
    expect(refused.text.replace(/\s+/g, ' ')).toContain('move a disk in two runs: apply a spec in which neither policy chooses it');
    expect(holders(emulator)).toEqual(['s-old']);
    write(spec([], [other]));
    expect((await run('apply', '--auto-approve', '--approve-reductions', '1')).code).toBe(0);
    write(spec([], [other, disk]));
    expect((await run('apply', '--auto-approve')).code).toBe(0);
    expect(holders(emulator)).toEqual(['s-new']);
  });
});
