import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { snapspec } from '../support/cli.ts';
import { refusal, region, sdk } from './client.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapspec-serve-'));
  writeFileSync(join(folder, 'seed.yaml'), 'disks: [{id: d-1}]');
  writeFileSync(join(folder, 'faults.yaml'), 'rules: [{action: DescribeDisks, nth: 1, type: html}]');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `snapspec emulator` until the work is done; gives back what it printed. */
async function serving(
  flags: readonly string[],
  work: (cloud: ReturnType<typeof sdk>, url: string) => Promise<void>,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const end = new AbortController();
  const ran = snapspec(folder, ['emulator', '--seed', 'seed.yaml', '--port', '0', ...flags], {
    stdout: (text) => void lines.push(...text.trimEnd().split('\n')),
    signal: end.signal,
  });
  await expect.poll(() => lines.length).toBeGreaterThan(1);
  const url = /http:\S+/.exec(lines[0] ?? '')?.[0] ?? '';
  try {
    await work(sdk(new URL(url).host), url);
  } finally {
    end.abort();
    expect((await ran).code).toBe(0);
  }
  return lines.slice(2);
}

test('with limits, faults, a time and a log', async () => {
  const lines = await serving(
    [
      '--limits',
      'DescribeSnapshots=1,SNAP-QUOTA-MANUAL=1',
      '--faults',
      'faults.yaml',
      '--time',
      '2027-05-01T00:00:00Z',
      '--latency',
      '0-2',
      '--log',
      'json',
    ],
    async ({ ecs }) => {
      await ecs('DescribeDisks', region).catch(() => {});
      await ecs('CreateSnapshot', { DiskId: 'd-1' });
      expect(await refusal(ecs('CreateSnapshot', { DiskId: 'd-1' }))).toBe('QuotaExceed.Snapshot 403');
      expect((await ecs('DescribeSnapshots', region))['Snapshots'].Snapshot).toMatchObject([{ CreationTime: '2027-05-01T00:00:00Z' }]);
      expect(await refusal(ecs('DescribeSnapshots', region))).toBe('Throttling 400');
    },
  );
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { at: '2027-05-01T00:00:00.000Z', action: 'DescribeDisks', status: 502, fault: 'html' },
    { action: 'CreateSnapshot', status: 200, code: '', reads: false },
    { action: 'CreateSnapshot', status: 403, code: 'QuotaExceed.Snapshot' },
    { action: 'DescribeSnapshots', status: 200 },
    { action: 'DescribeSnapshots', status: 400, code: 'Throttling' },
  ]);
});

test('calls in words, or not at all', async () => {
  const work = async ({ ecs }: ReturnType<typeof sdk>): Promise<void> => {
    await refusal(ecs('CreateSnapshot', { DiskId: 'd-none' }));
    await ecs('DescribeDisks', region).catch(() => {});
  };
  expect(await serving(['--faults', 'faults.yaml'], work)).toEqual([
    '404 ecs CreateSnapshot InvalidDiskId.NotFound',
    '502 ecs DescribeDisks (html)',
  ]);
  expect(await serving(['--log', 'none'], work)).toEqual([]);
});

test('a call is one line, whatever it asks for', async () => {
  const ask = (action: string) => async (_: unknown, url: string) => {
    await fetch(`${url}/?${new URLSearchParams({ Version: '2014-05-26', Action: action })}`);
  };
  expect(await serving([], ask('a\n200 ecs Forged\r\x1b[2J'))).toEqual([
    '400 ecs a\\u{a}200 ecs Forged\\u{d}\\u{1b}[2J IncompleteSignature',
  ]);
  const [line = ''] = await serving([], ask('x'.repeat(5_000)));
  expect(line.length).toBeLessThan(350);
});

test('a world that is kept in a file', async () => {
  let id = '';
  await serving(['--state', 'world.json'], async ({ ecs }) => {
    id = (await ecs('CreateSnapshot', { DiskId: 'd-1' }))['SnapshotId'];
    expect(readFileSync(join(folder, 'world.json'), 'utf8')).toContain(id);
  });
  await serving(['--state', 'world.json'], async ({ ecs }) => {
    expect((await ecs('DescribeSnapshots', region))['Snapshots'].Snapshot).toMatchObject([{ SnapshotId: id }]);
    const { code, stderr } = await snapspec(folder, ['emulator', '--seed', 'seed.yaml', '--port', '0', '--state', 'world.json']);
    expect([code, stderr]).toEqual([expect.any(Number), expect.stringContaining('is in use')]);
  });
});

test.each<[string, string, RegExp]>([
  ['--limits', 'CreateSnapshots=1', /callsPerMinute.CreateSnapshots is unknown\.\n {2}help: Did you mean CreateSnapshot, /],
  ['--limits', 'CreateSnapshot', /"CreateSnapshot" is not a limit/],
  ['--latency', '80-20', /"80-20" is not a latency/],
  ['--faults', 'none.yaml', /Cannot read "none\.yaml": no such file\./],
  ['--time', 'soon', /--time soon is not a moment/],
  ['--log', 'xml', /--log xml is not possible\./],
  ['--port', '99999', /--port 99999 is not a port/],
])('%s %s is refused', async (flag, value, message) => {
  const { code, stderr } = await snapspec(folder, ['emulator', '--seed', 'seed.yaml', '--port', '0', flag, value]);
  expect(stderr).toMatch(message);
  expect(code).not.toBe(0);
});
