import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/engine/system-clock.ts';
import type { Emulator } from '../../src/emulator/index.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';
import { mutate, pickFrom } from '../saved/mutations.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const policy = (days: number, ids: readonly number[], more = ''): string =>
  `${head}${more}policies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: ${days}, disks: {any: [${ids.map((index) => `{id: ${disks[index]}}`).join(', ')}]}}}\n`;

/** A folder with a spec, a local cloud, and the command line between them. */
type Bench = {
  readonly cwd: string;
  readonly emulator: Emulator;
  readonly run: (...argv: readonly string[]) => Promise<Ran>;
  readonly write: (spec: string) => void;
  readonly saved: () => string;
  readonly writes: () => number;
  readonly policyId: () => Promise<string>;
};

async function bench(spec: string, accounts = seed): Promise<Bench> {
  withKeys();
  const emulator = await cloud(accounts);
  const cwd = folder({ 'snapspec.yaml': spec });
  const run: Bench['run'] = (verb = '', ...argv) => snapspec(cwd, [verb, ...argv, ...(verb === 'show' ? [] : towards(emulator))]);
  return {
    cwd,
    emulator,
    run,
    policyId: async () => JSON.parse((await run('plan', '--format', 'json')).stdout).entries[0].id as string,
    write: (text) => writeFileSync(join(cwd, 'snapspec.yaml'), text),
    saved: () => readFileSync(join(cwd, 'plan.json'), 'utf8'),
    writes: () => emulator.calls().filter((call) => !call.reads).length,
  };
}

