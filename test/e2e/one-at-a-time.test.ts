import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.ts';
import type { Emulator } from '../../src/emulator/index.ts';
import { folder, snapspec, towards, withKeys } from '../support/cli.ts';

const disk = 'd-bp1onceatatime0001';
/** This category takes one snapshot at a time. */
const category = 'cloud_efficiency';
const spec = `apiVersion: snapspec/v1
stack: s
region: cn-hangzhou
snapshots:
  before: {diskId: ${disk}, takeUntil: 2099-01-01}
  after: {diskId: ${disk}, takeUntil: 2099-01-01}
`;

/** Runs two snapshots of one disk, each of which is being taken for so many seconds. */
async function ran(snapshotSeconds: number, ...flags: readonly string[]) {
  withKeys();
  const emulator: Emulator = await startEmulator({
    seed: {
      account: '1234567890123456',
      region: 'cn-hangzhou',
      instances: [{ id: 'i-bp1onceatatime0001' }],
      disks: [{ id: disk, category, instance: 'i-bp1onceatatime0001' }],
    },
    snapshotSeconds,
  });
  try {
    const cwd = folder({ 'snapspec.yaml': spec });
    const begun = performance.now();
    const { code, stdout, stderr } = await snapspec(cwd, ['apply', '--auto-approve', '--format', 'json', ...flags, ...towards(emulator)]);
    const creates = emulator.calls().filter(({ action }) => action === 'CreateSnapshot');
    return {
      code,
      stderr,
      results: JSON.parse(stdout).results as { address: string; outcome: string; code?: string; message?: string }[],
      accepted: creates.filter(({ code: refusal }) => refusal === '').length,
      refused: creates.filter(({ code: refusal }) => refusal !== '').length,
      seconds: (performance.now() - begun) / 1_000,
    };
  } finally {
    await emulator.close();
  }
}

test('a second snapshot of a disk that takes one at a time is skipped, and says what it waits for', async () => {
  const { code, results, accepted, refused, seconds } = await ran(3_600);
  expect(results.map(({ address, outcome }) => [address, outcome])).toEqual([
    ['snapshots/before', 'done'],
    ['snapshots/after', 'skipped'],
  ]);
  expect(results[1]).toMatchObject({
    code: 'IncorrectDiskStatus.CreatingSnapshot',
    message: expect.stringMatching(/^It waits for snapshots\/before \(s-\w+\), a snapshot of the same disk that is still being taken: /),
  });
  expect([code, accepted]).toEqual([1, 1]);
  // It is tried for a quarter of a minute, and neither hammered nor given up at once.
  expect(refused).toBeGreaterThan(1);
  expect(refused).toBeLessThan(10);
  expect(seconds).toBeLessThan(45);
});

test('with --wait finished it is awaited, and taken when the first is finished', async () => {
  const { code, results, accepted, seconds } = await ran(4, '--wait', 'finished');
  expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect([code, accepted]).toEqual([0, 2]);
  expect(seconds).toBeGreaterThan(8);
});
