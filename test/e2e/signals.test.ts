import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { built } from '../support/built.ts';
import { admin, cloud, folder, towards } from '../support/cli.ts';
import { localKey } from '../../src/emulator/index.ts';
import type { Emulator } from '../../src/emulator/index.ts';

/*
 * The command as it ships, against a local cloud in this process that answers too late: whatever is in flight when a signal
 * comes, the report is printed and kept, and the process is gone within seven seconds.
 */
const spec = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nsnapshots: {a: {diskId: d-1, retentionDays: 7}}\n';
const receipt = '.snapspec/s.receipt.json';

type Way = {
  /** What is answered too late, or not at all, from the start. */
  readonly faults?: readonly object[];
  /** The same, from the moment at which the operation is under way. */
  readonly later?: readonly object[];
  /** What standard error says when the signal is due. */
  readonly when: RegExp;
  readonly settle?: string;
  readonly signals: readonly NodeJS.Signals[];
};
type Ended = { readonly code: number | null; readonly seconds: number; readonly stdout: string; readonly stderr: string };

async function interrupted(emulator: Emulator, cwd: string, { faults = [], later, when, settle = '0', signals }: Way): Promise<Ended> {
  if (faults.length > 0) await admin(emulator, 'faults', { rules: faults });
  const env = {
    PATH: process.env['PATH'],
    HOME: cwd,
    ALIBABA_CLOUD_ACCESS_KEY_ID: localKey.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: localKey.secret,
  };
  const argv = ['apply', '--auto-approve', ...towards(emulator), '--settle', settle];
  const child = spawn(process.execPath, [built, ...argv], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const out = { stdout: '', stderr: '' };
  let since = Number.POSITIVE_INFINITY;
  let isLater = false;
  child.stdout.on('data', (data) => (out.stdout += String(data)));
  child.stderr.on('data', async (data) => {
    out.stderr += String(data);
    if (later !== undefined && !isLater && /take the snapshot/.test(out.stderr)) {
      isLater = true;
      await admin(emulator, 'faults', { rules: later });
    }
    if (since !== Number.POSITIVE_INFINITY || !when.test(out.stderr)) return;
    since = performance.now();
    // So that the call that was begun is under way.
    for (const signal of signals) await new Promise<void>((resolve) => setTimeout(() => resolve(void child.kill(signal)), 500));
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, seconds: (performance.now() - since) / 1000, ...out })));
}

const slow = (action: string): object => ({ type: 'slow', action, seconds: 60 });
const outcomes = (cwd: string): unknown =>
  (JSON.parse(readFileSync(join(cwd, receipt), 'utf8')) as { results: readonly { outcome: string }[] }).results.map(
    ({ outcome }) => outcome,
  );

describe('a signal ends an apply within seven seconds, whatever is in flight', { timeout: 60_000 }, () => {
  test.each([
    ['SIGINT', 'a write', { faults: [slow('CreateSnapshot')], when: /take the snapshot/ }, 4, 'unknown'],
    ['SIGTERM', 'a write', { faults: [slow('CreateSnapshot')], when: /take the snapshot/ }, 4, 'unknown'],
    ['SIGHUP', 'a write', { faults: [slow('CreateSnapshot')], when: /take the snapshot/ }, 4, 'unknown'],
    [
      'SIGINT',
      'a look after an answered write',
      {
        faults: [{ type: 'slow', action: 'CreateSnapshot', seconds: 1 }],
        later: [slow('DescribeSnapshots')],
        when: /take the snapshot/,
        settle: '30',
      },
      4,
      'unknown',
    ],
    [
      'SIGINT',
      'a pause',
      { faults: [{ type: 'code', action: 'CreateSnapshot', code: 'Throttling', status: 400 }], when: /waiting/ },
      130,
      'cancelled',
    ],
    [
      'SIGTERM',
      'a pause',
      { faults: [{ type: 'code', action: 'CreateSnapshot', code: 'Throttling', status: 400 }], when: /waiting/ },
      143,
      'cancelled',
    ],
    [
      'SIGHUP',
      'a pause',
      { faults: [{ type: 'code', action: 'CreateSnapshot', code: 'Throttling', status: 400 }], when: /waiting/ },
      129,
      'cancelled',
    ],
  ] as const)('%s during %s', async (signal, _, way, code, outcome) => {
    const emulator = await cloud({ disks: [{ id: 'd-1' }] });
    const cwd = folder({ 'snapspec.yaml': spec });
    const ended = await interrupted(emulator, cwd, { ...way, signals: [signal] });
    expect({ code: ended.code, stderr: ended.stderr }).toMatchObject({ code });
    expect(ended.seconds).toBeLessThan(7.5);
    expect(ended.stdout).toContain(`1 operation: 1 ${outcome}.`);
    expect(outcomes(cwd)).toEqual([outcome]);
  });

  test('during the last look leaves what was done as it is', async () => {
    const emulator = await cloud({ disks: [{ id: 'd-1' }] });
    const cwd = folder({ 'snapspec.yaml': spec });
    const ended = await interrupted(emulator, cwd, {
      later: [slow('DescribeAutoSnapshotPolicyEx'), slow('DescribeTags'), slow('DescribeDisks')],
      when: /take the snapshot/,
      signals: ['SIGTERM'],
    });
    expect(ended).toMatchObject({ code: 143, stdout: expect.stringContaining('1 operation: 1 done.') });
    expect(ended.seconds).toBeLessThan(7.5);
    expect(outcomes(cwd)).toEqual(['done']);
  });

  test('a second one ends the process at once', async () => {
    const emulator = await cloud({ disks: [{ id: 'd-1' }] });
    const cwd = folder({ 'snapspec.yaml': spec });
    const ended = await interrupted(emulator, cwd, {
      faults: [slow('CreateSnapshot')],
      when: /take the snapshot/,
      signals: ['SIGINT', 'SIGTERM'],
    });
    expect(ended.code).toBe(143);
    expect(ended.seconds).toBeLessThan(3);
  });
});