describe('a saved plan', () => {
  test('is applied where nobody can be asked, and again when it is done', async () => {
    const { run, cwd, writes } = await bench(policy(14, [0, 1]));
    const planned = await run('plan', '--out', 'plan.json');
    expect(planned).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Saved in plan\.json; it expires at \S+Z\.\n$/) });
    expect(statSync(join(cwd, 'plan.json')).mode & 0o777).toBe(0o600);
    expect(writes()).toBe(0);
    expect(await run('apply', 'plan.json')).toMatchObject({ code: 0, stdout: expect.stringContaining('it matches the spec') });
    expect(writes()).toBe(2);
    expect(await run('apply', 'plan.json')).toMatchObject({ code: 0, stdout: expect.stringContaining('No changes') });
    expect(writes()).toBe(2);
  });

  test('takes the place of an older one, whose mode is mended, and of no other file', async () => {
    const { run, cwd } = await bench(policy(14, [0]));
    await run('plan', '--out', 'plan.json');
    chmodSync(join(cwd, 'plan.json'), 0o644);
    expect((await run('plan', '--out', 'plan.json')).code).toBe(0);
    expect(statSync(join(cwd, 'plan.json')).mode & 0o777).toBe(0o600);
    const before = readFileSync(join(cwd, 'snapspec.yaml'), 'utf8');
    expect(await run('plan', '--out', 'snapspec.yaml')).toMatchObject({ code: 3, stderr: expect.stringContaining('not a saved plan') });
    expect(readFileSync(join(cwd, 'snapspec.yaml'), 'utf8')).toBe(before);
  });

  test('is stale where the cloud has changed: the field, its value then and now; nothing is sent', async () => {
    const { run, emulator, writes, policyId } = await bench(policy(14, [0, 1]));
    await run('apply', '--auto-approve');
    const before = writes();
    await run('plan', '--out', 'plan.json');
    emulator.change(await policyId(), { retentionDays: 30 });
    const { code, stderr } = await run('apply', 'plan.json', '--auto-approve');
    expect(code).toBe(3);
    expect(stderr).toContain('  policies/p retentionDays: 14 when it was planned, 30 now\n');
    expect(stderr).toContain('"plan.json" is stale: 1 thing changed since it was made. Nothing was sent.');
    expect(writes()).toBe(before);
  });

  test('is stale where the spec or a variable is another one', async () => {
    const spec = `${head}variables: {r: {default: "1"}}\nsnapshots: {a: {diskId: ${disks[0]}, retentionDays: 3, occurrence: "\${var.r}"}}\n`;
    const { run, write, writes } = await bench(spec);
    await run('plan', '--out', 'plan.json');
    const other = await run('apply', 'plan.json', '--var', 'r=2');
    expect(other).toMatchObject({ code: 3, stderr: expect.stringContaining('  variable r: "1" when it was planned, "2" now\n') });
    write(spec.replace('retentionDays: 3', 'retentionDays: 4'));
    const edited = await run('apply', 'plan.json');
    expect(edited).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('  snapshots/a in the spec: "declared" when it was planned, "declared otherwise" now\n'),
    });
    expect(writes()).toBe(0);
  });

  test('of another stack or region is refused before the cloud is read', async () => {
    const { run, write, emulator } = await bench(policy(14, [0]));
    await run('plan', '--out', 'plan.json');
    const before = emulator.calls().length;
    for (const [from, to, what] of [
      ['stack: s', 'stack: t', 'stack'],
      ['region: cn-hangzhou', 'region: cn-beijing', 'region'],
    ] as const) {
      write(policy(14, [0]).replace(from, to));
      expect(await run('apply', 'plan.json')).toMatchObject({
        code: 3,
        stderr: expect.stringContaining(`"plan.json" is a plan of the ${what} `),
      });
    }
    expect(emulator.calls().length).toBe(before);
  });

  test('of another account is refused', async () => {
    const { run, cwd } = await bench(policy(14, [0]));
    await run('plan', '--out', 'plan.json');
    const other = await cloud({ ...seed, account: '9999567890123456' });
    const { code, stderr } = await snapspec(cwd, ['apply', 'plan.json', ...towards(other)]);
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('is a plan of the account "1234567890123456"') });
    expect(other.calls().filter((call) => !call.reads)).toEqual([]);
  });

  test('that has expired is refused by apply before anything is read, and shown as expired', async () => {
    const { run, cwd, emulator } = await bench(policy(14, [0]));
    expect((await run('plan', '--out', 'plan.json', '--expires', '90m')).code).toBe(0);
    const before = emulator.calls().length;
    const clock = { ...systemClock, now: () => Date.now() + 91 * 60_000 };
    const applied = await snapspec(cwd, ['apply', 'plan.json', '-f', 'missing.yaml', ...towards(emulator)], { clock });
    expect(applied).toMatchObject({ code: 3, stderr: expect.stringContaining('"plan.json" has expired: it counted until ') });
    expect(emulator.calls().length).toBe(before);
    expect(await snapspec(cwd, ['show', 'plan.json'], { clock })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/; expired at \S+\.\n/),
    });
    const { stdout } = await snapspec(cwd, ['show', 'plan.json', '--format', 'json'], { clock });
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'snapspec.plan', saved: { expired: true } });
  });

  test('that was changed is refused before the spec and the cloud are read', async () => {
    const { run, cwd, saved, emulator } = await bench(policy(14, [0]));
    await run('plan', '--out', 'plan.json');
    const text = saved();
    const before = emulator.calls().length;
    for (let number = 0; number < 40; number++) {
      const { how, text: mutant } = mutate(text, pickFrom(number));
      if (mutant === text) continue;
      writeFileSync(join(cwd, 'plan.json'), mutant);
      const { code, stdout, stderr } = await run('apply', 'plan.json', '-f', 'missing.yaml', '--auto-approve');
      expect({ how, code, stdout }).toEqual({ how, code: 3, stdout: '' });
      expect(stderr, how).toMatch(/^error: "plan\.json" (?:is not|has) /);
      expect((await run('show', 'plan.json')).code, how).toBe(3);
    }
    expect(emulator.calls().length).toBe(before);
  });

  test('carries the approval that it was made with, of the flag or of the spec, and no other', async () => {
    for (const by of ['flag', 'spec', 'none'] as const) {
      const { run, write, writes, emulator } = await bench(policy(14, [0, 1]));
      await run('apply', '--auto-approve');
      write(policy(7, [0, 1], by === 'spec' ? 'approve: {reductions: 2, reason: Less is enough.}\n' : ''));
      const planned = await run('plan', '--out', 'plan.json', ...(by === 'flag' ? ['--approve-reductions', '2'] : []));
      expect(planned.code, by).toBe(by === 'none' ? 3 : 0);
      // What the spec approves may have been taken out again: the saved plan has it.
      write(policy(7, [0, 1]));
      const before = writes();
      const { code, stdout } = await run('apply', 'plan.json');
      expect({ by, code }).toEqual({ by, code: by === 'none' ? 3 : 0 });
      if (by !== 'none') expect(stdout).toContain('2 reductions of protection, approved by the saved plan:');
      expect({ by, sent: writes() - before }).toEqual({ by, sent: by === 'none' ? 0 : 1 });
      await emulator.close();
    }
  });

  test('that would hold a secret of the run is not saved', async () => {
    const secret = 'abcdefghijklmnopqrstuvwxyz0123';
    const { cwd, emulator } = await bench(`${head}snapshots: {a: {diskId: ${disks[0]}, retentionDays: 3, description: "x ${secret} y"}}\n`);
    const environment = { ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret };
    const { code, stderr } = await snapspec(cwd, ['plan', '--out', 'plan.json', ...towards(emulator)], { environment });
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('The plan holds a secret of this run') });
    expect(() => statSync(join(cwd, 'plan.json'))).toThrow();
  });

  test('is shown as it was planned, from standard input too', async () => {
    const { run, cwd, saved } = await bench(policy(14, [0, 1]));
    const planned = await run('plan', '--out', 'plan.json');
    const shown = await snapspec(cwd, ['show', '-'], { stdin: async () => Buffer.from(saved()) });
    const [plan] = planned.stdout.split('Digest:');
    expect(shown.stdout.startsWith(plan as string)).toBe(true);
    expect(shown.stdout).toContain(`Digest:${planned.stdout.split('Digest:')[1]}`);
    expect((await run('apply', '-', '-f', '-')).code).toBe(64);
  });

  test.each([
    [['--expires', '2h'], '--expires does not go without --out'],
    [['--out', 'p', '--expires', 'soon'], '--expires "soon" is not a time of at most 365d'],
    [['--out', 'p', '--expires', '0h'], '--expires "0h" is not a time'],
    [['--out', '-'], '--out names a stream'],
  ])('plan %j is refused', async (argv, message) => {
    const { code, stderr } = await snapspec(folder({ 'snapspec.yaml': policy(1, [0]) }), ['plan', ...argv]);
    expect({ code, stderr }).toMatchObject({ code: 64, stderr: expect.stringContaining(message) });
  });
});

