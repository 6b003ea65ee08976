import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, instances, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const one = `${head}snapshots: {a: {diskId: ${disks[0]}, takeUntil: 2099-01-01, description: first words}}\n`;
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';

describe('where specs come from', () => {
  test('standard input, and several files', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({
      'one.yaml': `${head}snapshots: {a: {diskId: ${disks[0]}}}\n`,
      'two.yaml': `groups: {g: {instanceId: ${instances[0]}}}\n`,
    });
    const both = await snapspec(cwd, ['plan', '-f', 'one.yaml', '-f', 'two.yaml', '--format', 'json', ...towards(emulator)]);
    expect(JSON.parse(both.stdout).entries.map((entry: { address: string }) => entry.address)).toEqual(['snapshots/a', 'groups/g']);
    const piped = await snapspec(cwd, ['lint', '-f', '-', '--format', 'concise'], {
      stdin: async () => Buffer.from(`${head}snapshot: {}\n`),
    });
    expect(piped).toMatchObject({ code: 1, stdout: expect.stringContaining('<stdin>:4:1: error unknown-key') });
  });

  test('variables: the flag wins over the environment, the environment over the default', async () => {
    const cwd = folder({
      'snapspec.yaml': `${head}variables: {d: {default: x x}}\nsnapshots: {a: {diskId: ${disks[0]}, takeUntil: 2099-01-01, name: "n-\${var.d}"}}\n`,
    });
    expect((await snapspec(cwd, ['lint', '--format', 'concise'])).stdout).toContain('name is "n-x x"');
    expect((await snapspec(cwd, ['lint', '--format', 'concise'], { environment: { SNAPSPEC_VAR_d: 'y y' } })).stdout).toContain(
      'name is "n-y y"',
    );
    expect(
      (await snapspec(cwd, ['lint', '--format', 'concise', '--var', 'd=z z'], { environment: { SNAPSPEC_VAR_d: 'y y' } })).stdout,
    ).toContain('name is "n-z z"');
  });
});

