import { expect, test } from 'vitest';
import { connectReader, connectWriter } from '../../src/cloud/client.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { patientReader } from '../../src/cloud/patient-reader.ts';
import type { ReadWait } from '../../src/cloud/patient-reader.ts';
import { applyStack } from '../../src/engine/apply-stack.ts';
import { localKey, startEmulator } from '../../src/emulator/index.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import { fastClock } from '../support/fakes.ts';

const disk = (n: number): string => `d-bp1shop000000000${n}`;
const policy = (n: number): string =>
  `  p${n}: {schedule: {timezone: Asia/Shanghai, at: ["0${n}:00"]}, retentionDays: 7, disks: {any: [{id: ${disk(n)}}]}}\n`;
const spec = `apiVersion: snapspec/v1\nstack: busy\nregion: cn-hangzhou\npolicies:\n${[1, 2, 3, 4].map(policy).join('')}`;

test('limits by the minute are waited out in every reading phase of plan and apply', async () => {
  const { program } = analyze([{ file: 'spec.yaml', content: spec }], { year: 2026, unresolved: 'error' });
  const clock = fastClock(200);
  const seed = {
    account: '1234567890123456',
    region: 'cn-hangzhou',
    instances: [{ id: 'i-bp1shop0000000001' }],
    disks: [1, 2, 3, 4].map((n) => ({ id: disk(n), instance: 'i-bp1shop0000000001' })),
  };
  const emulator = await startEmulator({ seed, clock: clock.now });
  try {
    const endpoints = endpointsOf('cn-hangzhou', { ecs: emulator.url, ecd: emulator.url, sts: emulator.url });
    const connection = { credentials: { accessKeyId: localKey.id, accessKeySecret: localKey.secret }, endpointsIn: () => endpoints };
    const waits: ReadWait[] = [];
    const run = () =>
      applyStack(program as Program, {
        reader: patientReader(connectReader(connection), { clock, onWait: (wait) => waits.push(wait) }),
        writer: connectWriter(connection),
        clock,
        settle: 0,
        wait: 'accepted',
        onEvent: () => {},
        approve: async () => ({ type: 'yes' }),
      });
    const limit = { DescribeAutoSnapshotPolicyAssociations: 3, DescribeAutoSnapshotPolicyEx: 1 };
    await fetch(`${emulator.url}/_snapspec/settings`, { method: 'POST', body: JSON.stringify({ callsPerMinute: limit }) });
    const first = await run();
    expect(first).toMatchObject({ type: 'applied', after: { operations: [] } });
    expect(new Set(waits.map(({ action }) => action))).toEqual(new Set(Object.keys(limit)));
    expect(waits.every(({ why, seconds }) => why === 'throttled' && seconds > 0 && seconds <= 60)).toBe(true);
    expect((await run()).type).toBe('unchanged');
  } finally {
    await emulator.close();
  }
});