describe('the digest of a plan', () => {
  test('is the same until something changes; it lets apply go on, and approves nothing', async () => {
    const { run, write, writes } = await bench(policy(14, [0]));
    const digestOf = async (): Promise<string> => JSON.parse((await run('plan', '--format', 'json')).stdout).digest as string;
    const digest = await digestOf();
    expect(await digestOf()).toBe(digest);
    expect((await run('plan')).stdout).toContain(`\nDigest: ${digest}\n`);
    expect(await run('apply', '--plan-digest', digest)).toMatchObject({ code: 64 });
    expect(await run('apply', '--plan-digest', 'f'.repeat(64), '--auto-approve')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(`The plan that is made now has the digest ${digest}`),
    });
    expect(await run('apply', '--plan-digest', 'x', '--auto-approve')).toMatchObject({ code: 64 });
    expect(writes()).toBe(0);
    expect((await run('apply', '--plan-digest', digest, '--auto-approve')).code).toBe(0);
    write(policy(7, [0]));
    const shorter = await digestOf();
    expect((await run('apply', '--plan-digest', shorter, '--auto-approve')).code).toBe(3);
    expect((await run('apply', '--plan-digest', shorter, '--auto-approve', '--approve-reductions', '1')).code).toBe(0);
  });
});

describe('drift', () => {
  test('ends with 2 where the cloud differs, 0 where it does not, and writes nothing', async () => {
    const { run, writes, emulator, policyId } = await bench(policy(14, [0]));
    expect(await run('drift')).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('Drift: 1 entry differs from the spec: policies/p.\n'),
    });
    await run('apply', '--auto-approve');
    const before = writes();
    expect(await run('drift')).toMatchObject({ code: 0, stdout: expect.stringContaining('No drift.\n') });
    const id = await policyId();
    emulator.change(id, { name: 'by-hand' });
    const json = await run('drift', '--format', 'json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'snapspec.plan', entries: [{ fields: [{ field: 'name', before: 'by-hand' }] }] });
    emulator.change(id, { retentionDays: 30 });
    expect((await run('drift')).code).toBe(3);
    expect(writes()).toBe(before);
  });

  test('ends with 1 for a spec with errors, and with 5 where the cloud cannot be read', async () => {
    const { run, write } = await bench(policy(0, [0]));
    expect((await run('drift')).code).toBe(1);
    write(policy(1, [0]));
    expect((await run('drift', '--max-calls', '1')).code).toBe(5);
  });
});
