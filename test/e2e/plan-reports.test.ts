import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cellsOf } from '../../src/report/terminal/wrap.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const spec = `apiVersion: snapspec/v1
stack: s
region: cn-hangzhou
policies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [{tags: {tier: gold}}, {id: ${disks[1]}}]}}}
snapshots: {a: {diskId: ${disks[0]}, occurrence: r-1}}
`;

async function world() {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder({ 'snapspec.yaml': spec });
  return { cwd, flags: towards(emulator) };
}

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('the JSON beside the text', () => {
  test('of plan: the same document as --format json, for its owner only, with calls by operation', async () => {
    const { cwd, flags } = await world();
    const text = await snapspec(cwd, ['plan', '--json-into', 'plan.json', ...flags]);
    expect(text.stdout).toContain('Write calls: 1 ApplyAutoSnapshotPolicy, 1 CreateAutoSnapshotPolicy, 1 CreateSnapshot.\n');
    expect(modeOf(join(cwd, 'plan.json'))).toBe(0o600);
    const json = await snapspec(cwd, ['plan', '--format', 'json', ...flags]);
    const written = readFileSync(join(cwd, 'plan.json'), 'utf8');
    expect(written).toBe(json.stdout);
    const { calls } = JSON.parse(written) as { calls: { made: number; byAction: { made: { [action: string]: number } } } };
    expect(Object.values(calls.byAction.made).reduce((sum, one) => sum + one, 0)).toBe(calls.made);
  });

  test('of apply: in .snapspec beside the spec, or where the flag says; it is kept out of the repository', async () => {
    const { cwd, flags } = await world();
    const first = await snapspec(cwd, ['apply', '--auto-approve', ...flags]);
    expect(first.code).toBe(0);
    const path = join(cwd, '.snapspec/s.receipt.json');
    expect(modeOf(path)).toBe(0o600);
    expect(existsSync(join(cwd, '.snapspec/.gitignore'))).toBe(true);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      kind: 'snapspec.receipt',
      results: [{ outcome: 'done' }, { outcome: 'done' }, { outcome: 'done' }],
      after: { matches: true },
    });
    const again = await snapspec(cwd, ['apply', '--auto-approve', '--json-into', 'again.json', ...flags]);
    expect(again.code).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, 'again.json'), 'utf8'))).toMatchObject({ results: [] });
    expect(modeOf(join(cwd, 'again.json'))).toBe(0o600);
  });

  test('a file that cannot be written is said; what was done is printed all the same', async () => {
    const { cwd, flags } = await world();
    writeFileSync(join(cwd, '.snapspec'), '');
    const kept = await snapspec(cwd, ['apply', '--auto-approve', ...flags]);
    expect(kept).toMatchObject({ code: 0, stdout: expect.stringContaining('3 operations: 3 done.') });
    expect(kept.stderr).toContain('warning: The receipt is not kept in a file.');
    mkdirSync(join(cwd, 'folder'));
    const asked = await snapspec(cwd, ['apply', '--auto-approve', '--json-into', 'folder', ...flags]);
    expect(asked.code).toBe(64);
    expect(asked.stderr).toMatch(/error: .*folder/);
  });
});

test('--format ndjson is a stream of events that ends with the receipt', async () => {
  const { cwd, flags } = await world();
  const { code, stdout } = await snapspec(cwd, ['apply', '--auto-approve', '--format', 'ndjson', ...flags]);
  expect(code).toBe(0);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type?: string; kind?: string; operation?: { id: string }; result?: { outcome: string } });
  expect(lines.filter(({ type }) => type === 'started')).toHaveLength(3);
  expect(lines.filter(({ type }) => type === 'ended').map(({ result }) => result?.outcome)).toEqual(['done', 'done', 'done']);
  expect(lines.findIndex(({ kind }) => kind === 'snapspec.receipt')).toBe(lines.length - 1);
});

test('in a terminal no line is wider than it, unless it is one word; ids stay whole', async () => {
  const { cwd, flags } = await world();
  for (const width of [40, 72]) {
    const columns = { stdout: width, stderr: width };
    const { stdout, stderr } = await snapspec(cwd, ['plan', '--all', ...flags], { columns });
    for (const line of `${stdout}${stderr}`.split('\n')) if (cellsOf(line) > width) expect(line.trim().split(/ +/)).toHaveLength(1);
    for (const id of disks.filter((_, index) => index % 2 === 0)) expect(stdout).toContain(id);
  }
});

test('--all lifts the caps, and says what each item of a selector chose', async () => {
  const { cwd, flags } = await world();
  const some = (await snapspec(cwd, ['plan', ...flags])).stdout;
  const all = (await snapspec(cwd, ['plan', '--all', ...flags])).stdout;
  expect(some).toMatch(/protects 7 disks: 6 by tag tier=gold, 1 by id\n/);
  expect(some).toContain('and 2 more');
  expect(all).not.toContain('more');
  expect(all).toContain('any[0] tag tier=gold: 6 disks\n');
  expect(all).toMatch(/Read calls: .*DescribeDisks/);
});

test('an unchanged policy says how many disks it protects', async () => {
  const { cwd, flags } = await world();
  await snapspec(cwd, ['apply', '--auto-approve', ...flags]);
  const { stdout } = await snapspec(cwd, ['plan', ...flags]);
  expect(stdout).toMatch(/^ {2}= policies\/p automatic snapshot policy sp-\w+: \w+; protects 7 disks: 6 by tag tier=gold, 1 by id$/m);
  expect(stdout).toContain('No changes: 2 unchanged.');
});

test.each(['markdown', 'github', 'gitlab', 'sarif', 'junit'])('plan --format %s has a refusal at its line', async (format) => {
  withKeys();
  const cwd = folder({ 'snapspec.yaml': spec.replace(`diskId: ${disks[0]}`, 'diskId: d-bp1gone0000000001') });
  const { code, stdout } = await snapspec(cwd, ['plan', '--format', format, ...towards(await cloud(seed))]);
  expect(code).toBe(1);
  expect(stdout).toContain('disk-not-found');
  expect(stdout).toContain('snapspec.yaml');
});

test('apply --format markdown is a comment: what it did, by operation', async () => {
  const { cwd, flags } = await world();
  const { code, stdout } = await snapspec(cwd, ['apply', '--auto-approve', '--format', 'markdown', ...flags]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^<!-- snapspec apply s cn-hangzhou -->\n/);
  expect(stdout).toContain('3 operations: 3 done.\n\nThe cloud was read again: it matches the spec.\n');
  expect(stdout).toMatch(/- \*\*done\*\* `snapshots\/a` create `s-\w+`, RequestId `[0-9A-F-]+`/);
});