describe('what could harm is refused', () => {
  test('an empty spec for a stack that owns something', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({ 'snapspec.yaml': one });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    writeFileSync(join(cwd, 'snapspec.yaml'), head);
    expect(await snapspec(cwd, ['plan', ...towards(emulator)])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('The spec declares nothing, and the stack s owns 1 resource in cn-hangzhou'),
    });
  });

  test('a selector that suddenly selects nothing', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}, disks: {any: [{tags: {tier: gold}}]}}}\n` });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    writeFileSync(join(cwd, 'snapspec.yaml'), readFileSync(join(cwd, 'snapspec.yaml'), 'utf8').replace('tier: gold', 'tier: golden'));
    const ran = await snapspec(cwd, ['plan', ...towards(emulator)]);
    expect(ran.code).toBe(3);
    expect(ran.stdout).toContain('disks of policies/p selects nothing, and 6 disks would lose this protection');
  });

  test('a wish to delete does not pass in silence', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({ 'snapspec.yaml': `${one}removed: [{address: snapshots/b}]\n` });
    expect(await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error[removed-not-supported]'),
    });
    expect(emulator.calls().every((call) => call.reads)).toBe(true);
  });

  test('a policy of another stack, or of nobody, is never touched, whatever its name', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const text = `${head}policies: {p: {${schedule}, name: nightly, disks: {any: [{id: ${disks[0]}}]}}}\n`;
    const theirs = folder({ 'snapspec.yaml': text.replace('stack: s', 'stack: theirs') });
    const ours = folder({ 'snapspec.yaml': text });
    expect((await snapspec(theirs, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    const before = JSON.stringify(emulator.world().resources['policies']);
    expect((await snapspec(ours, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    expect(emulator.world().resources['policies']).toHaveLength(2);
    expect(JSON.stringify(emulator.world().resources['policies']?.rows.slice(0, 1))).toBe(before);
  });
});

describe('what is under way', () => {
  test('a snapshot that is still being taken is waited for before it is changed', async () => {
    withKeys();
    const emulator = await startEmulator({ seed, snapshotSeconds: 2 });
    try {
      const cwd = folder({ 'snapspec.yaml': one });
      expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).stdout).toMatch(/snapshots\/a s-\w+: progressing/);
      writeFileSync(join(cwd, 'snapspec.yaml'), one.replace('first words', 'other words'));
      const ran = await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)]);
      expect(ran.code).toBe(0);
      expect(ran.stderr).toContain('snapshots/a: waiting 1 s: ECS ModifySnapshotAttribute was refused with InvalidSnapshotId.NotReady');
      expect(ran.stdout).toContain('matches the spec');
    } finally {
      await emulator.close();
    }
  });

  test('an interrupted apply starts nothing new, says so, and is finished by running it again', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({
      'snapspec.yaml': `${head}snapshots: {${disks
        .slice(0, 9)
        .map((id, index) => `s${index}: {diskId: ${id}, takeUntil: 2099-01-01}`)
        .join(', ')}}\n`,
    });
    const controller = new AbortController();
    let started = 0;
    const stderr = (text: string): void => {
      if (/: take the snapshot/.test(text) && ++started === 3) controller.abort('SIGINT');
    };
    const ran = await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)], { signal: controller.signal, stderr });
    expect(ran.code).toBe(130);
    expect(ran.stdout).toMatch(/9 operations: \d done, \d cancelled\./);
    const made = emulator.calls().filter((call) => call.action === 'CreateSnapshot').length;
    expect(made).toBeLessThan(9);
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    expect(emulator.calls().filter((call) => call.action === 'CreateSnapshot')).toHaveLength(9);
  });

  test('a disk moves from one policy to another without ever being bare', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const two = (first: string, second: string): string =>
      `${head}policies:\n  a: {${schedule}, disks: {any: [${first}]}}\n  b: {${schedule}, disks: {any: [${second}]}}\n`;
    const ids = (...indices: number[]): string => indices.map((index) => `{id: ${disks[index]}}`).join(', ');
    const cwd = folder({ 'snapspec.yaml': two(ids(0, 1), ids(2)) });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    writeFileSync(join(cwd, 'snapspec.yaml'), two(ids(0), ids(2, 1)));
    const plan = JSON.parse((await snapspec(cwd, ['plan', '--format', 'json', ...towards(emulator)])).stdout);
    expect(plan.operations.map((operation: { id: string }) => operation.id)).toEqual(['policies/b#attach', 'policies/a#detach']);
    expect(plan.operations[1]).toMatchObject({ risk: 'reduces-protection', after: ['policies/b#attach'] });
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    expect(
      emulator
        .calls()
        .filter((call) => !call.reads)
        .map((call) => call.action)
        .slice(-2),
    ).toEqual(['ApplyAutoSnapshotPolicy', 'CancelAutoSnapshotPolicy']);
  });
});

describe('machine-readable output', () => {
  test('apply --format json is one document, with ids and RequestIds', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const { code, stdout } = await snapspec(folder({ 'snapspec.yaml': one }), [
      'apply',
      '--auto-approve',
      '--format',
      'json',
      ...towards(emulator),
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: '1.0',
      kind: 'snapspec.receipt',
      results: [
        {
          id: 'snapshots/a#create',
          outcome: 'done',
          resourceId: expect.stringMatching(/^s-/),
          requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
        },
      ],
      after: { matches: true, entries: [{ address: 'snapshots/a', outcome: 'unchanged', status: 'accomplished' }] },
    });
  });

  test('hostile names in the cloud do not drive the terminal', async () => {
    withKeys();
    const emulator = await cloud({
      ...seed,
      disks: [...(seed.disks ?? []), { id: 'd-evil\u001b]52;c;x\u0007', tags: { evil: 'yes' }, instance: instances[0] as string }],
    });
    const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}, disks: {any: [{tags: {evil: "yes"}}]}}}\n` });
    const { stdout } = await snapspec(cwd, ['plan', ...towards(emulator)]);
    expect(stdout).toContain('attach 1 disk: d-evil\\u{1b}]52;c;x\\u{7}');
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
